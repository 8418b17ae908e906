"""Reading files: bytes, UTF-8 text, TOML, JSON lines and tables, each failure one clear message."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossframe.errors import CrossframeError
from crossframe.text.printable import shown

if TYPE_CHECKING:
    import pandas as pd

_MOST = 1_000_000_000  # bytes
_MOST_TOML = 10_000_000


def read_toml(path: Path, *, what: str) -> dict[str, Any]:
    """Read a TOML file; `what` it is ("manifest", "codebook") stands in the message of an error."""
    import tomllib  # noqa: PLC0415  (so that the command line starts at once)

    text = decode(read_bytes(path, what=what, most=_MOST_TOML), path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CrossframeError(
            f"{what} is not valid TOML: {error}", path=path, remedy="correct the line that is named"
        ) from error
    except RecursionError as error:
        raise CrossframeError(
            f"{what} is nested more deeply than any is", path=path, remedy="write it anew"
        ) from error


def read_bytes(path: Path, *, what: str, most: int = _MOST, below: Path | None = None) -> bytes:
    """Read a regular file of at most `most` bytes, which lies below a folder where one is given."""
    try:
        if below is not None and not path.resolve().is_relative_to(below.resolve()):
            raise CrossframeError(
                f"{what} file lies outside of the project",
                path=path,
                remedy=f"put it below {below}",
            )
        if not stat.S_ISREG(path.stat().st_mode):
            raise CrossframeError(
                f"{what} file is no regular file", path=path, remedy="name a file"
            )
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise CrossframeError(
            f"{what} file is missing", path=path, remedy="put the file there or correct its name"
        ) from error
    except (OSError, ValueError, RuntimeError) as error:  # names with NUL, links in a circle
        problem = getattr(error, "strerror", None) or error
        raise CrossframeError(
            f"{what} file cannot be read: {problem}",
            path=shown(str(path)),
            remedy="check its name and the rights on it",
        ) from error
    if len(data) > most:
        raise CrossframeError(
            f"{what} file is larger than {most / 1_000_000:g} MB, as none is",
            path=path,
            remedy="name the right file",
        )
    return data


def file_below(root: Path, path: Path, *, what: str) -> Path:
    """Return a path that a file of a project names if it lies in the folder, links followed."""
    try:
        if path.resolve().is_relative_to(root.resolve()):
            return path
        problem = f"{what} file lies outside of the project"
    except (OSError, ValueError, RuntimeError):  # NUL, a circle of links (Python 3.12)
        problem = f"{what} file has a name that no file has"
    raise CrossframeError(
        problem, path=shown(str(path)), remedy="name a file below the project's folder"
    )


def decode(data: bytes, path: Path) -> str:
    """Decode the UTF-8 bytes of a file code point for code point, newlines untouched."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CrossframeError(
            f"bytes are not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})",
            path=path,
            place=f"line {line}",
            remedy="save the file as UTF-8",
        ) from error


def read_jsonl(
    path: Path, *, required: Sequence[str], texts: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Read a JSON object a line, each with the keys of both kinds; those of `texts` hold texts."""
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(decode(read_bytes(path, what="gold"), path).split("\n"), start=1):
        if not line.strip():
            continue
        problem, remedy = "", "write one JSON object a line"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problem, row = f"not valid JSON: {error.msg}", {}
        if not problem and not isinstance(row, dict):
            problem = "not a JSON object"
        elif not problem and (missing := [key for key in (*required, *texts) if key not in row]):
            problem, remedy = f"key {missing[0]!r} is missing", "add it to the object"
        elif not problem and (no := [key for key in texts if not isinstance(row[key], str)]):
            problem, remedy = f"{no[0]!r} is not a text", "put its value in quotation marks"
        if problem:
            raise CrossframeError(problem, path=path, place=f"line {number}", remedy=remedy)
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
    import pandas as pd  # noqa: PLC0415  (heavy: this room starts without it)

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
