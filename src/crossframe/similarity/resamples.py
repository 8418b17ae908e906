"""The similarity of articles in resamples of their sentences: the bootstrap of an interval."""

from __future__ import annotations

import zlib
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from crossframe.similarity.vectors import Weighting, frequencies

_BLOCK = 250  # resamples held at once


class _Kinds(NamedTuple):
    """An article's terms by kind: those of a kind stand equally often in the same sentences."""

    terms: npt.NDArray[np.intp]
    kind: npt.NDArray[np.intp]  # of each term
    counts: csr_array  # kinds × sentences
    squares: npt.NDArray[np.float64]  # of each kind: squared weights of its terms, summed


def resampled(
    parts: dict[int, csr_array],
    draws: dict[int, npt.NDArray[np.uint16]],
    pairs: npt.NDArray[np.intp],
    weights: npt.NDArray[np.float64],
    resamples: int,
    *,
    weighting: Weighting,
) -> npt.NDArray[np.float32]:
    """Return the similarity of each pair of articles (rows) in every resample of their sentences.

    `parts` holds the term counts of each article's sentences, `draws` how often each sentence
    stands in each resample (sentences × resamples). A pair's values do not depend on the other
    articles: the draws are the article's own, and the products run over the pair's terms.
    """
    read = {name: _kinds(part, weights) for name, part in parts.items()}
    asked = [(a, b, *_common_kinds(read[a], read[b], weights)) for a, b in pairs.tolist()]
    drawn = np.empty((len(pairs), resamples), dtype=np.float32)
    for start in range(0, resamples, _BLOCK):
        block = slice(start, start + _BLOCK)
        vectors = {}
        for name, one in read.items():
            counts = one.counts @ draws[name][:, block].astype(np.int64)
            known = frequencies(np.arange(1, counts.max(initial=1) + 1), weighting=weighting)
            values = np.concatenate([[0], known]).take(counts)
            lengths = np.sqrt(_summed(one.squares, values**2))
            vectors[name] = np.divide(values, lengths, out=values, where=lengths > 0)
        for row, (a, b, in_a, in_b, squares) in enumerate(asked):
            drawn[row, block] = _summed(squares, vectors[a][in_a] * vectors[b][in_b])
    return drawn


def _kinds(part: csr_array, weights: npt.NDArray[np.float64]) -> _Kinds:
    """Sort the terms of an article's sentences into kinds, which every resample has alike."""
    terms = np.unique(part.indices)
    by_term = csr_array(part.T)[terms]
    begins = by_term.indptr[:-1]
    # most terms stand in one sentence: those of one sentence and count are one kind
    kind = by_term.indices[begins] * (part.data.max(initial=0) + 1) + by_term.data[begins]
    several = np.flatnonzero(np.diff(by_term.indptr) > 1)
    kind[several] = -1 - several
    _, first, kind = np.unique(kind, return_index=True, return_inverse=True)
    return _Kinds(terms, kind, by_term[first], _sums(kind, weights[terms] ** 2))


def _common_kinds(
    a: _Kinds, b: _Kinds, weights: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return the kinds in both articles of their common terms, and these terms' squared weights."""
    in_a, in_b = common(a.terms, b.terms)
    kinds = len(b.squares)
    found, of_found = np.unique(a.kind[in_a] * kinds + b.kind[in_b], return_inverse=True)
    return found // kinds, found % kinds, _sums(of_found, weights[a.terms[in_a]] ** 2)


def _sums(group: npt.NDArray[np.intp], values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(np.bincount(group, values), dtype=float)


def _summed(
    weights: npt.NDArray[np.float64], values: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the weighted sum of the rows; unlike a matrix product, alike on any number of cores."""
    return np.asarray(np.einsum("i,ij->j", weights, values))


def common(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> tuple[npt.NDArray[np.intp], ...]:
    """Return where the numbers that both arrays hold stand in each of them."""
    return np.intersect1d(a, b, assume_unique=True, return_indices=True)[1:]


def draws(article: str, sentences: int, resamples: int, seed: int) -> npt.NDArray[np.uint16]:
    """Draw how often each sentence stands in each resample (sentences × resamples)."""
    generator = np.random.default_rng([seed, zlib.crc32(article.encode())])
    shares = np.full(sentences, 1 / sentences)
    return generator.multinomial(sentences, shares, size=resamples).T.astype(np.uint16, order="C")
