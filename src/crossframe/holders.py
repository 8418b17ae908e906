"""Whose position a sentence shows: actors of the codebook, sources of attributions, the outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from crossframe.codebook import Actor
from crossframe.polarity import Operator, Token
from crossframe.words import fold

OUTLET = "outlet"

Span = tuple[int, int]

_PRONOUNS = frozenset(
    "he she they it who which that i we you his her their its our my him them us whom some many "
    "most others one both this these those another unresolved there what".split()
)
_PERSONAL = frozenset({"he", "she", "they"})
_AGENT_MARKS = frozenset({"from", "by", "among", "amongst"})
_HEAD_ENDS = re.compile(r",|\(|\bof\b|\bwho\b|\bfor\b|\bat\b|\bfrom\b|\bin\b|\bwith\b")


class Voice(NamedTuple):
    """An attribution as stance needs it: source and speaker in words, spans in file offsets."""

    source: str
    speaker: str
    place: int
    content: tuple[Span, ...]


class Mention(NamedTuple):
    """An actor named in a text."""

    start: int
    end: int
    actor: str


def voices(attributions: pd.DataFrame) -> list[Voice]:
    """Return an article's attributions as voices, shortest content first.

    Parameters
    ----------
    attributions
        As of `crossframe.attribution.attributions`; the column `speaker` is used if it is there.

    Returns
    -------
    list of Voice
        So ordered that the first one that holds a span is the innermost source of it.
    """
    speaker = attributions["speaker"] if "speaker" in attributions else [""] * len(attributions)
    found = [
        Voice(str(source), str(name), spans[0][0] if spans else -1, tuple(content))
        for source, name, spans, content in zip(
            attributions["source"],
            speaker,
            attributions["source_spans"],
            attributions["content_spans"],
            strict=True,
        )
    ]
    return sorted(found, key=lambda voice: sum(end - start for start, end in voice.content))


def mentions(text: str, actors: Sequence[Actor]) -> list[Mention]:
    """Find the actors a text names.

    Parameters
    ----------
    text
        Any text.
    actors
        Actors of a codebook; the longest alias wins where several match.

    Returns
    -------
    list of Mention
        In text order, not overlapping.

    Examples
    --------
    >>> mentions("The Dairy Board and Ms. Lee agree.", [Actor("lee", "Ann Lee", ("Ms. Lee",))])
    [Mention(start=20, end=27, actor='lee')]
    """
    folded = fold(text)
    taken: list[Mention] = []
    for pattern, actor in _names(tuple(actors)):
        for match in pattern.finditer(folded):
            if not any(match.start() < m.end and m.start < match.end() for m in taken):
                taken.append(Mention(match.start(), match.end(), actor))
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
        Actor ids, several where the source joins them by "and"; where none is named, the source's
        words in lower case without a leading article; empty if neither is known.

    Examples
    --------
    >>> actors = [Actor("board", "Dairy Board"), Actor("lee", "Ann Lee")]
    >>> name_holder("Dairy Board chair Ann Lee", "", actors)
    ['lee']
    >>> name_holder("Some farmers", "", actors)
    ['some farmers']
    """
    found = mentions(source, actors)
    if found:
        cut = _HEAD_ENDS.search(fold(source))
        head = [m for m in found if cut is None or m.end <= cut.start()]
        if not head:
            return [found[0].actor]
        joined = [
            m for m, after in zip(head, head[1:], strict=False)
            if re.search(r"\band\b|,", fold(source[m.end : after.start]))
        ]  # fmt: skip
        return list(dict.fromkeys([*(m.actor for m in joined), head[-1].actor]))
    if speaker in {actor.id for actor in actors}:
        return [speaker]
    named = mentions(speaker, actors)
    if named:
        return [named[0].actor]
    for words in (source, speaker):
        plain = _plain(words)
        if plain and plain not in _PRONOUNS:
            return [plain]
    return []


def agent(
    text: str, sentence: Sequence[Token], used: Sequence[Operator], actors: Sequence[Actor]
) -> list[str]:
    """Name who holds the attitude of a noun: "opposition | from the farmers".

    Parameters
    ----------
    text
        The sentence.
    sentence
        Its tokens.
    used
        The operators that decided.
    actors
        Actors of the codebook.

    Returns
    -------
    list of str
        Holders as of `name_holder`; empty if no attitude is followed by "from", "by" or "among".
    """
    for o in used:
        if o.kind not in ("oppose", "support"):
            continue
        for i in range(o.last + 1, min(o.last + 3, len(sentence))):
            if sentence[i].form in _AGENT_MARKS and i + 1 < len(sentence):
                end = next(
                    (t.start for t in sentence[i + 1 :] if t.tag in ",;:-.WSVXIt"), len(text)
                )
                return name_holder(text[sentence[i + 1].start : end], "", actors)
            if sentence[i].tag not in "ENR":
                break
    return []


def subject(
    text: str,
    sentence: Sequence[Token],
    span: Span,
    used: Sequence[Operator],
    actors: Sequence[Actor],
) -> list[str]:
    """Name who acts in the clause of a span: the subject of what governs it.

    Parameters
    ----------
    text
        The sentence.
    sentence
        Its tokens.
    span
        [start, end) offsets of the theme's words in the text.
    used
        The operators that decided.
    actors
        Actors of the codebook.

    Returns
    -------
    list of str
        One actor id, or the pronoun that stands as subject ("he"); empty if there is neither.
    """
    edge = min([span[0], *(sentence[o.first].start for o in used)])
    before = [
        m
        for m in mentions(text, actors)
        if m.end <= edge and not (m.start < span[1] and span[0] < m.end)
    ]
    places = {token.start: i for i, token in enumerate(sentence)}
    free = []
    for m in before:
        i = next((places[s] for s in sorted(places) if s >= m.start), None)
        previous = sentence[i - 1] if i else None
        if (
            previous is None
            or previous.tag not in "IitA"
            and not (previous.tag == "D" and i > 1 and sentence[i - 2].tag in "Iit")
        ):
            free.append(m)
    last_break = max(
        (t.start for t in sentence if t.end <= edge and (t.tag in ";:-" or t.form == "but")),
        default=0,
    )
    late = [m for m in free if m.start >= last_break]
    if late or free:
        return [(late or free)[0].actor]
    for token in reversed([t for t in sentence if t.end <= edge]):
        if token.form in _PERSONAL:
            return [token.form]
    return []


@cache
def _names(actors: tuple[Actor, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = {(_plain(name), actor.id) for actor in actors for name in (actor.name, *actor.aliases)}
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    return tuple((re.compile(rf"(?<!\w){re.escape(n)}(?!\w)"), i) for n, i in ordered)


def _plain(words: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", fold(words).strip(" ,.;:\"'"))
