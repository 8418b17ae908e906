"""Which articles of many are on one event, found without comparing all of them with all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from crossframe.similarity.same_event import HALF_LIFE, grouped

THRESHOLD = 0.11
WINDOW = 30  # days between two articles, beyond which they are not put together
NEAREST = 15  # rank that each of a pair must have among those nearest to the other
OF_ONE_OUTLET = 0.5  # what the similarity of two articles of one outlet counts: style is alike too
_RARE = 40  # terms of an article by which others are sought, its rarest
_COMMON = 400  # articles, beyond which a term finds none
_CANDIDATES = 30  # articles whose similarity is computed in full, of those that rare terms find
_BLOCK = 2_000  # articles searched for at once
_MOST = 1_000  # articles of a chain that is looked into as a whole

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


def event_pairs(vectors: csr_array, outlets: Numbers, days: Values) -> pd.DataFrame:
    """Find pairs of articles of different outlets that seem to be on one event.

    Parameters
    ----------
    vectors
        The term vector of each article (rows), of length 1, as of
        `crossframe.similarity.vectors.article_vectors`.
    outlets
        A number for each article's outlet.
    days
        The date of each article in days, NaN where none is known.

    Returns
    -------
    pandas.DataFrame
        One row a pair, in order: `a`, `b` (int, rows of the vectors, a < b), `similarity` (float,
        their cosine, 0 to 1), `closeness` (float, halved for every 30 days between two dates). Each
        is among the 15 nearest to the other in other outlets.

    Notes
    -----
    Candidates are found by an inverted index of each article's 40 rarest terms (of those in 2 to
    400 articles), a sparse product block by block and within the window of dates; of the best 30
    the cosine is then computed in full. What a term may cost is bounded, so that time grows with the
    number of articles and not with its square. `benchmarks/event_search.py` gives recall and time
    against the search of all pairs.

    Examples
    --------
    >>> vectors = csr_array(np.array([[0.6, 0.8, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]))
    >>> event_pairs(vectors, np.array([0, 1, 0, 0]), np.full(4, np.nan)).values.tolist()
    [[0.0, 1.0, 0.8, 0.8]]
    """
    sought = _by_rare_terms(vectors)
    blocks = [_in_full(vectors, days, *found) for found in _candidates(sought, outlets, days)]
    pairs = pd.concat(blocks, ignore_index=True)
    pairs = pairs.drop_duplicates(["a", "b"]).sort_values(["a", "b"], ignore_index=True)
    near = _ranks(pairs, "a", "b").le(NEAREST) & _ranks(pairs, "b", "a").le(NEAREST)
    return pairs[near].reset_index(drop=True)


def event_labels(
    vectors: csr_array,
    outlets: Numbers,
    days: Values,
    pairs: pd.DataFrame,
    *,
    threshold: float = THRESHOLD,
) -> Numbers:
    """Return the number of each article's event, those of one event by average linkage.

    Parameters
    ----------
    vectors, outlets, days
        As for `event_pairs`.
    pairs
        What it returned.
    threshold
        Mean closeness from which two groups are one. Two articles of one outlet count half.

    Returns
    -------
    numpy.ndarray
        Numbers from 0, in the order of each event's first article.

    Notes
    -----
    As `crossframe.similarity.same_event.event_groups`, within the articles that pairs of at least
    the threshold join: average linkage never puts together what no such pair joins. Of a chain
    of more than 1,000 articles the closest are joined first, and no part grows beyond that.

    Examples
    --------
    >>> vectors = csr_array(np.array([[0.6, 0.8, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]))
    >>> known = np.array([0, 1, 0, 0]), np.full(4, np.nan)
    >>> event_labels(vectors, *known, event_pairs(vectors, *known)).tolist()
    [0, 0, 1, 2]
    """
    labels = np.arange(vectors.shape[0])
    for chain in _chains(pairs, len(labels), threshold):
        own = _narrow(csr_array(vectors[chain]))
        within = np.clip((own @ own.T).toarray(), 0, 1)
        one = np.equal.outer(outlets[chain], outlets[chain])
        close = within * _fading(days[chain][:, None], days[chain][None, :])
        groups = grouped(np.where(one, OF_ONE_OUTLET * close, close), threshold)
        first = pd.Series(chain).groupby(groups).transform("min")
        labels[chain] = first
    return np.asarray(pd.factorize(labels)[0], dtype=np.int64)


def _by_rare_terms(vectors: csr_array) -> csr_array:
    """Keep of each vector the heaviest terms that few articles have."""
    frequency = np.bincount(vectors.indices, minlength=vectors.shape[1])
    rarity = np.log((1 + vectors.shape[0]) / np.maximum(frequency, 1)).astype(np.float32)
    rarity[(frequency < 2) | (frequency > _COMMON)] = 0
    blocks = [
        _heaviest(csr_array(vectors[start : start + _BLOCK]), rarity)
        for start in range(0, vectors.shape[0], _BLOCK)
    ]
    return _narrow(csr_array(vstack(blocks)))


def _heaviest(vectors: csr_array, rarity: Values) -> csr_array:
    rows = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    weight = vectors.data * rarity[vectors.indices]
    order = np.lexsort((vectors.indices, -weight, rows))
    order = order[weight[order] > 0]
    of = rows[order]
    place = np.arange(len(of)) - np.searchsorted(of, of)  # among those of its article
    kept = np.sort(order[place < _RARE])
    starts = np.searchsorted(rows[kept], np.arange(vectors.shape[0] + 1))
    return csr_array((vectors.data[kept], vectors.indices[kept], starts), shape=vectors.shape)


def _narrow(vectors: csr_array) -> csr_array:
    """Leave out the terms that none of the articles has: a product is as costly as it is wide."""
    used, columns = np.unique(vectors.indices, return_inverse=True)
    return csr_array((vectors.data, columns, vectors.indptr), shape=(vectors.shape[0], len(used)))


def _candidates(
    sought: csr_array, outlets: Numbers, days: Values
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield for each block of articles the pairs that share most of the weight of rare terms."""
    order = np.argsort(days, kind="stable")  # those without a date last
    by_date, known = sought[order], days[order]
    dated = int(np.count_nonzero(~np.isnan(known)))
    for start in range(0, len(order), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(order)))
        first, last = 0, dated
        if rows[-1] < dated:
            first = int(np.searchsorted(known[:dated], known[rows[0]] - WINDOW))
            last = int(np.searchsorted(known[:dated], known[rows[-1]] + WINDOW, side="right"))
        columns = np.concatenate([np.arange(first, last), np.arange(dated, len(order))])
        found = csr_array(by_date[rows] @ by_date[columns].T)
        a = np.repeat(order[rows], np.diff(found.indptr))
        b = order[columns][found.indices]
        fit = (outlets[a] != outlets[b]) & ~(np.abs(days[a] - days[b]) > WINDOW)
        a, b, score = a[fit], b[fit], found.data[fit]
        best = np.lexsort((b, -score, a))
        a, b = a[best], b[best]
        kept = np.arange(len(a)) - np.searchsorted(a, a) < _CANDIDATES
        yield a[kept], b[kept]


def _in_full(vectors: csr_array, days: Values, a: Numbers, b: Numbers) -> pd.DataFrame:
    a, b = np.minimum(a, b), np.maximum(a, b)
    values = [
        np.asarray(vectors[a[part]].multiply(vectors[b[part]]).sum(axis=1)).ravel()
        for part in np.array_split(np.arange(len(a)), len(a) // 4_000 + 1)
    ]
    similarity = np.clip(np.concatenate(values), 0, 1)
    closeness = similarity * _fading(days[a], days[b])
    return pd.DataFrame({"a": a, "b": b, "similarity": similarity, "closeness": closeness})


def _fading(a: Values, b: Values) -> Values:
    fading: Values = 0.5 ** (np.nan_to_num(np.abs(a - b), nan=0.0) / HALF_LIFE)
    return fading


def _ranks(pairs: pd.DataFrame, own: str, other: str) -> pd.Series[int]:
    """Return the rank of each pair among all pairs of one of its articles."""
    both = pd.concat(
        [
            pairs[[own, other, "closeness"]].set_axis(["own", "other", "closeness"], axis=1),
            pairs[[other, own, "closeness"]].set_axis(["own", "other", "closeness"], axis=1),
        ],
        ignore_index=True,
    ).sort_values(["own", "closeness", "other"], ascending=[True, False, True], kind="stable")
    return both.groupby("own").cumcount().add(1).sort_index().iloc[: len(pairs)]


def _chains(pairs: pd.DataFrame, articles: int, threshold: float) -> Iterator[Numbers]:
    """Yield the articles that pairs of at least the threshold join, large chains in parts."""
    close = pairs[pairs["closeness"] >= threshold]
    graph = csr_array(
        (np.ones(len(close), dtype=bool), (close["a"], close["b"])), shape=(articles, articles)
    )
    _, component = connected_components(graph, directed=False)
    sizes = np.bincount(component)
    order = np.argsort(component, kind="stable")
    for chain in np.split(order, np.cumsum(sizes)[:-1]):
        if len(chain) > _MOST:
            yield from _parted(close[close["a"].isin(chain)])
        elif len(chain) > 1:
            yield chain


def _parted(pairs: pd.DataFrame) -> Iterator[Numbers]:
    """Yield the articles of a long chain in parts: the closest are joined first, none grows too long."""
    ordered = pairs.sort_values(["closeness", "a", "b"], ascending=[False, True, True])
    part = {int(one): [int(one)] for one in pd.unique(ordered[["a", "b"]].to_numpy().ravel())}
    for a, b in ordered[["a", "b"]].to_numpy().tolist():
        if part[a] is not part[b] and len(part[a]) + len(part[b]) <= _MOST:
            part[a] += part[b]
            part |= dict.fromkeys(part[b], part[a])
    for first, joined in part.items():
        if first == min(joined) and len(joined) > 1:
            yield np.array(sorted(joined))
