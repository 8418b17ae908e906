"""Signals that two sentences of two articles carry the same statement."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.feature_extraction import DictVectorizer

from crossframe.similarity.terms import background_idf, terms
from crossframe.text.quotations import parts_within, quoted_spans
from crossframe.text.words import stem

Matrix = npt.NDArray[np.float64]

LEAD_SENTENCES = 8
SAME_PARAGRAPH = 0.5
OTHER_PARAGRAPH = 0.25


class ArticleStems(NamedTuple):
    """What the signals read of one article, one entry a sentence in reading order.

    Attributes
    ----------
    sentences
        Sentence numbers, 0 the headline.
    paragraphs
        Paragraph numbers.
    forms
        For each sentence its words without stop words, stem -> (first form, how often).
    quoted
        For each sentence the stems that stand inside quotation marks.
    """

    sentences: npt.NDArray[np.int64]
    paragraphs: npt.NDArray[np.int64]
    forms: list[dict[str, tuple[str, int]]]
    quoted: list[frozenset[str]]


class Signals(NamedTuple):
    """What speaks for and against each pair of sentences, and the words they share.

    Attributes
    ----------
    rarity, context, lead, hub, figures, quotation
        See `signals`; arrays of sentences of the one article × sentences of the other.
    rarities
        Stem -> rarity, for all stems that both articles hold.
    """

    rarity: Matrix
    context: Matrix
    lead: Matrix
    hub: Matrix
    figures: Matrix
    quotation: Matrix
    rarities: dict[str, float]


def article_stems(sentences: pd.DataFrame) -> ArticleStems:
    """Read the sentences of one article for comparison.

    Parameters
    ----------
    sentences
        The rows of one article in a sentence table.

    Returns
    -------
    ArticleStems
        Stems are those of the Snowball stemmer for English (Porter 2001); figures stay as written.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> stems = article_stems(given_sentences([("a", 1, 1, "Limits: “no limit” on 40 ferries.")]))
    >>> stems.forms
    [{'limit': ('limits', 2), '40': ('40', 1), 'ferri': ('ferries', 1)}]
    >>> stems.quoted
    [frozenset({'limit'})]
    """
    forms: list[dict[str, tuple[str, int]]] = []
    for text in sentences["text"]:
        found: dict[str, tuple[str, int]] = {}
        for word in terms(text, word_pairs=False):
            first, count = found.get(stem(word), (word, 0))
            found[stem(word)] = (first, count + 1)
        forms.append(found)
    return ArticleStems(
        sentences=sentences["sentence"].to_numpy(np.int64),
        paragraphs=sentences["paragraph"].to_numpy(np.int64),
        forms=forms,
        quoted=_quoted_stems(sentences),
    )


def signals(a: ArticleStems, b: ArticleStems) -> Signals:
    """Compare every sentence of one article with every one of another.

    Parameters
    ----------
    a, b
        The two articles, as of `article_stems`.

    Returns
    -------
    Signals
        `rarity` (at least 0): sum over the shared stems of ln((n + 1) / d) / ln((n + 1) / 2), where
        d of the n sentences of both articles hold the stem: 1 for a word of these two sentences
        only, near 0 for one that most sentences have, since what the event is about tells no two
        statements apart. `context` (0 to 1): TF-IDF cosine with background weights, each sentence
        read with its neighbours (½ of one in the same paragraph, ¼ of one in another). `lead`
        (0 to 1): exp(-(i + j) / 8) for the sentences numbered i and j, 1 for two headlines: the
        news itself stands first. `hub` (0 to 1): geometric mean of both sentences' mean TF-IDF
        cosine with all other sentences of the other article, high where they resemble everything,
        as a slogan does. `figures` (0 or 1): whether they share a figure. `quotation` (0 to 1): share
        of the quoted words of the sentence with fewer that are quoted in the other too.
    """
    counts = [
        [{stem: count for stem, (_, count) in found.items()} for found in article.forms]
        for article in (a, b)
    ]
    vectorizer = DictVectorizer(sparse=False).fit([*counts[0], *counts[1]])
    vocabulary = vectorizer.feature_names_
    counts_a, counts_b = (vectorizer.transform(found) for found in counts)
    holds_a, holds_b = counts_a > 0, counts_b > 0
    rarities = _rarities(holds_a, holds_b)
    weights = _background(vocabulary, [*a.forms, *b.forms])
    vectors_a, vectors_b = (_sublinear(counts) * weights for counts in (counts_a, counts_b))
    cosines = _cosines(vectors_a, vectors_b)
    is_figure = np.array([stem[0].isdigit() for stem in vocabulary], dtype=bool)
    quoted_a, quoted_b = (
        vectorizer.transform([dict.fromkeys(found, 1) for found in article.quoted])
        for article in (a, b)
    )
    fewer = np.minimum.outer(quoted_a.sum(axis=1), quoted_b.sum(axis=1))
    return Signals(
        rarity=(holds_a * rarities) @ holds_b.T.astype(float),
        context=_cosines(
            _with_neighbours(vectors_a, a.paragraphs), _with_neighbours(vectors_b, b.paragraphs)
        ),
        lead=np.exp(-np.add.outer(a.sentences, b.sentences) / LEAD_SENTENCES),
        hub=np.sqrt(_mean_of_others(cosines, axis=1) * _mean_of_others(cosines, axis=0)),
        figures=((holds_a * is_figure) @ holds_b.T.astype(float) > 0).astype(float),
        quotation=quoted_a @ quoted_b.T / np.maximum(fewer, 1),
        rarities={
            stem: float(rarities[column])
            for stem, column in vectorizer.vocabulary_.items()
            if holds_a[:, column].any() and holds_b[:, column].any()
        },
    )


def _quoted_stems(sentences: pd.DataFrame) -> list[frozenset[str]]:
    """Return each sentence's stems inside quotation marks, which may open sentences earlier."""
    spans = quoted_spans(sentences)
    return [
        frozenset(
            stem(word)
            for a, b in parts_within(spans, start, start + len(text))
            for word in terms(text[a - start : b - start], word_pairs=False)
        )
        for start, text in zip(sentences["start"], sentences["text"], strict=True)
    ]


def _rarities(holds_a: npt.NDArray[np.bool_], holds_b: npt.NDArray[np.bool_]) -> Matrix:
    """Return how rare each stem is among the sentences of both articles; 1: in two of them."""
    sentences = len(holds_a) + len(holds_b)
    frequencies = holds_a.sum(axis=0) + holds_b.sum(axis=0)
    rarities: Matrix = np.log((sentences + 1) / frequencies) / math.log((sentences + 1) / 2)
    return rarities


def _background(vocabulary: list[str], forms: list[dict[str, tuple[str, int]]]) -> Matrix:
    """Return the background weight of each stem: that of the commonest of its forms here."""
    words = sorted({(stem, form) for found in forms for stem, (form, _) in found.items()})
    lowest = dict.fromkeys(vocabulary, math.inf)
    weights = background_idf([form for _, form in words])
    for (name, _), weight in zip(words, weights, strict=True):
        lowest[name] = min(lowest[name], float(weight))
    return np.array([lowest[name] for name in vocabulary])


def _sublinear(counts: Matrix) -> Matrix:
    return np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0)


def _cosines(a: Matrix, b: Matrix) -> Matrix:
    """Return the cosine of each row of `a` with each of `b`, 0 where a row is empty."""
    lengths = np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1))
    cosines: Matrix = np.divide(a @ b.T, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return cosines.clip(0, 1)


def _mean_of_others(values: Matrix, *, axis: int) -> Matrix:
    """Return for each cell the mean of the other cells of its row (axis 1) or column (axis 0)."""
    others = max(values.shape[axis] - 1, 1)
    means: Matrix = (values.sum(axis=axis, keepdims=True) - values) / others
    return means.clip(0, 1)


def _with_neighbours(vectors: Matrix, paragraphs: npt.NDArray[np.int64]) -> Matrix:
    """Add to each sentence's vector parts of those of the sentences before and after it."""
    part = np.where(np.diff(paragraphs) == 0, SAME_PARAGRAPH, OTHER_PARAGRAPH)[:, np.newaxis]
    read = vectors.copy()
    read[1:] += part * vectors[:-1]
    read[:-1] += part * vectors[1:]
    return read
