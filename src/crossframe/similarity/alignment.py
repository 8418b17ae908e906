"""Sentence counterparts: which sentences of two articles carry the same statement."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse.csgraph import connected_components

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
_SLOGAN = 4  # stems in a row make a slogan where ...
_REPEATED = 3  # ... so many sentences of an article have them


class ArticleStems(NamedTuple):
    """What the signals read of one article: sentences in reading order × stems."""

    sentences: npt.NDArray[np.int64]  # numbers, 0 the headline
    paragraphs: npt.NDArray[np.int64]
    forms: list[dict[str, str]]  # of each sentence: stem -> first form
    stems: dict[str, int]  # stem -> column
    counts: Matrix
    weights: Matrix  # of each stem: background weight of the commonest of its forms here
    quoted: Matrix  # 1 where the stem stands inside quotation marks
    statements: npt.NDArray[np.int64]  # number of what the sentence states, equal where repeated


class Signals(NamedTuple):
    """What speaks for and against each pair of sentences (see `align`), and the words they share."""

    rarity: Matrix
    context: Matrix
    lead: Matrix
    hub: Matrix
    figures: Matrix
    quotation: Matrix
    rarities: dict[str, float]  # of the stems that both articles hold
    held: tuple[Matrix, Matrix]  # sentences of each article × these stems, 1 where it stands


def align(
    sentences: pd.DataFrame,
    *,
    threshold: float = DEFAULT_THRESHOLD,
    pairs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the counterparts of every sentence in every other article.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles (see `crossframe.corpus.sentences.sentences`).
    threshold
        The score from which two sentences are accepted as counterparts, 0 to 1; 0 accepts all.
    pairs
        `article_a` and `article_b` of the pairs to compare, one at least; by default all.

    Returns
    -------
    pandas.DataFrame
        For every such pair of articles, in the table's order, all accepted pairs of sentences (one
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
    n statements of both articles hold the stem: 1 for a word of these two sentences only, near 0
    for one that most have, since what the event is about tells no two statements apart. A statement
    is a sentence, or all sentences of an article that have the same words, or a slogan: four words
    in a row, stop words aside, that three sentences or more repeat. It counts once however often
    it is repeated, and its sentences are treated alike: each takes the highest evidence among them
    that rests on what they repeat (more than half of the words that make the match stand in both).
    `context`: TF-IDF cosine with background weights, each sentence read with its neighbours (½ of
    one in the same paragraph, ¼ of one in another). `lead`: exp(-(i + j) / 8) for the sentences
    numbered i and j, 1 for two headlines: the news itself stands first. `hub`: geometric mean of
    both sentences' mean TF-IDF cosine with all other statements of the other article, high where
    they resemble everything. `figures` (0 or 1): whether they share a figure.
    `quotation`: share of the quoted words of the sentence with fewer that are quoted in the other.

    The score is the logistic function of 4 ln(1 + rarity) + 4 lead + 7 context - 17 hub +
    2 figures + 2 quotation - 7. The weights are those of a logistic regression on the sentence
    pairs of ten pairs of reports of one event each (BASIL; Fan et al. 2019, "In Plain Sight",
    EMNLP), whose counterparts large-language-model coders listed, rounded to whole numbers; pairs
    on the same subject that do not say the same were left out. So the score ranks and is no
    probability. On four of the ten F1 is 0.58 (precision 0.74, recall 0.47), and as much with the
    weights fitted without the event that is scored: expect that of a new event, and far less where
    the outlets word it differently (0.24 on one of the four, where half of the pairs to be found
    share two words at most). Names and figures weigh much as the rare words that they are. Word
    pairs, acronyms, synonyms, relative position, mutual ranks, the closest clauses or windows of
    words, likeness by length and support by neighbouring pairs were tried too and added nothing
    that held on events left out. In articles of a few sentences, all of which resemble each other,
    hardly anything is accepted.

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
    every = combinations(articles, 2)
    some = every if pairs is None else zip(pairs["article_a"], pairs["article_b"], strict=True)
    found = [_align_pair(a, b, stems, threshold) for a, b in some]
    return pd.DataFrame({name: np.concatenate([pair[name] for pair in found]) for name in found[0]})


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
        statements=_statements([[name for name, _ in sentence] for sentence in words]),
    )


def _statements(order: list[list[str]]) -> npt.NDArray[np.int64]:
    """Give each sentence a number, the same to those of equal words and to those of a slogan."""
    holders: dict[object, list[int]] = {}
    for row, found in enumerate(order):
        holders.setdefault(frozenset(found) or row, []).append(row)
        for run in {tuple(found[at : at + _SLOGAN]) for at in range(len(found) - _SLOGAN + 1)}:
            holders.setdefault(run, []).append(row)
    linked = np.eye(len(order), dtype=bool)
    for key, rows in holders.items():
        if not isinstance(key, tuple) or len(rows) >= _REPEATED:
            linked[np.ix_(rows, rows)] = True
    return np.asarray(connected_components(linked, directed=False)[1], dtype=np.int64)


def signals(a: ArticleStems, b: ArticleStems) -> Signals:
    """Compare every sentence of one article with every one of another."""
    both = (a, b)
    shared = [name for name in a.stems if name in b.stems]
    columns = [[one.stems[name] for name in shared] for one in both]
    # what sentences repeat counts once
    stated = [
        _by_statement(one.counts[:, at] > 0, one.statements) > 0
        for one, at in zip(both, columns, strict=True)
    ]
    statements = len(stated[0]) + len(stated[1])
    holding = stated[0].sum(axis=0) + stated[1].sum(axis=0)
    rarities = np.log((statements + 1) / holding) / math.log((statements + 1) / 2)
    weight = np.minimum(a.weights[columns[0]], b.weights[columns[1]])
    held, vectors = [], []
    for one, at in zip(both, columns, strict=True):
        weights = one.weights.copy()
        weights[at] = weight
        held.append((one.counts[:, at] > 0).astype(float))
        sublinear = np.where(one.counts > 0, 1 + np.log(np.maximum(one.counts, 1)), 0.0)
        vectors.append(sublinear * weights)
    cosines = _cosines(vectors, columns)
    read = [_with_neighbours(v, one.paragraphs) for v, one in zip(vectors, both, strict=True)]
    is_figure = np.array([name[0].isdigit() for name in shared], dtype=bool)
    fewer = np.minimum.outer(a.quoted.sum(axis=1), b.quoted.sum(axis=1))
    return Signals(
        rarity=(held[0] * rarities) @ held[1].T,
        context=_cosines(read, columns),
        lead=np.exp(-np.add.outer(a.sentences, b.sentences) / _LEAD_SENTENCES),
        hub=np.sqrt(
            _mean_of_others(cosines, b.statements) * _mean_of_others(cosines.T, a.statements).T
        ),
        figures=(held[0][:, is_figure] @ held[1][:, is_figure].T > 0).astype(float),
        quotation=a.quoted[:, columns[0]] @ b.quoted[:, columns[1]].T / np.maximum(fewer, 1),
        rarities=dict(zip(shared, rarities.tolist(), strict=True)),
        held=(held[0], held[1]),
    )


def _by_statement(values: npt.NDArray[Any], statements: npt.NDArray[np.int64]) -> Matrix:
    """Return the mean of the rows of each statement."""
    member = np.equal.outer(np.unique(statements), statements)
    means: Matrix = member @ values / member.sum(axis=1, keepdims=True)
    return means


def _cosines(vectors: list[Matrix], shared: list[list[int]]) -> Matrix:
    """Return the cosine of each row of one with each of the other, 0 where a row is empty."""
    a, b = vectors
    lengths = np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1))
    products = a[:, shared[0]] @ b[:, shared[1]].T
    cosines: Matrix = np.divide(products, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return cosines.clip(0, 1)


def _mean_of_others(values: Matrix, statements: npt.NDArray[np.int64]) -> Matrix:
    """Return for each cell the mean of the other statements' cells in its row."""
    means = _by_statement(values.T, statements).T
    others = max(means.shape[1] - 1, 1)
    mean: Matrix = (means.sum(axis=1, keepdims=True) - means)[:, statements] / others
    return mean.clip(0, 1)


def _with_neighbours(vectors: Matrix, paragraphs: npt.NDArray[np.int64]) -> Matrix:
    """Add to each sentence's vector parts of those of the sentences before and after it."""
    same = np.diff(paragraphs) == 0
    part = np.where(same, _SAME_PARAGRAPH, _OTHER_PARAGRAPH)[:, np.newaxis]
    read = vectors.copy()
    read[1:] += part * vectors[:-1]
    read[:-1] += part * vectors[1:]
    return read


def _score(signal: Signals, a: ArticleStems, b: ArticleStems) -> Matrix:
    """Return the score of each two sentences; sentences of one statement are treated alike.

    Each takes the highest evidence of them that rests on what they repeat: more than half of the
    words that one shares with the other article's sentence stand in both.
    """
    evidence = (
        4 * np.log1p(signal.rarity)
        + 4 * signal.lead
        + 7 * signal.context
        - 17 * signal.hub
        + 2 * signal.figures
        + 2 * signal.quotation
        - 7
    )
    alike = evidence.copy()
    for own, other, given, taken, statements in (
        (*signal.held, evidence, alike, a.statements),
        (*signal.held[::-1], evidence.T, alike.T, b.statements),
    ):
        repeated = np.equal.outer(statements, statements) & ~np.eye(len(statements), dtype=bool)
        for row, twin in np.argwhere(repeated):
            rests = 2 * other @ (own[row] * own[twin]) > other @ own[row]
            taken[twin, rests] = np.maximum(taken[twin], given[row])[rests]
    score: Matrix = 1 / (1 + np.exp(-alike))
    return score


def _align_pair(
    article_a: str, article_b: str, stems: dict[str, ArticleStems], threshold: float
) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the rows of one pair of articles."""
    a, b = stems[article_a], stems[article_b]
    signal = signals(a, b)
    score = _score(signal, a, b)
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
