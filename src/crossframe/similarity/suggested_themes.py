"""Themes that the words of the articles suggest, as a start for a codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fclusterdata

from crossframe.similarity.vectors import article_vectors, sentence_vectors
from crossframe.text.numbers import SCALE, WORD
from crossframe.text.words import iter_terms

_DISTANCE = 0.8
_CANDIDATES = 80
_LEAST_SENTENCES = 2
_MOST = 10
_TERMS = 6  # of a group
_REPORTING = frozenset({"said", "says", "say", "saying", "told", "added", "according"})
_NUMERAL = re.compile(rf"(?:{WORD}|{SCALE})s?")
_BEGUN = re.compile(r"\W*\w+\W")  # the first word of a sentence
COLUMNS = ["theme", "terms", "sentences", "articles", "places"]


def suggest_themes(sentences: pd.DataFrame) -> pd.DataFrame:
    """Group the weightiest terms of the articles by the sentences that they stand in.

    Parameters
    ----------
    sentences
        A sentence table.

    Returns
    -------
    pandas.DataFrame
        One row a group, ten at the most, the one of most sentences first: `theme` (str, its
        weightiest term), `terms` (str, its six weightiest, joined by "; "), `sentences` (int,
        sentences with a term of the group), `articles` (int, articles that have such a sentence),
        `places` (tuple of (article, sentence)).

    Notes
    -----
    Terms are words and word pairs of two sentences or more, without reporting verbs, numbers, and
    names: words that stand with a capital more often than not where no sentence begins. The 80
    that weigh most in the articles are joined by average linkage of the cosine distance between
    the sets of sentences that hold them, up to 0.8. A group is a hint where to read: what the
    theme is, and its proposition, only a reader can say.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "The dam burst."), ("b", 1, 1, "A dam burst again.")])
    >>> suggest_themes(table)[["theme", "sentences", "articles"]].to_numpy().tolist()
    [['burst', 2, 2]]
    """
    if sentences.empty:
        return pd.DataFrame(columns=COLUMNS)
    vectors, vocabulary = sentence_vectors(sentences)
    weights, _ = article_vectors(sentences)
    holds = (vectors > 0).toarray()
    total = np.asarray(weights.sum(axis=0)).ravel()
    names = np.array(vocabulary, dtype=object)
    named = _names(sentences["text"])
    telling = np.array([_is_telling(term, named) for term in vocabulary], dtype=bool)
    frequent = np.flatnonzero((holds.sum(axis=0) >= _LEAST_SENTENCES) & telling)
    chosen = frequent[np.lexsort((names[frequent], -total[frequent]))][:_CANDIDATES]
    if not len(chosen):
        return pd.DataFrame(columns=COLUMNS)
    groups = np.zeros(len(chosen), dtype=int)
    if len(chosen) > 1:
        groups = fclusterdata(
            holds[:, chosen].T.astype(float),
            _DISTANCE,
            criterion="distance",
            metric="cosine",
            method="average",
        )
    rows = []
    for group in dict.fromkeys(groups.tolist()):
        members = chosen[groups == group]
        found = sentences[holds[:, members].any(axis=1)]
        terms = "; ".join(_distinct(names[members].tolist())[:_TERMS])
        places = tuple(zip(found["article"], found["sentence"].tolist(), strict=True))
        articles = found["article"].nunique()
        rows.append((names[members[0]], terms, len(found), articles, places))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values("sentences", ascending=False, kind="stable", ignore_index=True).head(
        _MOST
    )


def _is_telling(term: str, named: Collection[str]) -> bool:
    """Tell whether a term can name a theme: it is no name or number, and no verb that only reports."""
    words = set(term.split())
    return not words & _REPORTING and any(
        word[0].isalpha() and word not in named and not _NUMERAL.fullmatch(word) for word in words
    )


def _names(texts: Iterable[str]) -> set[str]:
    """Return the words that stand with a capital more often than not where no sentence begins."""
    capitals: Counter[str] = Counter()
    for text in texts:
        begun = _BEGUN.match(text)
        within = [
            term
            for term in iter_terms(text)
            if term.content and begun and term.start >= begun.end()
        ]
        if any(text[term.start].islower() for term in within):  # no headline in capitals
            for term in within:
                capitals[term.form.lower()] += 1 if text[term.start].isupper() else -1
    return {form for form, more in capitals.items() if more > 0}


def _distinct(terms: list[str]) -> list[str]:
    """Leave out a word that stands in a pair of the same group."""
    pairs = {word for term in terms for word in term.split() if " " in term}
    return [term for term in terms if term not in pairs] or terms
