"""The words of a sentence table as numbers, and the way back to the text: words in context."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crossframe.text.quotations import quoted_spans
from crossframe.text.words import stop_words, word_columns, word_forms

Ints = NDArray[np.int64]


class NumberedWords(NamedTuple):
    """The words of a sentence table as parallel arrays, one entry a word, in table order."""

    form: NDArray[np.object_]  # folded
    number: Ints  # equal for equal forms
    row: Ints  # position of the word's sentence in the table
    before: Ints  # words before and after this one in its sentence
    after: Ints
    article: Ints  # from 0 in order of first appearance
    # running number of words that are no stop words, one entry more than there are words:
    # content[j] - content[i] of the words i to j - 1
    content: Ints

    def within_articles(self) -> Ints:
        """Return word numbers that are equal only for equal words of one article."""
        return np.asarray(
            pd.factorize(self.article * (self.number.max(initial=0) + 1) + self.number)[0]
        )

    def in_context(self, sentences: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
        """Show stretches of text, each within one sentence: `left`, `match`, `right` of the sentence."""
        at = places["at"].to_numpy(dtype=np.int64)
        last = at + places["words"].to_numpy(dtype=np.int64) - 1
        starts, ends = word_places(sentences)
        start, end = starts[at], ends[last]
        table = sentences[["article", "sentence", "start", "text"]].iloc[self.row[at]]
        table = table.reset_index(drop=True)
        cuts = [
            (text, first - begin, after - begin)
            for text, begin, first, after in zip(
                table["text"], table["start"], start, end, strict=True
            )
        ]
        return table[["article", "sentence"]].assign(
            start=start,
            end=end,
            left=pd.Series([text[:first] for text, first, _ in cuts], dtype=str),
            match=pd.Series([text[first:after] for text, first, after in cuts], dtype=str),
            right=pd.Series([text[after:] for text, _, after in cuts], dtype=str),
        )

    def text(self, at: int, length: int) -> str:
        """Return the folded words from one on, joined by spaces."""
        return " ".join(self.form[at : at + length])


def numbered_words(sentences: pd.DataFrame) -> NumberedWords:
    """Turn the words of a sentence table into numbers; punctuation is passed over.

    A sign of currency belongs to its figure: "$5 million" and "£5 million" are two phrases.
    """
    return _numbered(*(tuple(sentences[name].tolist()) for name in ("article", "text")))


def word_places(sentences: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return where the words of `numbered_words` start and end in the article's file."""
    return _places(*(tuple(sentences[name].tolist()) for name in ("start", "text")))


@lru_cache(maxsize=2)  # several measures read the same sentences; so nobody may change the arrays
def _places(offsets: tuple[int, ...], texts: tuple[str, ...]) -> tuple[Ints, Ints]:
    start: list[int] = []
    end: list[int] = []
    for offset, text in zip(offsets, texts, strict=True):
        _, firsts, lasts = _with_currency(text)
        start += [offset + place for place in firsts]
        end += [offset + place for place in lasts]
    places = np.array(start, dtype=np.int64), np.array(end, dtype=np.int64)
    for array in places:
        array.flags.writeable = False
    return places


def _with_currency(text: str) -> tuple[list[str], list[int], list[int]]:
    """Return the forms, the starts and the ends of a text's words, "$5" being one."""
    forms, starts, ends = word_columns(text)
    for k in [k for k, word in enumerate(forms) if word[0].isdigit()]:
        first = starts[k]
        if first and category(text[first - 1]) == "Sc":
            forms[k] = text[first - 1] + forms[k]
            starts[k] -= 1
    return forms, starts, ends


@lru_cache(maxsize=2)
def _numbered(articles: tuple[str, ...], texts: tuple[str, ...]) -> NumberedWords:
    form: list[str] = []
    per_row: list[int] = []
    for text in texts:
        own = word_forms(text)
        if any(word[0].isdigit() for word in own):
            own = _with_currency(text)[0]
        form += own
        per_row.append(len(own))
    lengths = np.array(per_row, dtype=np.int64)
    row = np.repeat(np.arange(len(lengths)), lengths)
    before = np.arange(len(form)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    forms = np.array(form, dtype=object)
    number, distinct = pd.factorize(forms)
    stop = stop_words()
    is_content = np.array([word not in stop for word in distinct], dtype=np.int64)
    found = NumberedWords(
        form=forms,
        number=number,
        row=row,
        before=before,
        after=np.repeat(lengths, lengths) - 1 - before,
        article=pd.factorize(np.array(articles, dtype=object))[0][row],
        content=np.concatenate([[0], np.cumsum(is_content[number])]),
    )
    for array in found:
        array.flags.writeable = False
    return found


def in_quotation_marks(sentences: pd.DataFrame, words: NumberedWords) -> NDArray[np.bool_]:
    """Tell of every word whether it stands in quotation marks, which may open sentences earlier."""
    starts: list[int] = []
    ends: list[int] = []
    bases: list[int] = []  # articles behind one another in one series of offsets
    base = 0
    for _, rows in sentences.groupby("article", sort=False):
        bases.append(base)
        for start, end in quoted_spans(rows):
            starts.append(base + start)
            ends.append(base + end)
        base += int(rows["end"].max()) + 1
    place = word_places(sentences)[0] + np.array(bases, dtype=np.int64)[words.article]
    begun = np.searchsorted(np.sort(starts), place, "right")  # a headline may stand further down
    over = np.searchsorted(np.sort(ends), place, "right")
    return np.asarray(begun > over)
