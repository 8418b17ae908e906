"""Who says what in one clause: all rules together."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.cues import cue_adjectives
from crossframe.labels import label_report
from crossframe.noun_phrases import noun_phrase_after
from crossframe.noun_reports import according_to, adjective_report, noun_reports, passive_report
from crossframe.predicates import Predicate, predicates
from crossframe.reports import (
    Report,
    cut_at_joined,
    outermost,
    overlaps,
    with_shared_source,
    without_repeats,
)
from crossframe.tagged_clauses import Clause
from crossframe.verb_reports import verb_report

_AUXILIARY = frozenset({"be", "have", "do"})
_LINKING = frozenset(
    {"be", "become", "feel", "remain", "seem", "sound", "appear", "look", "stay", "grow", "get"}
)
_LONGEST_SIGNATURE = 10  # tokens
_AFTER_SPEAKER = ".,IREitOS"  # what may follow in '"A?" Mr. Roe asked'


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
            found.append(with_shared_source(verb, report, found))
    found += according_to(clause)
    found = without_repeats(outermost(cut_at_joined(clause, found, verbs)))
    for report in noun_reports(clause, verbs):
        if report.source and clause.tags[report.content[0][0]] in "Tt":
            first, last = report.cue  # "made the case that" is one cue, not "made"
            found = [other for other in found if not first <= other.cue[0] < last]
        if not overlaps(report, found):
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


def speaker_alone(clause: Clause) -> Report | None:
    """Return the cue and source of a clause that is only those, as after a question: "Roe asked.".

    Parameters
    ----------
    clause
        The clause.

    Returns
    -------
    Report or None
        Without content.
    """
    verb = next(iter(predicates(clause)), None)
    if verb is None or verb.kind != "finite" or verb.passive or not verb.subject:
        return None
    rest = clause.tags[verb.last :]
    says_more = set(rest) & set("@T:") or clause.tag(verb.last) not in _AFTER_SPEAKER
    if verb.first or says_more or not {"clause", "wh"} & verb.frames:
        return None
    return Report(verb.subject, (verb.start, verb.end), (), speaks=True)


def signature(clause: Clause) -> Report | None:
    """Return the cue and source of a line that signs the quotation before it: "— Ada Roe, farmer".

    Parameters
    ----------
    clause
        The clause.

    Returns
    -------
    Report or None
        Its cue is the dash; without content.
    """
    if clause.tags[:1] != "-":
        return None
    source = noun_phrase_after(clause, 1)
    if source is None or clause.tags[1] not in "ED" or source[1] - 1 > _LONGEST_SIGNATURE:
        return None
    return Report(source, (0, 1), (), speaks=True)


def announcement(clause: Clause) -> Report | None:
    """Return the cue and source of a clause whose content is the next paragraph: "Roe wrote:".

    Parameters
    ----------
    clause
        The clause.

    Returns
    -------
    Report or None
        Without content.
    """
    if clause.tags[-1] != ":":
        return None
    for verb in reversed(predicates(clause)):
        if verb.passive or verb.base in _AUXILIARY or not verb.subject:
            continue
        if not set(clause.tags[verb.end :]) & set("VXMKHC"):
            return Report(verb.subject, (verb.start, verb.end), (), speaks=True)
    return None
