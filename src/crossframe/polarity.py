"""What a sentence does to the thing it names: operators before and after it, and their product."""

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
_BREAK = re.compile(r"[;:—–()…!?―]|--|\.\.\.")
_BREAK_WORDS = frozenset(
    "but while whereas although though because unless if when who which where whom whose yet since".split()
)
_ADJUNCTS = frozenset("by with via through under during after before at in amid despite as".split())
_JOINTS = frozenset("and or".split())
_FINITE = frozenset(
    "is are was were be been has have had will would should must can could may might do does did cannot "
    "can't won't isn't aren't wasn't weren't doesn't don't didn't wouldn't shouldn't couldn't".split()
)


class Token(NamedTuple):
    """One word of a sentence: folded form, offsets, stem, and the clause it stands in."""

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


@cache
def stem(form: str) -> str:
    """Return the stem of a folded word, its possessive ending dropped."""
    return str(stemmer("english").stemWord(re.sub(r"'s?$", "", form)))


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    clause = 0
    last = 0
    for word in iter_words(text):
        gap = text[last : word.start]
        if found and _BREAK.search(gap):
            clause += 1
        elif word.form in _BREAK_WORDS:
            clause += 1
        found.append(Token(word.form, word.start, word.end, stem(word.form), clause, "," in gap))
        last = word.end
    return found


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
        entries.sort(key=lambda entry: (-len(entry[1]), not entry[0]))
    return table


def operators(sentence: Sequence[Token]) -> list[Operator]:
    table = _entries()
    found: list[Operator] = []
    i = 0
    while i < len(sentence):
        taken = 1
        best: dict[str, int] = {}
        for exact, key, kind in table.get(sentence[i].stem, ()):
            part = sentence[i : i + len(key)]
            if tuple(token.form if exact else token.stem for token in part) == key:
                if best and len(key) < taken:
                    break
                taken = len(key)
                best.setdefault(kind, len(key))
        for kind in best:
            found.append(Operator(i, i + taken - 1, kind, SIGNS[kind]))
        i += taken
    return found
