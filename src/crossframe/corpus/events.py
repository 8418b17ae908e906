"""Reading gold files: JSON lines of articles, and folders of one event."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes


def read_jsonl(
    path: Path, *, required: Sequence[str], texts: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line.

    Parameters
    ----------
    path
        The file; empty lines are passed over.
    required
        Keys that each object must have.
    texts
        Keys that each object must have, with texts as values.

    Returns
    -------
    list of dict
        In file order.

    Raises
    ------
    CrossframeError
        If the file is missing, not UTF-8, a line is no JSON object, lacks a key or has another
        value where a text must stand, or no object is left; the message names the line.
    """
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(decode(read_bytes(path, what="gold"), path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CrossframeError(
                f"not valid JSON: {error.msg}",
                path=path,
                place=f"line {number}",
                remedy="write one JSON object a line",
            ) from error
        if not isinstance(row, dict):
            raise CrossframeError(
                "not a JSON object",
                path=path,
                place=f"line {number}",
                remedy="write one JSON object a line",
            )
        missing = [key for key in (*required, *texts) if key not in row]
        if missing:
            raise CrossframeError(
                f"key {missing[0]!r} is missing",
                path=path,
                place=f"line {number}",
                remedy="add it to the object",
            )
        no_text = [key for key in texts if not isinstance(row[key], str)]
        if no_text:
            raise CrossframeError(
                f"{no_text[0]!r} is not a text", path=path, place=f"line {number}"
            )
        rows.append(row)
    if not rows:
        raise CrossframeError(
            "file holds no object", path=path, remedy="give a file with one JSON object a line"
        )
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
        All columns as str, empty cells as ""; each row is labelled by the number of the line on which
        it begins in the file, empty lines counted.

    Raises
    ------
    CrossframeError
        If the file is missing, not UTF-8, no CSV, lacks a column, names one twice, or has a row
        with more or fewer cells than columns; the message names the line.
    """
    text = decode(read_bytes(path, what="table"), path).removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] = []
    rows: dict[int, list[str]] = {}
    line = 1
    try:
        for row in reader:
            if not columns:
                columns = row
            elif row and len(row) != len(columns):
                raise CrossframeError(
                    f"row has {len(row)} cells, the header {len(columns)}",
                    path=path,
                    place=f"line {line}",
                    remedy="give every row one cell a column, in quotation marks if it has a comma",
                )
            elif row:
                rows[line] = row
            line = reader.line_num + 1
    except csv.Error as error:
        raise CrossframeError(
            f"not a CSV table: {error}", path=path, place=f"line {reader.line_num}"
        ) from error
    missing = [column for column in required if column not in columns]
    if missing:
        raise CrossframeError(
            f"column {missing[0]!r} is missing",
            path=path,
            remedy=f"give the columns {', '.join(required)}",
        )
    if len(set(columns)) < len(columns):
        raise CrossframeError("a column is named twice", path=path, remedy="give each its own name")
    lines = pd.Index([*rows], dtype="int64")
    return pd.DataFrame([*rows.values()], index=lines, columns=columns, dtype=str)


def read_event(folder: Path) -> pd.DataFrame:
    """Read the given sentences of an event folder.

    Parameters
    ----------
    folder
        Holds `sentences.csv` with columns `article, sentence, paragraph, text`.

    Returns
    -------
    pandas.DataFrame
        A sentence table (see `crossframe.corpus.sentences.given_sentences`).

    Raises
    ------
    CrossframeError
        If the file is missing or malformed.
    """
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
    """Read articles whose paragraphs are lists of sentences.

    Parameters
    ----------
    path
        JSON lines with `id` (a text) and `paragraphs` (a list of lists of texts).
    required
        Further keys that each object must have, with texts as values.

    Returns
    -------
    list of dict
        In file order. An id may stand twice: corpora have articles whose id is lost.

    Raises
    ------
    CrossframeError
        If the file is missing or malformed.
    """
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
