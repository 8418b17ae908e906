"""The report on filled coding sheets: agreement, confusions, and what is left to adjudicate."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from crossframe.adjudication import agreed, disagreements
from crossframe.codesheet import read_codesheet
from crossframe.errors import CrossframeError
from crossframe.machine_coding import machine_coding
from crossframe.reliability import VALUES, agreement, cautions, compared_cells, confusion

MACHINE = "machine"

_HEAD = """\
Krippendorff's alpha (nominal) with 95 % interval; agreement is the share of equal values.
Units that all say are absent are left out and counted in the column absent."""


class AgreementReport(NamedTuple):
    """What filled coding sheets say of one another.

    Attributes
    ----------
    agreement
        As of `crossframe.reliability.agreement`, the machine included if asked for.
    confusion
        As of `crossframe.reliability.confusion`.
    disagreements
        Of the people, as of `crossframe.adjudication.disagreements`.
    agreed
        Of the people, as of `crossframe.adjudication.agreed`.
    cautions
        As of `crossframe.reliability.cautions`.
    """

    agreement: pd.DataFrame
    confusion: pd.DataFrame
    disagreements: pd.DataFrame
    agreed: pd.DataFrame
    cautions: list[str]


def report(sheets: Sequence[Path], machine: Path | None = None) -> AgreementReport:
    """Read filled coding sheets and compare them.

    Parameters
    ----------
    sheets
        Files as of `crossframe.codesheet.read_codesheet`, one a coder, who is named after the
        file. One without a text in its column `text`, as a `gold.csv`, is a full coding: what it
        does not list is absent.
    machine
        A place as of `crossframe.machine_coding.machine_coding`, whose machine rows are compared
        with each sheet, and by whose sentences and codebook the sheets are checked.

    Returns
    -------
    AgreementReport
        Tables and cautions.

    Raises
    ------
    CrossframeError
        If a sheet has a mistake or is named twice, or there is nothing to compare.
    """
    coding = None if machine is None else machine_coding(machine)
    names = _names(sheets)
    codings = {
        name: read_codesheet(path)
        if coding is None
        else read_codesheet(path, coding.codebook, coding.sentences)
        for name, path in zip(names, sheets, strict=True)
    }
    samples = [name for name, rows in codings.items() if rows["text"].ne("").any()]
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
        cautions=cautions(table),
    )


def as_text(found: AgreementReport) -> str:
    """Set a report in plain text.

    Parameters
    ----------
    found
        As of `report`.

    Returns
    -------
    str
        The table of agreement, a confusion table for each two coders, and the disagreements.
    """
    shown = found.agreement.assign(
        agreement=found.agreement["agreement"].map(_number),
        alpha=found.agreement["alpha"].map(_number),
        interval=[
            f"{_number(low)} to {_number(high)}"
            for low, high in zip(found.agreement["low"], found.agreement["high"], strict=True)
        ],
    )
    columns = ["coders", "theme", "units", "absent", "agreement", "alpha", "interval", "level"]
    parts = [_HEAD, shown[columns].to_string(index=False)]
    for (a, b), rows in found.confusion.groupby(["coder_a", "coder_b"], sort=False):
        counts = rows.pivot_table(
            index="value_a", columns="value_b", values="units", aggfunc="sum", fill_value=0
        )
        order = [[v for v in VALUES if v in axis] for axis in (counts.index, counts.columns)]
        counts = counts.loc[order[0], order[1]].rename_axis(index=None, columns=None)
        parts.append(f"Rows {a}, columns {b}, in units\n{counts.to_string()}")
    units = len(found.disagreements)
    parts.append(f"{units} {'unit' if units == 1 else 'units'} to adjudicate")
    answers = [c for c in found.disagreements.columns if c.endswith((" stance", " holder"))]
    if units:
        listed = found.disagreements[["article", "sentence", "theme", "differs", *answers]]
        parts[-1] += f"\n{listed.to_string(index=False)}"
    return "\n\n".join(parts)


def as_json(found: AgreementReport) -> str:
    """Set a report in JSON.

    Parameters
    ----------
    found
        As of `report`.

    Returns
    -------
    str
        An object of the tables (lists of objects, what is not defined as null) and the cautions.
    """
    tables = {
        name: table.astype(object).where(table.notna(), None).to_dict("records")
        for name, table in found._asdict().items()
        if isinstance(table, pd.DataFrame)
    }
    return json.dumps({**tables, "cautions": found.cautions}, ensure_ascii=False)


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


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"
