"""Numbers in words and digits, and what they come to."""

from __future__ import annotations

import re
from decimal import Decimal

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
}
_SHORT_SCALES = {"k": 10**3, "mn": 10**6, "m": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_NUMBERS = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"tens": 10, "scores": 20}
)

# Patterns in folded text (see crossframe.words.fold).
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL[::-1])}"
SCALE = "|".join(_SCALES)
SHORT_SCALE = "|".join(_SHORT_SCALES)
FRACTION = "hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|tenths?"


def number(words: str) -> float:
    """Multiply out a number.

    Parameters
    ----------
    words
        Number words, digits and words of scale, folded.

    Returns
    -------
    float
        Its value.

    Examples
    --------
    >>> [number(words) for words in ("1.2 million", "two hundred and five", "half a dozen", "£3bn")]
    [1200000.0, 205.0, 6.0, 3000000000.0]
    """
    total, current = Decimal(0), Decimal(0)
    for word in re.findall(r"[a-z]+|[\d.,]*\d", words):
        scale = _SCALES.get(word) or _SHORT_SCALES.get(word)
        if scale is not None:
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        elif word == "half":
            current += Decimal("0.5")
        elif word in _NUMBERS:
            current += _NUMBERS[word]
        elif word not in ("a", "an", "and"):
            current += Decimal(word.replace(",", ""))
    return float(total + current)


def order_of_magnitude(words: str) -> float:
    """Return what a plural of scale stands for at least.

    Examples
    --------
    >>> order_of_magnitude("dozens"), order_of_magnitude("tens of thousands")
    (12.0, 10000.0)
    """
    value = 1
    for word in words.split(" of "):
        value *= _NUMBERS.get(word) or _SCALES[word.removesuffix("s")]
    return float(value)


def denominator(word: str) -> int:
    """Return how many of a part make a whole.

    Examples
    --------
    >>> denominator("thirds"), denominator("halves")
    (3, 2)
    """
    return _FRACTIONS["half" if word == "halves" else word.removesuffix("s")]
