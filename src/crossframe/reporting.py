"""The rules that join cue, source and content within one clause."""

from __future__ import annotations

from typing import NamedTuple

from crossframe.contents import clause_end, complement, infinitive_end, phrase_end, quotation_after, quotation_end
from crossframe.cues import cue_adjectives, cue_nouns, verb_frames
from crossframe.grammar import Clause
from crossframe.labels import label_report
from crossframe.predicates import Place, Predicate, noun_phrase_after, noun_phrase_before, predicates

_NO_FRAMES: frozenset[str] = frozenset()
_AUXILIARY = frozenset({"be", "have", "do"})
_LINKING = frozenset({"be", "become", "feel", "remain", "seem", "sound", "appear", "look", "stay", "grow", "get"})
_LIGHT = frozenset(
    "make give have express voice issue offer deliver raise launch take hold share release repeat renew reiterate "
    "cite reject dismiss defend draw pose send convey show".split()
)
_NOUN_PREPOSITIONS = frozenset("of on about for against to over toward towards".split())


class Report(NamedTuple):
    """One attribution in a clause, in tokens."""

    source: Place | None
    cue: Place
    content: tuple[Place, ...]
    speaks: bool = False


def reports(clause: Clause, *, headline: bool = False) -> list[Report]:
    """Find the attributions of one clause; none stands inside the content of another.

    With `headline`, a speaker before or after a colon needs no quotation marks.
    """
    label = label_report(clause, headline=headline)
    if label:
        source, cue, content = label
        return [Report(source, cue, (content,), speaks=True)]
    verbs = predicates(clause)
    subjects = {p.subject[0]: p for p in reversed(verbs) if p.kind == "finite" and p.subject and not p.inverted and not p.joined}
    found: list[Report] = []
    for number, verb in enumerate(verbs):
        report = (
            _adjective_report(clause, verb)
            if verb.base in _LINKING or (verb.passive and clause.forms[verb.head] in cue_adjectives())
            else _passive_report(clause, verb)
            if verb.passive
            else _verb_report(clause, verbs, number, subjects)
        )
        if report:
            found.append(_shared_source(verb, report, found))
    found.extend(_according_to(clause))
    found = _outermost(_cut_at_joined(clause, found, verbs))
    for report in _noun_reports(clause, verbs):
        first, last = report.cue[0], report.content[-1][1]
        if clause.tags[report.content[0][0]] in "Tt" and report.source:
            found = [other for other in found if not (first <= other.cue[0] < report.cue[1])]
        if not any(a < last and first < b for other in found for a, b in (other.cue, *other.content)):
            found.append(report)
    return sorted(found, key=lambda report: report.cue)


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
        return Report(verb.subject, (verb.start, verb.end), ((k, quotation_end(clause, k)),), speaks=True)
    after = verb.subject[1] if verb.inverted and verb.subject else verb.end
    if verb.kind == "ing" and "clause" not in frames and verb.start and _after_preposition(tags, verb.start):
        return None
    content = complement(clause, after, frames, subjects, fronted=_is_fronted(clause, verb))
    first = verb.subject[0] if verb.subject else 0
    if content and first > 1 and tags[first] == "W" and tags[first - 1] == ",":
        content = content[0], min(content[1], clause_end(clause, content[0], relative=True))
    contents = (content,) if content else _relative_object(clause, verb, frames)
    if not contents:
        return None
    content = contents[-1]
    cue_start = verb.start
    if verb.kind == "to":
        governor = verbs[number - 1] if number else None
        if governor and governor.end >= verb.start - 1 and governor.subject == verb.subject:
            cue_start = governor.start
    speaks = bool(verb.subject) and tags[verb.subject[0]] not in "WT" and (verb.kind == "finite" or tags[content[0]] == "@")
    return Report(verb.subject, (cue_start, verb.end), contents, speaks=speaks and "clause" in frames)


def _passive_report(clause: Clause, verb: Predicate) -> Report | None:
    """Return the attribution of a passive: "the plan was criticized by Roe", "she is expected to win"."""
    frames = verb_frames().get(verb.base, _NO_FRAMES)
    tags, forms = clause.tags, clause.forms
    if not frames or verb.kind == "participle" or verb.subject is None:
        return None
    source = None
    k = verb.end
    while tags[k : k + 1] == "R":
        k += 1
    if forms[k : k + 1] == ["by"]:
        source = noun_phrase_after(clause, k + 1)
        if source:
            k = source[1] + (tags[source[1] : source[1] + 1] == ",")
    content: list[Place] = []
    if forms[verb.subject[0]] != "it" and not verb.joined:
        content.append(verb.subject)
    follows = tags[k : k + 1]
    if follows == "T" or (follows == "t" and tags[k + 1 : k + 2] in ("B", "K", "H")):
        content.append((k, infinitive_end(clause, k) if follows == "t" else clause_end(clause, k)))
    elif follows in ("w", "W") or forms[k : k + 1] in (["if"], ["whether"]):
        content.append((k, clause_end(clause, k)))
    elif source or (frames & {"as", "complement"} and follows in ("D", "@", "A", "i", "N", "E")) or forms[k : k + 1] in (["for"], ["about"], ["of"]):
        if follows in ("I", "i", "D", "@", "A", "N", "E"):
            content.append((k, phrase_end(clause, k)))
    elif forms[k : k + 1] == ["in"] and "as" in frames:
        place = noun_phrase_after(clause, k + 1, apposition=False)
        if place and forms[place[1] : place[1] + 1] == ["as"]:
            source = place
            content.append((place[1], clause_end(clause, place[1])))
    if not content or (content == [verb.subject] and source is None):
        return None
    return Report(source, (verb.start, verb.end), tuple(content))


def _adjective_report(clause: Clause, verb: Predicate) -> Report | None:
    """Return the attribution of an adjective of thought or feeling: "he is sure that it rains"."""
    tags, forms = clause.tags, clause.forms
    k = verb.head if verb.passive else verb.end
    while tags[k : k + 1] and tags[k] in "Rn":
        k += 1
    if k + 1 >= len(tags) or forms[k] not in cue_adjectives() or not verb.subject:
        return None
    content = _after_noun(clause, k + 1, clauses=True)
    return Report(verb.subject, (verb.start, k + 1), (content,)) if content else None


def _after_noun(clause: Clause, k: int, *, clauses: bool = False) -> Place | None:
    """Return the content that follows a reporting noun or adjective at token k."""
    tags, forms = clause.tags, clause.forms
    letter = tags[k : k + 1]
    if letter == "T" or (clauses and letter in ("P", "w")):
        return k, clause_end(clause, k)
    if letter == "t" and tags[k + 1 : k + 2] in ("B", "K", "H", "R", "n"):
        return k, infinitive_end(clause, k, bounded=not clauses)
    if letter and letter in "It" and forms[k] in (*_NOUN_PREPOSITIONS, *(("by",) if clauses else ())) and k + 1 < len(tags):
        asks = tags[k + 1] in "wW" or forms[k + 1] in ("if", "whether")
        end = clause_end(clause, k + 1) if asks else phrase_end(clause, k + 1)
        return (k + 1, end) if end > k + 1 else None
    return None


def _noun_reports(clause: Clause, verbs: list[Predicate]) -> list[Report]:
    """Find reporting nouns: "Roe's claim that ...", "made the case that ...", "concern that ..."."""
    tags, forms = clause.tags, clause.forms
    nouns = cue_nouns()
    found = []
    for i, form in enumerate(forms):
        if tags[i] != "N" or form not in nouns:
            continue
        content = _after_noun(clause, i + 1)
        be = tags.find("K", i + 1)
        if content is None and be > 0 and tags[be + 1 : be + 2] == "T" and not set(tags[i + 1 : be]) - set("IEDNR"):
            content = be + 1, clause_end(clause, be + 1)
        if not content:
            continue
        first = i
        while first and tags[first - 1] in "NAR#":
            first -= 1
        source: Place | None = None
        start = first
        if first and tags[first - 1] == "'":
            source = (noun_phrase_before(clause, first - 2), first) if first > 1 else None
        elif first and forms[first - 1] in ("his", "her", "their", "its", "my", "our", "your"):
            source = (first - 1, first)
        else:
            start = first - 1 if first and tags[first - 1] == "D" else first
            verb = next((v for v in verbs if v.end == start), None)
            if verb and verb.base in _LIGHT and not verb.passive:
                source, start = verb.subject, verb.start
            elif tags[content[0]] != "T":
                continue
            elif start and forms[start - 1] == "over":
                holder = next((v for v in reversed(verbs) if v.end < start), None)
                if holder and holder.base in verb_frames() and not holder.passive:
                    source = holder.subject
        found.append(Report(source, (start if source is None or start < first - 1 else first, i + 1), (content,)))
    return found


def _shared_source(verb: Predicate, report: Report, found: list[Report]) -> Report:
    """Give ", adding that ..." the source of the attribution that ends before its comma."""
    if verb.kind != "ing" or not verb.joined:
        return report
    for other in found:
        if other.source and 0 < verb.start - other.content[-1][1] <= 2:
            return report._replace(source=other.source)
    return report


def _after_preposition(tags: str, k: int) -> bool:
    while k and tags[k - 1] in "Rn":
        k -= 1
    return k > 0 and tags[k - 1] in "Ii"


def _relative_object(clause: Clause, verb: Predicate, frames: frozenset[str]) -> tuple[Place, ...]:
    """Return the content before the verb's subject: "a move that Roe opposed", "which Roe rejects"."""
    tags = clause.tags
    if not verb.subject or verb.kind != "finite" or verb.inverted:
        return ()
    k = verb.subject[0] - 1
    if k < 1 or tags[k] not in "WT":
        return ()
    if tags[k] == "W":
        antecedent = k, k + 1
    elif tags[k - 1] in "NE":
        antecedent = noun_phrase_before(clause, k - 1), k
    else:
        return ()
    if "clause" in frames and tags[verb.end : verb.end + 1] in tuple("VXMKHZ@"):
        return antecedent, (verb.end, clause_end(clause, verb.end))
    if not {"object", "complement", "as"} & frames:
        return ()
    if {"complement", "as"} & frames and tags[verb.end : verb.end + 1] in tuple("DA@iE"):
        return antecedent, (verb.end, phrase_end(clause, verb.end))
    return (antecedent,)


def _is_fronted(clause: Clause, verb: Predicate) -> bool:
    """Tell whether a verb stands in a clause before the main one: "As Roe said it rained, ..."."""
    tags = clause.tags
    first = verb.start if verb.kind != "finite" or verb.subject is None else min(verb.subject[0], verb.start)
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
        if verb.base in _AUXILIARY or not (ending in ",?!.…-—–" or (frames and tags[quote + 1] == ",")):
            return None
        first = quote
        if quote and tags[quote - 1] in "DNEA#PVXZGBUIiMKHRTtOCQn'SWw":
            first = _opening(tags, quote)
        content = [(first, quote + 1)]
        m = tags.find("@", right)
        if m > 0 and (clause.forms[m][1:2].islower() or (tags[m - 1] in ",:.-" and not set(tags[right:m]) & set("VXMKHTWG"))):
            content.append((m, quotation_end(clause, m)))
        return tuple(content)
    if tags[x] == "," and "clause" in frames:
        follows = tags[right : right + 1]
        goes_on = follows == "," and right + 1 < len(tags) and tags[right + 1] not in "GC"
        if follows in ("", ".", ",", "I", "R", "E", ";", "-", "i", "t"):
            if follows != "," and complement(clause, right, frames - {"object"}, {}):
                return None
            first = _opening(tags, x)
            if not any(letter in "VXMKHZ@" for letter in (tags[first:] if goes_on else tags[first:x])):
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


def announces(clause: Clause) -> Report | None:
    """Return the cue and source of a clause whose content is the next paragraph: "Roe wrote:"."""
    if clause.tags[-1] != ":":
        return None
    for verb in reversed(predicates(clause)):
        if verb.passive or verb.base in _AUXILIARY or not verb.subject:
            continue
        if clause.tags[verb.end :].find("C") < 0 and not set(clause.tags[verb.end :]) & set("VXMKH"):
            return Report(verb.subject, (verb.start, verb.end), (), speaks=True)
    return None


def tags_after(clause: Clause, k: int) -> bool:
    """Tell whether something follows that the verb could report itself."""
    rest = clause.tags[k:]
    return bool(set(rest) & set("@T:")) or rest[:1] not in ("", ".", ",", "I", "R", "E", "i", "t", "O", "S")


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
    if tags[end : end + 1] == "," and tags[end + 1 : end + 2] in ("D", "W", "N", "#") and second > 0:
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
            if other is report or p is None or other.source != report.source or not start < other.cue[0] < end:
                continue
            end = other.cue[0]
            while end > start + 1 and clause.tags[end - 1] in "C,RnQ":
                end -= 1
        content[-1] = (start, end)
        result.append(report._replace(content=tuple(content)))
    return result


def _outermost(found: list[Report]) -> list[Report]:
    """Drop what stands inside the content of another: it is part of what that source says.

    Where two stand inside each other ("X shows A, Roe said"), the later one holds the whole.
    """
    found = sorted(found, key=lambda report: report.cue)
    return [
        report
        for report in found
        if not any(
            other is not report
            and _holds(other, report)
            and not (_holds(report, other) and report.cue > other.cue)
            for other in found
        )
    ]


def _holds(report: Report, other: Report) -> bool:
    return any(a <= other.cue[0] and other.cue[1] <= b for a, b in report.content)
