"""The search behind repeated and shared phrases: maximal repeats of numbered words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.numbered_words import Ints, NumberedWords


def maximal_phrases(words: NumberedWords, number: Ints, *, min_words: int) -> pd.DataFrame:
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
    pandas.DataFrame
        One row an occurrence, those that overlap each other included, by phrase and place:
        `number` (int, of the phrase, counted from 0), `article` (int, as in `words`), `at` (int,
        its first word), `words` (int, its length), `count` (int, occurrences of the phrase),
        `first` (int, `at` of the first of them).

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Notes
    -----
    Phrases grow by one word a round from those that occur at least twice, since a phrase cannot
    occur more often than its parts (Agrawal and Srikant 1994, "Fast algorithms for mining
    association rules", VLDB); each is known by the number of its beginning and its last word. One
    is maximal when neither its extensions to the left nor those to the right keep its count
    ("maximal repeat", Gusfield 1997, "Algorithms on Strings, Trees, and Sequences", 7.12). Few
    phrases survive the third round, so that time grows in proportion to the text.
    """
    if min_words < 2:
        raise CrossframeError(
            f"a phrase cannot have {min_words} words at the least",
            remedy="set min_words to 2 or more",
        )
    size = len(number)
    vocabulary = int(number.max(initial=0)) + 1
    at, group, count = repeated_groups(np.arange(size), number)
    found = [_level(0, at[:0], at[:0])]
    length = 1
    while at.size:
        repeated = np.zeros(size + 1, dtype=np.bool_)
        repeated[at] = True
        grows = (words.after[at] >= length) & repeated[at + 1]
        longer = repeated_groups(at[grows], group[grows] * vocabulary + number[at[grows] + length])
        if length >= min_words:
            # entry -1 stands for the place before the first word and stays 0
            longer_count = np.zeros(size + 1, dtype=np.int64)
            longer_count[longer[0]] = longer[2]
            maximal = (longer_count[at] < count) & (longer_count[at - 1] < count)
            maximal &= words.content[at + length] > words.content[at]
            found.append(_level(length, at[maximal], group[maximal]))
        at, group, count = longer
        length += 1
    return phrase_places(words, pd.concat(found))


def _level(length: int, at: Ints, group: Ints) -> pd.DataFrame:
    return pd.DataFrame({"shape": length, "group": group, "at": at, "words": length})


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
        Those places, the number of their label, and how many places have it.
    """
    _, group, size = np.unique(label, return_inverse=True, return_counts=True)
    keep = size[group] > 1
    return at[keep], group[keep], size[group[keep]]


def phrase_places(words: NumberedWords, occurrences: pd.DataFrame) -> pd.DataFrame:
    """Give phrases of all shapes numbers of one series and count them.

    Parameters
    ----------
    words
        All words.
    occurrences
        One row an occurrence: `shape` and `group` (int, together the phrase), `at`, `words`, and
        columns that are kept as they are.

    Returns
    -------
    pandas.DataFrame
        `number`, `article`, `at`, `words`, `count`, `first` as of `maximal_phrases`, then the
        further columns; sorted by phrase and place.
    """
    label = occurrences["shape"] * (occurrences["group"].max() + 1) + occurrences["group"]
    table = occurrences.drop(columns=["shape", "group"])
    table.insert(0, "number", np.unique(label, return_inverse=True)[1])
    table.insert(1, "article", words.article[table["at"]])
    table = table.sort_values(["number", "at"], ignore_index=True)
    places = table.groupby("number")["at"]
    table.insert(4, "count", places.transform("size"))
    table.insert(5, "first", places.transform("min"))
    return table
