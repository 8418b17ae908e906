"""What a value is worth: where it stands among the same measure in a corpus of known events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.io.reference_data import reference_file
from crossframe.phrases.repeated import phrase_share
from crossframe.similarity.cosine import DEFAULT, WEIGHTINGS, Weighting, similarity_matrix
from crossframe.text.words import words

LENGTH_FACTOR = 1.5
PHRASE_SHARES = tuple((min_words, headline) for min_words in (3, 4) for headline in (True, False))
_PLACED = ["compared_with", "n", "below", "percentile", "meaning"]
_SIMILARITY = ["measure", "variant", *_PLACED]
_COMPARED_WITH = {
    "same_event": "pairs of outlets on one event",
    "same_event_like_length": "pairs of outlets on one event that are of like length",
    "different_event": "pairs of outlets on different events",
    "articles": "news articles",
}


class _Known(NamedTuple):
    """Pairs whose events are known: similarities and lengths on one event, percentiles of others."""

    variant: str
    values: npt.NDArray[np.float64]
    lengths: npt.NDArray[np.int64]
    n: int
    percentiles: npt.NDArray[np.float64]


def place_similarity(
    value: float,
    words_a: int,
    words_b: int,
    *,
    weighting: Weighting = DEFAULT,
) -> pd.DataFrame:
    """Place the similarity of two articles among those of pairs whose events are known.

    Parameters
    ----------
    value
        The similarity.
    words_a, words_b
        Word counts of the two articles, headlines included, in either order.
    weighting
        The weighting of `value`, one of `WEIGHTINGS`.

    Returns
    -------
    pandas.DataFrame
        Three rows: `measure` ("similarity"), `variant` (str, the weighting's name), `compared_with`
        ("same_event", "same_event_like_length" or "different_event"), `n` (int, pairs), `below`
        (int, pairs less alike than `value`), `percentile` (float, 0 to 100: `below` per 100 pairs;
        missing if `n` is 0), `meaning` (str, the same in words).

    Raises
    ------
    CrossframeError
        If the weighting is not one of `WEIGHTINGS`.

    Notes
    -----
    `data/reference/README.md` tells which pairs these are. Similarity changes with length (under the
    default weighting it falls, under raw counts it rises), so the pairs of like length are the
    fairer comparison, and the fewer: those whose shorter article has at least 2/3 and at most 3/2
    times the words of the shorter article here, and whose longer article those of the longer. For
    different events percentiles alone are shipped, between which `below` is interpolated.

    Examples
    --------
    >>> place_similarity(1.0, 400, 400).loc[0, "meaning"]
    'more alike than all 180 pairs of outlets on one event'
    """
    return pd.DataFrame(_places(value, words_a, words_b, _known(weighting)), columns=_SIMILARITY)


def similarity_percentiles(
    sentences: pd.DataFrame,
    *,
    weightings: Iterable[Weighting] = tuple(WEIGHTINGS.values()),
) -> pd.DataFrame:
    """Place the similarity of every pair of articles, under several weightings side by side.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles.
    weightings
        Some of `WEIGHTINGS`.

    Returns
    -------
    pandas.DataFrame
        Three rows for each pair and weighting: `article_a`, `article_b` (str), `similarity`
        (float, 0 to 1), and the columns of `place_similarity`.

    Raises
    ------
    CrossframeError
        If there is only one article, no sentence holds a term, or a weighting is not one of
        `WEIGHTINGS`.
    """
    counts = words(sentences).groupby("article").size()
    placed = []
    for weighting in weightings:
        known = _known(weighting)
        matrix = similarity_matrix(sentences, weighting=weighting)
        for a, b in combinations(matrix.index, 2):
            value = matrix.loc[a, b]
            places = _places(value, counts.get(a, 0), counts.get(b, 0), known)
            placed += [(a, b, value, *place) for place in places]
    return pd.DataFrame(placed, columns=["article_a", "article_b", "similarity", *_SIMILARITY])


def phrase_share_percentiles(sentences: pd.DataFrame) -> pd.DataFrame:
    """Place every article's share of words in repeated phrases, in four variants.

    Parameters
    ----------
    sentences
        A sentence table.

    Returns
    -------
    pandas.DataFrame
        One row an article and variant (phrases of at least 3 or 4 words, with or without the
        headline): the columns of `crossframe.phrases.repeated.phrase_share`, `compared_with` ("articles"), `n`
        (int, articles), `below` (int, articles of a smaller share), `percentile` (float, 0 to 100;
        missing for an article without words), `meaning` (str, the same in words).
    """
    rows = []
    for min_words, headline in PHRASE_SHARES:
        shares = phrase_share(sentences, min_words=min_words, headline=headline)
        values = _table("articles.csv")[share_name(min_words, headline=headline)].to_numpy()
        placed = [_place(share, values, "a larger share", "articles") for share in shares["share"]]
        rows.append(pd.concat([shares, pd.DataFrame(placed, columns=_PLACED)], axis=1))
    return pd.concat(rows, ignore_index=True)


def share_name(min_words: int, *, headline: bool) -> str:
    """Return the name of one variant of the share of words in repeated phrases in the tables."""
    return f"{min_words}_words_{'with' if headline else 'without'}_headline"


def _known(weighting: Weighting) -> _Known:
    if WEIGHTINGS.get(weighting.name) != weighting:
        raise CrossframeError(
            f"there are no reference values for weighting {weighting.name!r}",
            remedy=f"use one of {', '.join(WEIGHTINGS)}",
        )
    pairs, others = _table("pairs.csv"), _table("percentiles.csv")
    others = others[(others["variant"] == weighting.name) & (others["among"] == "different_event")]
    return _Known(
        weighting.name,
        values=pairs[weighting.name].to_numpy(),
        lengths=pairs[["words_shorter", "words_longer"]].to_numpy(),
        n=int(others["n"].iloc[0]),
        percentiles=others["value"].to_numpy(),
    )


def _places(value: float, words_a: int, words_b: int, known: _Known) -> list[tuple[object, ...]]:
    """Return the rows of `place_similarity`."""
    lengths, own = known.lengths, np.sort([words_a, words_b])
    like = ((lengths >= own / LENGTH_FACTOR) & (lengths <= own * LENGTH_FACTOR)).all(axis=1)
    places = (
        _place(value, known.values, "more alike", "same_event"),
        _place(value, known.values[like], "more alike", "same_event_like_length"),
        _place_between(value, known.n, known.percentiles),
    )
    return [("similarity", known.variant, *place) for place in places]


def _place(
    value: float, values: npt.NDArray[np.float64], more: str, compared_with: str
) -> tuple[str, int, int, float, str]:
    if np.isnan(value):
        return compared_with, len(values), 0, float("nan"), "no value to place"
    below = int((values < round(value, 6)).sum())
    return _placed(below, len(values), more, compared_with)


def _place_between(
    value: float, n: int, values: npt.NDArray[np.float64]
) -> tuple[str, int, int, float, str]:
    """Place a similarity among the percentiles of pairs on different events."""
    above = int(np.searchsorted(values, round(value, 6)))  # the first percentile not below value
    if above in (0, len(values)):
        return _placed(0 if above == 0 else n, n, "more alike", "different_event")
    low, high = values[above - 1 : above + 1]
    percentile = above - 1 + (round(value, 6) - low) / (high - low)
    return _placed(round(percentile * n / 100), n, "more alike", "different_event")


def _placed(below: int, n: int, more: str, compared_with: str) -> tuple[str, int, int, float, str]:
    what = _COMPARED_WITH[compared_with]
    percentile = 100 * below / n if n else float("nan")
    if not n:
        meaning = f"no {what} to compare with"
    elif below in (0, n):
        meaning = f"{more} than {'all' if below else 'none of'} {n} {what}"
    elif n < 100:
        meaning = f"{more} than {below} of {n} {what}"
    else:
        meaning = f"{more} than {min(max(round(percentile), 1), 99)} of 100 {what}"
    return compared_with, n, below, percentile, meaning


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(reference_file(name))
