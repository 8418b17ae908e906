"""What a value is worth: where it stands among the same measure in a corpus of known events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.corpus.sentences import compared_articles
from crossframe.errors import CrossframeError
from crossframe.io.reference_data import reference_file
from crossframe.phrases.repeated import phrase_share
from crossframe.similarity.cosine import DEFAULT, WEIGHTINGS, Weighting, cosines
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
    `data/reference/README.md` tells which pairs these are. Similarity changes with length, so the
    pairs of like length are the fairer comparison, and the fewer: shorter and longer article each
    have at least 2/3 and at most 3/2 times the words of the shorter and longer article here. For
    different events percentiles alone are shipped, between which `below` is interpolated.

    Examples
    --------
    >>> place_similarity(1.0, 400, 400).loc[0, "meaning"]
    'more alike than all 180 pairs of outlets on one event'
    """
    return _places(np.array([value]), np.array([[words_a, words_b]]), weighting)


def similarity_percentiles(
    sentences: pd.DataFrame,
    *,
    weightings: Iterable[Weighting] = tuple(WEIGHTINGS.values()),
    pairs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Place the similarity of pairs of articles, under several weightings side by side.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles.
    weightings
        Some of `WEIGHTINGS`.
    pairs
        `article_a` and `article_b` of the pairs; by default all.

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
    articles = pd.Index(compared_articles(sentences))
    a, b = np.triu_indices(len(articles), 1)
    if pairs is not None:
        a, b = (articles.get_indexer(pairs[f"article_{side}"]) for side in "ab")
    counts = words(sentences).groupby("article").size()
    lengths = counts.reindex(articles, fill_value=0).to_numpy()
    placed = []
    for weighting in weightings:
        values = cosines(sentences, a, b, weighting=weighting)
        ends = pd.DataFrame(
            {"article_a": articles[a], "article_b": articles[b], "similarity": values}
        )
        places = _places(values, np.column_stack([lengths[a], lengths[b]]), weighting)
        each = len(places) // len(values)
        placed.append(
            pd.concat([ends.loc[ends.index.repeat(each)].reset_index(drop=True), places], axis=1)
        )
    return pd.concat(placed, ignore_index=True)


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
        headline): the columns of `crossframe.phrases.repeated.phrase_share`, `compared_with`
        ("articles"), `n` (int, articles), `below` (int, those of a smaller share), `percentile`
        (float, 0 to 100; missing for an article without words), `meaning` (str, in words).
    """
    rows = []
    for min_words, headline in PHRASE_SHARES:
        shares = phrase_share(sentences, min_words=min_words, headline=headline)
        values = _table("articles.csv")[share_name(min_words, headline=headline)].to_numpy()
        placed = [
            ("articles", len(values), 0, float("nan"), "no value to place")
            if np.isnan(share)
            else _placed(
                int((values < round(share, 6)).sum()), len(values), "a larger share", "articles"
            )
            for share in shares["share"]
        ]
        rows.append(pd.concat([shares, pd.DataFrame(placed, columns=_PLACED)], axis=1))
    return pd.concat(rows, ignore_index=True)


def share_name(min_words: int, *, headline: bool) -> str:
    """Return the name of one variant of the share of words in repeated phrases in the tables."""
    return f"{min_words}_words_{'with' if headline else 'without'}_headline"


def _places(
    values: npt.NDArray[np.float64], lengths: npt.NDArray[np.int64], weighting: Weighting
) -> pd.DataFrame:
    """Return the rows of `place_similarity` for each value and the lengths of its two articles."""
    if WEIGHTINGS.get(weighting.name) != weighting:
        raise CrossframeError(
            f"there are no reference values for weighting {weighting.name!r}",
            remedy=f"use one of {', '.join(WEIGHTINGS)}",
        )
    known, others = _table("pairs.csv"), _table("percentiles.csv")
    others = others[(others["variant"] == weighting.name) & (others["among"] == "different_event")]
    values = values.round(6)
    less = known[weighting.name].to_numpy() < values[:, np.newaxis]
    own = np.sort(lengths, axis=1)[:, np.newaxis]
    known_lengths = known[["words_shorter", "words_longer"]].to_numpy()
    like = ((known_lengths >= own / LENGTH_FACTOR) & (known_lengths <= own * LENGTH_FACTOR)).all(
        axis=2
    )
    n = int(others["n"].iloc[0])
    percentiles = others["value"].to_numpy()
    rows = [
        ("similarity", weighting.name, *_placed(below, among, "more alike", compared_with))
        for value, is_less, is_like in zip(values, less, like, strict=True)
        for compared_with, among, below in (
            ("same_event", len(known), int(is_less.sum())),
            ("same_event_like_length", int(is_like.sum()), int((is_less & is_like).sum())),
            ("different_event", n, _below(value, n, percentiles)),
        )
    ]
    return pd.DataFrame(rows, columns=_SIMILARITY)


def _below(value: float, n: int, percentiles: npt.NDArray[np.float64]) -> int:
    """Interpolate how many of n pairs on different events are less alike."""
    above = int(np.searchsorted(percentiles, value))  # the first percentile not below value
    if above in (0, len(percentiles)):
        return n if above else 0
    low, high = percentiles[above - 1 : above + 1]
    return round(float((above - 1 + (value - low) / (high - low)) * n / 100))


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
