"""Cleaning: from a scraped page to its headline and paragraphs, with a ledger of all that goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from crossframe.articles import Article
from crossframe.blocks import Block, blocks, ends_sentence
from crossframe.boilerplate import SECTIONS, Look, look
from crossframe.errors import CrossframeError
from crossframe.words import fold, iter_words, stop_words

COLUMNS = ["block", "start", "end", "kind", "rule", "text"]
LEDGER_COLUMNS = ["article", "block", "start", "end", "rule", "text"]

_LONG = 60
P = dict(iso=.5,deep=.3,shadow=.25,short=-1,mid=-3,sec=-6,rule=-3)
_TRANSPARENT = frozenset({"advertisement", "caption or credit", "no words"})
_ABOUT = {
    "cookie notice": ("cookie", "privacy", "gdpr", "data protection"),
    "newsletter": ("newsletter", "subscription", "subscriber", "login"),
    "comments": ("comment", "moderat"),
    "advertisement": ("advert", "sponsor", "donat"),
    "copyright": ("copyright", "trademark"),
}


def clean(text: str, *, headline: str = "") -> pd.DataFrame:
    page, head = _with_headline(text, blocks(text), headline)
    folded = fold(text)
    looks = _looks(text, folded, page, headline)
    span = _article(text, page, looks, after=head + 1 if head is not None else 0)
    rule = "given headline"
    if head is None:
        rule = "guessed headline"
        head = _guess_headline(folded, page, looks, span)
        if head is not None:
            title = text[page[head].start : page[head].end]
            if _about(title):
                looks = _looks(text, folded, page, title)
                span = _article(text, page, looks, after=head + 1)
    verdicts = _verdicts(folded, page, looks, span, head, rule)
    rows = [
        (number, block.start, block.end, kind, why, re.sub(r"\s", " ", text[block.start : block.end]))
        for number, (block, (kind, why)) in enumerate(zip(page, verdicts, strict=True))
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"block": "int64", "start": "int64", "end": "int64"})


def clean_article(article: Article) -> pd.DataFrame:
    try:
        table = clean(article.text, headline=article.headline)
    except CrossframeError as error:
        raise CrossframeError(
            error.problem, path=article.path, place=f"article {article.id!r}", remedy=error.remedy
        ) from error
    if not (table["kind"] == "body").any():
        raise CrossframeError(
            "all of it is boilerplate: no paragraph of an article is left",
            path=article.path,
            place=f"article {article.id!r}",
            remedy="store the text of the article's page, or remove the article from the manifest",
        )
    return table


def ledger(articles: Iterable[Article]) -> pd.DataFrame:
    parts = []
    for article in articles:
        table = clean_article(article)
        parts.append(table[table["kind"] == "removed"].assign(article=article.id)[LEDGER_COLUMNS])
    if not parts:
        return pd.DataFrame(columns=LEDGER_COLUMNS)
    return pd.concat(parts, ignore_index=True)


def _with_headline(text: str, page: list[Block], headline: str) -> tuple[list[Block], int | None]:
    """Locate the given headline; cut it out of its line if it does not stand alone."""
    if not headline.strip():
        return page, None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in fold(headline).split()))
    found = [match.span() for match in pattern.finditer(fold(text))]
    for start, end in sorted(found, key=lambda span: not _alone(text, *span)):
        first = next(n for n, block in enumerate(page) if block.end > start)
        last = next(n for n, block in enumerate(page) if block.end >= end)
        around = text[page[first].start : page[last].end]
        if ends_sentence(around) and not _alone(text, start, end):
            continue
        cut: list[Block] = []
        for a, b in ((page[first].start, start), (start, end), (end, page[last].end)):
            piece = text[a:b]
            if piece.strip():
                left = a + len(piece) - len(piece.lstrip())
                cut.append(Block(left, left + len(piece.strip()), page[first].indent))
        page = [*page[:first], *cut, *page[last + 1 :]]
        return page, next(n for n, block in enumerate(page) if block.start == start)
    raise CrossframeError(
        f"headline {headline!r} does not occur in the text", remedy="correct the headline in the manifest"
    )


def _alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 200) : start].rpartition("\n")[2]
    after = text[end : end + 200].partition("\n")[0]
    return not before.strip() and not after.strip()


def _about(title: str) -> frozenset[str]:
    folded = fold(title)
    return frozenset(rule for rule, stems in _ABOUT.items() if any(stem in folded for stem in stems))


def _looks(text: str, folded: str, page: Sequence[Block], title: str) -> list[Look]:
    about = _about(title)
    return [look(text[b.start : b.end], folded[b.start : b.end], about=about) for b in page]


def _article(text: str, page: Sequence[Block], looks: Sequence[Look], *, after: int) -> tuple[int, int]:
    """Find the run of blocks with the greatest sum of weights (Kadane's algorithm)."""
    weights = _weights(page, looks)
    best, span = 0.0, (after, after)
    total, first = 0.0, after
    for number in range(after, len(page)):
        total += weights[number]
        if total <= 0:
            total, first = 0.0, number + 1
        elif total > best:
            best, span = total, (first, number + 1)
    return span[0], _last_line(text, page, looks, span[1]) if best else span[1]


def _last_line(text, page, looks, stop):
    """Go on over the last sentences of an article up to the first sign of boilerplate."""
    for number in range(stop, min(len(page), stop + 10)):
        block, seen = page[number], looks[number]
        if seen.rule and seen.rule not in _TRANSPARENT:
            break
        if not seen.rule and seen.words >= 5 and ends_sentence(text[block.start : block.end]):
            stop = number + 1
    return stop


def _main_indent(page: Sequence[Block], looks: Sequence[Look]) -> int:
    mass: Counter[int] = Counter()
    for block, seen in zip(page, looks, strict=True):
        if seen.prose and not seen.rule:
            mass[block.indent] += min(seen.words, _LONG)
    return mass.most_common(1)[0][0] if mass else 0


def _weights(page: Sequence[Block], looks: Sequence[Look]) -> list[float]:
    main = _main_indent(page, looks)
    plain = [seen.prose and not seen.rule for seen in looks]
    solid = [n for n, seen in enumerate(looks) if seen.rule not in _TRANSPARENT]
    company = [False] * len(page)
    run: list[int] = []
    for number in [*solid, -1]:
        if number >= 0 and plain[number]:
            run.append(number)
            continue
        if len(run) > 1 and sum(looks[n].words for n in run) >= _LONG:
            for n in run:
                company[n] = True
        run = []
    weights: list[float] = []
    shadow = False
    seen_words = 0
    for number, (block, seen) in enumerate(zip(page, looks, strict=True)):
        if seen.rule:
            shadow = shadow or (seen.rule in SECTIONS and seen_words >= 40)
            if seen.rule == "comments":
                weights.append(-40)
            elif seen.prose:
                weights.append(-15)
            else:
                weights.append(P["sec"] if seen.rule in SECTIONS else P["rule"])
        elif seen.prose:
            if company[number] and block.indent <= main:
                shadow = False
            weight = float(min(seen.words, _LONG))
            if block.indent <= main and not shadow:
                seen_words += seen.words
            if block.indent > main:
                weight *= P["deep"]
            if shadow:
                weight *= P["shadow"]
            weights.append(weight)
        else:
            weights.append(P["short"] if seen.words <= 4 else P["mid"])
    return weights


def _guess_headline(folded: str, page: Sequence[Block], looks: Sequence[Look], span: tuple[int, int]) -> int | None:
    first, stop = span
    if first == stop:
        return None
    body = {w.form for b in page[first : min(stop, first + 40)] for w in iter_words(folded[b.start : min(b.end, b.start + 2000)])}
    texts = [folded[b.start : b.end] if b.end - b.start < 300 else "" for b in page]
    times = Counter(texts)
    best, chosen = 0.0, None
    last = next((n for n in range(first, stop) if looks[n].words >= 25), first)
    for n in range(max(0, first - 80), last):
        seen, t = looks[n], texts[n]
        if seen.rule or not 3 <= seen.words <= 30 or t.endswith(".") or not t[:1].isalnum() and t[:1] not in "\"'[¿(" or " , " in t:
            continue
        content = [w.form for w in iter_words(t) if w.form not in stop_words()]
        overlap = sum(w in body for w in content) / max(1, len(content))
        score = 3 * overlap + (1 if 5 <= seen.words <= 25 else 0) + (1 if times[t] > 1 else 0) - 0.02 * (first - n)
        if score > max(best, 1.5):
            best, chosen = score, t
    return texts.index(chosen) if chosen is not None else None


def _verdicts(folded, page, looks, span, head, headline_rule):
    first, stop = span
    texts = [folded[b.start : b.end].split() if b.end - b.start < 400 else [] for b in page]
    title = texts[head] if head is not None else None
    times = Counter(" ".join(t) for t in texts)
    out = []
    section = ""
    for n, (b, seen) in enumerate(zip(page, looks, strict=True)):
        nxt = looks[n + 1] if n + 1 < len(page) else None
        if n == head:
            out.append(("headline", headline_rule))
        elif title and texts[n] == title:
            out.append(("removed", "repeated headline"))
        elif n < first:
            if head is not None and head < n and n >= first - 40 and not seen.rule and seen.words >= 5 and ends_sentence(folded[b.start:b.end]) and b.indent <= page[first].indent:
                out.append(("body", "standfirst"))
            else:
                out.append(("removed", seen.rule or "before the article"))
        elif n >= stop:
            out.append(("removed", seen.rule or "after the article"))
        elif seen.rule and seen.sure:
            section = seen.rule if seen.rule in SECTIONS and seen.words <= 8 else ""
            out.append(("removed", seen.rule))
        elif nxt and nxt.rule == "caption or credit" and nxt.words <= 8 and (seen.words <= 25 or b.indent > page[first].indent):
            out.append(("removed", "caption or credit"))
        elif seen.prose:
            section = ""
            out.append(("body", "paragraph"))
        elif section and not (seen.words <= 4 and nxt and nxt.prose and out[-1][1] == section and looks[n - 1].rule != section):
            out.append(("removed", section))
        elif seen.words >= 5 and times[" ".join(texts[n])] > 1 and b.indent <= page[first].indent:
            out.append(("removed", "related stories"))
        elif seen.words >= 10 and b.indent <= page[first].indent and folded[b.start].isalpha() and not ends_sentence(folded[b.start : b.end]) and folded[b.end - 1] not in ",-–—":
            out.append(("removed", "caption or link"))
        else:
            out.append(("body", "between paragraphs"))
    return out
