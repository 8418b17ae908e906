"""The words before a target that govern it: how far scope reaches back, and what it meets."""

from __future__ import annotations

from collections.abc import Sequence

from crossframe.stance.polarity import ACTIONS, AGENTS, ATTITUDES, EVALUATIONS, Operator, Token
from crossframe.stance.syntax import (
    AUXILIARIES,
    BREAKS,
    TURNS,
    VERBS,
    before_aside,
    is_finite,
    next_tag,
)
from crossframe.text.words import word_list

_INSTRUMENTS = frozenset(
    {"by", "with", "via", "through", "without", "under", "at", "during", "in", "from", "among"}
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
_NEAR = 3


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
    reached = [
        o for o in chief if o.last >= verb or leads(sentence, o) or _takes_clause(sentence, o)
    ]
    attitudes = _attitudes(sentence, reached, places, first)
    limit = max((o.last for o in reached if o.kind in ATTITUDES), default=-1)
    actions = _actions(sentence, [o for o in reached if o.first > limit], places, first)
    judged = [
        o
        for o in reached
        if o.kind == "necessity" or (o.kind in EVALUATIONS and leads(sentence, o))
    ]
    used += [*attitudes, *actions, *judged, *_threats(sentence, found, places, first)]
    used += _unmarked(sentence, found, places, first)
    return unless(sentence[first:], used)


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


def unless(rest: Sequence[Token], used: list[Operator]) -> list[Operator]:
    """Drop negations that a following "unless" or "until" takes back."""
    if any(token.form in ("unless", "until") for token in rest):
        return [o for o in used if o.kind != "negation"]
    return used


def leads(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether a judgement takes what follows it: "wrong to end", "sad that", "abuse of"."""
    rest = sentence[o.last + 1 : o.last + 3]
    if o.kind not in EVALUATIONS or not rest:
        return False
    tags = "".join(token.tag for token in rest)
    clause = tags[0] == "T" or tags in ("tB", "tb")
    return rest[0].form == "of" or (o.kind != "ill" and clause)


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
        return (
            i > 0 and i - 1 not in ends and sentence[i - 1].form not in word_list("stance/claims")
        )
    if token.tag == "," and subject:
        return True
    if token.tag == "C":
        return subject or next_tag(sentence, i) in VERBS
    return token.tag not in AUXILIARIES and is_finite(sentence, i)


def _attitudes(
    sentence: Sequence[Token], reached: Sequence[Operator], places: Sequence[int], first: int
) -> list[Operator]:
    """Return the chain of attitudes that leads to a target: "urged them to oppose"."""
    chain: list[Operator] = []
    edge = first
    for o in reached:
        if o.kind not in ATTITUDES or (o.last + 1 < first and _is_apart(sentence, o)):
            continue
        if chain and (edge - o.last > _REACH or _crossed(sentence, places, o.last, edge)):
            break
        doubled = chain and o.sign < 0 and chain[-1].sign < 0 and edge - o.last < _NEAR
        if not doubled:
            chain.append(o)
        edge = o.first
    return chain


def _actions(
    sentence: Sequence[Token], reached: Sequence[Operator], places: Sequence[int], first: int
) -> list[Operator]:
    """Return the chain of actions on a target: "loosen limits on"."""
    chain: list[Operator] = []
    edge = first
    for o in reached:
        if o.kind not in ACTIONS or edge - o.last > _REACH:
            continue
        if chain and _crossed(sentence, places, o.last, edge):
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


def _threats(
    sentence: Sequence[Token], found: Sequence[Operator], places: Sequence[int], first: int
) -> list[Operator]:
    """Return what is held against an if-clause: "threatened to sue if the tax | comes"."""
    opened = min(places, default=first) - 1
    if opened < 0 or sentence[opened].form != "if":
        return []
    return [o for o in found if o.last < opened and o.kind == "oppose"][-1:]


def _crossed(sentence: Sequence[Token], places: Sequence[int], start: int, end: int) -> bool:
    return any(sentence[k].tag in ",C" for k in places if start < k < end)


def _takes_clause(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether an attitude has a whole clause for its object: "denied (reports) | that …"."""
    rest = sentence[o.last + 1 : o.last + _REACH]
    end = next((i for i, token in enumerate(rest) if token.tag not in "DANEI'"), len(rest))
    return o.kind in ATTITUDES and end < len(rest) and rest[end].tag == "T"


def _unmarked(
    sentence: Sequence[Token], found: Sequence[Operator], places: Sequence[int], first: int
) -> list[Operator]:
    """Return a denial of a clause that no "that" marks: "denied | they give it away"."""
    verb = min(places, default=first) - 1
    subject = verb
    while subject > 0 and sentence[subject - 1].tag in "DANEP'#":
        subject -= 1
    if verb < 0 or subject == verb:
        return []
    return [o for o in found if o.kind in ("deny", "reject") and o.last == subject - 1]


def _is_apart(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether an attitude is not towards what follows: "critics | to veto", "backed | by"."""
    following = sentence[o.last + 1].form
    return following in _INSTRUMENTS or (sentence[o.first].form in AGENTS and following != "of")
