"""Units of a coding (article, sentence, theme), and the one stance value of each."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

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


def _one_value(values: set[str]) -> str:
    stances = values - {"neither"}
    if not stances:
        return "neither"
    return next(iter(stances)) if len(stances) == 1 else "mixed"
