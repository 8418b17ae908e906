"""What a sentence does to the thing it names: attitudes, actions, evaluations and negations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from snowballstemmer import stemmer

from crossframe import grammar
from crossframe.cues import inflections, irregular_verbs
from crossframe.words import fold, word_list

SIGNS = {
    "support": 1,
    "oppose": -1,
    "bring": 1,
    "curb": -1,
    "good": 1,
    "bad": -1,
    "negation": -1,
    "necessity": 1,
    "open": 0,
}
_ATTITUDES = frozenset({"support", "oppose"})
_ACTIONS = frozenset({"bring", "curb"})
_EVALUATIONS = frozenset({"good", "bad"})
_QUOTES = frozenset("\"“”„‟«»‘[]")
_BREAKS = frozenset(";:-().SW")
_INSTRUMENTS = frozenset({"by", "with", "via", "through", "without", "under", "at", "during"})
_REACH = 7


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
    action
        +1 brought about, -1 curbed, 0 neither.
    evaluation
        +1 spoken well of, -1 ill, 0 neither.
    negations
        How many negations have it in their scope.
    used
        The operators that were read, in text order.
    """

    attitude: int
    action: int
    evaluation: int
    negations: int
    used: tuple[Operator, ...]


@cache
def stem(form: str) -> str:
    """Return the stem of a folded word, its possessive ending dropped."""
    return str(stemmer("english").stemWord(re.sub(r"'s?$", "", form)))


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
    """Return the listed words and phrases of a sentence, the longest at each place."""
    table = _entries()
    found: list[Operator] = []
    i = 0
    while i < len(sentence):
        taken = 0
        kinds: list[str] = []
        for key, kind in table.get(sentence[i].form, ()):
            if taken and len(key) < taken:
                break
            if tuple(token.form for token in sentence[i : i + len(key)]) == key:
                taken = len(key)
                if kind not in kinds:
                    kinds.append(kind)
        found.extend(Operator(i, i + taken - 1, kind, SIGNS[kind]) for kind in kinds)
        i += max(taken, 1)
    return found


def read(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, last: int
) -> Reading:
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
        further out, a noun compounded with it, and, if it stands in the subject, the predicate.
    """
    used: list[Operator] = []
    ends: dict[int, list[Operator]] = {}
    for o in found:
        if o.last < first:
            ends.setdefault(o.last, []).append(o)
    attitude, action, negations = 0, 0, 0
    edge = first
    finite = False
    i = first - 1
    joined = False
    while i >= 0:
        token = sentence[i]
        here = ends.get(i, [])
        if token.tag in _BREAKS or token.form in ("but", "if"):
            break
        kinds = {o.kind: o for o in here}
        near = edge - i <= _REACH
        if "negation" in kinds:
            negations += 1
            used.append(kinds["negation"])
            i = kinds["negation"].first - 1
            continue
        act = next((kinds[k] for k in ("curb", "bring") if k in kinds), None)
        att = next((kinds[k] for k in ("oppose", "support") if k in kinds), None)
        if att is not None and not (attitude and (joined or not near)):
            if not (attitude < 0 and att.sign < 0 and used[-1].kind == "oppose" and edge - i <= 2):
                attitude = (attitude or 1) * att.sign
                used.append(att)
            edge, joined = att.first, False
        elif act is not None and not attitude and near and not (action and joined) and not _instrument(sentence, i + 1, edge):
            action = (action or 1) * act.sign
            used.append(act)
            edge, joined = act.first, False
        start = here[0].first if here else i
        if _is_finite(sentence, i, start):
            finite = True
            if not here:
                if token.tag not in "MKHQ":
                    break
        if token.tag in ",C":
            joined = True
        i = start - 1
    head = last
    after = [o for o in found if o.first > last]
    for o in after:
        if o.first - head > 2 or o.kind not in _ACTIONS | _ATTITUDES:
            break
        if any(sentence[k].tag not in "NEA'#b" for k in range(head + 1, o.first + 1)):
            break
        if o.kind in _ACTIONS:
            action = (action or 1) * o.sign
        used.append(o)
        head = o.last
    evaluation = 0
    before = [o for o in found if o.last == first - 1 and o.kind in _EVALUATIONS]
    if before and not attitude:
        evaluation = before[0].sign
        used.append(before[0])
    if not finite:
        value, kind, turned, seen = _predicate(sentence, after, head)
        negations += turned
        used.extend(seen)
        if kind == "attitude":
            attitude = (attitude or 1) * value
        elif kind == "action":
            action = (action or 1) * value
        elif kind == "evaluation":
            evaluation = value
    return Reading(attitude, action, evaluation, negations, tuple(sorted(set(used))))


def _predicate(
    sentence: Sequence[Token], after: Sequence[Operator], head: int
) -> tuple[int, str, int, list[Operator]]:
    """Read the predicate of the subject that ends at `head`: value, kind, negations, operators."""
    start = head + 1
    depth = False
    while start < len(sentence):
        tag = sentence[start].tag
        if tag in ";:-.S":
            return 0, "", 0, []
        if tag == "W":
            depth = True
        elif tag == "," :
            depth = False
        elif not depth and _is_finite(sentence, start, start):
            break
        start += 1
    else:
        return 0, "", 0, []
    passive = False
    value, kind, turned = 0, "", 0
    seen: list[Operator] = []
    starts = {}
    for o in after:
        starts.setdefault(o.first, []).append(o)
    i = start
    while i < len(sentence):
        token = sentence[i]
        here = starts.get(i, [])
        if token.tag in ";:-.SWT(" or (token.tag in ",C" and seen):
            break
        if token.tag == "K":
            passive = True
        kinds = {o.kind: o for o in here}
        if "negation" in kinds:
            turned += 1
            seen.append(kinds["negation"])
        else:
            o = next((kinds[k] for k in ("oppose", "support", "curb", "bring", "bad", "good") if k in kinds), None)
            if o is not None:
                seen.append(o)
                if o.kind in _ATTITUDES:
                    return (value or 1) * o.sign, "attitude", turned, seen
                if o.kind in _ACTIONS:
                    if passive and token.tag in "ZUV" and not value:
                        return o.sign, "action", turned, seen
                    value, kind = (value or 1) * o.sign, "evaluation"
                else:
                    return (value or 1) * o.sign, "evaluation", turned, seen
        i = (here[0].last if here else i) + 1
    return value, kind, turned, seen


def _is_finite(sentence: Sequence[Token], i: int, start: int) -> bool:
    tag = sentence[i].tag
    if tag in "MKHQXV":
        return True
    if tag in "ZB":
        before = next((sentence[k].tag for k in range(start - 1, -1, -1) if sentence[k].tag not in "Rn"), ".")
        return before in "NEPO'#,UZ" if tag == "Z" else before in "NEP"
    return False


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


_ = irregular_verbs
