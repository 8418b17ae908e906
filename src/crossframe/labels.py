"""Speakers that a colon sets before or after what they say: headlines, transcripts, captions."""

from __future__ import annotations

from crossframe.content_ends import clause_end
from crossframe.noun_phrases import noun_phrase_before
from crossframe.reports import Report
from crossframe.tagged_clauses import Clause, Place
from crossframe.words import word_list

_LONGEST_NAME = 9  # tokens of a speaker before a colon
_LONGEST_NAME_AFTER = 5
_LONGEST_TRANSCRIPT_NAME = 4
_FINITE = frozenset("VXMKHZQB")


def label_report(clause: Clause, *, headline: bool) -> Report | None:
    """Return the attribution of a clause that names its speaker by a colon.

    Parameters
    ----------
    clause
        The clause.
    headline
        True for a headline, where no quotation marks are needed ("Roe: It will rain").

    Returns
    -------
    Report or None
        Its cue is the colon.
    """
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


def _speaker_before(clause: Clause, colon: int, *, headline: bool) -> Place | None:
    tags = clause.tags
    quoted = tags[colon + 1] == "@"
    transcript = set(tags[:colon]) == {"E"} and colon <= _LONGEST_TRANSCRIPT_NAME
    says = quoted or transcript or (headline and _FINITE & set(tags[colon:]))
    if says and len(tags) - colon > 2 - quoted and _can_speak(clause, 0, colon):
        return 0, colon
    if quoted and clause.forms[colon + 1][1:2].isupper() and tags[colon - 1] == "E":
        first = noun_phrase_before(clause, colon - 1)
        return (first, colon) if _can_speak(clause, first, colon) else None
    return None


def _can_speak(clause: Clause, first: int, end: int) -> bool:
    """Tell whether the tokens before a colon can be somebody who speaks."""
    tags = clause.tags[first:end]
    if not 0 < len(tags) <= _LONGEST_NAME or _FINITE & set(tags) or tags[0] not in "DNEA":
        return False
    labels = word_list("cue_labels")
    return ("E" in tags or "N" in tags) and not {
        clause.forms[first],
        clause.forms[end - 1],
    } & set(labels)
