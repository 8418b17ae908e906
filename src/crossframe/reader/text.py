"""The articles as the reader shows them: sentences in segments, each with the layers over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from crossframe.corpus.articles import Article

Span = tuple[int, int]
Place = tuple[str, int]
Places = list[tuple[str, int, Sequence[Span]]]  # sentences, and what is to be marked in each
Links = dict[Place, list[Place]]

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
        self.by_place = {line[:2]: line for line in self.of.values()}
        self.by_article: dict[str, list[Line]] = {article.id: [] for article in articles}
        for (article, _), line in self.of.items():
            self.by_article[article].append(line)

    def touching(self, article: str, spans: Iterable[Span]) -> list[tuple[Line, int, int]]:
        """Return each sentence a span of the file touches, with the part in its own offsets."""
        return [
            (line, max(start, line.start) - line.start, min(end, line.end) - line.start)
            for start, end in spans
            for line in self.by_article[article]
            if start < line.end and line.start < end
        ]

    def places_of(self, article: str, spans: Iterable[Span]) -> Places:
        """Return the sentences that spans of the file touch, each with its part of the span."""
        return [
            (article, line.number, [(line.start + start, line.start + end)])
            for line, start, end in self.touching(article, spans)
        ]

    def number(self, number: object, places: Places) -> dict[str, Any]:
        """Return a number with the sentences behind it, as the template writes it."""
        return {"number": number, "evidence": self.evidence(places), "first": self.first(places)}

    def order(self, place: Place) -> tuple[int, int]:
        """Return where a sentence stands: its article's place, its number."""
        return self.of[place].article, self.of[place].number

    def first(self, places: Places) -> str:
        """Return the element id of the first of some sentences, or nothing."""
        found = sorted(self.order((article, number)) for article, number, _ in places)
        return self.by_place[found[0]].id if found else ""

    def quote(
        self, article: str, first: int, last: int, spans: Iterable[Span], *, note: str = ""
    ) -> Quote:
        """Return sentences `first` to `last` with the words in some spans of the file marked."""
        within = list(self.touching(article, spans))
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

    def evidence(self, places: Places) -> str:
        """Write sentences and spans of the file the way the page's script reads them.

        One word a sentence, "article:sentence" and where words are to be marked
        "@start-end+start-end" in the sentence's own offsets, merged where they overlap.
        """
        found: dict[Line, list[Span]] = {}
        for article, number, spans in places:
            line = self.of[article, number]
            inside = [(a, b) for at, a, b in self.touching(article, spans) if at == line]
            found.setdefault(line, []).extend(inside)
        return " ".join(
            f"{line.article}:{line.number}"
            + ("@" + "+".join(f"{a}-{b}" for a, b in _merged(spans)) if spans else "")
            for line, spans in sorted(found.items(), key=lambda item: item[0][:2])
        )


def spots(rows: pd.DataFrame) -> Places:
    """Return the places of rows with `article`, `sentence`, `start` and `end`."""
    return [(row.article, int(row.sentence), [(row.start, row.end)]) for row in rows.itertuples()]


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
    """Return the letters an article goes by: A to Z, then AA.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return ("" if place < 26 else letter(place // 26 - 1)) + chr(65 + place % 26)


def element_names(ids: Iterable[str]) -> list[str]:
    """Turn ids of any characters into parts of element ids, each its own.

    Parameters
    ----------
    ids
        Ids of articles, themes or the like.

    Returns
    -------
    list of str
        Small letters, digits and hyphens; a number is added where two would be the same.

    Examples
    --------
    >>> element_names(["Sun Dial", "sun/dial", "Zürich Post", "日"])
    ['sun-dial', 'sun-dial-2', 'z-rich-post', 'x']
    """
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
    """Cut a text at the ends of all marks, which may overlap or stand inside each other.

    Parameters
    ----------
    text
        A sentence.
    marks
        Stretches of it in its own offsets; what lies outside of it is cut off.

    Returns
    -------
    list of Segment
        Joined they are the text; each has the layers of all marks that cover it, and the labels of
        those that begin there.

    Examples
    --------
    >>> [tuple(part) for part in segments("abcd", [Mark("x", 0, 3, "X"), Mark("y", 1, 9)])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('a', ('x',), 'X'), ('bc', ('x', 'y'), ''), ('d', ('y',), '')]
    """
    held = [mark._replace(start=max(mark.start, 0), end=min(mark.end, len(text))) for mark in marks]
    held = [mark for mark in held if mark.start < mark.end]
    cuts = sorted({0, len(text), *(mark.start for mark in held), *(mark.end for mark in held)})
    return [
        Segment(
            text[start:end],
            tuple(dict.fromkeys(m.layer for m in held if m.start <= start and end <= m.end)),
            " / ".join(dict.fromkeys(m.label for m in held if m.start == start and m.label)),
        )
        for start, end in pairwise(cuts)
    ]


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
