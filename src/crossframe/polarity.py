"""What a sentence does to the thing it names: attitudes, actions, evaluations and negations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from crossframe import grammar
from crossframe.cues import inflections
from crossframe.words import fold, word_list

SIGNS = {
    "support": 1,
    "oppose": -1,
    "bring": 1,
    "curb": -1,
    "good": 1,
    "bad": -1,
    "ill": -1,
    "negation": -1,
    "necessity": 1,
    "open": 0,
}
_ATTITUDES = frozenset({"support", "oppose"})
_ACTIONS = frozenset({"bring", "curb"})
_EVALUATIONS = frozenset({"good", "bad", "ill"})
_QUOTES = frozenset('"“”„‟«»‘[]')
_BREAKS = frozenset(";:-().SW")
_INSTRUMENTS = frozenset({"by", "with", "via", "through", "without", "under", "at", "during", "in"})
_TURNS = frozenset({"but", "if"})
_VERBS = frozenset("BGXVZU")
_STRONGEST = ("oppose", "support", "curb", "bring", "bad", "ill", "good", "necessity")
_NOBODY = frozenset("no nothing none nobody neither never".split())
_NAMING = frozenset(
    "call called calls calling label labeled labelled labels brand branded brands describe described "
    "describes describing deem deemed deems consider considered considers term termed terms found finds".split()
)
_REACH = 7
_NEAR = 3


class Token(NamedTuple):
    """One word or mark of a sentence: folded form, offsets, part-of-speech letter."""

    form: str
    start: int
    end: int
    tag: str


class Operator(NamedTuple):
    """A listed word or phrase: token positions [first, last], kind and sign."""

    first: int
    last: int
    kind: str
    sign: int


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
    negations
        How many negations have it in their scope.
    necessity
        Whether it is called due.
    used
        The operators that were read, in text order.
    """

    attitude: int
    direct: bool
    action: int
    evaluation: int
    negations: int
    necessity: bool
    used: tuple[Operator, ...]


def tokens(text: str) -> list[Token]:
    """Return the words and marks of a sentence, quotation marks left out.

    Parameters
    ----------
    text
        A sentence.

    Returns
    -------
    list of Token
        With the part-of-speech letters of `crossframe.grammar`.
    """
    words = [w for w in grammar.tokens(text, 0, len(text)) if w[0] not in _QUOTES]
    tags = grammar.tag([word for word, _, _ in words])
    return [
        Token(fold(word), start, end, tag)
        for (word, start, end), tag in zip(words, tags, strict=True)
    ]


def operators(sentence: Sequence[Token]) -> list[Operator]:
    """Return the listed words and phrases of a sentence, the longest at each place.

    An adverb or a day may stand inside a phrase: "called Tuesday for".
    """
    table = _entries()
    found: list[Operator] = []
    i = 0
    while i < len(sentence):
        length, last, kinds = 0, i, []
        for key, kind in table.get(sentence[i].form, ()):
            if len(key) < length:
                break
            end = _match(sentence, i, key)
            if end is not None and kind not in kinds:
                length, last = len(key), end
                kinds.append(kind)
        found.extend(Operator(i, last, kind, SIGNS[kind]) for kind in kinds)
        i = last + 1
    return found


def _match(sentence: Sequence[Token], start: int, key: tuple[str, ...]) -> int | None:
    i, skipped = start, 0
    for form in key:
        while i < len(sentence) and sentence[i].form != form:
            if i == start or skipped == 2 or sentence[i].tag not in "RiE":
                return None
            i, skipped = i + 1, skipped + 1
        if i == len(sentence):
            return None
        i += 1
    return i - 1


def read(sentence: Sequence[Token], found: Sequence[Operator], first: int, last: int) -> Reading:
    """Read what the target at tokens [first, last] undergoes.

    Parameters
    ----------
    sentence
        As of `tokens`.
    found
        As of `operators`.
    first, last
        Positions of the target's first and last token.

    Returns
    -------
    Reading
        From the words that govern the target: those before it back to the verb of a clause
        further out, a noun compounded with it, and, if it is a subject, its predicate.
    """
    after = [o for o in found if o.first > last]
    compound = _compound(sentence, after, last)
    head = compound[-1].last if compound else last
    start = _verb_after(sentence, head)
    predicate = [] if start is None else _predicate(sentence, after, start)
    before = _governors(
        sentence, [o for o in found if o.last < first], first, subject=start is not None
    )
    if start is None:
        predicate = _called(sentence, after, first, head)
    premodifier = [o for o in found if o.last == first - 1 and o.kind in _EVALUATIONS]
    used = [*before, *compound, *predicate]
    if not any(o.kind in _ATTITUDES for o in before):
        used += premodifier
    judging = _consequence(sentence, predicate)
    return Reading(
        attitude=_product(o for o in used if o.kind in _ATTITUDES),
        direct=any(o.kind in _ATTITUDES and first - o.last <= _NEAR for o in before),
        action=_product(o for o in used if o.kind in _ACTIONS and o not in judging),
        evaluation=_product(o for o in used if o.kind in _EVALUATIONS or o in judging),
        negations=sum(o.kind == "negation" for o in used),
        necessity=any(o.kind == "necessity" for o in used),
        used=tuple(sorted(set(used))),
    )


def _called(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, head: int
) -> list[Operator]:
    """Return the operators by which an object is named: "called the tax | unfair"."""
    before = [i for i in range(max(0, first - 5), first) if sentence[i].form in _NAMING]
    if not before:
        return []
    return _predicate(sentence, [o for o in found if o.kind in _EVALUATIONS], head + 1)


def _product(found: Iterable[Operator]) -> int:
    """Return the product of the signs, 0 where there is none."""
    signs = [o.sign for o in found]
    return math.prod(signs) if signs else 0


def _governors(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, *, subject: bool
) -> list[Operator]:
    """Return the operators before a target that have it in their scope, nearest first."""
    ends = _by(found, "last")
    used: list[Operator] = []
    edge, crossed, felt, verb = first, False, False, False
    i = first - 1
    while i >= 0:
        token = sentence[i]
        kinds = ends.get(i, {})
        start = min((o.first for o in kinds.values()), default=i)
        if not kinds:
            if token.form == "if":
                used += [o for o in found if o.last < i and o.kind == "oppose"][-1:]
                break
            if token.tag in _BREAKS or token.form in _TURNS or (subject and token.tag == "C"):
                break
            if token.tag == "T" and i and i - 1 not in ends:
                break
            if token.tag == "C" and i + 1 < len(sentence) and sentence[i + 1].tag in _VERBS:
                break
            if token.tag == ",":
                i = _before_aside(sentence, i)
            crossed = crossed or token.tag in ",C"
            if _is_finite(sentence, i):
                if token.tag not in "MKHQ":
                    break
                verb = True
        elif "negation" in kinds:
            if not crossed and (
                not verb or sentence[start].form in _NOBODY or _auxiliary(sentence, i)
            ):
                used.append(kinds["negation"])
        elif verb and not _leads(sentence, kinds):
            pass
        elif (o := _strongest(kinds)) is not None:
            follows = sentence[i + 1].form if i + 1 < first else ""
            if o.kind in _ATTITUDES and follows not in _INSTRUMENTS:
                if felt and (crossed or edge - i > _REACH):
                    break
                if not (felt and o.sign < 0 and used[-1].kind == "oppose" and edge - i <= 2):
                    used.append(o)
                felt, edge, crossed = True, o.first, False
            elif o.kind in _ACTIONS and not felt and edge - i <= _REACH:
                if not (crossed and used) and not _instrument(sentence, i + 1, edge):
                    used.append(o)
                    edge = o.first
            elif o.kind == "necessity" or (o.kind in _EVALUATIONS and _leads(sentence, kinds)):
                used.append(o)
            verb = verb or _is_finite(sentence, start)
        i = start - 1 if start <= i else i - 1
    return _unless(sentence[first:], used)


def _by(found: Sequence[Operator], end: str) -> dict[int, dict[str, Operator]]:
    """Return place -> kind -> operator, for the operators' first or last tokens."""
    places: dict[int, dict[str, Operator]] = {}
    for o in found:
        places.setdefault(getattr(o, end), {})[o.kind] = o
    return places


def _strongest(kinds: dict[str, Operator]) -> Operator | None:
    return next((kinds[kind] for kind in _STRONGEST if kind in kinds), None)


def _auxiliary(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether the negation at i stands in a verb group: "cannot be", "has never ruled"."""
    return i + 1 < len(sentence) and sentence[i + 1].tag in "KHBRUZVG"


def _leads(sentence: Sequence[Token], kinds: dict[str, Operator]) -> bool:
    """Tell whether a judgement takes what follows it: "wrong to", "sad that", "abuse of"."""
    for kind in ("bad", "good", "ill"):
        if kind in kinds and kinds[kind].last + 1 < len(sentence):
            following = sentence[kinds[kind].last + 1]
            return following.form == "of" or (kind != "ill" and following.tag in "tT")
    return False


def _before_aside(sentence: Sequence[Token], comma: int) -> int:
    """Return the place of the comma that opens the aside closed at `comma`, or `comma`."""
    for i in range(comma - 2, max(-1, comma - 10), -1):
        if sentence[i].tag == ",":
            return i if sentence[i + 1].tag in "IiWG" else comma
    return comma


def _unless(rest: Sequence[Token], used: list[Operator]) -> list[Operator]:
    """Drop negations that a following "unless" or "until" takes back."""
    if any(token.form in ("unless", "until") for token in rest):
        return [o for o in used if o.kind != "negation"]
    return used


def _compound(sentence: Sequence[Token], found: Sequence[Operator], last: int) -> list[Operator]:
    """Return the operators that are compounded with a target: "sugar | tax ban"."""
    used: list[Operator] = []
    head = last
    if sentence[last].tag not in "NEUZ'b":
        return used
    for o in found:
        between = sentence[head + 1 : o.first + 1]
        if o.kind not in _ACTIONS | _ATTITUDES or len(between) > 2:
            break
        if any(token.tag not in "NEA'#b" for token in between):
            break
        used.append(o)
        head = o.last
    return used


def _predicate(sentence: Sequence[Token], found: Sequence[Operator], start: int) -> list[Operator]:
    """Return the operators in the predicate that begins at `start`."""
    starts = _by(found, "first")
    used: list[Operator] = []
    i = start
    while i < len(sentence):
        token = sentence[i]
        if token.tag in _BREAKS or token.tag == "T" or token.form in _TURNS:
            break
        strong = [o for o in used if o.kind != "negation"]
        if token.tag in ",C" and strong:
            break
        kinds = starts.get(i, {})
        o = _strongest(kinds) or kinds.get("negation")
        if o is not None and o.kind in _ATTITUDES:
            if token.tag in "NAxb" or _passive(sentence, i):
                used.append(o)
            break
        if o is not None and o.kind != "necessity":
            used.append(o)
            if o.kind in _EVALUATIONS:
                break
        i = max((o.last for o in kinds.values()), default=i) + 1
    return _unless(sentence[start:], used)


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


def _consequence(sentence: Sequence[Token], predicate: Sequence[Operator]) -> list[Operator]:
    """Return the operators of a predicate that judge its subject rather than act on it.

    "was banned" acts on the subject; "bans" or "would ban" tells what the subject does.
    """
    for o in predicate:
        if o.kind in _ACTIONS:
            passive = _passive(sentence, o.first)
            return [] if passive else [p for p in predicate if p.kind in _ACTIONS | _EVALUATIONS]
    return [o for o in predicate if o.kind in _EVALUATIONS]


def _passive(sentence: Sequence[Token], i: int) -> bool:
    return sentence[i].tag in "ZUV" and any(t.tag == "K" for t in sentence[max(0, i - 3) : i])


def _is_finite(sentence: Sequence[Token], i: int) -> bool:
    tag = sentence[i].tag
    if tag in "MKHQXV":
        return True
    if tag not in "ZB":
        return False
    before = next(
        (sentence[k].tag for k in range(i - 1, -1, -1) if sentence[k].tag not in "Rn"), "."
    )
    return before in ("NEPO'#," if tag == "Z" else "NEPX")


def _instrument(sentence: Sequence[Token], start: int, end: int) -> bool:
    return any(sentence[i].form in _INSTRUMENTS for i in range(start, end))


def is_demand(proposition: str) -> bool:
    """Tell whether a proposition asks for something ("should") rather than stating a fact."""
    return any(operator.kind == "necessity" for operator in operators(tokens(proposition)))


@cache
def _entries() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for kind in SIGNS:
        for entry in word_list(f"stance_{kind}"):
            text = entry.lstrip("=")
            key = tuple(fold(word) for word, _, _ in grammar.tokens(text, 0, len(text)))
            for form in (key,) if entry.startswith("=") else _inflected(key):
                table.setdefault(form[0], set()).add((form, kind))
    return {form: sorted(keys, key=lambda k: (-len(k[0]), k)) for form, keys in table.items()}


def _inflected(key: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    yield key
    forms = inflections(key[0])
    for form in forms:
        yield (form, *key[1:])
    if len(key) > 1:
        yield (*key[:-1], inflections(key[-1])[0])
