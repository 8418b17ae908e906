"""Articles of an archive from tables that are larger than memory: row by row, a reason for each bad one."""

from __future__ import annotations

import csv
import gzip
import importlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

import numpy as np

from crossframe.errors import CrossframeError
from crossframe.intake.fields import found_in_row, guess_columns
from crossframe.intake.formats.tables import cells_up_to, csv_rows, plain_row, table_delimiter
from crossframe.intake.formats.web_archive import warc_pages
from crossframe.intake.found import LIMITS, Found, headed
from crossframe.io.paths import check_paths
from crossframe.similarity.same_event import day_number
from crossframe.text.printable import one_line, shown, well_formed

UNDATED = "undated"  # the month of what has no date
_ENDINGS = {
    ".jsonl": "json", ".ndjson": "json", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".warc": "warc",
}  # fmt: skip
_IDS = ("id", "article_id", "stories_id", "guid", "url")
_BATCH = 256  # rows of Parquet that are in memory at once


class Row(NamedTuple):
    """An article of an archive; `date` is YYYY-MM-DD or empty, `text` begins with the title.

    `known_event` is what a row's own `event` says: what is found is scored against it, no more.
    """

    article: str
    outlet: str
    date: str
    title: str
    text: str
    known_event: str = ""

    @property
    def month(self) -> str:
        """YYYY-MM, or "undated"."""
        return self.date[:7] or UNDATED


class Rejected(NamedTuple):
    """What could not be used: from where, and why; `items` rows that have one reason."""

    source: str
    place: str
    article: str
    step: str
    reason: str
    items: int = 1


def read_rows(paths: Iterable[Path]) -> Iterator[Row | Rejected]:
    """Yield every row of files and folders, as an article or with the reason why it is none."""
    seen: dict[bytes, bytes] = {}
    for path in archive_files(paths):
        for place, row in _raw_rows(path):
            rejected = Rejected(shown(str(path)), place, "", "reading", "")
            if isinstance(row, Rejected):
                yield row._replace(source=rejected.source)
                continue
            found = row if isinstance(row, str) else _row(row)
            if isinstance(found, str):
                yield rejected._replace(reason=found)
                continue
            content = sha256("\0".join(found[1:5]).encode()).digest()
            key = sha256(found.article.encode()).digest()[:8]
            if seen.get(key) == content[:8]:
                reason = "is the same article as an earlier row"
                yield rejected._replace(article=found.article, reason=reason)
                continue
            if key in seen:  # another article under the same id
                found = found._replace(article=f"{found.article}-{content.hex()[:8]}")
            seen[key] = content[:8]
            yield found


def archive_files(paths: Iterable[Path]) -> list[Path]:
    """Return the tables that paths name, those of a folder in the order of their names."""
    paths = list(paths)
    check_paths(paths)
    files = []
    for path in paths:
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else []
        tables = [one for one in inside or [path] if not path.is_dir() or _ending(one) in _ENDINGS]
        files += tables
        if path.is_dir() and not tables:
            raise CrossframeError("holds no table", path=path, remedy=_remedy())
    for file in files:
        if _ending(file) not in _ENDINGS:
            raise CrossframeError(
                "is no table that is known by its ending", path=file, remedy=_remedy()
            )
    return files


def _remedy() -> str:
    return f"give files that end in {', '.join(_ENDINGS)}, or such but Parquet with .gz"


def _ending(path: Path) -> str:
    packed = path.suffix == ".gz" and Path(path.stem).suffix != ".parquet"
    return Path(path.stem).suffix if packed else path.suffix


def _raw_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield each row with its place: its cells by name, a text that says what is wrong, or a reject."""
    kind = _ENDINGS[_ending(path)]
    try:
        if kind == "parquet":
            yield from _parquet_rows(path)
            return
        if kind == "warc":
            with path.open("rb") as packed:
                pages = warc_pages(packed, limits=LIMITS)
                yield from ((page.place, page.problem or page) for page in pages)
            return
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            lines = cast("BufferedReader", file)
            yield from _json_rows(lines) if kind == "json" else _csv_rows(lines, path)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield "", Rejected("", "", "", "reading", f"cannot be read to its end: {one_line(reason)}")


def _json_rows(file: BufferedReader) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield f"line {number}", row if isinstance(row, dict) else "is no JSON object"
        except (ValueError, RecursionError):
            yield f"line {number}", "is not valid JSON"


def _csv_rows(file: BufferedReader, path: Path) -> Iterator[tuple[str, Any]]:
    with (
        TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="") as text,
        cells_up_to(LIMITS.file_bytes),
    ):
        head = text.readline()
        delimiter = table_delimiter(head) or ("\t" if path.suffix == ".tsv" else ",")
        names = next(csv.reader([head], delimiter=delimiter), [])
        for line, cells in csv_rows(text, delimiter):
            place = f"line {line + 1}"
            if cells is None:
                yield (
                    place,
                    "has a quotation mark that is not closed, or stands in the middle of a cell",
                )
            elif len(cells) != len(names):
                yield place, f"has {len(cells)} cells, the header {len(names)}"
            else:
                yield place, dict(zip(names, cells, strict=True))


def _parquet_rows(path: Path) -> Iterator[tuple[str, Any]]:
    pq = parquet()
    read, rows = 0, 1
    try:
        with pq.ParquetFile(path) as file:
            rows = file.metadata.num_rows
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    read += 1
                    yield f"row {read}", plain_row(row)
    except (OSError, ValueError) as error:  # of pyarrow, too
        reason = f"is damaged: {one_line(str(error))[:200]}"
        yield "", Rejected("", f"after row {read}", "", "reading", reason, max(rows - read, 1))


def _row(raw: Mapping[str, Any] | Found) -> Row | str:
    """Return the article of a row or a page, or why it holds none."""
    if isinstance(raw, Found):
        host = (urlsplit(raw.url).hostname or "").removeprefix("www.")
        found, text, given = replace(raw, outlet=raw.outlet or host), raw.text, raw.url
        known = ""
    else:
        found = found_in_row(raw, _columns(tuple(raw)), place="")
        text = found.text if found.text.strip() else _paragraphs(raw.get("paragraphs"))
        given = next((str(raw[name]) for name in _IDS if raw.get(name) not in (None, "")), "")
        known = one_line(well_formed(str(raw.get("event") or "")))
    if problem := _problem(text, found.outlet, found.headline):
        return problem
    day = day_number(found.date)
    date = "" if np.isnan(day) else str(np.datetime64(int(np.floor(day)), "D"))
    text = headed(text, found.headline)
    own = sha256(f"{found.outlet}\0{text}".encode()).hexdigest()[:16]
    return Row(one_line(well_formed(given)) or own, found.outlet, date, found.headline, text, known)


@cache
def _columns(names: tuple[str, ...]) -> dict[str, list[str]]:
    return guess_columns(names)


def _problem(text: str, outlet: str, title: str) -> str:
    if not text.strip():
        return "has no text"
    if not outlet:
        return "names no outlet"
    if len(text) > LIMITS.characters:
        return f"is longer than {LIMITS.characters:,} characters, as no article is"
    try:
        (text + outlet + title).encode()
    except UnicodeEncodeError:
        return "holds bytes that are not UTF-8"
    return "holds NUL characters, as no text does" if "\0" in text else ""


def _paragraphs(value: Any) -> str:
    """Return the text of a list of paragraphs, each a text or a list of sentences."""
    if not isinstance(value, list):
        return ""
    parts = [part if isinstance(part, list) else [part] for part in value]
    return "\n\n".join(" ".join(one for one in part if isinstance(one, str)) for part in parts)


def parquet() -> Any:
    """Return pyarrow's module for Parquet, an extra."""
    try:
        return importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise CrossframeError(
            "an archive needs pyarrow", remedy="install it with: pip install 'crossframe[scale]'"
        ) from error
