"""Repeated phrases of each article, phrases shared between articles, and their concordances.

A phrase is a run of words within one sentence. Words are compared by their folded form
(`crossframe.text.words.iter_words`), so that case and the shape of quotation marks and apostrophes do
not matter. Punctuation inside a sentence (commas, dashes, brackets, quotation marks) is passed
over, a hyphenated word is one word, and a phrase never runs over the end of a sentence. A phrase of
stop words only is no phrase.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crossframe.phrases.maximal import maximal_phrases
from crossframe.phrases.numbered_words import (
    Ints,
    NumberedWords,
    in_quotation_marks,
    numbered_words,
)


def repeated_phrases(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return the maximal phrases that an article repeats.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences`); the headline counts as a sentence.
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
    1997, "Algorithms on Strings, Trees, and Sequences", 7.12); one with a higher count is. One
    slogan with variants therefore gives several rows, which
    `crossframe.phrases.families.phrase_families` merges.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> texts = "Build the bridge now!", "“Build the Bridge now”, it says.", "They build the bridge."
    >>> table = given_sentences([("a", number, 1, text) for number, text in enumerate(texts)])
    >>> repeated_phrases(table).values.tolist()
    [['a', 'build the bridge', 3, 3], ['a', 'build the bridge now', 4, 2]]
    """
    words = numbered_words(sentences)
    phrases = _repeated(words, min_words).drop_duplicates("number", ignore_index=True)
    phrases["article"] = sentences["article"].unique()[phrases["article"]]
    return phrases[["article", "phrase", "words", "count"]]


def phrase_occurrences(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return every place of every repeated phrase: the concordance of `repeated_phrases`.

    Parameters
    ----------
    sentences, min_words
        As for `repeated_phrases`, which tells of errors.

    Returns
    -------
    pandas.DataFrame
        One row an occurrence: `article`, `phrase` (str, as in `repeated_phrases` and in its
        order), `sentence` (int), `start`, `end` (int, code points in the article's file), `left`,
        `match`, `right` (str: the sentence before, in and after the phrase, as printed).

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> texts = "Build the bridge!", "They build “the bridge”."
    >>> table = given_sentences([("a", number, 1, text) for number, text in enumerate(texts)])
    >>> phrase_occurrences(table)[["start", "left", "match", "right"]].values.tolist()
    [[0, '', 'Build the bridge', '!'], [23, 'They ', 'build “the bridge', '”.']]
    """
    words = numbered_words(sentences)
    places = _repeated(words, min_words)
    table = words.in_context(sentences, places)
    table.insert(1, "phrase", places["phrase"])
    return table


def shared_phrases(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return the maximal phrases that two or more articles have in common.

    Parameters
    ----------
    sentences
        A sentence table of any number of articles.
    min_words
        Length of the shortest phrase in words, at least 2 as in `repeated_phrases`.

    Returns
    -------
    pandas.DataFrame
        One row a phrase and article that has it: `phrase` (str, folded words joined by spaces),
        `words` (int, its length), `article` (str), `count` (int, 1 or more: its occurrences in
        that article), `in_quotation` (int, those of them that have more than half of their words
        in quotation marks), `verbatim` (bool: two or more articles have it in quotation marks).
        Verbatim quotations first, then the longest phrases, then the earliest.

    Notes
    -----
    Maximal as in `repeated_phrases`, with the counts of all articles added up: a phrase inside a
    longer shared one is listed only if it stands somewhere without the longer one. More than half
    of the words, not all, because a shared phrase may begin before the mark or end after it: in
    `a “very bad idea”` in both the shared phrase is "a very bad idea".

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> texts = {"a": "She called it “a very bad idea”.", "b": "He spoke of “a very bad idea”."}
    >>> table = given_sentences([(article, 1, 1, text) for article, text in texts.items()])
    >>> shared_phrases(table).values.tolist()
    [['a very bad idea', 4, 'a', 1, 1, True], ['a very bad idea', 4, 'b', 1, 1, True]]
    """
    places = _shared(sentences, numbered_words(sentences), min_words)
    articles = sentences["article"].unique()
    own = places["number"].to_numpy() * len(articles) + places["article"].to_numpy()
    _, first, of_own = np.unique(own, return_index=True, return_inverse=True)
    order = np.argsort(first)
    quoted = np.bincount(of_own, places["in_quotation"]).astype(np.int64)
    phrases = places.iloc[first[order]].assign(
        count=np.bincount(of_own)[order], in_quotation=quoted[order]
    )
    phrases["article"] = articles[phrases["article"]]
    return phrases[["phrase", "words", "article", "count", "in_quotation", "verbatim"]].reset_index(
        drop=True
    )


def shared_occurrences(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return every place of every shared phrase: the concordance of `shared_phrases`.

    Parameters
    ----------
    sentences, min_words
        As for `shared_phrases`.

    Returns
    -------
    pandas.DataFrame
        One row an occurrence, in the order of `shared_phrases`: `phrase`, `article` (str),
        `sentence` (int), `start`, `end` (int, code points in the article's file), `left`, `match`,
        `right` (str: the sentence before, in and after the phrase), `in_quotation` (bool: more
        than half of its words stand in quotation marks).

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> texts = {"a": "“A very bad idea.”", "b": "It is a very bad idea."}
    >>> table = given_sentences([(article, 1, 1, text) for article, text in texts.items()])
    >>> shared_occurrences(table)[["article", "match", "in_quotation"]].values.tolist()
    [['a', 'A very bad idea', True], ['b', 'a very bad idea', False]]
    """
    words = numbered_words(sentences)
    places = _shared(sentences, words, min_words)
    table = words.in_context(sentences, places)
    table.insert(0, "phrase", places["phrase"])
    return table.assign(in_quotation=places["in_quotation"])


def phrase_share(
    sentences: pd.DataFrame, *, min_words: int = 3, headline: bool = True
) -> pd.DataFrame:
    """Return the share of each article's words that stand inside its own repeated phrases.

    Parameters
    ----------
    sentences
        A sentence table.
    min_words
        Length of the shortest phrase in words, at least 2 as in `repeated_phrases`.
    headline
        False leaves headlines (sentence 0) out before phrases are sought: what repeats nothing but
        the headline is then no repetition.

    Returns
    -------
    pandas.DataFrame
        One row an article, in the order of the table: `article` (str), `min_words` (int),
        `headline` (bool), `words` (int, words of the article), `words_in_phrases` (int, those that
        stand in an occurrence of a phrase of `repeated_phrases`, each counted once), `share`
        (float, 0 to 1; missing for an article without words).

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "Build the bridge"), ("a", 1, 1, "Build the bridge now")])
    >>> phrase_share(table).values.tolist()
    [['a', 3, True, 7, 6, 0.8571428571428571]]
    >>> phrase_share(table, headline=False).values.tolist()
    [['a', 3, False, 4, 0, 0.0]]
    """
    articles = sentences["article"].unique()
    if not headline:
        # the text is emptied, not the row dropped: an article of a headline alone keeps its row
        is_headline = sentences["sentence"] == 0
        sentences = sentences.assign(text=sentences["text"].mask(is_headline, ""))
    words = numbered_words(sentences)
    places = maximal_phrases(words, words.within_articles(), min_words=min_words)
    steps = np.zeros(len(words.form) + 1, dtype=np.int64)
    np.add.at(steps, places["at"].to_numpy(), 1)
    np.add.at(steps, (places["at"] + places["words"]).to_numpy(), -1)
    inside = np.cumsum(steps)[:-1] > 0
    total = np.bincount(words.article, minlength=len(articles))
    in_phrases = np.bincount(words.article[inside], minlength=len(articles))
    return pd.DataFrame(
        {
            "article": articles,
            "min_words": min_words,
            "headline": headline,
            "words": total,
            "words_in_phrases": in_phrases,
            "share": in_phrases / np.where(total > 0, total, np.nan),
        }
    )


def _repeated(words: NumberedWords, min_words: int) -> pd.DataFrame:
    """Return the places of all repeated phrases, in the order of `repeated_phrases`."""
    places = maximal_phrases(words, words.within_articles(), min_words=min_words).sort_values(
        ["article", "count", "words", "first", "at"],
        ascending=[True, False, False, True, True],
        ignore_index=True,
    )
    return _with_phrase(words, places)


def _shared(sentences: pd.DataFrame, words: NumberedWords, min_words: int) -> pd.DataFrame:
    """Return the places of all shared phrases, in the order of `shared_phrases`."""
    places = maximal_phrases(words, words.number, min_words=min_words)
    number, at, length = (places[name].to_numpy() for name in ("number", "at", "words"))
    running = np.concatenate([[0], np.cumsum(in_quotation_marks(sentences, words))])
    in_quotation = 2 * (running[at + length] - running[at]) > length
    verbatim = _holders(places, in_quotation)[number] > 1
    order = np.lexsort((at, places["first"], -length, ~verbatim))
    order = order[_holders(places)[number[order]] > 1]
    places = places.assign(in_quotation=in_quotation, verbatim=verbatim).iloc[order]
    return _with_phrase(words, places.reset_index(drop=True))


def _holders(places: pd.DataFrame, counted: NDArray[np.bool_] | None = None) -> Ints:
    """Return in how many articles each phrase has a place, or one that is counted."""
    number, article = places["number"].to_numpy(), places["article"].to_numpy()
    holding = number * (article.max(initial=0) + 1) + article
    found = np.unique(holding if counted is None else holding[counted])
    size = number.max(initial=0) + 1
    return np.bincount(found // (article.max(initial=0) + 1), minlength=size)


def _with_phrase(words: NumberedWords, places: pd.DataFrame) -> pd.DataFrame:
    """Add the column `phrase`, the folded words of each place."""
    number, at, length = (places[name].to_numpy() for name in ("number", "at", "words"))
    phrases, first = np.unique(number, return_index=True)
    texts = {
        phrase: words.text(at[place], length[place])
        for phrase, place in zip(phrases, first, strict=True)
    }
    return places.assign(phrase=[texts[phrase] for phrase in number])
