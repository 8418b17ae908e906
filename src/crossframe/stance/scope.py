"""What a clause does to a thing it names: which words govern it, and what they make of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crossframe.stance.governors import by_place, governors, strongest
from crossframe.stance.polarity import ACTIONS, ATTITUDES, EVALUATIONS, Operator, Token
from crossframe.stance.syntax import BREAKS, TURNS, VERBS, is_passive, verb_after
from crossframe.text.words import word_list

_NEAR = 3


class Reading(NamedTuple):
    """How a clause treats a target."""

    approval: int  # +1 supported, -1 opposed, 0 neither: the product of such words that govern it
    intent: int  # +1 wanted or asked for, 0 not
    direct: bool  # an attitude stands right before it, or is what it meets with as a subject
    action: int  # +1 brought about, -1 curbed, 0 neither
    evaluation: int  # +1 spoken well of, -1 ill, 0 neither
    denials: int  # how many times it is called untrue
    rejections: int  # how many times it is turned down
    negations: int  # how many have it in their scope
    necessity: bool  # it is called due, or with a negation not to be done
    used: tuple[Operator, ...]  # what was read, in text order


def read(sentence: Sequence[Token], found: Sequence[Operator], first: int, last: int) -> Reading:
    """Read what the target at tokens [first, last] undergoes."""
    # By the words before it, back to the verb of a clause further out, and, if it is a subject, by its
    # predicate.
    naming = word_list("stance/naming")
    after = [o for o in found if o.first > last]
    verb = verb_after(sentence, last)
    before = governors(
        sentence, [o for o in found if o.last < first], first, subject=verb is not None
    )
    if verb is not None:
        predicate = _predicate(sentence, after, verb)
    elif any(token.form in naming for token in sentence[max(0, first - _NEAR - 2) : first]):
        predicate = _predicate(sentence, [o for o in after if o.kind in EVALUATIONS], last + 1)
    else:
        predicate = []
    premodifier = [o for o in found if o.last == first - 1 and o.kind in EVALUATIONS]
    used = [*before, *predicate]
    if any(o.kind in ATTITUDES for o in before):
        used = [o for o in used if not (o in before and _of(sentence, o))]
    else:
        used += premodifier
    judging = _judging(sentence, predicate)
    return Reading(
        approval=_product(o for o in used if o.kind in ("support", "oppose")),
        intent=_product(o for o in used if o.kind == "intend"),
        direct=any(o.kind in ATTITUDES and _adjoins(sentence, o.last, first) for o in before)
        or any(o.kind in ATTITUDES for o in predicate),
        action=_product(o for o in used if o.kind in ACTIONS and o not in judging),
        evaluation=_judgement(o for o in used if o.kind in EVALUATIONS or o in judging),
        denials=sum(o.kind == "deny" for o in used),
        rejections=sum(o.kind == "reject" for o in used),
        negations=sum(o.kind == "negation" for o in used),
        necessity=any(o.kind == "necessity" for o in used),
        used=tuple(sorted(set(used))),
    )


def _product(found: Iterable[Operator]) -> int:
    """Return the product of the signs, 0 where there is none."""
    signs = [o.sign for o in found]
    return math.prod(signs) if signs else 0


def _judgement(found: Iterable[Operator]) -> int:
    """Return the sign of what is said of something: ill once is ill, and twice is no better."""
    judged = list(found)
    ill = [o for o in judged if o.kind in ("bad", "ill")]
    return _product([o for o in judged if o not in ill] + ill[:1])


def _of(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether a word of harm only names what an attitude is about: "protest the abuse of"."""
    return o.kind in EVALUATIONS and o.sign < 0 and sentence[o.last + 1].form == "of"


def _adjoins(sentence: Sequence[Token], last: int, first: int) -> bool:
    """Tell whether only the beginning of a noun phrase stands between two places."""
    between = sentence[last + 1 : first]
    return len(between) < _NEAR and not any(token.tag in VERBS for token in between)


def _predicate(sentence: Sequence[Token], found: Sequence[Operator], start: int) -> list[Operator]:
    """Return the operators in the predicate that begins at `start`."""
    starts = by_place(found, "first")
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
    """Tell whether an attitude in a predicate is towards the subject: "was opposed", "drew anger"."""
    return sentence[i].tag in "NAxb" or is_passive(sentence, i)


def _judging(sentence: Sequence[Token], predicate: Sequence[Operator]) -> list[Operator]:
    """Return the operators of a predicate that judge its subject rather than act on it."""
    act = next((o for o in predicate if o.kind in ACTIONS), None)
    if act is not None and is_passive(sentence, act.first):
        return []
    return [o for o in predicate if o.kind in ACTIONS | EVALUATIONS]
