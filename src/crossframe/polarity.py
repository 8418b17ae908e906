"""What a sentence does to the thing it names: attitudes, actions, evaluations and negations."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from snowballstemmer import stemmer

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
_TURNS = frozenset({"but", "if"})
_VERBS = frozenset("BGXVZU")
_STRONGEST = ("oppose", "support", "curb", "bring", "necessity")
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
    necessity
        Whether it is called due.
    used
        The operators that were read, in text order.
    """

    attitude: int
    action: int
    evaluation: int
    negations: int
    necessity: bool
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
        further out, a noun compounded with it, and, if it is a subject, its predicate.
    """
    before = _governors(sentence, [o for o in found if o.last < first], first)
    after = [o for o in found if o.first > last]
    compound = _compound(sentence, after, last)
    head = compound[-1].last if compound else last
    predicate = _predicate(sentence, [o for o in after if o.first > head], head)
    premodifier = [o for o in found if o.last == first - 1 and o.kind in _EVALUATIONS]
    used = [*before, *compound, *predicate]
    if not any(o.kind in _ATTITUDES for o in before):
        used += premodifier
    parts = {kinds: [o for o in used if o.kind in kinds] for kinds in (_ATTITUDES, _ACTIONS, _EVALUATIONS)}
    judged = _consequence(sentence, predicate)
    attitudes = [o for o in parts[_ATTITUDES]]
    actions = [o for o in parts[_ACTIONS] if o not in judged]
    evaluations = [o for o in (*premodifier, *judged) if o in used]
    return Reading(
        _product(attitudes),
        _product(actions),
        _product(evaluations),
        sum(o.kind == "negation" for o in used),
        any(o.kind == "necessity" for o in used),
        tuple(sorted(set(used))),
    )


def _product(found: Iterable[Operator]) -> int:
    """Return the product of the signs, 0 where there is none."""
    signs = [o.sign for o in found]
    return math.prod(signs) if signs else 0


def _governors(
    sentence: Sequence[Token], found: Sequence[Operator], first: int
) -> list[Operator]:
    """Return the operators before a target that have it in their scope, nearest first."""
    ends: dict[int, list[Operator]] = {}
    for o in found:
        ends.setdefault(o.last, []).append(o)
    used: list[Operator] = []
    edge, joined, felt = first, False, False
    i = first - 1
    while i >= 0:
        token = sentence[i]
        kinds = {o.kind: o for o in ends.get(i, [])}
        start = min((o.first for o in kinds.values()), default=i)
        if not kinds:
            if token.tag in _BREAKS or token.form in _TURNS:
                break
            if token.tag == "T" and i and (i - 1 not in ends):
                break
            if token.tag in "C," and any(o.kind in _ACTIONS | _ATTITUDES for o in used):
                joined = True
            if token.tag == "C" and i + 1 < len(sentence) and sentence[i + 1].tag in _VERBS:
                break
            if _is_finite(sentence, i) and token.tag not in "MKHQ":
                break
        elif "negation" in kinds:
            if not joined:
                used.append(kinds["negation"])
        else:
            o = next((kinds[kind] for kind in _STRONGEST if kind in kinds), None)
            if o is not None and o.kind in _ATTITUDES:
                if felt and (joined or edge - i > _REACH):
                    break
                if not (felt and o.sign < 0 and used[-1].kind == "oppose" and edge - i <= 2):
                    used.append(o)
                felt, edge, joined = True, o.first, False
            elif o is not None and o.kind in _ACTIONS:
                linked = edge - i <= _REACH and not felt and not joined
                if linked and not _instrument(sentence, i + 1, edge):
                    used.append(o)
                    edge = o.first
            elif o is not None and o.kind == "necessity":
                used.append(o)
        i = start - 1
    if any(o.kind == "negation" for o in used) and any(t.form in ("unless", "until") for t in sentence[first:]):
        used = [o for o in used if o.kind != "negation"]
    return used


def _compound(
    sentence: Sequence[Token], found: Sequence[Operator], last: int
) -> list[Operator]:
    """Return the operators that are compounded with a target: "sugar | tax ban"."""
    used: list[Operator] = []
    head = last
    for o in found:
        between = sentence[head + 1 : o.first + 1]
        if o.kind not in _ACTIONS | _ATTITUDES or len(between) > 2:
            break
        if any(token.tag not in "NEA'#b" for token in between):
            break
        used.append(o)
        head = o.last
    return used


def _predicate(
    sentence: Sequence[Token], found: Sequence[Operator], head: int
) -> list[Operator]:
    """Return the operators in the predicate of the subject that ends at `head`."""
    start = _verb_after(sentence, head)
    if start is None:
        return []
    starts: dict[int, list[Operator]] = {}
    for o in found:
        starts.setdefault(o.first, []).append(o)
    used: list[Operator] = []
    i = start
    while i < len(sentence):
        token = sentence[i]
        if token.tag in _BREAKS or token.tag == "T" or token.form in _TURNS:
            break
        kinds = {o.kind: o for o in starts.get(i, [])}
        strong = [o for o in used if o.kind not in ("negation", "necessity")]
        if token.tag in ",C" and strong:
            break
        o = next((kinds[kind] for kind in (*_STRONGEST, "bad", "good", "negation") if kind in kinds), None)
        if o is not None and o.kind != "necessity":
            used.append(o)
            if o.kind in _ATTITUDES | _EVALUATIONS:
                break
        i = max((o.last for o in kinds.values()), default=i) + 1
    if any(t.form in ("unless", "until") for t in sentence[start:]):
        used = [o for o in used if o.kind != "negation"]
    return used


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
            passive = sentence[o.first].tag in "ZUV" and any(
                sentence[i].tag == "K" for i in range(max(0, o.first - 3), o.first)
            )
            return [] if passive else [p for p in predicate if p.kind in _ACTIONS | _EVALUATIONS]
    return [o for o in predicate if o.kind in _EVALUATIONS]


def _is_finite(sentence: Sequence[Token], i: int) -> bool:
    tag = sentence[i].tag
    if tag in "MKHQXV":
        return True
    if tag not in "ZB":
        return False
    before = next((sentence[k].tag for k in range(i - 1, -1, -1) if sentence[k].tag not in "Rn"), ".")
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

