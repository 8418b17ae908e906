"""The words that figures are made of: numbers, months and units of measure, and what they mean."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from unicodedata import numeric

from crossframe.text.words import word_list

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}
_SHORT_SCALES = {
    "k": 10**3, "mm": 10**6, "mln": 10**6, "mn": 10**6, "m": 10**6, "bln": 10**9, "bn": 10**9,
    "b": 10**9, "trn": 10**12, "tn": 10**12,
}  # fmt: skip
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_NUMBERS = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"tens": 10, "scores": 20}
)

# Patterns in folded text (see crossframe.text.words.fold).
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
VULGAR = "[¼½¾⅐-⅞]"
DIGITS = (
    rf"\d+[ ][1-9]\d?/(?:[2-9]|1[026]|32)(?![\d/])|(?:\d+[ ]?)?{VULGAR}"  # 3 1/2, 1½
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:[ ]\d{3})+(?:\.\d+)?(?!\d|[.,:/]\d)(?:(?<=000)|(?!-))"  # 816 000
    r"|\d+(?:\.\d+)?|\.\d+"
)
WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL[::-1])}"
SCALE = "|".join(_SCALES)
SHORT_SCALE = "|".join(_SHORT_SCALES)
FRACTION = "hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|tenths?"


def number(words: str) -> float:
    """Multiply out number words, digits and words of scale (folded): "1.2 million"."""
    total, current, last = Decimal(0), Decimal(0), Decimal(0)
    words = re.sub(r"(?<=\d) (?=\d{3}(?!\d|/))", "", words)
    for word in re.findall(rf"[a-z]+|\d+/\d+|{VULGAR}|[\d.,]*\d", words):
        scale = _SCALES.get(word) or _SHORT_SCALES.get(word)
        if scale is not None:
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        elif word.removesuffix("s") in _FRACTIONS:  # "a half", "three quarters"
            current += (last or 1) / Decimal(denominator(word)) - last
        elif word in ("a", "an", "and", "of"):
            last = Decimal(0)
        else:
            last = _digits(word)
            current += last
    return float(total + current)


def _digits(word: str) -> Decimal:
    """Return the value of one word of a number: "five", "1,000.5", "1/2", "½"."""
    if word in _NUMBERS:
        return Decimal(_NUMBERS[word])
    if re.fullmatch(VULGAR, word):
        return round(Decimal(numeric(word)), 6)
    over, _, under = word.replace(",", "").partition("/")
    return Decimal(over) / Decimal(under or 1)


def precision(words: str) -> float:
    """Return what the last place of a written number counts (folded): "1.2 million" is 100,000."""
    step = Decimal(1)
    for word in reversed(re.findall(rf"[a-z]+|{VULGAR}|\d[\d.,/]*", words)):
        scale = _SCALES.get(word) or _SHORT_SCALES.get(word)
        if scale is None:
            broken = re.search(rf"/|{VULGAR}", word) or word.removesuffix("s") in _FRACTIONS
            decimals = 1 if broken else len(word.rstrip(".,").partition(".")[2])
            return float(step / 10**decimals)
        step *= scale
    return float(step)


def order_of_magnitude(words: str) -> float:
    """Return what a plural of scale stands for at least: "tens of thousands"."""
    value = 1
    for word in words.split(" of "):
        value *= _NUMBERS.get(word) or _SCALES[word.removesuffix("s")]
    return float(value)


def denominator(word: str) -> int:
    """Return how many of a part make a whole: "thirds" is 3."""
    return _FRACTIONS["half" if word == "halves" else word.removesuffix("s")]


def unit_at(folded: str, position: int) -> tuple[str, int] | None:
    """Return the unit (of `wordlists/units.txt`) that stands at a place, and its end, or None."""
    match = _unit_pattern().match(folded, position)
    return (_units()[0][match[1]], match.end()) if match else None


def in_base_unit(value: float, unit: str) -> tuple[float, str] | None:
    """Return a measure in the unit its kind is compared in, or None for a counted noun."""
    if unit not in _units()[1]:
        return None
    base, factor, zero = _units()[1][unit]
    return value * factor + zero, base


@cache
def _units() -> tuple[dict[str, str], dict[str, tuple[str, float, float]]]:
    """Return form -> unit, and unit -> (base unit, factor, what 0 of it is in the base unit)."""
    forms: dict[str, str] = {}
    bases: dict[str, tuple[str, float, float]] = {}
    for entry in word_list("text/units"):
        unit, base, factor, written = (part.strip() for part in entry.split("|"))
        factor, _, zero = factor.partition(" from ")
        bases[unit] = (base, float(factor), float(zero or 0))
        forms.update(dict.fromkeys((form.strip() for form in written.split(",")), unit))
    return forms, bases


@cache
def _unit_pattern() -> re.Pattern[str]:
    forms = sorted(_units()[0], key=len, reverse=True)
    return re.compile(rf"[ -]?({'|'.join(re.escape(form) for form in forms)})(?!\w)")
