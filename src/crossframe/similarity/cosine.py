"""How alike articles and sentences are in their words: TF-IDF cosine, and what makes it up."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.corpus.sentences import compared_articles
from crossframe.errors import CrossframeError
from crossframe.similarity.resamples import common, draws, resampled
from crossframe.similarity.terms import smooth_idf
from crossframe.similarity.vectors import (
    DEFAULT,
    WEIGHTINGS,
    Weighting,
    article_counts,
    article_vectors,
    document_counts,
    frequencies,
    sentence_vectors,
    term_counts,
    term_weights,
)

__all__ = [
    "DEFAULT",
    "WEIGHTINGS",
    "Weighting",
    "sentence_similarity",
    "similarity_matrix",
    "similarity_pairs",
    "similarity_terms",
]


def similarity_matrix(sentences: pd.DataFrame, *, weighting: Weighting = DEFAULT) -> pd.DataFrame:
    """Return the cosine similarity of every article with every article.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles; headlines count as sentences.
    weighting
        How terms are weighted; fitted weights are fitted on the two articles of each cell.

    Returns
    -------
    pandas.DataFrame
        Symmetric, index (`article`) and columns the article ids, values float from 0 (no term in common, or no
        term at all) to 1 (the same terms in the same proportions). A cell depends on its two
        articles only.

    Raises
    ------
    CrossframeError
        If there is only one article, or no sentence holds a term.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "Dam"), ("b", 0, 0, "Bridge"), ("c", 0, 0, "Dam.")])
    >>> similarity_matrix(table).round(6).to_numpy().tolist()
    [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0]]
    """
    articles = compared_articles(sentences)
    if weighting.fixed:
        vectors, _ = article_vectors(sentences, weighting=weighting)
        values = (vectors @ vectors.T).toarray().clip(0, 1)
    else:
        values = np.eye(len(articles))
        a, b = np.triu_indices(len(articles), 1)
        values[a, b] = values[b, a] = cosines(sentences, a, b, weighting=weighting)
    return pd.DataFrame(values, index=pd.Index(articles, name="article"), columns=articles)


def similarity_pairs(
    sentences: pd.DataFrame,
    *,
    weighting: Weighting = DEFAULT,
    resamples: int = 2000,
    seed: int = 0,
    pairs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the similarity of every pair of articles, and how much it hangs on single sentences.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles; headlines count as sentences.
    weighting
        How terms are weighted; fitted weights are fitted on the two articles of each pair.
    resamples
        How often the sentences of each article are drawn anew, as many as there are, with
        replacement. At least 1.
    seed
        Start of the random numbers. The same seed gives the same table, and a pair's row does not
        depend on which other articles are in the table.
    pairs
        `article_a` and `article_b` of the pairs that get an interval; by default all.

    Returns
    -------
    pandas.DataFrame
        One row a pair, in the table's order: `article_a`, `article_b` (str), `similarity` (float, 0
        to 1), `low`, `high` (float, 0 to 1: the interval of 95 percent of the resamples, freed of
        their bias; it holds `similarity`), `bias` (float, mean of the resamples less
        `similarity`); the last three are missing where no interval was asked for.

    Raises
    ------
    CrossframeError
        If there is only one article, no sentence holds a term, or `resamples` is below 1.

    Notes
    -----
    Bootstrap over sentences, the weights held fixed: the 2.5th and the 97.5th percentile of the
    resamples less their bias (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters
    10 and 13), cut at 0 and 1 and, where a skew puts all of it on one side, drawn out to the value.
    A resample lacks on average more than a third of an article's sentences, and with them terms
    that the articles share, so that nearly all resamples lie below the value. That is an effect of
    drawing and says nothing about the articles: the interval is the spread of the resamples around
    the value. Intervals that correct by the share of resamples below the value (BC, BCa) fail here:
    that share is near 1. The interval says how much the number hangs on single sentences; it is no
    confidence interval for what the outlets write in general.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "A dam"), ("b", 0, 0, "Dam!")])
    >>> similarity_pairs(table).round(6).to_numpy().tolist()
    [['a', 'b', 1.0, 1.0, 1.0, 0.0]]
    """
    if resamples < 1:
        raise CrossframeError(
            f"{resamples} resamples give no interval", remedy="ask for at least one, better 1000"
        )
    matrix = similarity_matrix(sentences, weighting=weighting)
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    codes, articles = pd.factorize(sentences["article"])
    a, b = np.triu_indices(len(articles), 1)
    asked = np.column_stack([a, b])
    if pairs is not None:
        asked = np.column_stack([articles.get_indexer(pairs[f"article_{side}"]) for side in "ab"])
    values = matrix.to_numpy()
    intervals = np.full((3, *values.shape), np.nan)
    for some in [asked] if weighting.fixed else asked[:, np.newaxis]:
        group = np.unique(some).tolist()
        own = slice(None) if weighting.fixed else np.isin(codes, group)
        weights = term_weights(counts[own], sentences[own], vocabulary, weighting=weighting)
        parts = {one: counts[codes == one] for one in group}
        drawn = {one: draws(articles[one], parts[one].shape[0], resamples, seed) for one in group}
        ends = tuple(some.T)
        intervals[:, *ends] = _intervals(
            values[ends], resampled(parts, drawn, some, weights, resamples, weighting=weighting)
        )
    low, high, bias = intervals[:, a, b]
    return pd.DataFrame(
        {
            "article_a": articles[a],
            "article_b": articles[b],
            "similarity": values[a, b],
            "low": low,
            "high": high,
            "bias": bias,
        }
    )


def sentence_similarity(
    sentences: pd.DataFrame, article_a: str, article_b: str, *, weighting: Weighting = DEFAULT
) -> pd.DataFrame:
    """Return the cosine similarity of every sentence of one article with every one of another.

    Parameters
    ----------
    sentences
        A sentence table that holds the articles `article_a` and `article_b`.
    weighting
        How terms are weighted; fitted weights are fitted on the two articles.

    Returns
    -------
    pandas.DataFrame
        Index the sentence numbers of `article_a`, columns those of `article_b` (0 is the headline),
        each named by its article; values float from 0 to 1, 0 where a sentence has no term.

    Raises
    ------
    CrossframeError
        If an article is not in the table, or no sentence holds a term.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "A dam"), ("b", 0, 0, "Bridge"), ("b", 1, 1, "Dam!")])
    >>> sentence_similarity(table, "a", "b").round(6).to_numpy().tolist()
    [[0.0, 1.0]]
    """
    pair = _pair(sentences, article_a, article_b)
    vectors, _ = sentence_vectors(pair, weighting=weighting)
    a, b = (np.flatnonzero(pair["article"] == article) for article in (article_a, article_b))
    return pd.DataFrame(
        (vectors[a] @ vectors[b].T).toarray().clip(0, 1),
        index=pd.Index(pair["sentence"].iloc[a], name=article_a),
        columns=pd.Index(pair["sentence"].iloc[b], name=article_b),
    )


def similarity_terms(
    sentences: pd.DataFrame, article_a: str, article_b: str, *, weighting: Weighting = DEFAULT
) -> pd.DataFrame:
    """Return the terms that make up the similarity of two articles.

    Parameters
    ----------
    sentences
        A sentence table that holds the articles `article_a` and `article_b`.
    weighting
        How terms are weighted; fitted weights are fitted on the two articles.

    Returns
    -------
    pandas.DataFrame
        One row a term that both articles have, the largest contribution first: `term` (str),
        `weight_a`, `weight_b` (float, above 0 to 1, its weight in each article's vector of length
        1), `contribution` (float, their product). The contributions sum to the similarity.

    Raises
    ------
    CrossframeError
        If an article is not in the table, or no sentence holds a term.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "A dam"), ("b", 0, 0, "Dam!")])
    >>> similarity_terms(table, "a", "b").round(6).to_numpy().tolist()
    [['dam', 1.0, 1.0, 1.0]]
    """
    pair = _pair(sentences, article_a, article_b)
    vectors, vocabulary = article_vectors(pair, weighting=weighting)
    weight_a, weight_b = vectors.toarray()
    table = pd.DataFrame({"term": vocabulary, "weight_a": weight_a, "weight_b": weight_b})
    table["contribution"] = table["weight_a"] * table["weight_b"]
    return table[table["contribution"] > 0].sort_values(
        ["contribution", "term"], ascending=[False, True], ignore_index=True
    )


def _pair(sentences: pd.DataFrame, article_a: str, article_b: str) -> pd.DataFrame:
    """Return the sentences of two articles, those of `article_a` first."""
    known = list(sentences["article"].unique())
    for article in (article_a, article_b):
        if article not in known:
            raise CrossframeError(
                f"article {article!r} is not among the sentences",
                remedy=f"use one of {', '.join(map(repr, known))}",
            )
    if article_a == article_b:
        raise CrossframeError(
            f"article {article_a!r} is compared with itself", remedy="name two articles"
        )
    parts = [sentences[sentences["article"] == article] for article in (article_a, article_b)]
    return pd.concat(parts, ignore_index=True)


def cosines(
    sentences: pd.DataFrame,
    a: npt.NDArray[np.intp],
    b: npt.NDArray[np.intp],
    *,
    weighting: Weighting,
) -> npt.NDArray[np.float64]:
    """Return the similarity of pairs of articles, which are given by their places in the table."""
    if weighting.fixed:
        of_pairs: npt.NDArray[np.float64] = similarity_matrix(
            sentences, weighting=weighting
        ).to_numpy()[a, b]
        return of_pairs
    counts, _ = term_counts(sentences, weighting=weighting)
    held, documents = document_counts(counts, sentences, weighting=weighting)
    totals = article_counts(counts, sentences)
    held.sort_indices()
    totals.sort_indices()
    every = [slice(a, b) for a, b in pairwise(totals.indptr)]
    found = []
    for pair in zip(a.tolist(), b.tolist(), strict=True):
        shared = common(*(totals.indices[every[one]] for one in pair))
        holding = [held.data[every[one]] for one in pair]
        vectors = []
        for k, one in enumerate(pair):
            both = holding[k].copy()
            both[shared[k]] += holding[1 - k][shared[1 - k]]
            idf = smooth_idf(both, documents[[*pair]].sum())
            vector = frequencies(totals.data[every[one]], weighting=weighting) * idf
            vectors.append(vector[shared[k]] / (np.linalg.norm(vector) or 1))
        found.append(float(vectors[0] @ vectors[1]))
    return np.array(found).clip(0, 1)


def _intervals(
    values: npt.NDArray[np.float64], drawn: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    """Return the lower and upper ends of the interval around each value (rows), and its bias."""
    bias = drawn.mean(axis=1, dtype=float) - values
    low, high = np.percentile(drawn, [2.5, 97.5], axis=1, overwrite_input=True) - bias
    return np.array([np.clip(low, 0, values), np.clip(high, values, 1), bias])
