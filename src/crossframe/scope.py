"""What a clause does to a thing it names: which words govern it, and what they make of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crossframe.polarity import ACTIONS, ATTITUDES, EVALUATIONS, Operator, Token

_BREAKS = frozenset(";:-().SW")
_TURNS = frozenset({"but", "if"})
_VERBS = frozenset("BGXVZU")
_ALWAYS_FINITE = frozenset("MKHQXV")
_AUXILIARIES = frozenset("MKHQ")
_INSTRUMENTS = frozenset({"by", "with", "via", "through", "without", "under", "at", "during", "in"})
_NOBODY = frozenset("no nothing none nobody neither never".split())
_NAMING = frozenset(
    "call called calls calling label labeled labelled labels brand branded brands describe "
    "described describes describing deem deemed deems consider considered considers term termed "
    "terms found finds".split()
)
_STRONGEST = ("deny", "oppose", "support", "curb", "bring", "bad", "ill", "good", "necessity")
_REACH = 7
_NEAR = 3
_ASIDE = 10


class Reading(NamedTuple):
    """How a clause treats a target.

    Attributes
    ----------
    attitude
        +1 supported, -1 opposed, 0 neither: the product of the attitudes that govern it.
    direct
        Whether an attitude stands right before it.
    action
        +1 brought about, -1 curbed, 0 neither.
    evaluation
        +1 spoken well of, -1 ill, 0 neither.
    denials
        How many times it is called untrue or turned down.
    negations
        How many negations have it in their scope.
    hypothetical
        Whether it stands in an if-clause.
    necessity
        Whether it is called due.
    used
        The operators that were read, in text order.
    """

    attitude: int
    direct: bool
    action: int
    evaluation: int
    denials: int
    negations: int
    hypothetical: bool
    necessity: bool
    used: tuple[Operator, ...]


def read(sentence: Sequence[Token], found: Sequence[Operator], first: int, last: int) -> Reading:
    """Read what the target at tokens [first, last] undergoes.

    Parameters
    ----------
    sentence
        As of `crossframe.polarity.tokens`.
    found
        As of `crossframe.polarity.operators`.
    first, last
        Positions of the target's first and last token.

    Returns
    -------
    Reading
        From the words that govern the target: those before it, back to the verb of a clause
        further out; a noun compounded with it; and, if it is a subject, its predicate.

    Examples
    --------
    >>> from crossframe.polarity import operators, tokens
    >>> sentence = tokens("The mayor does not support a ban on cars.")
    >>> reading = read(sentence, operators(sentence), 8, 8)
    >>> sentence[8].form, reading.attitude, reading.action, reading.negations
    ('cars', 1, -1, 1)
    """
    after = [o for o in found if o.first > last]
    compound = _compound(sentence, after, last)
    head = compound[-1].last if compound else last
    verb = _verb_after(sentence, head)
    before = _governors(
        sentence, [o for o in found if o.last < first], first, subject=verb is not None
    )
    if verb is not None:
        predicate = _predicate(sentence, after, verb)
    elif any(token.form in _NAMING for token in sentence[max(0, first - _NEAR - 2) : first]):
        predicate = _predicate(sentence, [o for o in after if o.kind in EVALUATIONS], head + 1)
    else:
        predicate = []
    premodifier = [o for o in found if o.last == first - 1 and o.kind in EVALUATIONS]
    used = [*before, *compound, *predicate]
    if any(o.kind in ATTITUDES for o in before):
        used = [o for o in used if not (o in before and _of(sentence, o))]
    else:
        used += premodifier
    if any(token.form == "whether" for token in sentence[:first]):
        used = [o for o in used if o.kind not in EVALUATIONS]
    judging = _judging(sentence, predicate)
    return Reading(
        attitude=_product(o for o in used if o.kind in ("support", "oppose")),
        direct=any(o.kind in ATTITUDES and _adjoins(sentence, o.last, first) for o in before),
        action=_product(o for o in used if o.kind in ACTIONS and o not in judging),
        evaluation=_product(o for o in used if o.kind in EVALUATIONS or o in judging),
        denials=sum(o.kind == "deny" for o in used),
        negations=sum(o.kind == "negation" for o in used),
        hypothetical=_hypothetical(sentence, first),
        necessity=any(o.kind == "necessity" for o in used),
        used=tuple(sorted(set(used))),
    )


def _product(found: Iterable[Operator]) -> int:
    """Return the product of the signs, 0 where there is none."""
    signs = [o.sign for o in found]
    return math.prod(signs) if signs else 0


def _governors(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, *, subject: bool
) -> list[Operator]:
    """Return the operators before a target that have it in their scope, nearest first."""
    ends = _by(found, "last")
    places = _scope(sentence, ends, first, subject=subject)
    verb = next((i for i in places if _is_finite(sentence, i)), -1)
    governing = [ends[i] for i in places if i in ends]
    used = [
        kinds["negation"]
        for kinds in governing
        if "negation" in kinds and _negates(sentence, kinds["negation"], places, verb)
    ]
    strongest = [o for o in map(_strongest, governing) if o is not None]
    reached = [o for o in strongest if o.last >= verb or _leads(sentence, o)]
    attitudes = _attitudes(sentence, reached, places, first)
    limit = max((o.last for o in reached if o.kind in ATTITUDES), default=-1)
    actions = _actions(sentence, [o for o in reached if o.first > limit], places, first)
    judged = [
        o
        for o in reached
        if o.kind == "necessity" or (o.kind in EVALUATIONS and _leads(sentence, o))
    ]
    used += [*attitudes, *actions, *judged, *_threats(sentence, found, places, first)]
    return _unless(sentence[first:], used)


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
        i = (_before_aside(sentence, i) if sentence[i].tag == "," else i) - 1
    return places


def _closes(
    sentence: Sequence[Token], ends: dict[int, dict[str, Operator]], i: int, *, subject: bool
) -> bool:
    """Tell whether no word before place i can govern what stands after it."""
    token = sentence[i]
    if token.tag in _BREAKS or token.form in _TURNS:
        return True
    if token.tag == "T":
        return i > 0 and i - 1 not in ends
    if token.tag == "C":
        return subject or _next_tag(sentence, i) in _VERBS
    return token.tag not in _AUXILIARIES and _is_finite(sentence, i)


def _attitudes(
    sentence: Sequence[Token], reached: Sequence[Operator], places: Sequence[int], first: int
) -> list[Operator]:
    """Return the chain of attitudes that leads to a target: "urged them to oppose"."""
    chain: list[Operator] = []
    edge = first
    for o in reached:
        if o.kind not in ATTITUDES or (o.last + 1 < first and _by_means(sentence, o)):
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


def _by_means(sentence: Sequence[Token], o: Operator) -> bool:
    return sentence[o.last + 1].form in _INSTRUMENTS


def _of(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether a word of harm only names what an attitude is about: "protest the abuse of"."""
    return o.kind in EVALUATIONS and o.sign < 0 and sentence[o.last + 1].form == "of"


def _leads(sentence: Sequence[Token], o: Operator) -> bool:
    """Tell whether a judgement takes what follows it: "wrong to end", "sad that", "abuse of"."""
    rest = sentence[o.last + 1 : o.last + 3]
    if o.kind not in EVALUATIONS or not rest:
        return False
    tags = "".join(token.tag for token in rest)
    clause = tags[0] == "T" or tags in ("tB", "tb")
    return rest[0].form == "of" or (o.kind != "ill" and clause)


def _by(found: Sequence[Operator], end: str) -> dict[int, dict[str, Operator]]:
    """Return place -> kind -> operator, for the operators' first or last tokens."""
    places: dict[int, dict[str, Operator]] = {}
    for o in found:
        places.setdefault(getattr(o, end), {})[o.kind] = o
    return places


def _strongest(kinds: dict[str, Operator]) -> Operator | None:
    if "negation" in kinds:
        return None
    return next((kinds[kind] for kind in _STRONGEST if kind in kinds), None)


def _next_tag(sentence: Sequence[Token], i: int) -> str:
    """Return the tag of the first token after i that is no adverb."""
    return next((token.tag for token in sentence[i + 1 :] if token.tag != "R"), ".")


def _before_aside(sentence: Sequence[Token], comma: int) -> int:
    """Return the place of the comma that opens the aside closed at `comma`, or `comma`."""
    for i in range(comma - 2, max(-1, comma - _ASIDE), -1):
        if sentence[i].tag == ",":
            return i if sentence[i + 1].tag in "IiWG" else comma
    return comma


def _unless(rest: Sequence[Token], used: list[Operator]) -> list[Operator]:
    """Drop negations that a following "unless" or "until" takes back."""
    if any(token.form in ("unless", "until") for token in rest):
        return [o for o in used if o.kind != "negation"]
    return used


def _hypothetical(sentence: Sequence[Token], first: int) -> bool:
    """Tell whether the words before a target open an if-clause that no mark closes."""
    for token in reversed(sentence[:first]):
        if token.form == "if" or token.tag in ",;:-.":
            return token.form == "if"
    return False


def _adjoins(sentence: Sequence[Token], last: int, first: int) -> bool:
    """Tell whether only the beginning of a noun phrase stands between two places."""
    between = sentence[last + 1 : first]
    return len(between) < _NEAR and not any(token.tag in _VERBS for token in between)


def _compound(sentence: Sequence[Token], found: Sequence[Operator], last: int) -> list[Operator]:
    """Return the operators that are compounded with a target: "sugar tax | ban"."""
    used: list[Operator] = []
    head = last
    for o in found:
        between = sentence[head + 1 : o.first + 1]
        if o.kind not in ACTIONS | ATTITUDES or len(between) > _NEAR:
            break
        if between[-1].tag not in "Nxb" or any(t.tag not in "NEA'#bGZx" for t in between):
            break
        used.append(o)
        head = o.last
    return used if sentence[last].tag in "NEUZ'b" else []


def _predicate(sentence: Sequence[Token], found: Sequence[Operator], start: int) -> list[Operator]:
    """Return the operators in the predicate that begins at `start`."""
    starts = _by(found, "first")
    used: list[Operator] = []
    i = start
    while i < len(sentence) and not _ends_predicate(sentence[i], used):
        kinds = starts.get(i, {})
        o = kinds.get("negation") or _strongest(kinds)
        if o is not None and (o.kind not in ATTITUDES or _undergone(sentence, i)):
            used += [o] if o.kind != "necessity" else []
        if o is not None and o.kind in ATTITUDES | EVALUATIONS:
            break
        i = max((o.last for o in kinds.values()), default=i) + 1
    return _unless(sentence[start:], used)


def _ends_predicate(token: Token, used: Sequence[Operator]) -> bool:
    if token.tag in _BREAKS or token.tag == "T" or token.form in _TURNS:
        return True
    return token.tag in ",C" and any(o.kind != "negation" for o in used)


def _undergone(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether an attitude in a predicate is towards the subject: "was opposed", "drew anger"."""
    return sentence[i].tag in "NAxb" or _passive(sentence, i)


def _verb_after(sentence: Sequence[Token], head: int) -> int | None:
    """Return the place of the verb whose subject ends at `head`; None if it is no subject."""
    aside = False
    for i in range(head + 1, len(sentence)):
        tag = sentence[i].tag
        if tag == ",":
            aside = not aside
        elif tag in ";:-.STC" or (tag == "W" and not aside):
            return None
        elif not aside and _is_finite(sentence, i):
            return i
    return None


def _judging(sentence: Sequence[Token], predicate: Sequence[Operator]) -> list[Operator]:
    """Return the operators of a predicate that judge its subject rather than act on it.

    "was banned" acts on the subject; "bans" or "would ban" tells what the subject does.
    """
    act = next((o for o in predicate if o.kind in ACTIONS), None)
    if act is not None and _passive(sentence, act.first):
        return []
    return [o for o in predicate if o.kind in ACTIONS | EVALUATIONS]


def _passive(sentence: Sequence[Token], i: int) -> bool:
    before = sentence[max(0, i - _NEAR) : i]
    return sentence[i].tag in "ZUV" and any(token.tag == "K" for token in before)


def _is_finite(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether the word at place i is a finite verb, as far as its neighbours show."""
    tag = sentence[i].tag
    if tag not in "ZB":
        return tag in _ALWAYS_FINITE
    before = next((t.tag for t in reversed(sentence[:i]) if t.tag not in "Rn"), ".")
    if tag == "B":
        return before in "NEPX"
    if before not in "NEPO'#,":
        return False
    following = sentence[i + 1].tag if i + 1 < len(sentence) else "."
    return following not in "It" or not _has_verb_before(sentence, i)


def _has_verb_before(sentence: Sequence[Token], i: int) -> bool:
    for token in reversed(sentence[:i]):
        if token.tag in _BREAKS or token.tag in "TC":
            return False
        if token.tag in _ALWAYS_FINITE:
            return True
    return False
