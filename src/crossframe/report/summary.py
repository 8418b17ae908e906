"""What is said of a comparison in a terminal: what went in or was left out, and warnings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from crossframe.coding.standing import unwritten_note
from crossframe.stance.codebook import Codebook
from crossframe.text.printable import one_line
from crossframe.text.words import counted

_NAMELESS = ("text", "Word document")  # kinds of files that name no outlet


class Findings(tuple[str, ...]):
    """Sentences that a notebook shows as a list."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {in_markdown(one)}" for one in self)


def in_markdown(text: object) -> str:
    """Fit a text into a line of Markdown, as a cell of a table."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", one_line(str(text)))


def summary(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return lines on the intake, shared copy, and articles that seem to be on other events."""
    lines = intake_summary(tables["intake"])
    copied = tables["shared_copy"]
    lines += [
        f"Shared copy: {row.article_a} and {row.article_b} have {row.words_shared} words in common"
        f" verbatim ({row.share_of_a:.0%} and {row.share_of_b:.0%}): count them as one source where"
        " they agree."
        for row in copied[copied["shared_copy"]].itertuples()
    ]
    groups = tables["event_groups"]
    if len(set(groups["group"])) > 1:
        lines.append("The articles do not seem to be on one event; alike among themselves are:")
        lines += [
            f"  {', '.join(map(str, part['article']))}"
            for _, part in groups.groupby("group", sort=False)
        ]
    return lines


def intake_summary(intake: pd.DataFrame) -> list[str]:
    """Return lines on how many articles went in, which were used, and which left out and why."""
    used = intake["status"] == "used"
    found, kept = int(intake["items"].sum()), int(intake.loc[used, "items"].sum())
    lines = [f"{counted(found, 'article')} found, {kept} used, {found - kept} left out."]
    lines += [
        f"  used: {row.article} ({row.outlet}), {_place(row)}"
        + (f": {row.reason}" if row.reason else "")
        for row in intake[used].itertuples()
    ]
    lines += [
        f"  left out: {_place(row)}: {row.reason}"
        + (f" ({row.items} articles)" if row.items > 1 else "")
        for row in intake[~used].itertuples()
    ]
    if intake.loc[used, "kind"].isin(_NAMELESS).any():
        lines.append(
            "Text files do not name their outlets: these are called after the folder below the given"
            " one, the page's own words, or the file. Put files into folders that are called after"
            " their outlets to change that."
        )
    return lines


def unwritten(codebook: Codebook | None) -> list[str]:
    """Warn, in one line, of themes whose propositions are not written yet."""
    note = unwritten_note(codebook)
    return [note] if note else []


def _place(row: Any) -> str:
    return f"{row.source}, {row.place}" if row.place else str(row.source)
