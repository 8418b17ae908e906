"""The report on filled coding sheets: agreement, confusions, and what is left to adjudicate."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

import pandas as pd

from crossframe.coding.adjudication import agreed, disagreements
from crossframe.coding.codings import is_complete
from crossframe.coding.reliability import (
    ALL_THEMES,
    LEAST_BY_CHANCE,
    RELIABLE,
    RESAMPLES,
    TENTATIVE,
    VALUES,
    agreement,
    compared_cells,
    confusion,
)
from crossframe.coding.sheets import read_codesheet
from crossframe.errors import CrossframeError
from crossframe.stance.machine import machine_coding
from crossframe.text.words import counted, fold

MACHINE = "machine"

_VERDICTS = {
    "reliable": f"all of it is at least {RELIABLE:.3f}",
    "tentative": f"all of it is at least {TENTATIVE:.3f}: draw tentative conclusions only",
    "open": f"{TENTATIVE:.3f} lies in it: draw no conclusions yet, code more",
    "unreliable": f"all of it is below {TENTATIVE:.3f}: draw no conclusions",
    "too few": f"fewer than {LEAST_BY_CHANCE} of the units would differ by chance: code more",
}


class AgreementReport(NamedTuple):
    """What filled coding sheets say of one another."""

    agreement: pd.DataFrame  # the machine included if asked for
    confusion: pd.DataFrame
    disagreements: pd.DataFrame  # of the people
    agreed: pd.DataFrame  # of the people
    coded_once: int  # units that only one of the people coded; they count for nothing else


def report(sheets: Sequence[Path], machine: Path | None = None) -> AgreementReport:
    """Read filled coding sheets and compare them."""
    coding = None if machine is None else machine_coding(machine)
    names = _names(sheets)
    codings = {
        name: read_codesheet(path)
        if coding is None
        else read_codesheet(path, coding.codebook, coding.sentences)
        for name, path in zip(names, sheets, strict=True)
    }
    for path, rows in zip(sheets, codings.values(), strict=True):
        if rows.empty:
            raise CrossframeError(
                "no unit is coded", path=path, remedy="fill in its rows, or leave it out"
            )
    _same_texts(codings)
    samples = [
        name
        for name, path in zip(names, sheets, strict=True)
        if not is_complete(path, codings[name])
    ]
    people = dict(codings)
    if coding is not None:
        codings[MACHINE] = coding.stance
    cells = compared_cells(codings, samples)
    table = agreement(cells, machine=None if coding is None else MACHINE)
    return AgreementReport(
        agreement=table,
        confusion=confusion(cells),
        disagreements=disagreements(people, samples=samples),
        agreed=agreed(people, samples=samples),
        coded_once=int((cells[list(people)].notna().sum(axis=1) == 1).sum()),
    )


def to_settle(found: AgreementReport) -> pd.DataFrame:
    """Return the sheet for adjudication, what is agreed filled in below: one file holds all."""
    below = found.agreed.assign(note="agreed")
    both = pd.concat([found.disagreements, below], ignore_index=True)
    return both.astype(object).fillna("")  # without disagreements their columns would be of numbers


def as_text(found: AgreementReport) -> str:
    """Set a report in plain text."""
    given = [level for level in _VERDICTS if found.agreement["level"].eq(level).any()]
    verdicts = [f"  {level:<10}  {_VERDICTS[level]}" for level in given]
    parts = [
        _summary(found),
        _table(found.agreement),
        "\n".join(["Verdict, by the 95% interval of alpha (Krippendorff 2004, p. 241)", *verdicts]),
    ]
    for (a, b), rows in found.confusion.groupby(["coder_a", "coder_b"], sort=False):
        counts = rows.pivot_table(
            index="value_a", columns="value_b", values="units", aggfunc="sum", fill_value=0
        )
        order = [[v for v in VALUES if v in axis] for axis in (counts.index, counts.columns)]
        counts = counts.loc[order[0], order[1]].rename_axis(index=None, columns=None)
        parts.append(f"Units by value: rows {a}, columns {b}\n{counts.to_string()}")
    parts.append(_disagreements(found.disagreements))
    return "\n\n".join(parts)


def as_json(found: AgreementReport) -> str:
    """Set a report in JSON."""
    tables = {
        name: table.astype(object).where(table.notna(), None).to_dict("records")
        for name, table in found._asdict().items()
        if isinstance(table, pd.DataFrame)
    }
    return json.dumps({**tables, "coded_once": found.coded_once}, ensure_ascii=False)


def _same_texts(codings: Mapping[str, pd.DataFrame]) -> None:
    """Refuse codings in which one sentence has two texts."""
    texts: dict[tuple[str, int], tuple[str, str]] = {}
    for name, rows in codings.items():
        shown = rows.loc[rows["text"] != "", ["article", "sentence", "text"]].drop_duplicates()
        for article, sentence, text in shown.itertuples(index=False, name=None):
            before, other = texts.setdefault((article, sentence), (text, name))
            if " ".join(fold(before).split()) != " ".join(fold(text).split()):
                raise CrossframeError(
                    f"{other} and {name} are codings of different texts: they differ in article "
                    f"{article!r}, sentence {sentence}",
                    remedy="give codings of the same sentences",
                )
    for name, rows in codings.items():
        others = [other["article"] for key, other in codings.items() if key != name]
        if others and not rows["article"].isin(pd.concat(others)).any():
            raise CrossframeError(
                f"{name} is a coding of different texts: it has no article in common with the others",
                remedy="give codings of the same sentences",
            )


def _names(sheets: Sequence[Path]) -> list[str]:
    """Name each coder after the file, or by its whole path where that is not unique."""
    stems = [path.stem for path in sheets]
    names = [
        str(path) if stems.count(path.stem) > 1 or path.stem == MACHINE else path.stem
        for path in sheets
    ]
    if len({path.resolve() for path in sheets}) < len(sheets) or len(set(names)) < len(names):
        raise CrossframeError("a sheet is given twice", remedy="give the sheet of each coder once")
    return names


def _summary(found: AgreementReport) -> str:
    """Say what the first row of the agreement says, as it may stand in a paper."""
    row = found.agreement.iloc[0]
    coders = row["coders"].split(", ")
    by = "by both" if len(coders) == 2 else "by at least two of them"
    head = f"{row['coders']}: {counted(row['units'] + row['absent'], 'unit')}"
    texts = [
        head,
        "(one sentence and one theme each)",
        f"coded {by}, {row['absent']} of them absent to all and left out.",
    ]
    if found.coded_once and MACHINE not in coders:
        texts.append(f"{counted(found.coded_once, 'unit')} coded by one person only.")
    if math.isnan(row["alpha"]):
        texts.append("Krippendorff's alpha is not defined, as fewer than two values are used.")
    else:
        texts.append(
            f"On the other {row['units']}, in {counted(row['sentences'], 'sentence')}, they agree in "
            f"{row['agreement']:.0%}; Krippendorff's alpha (nominal) is {_number(row['alpha'])}, "
            f"95% interval {_interval(row['low'], row['high'])} "
            f"(bootstrap over sentences, {RESAMPLES:,} draws)."
        )
    return fill(" ".join(texts), width=100)


def _table(table: pd.DataFrame) -> str:
    """Set the rows theme by theme, one line for each group of coders."""
    first = table["coders"] == table["coders"].iloc[0]
    shown = table[
        first | table["coders"].str.startswith(f"{MACHINE}, ") | (table["theme"] == ALL_THEMES)
    ]
    places = {theme: place for place, theme in enumerate(table["theme"].unique())}
    shown = shown.sort_values("theme", key=lambda column: column.map(places), kind="stable")
    texts = {
        "theme": shown["theme"].where(~shown["theme"].duplicated(), ""),
        "coders": shown["coders"],
        "units": shown["units"].astype(str),
        "absent": shown["absent"].astype(str),
        "agreement": shown["agreement"].map(_number),
        "alpha": shown["alpha"].map(_number),
        "95% interval": [
            _interval(low, high) for low, high in zip(shown["low"], shown["high"], strict=True)
        ],
        "verdict": shown["level"],
    }
    columns = []
    for name, values in texts.items():
        width = max(map(len, [name, *values]))
        align = str.ljust if name in ("theme", "coders", "verdict") else str.rjust
        columns.append([align(text, width) for text in (name, *values)])
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


def _disagreements(table: pd.DataFrame) -> str:
    head = f"{counted(len(table), 'unit')} to adjudicate"
    if table.empty:
        return head
    shown = table[["article", "sentence", "theme", "differs"]].copy()
    for column in table.columns:
        if column.endswith(" stance"):
            coder = column.removesuffix(" stance")
            holders = table[f"{coder} holder"]
            shown[coder] = table[column] + holders.map(lambda holder: holder and f" ({holder})")
    return f"{head}\n{shown.to_string(index=False)}"


def _interval(low: float, high: float) -> str:
    return "–" if math.isnan(low) else f"{low:.3f} to {high:.3f}"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"
