"""Which way a figure moves, and whether it is denied."""

from __future__ import annotations

import re
from functools import cache

from crossframe.attribution.grammar.lexicon import inflections
from crossframe.text.numbers import WORD
from crossframe.text.words import iter_words, word_list

CLAUSE = re.compile(
    r"[;:()—–]|(?<!\d),|,(?!\d)|\.\.\.|…"
    r"|\b(?:that|which|who|whom|whose|while|but|because|since|although|though|whereas|unless|if|"
    r"when|where|after|before|until)\b"
)
# How many words may stand between a word of direction and the preposition before a figure.
_REACH = {"by": 6, "to": 3, "from": 3, "of": 3}
_PASSED = frozenset({
    "about", "an", "a", "another", "some", "further", "additional", "extra", "as", "much", "only",
    "just", "nearly", "almost", "between", "its", "their", "his", "her", "the",
})  # fmt: skip
_NUMBER = re.compile(WORD)
_BE = r"(?:was|were|been|being|be|is|are|has|have|had|will)"
_PASSIVE = re.compile(rf"(?: [\w'-]+){{0,3}}? {_BE}(?: {_BE})?(?: \w+ly)? (?P<verb>\w+)")
_NOT_DENIED = (
    r"(?:in|of|at|on|for|with|from|that|but|because|only|just|even|merely|simply|least|how|why|when|"
    r"where|whether|who|which|what|if|while|and|or|say|said|know|knew|think|believe|mean|see|was|"
    r"were|is|are)"
)
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|never|cannot|nor|without|no longer)|n't|\b(?:den(?:y|ies|ied|ying)(?: that)?|"
    rf"(?:fail|refus|declin)(?:e|es|ed|s)? to))\b(?: (?!{_NOT_DENIED}\b)[\w'-]+){{0,4}} $"
    r"(?<! the )(?<! these )(?<! those )(?<! all )"
)
_DENIED_AFTER = re.compile(
    r"(?: (?!(?:and|or|but|that|who|which|i|we|you|he|she|it|they)\b)[\w'-]+){0,2}? (?:(?:was|were|is|are|has|have|had|did|do|does|will|would|could|can|should)"
    r"(?: not| never|n't)|never|cannot|won't)\b"
)


def direction(folded: str, start: int, end: int, *, measured: bool) -> str:
    """Return "up" or "down" where a figure that stands in [start, end) is a change, else ""."""
    clause = [cut.end() for cut in CLAUSE.finditer(folded, 0, start)]
    before = [word.form for word in iter_words(folded[clause[-1] if clause else 0 : start])]
    passed = set()
    while before and (before[-1] in _REACH or before[-1] in _PASSED or before[-1].endswith("ly")):
        passed.add(before.pop())
    reach = 1 + max((_REACH[word] for word in passed if word in _REACH), default=0)
    for word in reversed(before[-reach:]):
        if word[0].isdigit() or _NUMBER.fullmatch(word):
            break
        if word in _directions() and (word not in _beside() or measured or passed & _REACH.keys()):
            return _directions()[word]
    after = next(iter_words(folded[end : end + 40]), None)
    adjacent = after is not None and not folded[end : end + after.start].strip()
    if measured and adjacent and after is not None and after.form in _as_listed():
        return _directions()[after.form]
    passive = _PASSIVE.match(folded, end)
    verb = passive["verb"] if passive else ""
    return _directions().get(verb, "") if verb not in _beside() else ""


def is_denied(folded: str, start: int, end: int) -> bool:
    """Tell whether a figure that stands in [start, end) is said not to be so."""
    cuts = [cut for cut in CLAUSE.finditer(folded, 0, start) if cut[0] != "that"]
    before = folded[cuts[-1].end() if cuts else 0 : start]
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(folded, end))


@cache
def _lists() -> dict[str, list[str]]:
    lines = (line.partition("|") for line in word_list("claims/directions"))
    return {name.strip(): words.replace(",", " ").split() for name, _, words in lines}


@cache
def _directions() -> dict[str, str]:
    """Return every form of a word of direction -> up or down."""
    return {
        form: way
        for way in ("up", "down")
        for base in _lists()[way]
        for form in (base, *inflections(base))
    }


def _beside() -> list[str]:
    return _lists()["beside"]


def _as_listed() -> list[str]:
    return [*_lists()["up"], *_lists()["down"]]
