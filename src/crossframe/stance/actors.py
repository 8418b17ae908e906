"""Actors of a codebook in a text: where they are named, and which one a phrase stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from crossframe.stance.codebook import Actor
from crossframe.text.words import fold, stem, word_list

_PRONOUNS = frozenset(
    [
        "another",
        "both",
        "he",
        "her",
        "him",
        "his",
        "i",
        "it",
        "its",
        "many",
        "most",
        "my",
        "one",
        "others",
        "our",
        "she",
        "some",
        "that",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "those",
        "unresolved",
        "us",
        "we",
        "what",
        "which",
        "who",
        "whom",
        "you",
    ]
)
_AFTER_HEAD = re.compile(r",|\(|\b(?:of|who|for|at|from|in|with)\b")
_JOINT = re.compile(r"\band\b|,")


class Mention(NamedTuple):
    """An actor named in a text."""

    start: int
    end: int
    actor: str


def mentions(text: str, actors: Sequence[Actor]) -> list[Mention]:
    """Find the actors a text names."""
    folded = fold(text)
    taken: list[Mention] = []
    for pattern, actor in _names(tuple(actors)):
        for match in pattern.finditer(folded):
            if not any(match.start() < m.end and m.start < match.end() for m in taken):
                taken.append(Mention(match.start(), match.end(), actor))
    return sorted(taken)


def name_holder(source: str, speaker: Sequence[str], actors: Sequence[Actor]) -> list[str]:
    """Name the holders that a source phrase stands for."""
    found = mentions(source, actors)
    cut = _AFTER_HEAD.search(fold(source))
    head = source[: cut.start()] if cut else source
    inside = [m for m in found if m.end <= len(head)]
    if inside and _ends_phrase(head, inside[-1].end):
        joined = [
            m.actor
            for m, after in pairwise(inside)
            if _JOINT.search(fold(source[m.end : after.start]))
        ]
        return list(dict.fromkeys([*joined, inside[-1].actor]))
    if found and not inside:
        return [found[0].actor]
    known = [one for one in speaker if one in {actor.id for actor in actors}]
    if known:
        return known
    speakers = " and ".join(speaker)
    named = mentions(speakers, actors)
    if named:
        return [named[0].actor]
    plain = [_plain(words) for words in (source, speakers)]
    return [words for words in plain if words and words not in _PRONOUNS][:1]


def _ends_phrase(phrase: str, end: int) -> bool:
    """Tell whether a name that ends at `end` is what the phrase is about: not "EU | officials"."""
    words = fold(phrase[end:]).strip(" \"'").removeprefix("s ").split()
    return not words or not words[0].isalpha() or stem(words[0]) in _policy_stems()


@cache
def _policy_stems() -> frozenset[str]:
    return frozenset(stem(noun) for noun in word_list("stance/policy_nouns"))


@cache
def _names(actors: tuple[Actor, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = {(_plain(name), actor.id) for actor in actors for name in (actor.name, *actor.aliases)}
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    return tuple((re.compile(rf"(?<!\w){re.escape(n)}(?!\w)"), i) for n, i in ordered)


def _plain(words: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", fold(words).strip(" ,.;:\"'"))
