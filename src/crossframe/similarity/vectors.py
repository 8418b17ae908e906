"""Term vectors of sentences and articles, under one of several weightings.

An inverse document frequency fitted on the two articles that are compared is degenerate: a term in
both gets the least weight there is, a term in one the most, and no third value exists, so that just
what the articles share counts least. The weights therefore come from elsewhere, by default from
a background table that is shipped with the package (see `crossframe.similarity.terms.background_idf`).
The choice matters more than most of what is read into such a number, so `WEIGHTINGS` holds several
to put side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from crossframe.errors import CrossframeError
from crossframe.similarity.terms import background_idf, terms


@dataclass(frozen=True)
class Weighting:
    """How terms are chosen and weighted.

    Attributes
    ----------
    name
        Short name, the value of `weighting` columns.
    label
        What it is, in words.
    word_pairs
        Whether pairs of neighbouring words count beside words.
    function_words
        Whether stop words are kept.
    sublinear
        Whether a term that occurs n times counts 1 + ln(n) times, not n times.
    idf
        Where the inverse document frequencies come from: a `background` table; the `sentences`
        of the articles that are compared, each a document; the `articles` that are compared, each a
        document; or `none`.
    background
        The background table; None is the shipped one (see `crossframe.similarity.terms.background_idf`).
    """

    name: str
    label: str
    word_pairs: bool = True
    function_words: bool = False
    sublinear: bool = True
    idf: Literal["background", "sentences", "articles", "none"] = "background"
    background: Path | None = None

    @property
    def fixed(self) -> bool:
        """Whether a term weighs the same whatever articles are compared."""
        return self.idf in ("background", "none")


DEFAULT = Weighting("default", "words and word pairs without stop words, sublinear, background IDF")
WEIGHTINGS = {
    weighting.name: weighting
    for weighting in (
        DEFAULT,
        Weighting("words", "as default, without word pairs", word_pairs=False),
        Weighting(
            "sentence_idf", "as default, IDF over the sentences of both articles", idf="sentences"
        ),
        Weighting(
            "pair_idf", "as default, IDF over the two articles only: degenerate", idf="articles"
        ),
        Weighting(
            "plain",
            "all words, raw counts, background IDF",
            word_pairs=False,
            function_words=True,
            sublinear=False,
        ),
        Weighting(
            "counts",
            "all words, raw counts, no IDF",
            word_pairs=False,
            function_words=True,
            sublinear=False,
            idf="none",
        ),
    )
}


def sentence_vectors(
    sentences: pd.DataFrame, *, weighting: Weighting = DEFAULT
) -> tuple[csr_array, list[str]]:
    """Return the term vector of every sentence.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`).
    weighting
        How terms are weighted; if the weights are fitted, then on all articles of the table.

    Returns
    -------
    vectors : scipy.sparse.csr_array
        Sentences × terms, rows in the order of the table, of length 1, or 0 where a sentence has no
        term, so that `vectors @ vectors.T` holds the cosines.
    vocabulary : list of str
        The columns' terms, sorted.

    Raises
    ------
    CrossframeError
        If no sentence holds a term.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "River bridge"), ("b", 0, 0, "The dam")])
    >>> vectors, vocabulary = sentence_vectors(table)
    >>> vocabulary
    ['bridge', 'dam', 'river', 'river bridge']
    >>> (vectors @ vectors.T).toarray().round(6).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    weights = term_weights(
        counts, article_counts(counts, sentences), vocabulary, weighting=weighting
    )
    return weigh(counts, weights, weighting=weighting), vocabulary


def article_vectors(
    sentences: pd.DataFrame, *, weighting: Weighting = DEFAULT
) -> tuple[csr_array, list[str]]:
    """Return the term vector of every article, headline included.

    Parameters
    ----------
    sentences
        A sentence table.
    weighting
        How terms are weighted; if the weights are fitted, then on all articles of the table.

    Returns
    -------
    vectors : scipy.sparse.csr_array
        Articles × terms, rows in the order in which the table first names the articles, of length
        1, or 0 where an article has no term.
    vocabulary : list of str
        The columns' terms, sorted.

    Raises
    ------
    CrossframeError
        If no sentence holds a term.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> rows = [("a", 0, 0, "Bridge"), ("a", 1, 1, "A bridge."), ("b", 0, 0, "Dam")]
    >>> article_vectors(given_sentences(rows))[0].toarray().round(6).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    articles = article_counts(counts, sentences)
    weights = term_weights(counts, articles, vocabulary, weighting=weighting)
    return weigh(articles, weights, weighting=weighting), vocabulary


def term_counts(sentences: pd.DataFrame, *, weighting: Weighting) -> tuple[csr_array, list[str]]:
    """Count the terms of every sentence.

    Parameters
    ----------
    sentences
        A sentence table.
    weighting
        Which terms count.

    Returns
    -------
    counts : scipy.sparse.csr_array
        Sentences × terms, rows in the order of the table.
    vocabulary : list of str
        The columns' terms, sorted. No word pair reaches over the end of a sentence.

    Raises
    ------
    CrossframeError
        If no sentence holds a term.
    """
    analyzer = partial(
        terms, word_pairs=weighting.word_pairs, function_words=weighting.function_words
    )
    vectorizer = CountVectorizer(analyzer=analyzer)
    try:
        counts = vectorizer.fit_transform(sentences["text"])
    except ValueError as error:  # scikit-learn's way of saying that there is no term at all
        raise CrossframeError(
            "no sentence holds a word to compare",
            remedy="give articles with words beside stop words",
        ) from error
    return csr_array(counts), list(vectorizer.get_feature_names_out())


def article_counts(counts: csr_array, sentences: pd.DataFrame) -> csr_array:
    """Sum the term counts of sentences within each article.

    Parameters
    ----------
    counts
        Sentences × terms, as of `term_counts`.
    sentences
        The sentence table they come from.

    Returns
    -------
    scipy.sparse.csr_array
        Articles × terms, rows in the order in which the table first names the articles.
    """
    codes, articles = pd.factorize(sentences["article"])
    member = csr_array(
        (np.ones(len(codes)), (codes, np.arange(len(codes)))), shape=(len(articles), len(codes))
    )
    return csr_array(member @ counts)


def term_weights(
    sentences: csr_array, articles: csr_array, vocabulary: Sequence[str], *, weighting: Weighting
) -> npt.NDArray[np.float64]:
    """Return the inverse document frequency of every term.

    Parameters
    ----------
    sentences, articles
        Counts of the terms in the sentences and in the articles that are compared; read only where
        the weighting is fitted on them.
    vocabulary
        The terms.
    weighting
        Where the frequencies come from.

    Returns
    -------
    numpy.ndarray
        One weight a term, at least 1.
    """
    if weighting.idf == "background":
        return background_idf(vocabulary, background=weighting.background)
    if weighting.idf == "none":
        return np.ones(len(vocabulary))
    documents = sentences if weighting.idf == "sentences" else articles
    fitted: npt.NDArray[np.float64] = TfidfTransformer().fit(documents).idf_
    return fitted


def weigh(
    counts: csr_array, weights: npt.NDArray[np.float64], *, weighting: Weighting
) -> csr_array:
    """Weigh term counts and bring every row to length 1.

    Parameters
    ----------
    counts
        Rows × terms.
    weights
        One weight a term, as of `term_weights`.
    weighting
        Whether counts are sublinear.

    Returns
    -------
    scipy.sparse.csr_array
        Rows × terms; a row without terms stays 0.
    """
    transformer = TfidfTransformer(sublinear_tf=weighting.sublinear)
    transformer.idf_ = weights
    return csr_array(transformer.transform(counts))
