"""Speakers beside what they say with no verb that takes it: by a colon, a dash, or alone."""

from __future__ import annotations

from crossframe.attribution.content import clause_end
from crossframe.attribution.grammar.clauses import Clause, Place, Report
from crossframe.attribution.grammar.noun_phrases import noun_phrase_after, noun_phrase_before
from crossframe.attribution.grammar.predicates import predicates
from crossframe.text.words import word_set

_LONGEST_NAME = 9  # tokens of a speaker before a colon
_LONGEST_NAME_AFTER = 5
_LONGEST_TRANSCRIPT_NAME = 4
_LONGEST_SIGNATURE = 10
_DASHES = frozenset({"-", "–", "—", "--", "~", "―"})
_FINITE = frozenset("VXMKHZQB")
_AFTER_SPEAKER = ".,IREitOS"  # what may follow in '"A?" Mr. Roe asked'


def label_report(clause: Clause, *, headline: bool) -> Report | None:
    """Return the attribution of a clause that names its speaker by a colon."""
    # a headline needs no quotation marks: "Roe: It will rain"
    tags = clause.tags
    colon = tags.find(":")
    if colon < 1 or colon + 1 >= len(tags):
        return None
    source = _speaker_before(clause, colon, headline=headline)
    if source:
        content = colon + 1, clause_end(clause, colon + 1)
        return Report(source, (colon, colon + 1), (content,), speaks=True)
    end = len(tags.rstrip("."))
    name = set(tags[colon + 1 : end])
    after = 0 < end - colon - 1 < _LONGEST_NAME_AFTER and name <= {"E", "'"}
    if headline and after and _FINITE & set(tags[:colon]):
        return Report((colon + 1, end), (colon, colon + 1), ((0, colon),), speaks=True)
    return None


def speaker_alone(clause: Clause) -> Report | None:
    """Return the report of a clause without content, as after a question: "Roe asked."."""
    verb = next(iter(predicates(clause)), None)
    if verb is None or verb.kind != "finite" or verb.passive or not verb.subject:
        return None
    rest = clause.tags[verb.last :]
    says_more = set(rest) & set("@T:") or clause.tag(verb.last) not in _AFTER_SPEAKER
    if verb.first or says_more or not {"clause", "wh"} & verb.frames:
        return None
    return Report(verb.subject, (verb.start, verb.end), (), speaks=True)


def signed_quotation(clause: Clause) -> Report | None:
    """Return the report of a quotation and who signs it: "“It rains.” - Ada Roe"."""
    dash = clause.skip(1, ".,") if clause.tags[:1] == "@" else 0
    if not dash or clause.form(dash) not in _DASHES or dash + 1 >= len(clause.tags):
        return None
    source = noun_phrase_after(clause, dash + 1)
    if source is None or clause.tags[dash + 1] != "E":
        return None
    if source[1] - source[0] > _LONGEST_SIGNATURE or clause.tags[source[1] :].strip("."):
        return None
    return Report(source, (dash, dash + 1), ((0, 1),), speaks=True)


def signature(clause: Clause) -> Report | None:
    """Return the report of a line that signs the quotation before it: "— Ada Roe, farmer"."""
    if clause.form(0) not in _DASHES:
        return None
    source = noun_phrase_after(clause, 1)
    if source is None or clause.tags[1] not in "ED" or source[1] - 1 > _LONGEST_SIGNATURE:
        return None
    return Report(source, (0, 1), (), speaks=True)


def announcement(clause: Clause, *, quoted: bool = False) -> Report | None:
    """Return the report of a clause whose content is the next paragraph: "Roe wrote:"."""
    if clause.tags[-1] != ":":
        return None
    colon = len(clause.tags) - 1
    if (
        quoted and "E" in clause.tags and _can_speak(clause, 0, colon)
    ):  # "Chairwoman Ada Roe:" and a quotation
        return Report((0, colon), (colon, colon + 1), (), speaks=True)
    for verb in reversed(predicates(clause)):
        if verb.passive or verb.auxiliary or not verb.subject:
            continue
        if not set(clause.tags[verb.end :]) & set("VXMKHC"):
            return Report(verb.subject, (verb.start, verb.end), (), speaks=True)
    return None


def _speaker_before(clause: Clause, colon: int, *, headline: bool) -> Place | None:
    tags = clause.tags
    quoted = tags[colon + 1] == "@"
    transcript = set(tags[:colon]) == {"E"} and colon <= _LONGEST_TRANSCRIPT_NAME
    says = quoted or transcript or (headline and _FINITE & set(tags[colon:]))
    if says and len(tags) - colon > 2 - quoted and _can_speak(clause, 0, colon):
        return 0, colon
    return None


def name_before_colon(clause: Clause) -> Report | None:
    """Return the report of a name before a colon and a quotation: "Rain fell. Bob Low: “A lot”"."""
    colon = clause.tags.find(":@")
    if colon < 1 or clause.tags[colon - 1] != "E" or not clause.forms[colon + 1][1:2].isupper():
        return None
    first = noun_phrase_before(clause, colon - 1)
    if not _can_speak(clause, first, colon):
        return None
    content = colon + 1, clause_end(clause, colon + 1)
    return Report((first, colon), (colon, colon + 1), (content,), speaks=True)


def _can_speak(clause: Clause, first: int, end: int) -> bool:
    """Tell whether the tokens before a colon can be somebody who speaks."""
    tags = clause.tags[first:end]
    if not 0 < len(tags) <= _LONGEST_NAME or _FINITE & set(tags) or tags[0] not in "DNEA":
        return False
    edges = {clause.forms[first], clause.forms[end - 1]}
    return ("E" in tags or "N" in tags) and edges.isdisjoint(word_set("attribution/cue_labels"))
