"""The framing view: themes and statements as rows, articles or outlets as columns, evidence in cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from crossframe.claims.statements import CARRIED
from crossframe.coding.framing import (
    BY_REFERENCE,
    CHECKED,
    FORMS,
    OWN_WORDS,
    PEOPLE,
    UNREVIEWED,
)
from crossframe.coding.standing import UNSTATED, UNSTATED_NOTE
from crossframe.corpus.articles import outlet_names
from crossframe.outlets.articles import several_an_outlet
from crossframe.reader.numbers import OUTLET, Content
from crossframe.reader.panels import BY_HAND, GLYPHS, HOLLOW, printed_terms
from crossframe.reader.text import Line, Quote, Span, element_names, visible
from crossframe.text.words import iter_words, stem

_APART = 4  # articles whose evidence is shown in whole sentences
_FILLED = GLYPHS | {"neither": "●"}
_STANDINGS = {
    PEOPLE: f"{BY_HAND} coded by people",
    BY_REFERENCE: "reference coding",
    CHECKED: "machine, checked against people",
    UNREVIEWED: "unreviewed",
}
_FULL, _TRIMMED, _PARAPHRASED, _ELSE, _NOBODY, _NOT_FOUND = CARRIED
SEVERAL, DIFFERING, ONE = "in both", "differing", "in one only"

Where = tuple[str, int]  # article, attribution


class Column(NamedTuple):
    """One column: an article, or all those of an outlet."""

    name: str
    place: int  # of its first article, whose colour it has
    letters: bool  # whether it is one article, known by its letter
    articles: Sequence[str]
    absent: str


class Told(NamedTuple):
    """What is said of a piece of evidence: whose it is, in whose words, on which side, how coded."""

    holders: Sequence[int]  # places in the list of speakers
    who: str
    form: str
    side: str = ""
    glyph: str = ""
    how: str = ""
    cut: str = ""
    changed: Sequence[Sequence[str]] = ()


class Piece(NamedTuple):
    """A sentence of an article, or words of it, as evidence."""

    quote: Quote
    told: Sequence[Told]


class Row(NamedTuple):
    """One theme or statement, with the evidence of each column."""

    id: str
    title: str
    note: str
    kind: str
    themes: Sequence[int]  # places among the codebook's themes
    holders: Sequence[int]
    cells: Sequence[Sequence[Piece]]
    alike: Mapping[int, Sequence[Line]] = {}  # column without a statement -> sentences like its own


class Framing:
    """The rows, columns, speakers and themes of the view."""

    def __init__(self, c: Content) -> None:
        self._c = c
        self.pooled = len(c.articles) > _APART or several_an_outlet(c.articles)
        self.columns = list(self._columns())
        self._several = SEVERAL if len(c.articles) <= 2 else "in several"
        self._column = {
            article: n for n, column in enumerate(self.columns) for article in column.articles
        }
        said = c.tables["statements"]
        spoken = said.drop_duplicates(["article", "attribution"])["speaker"].explode()
        held = c.tables["framing"]["holder"] if c.codebook else []
        self._speakers = {
            key: n for n, key in enumerate(dict.fromkeys([*spoken.value_counts().index, *held]))
        }
        self.speakers = [c.name(key) for key in self._speakers]
        themes = c.codebook.themes if c.codebook else ()
        self._themes = {theme.id: n for n, theme in enumerate(themes)}
        self.themes = [visible(theme.label) for theme in themes]
        self.theme_rows = list(self._coded() if c.codebook else self._suggested())
        self.statement_groups = list(self._statements())
        self.kinds = list(
            dict.fromkeys(
                row.kind
                for rows in (self.theme_rows, *(own for _, own in self.statement_groups))
                for row in rows
                if row.kind
            )
        )

    def _columns(self) -> Iterator[Column]:
        articles = self._c.articles
        if not self.pooled:
            for place, (id_, name) in enumerate(outlet_names(articles).items()):
                yield Column(visible(name), place, True, [id_], "not in this article")
            return
        pooled: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            pooled[article.outlet].append(article.id)
        for outlet, ids in pooled.items():
            absent = f"in none of {len(ids)} articles" if len(ids) > 1 else "not in this article"
            yield Column(visible(outlet), self._c.lines.places[ids[0]], False, ids, absent)

    def _cells(self, pieces: Iterable[tuple[str, Piece]]) -> list[list[Piece]]:
        cells: list[list[Piece]] = [[] for _ in self.columns]
        for article, piece in pieces:
            cells[self._column[article]].append(piece)
        return cells

    def _kind(self, cells: Sequence[Sequence[Piece]]) -> str:
        """Say in how many columns a theme has evidence."""
        holding = sum(map(bool, cells))
        return self._several if holding > 1 else ONE if holding else ""

    def _quote(self, article: str, first: int, last: int, spans: Sequence[Span]) -> Quote:
        """Return sentences with some words marked; of many articles those words alone."""
        quote = self._c.lines.quote(article, first, last, spans)
        if len(self._c.articles) <= _APART:
            return quote
        marked = [n for n, part in enumerate(quote.segments) if part.layers]
        kept = quote.segments[marked[0] : marked[-1] + 1] if marked else quote.segments
        return quote._replace(segments=list(kept))

    def _coded(self) -> Iterator[Row]:
        """Yield a row per theme of the codebook."""
        c = self._c
        assert c.codebook is not None
        rows: dict[str, dict[tuple[str, int], list[Any]]] = defaultdict(lambda: defaultdict(list))
        for row in c.tables["framing"].itertuples():
            rows[row.theme][row.article, int(row.sentence)].append(row)
        names = element_names(theme.id for theme in c.codebook.themes)
        for place, (theme, name) in enumerate(zip(c.codebook.themes, names, strict=True)):
            pieces = []
            for (article, number), own in rows[theme.id].items():
                spans = [(int(row.start), int(row.end)) for row in own]
                quote = self._quote(article, number, number, spans)
                pieces.append((article, Piece(quote, [self._coded_how(row) for row in own])))
            holders = sorted({n for _, piece in pieces for one in piece.told for n in one.holders})
            proposition, label = visible(theme.proposition), visible(theme.label)
            cells = self._cells(pieces)
            kind = self._kind(cells)
            yield Row(f"framing-{name}", label, proposition, kind, [place], holders, cells)

    def _coded_how(self, row: Any) -> Told:
        how = _STANDINGS[row.standing]
        if row.standing in (CHECKED, UNREVIEWED):
            sure = f"{row.confidence:.2f}" if pd.notna(row.confidence) else "not stated"
            how += f", confidence {sure}"
            how += f", {UNSTATED_NOTE}" * (row.ground == UNSTATED)
        glyphs = HOLLOW if row.standing == UNREVIEWED else _FILLED
        holder, who = [self._speakers[row.holder]], self._c.name(row.holder)
        form = OUTLET if row.form == OWN_WORDS else row.form
        return Told(holder, "" if who == form else who, form, row.stance, glyphs[row.stance], how)

    def _suggested(self) -> Iterator[Row]:
        """Yield a row per suggested theme, whose evidence nobody holds."""
        c = self._c
        forms = printed_terms(c)
        for n, theme in enumerate(c.tables["suggested_themes"].itertuples(), start=1):
            pieces = [
                (article, Piece(quote, []))
                for article in c.lines.places
                if (row := c.numbers.row(article, "suggested theme", theme.theme))
                for quote in c.lines.quotes(article, row.sentences, row.spans)
            ]
            others = [
                visible(forms[term]) for term in theme.terms.split("; ") if term != theme.theme
            ]
            note = f"with {', '.join(others)}" if others else ""
            title = visible(forms[theme.theme])
            cells = self._cells(pieces)
            yield Row(f"framing-{n}", title, note, self._kind(cells), [], [], cells)

    def _statements(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield the speakers, those of most statements first, with a row a statement.

        A statement that stands beside one of an earlier article has no row of its own.
        """
        said: dict[tuple[str, ...], dict[Where, list[Any]]] = defaultdict(lambda: defaultdict(list))
        spans: dict[tuple[tuple[str, ...], str], dict[int, Sequence[Span]]] = defaultdict(dict)
        for row in self._c.tables["statements"].itertuples():
            said[row.speaker][row.article, row.attribution].append(row)
            spans[row.speaker, row.article][row.attribution] = row.content_spans
        order = sorted(said, key=lambda speaker: -len(said[speaker]))
        for place, speaker in enumerate(order):
            shown: set[Where] = set()
            rows: list[Row] = []
            for where, others in said[speaker].items():
                if where in shown:
                    continue
                for row in others:
                    if row.carried in (_FULL, _TRIMMED, _PARAPHRASED) and self._c.beside(row):
                        there = spans[speaker, row.other].items()
                        shown |= {
                            (row.other, n) for n, own in there if _touch(own, row.other_spans)
                        }
                rows.append(self._statement(f"statement-{place}-{len(rows)}", others))
            yield " and ".join(map(self._c.name, speaker)), rows

    def _statement(self, name: str, others: Sequence[Any]) -> Row:
        """Return the row of a statement: itself, and what each other article makes of it."""
        row = others[0]
        found = [other for other in others if other.carried != _NOT_FOUND and self._c.beside(other)]
        shared = {stem(word) for other in found for word in other.shared}
        quote = self._quote(row.article, row.first_sentence, row.last_sentence, row.content_spans)
        own = Told(self._places(row.speaker), "", _said(row.quotation, row.cue))
        pieces = [(row.article, Piece(_shared(quote, shared), [own]))]
        for other in found:
            for n, number in enumerate(sorted(other.other_sentences)):
                quote = self._quote(other.other, number, number, other.other_spans)
                told = [] if n else [self._made_of(other)]
                pieces.append((other.other, Piece(_shared(quote, shared), told)))
        differing = any(
            other.changed or other.carried in (_TRIMMED, _ELSE, _NOBODY) for other in found
        )
        kind = DIFFERING if differing else self._several if found else ONE
        held = dict.fromkeys(theme.partition(":")[0] for theme in row.themes)
        themes = [place for theme, place in self._themes.items() if theme in held]
        note = ", ".join(self.themes[place] for place in themes)
        alike: dict[int, list[Line]] = defaultdict(list)
        for other in filter(self._c.beside, others):
            lines = [self._c.lines.of[other.other, n] for n in sorted(other.counterparts)]
            alike[self._column[other.other]] += lines
        return Row(name, "", note, kind, themes, own.holders, self._cells(pieces), alike)

    def _made_of(self, other: Any) -> Told:
        """Say what another article makes of a statement, with the words it leaves out or changes."""
        forms = [FORMS[form] for form in other.other_quotation] or [OUTLET]
        cues = dict.fromkeys(f"“{visible(cue)}”" for cue in other.other_cue)
        who = " and ".join(map(self._c.name, other.other_speaker))
        return Told(
            self._places(other.speaker),
            who if other.carried == _ELSE else "",
            ", ".join([*forms, *cues]),
            how="in other words" if other.carried == _PARAPHRASED else other.carried,
            cut=visible(other.cut),
            changed=[visible(change).partition(" → ")[::2] for change in other.changed],
        )

    def _places(self, speaker: Iterable[str]) -> list[int]:
        return [self._speakers[one] for one in speaker]


def _said(quotation: str, cue: str) -> str:
    return FORMS[quotation] + (f", “{visible(cue)}”" if cue else "")


def _touch(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    return any(a < d and c < b for a, b in spans for c, d in others)


def _shared(quote: Quote, stems: set[str]) -> Quote:
    """Mark the words that two statements share, in place of the whole statement."""
    parts = []
    for part in quote.segments:
        at = 0
        for word in iter_words(part.text) if part.layers else ():
            if stem(word.form) in stems:
                plain = part.text[at : word.start]
                parts.append(part._replace(text=plain, layers=()))
                parts.append(part._replace(text=part.text[word.start : word.end]))
                at = word.end
        parts.append(part._replace(text=part.text[at:], layers=()))
    return quote._replace(segments=[part for part in parts if part.text])
