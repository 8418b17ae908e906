"""The page of a web archive: MHTML as Chrome and Edge save it, .webarchive of Safari, WARC."""

from __future__ import annotations

import email
import io
import plistlib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urldefrag
from xml.parsers.expat import ExpatError
from zlib import error as ZlibError  # noqa: N812  (a name that says whose it is)

from crossframe.errors import CrossframeError
from crossframe.intake.encoding import decode_page
from crossframe.intake.formats.html import read_html
from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line
from crossframe.text.words import counted

if TYPE_CHECKING:  # a heavy import
    from warcio.recordloader import ArcWarcRecord

_ANEW = "save the page anew, as HTML only"
_CHUNK = 65_536
_RECORDS = 100_000
_OK = "200"
_CUT = 64  # bytes that a whole record leaves unread at most
_DAMAGED_PLIST = (
    *(plistlib.InvalidFileException, ExpatError, ValueError, TypeError, LookupError),
    *(AttributeError, OverflowError, RecursionError, MemoryError),
)
_DAMAGED_WARC = (
    *(ZlibError, OSError, EOFError, ValueError, TypeError, LookupError),
    AttributeError,
)


def read_mhtml(data: bytes, *, limits: Limits) -> list[Found]:
    """Read the page of an MHTML file, and none of the frames in it."""
    message = email.message_from_bytes(data)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise CrossframeError("is a web archive or e-mail without a page", remedy=_ANEW)
    address = one_line(str(message.get("Snapshot-Content-Location", "")))
    whole = [part for part in pages if address and part.get("Content-Location") == address]
    part = (whole or pages)[0]
    content = part.get_payload(decode=True)
    page = decode_page(content if isinstance(content, bytes) else b"", part.get_content_charset())
    return [_found(page, address or str(part.get("Content-Location", "")), limits)]


def read_webarchive(data: bytes, *, limits: Limits) -> list[Found]:
    """Read the main page of a property list that Safari saves, and none of its other parts."""
    try:
        content = plistlib.loads(data)
    except _DAMAGED_PLIST as error:
        raise CrossframeError("is a damaged web archive", remedy=_ANEW) from error
    main = content.get("WebMainResource") if isinstance(content, Mapping) else None
    page = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(main, Mapping) or not isinstance(page, bytes):
        raise CrossframeError("is a property list that holds no page", remedy=_ANEW)
    text = decode_page(page, _string(main, "WebResourceTextEncodingName"))
    return [_found(text, _string(main, "WebResourceURL"), limits)]


def read_warc(data: bytes, *, limits: Limits) -> list[Found]:
    """Read every HTML page that a server gave, with its address and the day of its capture."""
    found: list[Found] = []
    for one in warc_pages(io.BytesIO(data), limits=limits, records=_RECORDS):
        if len(found) == limits.items and one.url:
            raise _too_many(f"{limits.items} pages")
        found.append(one)
    return found


def warc_pages(stream: IO[bytes], *, limits: Limits, records: int | None = None) -> Iterator[Found]:
    """Yield the pages of a WARC file of any size, at last what else it holds."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (heavy import)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    iterator = enumerate(ArchiveIterator(stream), start=1)
    pages = others = 0
    damaged = False
    said = io.StringIO()  # what warcio would print of records that do not end where they say
    while True:
        page = None
        try:
            with redirect_stderr(said):
                number, record = next(iterator, (0, None))
                if record is not None and record.rec_type == "response" and _is_page(record):
                    page = _captured(record, limits)
        except (ArchiveLoadFailed, *_DAMAGED_WARC):
            damaged = True
            break
        if record is None:
            break
        if records is not None and number > records:
            raise _too_many(f"{records:,} records")
        if page is not None:
            pages += 1
            yield page
        elif record.rec_type == "response":
            others += 1
    if damaged or said.getvalue():
        problem = f"is damaged after {counted(pages, 'page')}: download it anew"
        yield Found(place="the rest", problem=problem)
    if others:
        problem = "are no HTML pages: pictures, scripts, and answers other than a page"
        yield Found(place=f"{others} records", problem=problem)


def _is_page(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    return (
        headers is not None
        and headers.get_statuscode() == _OK
        and (headers.get_header("Content-Type") or "")
        .lower()
        .startswith(("text/html", "application/xhtml"))
    )


def _captured(record: ArcWarcRecord, limits: Limits) -> Found:
    address = one_line(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    day = one_line(record.rec_headers.get_header("WARC-Date") or "")[:10]
    kind = record.http_headers.get_header("Content-Type")
    charset = email.message_from_string(f"Content-Type: {kind}\n\n").get_content_charset()
    try:
        content = _limited(record.content_stream(), limits.page_characters)
        one = _found(decode_page(content, charset), address, limits)
    except CrossframeError as error:
        return Found(place=address, problem=f"{error.problem}: {error.remedy}")
    cut = getattr(record.raw_stream, "limit", 0) > _CUT
    notes = [one.note, f"captured on {day}" if day else "", "its record is cut off" if cut else ""]
    note = "; ".join(filter(None, notes))
    return replace(one, place=address, note=note)


def _limited(stream: IO[bytes], most: int) -> bytes:
    """Read a stream that may unpack without an end."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > most:
            raise CrossframeError(
                f"is a page of more than {most:,} bytes", remedy="save its text as a text file"
            )
    return b"".join(parts)


def _found(page: str, address: str, limits: Limits) -> Found:
    one = read_html(page, limits=limits)
    stated = one_line(address) if address.startswith(("http://", "https://")) else ""
    return replace(one, url=one.url or urldefrag(stated).url)


def _string(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _too_many(what: str) -> CrossframeError:
    return CrossframeError(
        f"holds more than {what}", remedy="cut the archive down to the pages of one event"
    )
