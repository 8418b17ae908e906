"""The paragraphs of a Word file, read from its markup within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits
from crossframe.intake.paths import check_size

_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENTRIES = 10_000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ZIP_ERRORS = (OSError, ValueError, OverflowError, NotImplementedError, RuntimeError)  # of zipfile
_ANEW = "download it anew, or open it in Word and save it as .docx"


def read_docx(data: bytes, *, limits: Limits) -> list[str]:
    """Return the paragraphs with text, those of tables and boxes too, without headers and notes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _ENTRIES:
                raise CrossframeError("is an archive of too many files", remedy="unpack it")
            if _DOCUMENT not in archive.namelist():
                raise _not_word(archive.namelist())
            check_size(sum(entry.file_size for entry in entries), len(data), limits=limits)
            entry = archive.getinfo(_DOCUMENT)
            if entry.flag_bits & 1 or entry.compress_type not in _PACKED:
                raise CrossframeError("is protected or packed in an unusual way", remedy=_ANEW)
            check_size(entry.file_size, entry.compress_size, limits=limits)
            markup = archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, *_ZIP_ERRORS) as error:
        raise CrossframeError("is a damaged Word file or archive", remedy=_ANEW) from error
    if b"<!DOCTYPE" in markup:
        raise CrossframeError("declares a document type, as no Word file does")
    return _paragraphs(markup)


def _paragraphs(markup: bytes) -> list[str]:
    paragraphs: list[str] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(markup), tag=f"{_W}p", resolve_entities=False, no_network=True
        ):
            text = "".join(map(_piece, element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr")))
            if text.strip():
                paragraphs.append(text.strip(" \t\r\n"))
            element.clear()  # so that a text box is not read again with the paragraph it stands in
    except etree.XMLSyntaxError as error:
        raise CrossframeError(f"is a damaged Word file: {error.msg}", remedy=_ANEW) from error
    return paragraphs


def _piece(element: etree._Element) -> str:
    match etree.QName(element).localname:
        case "t":
            return element.text or ""
        case "tab":
            return "\t"
        case _:
            return "\n"


def _not_word(names: list[str]) -> CrossframeError:
    if any(name.startswith("xl/") for name in names):
        return CrossframeError("is an Excel file", remedy="save it as CSV")
    return CrossframeError(
        "is an archive that holds no Word document", remedy="unpack it, and give the files in it"
    )
