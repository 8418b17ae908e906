"""Whose position a sentence shows: actors of the codebook, sources of attributions, the outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crossframe.codebook import Actor
from crossframe.words import fold

OUTLET = "outlet"
_PRONOUNS = frozenset(
    "he she they it who which that i we you his her their its him them us whom some many most "
    "others one both unresolved".split()
)


@cache
def _names(actors: tuple[Actor, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = {
        (_plain(name), actor.id) for actor in actors for name in (actor.name, *actor.aliases)
    }
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    return tuple((re.compile(rf"(?<!\w){re.escape(n)}(?!\w)"), i) for n, i in ordered)


def mentions(text: str, actors: Sequence[Actor]) -> list[tuple[int, int, str]]:
    """Find the actors a text names.

    Parameters
    ----------
    text
        Any text.
    actors
        Actors of a codebook; the longest alias wins where several match.

    Returns
    -------
    list of tuple
        (start, end, actor id) in text order, not overlapping.

    Examples
    --------
    >>> mentions("The Dairy Board and Ms. Lee agree.", [Actor("lee", "Ann Lee", ("Ms. Lee",))])
    [(20, 27, 'lee')]
    """
    folded = fold(text)
    taken: list[tuple[int, int, str]] = []
    for pattern, actor in _names(tuple(actors)):
        for match in pattern.finditer(folded):
            if not any(match.start() < end and start < match.end() for start, end, _ in taken):
                taken.append((match.start(), match.end(), actor))
    return sorted(taken)


def name_holder(source: str, speaker: str, actors: Sequence[Actor]) -> list[str]:
    """Name the holders that a source phrase stands for.

    Parameters
    ----------
    source
        The source's words, maybe a pronoun, maybe empty.
    speaker
        The resolved speaker of the attribution; empty if unknown.
    actors
        Actors of the codebook.

    Returns
    -------
    list of str
        Actor ids; where none is named, the source's words in lower case without a leading
        article; empty if neither is known.
    """
    ids = {actor.id for actor in actors}
    found = [actor for _, _, actor in mentions(source, actors)]
    if found:
        joined = re.search(r"\band\b|,", fold(source)) is not None
        return list(dict.fromkeys(found if joined else found[:1]))
    if speaker in ids:
        return [speaker]
    named = [actor for _, _, actor in mentions(speaker, actors)]
    if named:
        return named[:1]
    for words in (source, speaker):
        plain = _plain(words)
        if plain and plain not in _PRONOUNS:
            return [plain]
    return []


def _plain(words: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", fold(words).strip(" ,.;:\"'"))
