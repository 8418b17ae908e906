"""The words before a target that govern it: how far scope reaches back, and what it meets."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.stance.polarity import ACTIONS, ATTITUDES, Operator, Token
from crossframe.stance.syntax import (
    AUXILIARIES,
    BREAKS,
    TURNS,
    VERBS,
    before_aside,
    is_finite,
    next_tag,
)

_ADJUNCTS = frozenset(
    {"for", "after", "before", "despite", "because", "while", "when", "since", "amid", "during"}
)
_NOBODY = frozenset({"no", "nothing", "none", "nobody", "neither", "never"})
_STRONGEST = (
    "deny",
    "reject",
    "oppose",
    "support",
    "intend",
    "curb",
    "bring",
    "bad",
    "ill",
    "good",
    "necessity",
)
_REACH = 7


def governors(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, *, subject: bool
) -> list[Operator]:
    """Return the operators before a target that have it in their scope."""
    ends = by_place(found, "last")
    places = _scope(sentence, ends, first, subject=subject)
    verb = _verb_group(sentence, next((i for i in places if is_finite(sentence, i)), -1))
    governing = [ends[i] for i in places if i in ends]
    used = [
        kinds["negation"]
        for kinds in governing
        if "negation" in kinds and _negates(sentence, kinds["negation"], places, verb)
    ]
    chief = [o for kinds in governing if (o := strongest(kinds)) is not None]
    reached = [o for o in chief if o.last >= verb or _takes_clause(sentence, o)]
    attitudes = _chain(sentence, [o for o in reached if o.kind in ATTITUDES], places, first)
    limit = max((o.last for o in reached if o.kind in ATTITUDES), default=-1)
    near = [
        o for o in reached if o.kind in ACTIONS and o.first > limit and first - o.last <= _REACH
    ]
    actions = _chain(sentence, near, places, first)
    return [*used, *attitudes, *actions, *(o for o in reached if o.kind == "necessity")]


def by_place(found: Sequence[Operator], end: str) -> dict[int, dict[str, Operator]]:
    """Return the operators by place."""
    places: dict[int, dict[str, Operator]] = {}
    for o in found:
        places.setdefault(getattr(o, end), {})[o.kind] = o
    return places


def strongest(kinds: dict[str, Operator]) -> Operator | None:
    """Return the operator that counts at one place; None where a negation stands or none does."""
    if "negation" in kinds:
        return None
    return next((kinds[kind] for kind in _STRONGEST if kind in kinds), None)


def _verb_group(sentence: Sequence[Token], i: int) -> int:
    """Return the place where the verb group of the verb at place i begins: "must | have"."""
    while i > 0 and sentence[i - 1].tag in AUXILIARIES | {"n"}:
        i -= 1
    return i


def _scope(
    sentence: Sequence[Token],
    ends: dict[int, dict[str, Operator]],
    first: int,
    *,
    subject: bool,
) -> list[int]:
    """Return the places before a target whose words may govern it, nearest first."""
    places: list[int] = []
    i = first - 1
    while i >= 0:
        if i in ends:
            start = min(o.first for o in ends[i].values())
            places.extend(range(i, start - 1, -1))
            i = start - 1
            continue
        if _closes(sentence, ends, i, subject=subject):
            break
        places.append(i)
        i = (before_aside(sentence, i) if sentence[i].tag == "," else i) - 1
    return places


def _closes(
    sentence: Sequence[Token], ends: dict[int, dict[str, Operator]], i: int, *, subject: bool
) -> bool:
    """Tell whether no word before place i can govern what stands after it."""
    token = sentence[i]
    if token.tag in BREAKS or token.form in TURNS:
        return True
    if token.tag == "T":
        return i > 0 and i - 1 not in ends
    if token.tag == "," and subject:
        return True
    if token.tag == "C":
        return subject or next_tag(sentence, i) in VERBS
    return token.tag not in AUXILIARIES and is_finite(sentence, i)


def _chain(
    sentence: Sequence[Token], reached: Sequence[Operator], places: Sequence[int], first: int
) -> list[Operator]:
    """Return the words of one kind that lead to a target: "urged them to oppose", "loosen limits"."""
    chain: list[Operator] = []
    edge = first
    for o in reached:
        if chain and (edge - o.last > _REACH or _crossed(sentence, places, o.last, edge)):
            break
        chain.append(o)
        edge = o.first
    return chain


def _negates(sentence: Sequence[Token], o: Operator, places: Sequence[int], verb: int) -> bool:
    """Tell whether a negation before a target has it in its scope."""
    if _crossed(sentence, places, o.last, len(sentence)):
        return False
    if any(sentence[k].form in _ADJUNCTS for k in places if k > o.last + 1):
        return False
    in_verb_group = o.last + 1 < len(sentence) and sentence[o.last + 1].tag in "KHBRUZVG"
    return o.last >= verb or in_verb_group or sentence[o.first].form in _NOBODY


def _crossed(sentence: Sequence[Token], places: Sequence[int], start: int, end: int) -> bool:
    return any(sentence[k].tag in ",C" for k in places if start < k < end)


def _takes_clause(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether an attitude has a whole clause for its object: "denied | that …"."""
    return o.kind in ATTITUDES and sentence[o.last + 1].tag == "T"
