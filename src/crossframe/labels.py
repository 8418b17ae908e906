"""Speakers that a colon sets before or after what they say: headlines, transcripts, captions."""

from __future__ import annotations

from crossframe.contents import clause_end
from crossframe.grammar import Clause
from crossframe.predicates import Place, noun_phrase_before
from crossframe.words import word_list

_LONGEST_NAME = 9  # tokens of a speaker before a colon
_FINITE = frozenset("VXMKHZQB")


def label_report(clause: Clause, *, headline: bool) -> tuple[Place, Place, Place] | None:
    """Return source, cue (the colon) and content of a clause that names its speaker by a colon.

    Parameters
    ----------
    clause
        The clause.
    headline
        True for a headline, where no quotation marks are needed ("Roe: It will rain").

    Returns
    -------
    tuple or None
        Tokens of source, cue and content.
    """
    tags, forms = clause.tags, clause.forms
    colon = tags.find(":")
    if colon < 1 or colon + 1 >= len(tags):
        return None
    quoted = tags[colon + 1] == "@"
    transcript = colon <= 4 and set(tags[:colon]) <= {"E"} and len(tags) - colon > 3
    if not quoted and not headline and not transcript:
        return None
    if _names(clause, 0, colon) and (quoted or _FINITE & set(tags[colon:]) or transcript):
        return (0, colon), (colon, colon + 1), (colon + 1, clause_end(clause, colon + 1))
    after = len(tags) - (tags[-1] == ".")
    if headline and after - colon <= 5 and set(tags[colon + 1 : after]) <= {"E", "'"} and _FINITE & set(tags[:colon]):
        return (colon + 1, after), (colon, colon + 1), (0, colon)
    if quoted and forms[colon + 1][1:2].isupper() and tags[colon - 1] == "E":
        first = noun_phrase_before(clause, colon - 1)
        if _names(clause, first, colon):
            return (first, colon), (colon, colon + 1), (colon + 1, clause_end(clause, colon + 1))
    return None


def _names(clause: Clause, first: int, end: int) -> bool:
    """Tell whether the tokens before a colon can be somebody who speaks."""
    tags = clause.tags[first:end]
    return (
        0 < len(tags) <= _LONGEST_NAME
        and not _FINITE & set(tags)
        and ("E" in tags or "N" in tags)
        and tags[0] in "DNEA"
        and clause.forms[end - 1] not in word_list("cue_labels")
        and clause.forms[first] not in word_list("cue_labels")
    )
