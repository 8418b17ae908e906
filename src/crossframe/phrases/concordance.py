"""Words and phrases in context, whatever their inflection."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.text.words import Word, count_words, fold, iter_words, stem

COLUMNS = ["article", "outlet", "sentence", "start", "end", "left", "match", "right"]
# What a typed word may have after the stem of a word of the text, none of whose forms it is.
ENDINGS = ("e", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "'s")
_HYPHENS = re.compile("[-‐‑]")
_ENDING = re.compile("'?s$|'$")  # of a word in capitals: MPs, NATO's


class Index(NamedTuple):
    """The words of a corpus as they are looked up; the page looks up in the same.

    Attributes
    ----------
    stems
        Form -> stem. A form is folded, but that of a word all in capitals keeps them ("U.S.").
    places
        (article, sentence) -> its words in order, each a form with [start, end) in its text.
    """

    stems: Mapping[str, str]
    places: Mapping[tuple[str, int], list[Word]]


def word_index(sentences: pd.DataFrame) -> Index:
    """Index the words of sentences; the parts of a word with hyphens are words."""
    places = {
        (row.article, int(row.sentence)): list(_parts(row.text)) for row in sentences.itertuples()
    }
    forms = sorted({word.form for words in places.values() for word in words})
    return Index({form: stem(fold(form)) for form in forms}, places)


def concordance(sentences: pd.DataFrame, query: str, outlets: Mapping[str, str]) -> pd.DataFrame:
    """List every place of a word or phrase with what stands around it.

    Parameters
    ----------
    sentences
        A sentence table.
    query
        A word, or words that stand one after the other within a sentence; case, kind of quotation
        mark, hyphens and punctuation are ignored. Any inflection of a word of the articles is
        found; a word that none of them has finds those that begin with it, and those whose stem it
        has with an ending (`concedes` finds "conceding"). A word of two or more letters, all of
        them capitals, finds the same capitals only, with points or without (`US` finds "U.S." and
        "US-Russia", not "us").
    outlets
        Article -> the name it is shown by.

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the sentences: `article`, `outlet` (str), `sentence` (int),
        `start`, `end` (int, code points in the article's file), `left`, `match`, `right` (str, the
        sentence before, in and after it).

    Raises
    ------
    CrossframeError
        If there is no word in the query.

    Notes
    -----
    Stems are those of `crossframe.text.words.stem`, so that "organ" and "organize" can be one.
    A stretch is not counted twice: places of a query do not overlap.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "The bank limits troops."), ("b", 1, 1, "No troop limit!")])
    >>> found = concordance(table, "limit", {"a": "Post", "b": "Sun"})
    >>> found[["outlet", "left", "match", "right"]].values.tolist()
    [['Post', 'The bank ', 'limits', ' troops.'], ['Sun', 'No troop ', 'limit', '!']]
    """
    wanted = [word.form for word in _parts(query)]
    if not wanted:
        raise CrossframeError(f"no word in {query!r}", remedy="type a word or a few")
    index = word_index(sentences)
    forms = [_forms(word, index.stems) for word in wanted]
    rows = []
    for row in sentences.itertuples():
        for start, end in _matches(index.places[row.article, int(row.sentence)], forms):
            parts = row.text[:start], row.text[start:end], row.text[end:]
            where = (row.article, outlets[row.article], int(row.sentence))
            rows.append((*where, int(row.start) + start, int(row.start) + end, *parts))
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[2:5], "int64"))


def word_rates(
    found: pd.DataFrame, sentences: pd.DataFrame, outlets: Mapping[str, str]
) -> pd.DataFrame:
    """Count the places of a concordance by outlet.

    Parameters
    ----------
    found
        As of `concordance`.
    sentences
        The sentence table that was searched.
    outlets
        Article -> the name it is shown by.

    Returns
    -------
    pandas.DataFrame
        One row an outlet, in the order of the articles: `outlet` (str), `count`, `words` (int),
        `per_1000` (float, places per 1,000 words).

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "One limit of five words."), ("b", 1, 1, "None.")])
    >>> names = {"a": "Post", "b": "Sun"}
    >>> word_rates(concordance(table, "limits", names), table, names).values.tolist()
    [['Post', 1, 5, 200.0], ['Sun', 0, 1, 0.0]]
    """
    words: dict[str, int] = defaultdict(int)
    for article, text in zip(sentences["article"], sentences["text"], strict=True):
        words[outlets[article]] += count_words(text)
    counts = found["outlet"].value_counts()
    rows = [
        (outlet, int(counts.get(outlet, 0)), own, 1000 * int(counts.get(outlet, 0)) / own)
        for outlet, own in words.items()
    ]
    return pd.DataFrame(rows, columns=["outlet", "count", "words", "per_1000"])


def _parts(text: str) -> Iterator[Word]:
    for word in iter_words(text):
        at = word.start
        for part in _HYPHENS.split(text[word.start : word.end]):
            if part:
                yield Word(_form(part), at, at + len(part))
            at += len(part) + 1


def _form(written: str) -> str:
    folded = fold(written)
    if not _capitals(written):
        return folded
    return "".join(a if a.isupper() else b for a, b in zip(written, folded, strict=True))


def _capitals(word: str) -> str:
    """Return the letters of a word in capitals ("U.S." gives "US"), of any other word none."""
    bare = _ENDING.sub("", word.replace(".", "").replace("’", "'"))
    return bare if len(bare) > 1 and bare.isupper() else ""


def _forms(word: str, stems: Mapping[str, str]) -> set[str]:
    """Return the forms of the text that a typed word means."""
    if letters := _capitals(word):
        return {form for form in stems if _capitals(form) == letters}
    if any(fold(form) == word for form in stems):
        return {form for form, own in stems.items() if own == stem(word)}
    return {
        form
        for form, own in stems.items()
        if fold(form).startswith(word) or (word.startswith(own) and word[len(own) :] in ENDINGS)
    }


def _matches(words: list[Word], forms: list[set[str]]) -> Iterator[tuple[int, int]]:
    place = 0
    while place <= len(words) - len(forms):
        run = words[place : place + len(forms)]
        if all(word.form in own for word, own in zip(run, forms, strict=True)):
            yield run[0].start, run[-1].end
            place += len(forms)
        else:
            place += 1
