"""Repeated phrases of each article, phrases shared between articles, and their concordances.

A phrase is a run of words within one sentence. Words are compared by their folded form
(`crossframe.words.iter_words`), so that case and the shape of quotation marks and apostrophes do
not matter. Punctuation inside a sentence (commas, dashes, brackets, quotation marks) is passed
over; a phrase never runs over the end of a sentence. A phrase of stop words only is no phrase.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crossframe.maximal_phrases import (
    Ints,
    NumberedWords,
    Repeats,
    concordance,
    maximal_repeats,
    number_words,
)
from crossframe.quotations import quotations


def repeated_phrases(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return the maximal phrases that an article repeats.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.sentences`); the headline counts as a sentence.
    min_words
        Length of the shortest phrase in words, at least 2.

    Returns
    -------
    pandas.DataFrame
        One row a phrase of an article: `article` (str), `phrase` (str, folded words joined by
        spaces), `words` (int, its length), `count` (int, 2 or more: places where it begins, those
        that overlap each other included). Articles in the order of the table; within one the most
        frequent first, then the longest, then the earliest.

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Notes
    -----
    A phrase inside a longer one with the same count is not listed ("maximal repeat", Gusfield
    1997, "Algorithms on Strings, Trees, and Sequences", 7.12); one with a higher count is. So one
    slogan with variants still gives several rows: `crossframe.phrase_families.phrase_families`
    merges them.

    Examples
    --------
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences(
    ...     [
    ...         ("a", 1, 1, "Build the bridge now, they say."),
    ...         ("a", 2, 1, "“Build the Bridge now” is a slogan."),
    ...         ("a", 3, 1, "They build the bridge."),
    ...     ]
    ... )
    >>> repeated_phrases(table).values.tolist()
    [['a', 'build the bridge', 3, 3], ['a', 'build the bridge now', 4, 2]]
    """
    words = number_words(sentences)
    repeats = _repeated_within(words, min_words)
    table = _phrase_table(words, repeats).drop(columns="first")
    return _with_articles(sentences, table)


def phrase_occurrences(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return every place of every repeated phrase: the concordance of `repeated_phrases`.

    Parameters
    ----------
    sentences
        A sentence table.
    min_words
        As for `repeated_phrases`.

    Returns
    -------
    pandas.DataFrame
        One row an occurrence: `article`, `phrase` (str, as in `repeated_phrases`, in its order),
        `sentence` (int), `start`, `end` (int, code points in the article's file), `left`, `match`,
        `right` (str: the sentence before, in and after the phrase, as printed).

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Examples
    --------
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences(
    ...     [("a", 1, 1, "Build the bridge!"), ("a", 2, 1, "They build “the bridge”.")]
    ... )
    >>> phrase_occurrences(table)[["start", "left", "match", "right"]].values.tolist()
    [[0, '', 'Build the bridge', '!'], [23, 'They ', 'build “the bridge', '”.']]
    """
    words = number_words(sentences)
    repeats = _repeated_within(words, min_words)
    return _occurrences(sentences, words, repeats, _phrase_table(words, repeats))


def shared_phrases(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return the maximal phrases that two or more articles have in common.

    Parameters
    ----------
    sentences
        A sentence table of any number of articles.
    min_words
        Length of the shortest phrase in words, at least 2.

    Returns
    -------
    pandas.DataFrame
        One row a phrase and article that has it: `phrase` (str, folded words joined by spaces),
        `words` (int, its length), `article` (str), `count` (int, 1 or more: its occurrences in
        that article), `in_quotation` (int, those of them that stand in quotation marks with more
        than half of their words), `verbatim` (bool: two or more articles have it in quotation
        marks). Verbatim quotations first, then the longest phrases, then the earliest.

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Notes
    -----
    Maximal as in `repeated_phrases`, with the counts of all articles added up: a phrase inside a
    longer shared one is listed only if it also stands somewhere without the longer one. More than
    half, not all of the words, because a shared phrase often begins before the mark: in `a “just
    peace”` and `a “just peace”` the shared phrase is "a just peace".

    Examples
    --------
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences(
    ...     [
    ...         ("a", 1, 1, "She called it “a very bad idea”."),
    ...         ("b", 1, 1, "The mayor spoke of “a very bad idea” today."),
    ...     ]
    ... )
    >>> shared_phrases(table).values.tolist()
    [['a very bad idea', 4, 'a', 1, 1, True], ['a very bad idea', 4, 'b', 1, 1, True]]
    """
    words = number_words(sentences)
    repeats = _shared(words, min_words)
    quoted = _in_quotation(sentences, words, repeats)
    return _shared_table(sentences, words, repeats, quoted).drop(columns="number")


def shared_occurrences(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return every place of every shared phrase: the concordance of `shared_phrases`.

    Parameters
    ----------
    sentences
        A sentence table of any number of articles.
    min_words
        As for `shared_phrases`.

    Returns
    -------
    pandas.DataFrame
        One row an occurrence, in the order of `shared_phrases`: `phrase`, `article` (str),
        `sentence` (int), `start`, `end` (int, code points in the article's file), `left`, `match`,
        `right` (str: the sentence before, in and after the phrase), `in_quotation` (bool, as
        there).

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Examples
    --------
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences(
    ...     [("a", 1, 1, "“A very bad idea.”"), ("b", 1, 1, "It is a very bad idea.")]
    ... )
    >>> shared_occurrences(table)[["article", "match", "in_quotation"]].values.tolist()
    [['a', 'A very bad idea', True], ['b', 'a very bad idea', False]]
    """
