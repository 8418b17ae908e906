"""How alike articles and sentences are in their words: TF-IDF cosine, and what makes it up."""

from __future__ import annotations

import zlib
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array, vstack

from crossframe.corpus.sentences import compared_articles
from crossframe.errors import CrossframeError
from crossframe.similarity.vectors import (
    DEFAULT,
    WEIGHTINGS,
    Weighting,
    article_counts,
    article_vectors,
    sentence_vectors,
    term_counts,
    term_weights,
    weigh,
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
        Symmetric, index and columns the article ids, values float from 0 (no term in common, or no
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
    codes, articles = _compared(sentences)
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    totals = article_counts(counts, sentences)
    values = np.zeros((len(articles), len(articles)))
    everything = [tuple(range(len(articles)))]
    for group in everything if weighting.fixed else combinations(range(len(articles)), 2):
        weights = term_weights(
            counts[np.isin(codes, group)], totals[group, :], vocabulary, weighting=weighting
        )
        vectors = weigh(totals[group, :], weights, weighting=weighting)
        values[np.ix_(group, group)] = (vectors @ vectors.T).toarray()
    return pd.DataFrame(values.clip(0, 1), index=articles, columns=articles)


def similarity_pairs(
    sentences: pd.DataFrame,
    *,
    weighting: Weighting = DEFAULT,
    resamples: int = 2000,
    seed: int = 0,
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

    Returns
    -------
    pandas.DataFrame
        One row a pair, in the table's order: `article_a`, `article_b` (str), `similarity` (float,
        0 to 1), `low`, `high` (float, the 2.5th and 97.5th percentile of the resamples), `bias`
        (float, mean of the resamples minus `similarity`).

    Raises
    ------
    CrossframeError
        If there is only one article, no sentence holds a term, or `resamples` is below 1.

    Notes
    -----
    Percentile bootstrap (Efron and Tibshirani 1993, An Introduction to the Bootstrap), the weights
    held fixed. The interval says how much the number hangs on single sentences; it is no confidence
    interval for what the outlets write in general. A resample lacks on average more than a third of
    an article's sentences and with them terms that the articles share, so resamples lie below the
    value: `bias` is negative, and the value can lie above `high`. `low - bias` to `high - bias` is
    the same spread around the value.
    """
    if resamples < 1:
        raise CrossframeError(
            f"{resamples} resamples give no interval", remedy="ask for at least one, better 1000"
        )
    codes, articles = _compared(sentences)
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    rows: list[tuple[str, str, float, float, float, float]] = []
    for a, b in combinations(range(len(articles)), 2):
        own = [csr_array(counts[codes == code]) for code in (a, b)]
        totals = [csr_array(part.sum(axis=0)[np.newaxis]) for part in own]
        weights = term_weights(vstack(own), vstack(totals), vocabulary, weighting=weighting)
        value = _cosines(*(weigh(total, weights, weighting=weighting) for total in totals))[0]
        drawn = _cosines(
            *(
                weigh(
                    _draws(articles[code], part.shape[0], resamples, seed) @ part,
                    weights,
                    weighting=weighting,
                )
                for code, part in zip((a, b), own, strict=True)
            )
        )
        low, high = np.percentile(drawn, [2.5, 97.5])
        rows.append((articles[a], articles[b], value, low, high, drawn.mean() - value))
    return pd.DataFrame(
        rows, columns=["article_a", "article_b", "similarity", "low", "high", "bias"]
    )


def sentence_similarity(
    sentences: pd.DataFrame, article_a: str, article_b: str, *, weighting: Weighting = DEFAULT
) -> pd.DataFrame:
    """Return the cosine similarity of every sentence of one article with every one of another.

    Parameters
    ----------
    sentences
        A sentence table.
    article_a, article_b
        Ids of the two articles.
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
        A sentence table.
    article_a, article_b
        Ids of the two articles.
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
    table = pd.DataFrame(
        {
            "term": vocabulary,
            "weight_a": weight_a,
            "weight_b": weight_b,
            "contribution": weight_a * weight_b,
        }
    )
    return (
        table[table["contribution"] > 0]
        .sort_values(["contribution", "term"], ascending=[False, True])
        .reset_index(drop=True)
    )


def _compared(sentences: pd.DataFrame) -> tuple[npt.NDArray[np.intp], list[str]]:
    """Return each sentence's article as a number, and the articles, which are at least two."""
    articles = compared_articles(sentences)
    return pd.factorize(sentences["article"])[0], articles


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


def _draws(article: str, sentences: int, resamples: int, seed: int) -> csr_array:
    """Draw how often each sentence stands in each resample (resamples × sentences)."""
    generator = np.random.default_rng([seed, zlib.crc32(article.encode())])
    shares = np.full(sentences, 1 / sentences)
    return csr_array(generator.multinomial(sentences, shares, size=resamples).astype(float))


def _cosines(a: csr_array, b: csr_array) -> npt.NDArray[np.float64]:
    """Return the cosine of each row of one with the same row of the other, of rows of length 1."""
    cosines: npt.NDArray[np.float64] = np.clip((a * b).sum(axis=1), 0, 1)
    return cosines
