"""What a clause does to a thing it names: which words govern it, and what they make of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crossframe.stance.polarity import ATTITUDES, EVALUATIONS, Operator, Token
from crossframe.stance.syntax import (
    AUXILIARIES,
    BREAKS,
    TURNS,
    VERBS,
    is_finite,
    is_passive,
    next_tag,
    verb_after,
)

_STRONGEST = ("deny", "oppose", "support", "curb", "bad", "ill", "good", "necessity")
_REACH, _NEAR = 7, 5
_NAMING = frozenset({"call", "called", "calls", "calling", "labeled", "described", "considers"})


class Reading(NamedTuple):
    """How a clause treats a target."""

    approval: int  # +1 supported, -1 opposed, 0 neither: the product of such words that govern it
    action: int  # -1 curbed, +1 a curb curbed, 0 neither
    evaluation: int  # +1 spoken well of, -1 ill, 0 neither
    denials: int  # how many times it is called untrue
    negations: int  # how many have it in their scope
    necessity: bool  # it is called due, or with a negation not to be done
    used: tuple[Operator, ...]  # what was read, in text order


def read(sentence: Sequence[Token], found: Sequence[Operator], first: int, last: int) -> Reading:
    """Read what the target at tokens [first, last] undergoes."""
    # By the words before it, back to the verb of a clause further out, and, if it is a subject, by its
    # predicate.
    verb = verb_after(sentence, last)
    used = governors(sentence, found, first, subject=verb is not None)
    if not any(o.kind in ATTITUDES for o in used):
        used += [o for o in found if o.last == first - 1 and o.kind in EVALUATIONS]
    if verb is not None:
        used += _predicate(sentence, found, verb)
    elif any(token.form in _NAMING for token in sentence[max(0, first - _NEAR) : first]):
        used += _predicate(sentence, [o for o in found if o.kind in EVALUATIONS], last + 1)
    return Reading(
        approval=_product(o for o in used if o.kind in ("support", "oppose")),
        action=_product(o for o in used if o.kind == "curb"),
        evaluation=_judgement(o for o in used if o.kind in EVALUATIONS),
        denials=sum(o.kind == "deny" for o in used),
        negations=sum(o.kind == "negation" for o in used),
        necessity=any(o.kind == "necessity" for o in used),
        used=tuple(sorted(used)),
    )


def governors(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, *, subject: bool
) -> list[Operator]:
    """Return the operators before a target that have it in their scope."""
    ends = _by_place((o for o in found if o.last < first), "last")
    places = _scope(sentence, ends, first, subject=subject)
    verb = next((i for i in places if is_finite(sentence, i)), -1)
    while verb > 0 and sentence[verb - 1].tag in AUXILIARIES | {"n"}:
        verb -= 1
    governing = [ends[i] for i in places if i in ends]
    negations = [kinds["negation"] for kinds in governing if "negation" in kinds]
    chief = [o for kinds in governing if (o := strongest(kinds)) is not None]
    reached = [o for o in chief if o.last >= verb or _denies_clause(sentence, o)]
    attitudes = _chain(o for o in reached if o.kind in ATTITUDES)
    limit = max((o.last for o in attitudes), default=-1)
    curbs = _chain(o for o in reached if o.kind == "curb" and o.first > limit)
    if curbs and first - curbs[0].last > _REACH:
        curbs = []
    return [*negations, *attitudes, *curbs, *(o for o in reached if o.kind == "necessity")]


def strongest(kinds: dict[str, Operator]) -> Operator | None:
    """Return the operator that counts at one place; None where a negation stands or none does."""
    if "negation" in kinds:
        return None
    return next((kinds[kind] for kind in _STRONGEST if kind in kinds), None)


def _denies_clause(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether a whole clause is denied: "denied | that …"."""
    return o.kind == "deny" and sentence[o.last + 1].tag == "T"


def _by_place(found: Iterable[Operator], end: str) -> dict[int, dict[str, Operator]]:
    places: dict[int, dict[str, Operator]] = {}
    for o in found:
        places.setdefault(getattr(o, end), {})[o.kind] = o
    return places


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
        start = min((o.first for o in ends.get(i, {}).values()), default=i)
        if i not in ends and _closes(sentence, ends, i, subject=subject):
            break
        places.extend(range(i, start - 1, -1))
        i = start - 1
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
    if token.tag in ",C" and subject:
        return True
    if token.tag == "C":
        return next_tag(sentence, i) in VERBS
    return token.tag not in AUXILIARIES and is_finite(sentence, i)


def _chain(reached: Iterable[Operator]) -> list[Operator]:
    """Return words of one kind that lead to a target: "urged them to oppose", "loosen limits"."""
    chain: list[Operator] = []
    for o in reached:
        if chain and chain[-1].first - o.last > _REACH:
            break
        chain.append(o)
    return chain


def _predicate(sentence: Sequence[Token], found: Sequence[Operator], start: int) -> list[Operator]:
    """Return the operators in the predicate that begins at `start`."""
    starts = _by_place(found, "first")
    used: list[Operator] = []
    i = start
    while i < len(sentence) and not _ends_predicate(sentence[i], used):
        kinds = starts.get(i, {})
        o = kinds.get("negation") or strongest(kinds)
        if o is not None and (o.kind not in ATTITUDES or _undergone(sentence, i)):
            used += [o] if o.kind != "necessity" else []
        if o is not None and o.kind in ATTITUDES | EVALUATIONS:
            break
        i = max((o.last for o in kinds.values()), default=i) + 1
    return used


def _ends_predicate(token: Token, used: Sequence[Operator]) -> bool:
    if token.tag in BREAKS or token.tag == "T" or token.form in TURNS:
        return True
    return token.tag in ",C" and any(o.kind != "negation" for o in used)


def _undergone(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether a predicate's attitude is towards the subject: "was opposed", "drew anger"."""
    return sentence[i].tag in "NAxb" or is_passive(sentence, i)


def _product(found: Iterable[Operator]) -> int:
    """Return the product of the signs, 0 where there is none."""
    signs = [o.sign for o in found]
    return math.prod(signs) if signs else 0


def _judgement(found: Iterable[Operator]) -> int:
    """Return the sign of what is said of something: ill once is ill, and twice is no better."""
    judged = list(found)
    ill = [o for o in judged if o.kind in ("bad", "ill")]
    return _product([o for o in judged if o not in ill] + ill[:1])
