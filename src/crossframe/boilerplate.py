"""What a block of a news page looks like by itself: a date line, a caption, a notice, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crossframe.blocks import ends_sentence
from crossframe.words import fold, stop_words, word_list

LISTS = (
    "comments",
    "newsletter",
    "cookie notice",
    "advertisement",
    "share buttons",
    "tags",
    "author box",
    "related stories",
    "copyright",
    "skip links",
)
"""Rules that have a word list, `wordlists/boilerplate_<rule>.txt`."""

SECTIONS = frozenset({"comments", "newsletter", "share buttons", "related stories", "tags"})
"""Rules whose headings rule the lines after them too."""

_SUBJECTS = {
    "cookie notice": ("cookie", "privacy", "gdpr", "data protection"),
    "newsletter": ("newsletter", "subscription", "subscriber", "login"),
    "comments": ("comment", "moderat"),
    "advertisement": ("advert", "sponsor", "donat"),
    "copyright": ("copyright", "trademark"),
}
_ADDRESSED = frozenset({"newsletter", "cookie notice", "share buttons", "related stories"})
_READER = re.compile(r"\b(?:you|your|yours|we|us|our|i|me|my|this (?:website|site|page|article))\b")
_EDGE_ONLY = frozenset({"author box"})

_HEAD = 300  # code points at the start of a block that are looked at for phrases
_FEW = 24  # a line of more words is no date line, byline, button or heading
_SAMPLE = 80  # words among which function words are counted
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_FULL_DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},?(?: \d{{2,4}})?|{_MONTH} \d{{4}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})(?!\w)"
)
_DATE = re.compile(rf"\b(?:{_WEEKDAY},?|{_FULL_DATE})(?!\w)")
_FIRST_DATE = re.compile(rf"(?:{_WEEKDAY},? )?{_FULL_DATE}")
_TIME = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?"
    r"|\b(?:\d+|an?) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago\b|\byesterday\b"
    r"|\b(?:[ecmp][sd]?t|gmt|utc|bst|ist|cet|aest)\b|\b(?:19|20)\d\d\b"
)
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
_SOURCE = r"(?:photo|image|picture|photograph|illustration|graphic|video)s?"
_CREDIT = re.compile(
    rf"\b(?:{_SOURCE}|credits?|file photo|screenshot|screengrab|courtesy)"
    r"(?: credit| by| via| courtesy| of|s)?\s*[:/|©(]"
    r"|^(?:image|media|video|photo|figure) (?:source|caption)\b"
    r"|^\d{1,3} ?(?:of|/) ?\d{1,3}(?: ?[|:–-]|$)"
    rf"|^{_SOURCE} (?:by|via|courtesy|credit)\b|^featured image\b|\bfile photo\b|\bpictured\b"
    r"|[(|/] ?(?:photo|image|picture|credit|courtesy)\b"
    r"|[(|/] ?(?:ap|afp|reuters|getty)\b[\w /.-]{0,30}\)?$"
    r"|(?:getty|i?stock(?:photo)?|shutterstock|unsplash|pixabay|pexels|alamy|flickr)(?: images?)?\W*$"
    r"|\b(?:ap photo|afp photo|reuters files?|epa-efe)\b|\.(?:jpe?g|png|gif|webp)$"
    r"|(?:, |\()(?:left|right|cent(?:er|re)|above|below|top|bottom)(?:, |\))"
)
_AGENCY = re.compile(
    r"[.!?”\"'’)] *(?:(?:[A-Z][\w.'’-]+ ){0,4}(?:[A-Z][\w.'’-]+)?/ ?[A-Z][\w .'’/-]{1,40}"
    r"|By [A-Z][A-Z .,&'’-]{4,60})\)?$"
    r"|(?:^|[.!?”\"'’)]) *(?:REUTERS|AFP|AP|Reuters|Getty Images|EPA)\b[\w /-]{0,30}\)?$"
)
_LINK_TO = re.compile(
    r"(?:related|read|read more|see also|also read|read also|more|watch|listen|video|must read"
    r"|recommended)\b ?[:|»>]"
)
_WEATHER = re.compile(
    r"-?\d+(?:[.,]\d+)? ?°|\b(?:humidity|wind speed|wind|pressure|condition|sunrise|sunset"
    r"|uv index)\s*:"
)
_COPYRIGHT = re.compile(r"©|\(c\) ?(?:19|20)\d\d")
_ADDRESS = re.compile(r"https?://\S+$")
_LAST_LINK = re.compile(r"\s+(?:https?://|pic\.twitter\.com|t\.co/)\S*$")
_BIOGRAPHY = re.compile(r"\W*(?:\S+ ){1,5}(?:is|was|has been|covers|writes|worked|joined) ")
_ROW = re.compile(r"\s[/|•·,]\s")
_GLUE = frozenset({"on", "via", "to", "and", "or", "us", "all", "the", "my", "this"})
_EDGES = " \t•·●▪►▼▶◄←→↑|–—-*›»«❮❯<>✕×:;.,!?…'\"()[]\u200b\ufeff"
_SPEECH = frozenset('“”"«»„')
_WORD = re.compile(r"[\w']+")
_LETTER = re.compile(r"[^\W\d_]")
_HAS_DATE = re.compile(rf"\d|\b{_WEEKDAY}|\byesterday\b")
_CREDIT_WORDS = frozenset(
    "photo photos photograph photographs image images picture pictures pictured illustration"
    " illustrations graphic graphics video videos credit credits screenshot screengrab courtesy ap afp"
    " reuters getty istock stock istockphoto stockphoto shutterstock unsplash pixabay pexels alamy"
    " flickr epa jpg jpeg png gif webp left right center centre above below top bottom".split()
)
_GAP = ".{0,40}?"


_Patterns = dict[str, list[tuple[re.Pattern[str], str]]]


class Look(NamedTuple):
    """What one block looks like by itself.

    Attributes
    ----------
    rule
        The kind of boilerplate it looks like; empty for none.
    sure
        Whether it is that even between two paragraphs of an article, not only at its edges.
    prose
        Whether it reads as running text: sentences with function words.
    words
        How many words it has.
    """

    rule: str
    sure: bool
    prose: bool
    words: int


def look(text: str, folded: str, *, subject: frozenset[str] = frozenset()) -> Look:
    """Judge a block by itself, without its neighbours.

    Parameters
    ----------
    text
        The block.
    folded
        The same, folded by `crossframe.words.fold`.
    subject
        Rules that do not apply, since the article is about them (see `about`).

    Returns
    -------
    Look
        The kind of boilerplate, if any, and whether the block is prose.

    Notes
    -----
    Density of function words as evidence of prose follows jusText (Pomikálek 2011, "Removing
    boilerplate and duplicate content from web corpora", PhD thesis, Masaryk University).

    Examples
    --------
    >>> look("By Ann Lee", "by ann lee")
    Look(rule='byline', sure=True, prose=False, words=3)
    >>> look("We met the mayor at the bridge.", "we met the mayor at the bridge.")
    Look(rule='', sure=False, prose=True, words=7)
    """
    count = len(folded.split())
    line = " ".join(folded[: 2 * _HEAD].split())[:_HEAD]
    words = _WORD.findall(line)
    last = text[-_HEAD:]
    sentence = ends_sentence(_LAST_LINK.sub("", last) if "/" in last else last)
    density = sum(map(_function_words().__contains__, words)) / max(1, len(words))
    prose = (sentence and count >= 4 and density >= 0.15) or (count >= 25 and density >= 0.3)
    rule, sure = _shape(text, line, words, count, sentence=sentence)
    if not rule:
        rule, sure = _listed(line, words, count, sentence=sentence)
        if prose and rule and not _speaks_for_the_page(rule, line, count):
            rule = ""
        sure = sure and not (prose and (count > 60 or not _SPEECH.isdisjoint(text[:_HEAD])))
    if not rule or rule in subject:
        return Look("", False, prose, count)
    return Look(rule, sure, prose, count)


def about(title: str) -> frozenset[str]:
    """Name the rules that do not hold for an article because it is about their subject.

    Parameters
    ----------
    title
        The article's headline.

    Returns
    -------
    frozenset of str
        Names of rules.

    Examples
    --------
    >>> sorted(about("Court strikes down cookie banners"))
    ['cookie notice']
    """
    folded = fold(title)
    return frozenset(
        rule for rule, stems in _SUBJECTS.items() if any(stem in folded for stem in stems)
    )


def author_boxes(lines: Sequence[str], looks: Sequence[Look]) -> list[Look]:
    """Mark the paragraph after a line such as "About the author" as part of that box.

    Parameters
    ----------
    lines
        The start of each block, folded.
    looks
        What each block looks like by itself.

    Returns
    -------
    list of Look
        The same with biographies marked.

    Examples
    --------
    >>> looks = [Look("author box", True, False, 3), Look("", False, True, 5)]
    >>> author_boxes(["about the author", "ann lee is a poet."], looks)[1].rule
    'author box'
    """
    marked = list(looks)
    box = False
    for number, seen in enumerate(looks):
        if box and seen.prose and not seen.rule and _BIOGRAPHY.match(lines[number]):
            marked[number] = seen._replace(rule="author box")
        if seen.rule != "share buttons":
            box = seen.rule == "author box" and not seen.prose
    return marked


def _shape(
    text: str, line: str, words: list[str], count: int, *, sentence: bool
) -> tuple[str, bool]:
    """Name the rule that the shape of a block fulfils, and whether it is sure."""
    if count <= _FEW:
        if not _LETTER.search(line):
            return "no words", not any(c.isdigit() for c in line)
        if _HAS_DATE.search(line):
            if _is_date(line) or (count <= 12 and not sentence and _FIRST_DATE.match(line)):
                return "date line", True
            if _BY_NAME.match(text) and not line.endswith(".") and _HAS_DATE.search(line):
                return "byline", True
        if not sentence and _BYLINE.fullmatch(text):
            return "byline", True
        if count <= 8 and _WEATHER.search(line):
            return "weather", False
        if not sentence and _LINK_TO.match(line):
            return "related stories", True
        if _ADDRESS.match(line):
            return "link", True
    if count <= (30 if sentence else 60) and (
        (not _CREDIT_WORDS.isdisjoint(words) and _CREDIT.search(line))
        or (not sentence and _AGENCY.search(text))
    ):
        return "caption or credit", True
    if count <= _FEW and _COPYRIGHT.search(line):
        return "copyright", True
    return "", False


def _is_date(line: str) -> bool:
    rest, days = _DATE.subn(" ", line)
    rest, times = _TIME.subn(" ", rest)
    if not days and not times:
        return False
    other = [word for word in re.findall(r"\w+", _DATE_WORDS.sub(" ", rest)) if not word.isdigit()]
    return len(other) <= (3 if days and times else 1 if days else 0)


def _listed(line: str, words: list[str], count: int, *, sentence: bool) -> tuple[str, bool]:
    """Name the rule in whose word list the block is, and whether it is sure."""
    whole, opening, within, keys = _phrases()
    if count <= _FEW:
        bare = line.strip(_EDGES)
        rule = whole.get(bare) or _buttons(bare) or ("" if sentence else _row(line))
        if rule:
            return rule, True
        beginnings = opening.get(bare.split(" ", 1)[0], ()) if count <= 12 or not sentence else ()
        for pattern, rule in beginnings:
            if pattern.match(bare) and (not sentence or "\\ " in pattern.pattern):
                return rule, not sentence or line.endswith(("!", "…", "...", ":"))
    if not keys.isdisjoint(words):
        for word in words:
            for pattern, rule in within.get(word, ()):
                if pattern.search(line):
                    return rule, rule not in _EDGE_ONLY
    return "", False


def _speaks_for_the_page(rule: str, line: str, count: int) -> bool:
    """Say whether prose that has a listed phrase addresses the reader, not the subject."""
    return count < 12 or rule not in _ADDRESSED or bool(_READER.search(line))


def _buttons(bare: str) -> str:
    """Name the rule of a line that is several buttons: "Share Tweet 12 Comments"."""
    whole = _phrases()[0]
    known, unknown = [], 0
    for token in bare.split():
        word = token.strip(_EDGES)
        if word in whole:
            known.append(whole[word])
        elif word and word not in _GLUE and not word.isdigit():
            unknown += 1
    return known[0] if known and (not unknown or len(known) >= 4 * unknown) else ""


def _row(line: str) -> str:
    """Name the rule of a line that is a row of links: "Politics / Economy / Bridges"."""
    parts = _ROW.split(line)
    return "tags" if len(parts) >= 3 and all(0 < len(part.split()) <= 4 for part in parts) else ""


@cache
def _function_words() -> frozenset[str]:
    return stop_words()


@cache
def _phrases() -> tuple[dict[str, str], _Patterns, _Patterns, frozenset[str]]:
    """Read the word lists: whole lines; beginnings, by first word; phrases, by longest word."""
    whole: dict[str, str] = {}
    opening: _Patterns = {}
    within: _Patterns = {}
    for rule in LISTS:
        for entry in word_list(f"boilerplate_{rule.replace(' ', '_')}"):
            phrase = fold(entry.strip("… "))
            pattern = re.escape(phrase).replace("…", _GAP)
            if entry.startswith("…"):
                end = "" if entry.endswith("…") else "$"
                key = max(_WORD.findall(phrase), key=len, default=phrase)
                found = re.compile(rf"(?<!\w){pattern}(?!\w){end}")
                within.setdefault(key, []).append((found, rule))
            elif entry.endswith("…"):
                key = phrase.split(" ", 1)[0]
                opening.setdefault(key, []).append((re.compile(rf"{pattern}(?!\w)"), rule))
            else:
                whole[phrase.strip(_EDGES)] = rule
    return whole, opening, within, frozenset(within)
