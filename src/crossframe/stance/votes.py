"""How the words around a theme are counted: one vote for each place, one stance for a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crossframe.stance.codebook import Theme
from crossframe.stance.holders import Line, Span
from crossframe.stance.polarity import ATTITUDES
from crossframe.stance.propositions import Orientation
from crossframe.stance.scope import Reading
from crossframe.stance.syntax import BREAKS
from crossframe.stance.themes import term_pattern
from crossframe.text.words import fold
from crossframe.voices.speakers import OUTLET

_WEAK = frozenset({"mention", "opposite term", "necessity", "left open"})
_TONE = {"good": 1, "bad": -1, "oppose": -1, "deny": -1, "negation": -1}
_ILL_TONE = -2
_CLAUSE_ENDS = BREAKS | {","}


class Vote(NamedTuple):
    """What one place of a theme says: +1, -1 or 0, by which rule and words, and whose it is."""

    sign: int
    rule: str
    term: str
    cue: str
    span: Span
    holders: list[str]


def decide(
    reading: Reading, aim: Orientation, term: str, *, named: bool, left_open: bool
) -> tuple[int, str]:
    """Return what one place of a theme says, and by which rule."""
    # For a demand the sign is the product of attitude, action, evaluation and negations, turned once
    # more for an object or an opposite: "loosen (-) the ban (-) on cars" where the demand is to ban
    # them (-) is against it. For a stated fact actions do not count, unless on a harm, and attitudes
    # and evaluations are turned where the fact is a bad one: who worries about it, states it.
    turn = -1 if (reading.negations + reading.denials) % 2 else 1
    attitude, evaluation = reading.approval * aim.value, reading.evaluation * aim.value
    if aim.value < 0 or (not aim.demand and term in aim.opposites):
        attitude, evaluation = max(attitude, 0), max(evaluation, 0)
    action = reading.action if aim.demand or evaluation or term in aim.objects else 0
    said = attitude or action or evaluation
    side = -1 if term in aim.opposites or (term in aim.objects and said) else 1
    if left_open and turn > 0 and not (reading.approval < 0 or action or evaluation):
        return 0, "left open"
    if said:
        sign = (attitude or 1) * (action or 1) * (evaluation or 1) * side * turn
        return sign, "attitude" if attitude else "action" if action else "evaluation"
    if turn < 0:
        return -side, "denial" if reading.denials else "negation"
    if reading.necessity or side < 0:
        return side, "necessity" if reading.necessity else "opposite term"
    return (1 if named or aim.value < 0 else 0), "mention"


def majority(votes: Sequence[Vote]) -> Vote:
    """Return the vote that stands for a sentence."""
    strong = [vote for vote in votes if vote.rule not in _WEAK]
    decided = strong or [vote for vote in votes if vote.rule != "mention"] or list(votes)
    decided = sorted(decided, key=lambda vote: vote.holders == [OUTLET])
    total = sum(vote.sign for vote in decided) or 1
    return next((vote for vote in decided if vote.sign * total > 0), decided[0])


def by_tone(main: Vote, line: Line, aim: Orientation) -> Vote:
    """Return the vote of a sentence that only names a stated fact, but speaks ill throughout."""
    if main.rule != "mention" or aim.demand or aim.value < 0:
        return main
    tone = [_TONE.get(o.kind, 0) for o in line.operators]
    return main._replace(sign=-1, rule="tone") if sum(tone) <= _ILL_TONE else main


def codebook_cue(line: Line, theme: Theme) -> tuple[int, str, str, str, Span] | None:
    """Return what the codebook's own cue phrases say."""
    folded = fold(line.text)
    found = [
        (sign, phrase, match)
        for sign, phrases in ((1, theme.favor_cues), (-1, theme.against_cues))
        for phrase in phrases
        if (match := term_pattern(phrase).search(folded))
    ]
    if len({sign for sign, _, _ in found}) != 1:
        return None
    sign, phrase, match = found[0]
    span = (line.start + match.start(), line.start + match.end())
    return sign, "codebook cue", phrase, line.text[match.start() : match.end()], span


def is_left_open(line: Line, place: int) -> bool:
    """Tell whether the clause of a place leaves the matter open: not "weigh in and urge"."""
    sides = [
        o.first
        for o in line.operators
        if o.kind in ATTITUDES and line.tokens[o.first - 1].tag == "C"
    ]
    return any(
        not any(
            token.tag in _CLAUSE_ENDS
            for token in line.tokens[min(o.last, place) : max(o.first, place)]
        )
        and not any(o.last < side < place for side in sides)
        for o in line.operators
        if o.kind == "open"
    )
