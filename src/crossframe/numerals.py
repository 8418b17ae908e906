"""Numbers in running text: figures, number words, ranges, shares, votes, dates and clock times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crossframe.words import fold, word_list

_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}
_VAGUE = {"tens": 10.0, "scores": 20.0} | {f"{word}s": value for word, value in _SCALES.items()}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
).split()
CURRENCIES = {
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₴": "UAH",
}


class Numeral(NamedTuple):
    """A number in a text.

    Attributes
    ----------
    kind
        "number", "share" (a fraction, in percent), "score" (a vote or result of two numbers),
        "date" or "time".
    value
        The number, multiplied out; of a date the year, NaN if it states none.
    value_to
        The second number of a range, change or score; NaN if there is none.
    currency
        Code after ISO 4217, "" if there is none. A bare "$" counts as US dollars.
    vague
        Whether the words name only an order of magnitude ("dozens", "thousands").
    start, end
        [start, end) offsets in the text.
    """

    kind: str
    value: float
    value_to: float
    currency: str
    vague: bool
    start: int
    end: int
