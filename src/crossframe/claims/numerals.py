"""Numbers in running text: amounts, ranges, shares, votes, dates and clock times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crossframe.text.numbers import (
    DIGITS,
    FRACTION,
    MONTH,
    SCALE,
    SHORT_SCALE,
    VULGAR,
    WORD,
    denominator,
    number,
    order_of_magnitude,
    precision,
    unit_at,
)
from crossframe.text.words import fold, word_list

_CURRENCIES = {
    "us$": "USD",
    "au$": "AUD",
    "a$": "AUD",
    "ca$": "CAD",
    "c$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "r$": "BRL",
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
    "rs.": "INR",
    "rs": "INR",
    **{code.lower(): code for code in ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "RUB")},
}
_CURRENCY = "|".join(
    re.escape(sign) if "$" in sign or not sign[0].isalpha() else rf"(?<!\w){re.escape(sign)}\b"
    for sign in _CURRENCIES
)
_ZONE = r"(?:gmt|utc|cet|cest|bst|est|edt|pst|pdt|local\ time)\b"
_PARTED = (  # "1/3 of voters", "3/4 mile"
    r"(?:1/(?:[2-9]|10)|2/[35]|3/[458]|[457]/8)(?![\w/])"
    r"(?=\ of\b|[\ -](?:an?\ )?(?:mile|hour|inch|inches|pint|pound|acre|cup|point)\b)"
)
_PART = re.compile(rf"[1-9]/\d+|{VULGAR}")
_NUMERAL = rf"""
    (?P<other>
        https?://\S+ | 401\(?k\)? | 24/7 | www\.\S+ | (?<![\w.,-])(?:\d-)?(?:\d{{3}}-)?\d{{3}}-\d{{4}}(?!\w)
      | (?<!\w)\d+(?:st|nd|rd|th)\b(?!\ (?:of\ )?{MONTH})
      | (?<!\w)(?:@NAMES@)[ ]\d[\d.-]*
    )
  | (?P<time>
        (?<!\w)\d{{1,2}}(?:[:.]\d\d)?\ ?[ap](?:m\b|\.m\.?)
      | (?<!\w)\d{{1,2}}:\d\d(?::\d\d)?(?!\w) | (?<!\w)\d{{1,2}}[.h]\d\d(?=\ ?{_ZONE})
      | (?<!\w)[0-2]\d[0-5]\d(?=\ ?{_ZONE}|\ hours\b) | (?<!\w)(?:{WORD}|\d{{1,2}})\ o'clock\b
    )
  | (?P<date>
        (?<!\w){MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?(?![\d,]*\d|\ (?:percent|{SCALE})|%)
            (?:,?\ (?P<year1>(?:1[5-9]|20)\d\d)(?!\d))?
      | (?<!\w)\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?(?P<month>{MONTH})(?:,?\ (?P<year2>\d{{4}})(?!\d))?
      | (?<!\w){MONTH},?\ (?:of\ )?(?P<year3>(?:1[5-9]|20)\d\d)(?!\w)
      | (?<![\w-])(?P<year4>\d{{4}})-\d\d-\d\d(?!\w)
      | (?<![\w/])(?!{_PARTED})\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])
      | (?<!\w)(?:(?:1[5-9]|20)|')?\d0'?s(?!\w)
      | (?<![\w.,$€£'-])(?P<year>(?:1[5-9]|20)\d\d)(?:[-–](?:\d\d|\d{{4}}))?(?![\w%]|[.,:/]\d)
            (?!\ (?:percent|per\ cent|{SCALE})\b)
    )
  | (?P<share>
        (?<![\w.,-])(?<!\w')(?P<one>one|1)[ -]in[ -](?:every\ )?
            (?P<among>{WORD}|\d{{1,3}})(?!\w|[.,]\d|-year|\ (?:{SCALE}))
      | (?<![\w.,-])(?<!\w')(?P<parts>{WORD}|\d+)(?:[ -]in[ -](?=(?:three|four|five|ten|3|4|5|10|100)\b)
            |\ (?:out\ of|in)\ every\ |\ out\ of\ )
            (?P<whole>{WORD}|\d+)(?!\w|[.,]\d|-year|\ (?:{SCALE}|minutes|hours|days|weeks|months|years))
      | (?<![\w-])(?<!\w')(?<!and\ )(?P<numerator>an?|one|two|three|four)
            (?:-(?P<joined>{FRACTION})(?!\w)|\ (?P<denominator>{FRACTION})(?=\ of\b)(?!\ of\ an?\ (?:{SCALE})\b))
      | (?<![\w-])(?<!\w')(?<!and\ a\ )(?P<half>half)(?=\ (?:of|the|its|their|his|her|our|all|those|that)\b)
    )
  | (?P<vague>
        (?<![\w-])(?<!\w')(?:dozens|hundreds|thousands|millions|billions|tens(?=\ of)|scores(?=\ of))
            (?:\ of\ (?:thousands|millions|billions|trillions)\b)?(?![\w'-])
    )
  | (?P<amount>
        (?P<sign>
            (?<![\w.,:/)%$€£'"-])[-−–](?=(?:{_CURRENCY})?[\d.])
          | (?<![\w-])(?:minus|negative)\ (?=(?:{_CURRENCY})?[\d.]|(?:{WORD})\b)
        )?
        (?:(?P<currency>{_CURRENCY})\ ?(?=[\d.¼-¾⅐-⅞]) | (?<![\w.,:/#$])(?<!\w')(?:(?<![a-z]-)|(?<=to-)))
        (?P<number>
            (?:an?[ -])?half[ -](?:an?[ -])?(?:{SCALE})\b
          | {_PARTED}
          | (?:an?|one|two|three)[ -](?:{FRACTION})\ of\ an?\ (?:{SCALE})\b
          | (?:{DIGITS})(?:[ -](?:{SCALE})\b | \ ?(?P<short>{SHORT_SCALE})\b)?
                (?!\w|[.,:/]\d|-(?:{SCALE})s?\b)
          | (?:{WORD}|an?)(?:[ -](?:{SCALE})\b)+(?:(?:[ -]|\ and\ )(?:{WORD})(?:[ -](?:{SCALE}))*\b)*
          | (?:{WORD})(?![\w'])
        )
        (?:[ -]and[ -](?:a|one|two|three)[ -](?:{FRACTION})(?:[ -](?:{SCALE}))?\b)?
    )
"""
_JOINT = re.compile(
    r"(?P<percent>%| percent)?(?:(?P<to>-? to |-to-|[-–])|(?P<or> or )|(?P<and> and ))"
)
_PERCENT = re.compile(r"%| ?per ?cent\b")
_LAST_SCALE = re.compile(rf"[\d ]-?({SCALE}|{SHORT_SCALE})$")
_LEADING = re.compile(rf"(?:{WORD}|{DIGITS})")
_YEARS = ("year", "year1", "year2", "year3", "year4")
_COUNTED = re.compile(
    r".*\b(?:than|least|most|nearly|almost|roughly|approximately|over|exceeding) $"
)
_VOTE_BEFORE = re.compile(
    r".*\b(?:votes?(?: of)?|voted|passed|approved|rejected|won|lost|score of) $"
)
_VOTE_AFTER = re.compile(
    r"(?: | in a | party-line )?(?:votes?|decision|ruling|majority|margin|victory|win|loss|defeat|"
    r"edge|lead|tie|split|verdict|record)\b"
)


class Numeral(NamedTuple):
    """A number in a text."""

    kind: str  # amount, share (in percent), score, vague ("dozens"), date or time
    value: float  # multiplied out; of a date its year, NaN if it states none; NaN of a time
    value_to: float  # the second number of a range, change or score; NaN if there is none
    currency: str  # code after ISO 4217, "" if there is none; a bare "$" counts as US dollars
    start: int
    end: int
    precision: float = 0.0  # what the last place that is written counts; 0 where nothing does


def numerals(text: str) -> list[Numeral]:
    """Find the numbers of a text, but ordinals and those of names, telephones and web addresses."""
    folded = fold(text)
    found: list[Numeral] = []
    for numeral in _single(text, folded):
        pair = _pair(found[-1], numeral, folded) if found else None
        if pair is None:
            found.append(numeral)
        else:
            found[-1] = pair
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(rf"{re.escape(name)}\.?" for name in word_list("claims/numbered_names"))
    return re.compile(_NUMERAL.replace("@NAMES@", names), re.VERBOSE)


def _single(text: str, folded: str) -> Iterator[Numeral]:
    position = 0
    while match := _pattern().search(folded, position):
        numeral = _numeral(match, text, folded)
        position = numeral.end
        if numeral.kind != "other":
            yield numeral


def _numeral(match: re.Match[str], text: str, folded: str) -> Numeral:
    kind, (start, end) = match.lastgroup or "", match.span()
    value = math.nan
    if kind == "date":
        year = next((match[name] for name in _YEARS if match[name]), "")
        value = float(year or "nan")
        modal = match["month"] and not text[match.start("month")].isupper()  # "12 may be"
        if modal or (match["year"] and _COUNTED.fullmatch(folded, 0, start)):
            return _amount(match, folded)
    elif kind == "share":
        value = _share(match)
        if value > 100:  # "12 in 10 states"
            return _amount(match, folded)
    elif kind == "vague":
        value = order_of_magnitude(match[0])
    elif kind == "amount":
        return _amount(match, folded)
    return Numeral(kind, value, math.nan, "", start, end, float(kind == "share"))


def _amount(match: re.Match[str], folded: str) -> Numeral:
    start, end = match.span()
    currency = _CURRENCIES.get(match["currency"] or "", "")
    money = currency or _is_currency(unit_at(folded, end))
    alone = match.lastgroup != "amount" or (match["short"] in ("m", "mm", "b") and not money)
    first = match.end("currency") if currency else match.end("sign") if match["sign"] else start
    if alone and (leading := _LEADING.match(folded, first)):
        end = leading.end()
    words = folded[first:end]
    value = number(words) * (-1 if match["sign"] else 1)
    if _PART.fullmatch(folded, start, end) and folded.startswith(" of ", end):  # "½ of the voters"
        return Numeral("share", 100 * value, math.nan, "", start, end, 1.0)
    return Numeral("amount", value, math.nan, currency, start, end, precision(words))


def _is_currency(unit: tuple[str, int] | None) -> bool:
    return unit is not None and len(unit[0]) == 3 and unit[0].isupper()


def _share(match: re.Match[str]) -> float:
    if match["half"]:
        return 50.0
    fraction = match["joined"] or match["denominator"]
    if fraction:
        return 100 * (number(match["numerator"]) or 1) / denominator(fraction)  # "a third"
    whole = number(match["among"] or match["whole"])
    return 100 * number(match["one"] or match["parts"]) / whole if whole else math.inf


def _pair(first: Numeral, second: Numeral, folded: str) -> Numeral | None:
    """Join two amounts that are one range, change or score."""
    if {first.kind, second.kind} != {"amount"} or not math.isnan(first.value_to):
        return None
    joint = _JOINT.fullmatch(folded, first.end, second.start)
    if joint is None or second.currency not in ("", first.currency):
        return None
    if joint["percent"] and not _PERCENT.match(folded, second.end):
        return None
    before = folded[: first.start]
    scale = _LAST_SCALE.search(folded[second.start : second.end])
    low = first.value
    if scale and low < 1000 and not _LAST_SCALE.search(folded[first.start : first.end]):
        low *= number(scale[1])
    kind = "amount"
    if joint["and"] and not before.endswith("between "):
        return None
    if low >= second.value and not before.endswith(("from ", "between ")):
        if joint["or"] or joint["percent"]:
            return None
        kind = "score"
    elif joint["to"] and (_VOTE_BEFORE.fullmatch(before) or _VOTE_AFTER.match(folded, second.end)):
        kind = "score"
    step = max(first.precision, second.precision)
    return Numeral(kind, low, second.value, first.currency, first.start, second.end, step)
