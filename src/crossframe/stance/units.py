"""Agreement between codings of the same sentences: Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

UNIT = ["article", "sentence", "theme"]


def unit_stances(coding: pd.DataFrame) -> pd.Series[str]:
    """Return the one stance value of each unit of a coding.

    Parameters
    ----------
    coding
        Rows of a coding with columns `article`, `sentence`, `theme`, `stance`; several holders
        may stand in one unit.

    Returns
    -------
    pandas.Series
        Index (article, sentence, theme) in sorted order, values `favor`, `against`, `neither`, or
        `mixed` where both stances stand in the unit. `neither` yields to a stance.

    Examples
    --------
    >>> rows = [("a", 1, "tax", "favor"), ("a", 1, "tax", "against"), ("a", 2, "tax", "favor"),
    ...         ("a", 2, "tax", "neither")]
    >>> unit_stances(pd.DataFrame(rows, columns=[*UNIT, "stance"])).tolist()
    ['mixed', 'favor']
    """
    if coding.empty:
        index = pd.MultiIndex.from_arrays([[], [], []], names=UNIT)
        return pd.Series([], index=index, name="stance", dtype=object)
    values = coding.groupby(UNIT)["stance"].agg(set)
    return values.map(_one_value).rename("stance")


def coding_cells(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay several codings side by side.

    Parameters
    ----------
    codings
        Coder's name -> rows as of `unit_stances`. All coders have read the same sentences.

    Returns
    -------
    pandas.DataFrame
        Index (article, sentence, theme): every unit that at least one coder lists. One column per
        coder with `favor`, `against`, `neither`, `mixed`, or `absent` where that coder has no row.
    """
    columns = {coder: unit_stances(rows) for coder, rows in codings.items()}
    return pd.DataFrame(columns).fillna("absent")


def krippendorff_alpha(codings: pd.DataFrame) -> float:
    """Return Krippendorff's alpha for nominal values.

    Parameters
    ----------
    codings
        Units × coders: one row per unit, one column per coder, any values. A missing value (None
        or NaN) means that this coder did not code this unit; units with fewer than two values
        tell nothing about agreement and are left out. "Not touched" is a value of its own
        (`absent` in `coding_cells`), not a missing one.

    Returns
    -------
    float
        1 for perfect agreement, 0 for agreement as by chance, below 0 for less than that; NaN
        where it is not defined, as no unit has two values or only one value is used at all.

    Notes
    -----
    Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability; the example is its
    section B (nominal data, two observers, no missing data), where alpha is 0.692. By
    `nltk.metrics.agreement`.

    Examples
    --------
    >>> ben, gerry = list("aabbdcccedda"), list("babbbccceddd")
    >>> round(krippendorff_alpha(pd.DataFrame({"Ben": ben, "Gerry": gerry})), 3)
    0.692
    """
    triples = [
        (coder, unit, value)
        for unit, row in enumerate(codings.itertuples(index=False, name=None))
        if sum(pd.notna(value) for value in row) >= 2
        for coder, value in enumerate(row)
        if pd.notna(value)
    ]
    if len({value for _, _, value in triples}) < 2:
        return float("nan")
    return float(AnnotationTask(data=triples).alpha())


def _one_value(values: set[str]) -> str:
    stances = values - {"neither"}
    if not stances:
        return "neither"
    return next(iter(stances)) if len(stances) == 1 else "mixed"
