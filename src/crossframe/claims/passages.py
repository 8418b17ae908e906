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
from crossframe.voices.shares import voice_words

_LONGEST_CHANGE = 3
_SHORTEST_RUN = 3
_BRACKET = re.compile(r"\[[^\[\]]*\]")


class Passage(NamedTuple):
    """One attribution, or one sentence as far as it is attributed to nobody.

    Attributes
    ----------
    article
        Article id.
    speaker, cue, form
        Of the attribution; empty where there is none. Several may speak together.
    sentences
        Sentence numbers.
    spans
        [start, end) in the article's file: of the content, or of the sentence.
    text
        The content, or the sentence.
    words, places, positions
        Folded words that belong to no passage within this one, their [start, end) in the file, and
        their places among the words of the article.
    quoted
        Which of the words stand inside quotation marks, the outlet's own in brackets excepted.
    stems
        Stem -> word, without function words.
    """

    article: str
    speaker: tuple[str, ...]
    cue: str
    form: str
    sentences: tuple[int, ...]
    spans: tuple[Span, ...]
    text: str
    words: list[str]
    places: list[Span]
    positions: list[int]
    quoted: list[int]
    stems: dict[str, str]

    @property
    def quoted_words(self) -> list[str]:
        """The quoted words themselves."""
        return [self.words[place] for place in self.quoted]


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


def passages(attributions: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, dict[int, Passage]]:
    """Return the passages of each article.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.
    sentences
        The sentence table that it was made from.

    Returns
    -------
    dict
        Article -> passages in the table's order, by the number of the attribution, and by -1 - n
        for what sentence n holds that is attributed to nobody.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said the dam “held”.")])
    >>> said = attributions(table).assign(speaker=[("roe",)], speaker_kind="person")
    >>> {key: passage.words for key, passage in passages(said, table)["a"].items()}
    {0: ['the', 'dam', 'held'], -2: ['ada', 'roe', 'said']}
    """
    texts = dict(list(sentences.groupby("article", sort=False)))
    brackets = {
        article: [
            (row.start + a, row.start + b)
            for row in part.itertuples()
            for a, b in editor_brackets(row.text)
        ]
        for article, part in texts.items()
    }
    found: dict[str, dict[int, Passage]] = {article: {} for article in texts}
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
    for row in voice_words(attributions, sentences).itertuples():
        own = found[row.article]
        key = row.attribution
        if key < 0:
            key = -1 - row.sentence
            if key not in own:
                text = texts[row.article].set_index("sentence").loc[row.sentence]
                span = (int(text["start"]), int(text["end"]))
                own[key] = Passage(
                    row.article,
                    (),
                    "",
                    "",
                    (row.sentence,),
                    (span,),
                    text["text"],
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
    """Find what of a quotation's words another wording keeps.

    Parameters
    ----------
    words, other
        Folded words (see `crossframe.text.words.iter_words`).

    Returns
    -------
    Comparison
        Empty where there is no run of words to keep.

    Notes
    -----
    A run of fewer than three words is kept only if it is the whole quotation, or stands within
    three words of a longer one in both wordings; or else any two texts would share "of the".
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
    sure = {run for run in runs if run[2] >= min(_SHORTEST_RUN, len(words))}
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
