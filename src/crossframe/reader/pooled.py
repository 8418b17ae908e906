"""What the articles of each outlet hold together: rows of one measure, a column an outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from crossframe.findings import with_interval
from crossframe.overview import leaning_words, printed_pattern, telling_phrases
from crossframe.reader.numbers import Content
from crossframe.reader.panels import Item, speaker_ids
from crossframe.reader.text import Quote, Span, Value, printed, visible
from crossframe.text.words import iter_terms
from crossframe.voices.shares import FORMS
from crossframe.voices.speakers import OUTLET, UNRESOLVED

_LISTED = 6  # speakers and phrases of an outlet
_FORMS = dict(zip(FORMS, ("Own words", "Quoted", "Paraphrased"), strict=True))
Part = str | Value


class Entry(NamedTuple):
    """One number of an outlet, told in parts; a share is drawn too, in percent."""

    title: str
    told: Sequence[Part]
    drawn: Sequence[int] = ()  # share, and low and high where there is an interval
    href: str = ""
    quotes: Sequence[Quote] = ()


class Row(NamedTuple):
    """One measure, with what each outlet has of it."""

    title: str
    note: str
    cells: Sequence[Sequence[Entry]]
    href: str = ""


class Pooled:
    """The rows of the view, in groups; `themes` are those of the page."""

    def __init__(self, c: Content, themes: Sequence[Item]) -> None:
        self._c = c
        self._outlets = list(dict.fromkeys(article.outlet for article in c.articles))
        periods = c.tables["outlet_forms"]["period"].unique()
        dated = [self._forms(period) for period in periods if period]
        named = "Themes" if c.codebook else "Suggested themes"
        self.groups: list[tuple[str, str, list[Row]]] = [
            ("Whose words", "share of all words", [self._forms(), self._speakers()]),
            *([("Whose words, by date", "share of all words", dated)] if dated else []),
            (named, "share of all sentences", list(self._themes(themes))),
            ("Wording", "", [self._words(), self._phrases()]),
            ("How alike", "mean over pairs of articles, from 0 to 1", list(self._alike())),
        ]

    def _table(self, name: str, period: str = "") -> pd.DataFrame:
        table = self._c.tables[name]
        return table[table["period"] == period]

    def _cells(self, entries: Iterator[tuple[str, Entry]]) -> list[list[Entry]]:
        cells: dict[str, list[Entry]] = defaultdict(list)
        for outlet, entry in entries:
            cells[outlet].append(entry)
        return [cells[outlet] for outlet in self._outlets]

    def _forms(self, period: str = "") -> Row:
        entries = (
            (row.outlet, _share("outlet_forms", row, "word", _FORMS[row.form]))
            for row in self._table("outlet_forms", period).itertuples()
        )
        return Row(period or "In which form", "", self._cells(entries))

    def _speakers(self) -> Row:
        ids = speaker_ids(self._c)
        table = self._table("outlet_voices")
        known = ~table["speaker"].isin([(OUTLET,), (UNRESOLVED,)])
        entries = (
            (
                row.outlet,
                _share(
                    "outlet_voices",
                    row,
                    "word",
                    f"{' and '.join(map(self._c.name, row.speaker))}, {_FORMS[row.form].lower()}",
                    href=ids[row.speaker[0]],
                )._replace(drawn=()),
            )
            for row in table[known].groupby("outlet", sort=False).head(_LISTED).itertuples()
        )
        return Row("Who speaks most", "the six with most words", self._cells(entries))

    def _themes(self, themes: Sequence[Item]) -> Iterator[Row]:
        c, measure = self._c, "theme" if self._c.codebook else "suggested theme"
        ids = (
            [theme.id for theme in c.codebook.themes]
            if c.codebook
            else c.tables["suggested_themes"]["theme"].tolist()
        )
        table = self._table("outlet_numbers")
        rows = dict(iter(table[table["measure"] == measure].groupby("item")))
        for item, theme in zip(themes, ids, strict=True):
            own = rows[theme].itertuples() if theme in rows else ()
            entries = ((row.outlet, _share("outlet_numbers", row, "sentence")) for row in own)
            yield Row(item.title, "", self._cells(entries), item.id)

    def _words(self) -> Row:
        table = self._table("outlet_words").rename(columns={"outlet": "article"})
        leaning = leaning_words(table)
        uses = self._uses(set(leaning["word"]))
        entries = []
        for row in leaning.itertuples():
            own = uses[row.article, row.word]
            forms = [text for article, span in own for text in self._c.lines.texts(article, [span])]
            told = _counted("outlet_words", row)
            quotes = [self._c.lines.in_context(*use) for use in own]
            entries.append((row.article, Entry(printed(forms, row.word), told, quotes=quotes)))
        note = "used more than by the others together, those first that tell it most from them"
        return Row("Words it leans on", note, self._cells(iter(entries)))

    def _uses(self, words: set[str]) -> dict[tuple[str, str], list[tuple[str, Span]]]:
        """Return where each outlet uses some words: article and span in its file."""
        outlets = {article.id: article.outlet for article in self._c.articles}
        found: dict[tuple[str, str], list[tuple[str, Span]]] = defaultdict(list)
        for row in self._c.tables["sentences"].itertuples():
            for term in iter_terms(row.text):
                if term.form in words:
                    span = (row.start + term.start, row.start + term.end)
                    found[outlets[row.article], term.form].append((row.article, span))
        return found

    def _phrases(self) -> Row:
        families = self._table("outlet_phrases").rename(columns={"outlet": "article"})
        places = self._table("outlet_occurrences")
        found = dict(iter(places.groupby(["outlet", "family"])))
        by_outlet = places.drop(columns="article").rename(columns={"outlet": "article"})
        ranked = telling_phrases(families, by_outlet).groupby("article", sort=False).head(_LISTED)
        entries = []
        for row in ranked.itertuples():
            own = found[row.article, row.family]
            title = visible(printed_pattern(row.pattern, own["match"]))
            quotes = [
                self._c.lines.in_context(use.article, (use.start, use.end))
                for use in own.itertuples()
            ]
            entry = Entry(title, _counted("outlet_phrases", row), quotes=quotes)
            entries.append((row.article, entry))
        note = "within an article or from one to another"
        return Row("Phrases it repeats", note, self._cells(iter(entries)))

    def _alike(self) -> Iterator[Row]:
        table = self._table("outlet_similarity")
        for other in self._outlets:
            entries = []
            for row in table.itertuples():
                pair = (row.outlet_a, row.outlet_b)
                if other in pair:
                    one = pair[pair[0] == other]
                    entries.append((one, Entry("", list(_similarity(row)))))
            yield Row(f"With {visible(other)}", "", self._cells(iter(entries)))


def _share(table: str, row: Any, unit: str, title: str = "", *, href: str = "") -> Entry:
    """Tell a share with its interval, and the numbers that it is made of."""
    cell = f"{table}:{row.Index}"
    told = list(_with_interval(cell, row, "share", ".0%"))
    drawn = [round(100 * part) for part in (row.share, row.low, row.high) if pd.notna(part)]
    number = Value(str(row.number), f"{cell}:number")
    told += [", ", number, f" {unit}" if row.number == 1 else f" {unit}s", *_in_articles(cell, row)]
    return Entry(title, told, drawn, href)


def _with_interval(cell: str, row: Any, column: str, form: str) -> Iterator[Part]:
    for said, of in with_interval(row, column, form):
        yield Value(said, f"{cell}:{of}") if of else said


def _counted(table: str, row: Any) -> list[Part]:
    """Tell how often a word or phrase stands, and in how many articles."""
    cell = f"{table}:{row.Index}"
    return [Value(str(row.count), f"{cell}:count"), " times", *_in_articles(cell, row)]


def _in_articles(cell: str, row: Any) -> list[Part]:
    if row.articles == 1:
        return []
    holding = Value(str(row.in_articles), f"{cell}:in_articles")
    return [" in ", holding, " of ", Value(str(row.articles), f"{cell}:articles"), " articles"]


def _similarity(row: Any) -> Iterator[Part]:
    cell = f"outlet_similarity:{row.Index}"
    yield from _with_interval(cell, row, "similarity", ".2f")
    yield ", "
    yield Value(str(row.pairs), f"{cell}:pairs")
    yield " pair" if row.pairs == 1 else " pairs"
    yield " on one event" if row.same_event else " on different events"
