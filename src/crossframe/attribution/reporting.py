"""Who says what in one clause: all rules together."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.attribution.by_label import label_report
from crossframe.attribution.by_noun import (
    according_to,
    adjective_report,
    noun_reports,
    passive_report,
)
from crossframe.attribution.by_verb import verb_report
from crossframe.attribution.grammar.clauses import Clause, Place, Report
from crossframe.attribution.grammar.lexicon import cue_adjectives
from crossframe.attribution.grammar.predicates import Predicate, predicates

_LINKING = frozenset(
    {"be", "become", "feel", "remain", "seem", "sound", "appear", "look", "stay", "grow", "get"}
)


def clause_reports(clause: Clause, *, headline: bool = False) -> list[Report]:
    """Find the attributions of one clause; none stands inside the content of another.

    Parameters
    ----------
    clause
        The clause.
    headline
        True for a headline: there a speaker before or after a colon needs no quotation marks.

    Returns
    -------
    list of Report
        In the order of their cues.
    """
    label = label_report(clause, headline=headline)
    if label:
        return [label]
    verbs = predicates(clause)
    subjects = frozenset(
        verb.subject[0]
        for verb in verbs
        if verb.kind == "finite" and verb.subject and not verb.inverted and not verb.joined
    )
    found: list[Report] = []
    for number, verb in enumerate(verbs):
        report = _report(clause, verbs, number, subjects)
        if report:
            found.append(_with_shared_source(verb, report, found))
    found += according_to(clause)
    found = _without_repeats(_outermost(_cut_at_joined(clause, found, verbs)))
    for report in noun_reports(clause, verbs):
        if report.source and clause.tags[report.content[0][0]] in "Tt":
            first, last = report.cue  # "made the case that" is one cue, not "made"
            found = [other for other in found if not first <= other.cue[0] < last]
        if not _overlaps(report, found):
            found.append(report)
    return sorted(found, key=lambda report: report.cue)


def _report(
    clause: Clause, verbs: Sequence[Predicate], number: int, subjects: frozenset[int]
) -> Report | None:
    verb = verbs[number]
    feels = verb.passive and clause.forms[verb.head] in cue_adjectives()
    if feels or verb.base in _LINKING:
        return adjective_report(clause, verb)
    if verb.passive:
        return passive_report(clause, verb)
    return verb_report(clause, verbs, number, subjects)


def _with_shared_source(verb: Predicate, report: Report, found: Sequence[Report]) -> Report:
    """Give ", adding that ..." the source of the attribution that ends before its comma."""
    if verb.kind == "ing" and verb.joined:
        for other in found:
            if other.source and other.content and 0 < verb.start - other.content[-1][1] <= 2:
                return report._replace(source=other.source)
    return report


def _cut_at_joined(
    clause: Clause, found: Sequence[Report], verbs: Sequence[Predicate]
) -> list[Report]:
    """End contents before a verb that shares their source: "Roe said A and argued B"."""
    joined = {verb.start for verb in verbs if verb.joined and verb.kind == "finite"}
    result = []
    for report in found:
        start, end = report.content[-1]
        for other in found:
            cue = other.cue[0]
            if cue in joined and other.source == report.source and start < cue < end:
                end = cue
                while end > start + 1 and clause.tags[end - 1] in "C,RnQ":
                    end -= 1
        result.append(report._replace(content=(*report.content[:-1], (start, end))))
    return result


def _outermost(found: Sequence[Report]) -> list[Report]:
    """Drop what stands inside the content of another: it is part of what that source says.

    Where two stand inside each other ("the poll shows A, Roe said"), the later one holds the whole.
    """
    ordered = sorted(found, key=lambda report: report.cue)
    holders = [
        [
            j
            for j, other in enumerate(ordered)
            if j != i and _holds(other, report) and not (i > j and _holds(report, other))
        ]
        for i, report in enumerate(ordered)
    ]
    kept: dict[int, bool] = {}
    for i in sorted(range(len(ordered)), key=lambda i: len(holders[i])):
        kept[i] = not any(kept.get(j, True) for j in holders[i])
    return [report for i, report in enumerate(ordered) if kept[i]]


def _without_repeats(found: Sequence[Report]) -> list[Report]:
    """Give a content that two cues stand beside to the later one: 'Roe vowed, "A," she said'."""
    result: list[Report] = []
    taken: set[Place] = set()
    for report in reversed(found):
        content = tuple(place for place in report.content if place not in taken)
        taken |= set(report.content)
        if content:
            result.append(report._replace(content=content))
    return result[::-1]


def _overlaps(report: Report, found: Sequence[Report]) -> bool:
    """Tell whether a report, from its cue to the end of its content, shares tokens with others."""
    first, last = report.cue[0], report.content[-1][1]
    return any(a < last and first < b for other in found for a, b in (other.cue, *other.content))


def _holds(report: Report, other: Report) -> bool:
    return any(a <= other.cue[0] and other.cue[1] <= b for a, b in report.content)
