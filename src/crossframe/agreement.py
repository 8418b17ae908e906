"""Agreement between codings of the same sentences: Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

UNIT = ["article", "sentence", "theme"]


def unit_stances(coding: pd.DataFrame) -> pd.Series[str]:
    """Return the one stance value of each unit of a coding.

    Parameters
    ----------
    coding
        Rows of a coding with columns `article`, `sentence`, `theme`, `stance`; several holders
        may stand in one unit. A stance `absent` says that the theme is not touched.

    Returns
    -------
    pandas.Series
        Index (article, sentence, theme) in sorted order, values `favor`, `against`, `neither`,
        `absent`, or `mixed` where both stances stand in the unit. `neither` yields to a stance.

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


def coding_cells(
    codings: Mapping[str, pd.DataFrame], *, samples: Collection[str] = ()
) -> pd.DataFrame:
    """Lay several codings side by side.

    Parameters
    ----------
    codings
        Coder's name -> rows as of `unit_stances`. All coders have read the same sentences.
    samples
        Names of coders who coded a sample of units only, as on a coding sheet: a unit they do not
        list was not coded by them. For the others a unit that they do not list is `absent`.

    Returns
    -------
    pandas.DataFrame
        Index (article, sentence, theme): every unit that at least one coder lists, and if there
        are samples, that at least one of these lists. One column per coder with `favor`,
        `against`, `neither`, `mixed`, `absent`, or NaN where a sample does not hold the unit.

    Examples
    --------
    >>> sheet = pd.DataFrame([("a", 1, "tax", "favor"), ("a", 2, "tax", "absent")],
    ...                      columns=[*UNIT, "stance"])
    >>> rules = pd.DataFrame([("a", 2, "tax", "against"), ("a", 3, "tax", "favor")],
    ...                      columns=[*UNIT, "stance"])
    >>> coding_cells({"lee": sheet, "rules": rules}, samples=["lee"]).to_numpy().tolist()
    [['favor', 'absent'], ['absent', 'against']]
    """
    cells = pd.DataFrame({coder: unit_stances(rows) for coder, rows in codings.items()})
    sampled = [coder for coder in codings if coder in samples]
    if sampled:
        cells = cells[cells[sampled].notna().any(axis=1)]
    return cells.fillna({coder: "absent" for coder in codings if coder not in samples})


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


def stance_f1(predicted: pd.Series[str], reference: pd.Series[str]) -> float:
    """Return the mean of the F1 of favor and the F1 of against.

    Parameters
    ----------
    predicted, reference
        One value a unit, in the same order.

    Returns
    -------
    float
        0 to 1; a stance that neither side has counts for nothing; NaN where there is no stance.

    Notes
    -----
    The measure of Mohammad et al. (2016), SemEval-2016 task 6.

    Examples
    --------
    >>> stance_f1(pd.Series(["favor", "favor", "against"]), pd.Series(["favor", "against", "against"]))
    0.6666666666666666
    """
    scores = []
    for side in ("favor", "against"):
        found, true = predicted.eq(side).to_numpy(), reference.eq(side).to_numpy()
        if found.any() or true.any():
            scores.append(2 * int((found & true).sum()) / int(found.sum() + true.sum()))
    return sum(scores) / len(scores) if scores else float("nan")


def _one_value(values: set[str]) -> str:
    stances = values - {"neither"}
    if not stances:
        return "neither"
    return next(iter(stances)) if len(stances) == 1 else "mixed"
