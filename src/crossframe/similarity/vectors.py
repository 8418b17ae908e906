"""Term vectors of sentences and articles, under one of several weightings.

An inverse document frequency fitted on the two articles that are compared is degenerate: a term in
both gets the least weight there is, a term in one the most, and no third value exists, so that just
what the articles share counts least. The weights therefore come by default from a background table
that is shipped with the package. The choice matters more than most of what is read into such a
number, so `WEIGHTINGS` holds several to put side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from crossframe.errors import CrossframeError
from crossframe.similarity.terms import background_idf, smooth_idf, terms


@dataclass(frozen=True)
class Weighting:
    """How terms are chosen and weighted; `name` is the value of `variant` columns."""

    name: str
    label: str  # in words
    word_pairs: bool = True  # pairs of neighbouring words count beside words
    function_words: bool = False  # stop words are kept
    sublinear: bool = True  # a term that occurs n times counts 1 + ln(n) times, not n times
    # where the inverse document frequencies come from: a background table, or the sentences or the
    # articles that are compared, each a document
    idf: Literal["background", "sentences", "articles", "none"] = "background"
    background: Path | None = None  # None: the shipped table (`crossframe.similarity.terms`)

    @property
    def fixed(self) -> bool:
        """Whether a term weighs the same whatever articles are compared."""
        return self.idf in ("background", "none")


DEFAULT = Weighting("default", "words and word pairs without stop words, sublinear, background IDF")
_ALL_WORDS = replace(DEFAULT, word_pairs=False, function_words=True, sublinear=False)
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
        replace(_ALL_WORDS, name="plain", label="all words, raw counts, background IDF"),
        replace(_ALL_WORDS, name="counts", label="all words, raw counts, no IDF", idf="none"),
    )
}


def sentence_vectors(
    sentences: pd.DataFrame, *, weighting: Weighting = DEFAULT
) -> tuple[csr_array, list[str]]:
    """Return the term vector of every sentence (rows) and the terms (columns, sorted).

    Rows have length 1, or 0 where a sentence has no term, so that `vectors @ vectors.T` holds the
    cosines; weights that are fitted are fitted on all articles of the table.
    """
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    weights = term_weights(counts, sentences, vocabulary, weighting=weighting)
    return weigh(counts, weights, weighting=weighting), vocabulary


def article_vectors(
    sentences: pd.DataFrame, *, weighting: Weighting = DEFAULT
) -> tuple[csr_array, list[str]]:
    """Return the term vector of every article, headline included, as `sentence_vectors` does."""
    counts, vocabulary = term_counts(sentences, weighting=weighting)
    weights = term_weights(counts, sentences, vocabulary, weighting=weighting)
    return weigh(article_counts(counts, sentences), weights, weighting=weighting), vocabulary


def term_counts(sentences: pd.DataFrame, *, weighting: Weighting) -> tuple[csr_array, list[str]]:
    """Count the terms of every sentence (rows); no word pair reaches over its end."""
    asked = {"word_pairs": weighting.word_pairs, "function_words": weighting.function_words}
    counts, vocabulary = _counted(tuple(sentences["text"]), **asked)
    return counts.copy(), [*vocabulary]


@lru_cache(maxsize=3)  # several measures read the same sentences
def _counted(
    texts: tuple[str, ...], *, word_pairs: bool, function_words: bool
) -> tuple[csr_array, list[str]]:
    """Count the terms of every text (rows), and name them."""
    found = [terms(text, word_pairs=word_pairs, function_words=function_words) for text in texts]
    vocabulary = sorted({*chain.from_iterable(found)})
    if not vocabulary:
        raise CrossframeError(
            "no sentence holds a word to compare",
            remedy="give articles with words beside stop words",
        )
    column = {term: place for place, term in enumerate(vocabulary)}
    columns = [column[term] for term in chain.from_iterable(found)]
    ends = np.cumsum([0, *map(len, found)])
    counts = csr_array(
        (np.ones(len(columns), dtype=np.int64), columns, ends),
        shape=(len(found), len(vocabulary)),
    )
    counts.sum_duplicates()
    return counts, vocabulary


def article_counts(counts: csr_array, sentences: pd.DataFrame) -> csr_array:
    """Sum the term counts of sentences within each article, in order of first appearance."""
    codes, articles = pd.factorize(sentences["article"])
    member = csr_array(
        (np.ones(len(codes)), (codes, np.arange(len(codes)))), shape=(len(articles), len(codes))
    )
    return csr_array(member @ counts)


def document_counts(
    counts: csr_array, sentences: pd.DataFrame, *, weighting: Weighting
) -> tuple[csr_array, npt.NDArray[np.int64]]:
    """Return how many documents of each article hold each term, and how many each article has.

    A document is a sentence or an article, as the weighting says.
    """
    held = article_counts(csr_array(counts > 0), sentences)
    if weighting.idf == "articles":
        return csr_array(held > 0, dtype=float), np.ones(held.shape[0], dtype=np.int64)
    return held, np.bincount(pd.factorize(sentences["article"])[0])


def term_weights(
    counts: csr_array, sentences: pd.DataFrame, vocabulary: Sequence[str], *, weighting: Weighting
) -> npt.NDArray[np.float64]:
    """Return the inverse document frequency of every term; counts are read where it is fitted."""
    if weighting.idf == "background":
        return background_idf(vocabulary, background=weighting.background)
    if weighting.idf == "none":
        return np.ones(len(vocabulary))
    held, documents = document_counts(counts, sentences, weighting=weighting)
    return smooth_idf(held.sum(axis=0), documents.sum())


def weigh(
    counts: csr_array, weights: npt.NDArray[np.float64], *, weighting: Weighting
) -> csr_array:
    """Weigh term counts and bring every row to length 1; a row without terms stays 0."""
    values = frequencies(counts.data, weighting=weighting) * weights[counts.indices]
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(row, values**2))[row]
    values = np.divide(values, lengths, out=values, where=lengths > 0)
    return csr_array((values, counts.indices, counts.indptr), counts.shape)


def frequencies(
    counts: npt.NDArray[np.float64], *, weighting: Weighting
) -> npt.NDArray[np.float64]:
    """Return what terms that occur so often (at least once) count before they are weighted."""
    return 1 + np.log(counts) if weighting.sublinear else np.asarray(counts, dtype=float)
