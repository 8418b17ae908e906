"""Whose position a sentence shows: actors of the codebook, sources of attributions, the outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.stance.actors import Mention, name_holder
from crossframe.stance.codebook import Actor
from crossframe.stance.polarity import ATTITUDES, EVALUATIONS, Operator, Token
from crossframe.text.words import fold
from crossframe.voices.speakers import OUTLET

Span = tuple[int, int]

_PERSONAL = frozenset({"he", "she", "they"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FROM = frozenset({"from", "by", "among", "amongst"})
_IMPOSED = frozenset(
    {"if", "must", "should", "not", "ought", "needs", "whether", "nothing", "none", "nobody"}
)
_AGENT_ENDS = frozenset(",;:-.WSVXIt")
_PREPOSITIONS = frozenset("Iit")


class Voice(NamedTuple):
    """An attribution as stance needs it: source and speaker in words, spans in file offsets."""

    source: str
    speaker: tuple[str, ...]
    place: int
    content: tuple[Span, ...]


class Line(NamedTuple):
    """A sentence made ready for coding: its place in the file, its words, its actors."""

    start: int
    text: str
    tokens: list[Token]
    operators: list[Operator]
    mentions: list[Mention]


def voices(attributions: pd.DataFrame) -> list[Voice]:
    """Return an article's attributions as voices, shortest content first."""
    speaker = attributions["speaker"] if "speaker" in attributions else [()] * len(attributions)
    found = [
        Voice(str(source), tuple(names), spans[0][0] if spans else -1, tuple(content))
        for source, names, spans, content in zip(
            attributions["source"],
            speaker,
            attributions["source_spans"],
            attributions["content_spans"],
            strict=True,
        )
    ]
    return sorted(found, key=lambda voice: sum(end - start for start, end in voice.content))


def holders(
    line: Line,
    span: Span,
    used: Sequence[Operator],
    heard: Sequence[Voice],
    actors: Sequence[Actor],
    *,
    last: str,
) -> list[str]:
    """Name whose position the words of a theme show."""
    named = agent(line, used, actors)
    for voice in [] if named else heard:
        heard_of = any(start < span[1] and end > span[0] for start, end in voice.content)
        if heard_of:
            named = _reported(line, span, used, voice, actors)
        if named:
            break
    return named or _subject(line, span, used, last) or [OUTLET]


def agent(line: Line, used: Sequence[Operator], actors: Sequence[Actor]) -> list[str]:
    """Name who holds the attitude of a noun: "opposition | from the farmers"."""
    for o in used:
        rest = line.tokens[o.last + 1 : o.last + 3]
        place = next((t.end for t in rest if t.form in _FROM), None)
        if o.kind not in ATTITUDES or place is None or rest[0].tag not in "ENRI":
            continue
        ends = (t.start for t in line.tokens if t.start > place and t.tag in _AGENT_ENDS)
        return name_holder(line.text[place : next(ends, len(line.text))], (), actors)
    return []


def _reported(
    line: Line, span: Span, used: Sequence[Operator], voice: Voice, actors: Sequence[Actor]
) -> list[str]:
    if fold(voice.source) in _RELATIVE:
        before = [m.actor for m in line.mentions if m.end <= voice.place - line.start]
        if before:
            return before[-1:]
    inner = _innermost(line, span, used, voice)
    return inner or name_holder(voice.source, voice.speaker, actors)


def _innermost(line: Line, span: Span, used: Sequence[Operator], voice: Voice) -> list[str]:
    """Name whose attitude a voice reports: "Lee said the board | opposes"."""
    attitudes = [o for o in used if o.kind in ATTITUDES]
    if not attitudes or any(o.kind in EVALUATIONS for o in used):
        return []
    edge = line.tokens[attitudes[0].first].start
    for start, end in voice.content:
        first = start - line.start
        if 0 <= first <= edge < end - line.start and edge + line.start <= span[0]:
            if _IMPOSED & set(fold(line.text[first:edge]).split()):
                return []
            inside = [m for m in line.mentions if first <= m.start and m.end <= edge]
            return [m.actor for m in inside if _is_free(line, m)][:1]
    return []


def _subject(line: Line, span: Span, used: Sequence[Operator], last: str) -> list[str]:
    """Name the actor who is the subject of what governs a span."""
    first, end = span[0] - line.start, span[1] - line.start
    edge = min([first, *(line.tokens[o.first].start for o in used)])
    before = [token for token in line.tokens if token.end <= edge]
    free = [
        m
        for m in line.mentions
        if m.end <= edge and not (m.start < end and first < m.end) and _is_free(line, m)
    ]
    turn = max((t.start for t in before if t.tag in ";:-" or t.form == "but"), default=0)
    named = [m.actor for m in free if m.start >= turn] or [m.actor for m in free]
    if not named and any(token.form in _PERSONAL for token in before):
        return [last]
    return named[:1]


def _is_free(line: Line, mention: Mention) -> bool:
    """Tell whether no preposition governs a mention."""
    before = [token.tag for token in line.tokens if token.end <= mention.start]
    if before and before[-1] == "D":
        before.pop()
    return not before or before[-1] not in _PREPOSITIONS
