"""Two wordings of one utterance, compared word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_LONGEST_CHANGE = 3
_BRACKET = re.compile(r"\[[^\[\]]*\]")


class Comparison(NamedTuple):
    """What of a quotation's words another wording keeps, by the places of the words.

    Attributes
    ----------
    kept
        Places of the words that the other has too, in the same order.
    changed
        (first, end, other_first, other_end): up to three words that stand replaced by others,
        between words that are kept.
    """

    kept: tuple[int, ...]
    changed: tuple[tuple[int, int, int, int], ...]


def compare_wording(words: Sequence[str], other: Sequence[str], *, shortest: int = 3) -> Comparison:
    """Find what of a quotation's words another wording keeps.

    Parameters
    ----------
    words, other
        Folded words (see `crossframe.words.iter_words`).
    shortest
        Runs of fewer words are kept only if they are the whole quotation, or stand within three
        words of a longer one in both wordings; or else any two texts would share "of the".

    Returns
    -------
    Comparison
        Empty where there is no run of that length.

    Notes
    -----
    Matching runs by Ratcliff and Obershelp's method, the longest first (Python's `difflib`).

    Examples
    --------
    >>> compare_wording("it is a big dam and it leaks".split(), "it is a large dam".split())
    Comparison(kept=(0, 1, 2, 4), changed=((3, 4, 3, 4),))
    """
    if set(words).isdisjoint(other):
        return Comparison((), ())
    matcher = SequenceMatcher(None, words, other, autojunk=False)
    runs = [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size]
    sure = {run for run in runs if run[2] >= min(shortest, len(words))}
    near = sure
    while near:  # short runs count where they stand beside one that counts
        near = {run for run in runs if run not in sure and any(_close(run, one) for one in near)}
        sure |= near
    counted = sorted(sure)
    changed = []
    for (a, b, size), (next_a, next_b, _) in pairwise(counted):
        gap, other_gap = next_a - a - size, next_b - b - size
        if 0 < gap <= _LONGEST_CHANGE and 0 < other_gap <= _LONGEST_CHANGE:
            changed.append((a + size, next_a, b + size, next_b))
    kept = tuple(place for a, _, size in counted for place in range(a, a + size))
    return Comparison(kept, tuple(changed))


def editor_brackets(text: str) -> list[tuple[int, int]]:
    """Return where the outlet speaks in square brackets.

    Parameters
    ----------
    text
        A sentence.

    Returns
    -------
    list of tuple
        [start, end) offsets in it, brackets included.

    Examples
    --------
    >>> editor_brackets("“They [the mayors] left.”")
    [(6, 18)]
    """
    return [match.span() for match in _BRACKET.finditer(text)]


def _close(run: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    (a, b, size), (next_a, next_b, _) = sorted((run, other))
    return next_a - a - size <= _LONGEST_CHANGE and next_b - b - size <= _LONGEST_CHANGE
