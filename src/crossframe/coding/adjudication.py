"""From coders who differ to rows that hold: disagreements, adjudication, and what it overrides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.coding.checks import (
    ANSWER_COLUMNS,
    CODED_BY,
    CONTEXT_COLUMNS,
    SHEET_COLUMNS,
    WEIGHT,
)
from crossframe.coding.coders import RULES
from crossframe.coding.reliability import compared_cells
from crossframe.coding.sheets import read_codesheet
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT

ADJUDICATED = "adjudicated"

# coder -> what it is as the one that coded most, and as one that decided some units
_ANSWERS = ["stance", "holder", "evidence"]


def disagreements(
    codings: Mapping[str, pd.DataFrame], *, samples: Collection[str] | None = None
) -> pd.DataFrame:
    """List the units that coders coded differently, as a sheet for adjudication.

    Parameters
    ----------
    codings
        Coder's name -> rows as of `crossframe.coding.sheets.read_codesheet`.
    samples
        Names of those who coded a sample only, by default all; see
        `crossframe.coding.reliability.compared_cells`.

    Returns
    -------
    pandas.DataFrame
        One row a unit, by article, sentence and theme: the columns of a coding sheet with
        `stance`, `holder`, `evidence` and `note` empty, to be filled in by who decides and read by
        `read_codesheet`; `differs` (`stance`, or `holder` where the stance is the same but its
        holders are not); and for each coder `<name> stance`, `<name> holder`, `<name> evidence`
        (several rows joined by "; "; empty where this coder has no row).

    Examples
    --------
    >>> columns = [*UNIT, "stance", "holder", "evidence"]
    >>> ann = pd.DataFrame([("a", 1, "tax", "favor", "lee", "tax it")], columns=columns)
    >>> bo = pd.DataFrame([("a", 1, "tax", "neither", "lee", "tax")], columns=columns)
    >>> disagreements({"ann": ann, "bo": bo})[["differs", "ann stance", "bo stance"]].values.tolist()
    [['stance', 'favor', 'neither']]
    """
    differing = _differences(codings, samples)
    differing = differing[differing != ""]
    sheet = _sheet_rows(codings, differing.index).assign(**dict.fromkeys(ANSWER_COLUMNS, ""))
    answers = {
        f"{coder} {column}": _joined(rows, column).reindex(differing.index).fillna("").tolist()
        for coder, rows in codings.items()
        for column in _ANSWERS
    }
    return sheet.assign(differs=differing.tolist(), **answers)


def agreed(
    codings: Mapping[str, pd.DataFrame], *, samples: Collection[str] | None = None
) -> pd.DataFrame:
    """Return the units that need no adjudication, as a coding sheet that is filled in.

    Parameters
    ----------
    codings, samples
        As of `disagreements`.

    Returns
    -------
    pandas.DataFrame
        The first coder's rows of all units that at least two coded, and all who did gave the same
        stance and holders; columns of a coding sheet. With `disagreements` once decided, these are
        the units that several coders stand behind.
    """
    differing = _differences(codings, samples)
    same = differing.index[differing == ""]
    rows = pd.concat([rows.assign(_coder=place) for place, rows in enumerate(codings.values())])
    rows = rows.set_index(UNIT, drop=False).rename_axis([None] * 3)
    rows = rows[rows.index.isin(same)]
    first = rows.groupby(level=[0, 1, 2])["_coder"].transform("min")
    kept = rows[rows["_coder"] == first].sort_index(kind="stable")
    sheet = kept.reset_index(drop=True).reindex(columns=SHEET_COLUMNS, fill_value="")
    return _with_weights(sheet, codings)


def read_adjudicated(
    paths: Sequence[Path], codebook: Codebook, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Read the adjudicated coding sheets of a project.

    Parameters
    ----------
    paths
        As of `Project.adjudicated`; may be empty.
    codebook, sentences
        Of the project.

    Returns
    -------
    pandas.DataFrame
        Rows as of `crossframe.coding.sheets.read_codesheet`, the files below one another.

    Raises
    ------
    CrossframeError
        If a sheet has a mistake, or a unit stands in two files.
    """
    tables: list[pd.DataFrame] = []
    seen: dict[tuple[str, int, str], Path] = {}
    for path in paths:
        table = read_codesheet(path, codebook, sentences)
        for unit in dict.fromkeys(table[UNIT].itertuples(index=False, name=None)):
            if unit in seen:
                raise CrossframeError(
                    f"article {unit[0]!r}, sentence {unit[1]}, theme {unit[2]!r} stands in "
                    f"{seen[unit]} too",
                    path=path,
                    remedy="keep the unit in one of the two files",
                )
            seen[unit] = path
        tables.append(table)
    if not tables:
        return pd.DataFrame(columns=[*SHEET_COLUMNS, "start", "end"])
    return pd.concat(tables, ignore_index=True)


def apply_adjudication(stance: pd.DataFrame, adjudicated: pd.DataFrame) -> pd.DataFrame:
    """Let adjudicated rows override the machine's.

    Parameters
    ----------
    stance
        The machine's rows, as of `crossframe.stance.coding.code_stance`. It is not changed.
    adjudicated
        As of `read_adjudicated`, or the rows of `crossframe.coding.learning.learn`; may be empty.

    Returns
    -------
    pandas.DataFrame
        The columns of `stance`, and `coded_by`: `adjudicated` (or another coder, where the row says
        so), or what it was before, by default `rules`. In a unit that was adjudicated the adjudicated
        rows stand in place of the machine's; none stand there if the theme was found `absent`.
        The columns that say why the machine decided (`term`, `cue`) are empty in them, so are
        `ground` and `confidence` where the coding has none, and `rule` is as `coded_by`. Order of
        articles and sentences as in `stance`; what the machine had not found stands last in its
        sentence.

    Notes
    -----
    For tables and figures only. Scores are computed on machine rows (`crossframe.evaluation.stance`),
    and gold never comes in here.

    Examples
    --------
    >>> machine = pd.DataFrame([("a", 1, "tax", "favor"), ("a", 2, "tax", "favor")],
    ...                        columns=[*UNIT, "stance"])
    >>> decided = machine.assign(stance=["against", "absent"])
    >>> apply_adjudication(machine, decided).to_numpy().tolist()
    [['a', 1, 'tax', 'against', 'adjudicated']]
    """
    machine = stance if "coded_by" in stance else stance.assign(coded_by=RULES)
    units = set(adjudicated[UNIT].itertuples(index=False, name=None))
    kept_units = [unit not in units for unit in machine[UNIT].itertuples(index=False, name=None)]
    kept = machine[pd.Series(kept_units, machine.index, dtype=bool)]
    decided = adjudicated[adjudicated["stance"] != "absent"]
    if decided.empty:
        return kept.reset_index(drop=True)
    by = decided[CODED_BY].fillna("") if CODED_BY in decided else pd.Series("", index=decided.index)
    by = by.replace("", ADJUDICATED)
    decided = decided.assign(coded_by=by, rule=by)
    for column in machine.columns.difference(decided.columns):
        decided[column] = "" if pd.api.types.is_string_dtype(machine[column]) else float("nan")
    decided = decided[machine.columns]
    articles = {article: place for place, article in enumerate(machine["article"].unique())}
    places = {
        unit: place
        for place, unit in reversed(
            list(enumerate(machine[UNIT].itertuples(index=False, name=None)))
        )
    }
    rows = pd.concat([kept, decided], ignore_index=True)
    order = sorted(
        enumerate(rows[UNIT].itertuples(index=False, name=None)),
        key=lambda row: (
            articles.get(row[1][0], len(articles)),
            row[1][0] if row[1][0] not in articles else "",
            row[1][1],
            places.get(row[1], len(machine)),
            row[0],
        ),
    )
    return rows.loc[[number for number, _ in order]].reset_index(drop=True)


def _differences(
    codings: Mapping[str, pd.DataFrame], samples: Collection[str] | None
) -> pd.Series[str]:
    """Return of each unit that two coded what differs: "stance", "holder" or nothing."""
    cells = compared_cells(codings, list(codings) if samples is None else samples)
    cells = cells[cells.notna().sum(axis=1) >= 2]
    holders = {coder: _holders(rows) for coder, rows in codings.items()}
    result = []
    for unit, values in zip(cells.index, cells.to_numpy().tolist(), strict=True):
        coders = [c for c, value in zip(cells.columns, values, strict=True) if pd.notna(value)]
        if len({value for value in values if pd.notna(value)}) > 1:
            result.append("stance")
        else:
            named = {holders[coder].get(unit, frozenset()) for coder in coders}
            result.append("holder" if len(named) > 1 else "")
    return pd.Series(result, index=cells.index, dtype=object)


def _holders(rows: pd.DataFrame) -> dict[tuple[str, int, str], frozenset[tuple[str, str]]]:
    """Return who holds which stance in each unit; who holds none does not matter."""
    taken = rows[rows["stance"].isin(["favor", "against"])]
    plain = taken["holder"].str.lower().str.replace(r"^(?:the|an?) ", "", regex=True)
    pairs = zip(
        taken[UNIT].itertuples(index=False, name=None),
        zip(plain, taken["stance"], strict=True),
        strict=True,
    )
    found: dict[tuple[str, int, str], set[tuple[str, str]]] = {}
    for unit, pair in pairs:
        found.setdefault(unit, set()).add(pair)
    return {unit: frozenset(values) for unit, values in found.items()}


def _sheet_rows(codings: Mapping[str, pd.DataFrame], units: pd.MultiIndex) -> pd.DataFrame:
    rows = pd.concat(codings.values()).drop_duplicates(UNIT).set_index(UNIT)
    context = rows.reindex(columns=CONTEXT_COLUMNS, fill_value="").reindex(units).fillna("")
    return _with_weights(context.reset_index(names=UNIT), codings)


def _with_weights(sheet: pd.DataFrame, codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Keep how many units each one stands for, where the coders' sheets were drawn at random."""
    drawn = [rows for rows in codings.values() if WEIGHT in rows and rows[WEIGHT].notna().any()]
    if not drawn:
        return sheet
    known = pd.concat(drawn).dropna(subset=[WEIGHT]).drop_duplicates(UNIT).set_index(UNIT)[WEIGHT]
    units = pd.MultiIndex.from_frame(sheet[UNIT])
    return sheet.assign(**{WEIGHT: known.reindex(units).to_numpy()})


def _joined(rows: pd.DataFrame, column: str) -> pd.Series[str]:
    if rows.empty:
        return pd.Series([], index=pd.MultiIndex.from_arrays([[], [], []]), dtype=object)
    return rows.groupby(UNIT)[column].agg("; ".join)
