"""What a sentence does to the thing it names: attitudes, actions, evaluations and negations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from snowballstemmer import stemmer

from crossframe.words import iter_words, word_list

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
_ATTITUDE = frozenset({"support", "oppose"})
_ACTION = frozenset({"bring", "curb"})
_EVALUATION = frozenset({"good", "bad"})
_BREAK = re.compile(r"[;:—–()…!?―]|--|\.\.\.|\. ")
_BREAK_WORDS = frozenset(
    "but while whereas although though because unless if when after before who which where whom "
    "whose until so yet".split()
)
_FINITE = frozenset(
    "is are was were be been being has have had will would should must can could may might do does "
    "did cannot can't won't isn't aren't wasn't weren't doesn't don't didn't wouldn't shouldn't "
    "couldn't it's that's we're they're he's she's".split()
)
_LINKS = frozenset(
    "a an the this that these those any all some such its his her their our your my more new of on "
    "to for in over about against from with and or no not be been being is are was were at into "
    "will would should must can could may might".split()
)
_ACTION_REACH = 6
_CHAIN_REACH = 5


class Token(NamedTuple):
    """One word of a sentence: folded form, offsets, stem, clause number, comma before it."""

    form: str
    start: int
    end: int
    stem: str
    clause: int
    comma: bool


class Operator(NamedTuple):
    """A word or phrase of a list: token positions [first, last], kind and sign."""

    first: int
    last: int
    kind: str
    sign: int


class Reading(NamedTuple):
    """How a clause treats a target.

    Attributes
    ----------
    attitude
        +1 supported, -1 opposed, 0 neither: the product of the attitude words that govern it.
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
    """Return the words of a sentence with stems and clause numbers."""
    found: list[Token] = []
    clause = 0
    last = 0
    for word in iter_words(text):
        gap = text[last : word.start]
        if found and (_BREAK.search(gap) or word.form in _BREAK_WORDS):
            clause += 1
        comma = "," in gap
        found.append(Token(word.form, word.start, word.end, stem(word.form), clause, comma))
        last = word.end
    return found


def operators(sentence: Sequence[Token]) -> list[Operator]:
    """Return the listed words and phrases of a sentence, the longest at each place."""
    table = _entries()
    found: list[Operator] = []
    i = 0
    while i < len(sentence):
        taken = 0
        kinds: list[str] = []
        for exact, key, kind in table.get(sentence[i].stem, ()):
            if taken and len(key) < taken:
                break
            part = sentence[i : i + len(key)]
            if tuple(token.form if exact else token.stem for token in part) == key:
                taken = len(key)
                if kind not in kinds:
                    kinds.append(kind)
        found.extend(Operator(i, i + taken - 1, kind, SIGNS[kind]) for kind in kinds)
        i += max(taken, 1)
    return found


def read(
    sentence: Sequence[Token], found: Sequence[Operator], first: int, last: int
) -> Reading:
    """Read what the target at tokens [first, last] undergoes in its clause."""
    clause = sentence[first].clause
    inside = [o for o in found if sentence[o.first].clause == clause]
    left = [o for o in inside if o.last < first]
    right = [o for o in inside if o.first > last]
    used: list[Operator] = []

    action = 1
    acted = False
    edge = first
    for o in reversed([o for o in left if o.kind in _ACTION]):
        if edge - o.last > _ACTION_REACH or _finite_between(sentence, o.last + 1, edge):
            break
        if any(sentence[i].form in ("by", "with", "via", "through", "without") for i in range(o.last + 1, edge)):
            break
        if acted and any(sentence[i].comma or sentence[i].form == "and" for i in range(o.last + 1, edge + 1)):
            break
        action *= o.sign
        acted = True
        edge = o.first
        used.append(o)
    compound = [o for o in right if o.kind in _ACTION and o.first - last <= 2]
    head = last
    if compound and not any(sentence[i].comma or sentence[i].form in _LINKS | _FINITE for i in range(last + 1, compound[0].first + 1)):
        action *= compound[0].sign
        acted = True
        head = compound[0].last
        used.append(compound[0])

    attitude = 1
    felt = False
    for o in reversed([o for o in left if o.kind in _ATTITUDE and o.last < edge]):
        if felt and (
            edge - o.last > _CHAIN_REACH
            or any(sentence[i].comma or sentence[i].form == "and" for i in range(o.last + 1, edge + 1))
        ):
            break
        if not (felt and o.sign < 0 and edge - o.last <= 2 and sentence[edge].form == "against"):
            attitude *= o.sign
        else:
            attitude *= 1
        felt = True
        edge = o.first
        used.append(o)
    negations = 0
    for o in left:
        if o.kind == "negation" and first - o.last <= 12:
            negations += 1
            used.append(o)

    evaluation = 0
    near = [o for o in left if o.kind in _EVALUATION and first - o.last <= 3]
    if near:
        evaluation = near[-1].sign
        used.append(near[-1])
    if not felt:
        start = next((i for i in range(head + 1, len(sentence)) if sentence[i].clause == clause and (sentence[i].form in _FINITE or any(o.first == i and o.kind in _ATTITUDE | _ACTION and sentence[i].form.endswith(("s", "ed")) for o in right))), None)
        if start is not None:
            value = 1
            count = 0
            for o in right:
                if o.first < start or o.kind in ("open", "necessity"):
                    continue
                if count and any(sentence[i].comma or sentence[i].form in ("and", "or") for i in range(start, o.first + 1)):
                    break
                if o.kind == "negation":
                    negations += 1
                else:
                    value *= o.sign
                    count += 1
                used.append(o)
                start = o.first
                if count == 2:
                    break
            if count:
                evaluation = value
    necessity = any(o.kind == "necessity" for o in inside)
    return Reading(
        attitude if felt else 0,
        action if acted else 0,
        evaluation,
        negations,
        necessity,
        tuple(sorted(used)),
    )


def _finite_between(sentence: Sequence[Token], start: int, end: int) -> bool:
    return any(sentence[i].form in _FINITE for i in range(start, end))


def is_demand(proposition: str) -> bool:
    """Tell whether a proposition asks for something ("should") rather than stating a fact."""
    return any(operator.kind == "necessity" for operator in operators(tokens(proposition)))


@cache
def _entries() -> dict[str, list[tuple[bool, tuple[str, ...], str]]]:
    table: dict[str, list[tuple[bool, tuple[str, ...], str]]] = {}
    for kind in SIGNS:
        for entry in word_list(f"stance_{kind}"):
            exact = entry.startswith("=")
            forms = tuple(word.form for word in iter_words(entry.lstrip("=")))
            key = forms if exact else tuple(stem(form) for form in forms)
            table.setdefault(stem(forms[0]), []).append((exact, key, kind))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[1]))
    return table
