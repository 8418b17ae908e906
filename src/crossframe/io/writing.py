"""Writing files whole: tables as CSV, text and bytes, never half of one."""

from __future__ import annotations

import contextlib
import json
import math
import numbers
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossframe.errors import CrossframeError

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
_QUOTED = re.compile(r'[,"\r\n]')
_DECIMALS = 6


def write_table(table: pd.DataFrame, path: str | Path) -> None:
    r"""Write a table as a CSV file.

    Parameters
    ----------
    table
        Any table. Its row labels are written as first columns if they have a name or are texts
        (a matrix of article by article), and left out if they are mere numbers.
    path
        The file, replaced if it exists. Its folder must exist.

    Raises
    ------
    CrossframeError
        If the file cannot be written; a file that stood there is then unchanged.

    Notes
    -----
    UTF-8 with a header line, "," between cells and "\n" after each line, after RFC 4180 but for
    the line ends. The bytes depend on the table alone:

    - A float has at most six decimals and no trailing zeros: 0.5, 600000, 0.333333. The last
      digits, in which computers differ, are not written.
    - What is missing (None, NaN) is an empty cell.
    - A tuple or list has ";" between its parts, and a part that is a pair of integers, as a
      [start, end) span, is written with a hyphen: ((12, 40), (55, 60)) is "12-40;55-60". A part
      that is a text and an integer, as an article and a sentence, has a space: "a 1;b 2".
    - A text that begins with = + - @, also in full width, or with a tab or an end of line would be
      run as a formula by a spreadsheet, so it gets an apostrophe before it. Numbers are untouched:
      -1 stays -1.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> table = pd.DataFrame({"word": ["dam", "-ish"], "z": [1 / 3, -2.0], "spans": [((1, 4),), ()]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(table, Path(folder) / "words.csv")
    ...     print((Path(folder) / "words.csv").read_text())
    word,z,spans
    dam,0.333333,1-4
    '-ish,-2,
    <BLANKLINE>
    """
    table = with_labels(table)
    rows = zip(*(_cells(column) for _, column in table.items()), strict=True)
    lines = (",".join(row) or '""' for row in rows)  # an empty line would be no row
    header = ",".join(_cell(name) for name in table.columns)
    write_file("".join(f"{line}\n" for line in [header, *lines]), path)


def with_labels(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its row labels as first columns, if they have a name or are texts."""
    from pandas.api.types import is_integer_dtype  # noqa: PLC0415  (heavy: this room starts without)

    labels = table.index
    named = any(name is not None for name in labels.names)
    return table.reset_index() if named or (len(table) and not is_integer_dtype(labels)) else table


def write_file(content: str | bytes, path: str | Path) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    content
        Text, written as UTF-8 without any change of line ends, or bytes.
    path
        The file, replaced if it exists. Its folder must exist.

    Raises
    ------
    CrossframeError
        If the folder is missing or cannot be written to, the disk is full, `path` is no regular
        file or is write-protected, or the text cannot be written as UTF-8. A file that stood
        there is then unchanged, and nothing else is left in the folder.

    Notes
    -----
    The content goes to a temporary file in the same folder, which then takes the file's name in
    one step: whoever reads the file sees the old content or the new, also after a power cut.
    """
    path = Path(path)
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise CrossframeError("is a folder, not a file", path=path, remedy="name a file in it")
    if not target.parent.is_dir():
        raise CrossframeError(
            "cannot be written: its folder does not exist",
            path=path,
            remedy=f"create the folder {path.parent} first",
        )
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise CrossframeError(
            "cannot be written: it is write-protected or no regular file",
            path=path,
            remedy="name another file or lift the protection",
        )
    try:
        data = content.encode("utf-8") if isinstance(content, str) else content
    except UnicodeEncodeError as error:
        raise CrossframeError(
            f"cannot be written: character {error.start} of the text is half of a surrogate pair, "
            "which UTF-8 has no bytes for",
            path=path,
            remedy="mend the text that it comes from",
        ) from error
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    except OSError as error:
        raise CrossframeError(
            f"cannot be written: {error.strerror or error}",
            path=path,
            remedy="check the rights on its folder and the space on the disk",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def make_folder(path: str | Path) -> Path:
    """Make a folder, and those above it, where it does not exist."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CrossframeError(
            f"folder cannot be made: {error.strerror or error}",
            path=folder,
            remedy="name another one, or check the rights on the folder above",
        ) from error
    return folder


def write_predictions(tables: Mapping[str, pd.DataFrame], target: Path) -> None:
    """Write tables for scoring, cells as they are: one to a `.csv`, several into a folder."""
    if target.suffix.lower() != ".csv":
        make_folder(target)
        files = {target / f"{name}.csv": table for name, table in tables.items()}
    elif len(tables) == 1:
        files = dict(zip([target], tables.values(), strict=True))
    else:
        raise CrossframeError(
            f"{len(tables)} tables do not fit into one file", path=target, remedy="name a folder"
        )
    for path, table in files.items():
        write_file(table.to_csv(index=False, lineterminator="\n"), path)


def write_jsonl(rows: Iterable[Mapping[str, Any]], path: str | Path) -> None:
    """Write one JSON object a line."""
    write_file("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), path)


def _cells(column: pd.Series) -> list[str]:
    """Return the cells of a column; what stands there several times is written once."""
    values = column.astype(object).where(column.notna(), None).tolist()
    # In a column of anything, equal values may be written differently: 1, 1.0 and True.
    keys = [*map(id, values)] if column.dtype == object else values
    cells = {key: _cell(value) for key, value in dict(zip(keys, values, strict=True)).items()}
    return [cells[key] for key in keys]


def _cell(value: Any) -> str:
    cell = _plain(value)
    if not isinstance(value, numbers.Number) and cell.startswith(_FORMULA):
        cell = f"'{cell}"
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _plain(value: Any) -> str:
    if hasattr(value, "item"):  # a scalar of numpy
        value = value.item()
    match value:
        case None:
            return ""
        case tuple() | list():
            return ";".join(_part(part) for part in value)
        case float() if math.isfinite(value):
            text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
            return "0" if text == "-0" else text
        case float() if math.isnan(value):
            return ""
        case _:
            return str(value)


def _part(part: Any) -> str:
    match part:
        case (numbers.Integral() as start, numbers.Integral() as end):
            return f"{start}-{end}"
        case (str() as article, numbers.Integral() as sentence):
            return f"{article} {sentence}"
        case _:
            return _plain(part)
