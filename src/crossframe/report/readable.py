"""Tables made to be read: names for ids, words for codes, numbers with their units."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from numbers import Number
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

ARTICLES = ("article", "article_a", "article_b", "other")
SPEAKERS = ("speaker", "holder", "other_speaker", "speaker_a", "speaker_b")
SHARES = ("share", "share_of_a", "share_of_b")  # shown in percent
# Places and row numbers.
LEFT_OUT = ("start", "end", "attribution", "statement", "block", "rule_id")
HEADINGS = {
    "attributed": "attributed to somebody",
    "best_for": "best for",
    "carried": "how it is carried",
    "coded_by": "coded by",
    "cue": "reporting word",
    "first_sentence": "sentence",
    "headline": "headline counted",
    "high": "to",
    "log_odds": "log-odds",
    "low": "from",
    "min_words": "phrases of at least (words)",
    "other": "in the other article",
    "other_sentences": "sentences there",
    "other_speaker": "speaker there",
    "other_text": "words there",
    "percentile": "place among 100",
    "quotation": "quoted or not",
    "quoted_words": "words in quotation marks",
    "shared": "words both have",
}
WORDS = {
    "stance": {"favor": "in favor", "against": "against", "neither": "neither"},
    "quotation": {"direct": "quoted", "indirect": "paraphrased", "mixed": "partly quoted"},
    "best_for": {"a": "the first", "b": "the second"},
}


class ReadableTable:
    """A table that a notebook shows as HTML, the same bytes each time, and a terminal as text.

    >>> table = pd.DataFrame({"article": ["x"], "share": [0.25], "headline": [True]})
    >>> ReadableTable(table, {"x": "The Daily"})
      article share headline counted
    The Daily   25%              yes
    """

    def __init__(
        self,
        table: pd.DataFrame,
        outlets: Mapping[str, str],
        names: Mapping[str, str] | None = None,
        *,
        rows: int | None = None,
        rest: str = "",
    ) -> None:
        known = {**outlets, "outlet": "the outlet itself", **(names or {})}
        table = table.reset_index() if any(table.index.names) else table.reset_index(drop=True)
        cells, self._numbers = {}, []
        for column in table:
            label = column if isinstance(column, tuple) else (column,)
            parts = [str(part) for part in label if str(part)]
            name = parts[0] if len(parts) == 1 else parts[-1]
            if name in LEFT_OUT or name.endswith("_spans"):
                continue
            heading = " · ".join(known.get(part) or heading_of(part) for part in parts)
            cells[heading] = [_shown(name, value, known) for value in table[column].head(rows)]
            if is_numeric_dtype(table[column]) and not is_bool_dtype(table[column]):
                self._numbers.append(heading)
        self._table = pd.DataFrame(cells, dtype=str)
        shown = len(self._table)
        self.note = f"{shown} of {len(table)} rows{rest and '; the rest in ' + rest}"
        if shown == len(table):
            self.note = "" if shown else "No rows."

    def __repr__(self) -> str:
        text = self._table.to_string(index=False, max_colwidth=60) if len(self._table) else ""
        return "\n".join(part for part in (text, self.note) if part)

    def _repr_html_(self) -> str:
        style = self._table.style.hide(axis="index").format(escape="html")
        style.format_index(escape="html", axis="columns")
        text = {"text-align": "left", "vertical-align": "top", "white-space": "normal"}
        style.set_table_styles([{"selector": "th", "props": list(text.items())}])
        # Of each cell, as the next line: a rule for all cells would win over it.
        style.set_properties(**text)
        style.set_properties(subset=self._numbers, **{"text-align": "right"})
        style.set_uuid(f"{crc32('|'.join(self._table).encode()):08x}")
        html = str(style.to_html())
        return html + (f"<p>{escape(self.note)}</p>" if self.note else "")


def heading_of(column: str) -> str:
    """Return the words that head a column."""
    if column.endswith(("_a", "_b")) and column not in HEADINGS:
        return f"{heading_of(column[:-2])} ({'first' if column.endswith('_a') else 'second'})"
    return HEADINGS.get(column, column.replace("_", " "))


def _shown(column: str, value: Any, known: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        shown = (_shown(column, one, known) for one in value)
        return ", ".join(dict.fromkeys(one for one in shown if one))
    if pd.isna(value):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else ""
    return _number(column, value) if isinstance(value, Number) else _word(column, value, known)


def _number(column: str, value: Any) -> str:
    if column in SHARES:
        return f"{value:.0%}"
    whole = column == "percentile" or float(value).is_integer()
    digits = 3 if column == "contribution" else 2
    return f"{value:,.0f}" if whole else f"{value:.{digits}f}"


def _word(column: str, value: Any, known: Mapping[str, str]) -> str:
    text = str(value)
    if column in ARTICLES or column in SPEAKERS:
        return known.get(text, text)
    if column in ("theme", "compared_with", "variant"):
        return text.replace("_", " ")
    return WORDS.get(column, {}).get(text, text)
