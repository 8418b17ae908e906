"""Attributions of one clause: their shape, and what holds among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crossframe.predicates import Predicate
from crossframe.tagged_clauses import Clause, Place


class Report(NamedTuple):
    """One attribution of a clause, in tokens.

    Attributes
    ----------
    source
        None where the clause names none.
    cue
        The cue.
    content
        What is said, in one or more parts; empty where it stands in another clause.
    speaks
        True if a quotation that follows without a cue goes on with it.
    """

    source: Place | None
    cue: Place
    content: tuple[Place, ...]
    speaks: bool = False


def with_shared_source(verb: Predicate, report: Report, found: Sequence[Report]) -> Report:
    """Give ", adding that ..." the source of the attribution that ends before its comma.

    Parameters
    ----------
    verb
        The verb of the report.
    report
        The report.
    found
        The reports before it in the clause.

    Returns
    -------
    Report
        With that source, or as it was.
    """
    if verb.kind == "ing" and verb.joined:
        for other in found:
            if other.source and other.content and 0 < verb.start - other.content[-1][1] <= 2:
                return report._replace(source=other.source)
    return report


def cut_at_joined(
    clause: Clause, found: Sequence[Report], verbs: Sequence[Predicate]
) -> list[Report]:
    """End contents before a verb that shares their source: "Roe said A and argued B".

    Parameters
    ----------
    clause
        The clause.
    found
        Its reports.
    verbs
        Its verb groups.

    Returns
    -------
    list of Report
        In the same order.
    """
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


def outermost(found: Sequence[Report]) -> list[Report]:
    """Drop what stands inside the content of another: it is part of what that source says.

    Parameters
    ----------
    found
        The reports of a clause.

    Returns
    -------
    list of Report
        In the order of their cues. Where two stand inside each other ("the poll shows A, Roe
        said"), the later one holds the whole.
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


def without_repeats(found: Sequence[Report]) -> list[Report]:
    """Give a content that two cues stand beside to the later one: 'Roe vowed, "A," she said'.

    Parameters
    ----------
    found
        The reports of a clause, in the order of their cues.

    Returns
    -------
    list of Report
        Without those that are left without content.
    """
    result: list[Report] = []
    taken: set[Place] = set()
    for report in reversed(found):
        content = tuple(place for place in report.content if place not in taken)
        taken |= set(report.content)
        if content:
            result.append(report._replace(content=content))
    return result[::-1]


def overlaps(report: Report, found: Sequence[Report]) -> bool:
    """Tell whether a report shares tokens with the cue or content of others.

    Parameters
    ----------
    report
        The report, from its cue to the end of its content.
    found
        The others.

    Returns
    -------
    bool
        True if it does.
    """
    first, last = report.cue[0], report.content[-1][1]
    return any(a < last and first < b for other in found for a, b in (other.cue, *other.content))


def _holds(report: Report, other: Report) -> bool:
    return any(a <= other.cue[0] and other.cue[1] <= b for a, b in report.content)
