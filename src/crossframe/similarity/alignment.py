"""Sentence counterparts: which sentences of two articles carry the same statement."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.corpus.sentences import compared_articles
from crossframe.errors import CrossframeError
from crossframe.similarity.alignment_signals import ArticleStems, Signals, article_stems, signals

DEFAULT_THRESHOLD = 0.4
PAIR = ("article_a", "sentence_a", "article_b", "sentence_b")


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
        candidate the other is, the first of equals; `neither`), the signals that make the score,
        `rarity` (float, at least 0), `context`, `lead`, `hub`, `figures`, `quotation` (float, 0 to
        1; see `crossframe.similarity.alignment_signals.signals`), and `shared` (str, the words of
        `sentence_a` that `sentence_b` has too, in any form, the rarest first, joined by ", ").
        Every sentence stands in at least one row of each pair of articles: with its counterparts,
        or with its best rejected candidate. A pair's rows depend on its two articles only.

    Raises
    ------
    CrossframeError
        If there is only one article, or `threshold` is not between 0 and 1.

    Notes
    -----
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
    return pd.concat(
        [_align_pair(a, b, stems, threshold) for a, b in combinations(articles, 2)],
        ignore_index=True,
    )


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
) -> pd.DataFrame:
    a, b = stems[article_a], stems[article_b]
    signal = signals(a, b)
    score = _score(signal)
    best_of_a = np.arange(score.shape[1]) == score.argmax(axis=1)[:, np.newaxis]
    best_of_b = np.arange(score.shape[0])[:, np.newaxis] == score.argmax(axis=0)
    accepted = score >= threshold
    rows, columns = np.nonzero(accepted | best_of_a | best_of_b)
    at = rows, columns
    best_for = np.array([["neither", "b"], ["a", "both"]])
    return pd.DataFrame(
        {
            "article_a": article_a,
            "sentence_a": a.sentences[rows],
            "article_b": article_b,
            "sentence_b": b.sentences[columns],
            "score": score[at],
            "accepted": accepted[at],
            "best_for": best_for[best_of_a[at].astype(int), best_of_b[at].astype(int)],
            "rarity": signal.rarity[at],
            "context": signal.context[at],
            "lead": signal.lead[at],
            "hub": signal.hub[at],
            "figures": signal.figures[at],
            "quotation": signal.quotation[at],
            "shared": [
                _shared(a.forms[row], b.forms[column], signal.rarities)
                for row, column in zip(rows, columns, strict=True)
            ],
        }
    )


def _shared(
    a: dict[str, tuple[str, int]], b: dict[str, tuple[str, int]], rarities: dict[str, float]
) -> str:
    stems = sorted((stem for stem in a if stem in b), key=lambda stem: -rarities[stem])
    return ", ".join(a[stem][0] for stem in stems)
