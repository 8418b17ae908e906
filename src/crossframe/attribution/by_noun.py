"""Attributions by nouns, adjectives, passives and "according to"."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.attribution.content import (
    clause_end,
    infinitive_end,
    phrase_end,
    phrase_or_question_end,
    quotation_end,
)
from crossframe.attribution.grammar.clauses import Clause, Place, Report
from crossframe.attribution.grammar.lexicon import (
    cue_adjectives,
    cue_nouns,
    light_verbs,
    verb_frames,
    word_classes,
)
from crossframe.attribution.grammar.noun_phrases import noun_phrase_after, noun_phrase_before
from crossframe.attribution.grammar.predicates import Predicate

_NOUN_PREPOSITIONS = frozenset(
    {"of", "on", "about", "for", "against", "to", "over", "toward", "towards"}
)
PUTTING = frozenset({"put", "phrase", "describe", "call", "express"})  # "as Roe put it"
_NAMING = frozenset({"call", "name", "label", "dub"})
BEFORE_SOURCE = frozenset({"according", "per"})
_TOPIC_PREPOSITIONS = frozenset({"for", "about", "of"})


def passive_report(clause: Clause, verb: Predicate) -> Report | None:
    """Return that of a passive: "the plan was criticized by Roe", "she is said to win"."""
    named = verb.base in _NAMING
    if not verb.frames or verb.kind == "participle" or verb.subject is None or named:
        return None
    source: Place | None = None
    k = clause.skip(verb.end, "R")
    if clause.form(k) == "by":
        source = noun_phrase_after(clause, k + 1)
        k = clause.skip(source[1], ",") if source else k
    elif clause.form(k) == "in" and "as" in verb.frames:
        place = noun_phrase_after(clause, k + 1, apposition=False)
        if place and clause.form(place[1]) == "as":
            source, k = place, place[1]
    end = _passive_content_end(clause, verb, k, source)
    impersonal = clause.forms[verb.subject[0]] == "it" or verb.joined
    content = [] if impersonal else [verb.subject]
    if end:
        content.append((k, end))
    if not content or (end is None and source is None):
        return None
    return Report(source, (verb.start, verb.end), tuple(content))


def _passive_content_end(
    clause: Clause, verb: Predicate, k: int, source: Place | None
) -> int | None:
    letter, form = clause.tag(k), clause.form(k)
    if letter in "TwW" or form in {"if", "whether"}:
        return clause_end(clause, k)
    if letter == "t" and clause.tag(k + 1) in "BKH":
        return infinitive_end(clause, k)
    if source and form == "as":
        return clause_end(clause, k)
    described = {"as", "complement"} & verb.frames and letter in "D@AiNE"
    if (source or described or form in _TOPIC_PREPOSITIONS) and letter in "IiD@ANE":
        return phrase_end(clause, k)
    return None


def adjective_report(clause: Clause, verb: Predicate) -> Report | None:
    """Return the attribution of an adjective of thought or feeling: "Roe is sure that it rains"."""
    k = clause.skip(verb.head if verb.passive else verb.end, "Rn")
    if clause.form(k) not in cue_adjectives() or not verb.subject:
        return None
    letter = clause.tag(k + 1)
    if letter in "TPw":
        content = k + 1, clause_end(clause, k + 1)
    elif letter == "t" and clause.tag(k + 2) in "BKHRn":
        content = k + 1, infinitive_end(clause, k + 1)
    elif clause.form(k + 1) in _NOUN_PREPOSITIONS | {"by"} and k + 2 < len(clause.tags):
        content = k + 2, phrase_or_question_end(clause, k + 2)
    else:
        return None
    return Report(verb.subject, (verb.start, k + 1), (content,))


def noun_reports(clause: Clause, verbs: Sequence[Predicate]) -> list[Report]:
    """Find "Roe's claim that ...", "made the case that ...", "concern that ..."."""
    contents = noun_contents(clause)
    reports = (_noun_report(clause, verbs, noun, content) for noun, content in contents)
    return [report for report in reports if report]


def noun_contents(clause: Clause) -> list[tuple[int, Place]]:
    """Return the reporting nouns of a clause that a content follows, each with its content."""
    if cue_nouns().keys().isdisjoint(clause.forms):
        return []
    found = []
    for noun, form in enumerate(clause.forms):
        if form in cue_nouns() and clause.tags[noun] == "N":
            content = _noun_content(clause, noun)
            if content and (not cue_nouns()[form] or clause.tags[content[0]] == "T"):
                found.append((noun, content))
    return found


def _noun_content(clause: Clause, noun: int) -> Place | None:
    k = noun + 1
    if clause.tag(k) == "T":
        relative = clause.tag(clause.skip(k + 1, "R")) in "VXMKHZB"
        return None if relative else (k, clause_end(clause, k, bounded=True))
    if clause.tag(k) == "t" and clause.tag(k + 1) in "BKHRn":
        return k, infinitive_end(clause, k, bounded=True)
    if clause.form(k) in _NOUN_PREPOSITIONS and k + 1 < len(clause.tags):
        return k + 1, phrase_or_question_end(clause, k + 1)
    dated = clause.skip(k, "IER")
    if clause.tag(dated) == "T" and clause.tag(dated - 1) == "E":  # "his claim on Monday that"
        return dated, clause_end(clause, dated, bounded=True)
    be = clause.skip(k, "IEDNR")
    if clause.tag(be) == "K" and clause.tag(be + 1) == "T":  # "Roe's argument was that"
        return be + 1, clause_end(clause, be + 1)
    return None


def _noun_report(
    clause: Clause, verbs: Sequence[Predicate], noun: int, content: Place
) -> Report | None:
    tags, forms = clause.tags, clause.forms
    first = len(tags[:noun].rstrip("NAR#"))
    if tags[first - 1 : first] == "'":
        owner = (noun_phrase_before(clause, first - 2), first) if first > 1 else None
        return Report(owner, (first, noun + 1), (content,))
    if first and forms[first - 1] in word_classes()["possessives"]:
        return Report((first - 1, first), (first, noun + 1), (content,))
    if tags[first - 1 : first] == "D":
        first -= 1
    verb = next((verb for verb in verbs if verb.end == first), None)
    if verb and verb.base in light_verbs() and not verb.passive:
        return Report(verb.subject, (verb.start, noun + 1), (content,))
    if tags[content[0]] != "T":
        return None
    return Report(_holder(clause, verbs, first), (first, noun + 1), (content,))


def _holder(clause: Clause, verbs: Sequence[Predicate], first: int) -> Place | None:
    """Return who holds the concerns in "Roe opposed the move over concerns that ..."."""
    if not first or clause.forms[first - 1] != "over":
        return None
    verb = next((verb for verb in reversed(verbs) if verb.end < first), None)
    return verb.subject if verb and verb.base in verb_frames() and not verb.passive else None


def according_to(clause: Clause) -> list[Report]:
    """Find "according to Roe" and "per the mayor", before or after what it is about."""
    if BEFORE_SOURCE.isdisjoint(clause.forms):
        return []
    found = []
    for i, form in enumerate(clause.forms[:-1]):
        end = i + 2 if form == "according" and clause.forms[i + 1] == "to" else i + 1
        opens = i == 0 or clause.tags[i - 1] == ","
        per = form == "per" and opens and clause.tags[end] in "DE"
        source = noun_phrase_after(clause, end, apposition=i > 1) if end > i + 1 or per else None
        if source:
            report = _beside(clause, (i, end), source)
            found += [report] if report else []
    return found


def as_put(clause: Clause, verbs: Sequence[Predicate]) -> list[Report]:
    """Find "as Roe put it", before, after or inside what is put so."""
    found = []
    for verb in verbs:
        subject, end = verb.subject, verb.end + 1
        if verb.base not in PUTTING or not subject or clause.form(verb.end) not in {"it", "them"}:
            continue
        if not subject[0] or clause.forms[subject[0] - 1] != "as":
            continue
        report = _beside(clause, (subject[0] - 1, end), subject)
        if report:
            found.append(report._replace(cue=(verb.start, end), speaks=True))
    return found


def _beside(clause: Clause, place: Place, source: Place) -> Report | None:
    """Return the report whose content stands before or after "according to Roe", "as Roe put it"."""
    i, end_of_cue = place
    cue = place
    if i < 2:
        source = _with_title(clause, source)
        k = clause.skip(max(source[1], end_of_cue), ",:")
        content = ((k, quotation_end(clause, k)),) if k < len(clause.tags) else ()
    else:
        end = len(clause.tags[:i].rstrip(","))
        content = ((0, end),) if end else ()
        k = max(source[1], end_of_cue) + 1
        if clause.tag(k - 1) in ",:" and k < len(clause.tags):
            content = (*content, (k, quotation_end(clause, k)))
    return Report(source, cue, content) if content else None


def _with_title(clause: Clause, source: Place) -> Place:
    """Add what is set off after a source: "According to Roe, a professor of law, ..."."""
    start, end = source
    second = clause.tags.find(",", end + 1)
    if clause.tag(end) != "," or clause.tag(end + 1) not in "DWN" or second < 0:
        return source
    part = clause.tags[end + 1 : second]
    return (start, second) if part[:1] == "W" or not set(part) & set("VXMKHZ") else source
