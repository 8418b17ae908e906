"""Sentences that are given in a file: those of one event, or of a corpus of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.io.reading import read_jsonl, read_table


def read_event(folder: Path) -> pd.DataFrame:
    """Read the sentence table of an event folder, from its `sentences.csv`."""
    # columns: article, sentence (0 for the headline), paragraph, text
    path = folder / "sentences.csv"
    table = read_table(path, required=("article", "sentence", "paragraph", "text"))
    for column in ("sentence", "paragraph"):
        for line, cell in table[column].items():
            if not cell.isdecimal():
                raise CrossframeError(
                    f"column {column!r} is not a whole number", path=path, place=f"line {line}"
                )
    twice = table.duplicated(["article", "sentence"])
    if twice.any():
        raise CrossframeError(
            "a sentence number is used twice in one article",
            path=path,
            place=f"line {twice.idxmax()}",
            remedy="number the sentences of each article from 0 (headline) or 1",
        )
    return given_sentences(
        (row.article, int(row.sentence), int(row.paragraph), row.text) for row in table.itertuples()
    )


def read_paragraphs(path: Path, *, required: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Read JSON lines of articles whose paragraphs are lists of sentences."""
    # keys: id (a text, not always unique), paragraphs, and the texts that are `required`
    records = read_jsonl(path, required=("paragraphs",), texts=("id", *required))
    for record in records:
        if not _is_lists_of_text(record["paragraphs"]):
            raise CrossframeError(
                "'paragraphs' is not a list of lists of texts",
                path=path,
                place=f"id {record['id']!r}",
                remedy="write each paragraph as a list of its sentences",
            )
    return records


def _is_lists_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(part, list) and all(isinstance(text, str) for text in part) for part in value
    )
