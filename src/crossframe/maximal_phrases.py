"""The search behind repeated and shared phrases: maximal word sequences with their places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crossframe.errors import CrossframeError
from crossframe.words import iter_words, stop_words

Ints = NDArray[np.int64]


class NumberedWords(NamedTuple):
    """The words of a sentence table as parallel arrays, one entry a word, in table order.

    Attributes
    ----------
    form
        Folded forms.
    number
        Equal forms have equal numbers, counted from 0.
    row
        Position of the word's sentence in the table.
    start, end
        [start, end) offsets in the article's file.
    before, after
        Number of words that stand before and after this one in its sentence.
    article
        Number of the word's article, counted from 0 in order of first appearance.
    content
        Running number of words that are no stop words, with one entry more than there are words:
        `content[j] - content[i]` of the words i to j - 1 are no stop words.
    """

    form: NDArray[np.object_]
    number: Ints
    row: Ints
    start: Ints
    end: Ints
    before: Ints
    after: Ints
    article: Ints
    content: Ints

    def within_articles(self) -> Ints:
        """Return word numbers that are equal only for equal words of one article."""
        return pd.factorize(self.article * (self.number.max(initial=0) + 1) + self.number)[0]

    def text(self, at: int, length: int) -> str:
        """Return the folded words from one on, joined by spaces."""
        return " ".join(self.form[at : at + length])


class Repeats(NamedTuple):
    """Occurrences of phrases as parallel arrays, sorted by phrase and place.

    Attributes
    ----------
    phrase
        Number of the phrase, counted from 0.
    at
        Its first word.
    length
        Its number of words.
    """

    phrase: Ints
    at: Ints
    length: Ints


def number_words(sentences: pd.DataFrame) -> NumberedWords:
    """Turn the words of a sentence table into numbers.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.sentences`).

    Returns
    -------
    NumberedWords
        Words as of `crossframe.words.iter_words`: punctuation is passed over.
    """
    form: list[str] = []
    start: list[int] = []
    end: list[int] = []
    per_row: list[int] = []
    for offset, text in zip(sentences["start"], sentences["text"], strict=True):
        seen = len(form)
        for word in iter_words(text):
            form.append(word.form)
            start.append(offset + word.start)
            end.append(offset + word.end)
        per_row.append(len(form) - seen)
    lengths = np.array(per_row, dtype=np.int64)
    row = np.repeat(np.arange(len(lengths)), lengths)
    before = np.arange(len(form)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    forms = np.array(form, dtype=object)
    number, distinct = pd.factorize(forms)
    stop = stop_words()
    is_content = np.array([word not in stop for word in distinct], dtype=np.int64)
    return NumberedWords(
        form=forms,
        number=number,
        row=row,
        start=np.array(start, dtype=np.int64),
        end=np.array(end, dtype=np.int64),
        before=before,
        after=np.repeat(lengths, lengths) - 1 - before,
        article=pd.factorize(sentences["article"])[0][row],
        content=np.concatenate([[0], np.cumsum(is_content[number])]),
    )


def maximal_repeats(words: NumberedWords, number: Ints, *, min_words: int) -> Repeats:
    """Find every phrase that occurs at least twice and is not part of one as frequent.

    Parameters
    ----------
    words
        All words.
    number
        Numbers by which the words are compared: `words.number` to find phrases anywhere in the
        table, `words.within_articles()` to find those repeated within an article.
    min_words
        Length of the shortest phrase.

    Returns
    -------
    Repeats
        All occurrences, overlapping ones of one phrase included.

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Notes
    -----
    Phrases grow by one word a round from those that occur at least twice (a phrase cannot occur
    more often than its parts: Agrawal and Srikant 1994, "Fast algorithms for mining association
    rules", VLDB), as numbers of pairs of a shorter phrase and its next word. A phrase is maximal
    when neither its extensions to the left nor those to the right keep its count: a "maximal
    repeat" (Gusfield 1997, "Algorithms on Strings, Trees, and Sequences", 7.12). Few phrases
    survive the third round, so that time grows in proportion to the text.
    """
    if min_words < 2:
        raise CrossframeError(
            f"a phrase of {min_words} words is no phrase", remedy="set min_words to 2 or more"
        )
    size = len(number)
    vocabulary = int(number.max(initial=0)) + 1
    at, group, count = repeated_groups(np.arange(size), number)
    found: list[tuple[Ints, Ints, Ints]] = []
    length = 1
    while at.size:
        repeated = np.zeros(size + 1, dtype=np.bool_)
        repeated[at] = True
        grows = (words.after[at] >= length) & repeated[at + 1]
        longer = repeated_groups(at[grows], group[grows] * vocabulary + number[at[grows] + length])
        if length >= min_words:
            longer_count = np.zeros(size + 1, dtype=np.int64)
            longer_count[longer[0]] = longer[2]
            maximal = (longer_count[at] < count) & (longer_count[at - 1] < count)
            maximal &= words.content[at + length] > words.content[at]
            found.append((group[maximal], at[maximal], np.full(maximal.sum(), length)))
        at, group, count = longer
        length += 1
    return _numbered(found)


def repeated_groups(at: Ints, label: Ints) -> tuple[Ints, Ints, Ints]:
    """Keep the places whose label another place has too.

    Parameters
    ----------
    at
        Places.
    label
        The label of each.

    Returns
    -------
    tuple of arrays
        Those places, the number of their label (counted from 0, not without gaps), and how many
        places have it.
    """
    _, group, size = np.unique(label, return_inverse=True, return_counts=True)
    count = size[group]
    keep = count > 1
    return at[keep], group[keep], count[keep]


def _numbered(found: list[tuple[Ints, Ints, Ints]]) -> Repeats:
    """Number the phrases of all lengths in one row and sort their occurrences."""
    if not found:
        nothing = np.array([], dtype=np.int64)
        return Repeats(nothing, nothing, nothing)
    group, at, length = (np.concatenate(parts) for parts in zip(*found, strict=True))
    phrase = np.unique(length * (group.max(initial=0) + 1) + group, return_inverse=True)[1]
    order = np.lexsort((at, phrase))
    return Repeats(phrase[order], at[order], length[order])


def concordance(sentences: pd.DataFrame, words: NumberedWords, at: Ints, length: Ints) -> pd.DataFrame:
    """Show stretches of words in their sentences (key word in context).

    Parameters
    ----------
    sentences
        The sentence table of the words.
    words
        Its words.
    at, length
        First word and number of words of each stretch, which lies within one sentence.

    Returns
    -------
    pandas.DataFrame
        One row a stretch: `article` (str), `sentence` (int), `start`, `end` (int, code points in
        the article's file), `left`, `match`, `right` (str: the sentence's text before, in and
        after [start, end); together the whole sentence).
    """
    row = words.row[at]
    start, end = words.start[at], words.end[at + length - 1]
    table = sentences[["article", "sentence", "start", "text"]].iloc[row].reset_index(drop=True)
    texts, offsets = table["text"].to_list(), table["start"].to_list()
    cuts = list(zip(texts, (start - offsets).tolist(), (end - offsets).tolist(), strict=True))
    return pd.DataFrame(
        {
            "article": table["article"],
            "sentence": table["sentence"],
            "start": start,
            "end": end,
            "left": [text[:first] for text, first, _ in cuts],
            "match": [text[first:last] for text, first, last in cuts],
            "right": [text[last:] for text, _, last in cuts],
        }
    )
