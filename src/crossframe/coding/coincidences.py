"""Coincidences of values between coders, sentence by sentence, and the interval of alpha by them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd


def coincidences(cells: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Count in each sentence how often which values meet in one unit.

    Parameters
    ----------
    cells
        Index (article, sentence, theme), one column per coder, as of
        `crossframe.stance.units.coding_cells`. A missing value is not counted.

    Returns
    -------
    numpy.ndarray
        Sentences × values × values, the sentences in the order of the cells, the values sorted.

    Notes
    -----
    Each unit adds, for every ordered pair of its values, one over the number of its values less
    one: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, section C. The sum
    over sentences is his coincidence matrix.

    Examples
    --------
    >>> index = [("a", 1, "tax"), ("a", 1, "ban"), ("a", 2, "tax")]
    >>> cells = pd.DataFrame({"ann": list("xyx"), "bo": list("xyy")}, index=index)
    >>> coincidences(cells).tolist()
    [[[2.0, 0.0], [0.0, 2.0]], [[0.0, 1.0], [1.0, 0.0]]]
    """
    values = sorted({value for value in cells.to_numpy().ravel() if pd.notna(value)})
    places = {value: place for place, value in enumerate(values)}
    order: dict[tuple[str, int], int] = {}
    sentences = [order.setdefault(unit[:2], len(order)) for unit in cells.index]
    matrices = np.zeros((len(order), len(values), len(values)))
    for sentence, row in zip(sentences, cells.itertuples(index=False, name=None), strict=True):
        given = [places[value] for value in row if pd.notna(value)]
        for a, b in combinations(given, 2):
            matrices[sentence, a, b] += 1 / (len(given) - 1)
            matrices[sentence, b, a] += 1 / (len(given) - 1)
    return matrices


def alpha_interval(
    matrices: npt.NDArray[np.float64], *, generator: np.random.Generator, resamples: int = 2000
) -> tuple[float, float]:
    """Return the 95 % interval of Krippendorff's alpha by drawing sentences anew.

    Parameters
    ----------
    matrices
        As of `coincidences`.
    generator
        Of the random draws.
    resamples
        How often to draw as many sentences as there are, with replacement.

    Returns
    -------
    tuple of float
        The 2.5th and the 97.5th percentile of alpha over the draws in which it is defined; NaN
        where there is but one sentence, or no draw has two different values.

    Notes
    -----
    Units of one sentence are drawn together, since they are not independent.
    """
    count = len(matrices)
    if count < 2:
        return float("nan"), float("nan")
    draws = generator.multinomial(count, np.full(count, 1 / count), size=resamples)
    values = alphas(np.tensordot(draws, matrices, axes=1))
    values = values[~np.isnan(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def alphas(matrices: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Krippendorff's alpha of each coincidence matrix.

    Parameters
    ----------
    matrices
        Any number of matrices × values × values.

    Returns
    -------
    numpy.ndarray
        One alpha a matrix; NaN where only one value is used.

    Examples
    --------
    >>> alphas(np.array([[[4.0, 0.0], [0.0, 6.0]], [[2.0, 1.0], [1.0, 0.0]]])).round(3).tolist()
    [1.0, 0.0]
    """
    margins = matrices.sum(axis=2)
    total = margins.sum(axis=1)
    differing = total - np.trace(matrices, axis1=1, axis2=2)
    expected = total**2 - (margins**2).sum(axis=1)
    defined = expected > 1e-9
    result = np.full(len(matrices), np.nan)
    result[defined] = 1 - (total[defined] - 1) * differing[defined] / expected[defined]
    return result
