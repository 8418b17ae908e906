"""Intervals over articles, which are what was drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

Values = npt.NDArray[np.float64]
LEVEL = 0.95


def share_interval(numbers: Values, of: Values) -> tuple[float, float]:
    """Return the interval of a share over at least two articles, see `outlet_numbers`."""
    articles, units = len(numbers), of.sum()
    share = numbers.sum() / units
    spread = share * (1 - share)
    off = numbers - share * of
    variance = articles / (articles - 1) * float(off @ off) / units**2
    size = spread / variance if spread > 0 and variance > 0 else articles
    size = min(max(size, articles), units)  # between as many draws as articles and as units
    quantile = float(special.stdtrit(articles - 1, (1 + LEVEL) / 2))
    squared = quantile**2 / size
    middle = (share + squared / 2) / (1 + squared)
    half = quantile / (1 + squared) * (spread / size + squared / (4 * size)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def mean_interval(values: Values, ends: npt.NDArray[Any], articles: int) -> tuple[float, float]:
    """Return the interval of a mean over pairs (rows of `ends`), see `outlet_similarity`."""
    off = values - values.mean()
    by_article = [float(off[(ends == one).any(axis=1)].sum()) ** 2 for one in np.unique(ends)]
    squares = sum(by_article) - float(off @ off)  # a pair's own square stands in both its ends
    if squares <= 0:
        squares = max(sum(by_article), float(off @ off))
    variance = articles / (articles - 1) * squares / len(values) ** 2
    half = float(special.stdtrit(articles - 1, (1 + LEVEL) / 2)) * variance**0.5
    return max(values.mean() - half, 0.0), min(values.mean() + half, 1.0)
