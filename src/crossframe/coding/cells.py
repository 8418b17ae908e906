"""The cells of a coding sheet on their way into a spreadsheet and back."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from crossframe.coding.checks import CODED_BY, KEY_COLUMNS, SHEET_COLUMNS
from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes

_REQUIRED = [*KEY_COLUMNS, "stance", "holder", "evidence"]
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_CHANGED = re.compile(
    r"'*(?:[=+\-@\t\r\n＝＋－＠]"
    rf"|(?:\d[\d.,:/ -]*|\d+e\d+|true|false|{_MONTH}[-./ ]?\d+|\d+[-./ ]?{_MONTH}(?:[-./ ]\d+)?)$)",
    re.IGNORECASE,
)
_SEPARATORS = (",", ";", "\t")
_SAVE = "save the sheet from the spreadsheet as CSV UTF-8"


def protected(cell: object) -> str:
    """Write a cell so that a spreadsheet leaves it as it is.

    Parameters
    ----------
    cell
        A text, or a number.

    Returns
    -------
    str
        A text that would be run as a formula, or be taken for a number or a date and saved
        otherwise, with an apostrophe before it; all else as it is.

    Examples
    --------
    >>> [protected(cell) for cell in ("=1+1", "2013-05-01", "mar-1", "post-1", 7)]
    ["'=1+1", "'2013-05-01", "'mar-1", 'post-1', '7']
    """
    return f"'{cell}" if isinstance(cell, str) and _CHANGED.match(cell) else str(cell)


def restored(cell: str) -> str:
    """Take off the apostrophe that `protected` put before a text.

    Parameters
    ----------
    cell
        As read from the file.

    Returns
    -------
    str
        The text as it was.

    Examples
    --------
    >>> restored("'=1+1"), restored("'twas")
    ('=1+1', "'twas")
    """
    return cell[1:] if cell.startswith("'") and _CHANGED.match(cell) else cell


def sheet_records(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Read the rows of a coding sheet as a spreadsheet saved them, unchecked.

    Parameters
    ----------
    path
        The file, see `crossframe.coding.sheets.read_codesheet`.

    Returns
    -------
    list of tuple
        Of each row that is not empty the line it begins in, and its cells by column: those of a
        coding sheet, empty where the file lacks one, and `coded_by` if the file has it.

    Raises
    ------
    CrossframeError
        If the file cannot be read as a table with the columns that a coding needs.
    """
    data = read_bytes(path, what="coding sheet")
    if data.startswith((b"PK", b"\xff\xfe", b"\xfe\xff")):
        raise CrossframeError("not a CSV file in UTF-8", path=path, remedy=_SAVE)
    try:
        text = decode(data, path).removeprefix("\ufeff")
    except CrossframeError as error:
        raise CrossframeError(error.problem, path=path, place=error.place, remedy=_SAVE) from error
    first = text.splitlines()[0] if text else ""
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            lines.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise CrossframeError(
            f"not a CSV table: {error}", path=path, place=f"line {line}", remedy=_SAVE
        ) from error
    header = [name.strip().lower() for name in lines[0][1]] if lines else []
    missing = [column for column in _REQUIRED if column not in header]
    if missing:
        raise CrossframeError(
            f"column {missing[0]!r} is missing",
            path=path,
            remedy=f"give the columns {', '.join(_REQUIRED)}",
        )
    twice = [column for column in SHEET_COLUMNS if header.count(column) > 1]
    if twice:
        raise CrossframeError(
            f"column {twice[0]!r} is named twice", path=path, remedy="keep one of them"
        )
    records = []
    for line, cells in lines[1:]:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise CrossframeError(
                f"row has {len(cells)} cells, the header {len(header)}",
                path=path,
                place=f"line {line}",
                remedy="put a cell that holds the separator in quotation marks",
            )
        if any(cell.strip() for cell in cells):
            row = dict(zip(header, map(restored, cells), strict=False))
            names = [*SHEET_COLUMNS, *(name for name in header if name == CODED_BY)]
            records.append((line, {name: row.get(name, "").strip() for name in names}))
    return records
