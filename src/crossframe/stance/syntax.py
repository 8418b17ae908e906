"""Clauses read off their neighbours' parts of speech: finite verbs, asides, coordination."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.stance.polarity import Token

BREAKS = frozenset(";:-().SW")
TURNS = frozenset({"but", "if"})
VERBS = frozenset("BGXVZU")
AUXILIARIES = frozenset("MKHQ")

_ALWAYS_FINITE = AUXILIARIES | frozenset("XV")
_ADVERBS = frozenset("Rn")
_NEAR = 3


def is_finite(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether the word at place i is a finite verb, as far as its neighbours show."""
    tag = sentence[i].tag
    if tag not in "ZB":
        return tag in _ALWAYS_FINITE
    before = next((t.tag for t in reversed(sentence[:i]) if t.tag not in _ADVERBS), ".")
    if tag == "B":
        return before in "NEPX"
    if before not in "NEPO'#,":
        return False
    following = sentence[i + 1].tag if i + 1 < len(sentence) else "."
    return following not in "It" or not _has_verb_before(sentence, i)


def is_passive(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether the word at place i is a participle after a form of "be"."""
    before = sentence[max(0, i - _NEAR) : i]
    return sentence[i].tag in "ZUV" and any(token.tag == "K" for token in before)


def verb_after(sentence: Sequence[Token], head: int) -> int | None:
    """Return the place of the verb whose subject ends at place `head`; None if it is no subject."""
    aside = False
    for i in range(head + 1, len(sentence)):
        tag = sentence[i].tag
        if tag == ",":
            aside = not aside
        elif tag in ";:-.STC" or (tag in "WP" and not aside):
            return None
        elif not aside and is_finite(sentence, i):
            return i
    return None


def next_tag(sentence: Sequence[Token], i: int) -> str:
    """Return the part-of-speech letter of the first word after place i that is no adverb."""
    return next((token.tag for token in sentence[i + 1 :] if token.tag != "R"), ".")


def _has_verb_before(sentence: Sequence[Token], i: int) -> bool:
    for token in reversed(sentence[:i]):
        if token.tag in BREAKS or token.tag in "TC":
            return False
        if token.tag in _ALWAYS_FINITE:
            return True
    return False
