"""The whole text of an HTML page, a block a line, and which blocks an extractor took."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from crossframe.corpus.cleaning.boilerplate import look
from crossframe.text.printable import one_line
from crossframe.text.words import fold

_BREAKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center"),
        *("dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "label", "legend", "li"),
        *("main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
_NO_TEXT = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "iframe", "object", "textarea")
)
_HEADINGS = frozenset({"h1", "h2"})
# Parts of a page in which no paragraph of its article stands, by tag, class or id.
_OTHER_TAGS = frozenset({"aside", "nav", "footer", "form", "figure", "button", "table"})
_OTHER_NAMES = re.compile(
    r"comment|related|promo|newsletter|share|social|sidebar|advert|sponsor|cookie|consent|footer"
    r"|\bnav|menu|caption|recommend|most-?read|popular|trending|sign-?up|subscri|author|bio\b"
    r"|disqus|pop-?up|modal|banner|widget|gallery|slide|carousel|lightbox|read-?more|breadcrumb|tags?\b|outbrain|taboola",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_MOST_TRIALS = 300_000  # pairs of blocks that are compared one by one
_NEARLY = 0.7  # share of an extracted line's words that make a block its source
_FEWEST_WORDS = 5


class PageBlock(NamedTuple):
    """One block of a page's text, and whether it stands where an article can."""

    text: str
    heading: bool
    apart: bool


def page_blocks(page: str) -> list[PageBlock]:
    """Return all text of a page in its order, but for what is never shown."""
    from trafilatura import load_html  # noqa: PLC0415  (heavy import)

    tree = load_html(page)
    return [] if tree is None else list(_blocks(tree))


def _blocks(tree: etree._Element) -> Iterator[PageBlock]:
    parts: list[str] = []
    apart: list[etree._Element] = []  # the elements around that hold no article
    heading = False
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _NO_TEXT:
                walk.skip_subtree()
                continue
            if tag in _BREAKS or (tag == "a" and apart):  # each link of a menu is a line
                yield from _block(parts, heading=heading, apart=bool(apart))
                heading = tag in _HEADINGS
            names = f"{element.get('class', '')} {element.get('id', '')}"
            if tag in _OTHER_TAGS or (tag not in ("html", "body") and _OTHER_NAMES.search(names)):
                apart.append(element)
            parts.append(element.text or "")
            continue
        if tag in _BREAKS or (tag == "a" and apart):
            yield from _block(parts, heading=heading, apart=bool(apart))
            heading = False
        if apart and apart[-1] is element:
            apart.pop()
        parts.append(element.tail or "")
    yield from _block(parts, heading=heading, apart=bool(apart))


def _block(parts: list[str], *, heading: bool, apart: bool) -> Iterator[PageBlock]:
    text = one_line("".join(parts))
    parts.clear()
    if text:
        yield PageBlock(text, heading, apart)


def taken_blocks(blocks: Sequence[PageBlock], extracted: str) -> set[int] | None:
    """Return which blocks an extracted text stands in, or None if too much of it stands in none."""
    keys = [_key(block.text) for block in blocks]
    places: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        places.setdefault(key, []).append(number)
    taken: set[int] = set()
    rest: list[str] = []
    last = -1
    for line in filter(None, map(_key, extracted.split("\n"))):
        if free := places.get(line):
            behind = bisect_right(free, last)
            last = free.pop(behind if behind < len(free) else 0)
            taken.add(last)
        else:
            rest.append(line)
    if len(rest) * len(blocks) > _MOST_TRIALS:
        return None
    lost = 0
    spaced = [f" {key} " for key in keys]
    words = [Counter(key.split()) for key in keys] if rest else []
    for line in rest:
        sources = _sources(line, spaced, words, taken)
        taken |= sources
        lost += 0 if sources else len(line.split())
    return taken if taken and lost <= 0.1 * len(_WORD.findall(extracted)) else None


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _sources(
    line: str, keys: Sequence[str], counts: Sequence[Counter[str]], taken: set[int]
) -> set[int]:
    """Return the blocks that a line stands in which is none: joined, cut, or with gaps."""
    spaced = f" {line} "
    free = [number for number, key in enumerate(keys) if key.strip() and number not in taken]
    whole = next((number for number, key in enumerate(keys) if spaced in key), None)
    if whole is not None:
        return {whole}
    if parts := {n for n in free if " " in keys[n].strip() and keys[n] in spaced}:
        return parts
    words = Counter(line.split())
    if words.total() < _FEWEST_WORDS:
        return set()
    share, best = max(
        (((words & counts[n]).total() / words.total(), -n) for n in free),
        default=(0.0, 0),
    )
    return {-best} if share >= _NEARLY else set()


def restored_blocks(blocks: Sequence[PageBlock], taken: set[int], head: int) -> set[int]:
    """Return the paragraphs that an extractor missed: between others, or right under the headline.

    Under the headline the standfirst counts too, be it a heading or not.
    """
    first, last = min(taken), max(taken)
    found: set[int] = set()
    for number in range(head + 1 if 0 <= head < first else first, last):
        text, heading, apart = blocks[number]
        if number in taken or number == head or apart:
            continue
        seen = look(text, fold(text))
        standfirst = heading and number < first and seen.words >= _FEWEST_WORDS
        if not seen.rule and (seen.prose or standfirst):
            found.add(number)
    return found
