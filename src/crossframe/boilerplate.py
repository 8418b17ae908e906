"""What a single block of a news page looks like: a date line, a byline, a caption, a notice, prose."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crossframe.blocks import ends_sentence
from crossframe.words import stop_words, word_list

RULES = (
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
SECTIONS = frozenset({"comments", "newsletter", "share buttons", "related stories", "tags"})

_HEAD = 300  # code points of a block that are looked at
_FEW_WORDS = 24
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE = re.compile(
    rf"\b(?:{_DAY},?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},?(?: \d{{2,4}})?"
    rf"|{_MONTH} \d{{4}}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|(?:19|20)\d\d)(?!\w)"
)
_TIME = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?"
    r"|\b(?:\d+|an?) (?:sec|second|min|minute|hour|hr|day|week|month|year)s? ago\b|\byesterday\b|\btoday\b"
    r"|\b(?:[ecmp][sd]?t|gmt|utc|bst|ist|cet|aest)\b"
)
_DATE_WORDS = re.compile(
    r"\b(?:first |last )?(?:published|updated|modified|posted|created|reviewed|date|time)\b|\b(?:on|at|by|of|the|in|and)\b"
)
_NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|der|la|al|bin|and|&|,|/|\||@\w+)"
_BYLINE = re.compile(
    rf"(?:(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Ss]tory|[Tt]ext|[Aa]uthor|[Ww]ords|[Aa]nalysis|[Rr]eview|[Pp]ublished|[Oo]pinion) )?"
    rf"(?:[Bb]y|BY)\b:? ?(?:{_NAME} ?){{0,14}}"
)
_CREDIT = re.compile(
    r"\b(?:photos?|images?|picture|credits?|file photo|photograph|illustration|graphic|video|screenshot|screengrab|courtesy)"
    r"(?: credit| by| via| courtesy| of|s)?\s*[:/|©(]"
    r"|^(?:photos?|image|picture|illustration|photograph|graphic|video)s? (?:by|via|courtesy|credit)\b"
    r"|^featured image\b|\bfile photo\b|[(|/] ?(?:photo|image|picture|credit|courtesy|ap|afp|reuters|getty)\b"
    r"|(?:getty|istock|istockphoto|shutterstock|unsplash|pixabay|pexels|alamy|flickr|dreamstime)(?: images?)?\W*$"
    r"|(?:, |\()(?:left|right|cent(?:er|re)|above|below|top|bottom)(?:, |\))|\bpictured\b"
    r"|\b(?:ap photo|afp photo|reuters files?|epa-efe)\b"
    r"|\.(?:jpe?g|png|gif|webp)$"
)
_AGENCY = re.compile(
    r"[.!?”\"'’)] *(?:(?:[A-Z][\w.'’-]+ ){0,4}(?:[A-Z][\w.'’-]+)?/ ?[A-Z][\w .'’/-]{1,40}|By [A-Z][A-Z .,&'’-]{4,60}"
    r"|(?:REUTERS|AFP|AP|Reuters|Getty Images|EPA)\b[\w /-]{0,30})\)?$"
)
_INSET = re.compile(r"(?:related|read|read more|see also|also read|read also|more|watch|listen|video|must read|recommended)\b ?[:|»>]")
_EDGES = " \t•·●▪►▼▶◄←→↑|–—-*›»«❮❯<>✕×:;.,!?…'\"()[]\u200b\ufeff"
_WEATHER = re.compile(r"-?\d+(?:[.,]\d+)? ?°|°[cf]\b|\b(?:humidity|wind speed|wind|pressure|condition|sunrise|sunset|uv index)\s*:")
_SPEECH = frozenset("“”\"«»„")
_ROW = re.compile(r"\s[/|•·,]\s")
_BUTTON_GLUE = frozenset({"on", "via", "to", "and", "or", "us", "all", "the", "my", "this"})
_LINK_AT_END = re.compile(r"\s+(?:https?://|pic\.twitter\.com|t\.co/)\S*$")
_WILD = ".{0,40}?"


class Look(NamedTuple):
    """What one block looks like by itself.

    Attributes
    ----------
    rule
        The kind of boilerplate it looks like; empty for none.
    sure
        Whether it is that even between two paragraphs of an article; otherwise only at its edges.
    prose
        Whether it reads as running text: sentences with function words.
    words
        How many words it has.
    """

    rule: str
    sure: bool
    prose: bool
    words: int


def look(text: str, folded: str, *, about: frozenset[str] = frozenset()) -> Look:
    """Judge a block by itself, without its neighbours.

    Parameters
    ----------
    text
        The block.
    folded
        The same folded by `crossframe.words.fold`.
    about
        Rules that do not apply, since the article is about their subject.

    Returns
    -------
    Look
        The kind of boilerplate, if any, and whether the block is prose.

    Examples
    --------
    >>> look("By Ann Lee", "by ann lee")
    Look(rule='byline', sure=True, prose=False, words=3)
    >>> look("We met the mayor at the old bridge.", "we met the mayor at the old bridge.")
    Look(rule='', sure=False, prose=True, words=8)
    """
    tokens = folded.split()
    sentence = ends_sentence(_LINK_AT_END.sub("", text[-_HEAD:]))
    sample = tokens[:80]
    common = sum(token.strip(_EDGES) in stop_words() for token in sample) / max(1, len(sample))
    prose = (sentence and len(tokens) >= 4 and common >= 0.15) or (len(tokens) >= 25 and common >= 0.3)
    rule, sure = _shape(text[:_HEAD], tokens, sentence=sentence)
    if not rule:
        rule, sure = _phrase(" ".join(" ".join(tokens[:60])[:_HEAD].split()), len(tokens), sentence=sentence)
        sure = sure and not (prose and (len(tokens) > 60 or not _SPEECH.isdisjoint(text[:_HEAD])))
    if rule in about:
        rule, sure = "", False
    return Look(rule, sure, prose, len(tokens))


def _shape(text: str, tokens: list[str], *, sentence: bool) -> tuple[str, bool]:
    """Name the rule that the shape of a block fulfils: no words, date, byline, caption, link."""
    few = len(tokens) <= _FEW_WORDS
    folded = " ".join(tokens[:60])
    if few and not any(c.isalpha() for c in folded):
        return "no words", not any(c.isdigit() for c in folded)
    if few and _is_date(folded):
        return "date line", True
    if few and not sentence and _BYLINE.fullmatch(text):
        return "byline", True
    if len(tokens) <= 8 and _WEATHER.search(folded):
        return "weather", False
    if len(tokens) <= 60 and not (sentence and len(tokens) > 30):
        if _CREDIT.search(folded) or _AGENCY.search(text):
            return "caption or credit", True
    if few and not sentence and _INSET.match(folded):
        return "related stories", True
    if few and re.match(r"https?://\S+$", folded):
        return "link", True
    return "", False


def _is_date(folded: str) -> bool:
    rest, dates = _TIME.subn(" ", folded)
    rest, days = _DATE.subn(" ", rest)
    if not dates and not days:
        return False
    rest = _DATE_WORDS.sub(" ", rest)
    left = [word for word in re.findall(r"\w+", rest) if not word.isdigit()]
    return len(left) <= (3 if days and (dates or len(folded) > 40) else 1)


def _phrase(folded: str, count: int, *, sentence: bool) -> tuple[str, bool]:
    """Name the rule whose word list has the block."""
    whole, opening, within = _phrases()
    if count <= _FEW_WORDS:
        bare = folded.strip(_EDGES)
        if bare in whole:
            return whole[bare], True
        rule = _buttons(bare) or ("" if sentence else _subjects(folded))
        if rule:
            return rule, True
        for pattern, rule in opening.get(bare.split(" ", 1)[0], ()):
            if pattern.match(bare):
                return rule, not sentence or folded.endswith(("!", "…", "...", ":"))
    match = within.search(folded)
    if match and match.lastgroup:
        rule = match.lastgroup.replace("_", " ")
        return rule, rule != "author box"
    return "", False


def _buttons(bare: str) -> str:
    """Name the rule of a line that is nothing but several buttons: "Share Tweet 12 Comments"."""
    whole = _phrases()[0]
    rules = []
    for token in bare.split():
        word = token.strip(_EDGES)
        if word.isdigit() or not word or word in _BUTTON_GLUE:
            continue
        if word not in whole:
            return ""
        rules.append(whole[word])
    return rules[0] if rules else ""


def _subjects(folded: str) -> str:
    """Name the rule of a line that is a row of links: "Politics / Economy / Bridges"."""
    parts = _ROW.split(folded)
    return "tags" if len(parts) >= 3 and all(0 < len(part.split()) <= 4 for part in parts) else ""


@cache
def _phrases() -> tuple[dict[str, str], dict[str, list[tuple[re.Pattern[str], str]]], re.Pattern[str]]:
    whole: dict[str, str] = {}
    opening: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    within: dict[str, list[str]] = {}
    for rule in RULES:
        for entry in word_list(f"boilerplate_{rule.replace(' ', '_')}"):
            inner = entry.strip("…")
            pattern = re.escape(inner.lstrip()).replace("…", _WILD).replace(r"\ ", " ")
            if entry.startswith("…"):
                within.setdefault(rule, []).append(pattern if entry.endswith("…") else f"{pattern}$")
            elif entry.endswith("…"):
                opening.setdefault(inner.split(" ", 1)[0], []).append((re.compile(pattern), rule))
            else:
                whole[inner.strip(_EDGES)] = rule
    groups = (f"(?P<{rule.replace(' ', '_')}>{'|'.join(found)})" for rule, found in within.items())
    return whole, opening, re.compile(rf"(?<!\w)(?:{'|'.join(groups)})")
