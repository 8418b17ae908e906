"""The rules that join cue, source and content within one clause."""

from __future__ import annotations

from typing import NamedTuple

from crossframe.contents import complement, quotation_after, quotation_end
from crossframe.cues import verb_frames
from crossframe.grammar import Clause
from crossframe.predicates import (
    Place,
    Predicate,
    noun_phrase_after,
    predicates,
)

_NO_FRAMES: frozenset[str] = frozenset()
_AUXILIARY = frozenset({"be", "have", "do"})


class Report(NamedTuple):
    """One attribution in a clause, in tokens."""

    source: Place | None
    cue: Place
    content: tuple[Place, ...]
    speaks: bool = False


def reports(clause: Clause) -> list[Report]:
    """Find the attributions of one clause; none stands inside the content of another."""
    verbs = predicates(clause)
    subjects = {
        p.subject[0]: p
        for p in reversed(verbs)
        if p.kind == "finite" and p.subject and not p.inverted and not p.joined
    }
    found: list[Report] = []
    for number, verb in enumerate(verbs):
        report = _verb_report(clause, verbs, number, subjects)
        if report:
            found.append(report)
    found.extend(_according_to(clause))
    return _outermost(_cut_at_joined(clause, found, verbs))


def _verb_report(
    clause: Clause, verbs: list[Predicate], number: int, subjects: dict[int, Predicate]
) -> Report | None:
    verb = verbs[number]
    tags = clause.tags
    frames = verb_frames().get(verb.base, _NO_FRAMES)
    if verb.passive:
        return None
    left = _left_content(clause, verb, frames, number and verbs[number - 1])
    if left:
        return Report(verb.subject, (verb.start, verb.end), left, speaks=True)
    if not frames:
        if verb.base in _AUXILIARY or verb.kind != "finite" or not verb.subject:
            return None
        k = quotation_after(clause, max(verb.subject[1], verb.end))
        if k is None or not clause.forms[k][1:2].isupper():
            return None
        return Report(
            verb.subject, (verb.start, verb.end), ((k, quotation_end(clause, k)),), speaks=True
        )
    after = verb.subject[1] if verb.inverted and verb.subject else verb.end
    content = complement(clause, after, frames, subjects, fronted=_is_fronted(clause, verb))
    if not content:
        return None
    cue_start = verb.start
    if verb.kind == "to":
        governor = verbs[number - 1] if number else None
        if governor and governor.end >= verb.start - 1 and governor.subject == verb.subject:
            cue_start = governor.start
    speaks = (
        bool(verb.subject)
        and tags[verb.subject[0]] not in "WT"
        and (verb.kind == "finite" or tags[content[0]] == "@")
    )
    return Report(
        verb.subject, (cue_start, verb.end), (content,), speaks=speaks and "clause" in frames
    )


def _is_fronted(clause: Clause, verb: Predicate) -> bool:
    """Tell whether a verb stands in a clause before the main one: "As Roe said it rained, ..."."""
    tags = clause.tags
    first = (
        verb.start
        if verb.kind != "finite" or verb.subject is None
        else min(verb.subject[0], verb.start)
    )
    opening = tags[:first].lstrip("RC,")
    if verb.kind == "ing":
        return opening in ("", "I", "S", "i")
    return opening in ("S", "i", "w", "I", "SR")


def _left_content(
    clause: Clause, verb: Predicate, frames: frozenset[str], before: Predicate | int | None
) -> tuple[Place, ...] | None:
    """Return what is said where it stands before the verb: '"A," she said', 'A, she said, B'."""
    tags = clause.tags
    if verb.kind != "finite" or not verb.subject or verb.joined:
        return None
    left = min(verb.subject[0], verb.start)
    right = max(verb.subject[1], verb.end)
    x = left - 1
    while x >= 0 and tags[x] in "RC":
        x -= 1
    if x < 0:
        return None
    quote = x if tags[x] == "@" else x - 1 if tags[x] == "," and x and tags[x - 1] == "@" else None
    if quote is not None:
        ending = clause.forms[quote][-1]
        if verb.base in _AUXILIARY or not (
            ending in ",?!.…-—–" or (frames and tags[quote + 1] == ",")
        ):
            return None
        first = quote
        if quote and tags[quote - 1] in "DNEA#PVXZGBUIiMKHRTtOCQn'SWw":
            first = _opening(tags, quote)
        content = [(first, quote + 1)]
        m = tags.find("@", right)
        if m > 0 and (
            clause.forms[m][1:2].islower()
            or (tags[m - 1] in ",:.-" and not set(tags[right:m]) & set("VXMKHTWG"))
        ):
            content.append((m, quotation_end(clause, m)))
        return tuple(content)
    if tags[x] == "," and "clause" in frames:
        follows = tags[right : right + 1]
        goes_on = follows == "," and right + 1 < len(tags) and tags[right + 1] not in "GC"
        if follows in ("", ".", ",", "I", "R", "E", ";", "-", "i", "t"):
            if follows != "," and complement(clause, right, frames - {"object"}, {}):
                return None
            first = _opening(tags, x)
            if not any(
                letter in "VXMKHZ@" for letter in (tags[first:] if goes_on else tags[first:x])
            ):
                return None
            content = [(first, x)]
            if goes_on:
                content.append((right + 1, quotation_end(clause, right + 1)))
            return tuple(content)
    return None


def _opening(tags: str, end: int) -> int:
    """Return the first token of a content that opens the clause, after "But", "And", "Then,"."""
    first = 0
    while first < end - 1 and tags[first] in "CR,?":
        first += 1
    return first


def speaks_only(clause: Clause) -> Report | None:
    """Return the cue and source of a clause that is only those, as after a question: "Mr. Roe asked."."""
    verbs = predicates(clause)
    if not verbs:
        return None
    verb = verbs[0]
    if verb.kind != "finite" or verb.passive or not verb.subject or verb.base in _AUXILIARY:
        return None
    frames = verb_frames().get(verb.base, _NO_FRAMES)
    right = max(verb.subject[1], verb.end)
    if min(verb.subject[0], verb.start) > 0 or tags_after(clause, right) or "clause" not in frames:
        return None
    return Report(verb.subject, (verb.start, verb.end), (), speaks=True)


def tags_after(clause: Clause, k: int) -> bool:
    """Tell whether something follows that the verb could report itself."""
    rest = clause.tags[k:]
    return bool(set(rest) & set("@T:")) or rest[:1] not in (
        "",
        ".",
        ",",
        "I",
        "R",
        "E",
        "i",
        "t",
        "O",
        "S",
    )


def _according_to(clause: Clause) -> list[Report]:
    forms, tags = clause.forms, clause.tags
    found = []
    for i, form in enumerate(forms[:-2]):
        if form != "according" or forms[i + 1] != "to":
            continue
        source = noun_phrase_after(clause, i + 2, apposition=i > 1)
        if not source:
            continue
        if i < 2:
            source = _with_title(tags, source)
        cue = (i, i + 2)
        if i < 2:
            k = source[1]
            while k < len(tags) and tags[k] in ",":
                k += 1
            if k < len(tags):
                found.append(Report(source, cue, ((k, quotation_end(clause, k)),)))
        else:
            end = i
            while end and tags[end - 1] in ",":
                end -= 1
            content = [(0, end)] if end else []
            if tags[source[1] : source[1] + 1] == "," and source[1] + 1 < len(tags):
                content.append((source[1] + 1, quotation_end(clause, source[1] + 1)))
            if content:
                found.append(Report(source, cue, tuple(content)))
    return found


def _with_title(tags: str, source: Place) -> Place:
    """Add what is set off after a source: "According to Roe, a professor of law, ..."."""
    end = source[1]
    second = tags.find(",", end + 1)
    if (
        tags[end : end + 1] == ","
        and tags[end + 1 : end + 2] in ("D", "W", "N", "#")
        and second > 0
    ):
        part = tags[end + 1 : second]
        if part[0] == "W" or not set(part) & set("VXMKHZ"):
            return source[0], second
    return source


def _cut_at_joined(clause: Clause, found: list[Report], verbs: list[Predicate]) -> list[Report]:
    """End a content before a verb that shares the source: "said A and argued B"."""
    joined = {p.start: p for p in verbs if p.joined and p.kind == "finite"}
    result = []
    for report in found:
        content = list(report.content)
        start, end = content[-1]
        for other in found:
            p = joined.get(other.cue[0])
            if (
                other is report
                or p is None
                or other.source != report.source
                or not start < other.cue[0] < end
            ):
                continue
            end = other.cue[0]
            while end > start + 1 and clause.tags[end - 1] in "C,RnQ":
                end -= 1
        content[-1] = (start, end)
        result.append(report._replace(content=tuple(content)))
    return result


def _outermost(found: list[Report]) -> list[Report]:
    """Drop what stands inside the content of another: it is part of what that source says."""
    found = sorted(found, key=lambda report: report.cue)
    return [
        report
        for report in found
        if not any(
            other is not report
            and any(a <= report.cue[0] and report.cue[1] <= b for a, b in other.content)
            for other in found
        )
    ]
