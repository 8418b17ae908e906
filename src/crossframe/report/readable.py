"""Tables made to be read: which rows and columns are shown, counts of them, as HTML and as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import takewhile
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from crossframe.coding.standing import UNSTATED
from crossframe.errors import CrossframeError
from crossframe.report.words import BOUNDS, SHARES, YES_OR_NO, Words, heading_of, in_order

# Places and row numbers.
LEFT_OUT = ("start", "end", "attribution", "statement", "block", "rule_id")
# Table -> the columns that are read; of the others all.
VIEWS = {
    "attributions": ("article", "first_sentence", "speaker", "cue", "quotation", "content"),
    "concordance": ("article", "sentence", "left", "match", "right"),
    "conflicts": (
        *("relation", "article_a", "figure_a", "speaker_a", "text_a"),
        *("article_b", "figure_b", "speaker_b", "text_b"),
    ),
    "cue_verbs": ("article", "speaker", "cue", "group", "sense", "count", "sentences"),
    "partial_quotations": (*("article", "sentence", "left", "quotation", "right", "speaker"),),
    "phrase_families": ("article", "pattern", "words", "count", "fillings"),
    "phrase_occurrences": ("article", "sentence", "left", "match", "right"),
    "phrase_shares": (
        *("article", "min_words", "headline", "words_in_phrases", "words", "share", "meaning"),
    ),
    "similarity_percentiles": (
        *("article_a", "article_b", "variant", "similarity", "compared_with", "meaning"),
    ),
    "sourcing": ("article", "naming", "speaker_kind", "attributions", "speakers", "sources"),
    "speakers": ("article", "speaker", "attributions", "words", "quoted_words", "sentences"),
    "stance": (
        *("theme", "article", "sentence", "holder", "stance", "evidence"),
        *("text", "ground", "cue", "confidence", "coded_by"),
    ),
    "stance_shares": (
        *("outlet", "theme", "measure", "estimate", "low", "high", "coded", "units", "reason"),
    ),
    "weightings": ("name", "label"),
    "statements": (
        *("article", "first_sentence", "speaker", "content", "other", "carried"),
        *("other_sentences", "other_speaker", "other_text"),
    ),
}
# Columns that are called otherwise in one table than in the others.
OWN_HEADINGS = {
    "partial_quotations": {"quotation": "in quotation marks"},
    "speakers": {"attributions": "statements"},
    "stance": {"cue": "words that decided", "text": "the whole sentence"},
    "weightings": {"name": "variant", "label": "words and weights"},
}
_ONE_LINE = 13  # characters that are not broken into lines
ORDERED = ("article", "theme", "item")  # rows stand in the order of these where they lead


class ReadableTable:
    """A table that a notebook shows as HTML, the same bytes each time, and a terminal as text.

    >>> table = pd.DataFrame({"article": ["x"], "share": [0.25], "headline": [True]})
    >>> ReadableTable(table, Words({"x": "The Daily"}))
      article share headline counted
    The Daily   25%              yes
    """

    def __init__(
        self,
        table: pd.DataFrame,
        words: Words,
        *,
        rows: int | None = None,
        rest: str = "",
        title: str = "",
    ) -> None:
        table = table.reset_index() if any(table.index.names) else table.reset_index(drop=True)
        shown = _ordered(table, words).head(rows)
        bounds = BOUNDS if {*SHARES} & {*table.columns} else ()
        cells, self._numbers = {}, []
        for column in table:
            name = _name(column)
            truth = is_bool_dtype(table[column])
            numeric = is_numeric_dtype(table[column]) and not truth
            digits, percent = _digits(name, table[column]), name in bounds
            told = [
                words.of(name, value, digits=digits, percent=percent) for value in shown[column]
            ]
            if name in LEFT_OUT or name.endswith("_spans") or (told and not any(told)):
                continue
            heading = (YES_OR_NO.get(name) if truth else None) or words.heading(column)
            cells[heading] = told
            if numeric:
                self._numbers.append(heading)
        self._table = pd.DataFrame(cells, dtype=str)
        self.title = title
        self.note = f"{len(shown)} of {len(table)} rows{rest and '; the rest in ' + rest}"
        if len(shown) == len(table):
            self.note = "" if len(shown) else "No rows."

    def __repr__(self) -> str:
        text = self._table.to_string(index=False, max_colwidth=60) if len(self._table) else ""
        return "\n".join(part for part in (self.title, text, self.note) if part)

    def _repr_html_(self) -> str:
        title, note = (f"<p>{escape(part)}</p>" if part else "" for part in (self.title, self.note))
        return title + self._html() + note if len(self._table) else title + note

    def _html(self) -> str:
        """Write the table with its styles in the cells: an untrusted notebook keeps no others."""
        styles = []
        for heading, cells in self._table.items():
            side = "right" if heading in self._numbers else "left"
            short = max(map(len, cells)) <= _ONE_LINE
            wrap = "nowrap" if short else "normal"
            styles.append(f"text-align: {side}; vertical-align: top; white-space: {wrap}")
        head = _row("th", self._table, [style.replace("nowrap", "normal") for style in styles])
        body = "\n".join(_row("td", row, styles) for row in self._table.itertuples(index=False))
        return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _row(tag: str, cells: Iterable[str], styles: Sequence[str]) -> str:
    written = (
        f'<{tag} style="{style}">{escape(cell)}</{tag}>'
        for cell, style in zip(cells, styles, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def read_columns(name: str, table: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns of a table that are read, where it has them; else all it has."""
    read = VIEWS.get(name, ())
    return read if read and {*read} <= {*table, "text"} else tuple(table)


def view(name: str, table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Keep a table to some columns, under its own headings."""
    return table[[*columns]].rename(columns=OWN_HEADINGS.get(name, {}))


def kept(table: pd.DataFrame, where: Mapping[str, Any]) -> pd.DataFrame:
    """Keep to the rows whose cells are these values, or are tuples that hold them."""
    check_columns(table, where)
    for column, value in where.items():
        cells = table[column].map(lambda cell: cell if isinstance(cell, tuple) else (cell,))
        table = table[[value in cell for cell in cells]]
    return table


def spread(table: pd.DataFrame, columns: Sequence[str], across: str) -> pd.DataFrame:
    """Put the last of some columns under the values of another, the rest at the side."""
    *side, last = columns
    return table.pivot_table(index=side, columns=across, values=last, aggfunc="first", sort=False)


def check_columns(table: pd.DataFrame, columns: Iterable[str]) -> None:
    """Refuse columns that a table does not have."""
    unknown = [column for column in columns if column not in table]
    if unknown:
        raise CrossframeError(
            f"the table has no column {unknown[0]!r}",
            remedy=f"use some of {', '.join(map(str, table))}",
        )


def marked(table: pd.DataFrame) -> pd.DataFrame:
    """Say of a stance that rests on the mention of its theme alone that it is unstated."""
    if not {"stance", "ground"} <= {*table}:
        return table
    stance = table["stance"]
    return table.assign(stance=stance.where(table["ground"] != UNSTATED, stance + f", {UNSTATED}"))


def counts(
    table: pd.DataFrame, words: Words, by: Sequence[str], *, across: str, of: Sequence[str]
) -> pd.DataFrame:
    """Count rows, or add numbers up, by the words of some columns, across those of another.

    >>> table = pd.DataFrame({"article": ["y", "x", "y"], "form": ["q", "q", "p"], "n": [1, 2, 3]})
    >>> words = Words({"x": "The Daily", "y": "The Weekly"})
    >>> ReadableTable(counts(table, words, ["form"], across="article", of=["n"]), words)
    form The Daily The Weekly
       q         2          1
       p         0          3
    """
    check_columns(table, (*by, across, *of))
    told = pd.DataFrame(
        {one: [words.of(one, cell) for cell in table[one]] for one in (*by, across)}
    )
    parts = {}
    for number in of or ("rows",):
        told["number"] = table[number].to_numpy() if of else 1
        cross = told.pivot_table(
            index=[*by], columns=across, values="number", aggfunc="sum", fill_value=0, sort=False
        )
        every = across == "article"  # an outlet with none has a column too
        shown = in_order([*(words.order(across) if every else ()), *cross], words.order(across))
        parts[heading_of(number)] = cross.reindex(columns=shown, fill_value=0)
    return pd.concat(parts, axis="columns") if len(parts) > 1 else next(iter(parts.values()))


def _ordered(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Put rows into the order of outlets and themes, where these are the first columns."""
    leading = list(takewhile(lambda column: _name(column) in ORDERED, table))
    for column in reversed(leading):
        name = _name(column)
        rank = {word: place for place, word in enumerate(words.order(name))}
        places = [rank.get(words.of(name, value), len(rank)) for value in table[column]]
        table = table.iloc[np.argsort(places, kind="stable")]
    return table


def _name(column: Any) -> str:
    """Return the name of a column, of several levels the last that is not empty."""
    return str([part for part in column if part][-1] if isinstance(column, tuple) else column)


def _digits(name: str, column: pd.Series) -> int | None:
    """Return how many digits behind the point a column's numbers have, all alike."""
    if not is_numeric_dtype(column) or is_bool_dtype(column):
        return None
    if name == "percentile":
        return 0
    values = column.dropna().astype(float)
    return 0 if (values == values.round()).all() else 3 if name == "contribution" else 2
