"""Coding sheets as Excel workbooks (.xlsx): every text a text, whole numbers whole, and back."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.intake.found import LIMITS
from crossframe.intake.paths import check_size

_WIDTHS = {"text": 60, "proposition": 40, "before": 40, "after": 40, "evidence": 40, "note": 30}
_WIDTH = 14
_ROWS = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # which a workbook cannot hold
_LINE_END = re.compile(r"_x000D_\n?|\r\n?", re.IGNORECASE)  # as Excel writes those of Windows
_ANEW = "save the sheet from the spreadsheet as .xlsx, or as CSV UTF-8"
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, ValueError, TypeError),
    *(LookupError, AttributeError, OverflowError, NotImplementedError, RuntimeError),
)


def workbook(sheet: pd.DataFrame, *, stances: Sequence[str]) -> bytes:
    """Write a table as a workbook: texts are no formulas or dates, stances stand in a list."""
    from openpyxl import Workbook  # noqa: PLC0415  (heavy import)
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = Workbook()
    page = book.active
    page.title = "coding"
    for number, row in enumerate([list(sheet.columns), *sheet.itertuples(index=False)], start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.value = _CONTROL.sub("\ufffd", value)
                cell.data_type, cell.number_format = "s", "@"
            elif not pd.isna(value):
                cell.value = value.item() if hasattr(value, "item") else value
    for place, name in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions[letter].width = _WIDTHS.get(name, _WIDTH)
        if name == "stance":
            choice = DataValidation(
                type="list", formula1=f'"{",".join(stances)}"', allow_blank=True
            )
            choice.add(f"{letter}2:{letter}{max(len(sheet) + 1, 2) + 1000}")
            page.add_data_validation(choice)
    page.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_lines(data: bytes, path: Path) -> list[tuple[int, list[str]]]:
    """Return the cells of a workbook's first page as texts, each row with its number."""
    from openpyxl import load_workbook  # noqa: PLC0415  (heavy import)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            check_size(sum(entry.file_size for entry in entries), len(data), limits=LIMITS)
            for entry in entries:
                check_size(entry.file_size, entry.compress_size, limits=LIMITS)
            declared = any(b"<!DOCTYPE" in archive.read(e) for e in entries if _is_xml(e.filename))
        book = load_workbook(io.BytesIO(b"" if declared else data), read_only=True)
        page = book.worksheets[0]
        rows = page.iter_rows(values_only=True, max_row=_ROWS)
        return [(number, list(map(_text, row))) for number, row in enumerate(rows, start=1)]
    except CrossframeError as error:
        raise CrossframeError(error.problem, path=path, remedy=error.remedy) from error
    except _DAMAGED as error:
        raise CrossframeError(
            "is no Excel workbook, or damaged", path=path, remedy=_ANEW
        ) from error


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _text(value: object) -> str:
    """Write a cell's value as a text: 3.0 as 3, since spreadsheets have no whole numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _LINE_END.sub("\n", str(value))
