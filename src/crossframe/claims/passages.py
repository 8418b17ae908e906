"""The passages of an article by who speaks them, and what of one's wording another keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from crossframe.text.running import Span
from crossframe.text.words import stem, stop_words

_LONGEST_CHANGE = 3
_SHORTEST_RUN = 3
_BRACKET = re.compile(r"\[[^\[\]]*\]")


class Passage(NamedTuple):
    """One attribution, or one sentence as far as it is attributed to nobody."""

    article: str
    speaker: tuple[str, ...]  # empty, as are cue and form, where nobody speaks
    cue: str
    form: str
    sentences: tuple[int, ...]
    spans: tuple[Span, ...]  # of the file: of the content, or of the sentence
    text: str
    words: list[str]  # folded; those that belong to no passage within this one
    places: list[Span]  # theirs in the file
    positions: list[int]  # theirs among the words of the article
    quoted: list[int]  # which of them are quoted, the outlet's own in brackets excepted
    stems: dict[str, str]  # stem -> word, without function words

    @property
    def quoted_words(self) -> list[str]:
        """The quoted words themselves."""
        return [self.words[place] for place in self.quoted]


class Comparison(NamedTuple):
    """What of a quotation's words another wording keeps, by the places of the words."""

    kept: tuple[int, ...]  # places of the words that the other has too, in the same order
    # (first, end, other_first, other_end): up to three words replaced, between words that are kept
    changed: tuple[tuple[int, int, int, int], ...]


def passages(
    attributions: pd.DataFrame, sentences: pd.DataFrame, spoken: pd.DataFrame
) -> dict[str, dict[int, Passage]]:
    """Return article -> passages: by attribution, and by -1 - n for the rest of sentence n.

    `spoken` is as of `crossframe.voices.shares.voice_words`.
    """
    lines = {(row.article, row.sentence): row for row in sentences.itertuples()}
    found: dict[str, dict[int, Passage]] = {article: {} for article, _ in lines}
    brackets: dict[str, list[Span]] = {article: [] for article in found}
    for line in lines.values():
        own_brackets = editor_brackets(line.text)
        brackets[line.article] += [(line.start + a, line.start + b) for a, b in own_brackets]
    for row in attributions.to_dict("records"):
        found[row["article"]][row["attribution"]] = Passage(
            row["article"],
            row["speaker"],
            row["cue"],
            row["quotation"],
            tuple(range(row["first_sentence"], row["last_sentence"] + 1)),
            row["content_spans"],
            row["content"],
            *([], [], [], [], {}),
        )
    for row in spoken.itertuples():
        own = found[row.article]
        key = row.attribution
        if key < 0:
            key = -1 - row.sentence
            if key not in own:
                line = lines[row.article, row.sentence]
                own[key] = Passage(
                    row.article,
                    (),
                    "",
                    "",
                    (row.sentence,),
                    ((int(line.start), int(line.end)),),
                    line.text,
                    *([], [], [], [], {}),
                )
        passage = own[key]
        if row.quoted and not any(a <= row.start < b for a, b in brackets[row.article]):
            passage.quoted.append(len(passage.words))
        passage.words.append(row.word)
        passage.places.append((row.start, row.end))
        passage.positions.append(row.position)
        if row.word not in stop_words():
            passage.stems.setdefault(stem(row.word), row.word)
    return found


def compare_wording(words: Sequence[str], other: Sequence[str]) -> Comparison:
    """Find what of a quotation's words another wording keeps."""
    size = min(_SHORTEST_RUN, len(words))
    if not words or _runs(words, size).isdisjoint(_runs(other, size)):
        return Comparison((), ())
    # Short runs are kept only beside a longer one: any two texts share "of the". The longest first.
    matcher = SequenceMatcher(None, words, other, autojunk=False)
    runs = [(a, b, length) for a, b, length in matcher.get_matching_blocks() if length]
    sure = {run for run in runs if run[2] >= size}
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


def _runs(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """Return all runs of so many words: without a common one nothing is kept."""
    return set(zip(*(words[start:] for start in range(size)), strict=False))


def editor_brackets(text: str) -> list[tuple[int, int]]:
    """Return where the outlet speaks in square brackets."""
    return [match.span() for match in _BRACKET.finditer(text)]


def _close(run: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    (a, b, size), (next_a, next_b, _) = sorted((run, other))
    return next_a - a - size <= _LONGEST_CHANGE and next_b - b - size <= _LONGEST_CHANGE
