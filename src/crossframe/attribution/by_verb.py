"""Attributions by a verb: "Roe said that A", '"A," she said', "a move that Roe opposed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossframe.attribution.content import (
    clause_end,
    complement,
    phrase_end,
    quotation_after,
    quotation_end,
)
from crossframe.attribution.grammar.clauses import Clause, Place, Report
from crossframe.attribution.grammar.noun_phrases import noun_phrase_before
from crossframe.attribution.grammar.predicates import Predicate

_AFTER_SPEECH = ".,IRE;-it"  # what may follow "A, she said"
_INSIDE_SENTENCE = "DNEA#PVXZGBUIiMKHRTtOCQn'SWw"
_SPEAKER_NEXT = re.compile(r",?(?:P|[DNEA#']+)R*[MHKQ]*[VXZ]")
CLOSING = ",?!.…-—–"  # what a quotation may end in before its cue


def verb_report(
    clause: Clause, verbs: Sequence[Predicate], number: int, subjects: frozenset[int]
) -> Report | None:
    """Return the attribution whose cue is an active verb."""
    verb = verbs[number]
    cue = (verb.start, verb.end)
    left = _content_before(clause, verb)
    if left:
        return Report(verb.subject, cue, left, speaks=True)
    if verb.kind == "to" and clause.form(verb.start - 1) == "anonymity":
        return None
    if not verb.frames:
        return _beside_quotation(clause, verb)
    after_preposition = verb.kind == "ing" and _follows_preposition(clause.tags, verb.start)
    if after_preposition and "clause" not in verb.frames:
        return None
    content = _content_after(clause, verb, subjects) or _content_of_relative(clause, verb)
    if not content:
        return None
    governor = verbs[number - 1] if number and verb.kind == "to" else None
    if governor and governor.end >= verb.start - 1 and governor.subject == verb.subject:
        cue = (governor.start, verb.end)
    quotes = verb.kind == "finite" or clause.tags[content[-1][0]] == "@"
    relative = verb.subject is None or clause.tags[verb.subject[0]] in "WT"
    return Report(
        verb.subject, cue, content, speaks=quotes and not relative and "clause" in verb.frames
    )


def _beside_quotation(clause: Clause, verb: Predicate) -> Report | None:
    """Return the attribution of any other verb that a comma or colon and a quotation follow."""
    if verb.auxiliary or verb.kind != "finite" or not verb.subject:
        return None
    k = quotation_after(clause, verb.last)
    if k is None or not clause.forms[k][1:2].isupper():
        return None
    content = ((k, quotation_end(clause, k)),)
    return Report(verb.subject, (verb.start, verb.end), content, speaks=True)


def _follows_preposition(tags: str, k: int) -> bool:
    before = tags[:k].rstrip("Rn")
    return before[-1:] in {"I", "i"}


def _content_after(clause: Clause, verb: Predicate, subjects: frozenset[int]) -> tuple[Place, ...]:
    after = verb.last if verb.inverted else verb.end
    content = complement(clause, after, verb.frames, subjects, fronted=_is_fronted(clause, verb))
    if content is None:
        return ()
    start, end = content
    first = verb.subject[0] if verb.subject else 0
    if first > 1 and clause.tags[first - 1 : first + 1] == ",W":
        end = min(end, clause_end(clause, start, relative=True))
    return ((start, end),)


def _is_fronted(clause: Clause, verb: Predicate) -> bool:
    """Tell whether a verb stands in a clause before the main one: "As Roe said it rained, ..."."""
    first = verb.first if verb.kind == "finite" else verb.start
    opening = clause.tags[:first].lstrip("RC,")
    if verb.kind == "ing":
        return opening in {"", "I", "S", "i"}
    return opening in {"w", "I"} or (opening[:1] in {"S", "i"} and "," not in opening)


def _content_of_relative(clause: Clause, verb: Predicate) -> tuple[Place, ...]:
    """Return the content before the verb's subject: "a move that Roe opposed", "which Roe rejects"."""
    tags = clause.tags
    k = verb.subject[0] - 1 if verb.subject and verb.kind == "finite" else 0
    if k < 1 or verb.inverted or tags[k] not in "WT":
        return ()
    if tags[k] == "W":
        antecedent = k, k + 1
    elif tags[k - 1] in "NE":
        antecedent = noun_phrase_before(clause, k - 1), k
    else:
        return ()
    follows = clause.tag(verb.end)
    if "clause" in verb.frames and follows in "VXMKHZ@":
        return antecedent, (verb.end, clause_end(clause, verb.end, relative=True))
    if {"complement", "as"} & verb.frames and follows in "DA@iE":
        return antecedent, (verb.end, phrase_end(clause, verb.end))
    return (antecedent,) if {"object", "complement", "as"} & verb.frames else ()


def _content_before(clause: Clause, verb: Predicate) -> tuple[Place, ...]:
    """Return what is said where it stands before the cue: '"A," she said', "A, she said, B"."""
    tags = clause.tags
    if verb.kind != "finite" or not verb.subject or verb.joined or verb.passive:
        return ()
    end = len(tags[: verb.first].rstrip("RC"))
    if not end:
        return ()
    quotation = end - 1 if tags[end - 1] == "@" else end - 2
    if quotation >= 0 and tags[quotation:end] in {"@", "@,"}:
        return _quotation_before(clause, verb, quotation)
    if tags[end - 1] == "," and "clause" in verb.frames:
        return _clause_before(clause, verb, end - 1)
    return ()


def _quotation_before(clause: Clause, verb: Predicate, quotation: int) -> tuple[Place, ...]:
    tags = clause.tags
    set_off = verb.frames and tags[quotation + 1] == ","
    if verb.auxiliary or not (clause.forms[quotation][-1] in CLOSING or set_off):
        return ()
    first = quotation
    if quotation and tags[quotation - 1] in _INSIDE_SENTENCE:
        first = _opening(clause, quotation)
    second = tags.find("@", verb.last)
    if second > 0 and not _SPEAKER_NEXT.match(tags[second + 1 :]):
        goes_on = clause.forms[second][1:2].islower()
        opened = tags[second - 1] in ",:.-" and not set(tags[verb.last : second]) & set("VXMKHTWG")
        if goes_on or opened:
            return (first, quotation + 1), (second, quotation_end(clause, second))
    return ((first, quotation + 1),)


def _clause_before(clause: Clause, verb: Predicate, comma: int) -> tuple[Place, ...]:
    tags = clause.tags
    right = verb.last
    if clause.tag(right) not in _AFTER_SPEECH:
        return ()
    goes_on = clause.tag(right) == "," and clause.tag(right + 1) not in "GC."
    other = verb.frames - {"object"}
    if clause.tag(right) != "," and complement(clause, right, other, frozenset()):
        return ()
    first = _opening(clause, comma)
    if not set(tags[first:] if goes_on else tags[first:comma]) & set("VXMKHZ@"):
        return ()
    if goes_on:
        return (first, comma), (right + 1, quotation_end(clause, right + 1))
    return ((first, comma),)


def _opening(clause: Clause, end: int) -> int:
    """Return the first token of a content that opens the clause, after "But", "And", "Then,"."""
    return min(clause.skip(0, "CR,?"), max(end - 1, 0))
