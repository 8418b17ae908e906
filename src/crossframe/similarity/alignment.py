"""Sentence counterparts: which sentences of two articles carry the same statement."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.corpus.sentences import compared_articles
from crossframe.errors import CrossframeError
from crossframe.similarity.terms import background_idf, terms
from crossframe.text.quotations import parts_within, quoted_spans
from crossframe.text.words import stem

Matrix = npt.NDArray[np.float64]

DEFAULT_THRESHOLD = 0.4
PAIR = ("article_a", "sentence_a", "article_b", "sentence_b")
_LEAD_SENTENCES = 8
_SAME_PARAGRAPH = 0.5
_OTHER_PARAGRAPH = 0.25


class ArticleStems(NamedTuple):
    """What the signals read of one article: sentences in reading order × stems."""

    sentences: npt.NDArray[np.int64]  # numbers, 0 the headline
    paragraphs: npt.NDArray[np.int64]
    forms: list[dict[str, str]]  # of each sentence: stem -> first form
    stems: dict[str, int]  # stem -> column
    counts: Matrix
    weights: Matrix  # of each stem: background weight of the commonest of its forms here
    quoted: Matrix  # 1 where the stem stands inside quotation marks


class Signals(NamedTuple):
    """What speaks for and against each pair of sentences (see `align`), and the words they share."""

    rarity: Matrix
    context: Matrix
    lead: Matrix
    hub: Matrix
    figures: Matrix
    quotation: Matrix
    rarities: dict[str, float]  # of the stems that both articles hold


def align(sentences: pd.DataFrame, *, threshold: float = DEFAULT_THRESHOLD) -> pd.DataFrame:
    """Find the counterparts of every sentence in every other article.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles (see `crossframe.corpus.sentences.sentences`).
    threshold
        The score from which two sentences are accepted as counterparts, 0 to 1; 0 accepts all.

    Returns
    -------
    pandas.DataFrame
        For every pair of articles, in the table's order, all accepted pairs of sentences (one
        sentence may have several), and the best candidate of each sentence that has none, sorted
        by sentence: `article_a` (str), `sentence_a` (int), `article_b` (str), `sentence_b` (int),
        `score` (float, 0 to 1), `accepted` (bool), `best_for` (`a`, `b` or `both`: whose best
        candidate the other is, the first of equals; `neither`), the signals that make the score
        (float, from 0 to 1, `rarity` at least 0; see Notes), `rarity`, `context`, `lead`, `hub`,
        `figures`, `quotation`, and `shared` (str, the words of `sentence_a` that `sentence_b` has
        too, in any form, the rarest first, joined by ", "). Every sentence stands in at least one row of each pair of articles: with its counterparts,
        or with its best rejected candidate. A pair's rows depend on its two articles only.

    Raises
    ------
    CrossframeError
        If there is only one article, or `threshold` is not between 0 and 1.

    Notes
    -----
    Words are compared by their stem (Snowball stemmer for English, Porter 2001), without stop
    words. `rarity`: sum over the shared stems of ln((n + 1) / d) / ln((n + 1) / 2), where d of the
    n sentences of both articles hold the stem: 1 for a word of these two sentences only, near 0 for
    one that most sentences have, since what the event is about tells no two statements apart.
    `context`: TF-IDF cosine with background weights, each sentence read with its neighbours (½ of
    one in the same paragraph, ¼ of one in another). `lead`: exp(-(i + j) / 8) for the sentences
    numbered i and j, 1 for two headlines: the news itself stands first. `hub`: geometric mean of
    both sentences' mean TF-IDF cosine with all other sentences of the other article, high where
    they resemble everything, as a slogan does. `figures` (0 or 1): whether they share a figure.
    `quotation`: share of the quoted words of the sentence with fewer that are quoted in the other.

    The score is the logistic function of 4 ln(1 + rarity) + 4 lead + 7 context - 17 hub +
    2 figures + 2 quotation - 7. The weights are those of a logistic regression on the sentence
    pairs of ten pairs of reports of one event each (BASIL; Fan et al. 2019, "In Plain Sight",
    EMNLP), whose counterparts large-language-model coders listed, rounded to whole numbers; pairs
    on the same subject that do not say the same were left out. So the score ranks and is no
    probability. On four of the ten F1 is about 0.55; with the weights fitted without the event that
    is scored, about 0.53: expect that of a new event. Names and figures weigh much as the rare
    words that they are. Word pairs, acronyms, synonyms, relative position and mutual ranks were
    tried too and added nothing that held on events left out. In articles of a few sentences, all
    of which resemble each other, hardly anything is accepted.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences(
    ...     [("a", 0, 0, "Mayor closes harbour"), ("a", 1, 1, "Rain is likely."),
    ...      ("b", 0, 0, "Harbour closed by mayor"), ("b", 1, 1, "Ferries must move.")])
    >>> align(table)[["sentence_a", "sentence_b", "accepted", "best_for", "shared"]].to_numpy().tolist()
    [[0, 0, True, 'both', 'mayor, closes, harbour'], [0, 1, False, 'b', ''], [1, 0, False, 'a', '']]
    """
    if not 0 <= threshold <= 1:
        raise CrossframeError(
            f"threshold {threshold} is not between 0 and 1", remedy="give a number in between"
        )
    articles = compared_articles(sentences)
    stems = {
        str(article): article_stems(rows)
        for article, rows in sentences.groupby("article", sort=False)
    }
    pairs = [_align_pair(a, b, stems, threshold) for a, b in combinations(articles, 2)]
    return pd.DataFrame({name: np.concatenate([pair[name] for pair in pairs]) for name in pairs[0]})


def article_stems(sentences: pd.DataFrame) -> ArticleStems:
    """Read the sentences of one article for comparison; figures stay as written."""
    words = [[(stem(w), w) for w in terms(text, word_pairs=False)] for text in sentences["text"]]
    stems = {
        name: column for column, name in enumerate(dict.fromkeys(n for s in words for n, _ in s))
    }
    counts, quoted = np.zeros((2, len(words), len(stems)))
    forms: list[dict[str, str]] = []
    for row, sentence in enumerate(words):
        forms.append({})
        for name, word in sentence:
            counts[row, stems[name]] += 1
            forms[row].setdefault(name, word)
    weights = np.full(len(stems), math.inf)
    seen = sorted({pair for found in forms for pair in found.items()})
    for (name, _), weight in zip(seen, background_idf([word for _, word in seen]), strict=True):
        weights[stems[name]] = min(weights[stems[name]], weight)
    spans = quoted_spans(sentences)
    for row, (start, text) in enumerate(zip(sentences["start"], sentences["text"], strict=True)):
        for a, b in parts_within(spans, start, start + len(text)):
            inside = (stem(word) for word in terms(text[a - start : b - start], word_pairs=False))
            quoted[row, [stems[name] for name in inside if name in stems]] = 1
    return ArticleStems(
        sentences=sentences["sentence"].to_numpy(np.int64),
        paragraphs=sentences["paragraph"].to_numpy(np.int64),
        forms=forms,
        stems=stems,
        counts=counts,
        weights=weights,
        quoted=quoted,
    )


def signals(a: ArticleStems, b: ArticleStems) -> Signals:
    """Compare every sentence of one article with every one of another."""
    shared = [name for name in a.stems if name in b.stems]
    columns = [[one.stems[name] for name in shared] for one in (a, b)]
    held = [one.counts[:, at] > 0 for one, at in zip((a, b), columns, strict=True)]
    sentences = len(a.sentences) + len(b.sentences)
    holding = held[0].sum(axis=0) + held[1].sum(axis=0)
    rarities = np.log((sentences + 1) / holding) / math.log((sentences + 1) / 2)
    common = np.minimum(a.weights[columns[0]], b.weights[columns[1]])
    vectors = []
    for one, at in zip((a, b), columns, strict=True):
        weights = one.weights.copy()
        weights[at] = common
        sublinear = np.where(one.counts > 0, 1 + np.log(np.maximum(one.counts, 1)), 0.0)
        vectors.append(sublinear * weights)
    cosines = _cosines(vectors, columns)
    read = [_with_neighbours(v, one.paragraphs) for v, one in zip(vectors, (a, b), strict=True)]
    is_figure = np.array([name[0].isdigit() for name in shared], dtype=bool)
    fewer = np.minimum.outer(a.quoted.sum(axis=1), b.quoted.sum(axis=1))
    return Signals(
        rarity=(held[0] * rarities) @ held[1].T,
        context=_cosines(read, columns),
        lead=np.exp(-np.add.outer(a.sentences, b.sentences) / _LEAD_SENTENCES),
        hub=np.sqrt(_mean_of_others(cosines, axis=1) * _mean_of_others(cosines, axis=0)),
        figures=(held[0][:, is_figure] @ held[1][:, is_figure].T).astype(float),
        quotation=a.quoted[:, columns[0]] @ b.quoted[:, columns[1]].T / np.maximum(fewer, 1),
        rarities=dict(zip(shared, rarities.tolist(), strict=True)),
    )


def _cosines(vectors: list[Matrix], shared: list[list[int]]) -> Matrix:
    """Return the cosine of each row of one with each of the other, 0 where a row is empty."""
    a, b = vectors
    lengths = np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1))
    products = a[:, shared[0]] @ b[:, shared[1]].T
    cosines: Matrix = np.divide(products, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return cosines.clip(0, 1)


def _mean_of_others(values: Matrix, *, axis: int) -> Matrix:
    """Return for each cell the mean of the other cells of its row (axis 1) or column (axis 0)."""
    others = max(values.shape[axis] - 1, 1)
    means: Matrix = (values.sum(axis=axis, keepdims=True) - values) / others
    return means.clip(0, 1)


def _with_neighbours(vectors: Matrix, paragraphs: npt.NDArray[np.int64]) -> Matrix:
    """Add to each sentence's vector parts of those of the sentences before and after it."""
    same = np.diff(paragraphs) == 0
    part = np.where(same, _SAME_PARAGRAPH, _OTHER_PARAGRAPH)[:, np.newaxis]
    read = vectors.copy()
    read[1:] += part * vectors[:-1]
    read[:-1] += part * vectors[1:]
    return read


def _score(signal: Signals) -> npt.NDArray[np.float64]:
    evidence = (
        4 * np.log1p(signal.rarity)
        + 4 * signal.lead
        + 7 * signal.context
        - 17 * signal.hub
        + 2 * signal.figures
        + 2 * signal.quotation
        - 7
    )
    score: npt.NDArray[np.float64] = 1 / (1 + np.exp(-evidence))
    return score


def _align_pair(
    article_a: str, article_b: str, stems: dict[str, ArticleStems], threshold: float
) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the rows of one pair of articles."""
    a, b = stems[article_a], stems[article_b]
    signal = signals(a, b)
    score = _score(signal)
    best_of_a = np.arange(score.shape[1]) == score.argmax(axis=1)[:, np.newaxis]
    best_of_b = np.arange(score.shape[0])[:, np.newaxis] == score.argmax(axis=0)
    accepted = score >= threshold
    rows, columns = np.nonzero(accepted | best_of_a | best_of_b)
    at = rows, columns
    best_for = np.array([["neither", "b"], ["a", "both"]])
    shared = [
        _shared(a.forms[row], b.forms[column], signal.rarities)
        for row, column in zip(rows, columns, strict=True)
    ]
    return {
        "article_a": np.full(len(rows), article_a, dtype=object),
        "sentence_a": a.sentences[rows],
        "article_b": np.full(len(rows), article_b, dtype=object),
        "sentence_b": b.sentences[columns],
        "score": score[at],
        "accepted": accepted[at],
        "best_for": best_for[best_of_a[at].astype(int), best_of_b[at].astype(int)].astype(object),
        "rarity": signal.rarity[at],
        "context": signal.context[at],
        "lead": signal.lead[at],
        "hub": signal.hub[at],
        "figures": signal.figures[at],
        "quotation": signal.quotation[at],
        "shared": np.array(shared, dtype=object),
    }


def _shared(a: dict[str, str], b: dict[str, str], rarities: dict[str, float]) -> str:
    stems = sorted((name for name in a if name in b), key=lambda name: -rarities[name])
    return ", ".join(a[name] for name in stems)
