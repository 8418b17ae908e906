"""The outlet's name in a page's own words, and where it stands there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.pages import clean_article
from crossframe.text.printable import one_line
from crossframe.text.words import fold, word_set

_NAME = r"[A-Z0-9][\w’'&.-]*(?: (?:(?:of|the|and|for|in|on|de|la|&) )*[A-Z0-9][\w’'&.-]*)*"
_YEAR = r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d|[Pp]resent))?)"
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|\b[Cc]opyright\b|\bCOPYRIGHT\b)[\s,:]*(?:©|\([cC]\))?[\s,:]*(?P<year>{_YEAR})?[\s,.:|]*"
    rf"(?:[Bb]y )?(?P<name>{_NAME})(?P<rest>.*)"
)
_RIGHTS = re.compile(rf"{_YEAR}|all rights reserved", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\.?,? All\b.*|(?<=[a-z]{3})\. .*|,? (?:19|20)\d\d.*")
_LEGAL = re.compile(
    r",? (?:Ltd|Limited|Inc|LLC|PLC|plc|GmbH|AG|SA|BV|Co|Corp|Corporation|Company)\.?$|, .*$|,$"
)
_COMPANY = re.compile(  # a publisher, which has other names than its papers
    rf"{_LEGAL.pattern}|\b(?:Group|Holdings|Media|Network|Publishing|Publications|Digital|Partners)$"
)
_FRAME = re.compile(
    r"\b(?:at|from|to|with|of|about|follow|support|visit|join|(?:publish|power)ed by) $",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\s*[|–—·-]\s*(?P<name>[^|]{2,60})$")
_NOTICES = frozenset({"author box", "newsletter", "cookie notice", "copyright", "advertisement"})
_DATED = frozenset({"date line", "weather", "skip links", "share buttons"})  # above a masthead too
_MOST_WORDS = 7
_REPEATED = 2
_OFTEN = 3


class OutletName(NamedTuple):
    """An outlet's name as a page has it."""

    name: str
    words: str  # where it stands there
    sure: bool  # whether it is stated, or a loose guess

    @property
    def note(self) -> str:
        """What the intake table says of it."""
        return f"outlet {'from' if self.sure else 'is a guess from'} {self.words}"


def outlet_of_page(article: Article) -> OutletName | None:
    """Find the outlet in what cleaning takes out of a page."""
    table = clean_article(article)
    rows = table[table["kind"] == "removed"]
    blocks = [(rule, one_line(text)) for rule, text in zip(rows["rule"], rows["text"], strict=True)]
    lines = [text for _, text in blocks]
    notices = [text for rule, text in blocks if rule in _NOTICES]
    found = [
        _holder(lines),
        _in_title(lines, article.headline),
        _masthead(blocks),
        _in_notices(notices, lines, own="\n".join(table.loc[table["kind"] != "removed", "text"])),
    ]
    return min(filter(None, found), key=lambda one: not one.sure, default=None)


def outlet_of_html(page: HtmlElement) -> OutletName | None:
    """Find the outlet in what an HTML page states of itself."""
    for key in ("og:site_name", "application-name"):
        for value in page.xpath("//meta[@property=$key or @name=$key]/@content", key=key):
            if name := one_line(str(value)):
                return OutletName(name, key, sure=True)
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        if name := _publisher(str(script)):
            return OutletName(name, "the publisher in JSON-LD", sure=True)
    texts = (str(text) for text in page.xpath("//body//text()[not(ancestor::script)]"))
    return _holder([one_line(text) for text in texts])


def _publisher(script: str) -> str:
    try:
        waiting: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return ""
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            publisher = value.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(name, str) and _plain(name):
                return _plain(name)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return ""


def _holder(lines: Sequence[str]) -> OutletName | None:
    """Return the holder in the last line on copyright: those above may be of pictures."""
    for line in reversed(lines):
        match = _COPYRIGHT.search(line) if len(line) < 300 else None
        if match and _RIGHTS.search(line):
            stated = _AFTER_NAME.sub("", match["name"]).rstrip(" .,")
            name = _plain(_LEGAL.sub("", stated))
            if _is_name(name):
                sure = not match.start() and not _COMPANY.search(stated)
                return OutletName(name, f"the copyright line “{line[:80]}”", sure=sure)
    return None


def _in_title(lines: Sequence[str], headline: str) -> OutletName | None:
    for line in lines:
        if headline and fold(line).startswith(fold(headline)):
            match = _TITLE.fullmatch(line[len(headline) :])
            if match and _is_name(_plain(match["name"])):
                return OutletName(_plain(match["name"]), f"the title “{line[:120]}”", sure=True)
    return None


def _masthead(blocks: Sequence[tuple[str, str]]) -> OutletName | None:
    """Return the first line of a page that stands there again, as its masthead does."""
    first = next((text for rule, text in blocks if rule not in _DATED), "")
    times = sum(text.casefold() == first.casefold() for _, text in blocks)
    if times < _REPEATED or not (_is_name(_plain(first)) and re.fullmatch(_NAME, first)):
        return None
    words = f"the page's own words: “{first}” is its first line and stands there {times} times"
    return OutletName(_plain(first), words, sure=times >= _OFTEN and " " in first)


def _in_notices(notices: Sequence[str], lines: Sequence[str], *, own: str) -> OutletName | None:
    """Return the name in a notice that several lines of a page hold and its article does not."""
    framed = Counter(name for text in notices for name in set(_framed(text)))
    held = {
        name: sum(name in _plain(text) for text in lines) if " " in name else times
        for name, times in framed.items()
        if name not in _plain(own)
    }
    best = max(held, key=lambda name: (held[name], len(name)), default="")
    if held.get(best, 0) < _REPEATED:
        return None
    first = next(text for text in notices if best in _plain(text))
    start = max(0, _plain(first).find(best) - 20)
    words = (
        f"the page's own words: “…{first[start : start + 60].strip()}…” and {held[best] - 1} more"
    )
    return OutletName(best, words, sure=False)


def _framed(text: str) -> Iterator[str]:
    """Yield the names in a notice before which stands a word like "from" or "follow"."""
    for match in re.finditer(_NAME, text):
        name = _plain(re.sub(r"['’]s$", "", match.group().rstrip(".,;:!?'’-")))
        if _FRAME.search(text[: match.start()]) and _is_name(name):
            yield name


def _is_name(name: str) -> bool:
    parts = [part for part in re.split(r"\W+", name.casefold()) if part]
    return (
        name[:1].isupper()
        and any(c.isalpha() for c in name)
        and len(name.split()) <= _MOST_WORDS
        and not name.endswith(("?", "!", ":"))
        and not word_set("intake/no_outlets").issuperset(parts)
        and not {"privacy", "cookie", "cookies", "policy", "terms"} & set(parts)
    )


def _plain(name: str) -> str:
    """Return a name in one line with straight apostrophes, as names are compared."""
    return one_line(name).replace("’", "'").strip(" .,|–—-")
