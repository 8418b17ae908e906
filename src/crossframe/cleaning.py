"""Cleaning: from a scraped page to its headline and paragraphs, with a ledger of all that goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from crossframe.articles import Article
from crossframe.blocks import Block, blocks
from crossframe.boilerplate import SECTIONS, Look, look
from crossframe.errors import CrossframeError
from crossframe.words import fold

COLUMNS = ["block", "start", "end", "kind", "rule", "text"]
LEDGER_COLUMNS = ["article", "block", "start", "end", "rule", "text"]

_CAP = 60
_ABOUT = {
    "cookie notice": ("cookie", "privacy", "gdpr", "data protection"),
    "newsletter": ("newsletter", "subscription", "subscriber", "login"),
    "comments": ("comment", "moderat"),
    "advertisement": ("advert", "sponsor", "donat"),
    "copyright": ("copyright", "trademark"),
}


def clean(text: str, *, headline: str = "") -> pd.DataFrame:
    page = _cut(text, blocks(text), headline)
    folded = fold(text)
    heads = _headline_blocks(folded, page, headline)
    about = frozenset(rule for rule, stems in _ABOUT.items() if any(s in fold(headline) for s in stems))
    looks = [look(text[b.start : b.end], folded[b.start : b.end], about=about) for b in page]
    first, stop = _region(page, looks, after=heads[0] + 1 if heads else 0)
    if not heads:
        heads = _guess_headline(folded, page, looks, first)
        about = about | frozenset(
            rule for rule, stems in _ABOUT.items() for h in heads[:1] if any(s in folded[page[h].start : page[h].end] for s in stems)
        )
    rows = []
    kinds = _kinds(page, looks, first, stop, heads)
    for number, (block, (kind, rule)) in enumerate(zip(page, kinds, strict=True)):
        rows.append((number, block.start, block.end, kind, rule, text[block.start : block.end]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _cut(text, page, headline):
    return page


def _headline_blocks(folded, page, headline):
    if not headline.strip():
        return []
    wanted = fold(headline).split()
    heads = [n for n, b in enumerate(page) if b.end - b.start <= 3 * len(headline) + 20 and folded[b.start : b.end].split() == wanted]
    if not heads:
        raise CrossframeError("headline does not occur")
    return heads


def _weight(block: Block, seen: Look) -> float:
    if seen.rule:
        if seen.rule == "comments":
            return -40
        if seen.prose:
            return -10 if not seen.sure else -15
        return -6 if seen.rule in SECTIONS else -3
    if seen.prose:
        return min(seen.words, _CAP)
    if seen.words <= 4:
        return -1.5
    return -4


def _region(page: list[Block], looks: list[Look], *, after: int) -> tuple[int, int]:
    best, best_first, best_stop = 0.0, after, after
    total, first = 0.0, after
    for n in range(after, len(page)):
        total += _weight(page[n], looks[n])
        if total <= 0:
            total, first = 0.0, n + 1
        elif total > best:
            best, best_first, best_stop = total, first, n + 1
    return best_first, best_stop


def _guess_headline(folded, page, looks, first):
    best, chosen = 0.0, None
    times = Counter(folded[b.start : b.end] for b in page if b.end - b.start < 300)
    for n in range(max(0, first - 60), first):
        seen = looks[n]
        if seen.rule or not 3 <= seen.words <= 30:
            continue
        t = folded[page[n].start : page[n].end]
        if t.endswith("."):
            continue
        s = 2 * (5 <= seen.words <= 25) + 1.5 * (times[t] > 1) - 0.04 * (first - n) - 1.0 * (page[n].indent > page[first].indent if first < len(page) else 0)
        s += 1 * any(looks[m].rule in ("date line", "byline") for m in range(n + 1, min(first, n + 4)))
        if s > best:
            best, chosen = s, t
    if chosen is None:
        return []
    return [n for n, b in enumerate(page) if folded[b.start : b.end] == chosen]


def _kinds(page, looks, first, stop, heads):
    out = []
    section = ""
    for n, (b, seen) in enumerate(zip(page, looks, strict=True)):
        if heads and n == heads[0]:
            out.append(("headline", "headline"))
        elif n in heads:
            out.append(("removed", "repeated headline"))
        elif n < first:
            if heads and heads[0] < n and n >= first - 40 and not seen.rule and seen.prose and seen.words >= 8 and b.indent <= page[first].indent:
                out.append(("body", "standfirst"))
            else:
                out.append(("removed", seen.rule or "before the article"))
        elif n >= stop:
            out.append(("removed", seen.rule or "after the article"))
        elif seen.rule and seen.sure:
            section = seen.rule if seen.rule in SECTIONS and seen.words <= 8 else ""
            out.append(("removed", seen.rule))
        elif seen.prose:
            section = ""
            out.append(("body", "prose"))
        elif section:
            out.append(("removed", section))
        else:
            out.append(("body", "between paragraphs"))
    return out


def clean_article(article: Article) -> pd.DataFrame:
    return clean(article.text, headline=article.headline)
