"""Which clauses can hold an attribution, told before the subjects of their verbs are sought."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.attribution.by_noun import BEFORE_SOURCE, PUTTING, noun_contents
from crossframe.attribution.by_verb import CLOSING
from crossframe.attribution.grammar.clauses import Clause
from crossframe.attribution.grammar.lexicon import cue_adjectives
from crossframe.attribution.grammar.predicates import Predicate


def can_report(clause: Clause, verbs: Sequence[Predicate]) -> bool:
    """Tell whether any rule of reports, whatever the subjects of the verbs, can hold for a clause."""
    if any(verb.frames or verb.base in PUTTING for verb in verbs):
        return True
    if not (BEFORE_SOURCE.isdisjoint(clause.forms) and cue_adjectives().isdisjoint(clause.forms)):
        return True
    return _verb_beside_quotation(clause, verbs) or bool(noun_contents(clause))


def _verb_beside_quotation(clause: Clause, verbs: Sequence[Predicate]) -> bool:
    """Tell whether a verb, or a name and a colon, may say a quotation before or after it."""
    tags, forms = clause.tags, clause.forms
    quoted = [k for k, letter in enumerate(tags) if letter == "@"] if "@" in tags else []
    closed = min((k for k in quoted if forms[k][-1] in CLOSING), default=len(tags))
    opened = max((k for k in quoted if k and tags[k - 1] in ",:"), default=0)
    return ":@" in tags or any(
        closed < verb.start or verb.end <= opened
        for verb in verbs
        if verb.kind == "finite" and not verb.passive and not verb.auxiliary
    )
