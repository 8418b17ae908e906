"""What the command line says of a comparison: what went in, what was left out, what to beware of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crossframe.stance.codebook import UNWRITTEN, Codebook
from crossframe.text.words import counted

_NAMELESS = ("text", "Word document")  # kinds of files that name no outlet


def summary(tables: dict[str, pd.DataFrame], codebook: Codebook | None) -> list[str]:
    """Say how many articles went in, which were left out and why, and what to beware of.

    Parameters
    ----------
    tables
        As of `crossframe.comparison.compare`, and `intake`.
    codebook
        The codebook of the comparison, if there is one.

    Returns
    -------
    list of str
        Lines to print.
    """
    lines = intake_summary(tables["intake"]) + unwritten(codebook)
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
    """Say how many articles went in, which were used, and which were left out and why.

    Parameters
    ----------
    intake
        As of `crossframe.intake.articles.read_articles`.

    Returns
    -------
    list of str
        Lines to print.
    """
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
            " one, or the file. Rename folders or files to change that."
        )
    return lines


def unwritten(codebook: Codebook | None) -> list[str]:
    """Warn of themes of a codebook skeleton whose propositions are not written yet.

    Parameters
    ----------
    codebook
        The codebook, if there is one.

    Returns
    -------
    list of str
        One line, or none.
    """
    themes = [] if codebook is None else codebook.themes
    labels = [theme.label for theme in themes if theme.proposition.startswith(UNWRITTEN)]
    if not labels:
        return []
    warning = (
        f"Not written yet in the codebook: {counted(len(labels), 'proposition')}. Stance on"
        f" {'it' if len(labels) == 1 else 'them'} means nothing: {', '.join(labels)}."
    )
    return [warning]


def _place(row: Any) -> str:
    return f"{row.source}, {row.place}" if row.place else str(row.source)
