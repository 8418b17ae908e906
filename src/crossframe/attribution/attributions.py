"""Who says what: every attribution of an article as source, cue and content; all rules together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.attribution.by_label import (
    announcement,
    label_report,
    name_before_colon,
    signature,
    signed_quotation,
    speaker_alone,
)
from crossframe.attribution.by_noun import (
    according_to,
    adjective_report,
    as_put,
    noun_reports,
    passive_report,
)
from crossframe.attribution.by_verb import verb_report
from crossframe.attribution.candidates import can_report
from crossframe.attribution.grammar.clauses import Clause, Place, Report, clauses
from crossframe.attribution.grammar.lexicon import cue_adjectives
from crossframe.attribution.grammar.predicates import (
    Predicate,
    predicates,
    verb_groups,
    with_subjects,
)
from crossframe.text.quotations import quotations
from crossframe.text.running import RunningText, Span

ATTRIBUTION_COLUMNS = [
    "article",
    "attribution",
    "first_sentence",
    "last_sentence",
    "source",
    "cue",
    "content",
    "source_spans",
    "cue_spans",
    "content_spans",
    "quotation",
]
_BETWEEN_PARTS = " … "
_TALKING = frozenset({"talk", "speak", "address", "chat", "shout", "scream", "whisper", "lecture"})
_LINKING = frozenset(
    {"be", "become", "feel", "remain", "seem", "sound", "appear", "look", "stay", "grow", "get"}
)


class _Attribution(NamedTuple):
    """Spans of source, cue and content in a passage."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


def attributions(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find who says what.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`) of any number of articles.

    Returns
    -------
    pandas.DataFrame
        One row an attribution, in the order of the articles and of their cues: `article` (str),
        `attribution` (int, from 0 in each article), `first_sentence`, `last_sentence` (int, the
        sentences that it reaches over), `source`, `cue`, `content` (str, the words; parts that
        stand apart are joined by " … "; `source` is "" where none is named), `source_spans`,
        `cue_spans`, `content_spans` (tuple of [start, end) tuples, code points in the article's
        file, one or more a part and paragraph), `quotation` (str: direct where all of the content
        but an introducing "that" stands in quotation marks, mixed where a part of it does,
        indirect where nothing does).

    Notes
    -----
    Rules over a shallow grammar, no model: quotations are found first and count as one word each;
    the clauses around them are tagged by word lists and endings; each verb group gets its subject;
    reporting verbs, nouns and adjectives, verbs beside a quotation, "according to" and colons are
    cues; the cue decides what its content can be and where it ends. An attribution inside the
    content of another is part of what that source says and has no row. A quotation without a
    cue goes on with the last speaker of its paragraph or the one before.

    The parts of an attribution follow Pareti (2012), A Database of Attribution Relations, LREC,
    and Newell, Margolin and Ruths (2018), An Attribution Relations Corpus for Political News,
    LREC; the order of rules for direct quotations Krestel, Bergler and Witte (2008), Minding the
    Source, LREC.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = attributions(given_sentences([("a", 1, 1, "“It rains,” Ada Roe said. “A lot.”")]))
    >>> table[["source", "cue", "content", "quotation"]].values.tolist()
    [['Ada Roe', 'said', '“It rains,” … “A lot.”', 'direct']]
    >>> table["content_spans"][0]
    ((0, 11), (26, 34))
    """
    rows = []
    for article, passage in RunningText.of_each(sentences):
        found = sorted(_find(passage), key=lambda one: one.cue)
        rows += [(article, number, *_row(passage, one)) for number, one in enumerate(found)]
    return pd.DataFrame(rows, columns=ATTRIBUTION_COLUMNS)


def _row(passage: RunningText, one: _Attribution) -> tuple[object, ...]:
    spans = [*one.source, *one.cue, *one.content]
    first = passage.sentence_at(min(start for start, _ in spans))
    last = passage.sentence_at(max(end for _, end in spans) - 1)
    words = [_BETWEEN_PARTS.join(passage.words(span) for span in part) for part in one]
    in_file = [tuple(piece for span in part for piece in passage.in_file(span)) for part in one]
    return first, last, *words, *in_file, quotation_form(words[2])


def quotation_form(content: str) -> str:
    """Tell whether a content is quoted: direct, mixed or indirect."""
    quoted = quotations(content)
    if not quoted:
        return "indirect"
    rest, position = "", 0
    for quotation in quoted:
        rest += content[position : quotation.start]
        position = quotation.end
    rest += content[position:]
    left = [word.strip(",.;:…—–-") for word in rest.lower().split()]
    return "direct" if set(left) <= {"", "that"} else "mixed"


class _Speech:
    """The attribution that a quotation without a cue would go on with."""

    def __init__(self, one: _Attribution, number: int, paragraph: int, *, quotes: bool) -> None:
        self.one = one
        self.clause = number
        self.paragraph = paragraph
        self.quotes = quotes

    def goes_on(self, number: int, paragraph: int) -> bool:
        """Tell whether a quotation of the clause is still by the same speaker."""
        return number == self.clause + 1 or (self.quotes and paragraph == self.paragraph)

    def add(self, spans: list[Span], number: int, paragraph: int, *, quotes: bool = True) -> None:
        """Add what the clause quotes."""
        self.one.content.extend(spans)
        self.clause, self.paragraph, self.quotes = number, paragraph, quotes


def _find(passage: RunningText) -> list[_Attribution]:
    """Find the attributions of a passage and join quotations without a cue to their speaker."""
    parts = [
        (passage.paragraphs[number], clause)
        for number, clause in clauses(passage.text, passage.starts, quotations(passage.text))
    ]
    found: list[_Attribution] = []
    speech: _Speech | None = None
    announced = False
    pending: list[Span] = []
    for number, (paragraph, clause) in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        if announced and speech and (not speech.one.content or paragraph == speech.paragraph):
            quotes = "@" in clause.tags
            speech.add([clause.span((0, len(clause.tags)))], number, paragraph, quotes=quotes)
            continue
        announced = False
        if _is_quotation(clause):
            spans = [clause.span((k, k + 1)) for k, tag in enumerate(clause.tags) if tag == "@"]
            if (
                not _speaker_follows(following, paragraph)
                and speech
                and speech.goes_on(number, paragraph)
            ):
                speech.add(spans, number, paragraph)
                pending = []
            elif talk := _talk_before(parts, number):
                source, cue = talk
                same = found and found[-1].cue == [cue]
                one = found[-1] if same else _Attribution([source], [cue], [])
                found += [] if same else [one]
                speech = _Speech(one, number, paragraph, quotes=True)
                speech.add(spans, number, paragraph)
            else:
                pending += spans
            continue
        ends_paragraph = following is not None and following[0] != paragraph
        quoted = following is not None and following[1].tags[:1] == "@"
        announcing = announcement(clause, quoted=quoted) if ends_paragraph else None
        asking = (signature(clause) or speaker_alone(clause)) if pending else None
        lone = announcing or asking
        reports = [lone] if lone else clause_reports(clause, headline=paragraph == parts[0][0])
        for report in reports:
            one = _Attribution(
                [clause.span(report.source)] if report.source else [],
                [clause.span(report.cue)],
                [clause.span(part) for part in report.content],
            )
            found.append(one)
            if report.speaks:
                quotes = any("@" in clause.tags[start:end] for start, end in report.content)
                speech = _Speech(one, number, paragraph, quotes=quotes or report is asking)
        if asking and not announcing:
            found[-1].content.extend(pending)
        begins = number == 0 or parts[number - 1][0] != paragraph
        announced = announcing is not None or (begins and _is_transcript(clause, reports))
        pending = []
    return [one for one in found if one.content]


def _talk_before(parts: Sequence[tuple[int, Clause]], number: int) -> tuple[Span, Span] | None:
    """Return who talks, and the verb, in the clause before: "Roe began talking to them. “It ...”"."""
    if not number or parts[number - 1][0] != parts[number][0]:
        return None
    clause = parts[number - 1][1]
    verbs = [verb for verb in predicates(clause) if verb.base in _TALKING and not verb.passive]
    source = verbs[-1].subject if verbs else None
    if not source or clause.tags[source[0]] in "WT":
        return None
    return clause.span(source), clause.span((verbs[-1].start, verbs[-1].end))


def _is_transcript(clause: Clause, reports: Sequence[Report]) -> bool:
    """Tell whether a clause opens what a speaker says up to the paragraph's end: "Roe: It will."."""
    labels = [one for one in reports if one.source and clause.tags[one.cue[0]] == ":"]
    return any(one.source == (0, one.cue[0]) and "@" not in clause.tags for one in labels)


def _is_quotation(clause: Clause) -> bool:
    """Tell whether a clause is quoted as a whole."""
    return "@" in clause.tags and set(clause.tags) <= set("@.,?-")


def _speaker_follows(following: tuple[int, Clause] | None, paragraph: int) -> bool:
    """Tell whether the next clause of the paragraph says whose quotation it is."""
    return (
        following is not None
        and following[0] == paragraph
        and speaker_alone(following[1]) is not None
    )


def clause_reports(clause: Clause, *, headline: bool = False) -> list[Report]:
    """Find the attributions of one clause; none stands inside the content of another."""
    label = signed_quotation(clause) or label_report(clause, headline=headline)
    if label:
        return [label]
    groups = verb_groups(clause)
    if not can_report(clause, groups):
        return []
    verbs = with_subjects(clause, groups)
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
    put = as_put(clause, verbs)
    taken = {cue for one in put for cue in range(*one.cue)}
    found = [one for one in found if one.cue[0] not in taken]
    found += [*according_to(clause), *put]
    if found:
        tails = {
            verb.start
            for number, verb in enumerate(verbs)
            if clause.tags[verb.first - 1 : verb.first] in {"S", "i"}
            and ("clause" not in verb.frames or any("clause" in v.frames for v in verbs[:number]))
        }
        found = _without_repeats(_outermost(_cut_at_joined(clause, found, verbs)), tails)
    for report in noun_reports(clause, verbs):
        if report.source and clause.tags[report.content[0][0]] in "Tt":
            first, last = report.cue  # "made the case that" is one cue, not "made"
            found = [other for other in found if not first <= other.cue[0] < last]
        if not _overlaps(report, found):
            found.append(report)
    named = name_before_colon(clause)
    if named and not _overlaps(named, found):
        found.append(named)
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
    if verb.frames or "@" in clause.tags:  # a verb that no list has speaks beside a quotation only
        return verb_report(clause, verbs, number, subjects)
    return None


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
    """Drop what stands inside the content of another: it is part of what that source says."""
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


def _without_repeats(found: Sequence[Report], tails: set[int]) -> list[Report]:
    """Give a content that two cues stand beside to the later one: 'Roe vowed, "A," she said'."""
    result: list[Report] = []
    taken: set[Place] = set()
    # a cue in the tail of another comes last: "Roe said as she left: ..."
    for report in sorted(found, key=lambda one: (one.cue[0] in tails, -one.cue[1])):
        content = tuple(place for place in report.content if place not in taken)
        taken |= set(report.content)
        if content:
            result.append(report._replace(content=content))
    return sorted(result, key=lambda report: report.cue)


def _overlaps(report: Report, found: Sequence[Report]) -> bool:
    """Tell whether a report, from its cue to the end of its content, shares tokens with others."""
    first, last = report.cue[0], report.content[-1][1]
    return any(a < last and first < b for other in found for a, b in (other.cue, *other.content))


def _holds(report: Report, other: Report) -> bool:
    return any(a <= other.cue[0] and other.cue[1] <= b for a, b in report.content)
