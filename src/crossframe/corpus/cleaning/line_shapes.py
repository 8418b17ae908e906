"""Shapes of lines that news pages have and articles have not: dates, bylines, captions, links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from crossframe.corpus.cleaning.blocks import ends_sentence
from crossframe.text.numbers import MONTH

FEW = 24
"""A line of more words is no date line, byline, button or heading."""

WORD = re.compile(r"[\w']+")

_HEAD = 300  # code points at the start of a block that are looked at
_LAST_LINK = re.compile(r"\s+(?:https?://|pic\.twitter\.com|t\.co/)\S*$")
_LETTER = re.compile(r"[^\W\d_]")

_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    rf"|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b(?=[.,]? (?:{MONTH}|\d))\.?)"
)
_FULL_DATE = (
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},?(?: \d{{2,4}})?|{MONTH} \d{{4}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})(?!\w)"
)
_HAS_DATE = re.compile(rf"\d|\b{_WEEKDAY}|\byesterday\b")
_DATE = re.compile(rf"\b(?:{_WEEKDAY},? )?{_FULL_DATE}")
_DAY = re.compile(rf"\b{_WEEKDAY}")
_FIRST_DATE = re.compile(rf"(?:{_WEEKDAY},? )?{_FULL_DATE}")
_TIME = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?"
    r"|\b(?:\d+|an?) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago\b|\byesterday\b"
    r"|\b(?:[ecmp][sd]?t|gmt|utc|bst|ist|cet|aest)\b|\b(?:19|20)\d\d\b"
)
_DATED = re.compile(r"(?:last )?(?:published|updated|modified|posted|created|written)\b")
_DATE_WORDS = re.compile(
    r"\b(?:first|last|published|updated|modified|posted|created|reviewed|written|date|time"
    r"|on|at|by|of|the|in|and)\b"
)

_NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|der|la|al|bin|and|&|,|/|\||@\w+)"
_BYLINE = re.compile(
    r"(?:(?:Written|Posted|Reported|Story|Text|Author|Words|Analysis|Review|Published|Opinion) )?"
    rf"(?:[Bb]y|BY)\b:? ?(?:{_NAME} ?){{0,14}}"
)
_BY_NAME = re.compile(r"(?:[Bb]y|BY) [A-Z]")

_SOURCE = r"(?:photo|image|pic|picture|photograph|illustration|graphic|video)s?"
_STOCK = r"(?:getty|i?stock(?:photo)?|shutterstock|unsplash|pixabay|pexels|alamy|flickr)"
_CREDIT = re.compile(
    rf"\b(?:{_SOURCE}|credits?|file photo|screenshot|screengrab|courtesy)"
    r"(?: credit| by| via| courtesy| of|s)?\s*[:/|©(]"
    r"|^(?:image|media|video|photo|picture|figure) (?:source|caption|copyright|credit)\b"
    rf"|^(?:all |main |file |lead |top |cover )?{_SOURCE} (?:by|via|courtesy|credit)\b|^featured image\b|\bfile photo\b|\bpictured\b"
    r"|[(|/] ?(?:photo|image|picture|credit|courtesy)\b"
    r"|[(|/] ?(?:ap|afp|reuters|getty)\b[\w /.-]{0,30}\)?$"
    rf"|{_STOCK}(?: images?)?\W*$|\b(?:ap photo|afp photo|reuters files?|epa-efe)\b"
    r"|\.(?:jpe?g|png|gif|webp)$"
    r"|(?:, |\()(?:left|right|cent(?:er|re)|above|below|top|bottom)(?:, |\))"
)
_CREDIT_WORDS = frozenset(
    (
        *("photo", "photos", "photograph", "photographs", "image", "images", "picture", "pictures"),
        *("pictured", "illustration", "illustrations", "graphic", "graphics", "video", "videos"),
        *(
            "pic",
            "pics",
            "figure",
            "media",
            "credit",
            "credits",
            "screenshot",
            "screengrab",
            "courtesy",
            "ap",
        ),
        *("afp", "reuters", "getty", "istock", "stock", "istockphoto", "stockphoto", "epa"),
        *("shutterstock", "unsplash", "pixabay", "pexels", "alamy", "flickr", "jpg", "jpeg", "png"),
        *("gif", "webp", "left", "right", "center", "centre", "above", "below", "top", "bottom"),
    )
)
_AGENCY = re.compile(
    r"[.!?”\"'’)] *\(?(?:(?:[A-Z][\w.'’-]+ ){0,4}(?:[A-Z][\w.'’-]+)?/ ?[A-Z][\w .'’/-]{1,40}"
    r"|By [A-Z][A-Z .,&'’-]{4,60})\)?$"
    r"|(?:^|[.!?”\"'’)]) *(?:REUTERS|AFP|AP|Reuters|Getty Images|EPA)\b[\w /-]{0,30}\)?$"
)
_COUNTER = re.compile(  # of a picture in a gallery
    r"(?:(?:image|photo|picture|slide|video|gallery|show) )?\d{1,3} ?(?:of|/) ?\d{1,3}(?: ?[|:–-]|$)"
    r"|\d{1,3}(?: / ?|/ )\d{1,3} (?!of\b)|\d{1,3}/\d{1,3} .*\b(?:pictures|photos|images)\b"
)
_TAKEN_BY = re.compile(  # "Ann Lee/Sun Dial", "Ann Lee for The Sun Dial"
    r"(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+/(?:[A-Z][\w.'’-]* ?){1,5}"
    r"|(?:[A-Z][\w.'’-]+ ){2,3}(?:for|/) [Tt]he (?:[A-Z][\w.'’-]* ?){1,4}"
)
_COPYRIGHT = re.compile(r"©|\(c\) ?(?:19|20)\d\d")
_WEATHER = re.compile(
    r"-?\d+(?:[.,]\d+)? ?°|\b(?:humidity|wind speed|wind|pressure|condition|sunrise|sunset"
    r"|uv index)\s*:"
)
_LINK_TO = re.compile(
    r"(?:related|read|read more|see also|also read|read also|more|watch|listen|video|must read"
    r"|recommended)\b ?[:|»>]"
)
_ADDRESS = re.compile(r"(?:(?:https?://|www\.)\S+[\s,|•·]*|[\w-]+(?:\.[\w-]+)+/\S*[\s,|•·]*)+$")


class Line(NamedTuple):
    """A block as the rules see it."""

    text: str
    folded: str  # its start, with single spaces
    words: list[str]  # of its start
    size: int  # how many words the whole block has
    sentence: bool  # whether it ends as a sentence does, a link at its end left aside


def line_of(text: str, folded: str) -> Line:
    """Prepare a block for the rules."""
    head = " ".join(folded[: 2 * _HEAD].split())[:_HEAD]
    last = text[-_HEAD:]
    sentence = ends_sentence(_LAST_LINK.sub("", last) if "/" in last else last)
    return Line(text, head, WORD.findall(head), len(folded.split()), sentence)


def shape_rule(line: Line) -> tuple[str, bool]:
    """Name the rule that a block fulfils, and say whether it holds inside an article too."""
    for rule, sure, most, fulfils in _SHAPES:
        if line.size <= most and fulfils(line):
            return rule, sure
    return "", False


# A date and little else: few other words, or a short line that begins with a date.
def _is_date_line(line: Line) -> bool:
    if not _HAS_DATE.search(line.folded):
        return False
    rest, dates = _DATE.subn(" ", line.folded)
    rest, times = _TIME.subn(" ", _DAY.sub(" ", rest))
    other = [word for word in WORD.findall(_DATE_WORDS.sub(" ", rest)) if not word.isdigit()]
    most = (4 if _DATED.match(line.folded) else 3 if times else 1) if dates else 0
    if len(other) <= most:
        return rest != line.folded
    return line.size <= 12 and not line.sentence and bool(_FIRST_DATE.match(line.folded))


def _is_byline(line: Line) -> bool:
    if not line.sentence and _BYLINE.fullmatch(line.text):
        return True
    dated = _BY_NAME.match(line.text) and _HAS_DATE.search(line.folded)
    return bool(dated) and not line.folded.endswith(".")


def _is_credit(line: Line) -> bool:
    if line.sentence and line.size > 30:
        return False
    if not _CREDIT_WORDS.isdisjoint(line.words) and _CREDIT.search(line.folded):
        return True
    if not line.sentence and (_COUNTER.match(line.folded) or _TAKEN_BY.fullmatch(line.text)):
        return True
    return not line.sentence and bool(_AGENCY.search(line.text))


# Rule, whether it holds inside an article too, the most words of a block that it is for, and what
# the block must fulfil; the first rule that holds counts.
_SHAPES: tuple[tuple[str, bool, int, Callable[[Line], object]], ...] = (
    ("no words", True, FEW, lambda line: not any(map(str.isalnum, line.folded))),
    ("caption or credit", True, 60, _is_credit),
    ("copyright", True, FEW, lambda line: _COPYRIGHT.search(line.folded)),
    ("byline", True, FEW, _is_byline),
    ("date line", True, FEW, _is_date_line),
    ("no words", False, FEW, lambda line: not _LETTER.search(line.folded)),
    ("weather", False, 8, lambda line: _WEATHER.search(line.folded)),
    ("related stories", True, FEW, lambda line: not line.sentence and _LINK_TO.match(line.folded)),
    ("link", True, FEW, lambda line: _ADDRESS.match(line.folded)),
)
