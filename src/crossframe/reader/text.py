"""The articles as the reader shows them: sentences in segments, each with the layers over it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from crossframe.corpus.articles import Article
from crossframe.text.words import iter_terms

Span = tuple[int, int]
Place = tuple[str, int]
Where = tuple[str, Iterable[int], Sequence[Span]]  # article, sentences, words of them in the file
Links = dict[Place, list[Place]]

_AROUND = 80  # characters on each side of a word in its context

# Control characters would be invisible or break the page, and those that turn the direction of
# the text would turn what follows; one for one, so that offsets stay.
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "\ufffd")
_CONTROLS |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\u2060")


class Mark(NamedTuple):
    """A stretch of a sentence under one layer: its class, and what is said where it begins."""

    layer: str
    start: int
    end: int
    label: str = ""


class Segment(NamedTuple):
    """A stretch of text under the same layers all along."""

    text: str
    layers: tuple[str, ...] = ()
    label: str = ""


class Line(NamedTuple):
    """One sentence: its element id, its reference ("A7"), and its place in the article's file."""

    article: int
    number: int
    paragraph: int
    start: int
    end: int
    text: str
    id: str
    ref: str


class Quote(NamedTuple):
    """Sentences as evidence: where they stand, their text with the words in question, a note."""

    article: int
    href: str
    ref: str
    segments: list[Segment]
    note: str = ""


class Value(NamedTuple):
    """A number as it is printed, the cell of the tables that it is, and what stands behind it."""

    text: str
    cell: str = ""  # "table:row:column", rows counted from 0 below the header of the CSV
    evidence: str = ""
    first: str = ""

    def __str__(self) -> str:
        return self.text


class Lines:
    """The sentences of all articles, found by article and number or by place in the file."""

    def __init__(self, sentences: pd.DataFrame, articles: Sequence[Article]) -> None:
        self.places = {article.id: place for place, article in enumerate(articles)}
        names = dict(zip(self.places, element_names(self.places), strict=True))
        self.of = {
            (row.article, int(row.sentence)): Line(
                self.places[row.article],
                int(row.sentence),
                int(row.paragraph),
                int(row.start),
                int(row.end),
                visible(row.text),
                f"s-{names[row.article]}-{row.sentence}",
                f"{letter(self.places[row.article])}{row.sentence}",
            )
            for row in sentences.itertuples()
        }
        self.by_article: dict[str, list[Line]] = {article.id: [] for article in articles}
        for (article, _), line in self.of.items():
            self.by_article[article].append(line)
        self._in_file = {
            article: sorted(own, key=lambda line: line.start)
            for article, own in self.by_article.items()
        }
        self._ends = {a: [line.end for line in own] for a, own in self._in_file.items()}

    def as_printed(self, words: str) -> str:
        """Write words, in the form in which they are compared, as the articles print them most."""
        return re.sub(r"[^\s,]+", lambda word: self._printed.get(word[0], word[0]), visible(words))

    @cached_property
    def _printed(self) -> dict[str, str]:
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for line in self.of.values():
            for term in iter_terms(line.text) if line.number else ():
                forms[term.form][line.text[term.start : term.start + len(term.form)]] += 1
        return {form: written.most_common(1)[0][0] for form, written in forms.items()}

    def touching(self, article: str, spans: Iterable[Span]) -> list[tuple[Line, int, int]]:
        """Return each sentence a span of the file touches, with the part in its own offsets."""
        found = []
        for start, end in spans:
            for line in self._in_file[article][bisect_right(self._ends[article], start) :]:
                if line.start >= end:
                    break
                parts = max(start, line.start) - line.start, min(end, line.end) - line.start
                found.append((line, *parts))
        return found

    def value(self, number: object, cell: str = "", *where: Where) -> Value:
        """Return a number of a table with the sentences and words behind it."""
        evidence = self.evidence(*where)
        first, _, _ = evidence.partition(" ")
        if not first:
            return Value(str(number), cell)
        place, _, sentence = first.partition("@")[0].partition(":")
        article = list(self.places)[int(place)]
        return Value(str(number), cell, evidence, self.of[article, int(sentence)].id)

    def evidence(self, *where: Where) -> str:
        """Write sentences and words of them the way the page's script reads them.

        One word a sentence, "article:sentence" and where words are to be marked
        "@start-end+start-end" in the sentence's own offsets, merged where they overlap.
        """
        found: dict[Line, list[Span]] = {}
        for article, sentences, spans in where:
            for number in sentences:
                found.setdefault(self.of[article, number], [])
            for line, start, end in self.touching(article, spans):
                found.setdefault(line, []).append((start, end))
        return " ".join(
            f"{line.article}:{line.number}"
            + ("@" + "+".join(f"{a}-{b}" for a, b in _merged(spans)) if spans else "")
            for line, spans in sorted(found.items(), key=lambda item: item[0][:2])
        )

    def texts(self, article: str, spans: Iterable[Span]) -> list[str]:
        """Return the words of spans, each within a sentence."""
        return [line.text[start:end] for line, start, end in self.touching(article, spans)]

    def quotes(self, article: str, numbers: Iterable[int], spans: Iterable[Span]) -> list[Quote]:
        """Return some sentences, each with its words in the spans of the file marked."""
        within: dict[int, list[Span]] = {}
        for line, start, end in self.touching(article, spans):
            within.setdefault(line.number, []).append((line.start + start, line.start + end))
        return [self.quote(article, n, n, within.get(n, ())) for n in numbers]

    def quote_at(self, article: str, span: Span, *, note: str = "") -> Quote:
        """Return the sentence that holds a span, with its words marked."""
        number = self.touching(article, [span])[0][0].number
        return self.quote(article, number, number, [span], note=note)

    def in_context(self, article: str, span: Span) -> Quote:
        """Return a span with the words around it, cut where its sentence goes on for long."""
        quote = self.quote_at(article, span)
        before, (*others, after) = quote.segments[0], quote.segments[1:] or [Segment("")]
        if not before.layers:
            before = Segment(cut(before.text[::-1], _AROUND)[::-1])
        if not after.layers:
            after = Segment(cut(after.text, _AROUND))
        return quote._replace(segments=[before, *others, after])

    def quote(
        self, article: str, first: int, last: int, spans: Iterable[Span], *, note: str = ""
    ) -> Quote:
        """Return sentences `first` to `last` with the words in some spans of the file marked."""
        within = self.touching(article, spans)
        lines = [
            self.of[article, number]
            for number in range(first, last + 1)
            if (article, number) in self.of
        ]
        parts: list[Segment] = []
        for line in lines:
            if parts:
                parts.append(Segment(" "))
            marks = [Mark("hit", start, end) for at, start, end in within if at == line]
            parts.extend(segments(line.text, marks))
        ref = lines[0].ref if first == last else f"{lines[0].ref}–{last}"
        return Quote(lines[0].article, f"#{lines[0].id}", ref, parts, note)


def counterparts(alignment: pd.DataFrame) -> Links:
    """Return for each sentence (article, number) that has any its accepted counterparts.

    The one of the highest score first within each other article.
    """
    accepted = alignment[alignment["accepted"]].sort_values("score", ascending=False, kind="stable")
    links: Links = {}
    for row in accepted.itertuples():
        a, b = (row.article_a, int(row.sentence_a)), (row.article_b, int(row.sentence_b))
        links.setdefault(a, []).append(b)
        links.setdefault(b, []).append(a)
    return links


def letter(place: int) -> str:
    """Return the letters an article goes by: A to Z, then AA."""
    return ("" if place < 26 else letter(place // 26 - 1)) + chr(65 + place % 26)


def element_names(ids: Iterable[str]) -> list[str]:
    """Turn ids of any characters into parts of element ids, each its own."""
    names: list[str] = []
    for id_ in ids:
        plain = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-") or "x"
        name, number = plain, 2
        while name in names:
            name, number = f"{plain}-{number}", number + 1
        names.append(name)
    return names


def visible(text: str) -> str:
    """Replace control characters, one for one."""
    return text.translate(_CONTROLS)


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Cut a text at the ends of all marks, which may overlap or stand inside each other."""
    held = [mark._replace(start=max(mark.start, 0), end=min(mark.end, len(text))) for mark in marks]
    held = [mark for mark in held if mark.start < mark.end]
    cuts = sorted({0, len(text), *(mark.start for mark in held), *(mark.end for mark in held)})
    parts: list[Segment] = []
    for start, end in pairwise(cuts):
        layers = dict.fromkeys(m.layer for m in held if m.start <= start and end <= m.end)
        label = " / ".join(dict.fromkeys(m.label for m in held if m.start == start and m.label))
        if parts and not label and layers.keys() == set(parts[-1].layers):
            parts[-1] = parts[-1]._replace(text=parts[-1].text + text[start:end])
        else:
            parts.append(Segment(text[start:end], tuple(layers), label))
    return parts


def printed(matches: Iterable[str], folded: str) -> str:
    """Return the commonest printed form of a word or phrase, of those as long as its folded form."""
    forms = Counter(match for match in matches if len(match) == len(folded))
    return forms.most_common(1)[0][0] if forms else folded


def cut(text: str, length: int) -> str:
    """Cut a text at a word, so that it fits."""
    if len(text) <= length:
        return text
    start, _, _ = text[:length].rpartition(" ")
    return (start or text[:length]) + "…"


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
