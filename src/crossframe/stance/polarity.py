"""Words that take sides: attitudes, curbs, evaluations, negations, each found with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from crossframe.attribution.grammar import tagging as grammar
from crossframe.attribution.grammar.lexicon import inflections
from crossframe.text.words import fold, word_list

SIGNS = {
    "support": 1,
    "oppose": -1,
    "deny": -1,
    "curb": -1,
    "good": 1,
    "bad": -1,
    "ill": -1,
    "negation": -1,
    "necessity": 1,
    "open": 0,
    "neutral": 0,
}
ATTITUDES = frozenset({"support", "oppose", "deny"})
EVALUATIONS = frozenset({"good", "bad", "ill"})

_QUOTES = frozenset('"“”„‟«»‘[]')
_AGENTS = frozenset(
    {"advocates", "supporters", "backers", "proponents", "opponents", "critics", "skeptics", "foes"}
)
_SHORTEST, _MOST_CUT = 5, 2  # letters of a word cut off by "*" that is completed, and those cut


class Token(NamedTuple):
    """One word or mark of a sentence: folded form, offsets, part-of-speech letter."""

    form: str
    start: int
    end: int
    tag: str


class Operator(NamedTuple):
    """A listed word or phrase: token positions [first, last], kind of list, sign."""

    first: int
    last: int
    kind: str
    sign: int


def tokens(text: str) -> list[Token]:
    """Return the words and marks of a sentence, quotation marks left out."""
    words = [word for word in grammar.tokens(text, 0, len(text)) if word[0] not in _QUOTES]
    tags = grammar.tag([word for word, _, _ in words])
    found: list[Token] = []
    for (word, start, end), tag in zip(words, tags, strict=True):
        before = found[-1].tag if found else "."
        found.append(Token(fold(word), start, end, _mended(fold(word), tag, before)))
    return found


def operators(sentence: Sequence[Token]) -> list[Operator]:
    """Return the listed words and phrases of a sentence, the longest at each place."""
    forms = tuple(token.form for token in sentence)
    found: list[Operator] = []
    i = 0
    while i < len(sentence):
        length = 1
        kinds: list[str] = []
        for key, kind in _entries().get(forms[i], ()):
            if kinds and len(key) < length:
                break
            if forms[i : i + len(key)] == key:
                length = len(key)
                kinds.append(kind)
        found.extend(Operator(i, i + length - 1, kind, SIGNS[kind]) for kind in kinds)
        i += length
    return found


def unstarred(term: str) -> str:
    """Return a search term without "*", cut-off words completed to listed ones where there are any."""
    words = []
    for word in fold(term).split():
        whole = word.replace("*", "")
        if word.endswith("*") and len(whole) >= _SHORTEST and whole not in _entries():
            longest = len(whole) + _MOST_CUT
            begun = [f for f in _entries() if f.startswith(whole) and len(f) <= longest]
            as_listed = frozenset(begun) & _bases()
            whole = min(as_listed or begun, key=lambda form: (len(form), form), default=whole)
        words.append(whole)
    return " ".join(words)


def _mended(form: str, tag: str, before: str) -> str:
    if form == "'s" and before in "NE":
        return "'"
    if form == "―":
        return "-"
    if (form in _AGENTS and before in "NEA") or (tag == "X" and before in "BG"):
        return "N"
    if before == "t" and form in _bases():
        return "B"
    return tag


@cache
def _bases() -> frozenset[str]:
    """Return the single words of the lists of attitudes and curbs, as base forms."""
    kinds = (*sorted(ATTITUDES), "curb")
    return frozenset(entry for kind in kinds for entry in word_list(f"stance/{kind}"))


@cache
def _entries() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return first word -> (phrase, kind), the longest phrases first."""
    table: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for kind in SIGNS:
        for entry in word_list(f"stance/{kind}"):
            text = entry.lstrip("=")
            key = tuple(fold(word) for word, _, _ in grammar.tokens(text, 0, len(text)))
            for form in (key,) if entry.startswith("=") else _inflected(key):
                table.setdefault(form[0], set()).add((form, kind))
    return {form: sorted(keys, key=lambda k: (-len(k[0]), k)) for form, keys in table.items()}


def _inflected(key: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    yield key
    for form in inflections(key[0]):
        yield (form, *key[1:])
    if len(key) > 1:
        yield (*key[:-1], inflections(key[-1])[0])
