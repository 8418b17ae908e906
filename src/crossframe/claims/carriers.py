"""Whether a passage of one article carries what a passage of another says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.claims.passages import Comparison, Passage, compare_wording
from crossframe.text.words import iter_words, stem, stop_words

_COMMON_SHARE = 0.2
_FEWEST_COMMON = 4
_FEWEST_QUOTED = 4
_FEWEST_ALIGNED, _OVERLAP_ALIGNED = 2, 0.2
_FEWEST_ALONE, _OVERLAP_ALONE = 3, 0.5

Index = dict[str, list[int]]


class Vocabulary(NamedTuple):
    """The content words of two articles."""

    counts: Counter[str]  # stem -> in how many sentences of the two
    common: frozenset[str]  # stems of more than a fifth of them, and of four: the subject itself


class Carrier(NamedTuple):
    """A passage that shares words with a statement, and what that shows."""

    passage: Passage
    wording: Comparison  # what it keeps of the statement's quoted words
    shared: list[str]  # the statement's content words that it has, in their order
    aligned: bool  # their sentences are counterparts
    weight: float  # sum over the shared words of 1 / sentences of the two articles that hold it
    quotes: bool  # it quotes the statement, in part at least
    alike: bool  # it says the same, if it is the same speaker's
    alike_alone: bool  # it says the same, whoever's it is


def word_counts(sentences: pd.DataFrame) -> Counter[str]:
    """Count in how many sentences of an article the stem of each content word stands."""
    return Counter(
        key
        for text in sentences["text"]
        for key in {stem(word.form) for word in iter_words(text) if word.form not in stop_words()}
    )


def vocabulary(a: Counter[str], b: Counter[str], sentences: int) -> Vocabulary:
    """Join the counts of two articles that have so many sentences together."""
    counts = a + b
    fewest = max(_FEWEST_COMMON, _COMMON_SHARE * sentences)
    return Vocabulary(counts, frozenset(key for key, count in counts.items() if count >= fewest))


def index_words(passages: Sequence[Passage]) -> Index:
    """Return stem -> places of the passages that have it."""
    index: Index = {}
    for place, passage in enumerate(passages):
        for key in passage.stems:
            index.setdefault(key, []).append(place)
    return index


def candidates(statement: Passage, passages: Sequence[Passage], index: Index) -> list[Passage]:
    """Return the passages that can carry a statement, in their order.

    They share two of its content words; one is enough only if both have quoted words.
    """
    shared = Counter(place for key in statement.stems for place in index.get(key, ()))
    return [
        passages[place]
        for place, count in sorted(shared.items())
        if count > 1 or (statement.quoted and passages[place].quoted)
    ]


def carrier(
    statement: Passage, passage: Passage, words: Vocabulary, *, aligned: bool
) -> Carrier | None:
    """Say what shows that a passage carries a statement, if anything but the name does."""
    names = {stem(name) for one in statement.speaker for name in one.replace("_", " ").split()}
    shared = [key for key in statement.stems if key in passage.stems and key not in names]
    if not shared:
        return None
    quoted = statement.quoted_words
    wording = compare_wording(quoted, passage.quoted_words)
    kept = {stem(quoted[place]) for place in wording.kept if quoted[place] not in stop_words()}
    rare = kept - words.common
    # Two content words that are not common to both articles, or all quoted words, or four of a
    # counterpart sentence.
    quotes = (
        len(rare) >= _FEWEST_ALIGNED
        or (bool(kept) and len(wording.kept) == len(quoted))
        or (aligned and bool(rare) and len(wording.kept) >= _FEWEST_QUOTED)
    )
    alike = _enough(shared, statement, passage, frozenset(), aligned=aligned)
    alone = _enough(shared, statement, passage, words.common, aligned=aligned)
    if not (quotes or alike or alone):
        return None
    return Carrier(
        passage,
        wording if quotes else Comparison((), ()),
        [statement.stems[key] for key in shared],
        aligned,
        sum(1 / words.counts[key] for key in shared),
        quotes,
        alike,
        alone,
    )


def _enough(
    shared: list[str], a: Passage, b: Passage, left_out: frozenset[str], *, aligned: bool
) -> bool:
    # Two content words that are a fifth of those of the shorter, in counterpart sentences, or three
    # that are half; whoever else speaks must do without the common ones, which all use.
    count = len(set(shared) - left_out)
    shorter = min(len(a.stems.keys() - left_out), len(b.stems.keys() - left_out))
    if aligned and count >= _FEWEST_ALIGNED and count >= _OVERLAP_ALIGNED * shorter:
        return True
    return count >= _FEWEST_ALONE and count >= _OVERLAP_ALONE * shorter
