"""Abbreviations: which words are one, and whether the full stop after one ends a sentence too."""

from __future__ import annotations

import re

from crossframe.text.numbers import MONTH
from crossframe.text.words import fold, stop_words, word_set

_SINGLE_LETTERS = re.compile(r"(?:[^\W\d_]\.&?)+[^\W\d_]")  # U.S, a.m, S.&P
_CLOCK = frozenset({"a.m", "p.m"})
_NAME = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w\-]|['’](?!s\b))*(?![\w\-]|['’](?!s\b))\.?|de|van|von|der|bin|al|la)"

# "Judge Daniel I. Moss", but "World War I. Berlin fell", "King Charles I. Parliament met"
_INITIAL_I = re.compile(r"(?:\b(?P<title>[A-Z]\w*)\.? )?\b(?P<name>[A-Z][\w.'’\-]*) I$")
_NUMBERED = frozenset(
    (
        *("act", "article", "book", "category", "chapter", "class", "division", "grade"),
        *("group", "level", "part", "phase", "plan", "region", "round", "schedule"),
        *("section", "stage", "tier", "title", "type", "unit", "volume", "war"),
        *("zone"),
    )
)
_MONARCHS = frozenset(
    ("king", "queen", "pope", "emperor", "empress", "tsar", "czar", "kaiser", "sultan", "shah")
)

# All that stands before "p.m." tells the time: "At 5", "and by about 10:30", "On Monday at 5".
_OF_TIME = re.compile(
    r"(?:(?:and|but|so|then|yet|at|by|before|after|until|till|from|since|on|in|to|between|around"
    r"|about|of|the|an?|just|only|shortly|soon|exactly|nearly|almost|roughly|precisely|early|late"
    r"|later|as|again|half|past|minutes?|hours?|days?|morning|afternoon|evening|night|noon|today"
    r"|yesterday|tomorrow|tonight|that|same|next|this|last|local|time|[ap]\.m|"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day|{MONTH}|\d[\d:.]*(?:st|nd|rd|th)?)\b[.,–—-]?\s*+)+",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(r".*(?:, (?=(?:and|but|so|then|yet) )|[;:—–] |[(“\"‘'])", re.DOTALL)
_ATTRIBUTE = re.compile(  # "the 9 a.m. Mass"
    r"\b(?:the|an?|its|his|her|their|our|every|each|this|that) \d{1,2}(?:[:.]\d\d)?$"
)
_FRONTED = re.compile(  # "When she moved to the U.S. Mary stayed": not two sentences
    r"(?:^|[,;:—–] )\W*(?:and |but |so )?"
    r"(?:when|while|after|before|since|because|if|although|though|as|until|once|whenever)\b[^,;:—–]*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"(?P<names>{_NAME}(?: {_NAME}){{0,3}}(?: and (?:{_NAME}(?: {_NAME})?|(?:his|her|their) [a-z]+))?)"
    r"(?:['’]s(?: [a-z]\w*){1,3}?|, [^,.;:]{2,60},)?"
    r"(?: (?:then|also|never|now|still|soon|just|only|later|once|not|\w+ly))?"
    r" (?P<verb>[a-z]\w*+(?:n['’]t)?)\b"
)
_PRESENT = re.compile(  # "She works at Acme Inc.", "They live in the U.S."
    r"\b(?:he|she|it|who|[A-Z]\w+) (?:live|work|plan|hope|need|stay|serve|play)s\b"
    r"|\b(?:he|she|it) [a-z]+s\b|\b(?:they|we|i|you) [a-z]+\b",
    re.IGNORECASE,
)
# Of forms such as J.P., only these are no initials, which a surname would follow.
_NO_INITIALS = frozenset(
    (
        *("U.S", "U.K", "U.N", "E.U", "D.C", "L.A", "N.Y", "N.J", "N.C", "S.C", "N.H", "N.M"),
        *("N.D", "S.D", "R.I", "P.R", "B.C", "P.E.I", "U.S.A", "U.A.E", "U.S.S.R", "F.B.I"),
        *("C.I.A", "M.D", "A.D"),
    )
)
_BEFORE_NAMES = frozenset({"St", "Sts", "Ft", "Mt", "Pt"})
_COURTESY = frozenset({"Mr", "Mrs", "Ms", "Miss"})  # no name of an institution goes on with these


def is_abbreviation(word: str, name: str) -> bool:
    """Say whether a word without its full stop is in a list of abbreviations, capitals or not."""
    return word in word_set(name) or (word.isupper() and word.capitalize() in word_set(name))


def is_clock_time(word: str) -> bool:
    """Say whether a word without its last full stop is "a.m." or "p.m."."""
    return word.lower() in _CLOCK


def is_short_form(word: str, before: str) -> bool:
    """Say whether a word is an initial or abbreviation that ends a sentence here and there."""
    if len(word) == 1 and word.isupper():
        return word != "I" or _is_initial_i(before)
    return bool(_SINGLE_LETTERS.fullmatch(word)) or is_abbreviation(word, "text/abbreviations")


def _is_initial_i(before: str) -> bool:
    match = _INITIAL_I.search(before)
    if match is None or match["name"].lower() in _NUMBERED or fold(match["name"]) in stop_words():
        return False
    return not match["title"] or match["title"].lower() not in _MONARCHS


def only_tells_time(before: str) -> bool:
    """Say whether a sentence has told nothing but the time when it comes to "a.m." or "p.m."."""
    before = before.lstrip("“\"‘'([ ").rpartition(" ")[0]
    parts = (before, _LAST_CLAUSE.sub("", before))
    return any(map(_OF_TIME.fullmatch, parts)) or bool(_ATTRIBUTE.search(before))


def subject_follows(word: str, before: str, after: str) -> bool:
    """Say whether a new sentence begins at a name after an abbreviation.

    It does if the sentence before has its verb and the name is the subject of the next one: "She
    moved to the U.S. Mary stayed", but "the U.S. Senate voted".
    """
    initials = _SINGLE_LETTERS.fullmatch(word) and word not in _NO_INITIALS
    if initials or word in _BEFORE_NAMES:
        return False
    verb = _PRESENT.search(before) or any(map(_is_finite, re.findall(r"\b[a-z][\w'’]*", before)))
    subject = _SUBJECT.match(after)
    if not verb or not subject or _FRONTED.search(before):
        return False
    names = [re.sub(r"['’]s$|\.$", "", name) for name in subject["names"].split()]
    if names[0] in _COURTESY:
        return True
    known = word_set("text/after_abbreviations")
    titled = any(is_abbreviation(name, "text/abbreviations_titles") for name in names)
    return not titled and known.isdisjoint(map(str.lower, names)) and _is_finite(subject["verb"])


def _is_finite(verb: str) -> bool:
    form = re.sub(r"n['’]t$", "", verb)
    return form in word_set("text/finite_verbs") or (len(form) > 4 and form.endswith("ed"))
