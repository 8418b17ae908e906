"""The search behind phrases and phrase families: maximal repeats, whole or but for one word."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.phrases.numbered_words import Ints, NumberedWords


class _Level(NamedTuple):
    """Slots whose frame of one width is repeated: number of the frame, how often it occurs."""

    slot: Ints
    frame: Ints
    occurs: Ints


def maximal_phrases(words: NumberedWords, number: Ints, *, min_words: int) -> pd.DataFrame:
    """Find every phrase that occurs at least twice and is not part of one as frequent.

    `number` tells which words are equal. One row an occurrence, those that overlap each other
    included: `number` (of the phrase, from 0), `article`, `at` (its first word), `words` (its
    length), `count` (occurrences of the phrase), `first` (`at` of the first of them), all int.
    """
    # Phrases grow by one word a round from those that occur at least twice, since a phrase cannot
    # occur more often than its parts (Agrawal and Srikant 1994, "Fast algorithms for mining
    # association rules", VLDB); each is known by the number of its beginning and its last word. One
    # is maximal when neither its extensions to the left nor those to the right keep its count
    # ("maximal repeat", Gusfield 1997, "Algorithms on Strings, Trees, and Sequences", 7.12).
    if min_words < 2:
        raise CrossframeError(
            f"a phrase cannot have {min_words} words at the least",
            remedy="set min_words to 2 or more",
        )
    size = len(number)
    vocabulary = int(number.max(initial=0)) + 1
    at, group, count = _repeated_groups(np.arange(size), number)
    found = [_rows(0, at[:0], at[:0], 0)]
    length = 1
    while at.size:
        repeated = np.zeros(size + 1, dtype=np.bool_)
        repeated[at] = True
        grows = (words.after[at] >= length) & repeated[at + 1]
        longer = _repeated_groups(at[grows], group[grows] * vocabulary + number[at[grows] + length])
        if length >= min_words:
            # entry -1 stands for the place before the first word and stays 0
            longer_count = np.zeros(size + 1, dtype=np.int64)
            longer_count[longer[0]] = longer[2]
            maximal = (longer_count[at] < count) & (longer_count[at - 1] < count)
            maximal &= words.content[at + length] > words.content[at]
            found.append(_rows(length, group[maximal], at[maximal], length))
        at, group, count = longer
        length += 1
    return _phrase_places(words, np.hstack(found))


def maximal_frames(words: NumberedWords, *, min_words: int) -> pd.DataFrame:
    """Find the frames around one changing word that an article repeats.

    "cut the {tax|price} of bread": what stands left and right of a slot that does not hold one word
    everywhere. One row an occurrence, the columns of `maximal_phrases` and `slot` (int, place of
    the slot counted from `at`); `words` counts the slot. A frame counts when

    - the article has it at least twice, with at least two different words in the slot,
    - it has at least `min_words` words, the slot not counted, and one more where no word in the
      slot occurs twice,
    - both sides hold a word that is no stop word; one side is enough where two words in the slot
      occur twice or more ("the {end|cost} of the" is no frame in either case),
    - no longer frame around the same slot is as frequent.
    """
    # Frames grow word by word from one word on either side, as phrases do: all widths on the right
    # for each on the left. They are skip-grams (Guthrie et al. 2006, "A closer look at skip-gram
    # modelling", LREC) of free length with one skipped word.
    number = words.within_articles()
    everywhere = _Level(np.arange(len(number)), np.zeros_like(number), np.zeros_like(number))
    row = _row(words, number, _grown(words, number, everywhere, -1))
    found = [_rows(0, number[:0], number[:0], 0, 0)]
    left = 1
    while row:
        above = _row(words, number, _grown(words, number, row[0], -left - 1))
        for right, level in enumerate(row, start=1):
            slot, frame, occurs = level
            before = words.content[slot] > words.content[slot - left]
            after = words.content[slot + 1 + right] > words.content[slot + 1]
            repeated = _repeated_fillings(number, level)
            keep = (before & after) | ((before | after) & (repeated > 1))
            keep &= left + right >= np.where(repeated > 0, min_words, min_words + 1)
            for longer in [*row[right : right + 1], *above[right - 1 : right]]:
                longer_count = np.zeros_like(number)
                longer_count[longer.slot] = longer.occurs
                keep &= longer_count[slot] < occurs
            shape, at = left * (len(number) + 1) + right, slot[keep] - left
            found.append(_rows(shape, frame[keep], at, left + 1 + right, left))
        row = above
        left += 1
    return _phrase_places(words, np.hstack(found))


def _rows(shape: int, group: Ints, at: Ints, words: int, *slot: int) -> Ints:
    """Return occurrences of one shape as columns; shape and group are together the phrase."""
    return np.stack(np.broadcast_arrays(shape, group, at, words, *slot))


def _repeated_groups(at: Ints, label: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the places whose label another has too, the number of their label, and its size."""
    _, group, size = np.unique(label, return_inverse=True, return_counts=True)
    keep = size[group] > 1
    return at[keep], group[keep], size[group[keep]]


def _phrase_places(words: NumberedWords, occurrences: Ints) -> pd.DataFrame:
    """Give phrases of all shapes numbers of one series and count them; columns as of `_rows`."""
    shape, group, at = occurrences[:3]
    number = np.unique(shape * (group.max(initial=0) + 1) + group, return_inverse=True)[1]
    order = np.lexsort((at, number))
    number, (at, length, *slot) = number[order], occurrences[2:, order]
    begins = np.flatnonzero(np.diff(number, prepend=-1))
    return pd.DataFrame(
        {
            "number": number,
            "article": words.article[at],
            "at": at,
            "words": length,
            "count": np.bincount(number)[number],
            "first": at[begins][number],
            **dict(zip(["slot"], slot, strict=False)),
        }
    )


def _row(words: NumberedWords, number: Ints, level: _Level) -> list[_Level]:
    """Return the frames of one width on the left with 1, 2, ... words on the right."""
    row: list[_Level] = []
    level = _grown(words, number, level, 1)
    while level.slot.size:
        row.append(level)
        level = _grown(words, number, level, len(row) + 1)
    return row


def _grown(words: NumberedWords, number: Ints, level: _Level, step: int) -> _Level:
    """Add to frames the word at a distance from the slot; keep those repeated with two fillings."""
    fits = (words.after if step > 0 else words.before)[level.slot] >= abs(step)
    slot = level.slot[fits]
    vocabulary = int(number.max(initial=0)) + 1
    slot, frame, occurs = _repeated_groups(
        slot, level.frame[fits] * vocabulary + number[slot + step]
    )
    fillings = np.unique(frame * vocabulary + number[slot]) // vocabulary
    varied = np.bincount(fillings, minlength=1)[frame] > 1
    return _Level(slot[varied], frame[varied], occurs[varied])


def _repeated_fillings(number: Ints, level: _Level) -> Ints:
    """Return for each slot how many different fillings of its frame occur twice or more."""
    vocabulary = int(number.max(initial=0)) + 1
    filling, times = np.unique(level.frame * vocabulary + number[level.slot], return_counts=True)
    repeated = np.bincount(filling[times > 1] // vocabulary, minlength=level.frame.max() + 1)
    return np.asarray(repeated[level.frame])
