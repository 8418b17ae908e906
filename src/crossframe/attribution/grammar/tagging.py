"""Tokens of a stretch of text, and their tags: one letter a token for its part of speech."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from crossframe.attribution.grammar.lexicon import (
    unchanged_verbs,
    verb_forms,
    verb_frames,
    word_classes,
)

_PUNCTUATION = {
    ",": ",", ".": ".", "!": ".", "?": ".", ";": ";", ":": ":", "–": "-", "—": "-", "--": "-", "(": "(", ")": ")",
    "[": "(", "]": ")", "…": "?", "...": "?", "'s": "'", "’s": "'", "'": "'", "’": "'", "&": "C", "%": "#",
}  # fmt: skip
_TOKEN = re.compile(
    r"[A-Za-z]++(?=[ ,])|,"  # most words: what follows need not be tried
    r"|(?!\s)(?:"
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[A-Z]\.(?=\s[A-Z])"  # the initial in John F. Roe
    r"|(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Rev|St|Jr|Sr|Prof|No|vs"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|['’](?:s|d|m|re|ll|ve|S)\b"  # she | 's
    r"|[^\W\d_]+n['’]t\b"  # don't
    r"|[^\W\d_]['’](?=[^\W_]{3})\w+"  # O'Neill
    r"|\d+(?:[-‐‑][^\W\d_]\w*)+"  # 30-year-old
    r"|[$€£]?\d[\d,.:/]*\d%?|[$€£]?\d%?"
    r"|\w+(?:[-‐‑.&/]\w+)*"
    r"|--+|\.\.\.|[^\w\s@])"
)
_SINGULAR_ENDINGS = ("ss", "us", "is", "news", "'s", "’s")
_ADJECTIVE_ENDINGS = ("ous", "ful", "able", "ible", "ish", "ive", "ical")
FINITE = "VXMKHZ"  # what can be a finite verb or begin one


Token = tuple[str, int, int]  # a word or mark and its [start, end) in the text


class _Window(NamedTuple):
    """A token among its neighbours: their tags, its word and the word before it."""

    before: str
    before_that: str
    after: str
    after_that: str
    word: str
    previous: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Cut a stretch of text with no quotation in it into words and marks."""
    return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def tag(words: list[str]) -> str:
    """Tag a clause's tokens."""
    if not words:
        return ""
    opening, inside, in_title, marks = zip(*map(_letters, words), strict=True)
    # most clauses have no word that a title would tell otherwise
    tags = [*(in_title if inside != in_title and is_title_case(words) else inside)]
    for start in (0, *(k + 1 for k, word in enumerate(words) if word == ":")):
        if False in marks[start:]:
            first = marks.index(False, start)
            tags[first] = opening[first]
    return _resolved(tags, words)


@lru_cache(maxsize=100_000)
def _letters(word: str) -> tuple[str, str, str, bool]:
    """Return the tag of a word that opens a clause, one inside and one in a title; if it is a mark."""
    mark = _PUNCTUATION.get(word)
    letter = mark or ("@" if word[0] == "@" else _lexicon().get(word.lower().replace("’", "'")))
    if letter is None:
        inside = "E" if word[0].isupper() else _guess(word)
        return _guess(word), inside, inside, False
    named = word[0].isupper() and (letter in "BXGZVUbxAM" or _is_capitals(word))
    return letter, "E" if named else letter, letter, mark is not None


@cache
def _lexicon() -> dict[str, str]:
    lexicon = {form: kind for form, (_, kind) in verb_forms().items()}
    for letter, words in word_classes().items():
        if len(letter) == 1:
            lexicon.update(dict.fromkeys(words, letter))
    lexicon.update(dict.fromkeys(word_classes()["numbers"], "#"))
    return lexicon


def is_title_case(words: list[str]) -> bool:
    """Tell whether most words have capitals, as in a headline."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_capitals(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _guess(word: str) -> str:
    """Guess the tag of a word that no list holds, by its shape."""
    form = word.lower()
    if form[0].isdigit() or form[0] in "$€£":
        return "#"
    if not form[0].isalnum():
        return "?"
    if form.endswith("ly") and len(form) > 4:
        return "R"
    if form.endswith(_ADJECTIVE_ENDINGS):
        return "A"
    return "E" if word[0].isupper() else _guess_by_ending(form)


def _guess_by_ending(form: str) -> str:
    if form.endswith("ed") and len(form) > 4:
        return "Z"
    return "G" if form.endswith("ing") and len(form) > 5 else "N"


def _resolved(tags: list[str], words: list[str]) -> str:
    """Decide, from left to right, what a form is that may be several parts of speech."""
    padded = [*tags, ".", "."]
    always = _words_that_change()
    before_that = before = "."
    for i, letter in enumerate(tags):
        resolve = _RESOLVE.get(letter)
        if resolve and (before in _AFTER.get(letter, before) or words[i].lower() in always):
            previous = words[i - 1] if i else ""
            after, after_that = padded[i + 1 : i + 3]
            word = words[i].lower()
            window = _Window(before, before_that, after, after_that, word, previous)
            padded[i] = resolve(window) or letter
        before_that, before = before, padded[i]
    return "".join(padded[:-2])


@cache
def _words_that_change() -> frozenset[str]:
    """Return the words whose tags may change whatever stands before them."""
    others = {"all", "another", "both", "each", "her", "some", "there", "these", "this", "those"}
    return word_classes()["quantities"] | others


def _apostrophe_s(w: _Window) -> str | None:
    """Tell "she's running" from "Roe's running mate"."""
    if w.before in "PWTw":
        return "K"
    verb_follows = w.after in "DnPO" or (w.after in "GR" and w.after_that not in "NEAZU")
    return "K" if w.before in "NE" and verb_follows else None


def _base_or_noun(w: _Window) -> str:
    """Tell "officials claim that" from "the officials' claim"."""
    if w.before in "NEPR" and w.after in "PO" and w.word in unchanged_verbs():
        return "V"  # "as Roe put it"
    if w.before in "NE" and w.after in FINITE:
        return "N"
    if w.before in "DA#'I" or (w.before == "P" and w.previous.lower() in ("he", "she", "it")):
        return "N"
    if (
        w.before in "tMPQWn"
        or w.previous == "there"
        or (w.before == "R" and w.before_that in "PtMQWNE")
    ):
        return "B"
    if w.before in "NE":
        follows = "TDPOtw@EGA" if w.before == "N" else "TDPOtw@EG"
        return "B" if _is_plural(w.previous) and w.after in follows else "N"
    return "B" if w.before == "C" and w.after in "TDPOtw@" else "N"


def _third_or_noun(w: _Window) -> str:
    """Tell "she claims that" from "their claims"."""
    if w.before in "DA#'It" or (w.before in "NE" and w.after in FINITE):
        return "N"
    if w.before in "MPQWn@" or (w.before == "R" and w.before_that in "PtMQWNE"):
        return "X"
    if w.before in "NE":
        return _third_after_noun(w)
    follows = {",": "TDPO@EtR#", ")": "TDPO@EtR#", "C": "TDPOtw@"}.get(w.before, "")
    return "X" if w.after in follows and follows else "N"


def _third_after_noun(w: _Window) -> str:
    if w.before == "N" and _is_plural(w.previous):
        return "N"
    if w.after in ".,":
        return "X" if w.word == "reports" else "N"
    if w.after == "N":
        return "X" if w.before == "E" and verb_forms()[w.word][0] in verb_frames() else "N"
    return "X" if w.after in "TDPOtwEA@IRSiG#" else "N"


def _is_plural(word: str) -> bool:
    plural = word.endswith("s") and not word.lower().endswith(_SINGULAR_ENDINGS)
    return plural or word in word_classes()["plurals"]


def _third(w: _Window) -> str | None:
    return "N" if w.before in "DA'#" or (w.before in "NE" and w.after in FINITE) else None


def _base(w: _Window) -> str | None:
    """Tell "neither believe" from "a must-read"."""
    if w.word in unchanged_verbs() and w.before in "NEP@,)":
        return "V"
    return "N" if w.before in "DA'#" and w.after not in "TDPO" else None


def _participle(w: _Window) -> str | None:
    """Tell "the leaked plan" from "who leaked the plan"."""
    if w.before in "A#" and w.after == "N":
        return "A"
    return "A" if w.before in "D'" and w.after in "NEbxA#" else None


def _ing(w: _Window) -> str | None:
    """Tell "the meeting" from "she is meeting"."""
    if w.before in "D'" and w.after in "NEbxA#":
        return "A"
    compound = w.before == "N" and w.before_that in "DA'" and w.after in "MKHVX"
    return "N" if w.before in "DA'" or compound else None


def _there(w: _Window) -> str | None:
    """Tell "who was there said" from "there is"."""
    return "O" if w.word == "there" and (w.before in "KOI" or w.after not in "KHMV'Rn") else None


def _that(w: _Window) -> str | None:
    return "D" if w.after in "NbA" and w.before in "It" else None


def _since(w: _Window) -> str | None:
    """Tell "has since said" from "since May"."""
    return "R" if w.before == "H" and w.after in "ZU" else None


def _determiner(w: _Window) -> str | None:
    """Tell "some say", "this is", "met her" from "some voters", "this plan", "her plan"."""
    if w.word in ("all", "both", "each") and w.before in "P-," and w.after in FINITE:
        return "R"
    if w.word in ("another", "some") and w.after in ".,":
        return "P"
    if w.word in ("this", "these", "those") and w.after in "KMHVXQIZ":
        return "P"
    if w.word == "her":
        return "O" if w.after not in "NEAb#xZGRB" else None
    return _quantity(w)


def _quantity(w: _Window) -> str | None:
    """Tell "most agree" from "most people"."""
    if w.word not in word_classes()["quantities"]:
        return None
    verb_follows = w.after in "MHVXQZB" or (w.after == "b" and w.after_that in "DEPOTt")
    return "P" if verb_follows or (w.after == "K" and w.word not in ("many", "few")) else None


def _adjective(w: _Window) -> str | None:
    """Tell "the poor are" from "the poor man"."""
    return _quantity(w) or ("N" if w.before == "D" and w.after in "KMHVX,.IZ" else None)


def _noun(w: _Window) -> str | None:
    """Tell "to retar the roof", a verb that no list holds, from "to school"."""
    return "B" if w.before == "t" and w.after in "DOPT" else _quantity(w)


def _preposition(w: _Window) -> str | None:
    """Tell "the following day" from "following a vote"."""
    return "A" if w.before == "D" and w.after in "NEA" else None


_RESOLVE: dict[str, Callable[[_Window], str | None]] = {
    "'": _apostrophe_s,
    "b": _base_or_noun,
    "x": _third_or_noun,
    "X": _third,
    "B": _base,
    "Z": _participle,
    "U": _participle,
    "G": _ing,
    "P": _there,
    "T": _that,
    "I": _preposition,
    "i": _since,
    "D": _determiner,
    "A": _adjective,
    "R": _quantity,
    "#": _quantity,
    "N": _noun,
}
# tags that change after these alone, but for some words: most need no further look
_AFTER = {
    "N": "t",
    "A": "D",
    "I": "D",
    "i": "H",
    "T": "It",
    "G": "DA'N",
    "X": "DA'#NE",
    "Z": "DA'#",
    "U": "DA'#",
    "B": "NEP@,)DA'#",
    "'": "PWTwNE",
    "D": "",
    "P": "",
    "R": "",
    "#": "",
}
