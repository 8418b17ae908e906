"""Articles in the rows of a table: CSV and its like, and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice, zip_longest

from crossframe.errors import CrossframeError
from crossframe.intake.fields import found_in_row, guess_columns, unused_columns, with_unused
from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line

_DELIMITERS = ",\t;|"
_SEPARATOR = re.compile(  # by which Excel knows what parts the cells
    r"""[\r\n]*"?sep=(?P<mark>[,;|\t])"?[,;|\t ]*(?:\r\n|\r|\n)""", re.IGNORECASE
)
_MEDIA_CLOUD = {"media_name", "media_url", "publish_date", "url"}


def table_delimiter(text: str, *, columns: Mapping[str, str] | None = None) -> str:
    """Return what parts the cells; empty if the first line names fewer than two known columns."""
    stated = _SEPARATOR.match(text)
    text = text[stated.end() :] if stated else text
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    best, most = stated["mark"] if stated else "", 1
    for delimiter in _DELIMITERS if len(first) < 10_000 else "":
        try:
            names = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            continue
        known = sum(len(found) for found in guess_columns(names).values())
        known += 2 * sum(name in names for name in (columns or {}).values())
        if len(names) > 1 and known > most:
            best, most = delimiter, known
    return best


def read_csv(
    text: str, *, delimiter: str, limits: Limits, columns: Mapping[str, str] | None = None
) -> list[Found]:
    """Read an article a row, also of a broken one; one entry for all rows if none holds a text."""
    with cells_up_to(limits.file_bytes):
        rows = csv_rows(io.StringIO(text, newline=""), delimiter)
        if _SEPARATOR.match(text):
            next(rows)
        _, head = next(rows, (0, None))
        names = head or []
        guessed = _columns(names, columns)
        if names and "text" not in guessed:
            return [_without_text(names, sum(1 for _ in rows))]
        listed = list(islice(rows, limits.items + 1))
    _check_count(len(listed), limits)
    entries = []
    for line, cells in listed:
        place = f"line {line}"
        if cells is None:
            problem = "has a quotation mark that is not closed, or stands in the middle of a cell"
            entries.append(Found(place=place, problem=problem))
        elif any(cell.strip() for cell in cells[len(names) :]):
            problem = f"has {len(cells)} cells, the header {len(names)}"
            entries.append(Found(place=place, problem=problem))
        else:
            row = dict(zip_longest(names, cells[: len(names)], fillvalue=""))
            short = (
                f"has {len(cells)} cells, the header {len(names)}: the others are taken as empty"
            )
            note = short if len(cells) < len(names) else ""
            entries.append(replace(found_in_row(row, guessed, place=place), note=note))
    return with_unused(entries, unused_columns(names, guessed))


def read_parquet(
    data: bytes, *, limits: Limits, columns: Mapping[str, str] | None = None
) -> list[Found]:
    """Read an article a row, as `read_csv` does."""
    try:
        import pyarrow as pa  # noqa: PLC0415  (the extra 'parquet')
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise CrossframeError(
            "is a Parquet table, for which pyarrow is needed",
            remedy="install it with: pip install 'crossframe[parquet]', or save the table as CSV",
        ) from error
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        names = list(file.schema_arrow.names)
        guessed = _columns(names, columns)
        if "text" not in guessed:
            return [_without_text(names, file.metadata.num_rows)]
        _check_count(file.metadata.num_rows, limits)
        wanted = [name for found in guessed.values() for name in found]
        entries: list[Found] = []
        size = 0
        for batch in file.iter_batches(batch_size=16, columns=wanted):
            for row in batch.to_pylist():
                number = len(entries) + 1
                entries.append(found_in_row(plain_row(row), guessed, place=f"row {number}"))
                size += len(entries[-1].text)
            if size > limits.file_bytes:
                raise CrossframeError("unpacks to too much text", remedy="select fewer articles")
    except (pa.ArrowException, OSError, ValueError) as error:
        raise CrossframeError("is a damaged Parquet table", remedy="write it anew") from error
    return with_unused(entries, unused_columns(names, guessed))


def plain_row(row: Mapping[str, object]) -> dict[str, object]:
    """Dates as texts; whatever else is no text stays and is passed over."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
    }


@contextmanager
def cells_up_to(size: int) -> Iterator[None]:
    """Let a cell be so long."""
    before = csv.field_size_limit(size)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def csv_rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the first line and the cells of each row that is not empty; None for a broken one."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            yield line, None
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row


def _columns(names: Sequence[str], columns: Mapping[str, str] | None) -> dict[str, list[str]]:
    twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    if twice:
        raise CrossframeError(
            f"has two columns {one_line(twice[0])!r}", remedy="give each column a name of its own"
        )
    return guess_columns([name for name in names if name], columns)


def _without_text(names: Sequence[str], rows: int) -> Found:
    listed = ", ".join(one_line(name) for name in names[:20])
    if set(names) >= _MEDIA_CLOUD:
        problem = (
            "is an export of Media Cloud, which holds no texts: add a column 'text' with the text"
            " of each article, for example with trafilatura from the column 'url'"
        )
    else:
        problem = (
            f"has no column for the text; its columns are {listed}: name the right one, as in"
            " --columns text=COLUMN"
        )
    return Found(place=f"{rows} rows", problem=problem, items=max(1, rows))


def _check_count(rows: int, limits: Limits) -> None:
    if rows > limits.items:
        raise CrossframeError(
            f"holds more than {limits.items} articles", remedy="select those of one event"
        )
