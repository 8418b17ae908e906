"""Reading gold files: JSON lines of articles, and folders of one event."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.articles import decode, read_bytes
from crossframe.errors import CrossframeError
from crossframe.sentences import given_sentences


def read_jsonl(path: Path, *, required: Sequence[str]) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line.

    Parameters
    ----------
    path
        The file; empty lines are passed over.
    required
        Keys that each object must have.

    Returns
    -------
    list of dict
        In file order.

    Raises
    ------
    CrossframeError
        If the file is missing, not UTF-8, a line is no JSON object or lacks a key, or no object
        is left; the message names the line.
    """
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(decode(read_bytes(path, what="gold"), path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CrossframeError(
                f"not valid JSON: {error.msg}", path=path, place=f"line {number}", remedy="write one JSON object a line"
            ) from error
        missing = [key for key in required if not isinstance(row, dict) or key not in row]
        if missing:
            raise CrossframeError(
                f"key {missing[0]!r} is missing", path=path, place=f"line {number}", remedy="add it to the object"
            )
        rows.append(row)
    if not rows:
        raise CrossframeError("file holds no object", path=path, remedy="give a file with one JSON object a line")
    return rows


def read_table(path: Path, *, required: Sequence[str]) -> pd.DataFrame:
    """Read a CSV table, every cell as text.

    Parameters
    ----------
    path
        The file.
    required
        Columns that it must have.

    Returns
    -------
    pandas.DataFrame
        All columns as str, empty cells as "".

    Raises
    ------
    CrossframeError
        If the file is missing, not UTF-8, no CSV, or lacks a column.
    """
    text = decode(read_bytes(path, what="table"), path)
    try:
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CrossframeError(f"not a CSV table: {error}".rstrip("."), path=path) from error
    missing = [column for column in required if column not in table.columns]
    if missing:
        raise CrossframeError(
            f"column {missing[0]!r} is missing", path=path, remedy=f"give the columns {', '.join(required)}"
        )
    return table


def read_event(folder: Path) -> pd.DataFrame:
    """Read the given sentences of an event folder.

    Parameters
    ----------
    folder
        Holds `sentences.csv` with columns `article, sentence, paragraph, text`.

    Returns
    -------
    pandas.DataFrame
        A sentence table (see `crossframe.sentences.given_sentences`).

    Raises
    ------
    CrossframeError
        If the file is missing or malformed.
    """
    path = folder / "sentences.csv"
    table = read_table(path, required=("article", "sentence", "paragraph", "text"))
    for line, row in enumerate(table.itertuples(), start=2):
        for column in ("sentence", "paragraph"):
            if not str(getattr(row, column)).isdecimal():
                raise CrossframeError(f"column {column!r} is not a whole number", path=path, place=f"line {line}")
    return given_sentences(
        (row.article, int(row.sentence), int(row.paragraph), row.text) for row in table.itertuples()
    )


def read_corpus(path: Path) -> pd.DataFrame:
    """Read a corpus of articles whose sentences are given.

    Parameters
    ----------
    path
        JSON lines with `id`, `title` and `paragraphs` (lists of sentences).

    Returns
    -------
    pandas.DataFrame
        A sentence table; sentence 0 and paragraph 0 of each article is its title.

    Raises
    ------
    CrossframeError
        If the file is missing or malformed.
    """
    rows: list[tuple[str, int, int, str]] = []
    for record in read_jsonl(path, required=("id", "title", "paragraphs")):
        rows.append((record["id"], 0, 0, record["title"]))
        number = 0
        for paragraph, texts in enumerate(record["paragraphs"], start=1):
            for text in texts:
                number += 1
                rows.append((record["id"], number, paragraph, text))
    return given_sentences(rows)
