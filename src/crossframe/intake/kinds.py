"""What a file is, told by what stands in it and not by its name."""

from __future__ import annotations

import re

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_READ = (  # beginnings of files that a module of its own reads
    (re.compile(rb"\s*%PDF-"), "pdf"),
    (re.compile(rb"\s*\{\\rtf"), "rtf"),
    (re.compile(rb"WARC/\d"), "warc"),
    (re.compile(rb"bplist\d\d|(?s:.{0,200})<plist(?s:.{0,200})<key>WebMainResource"), "webarchive"),
    (
        re.compile(
            rb"\s*(?:From: <Saved by|(?:[\w-]+: ?[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}MIME-Version: ?1)",
            re.IGNORECASE,
        ),
        "mhtml",
    ),
)
_PICTURE = "copy its text into a text file, by hand or by letter recognition (OCR)"
_OTHERS = (  # beginnings of files that are no text
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx or as CSV"),
    (b"\x89PNG", "a picture", _PICTURE),
    (b"\xff\xd8\xff", "a picture", _PICTURE),
    (b"GIF8", "a picture", _PICTURE),
    (b"II*\0", "a picture", _PICTURE),
    (b"MM\0*", "a picture", _PICTURE),
    (b"RIFF", "a picture or sound", _PICTURE),
    (b"SQLite format 3", "a database", "export the articles as CSV"),
    (b"7z\xbc\xaf", "an archive", "unpack it, and give the files in it"),
    (b"Rar!", "an archive", "unpack it, and give the files in it"),
    (b"BZh", "an archive", "unpack it, and give the files in it"),
    (b"\xfd7zXZ", "an archive", "unpack it, and give the files in it"),
    (b"\x28\xb5\x2f\xfd", "an archive", "unpack it, and give the files in it"),
    (b"\x1f\x8b", "packed by gzip twice", "unpack it"),
    (b"\x7fELF", "a program", ""),
    (b"wOF", "a font", ""),
)
_BEGINNINGS = (  # patterns that the beginning of a text matches
    (
        (
            r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link"
            r"|article|section|main|div|h1|p|span|script)\b"
        ),
        "html",
    ),
    (r"<\?xml|<(?:rss|feed|svg)\b", "xml"),
    (r'\{\s*["}]|\[\s*(?:[{"\]\d]|\[\s*[\[{"\]\d])', "json"),
)
_LINES = (  # patterns of lines that a text holds, all of one entry
    ((r"^_{60,}\s*$", r"^(?:Full text|Title|Publication title|ProQuest document ID):"), "proquest"),
    ((r"^\[\[article\]\]\s*$", r"^\w+\s*="), "manifest"),
    ((r"^\[\[?[\w.-]+\]?\]\s*$", r"^[\w-]+\s*="), "settings"),
)
_HEAD = 20_000  # characters
_LETTERS = 0.7


def binary_kind(data: bytes) -> tuple[str, str]:
    """Return a kind that is read, or the name of one that is not and a remedy; "" for text.

    Those that are read: zip, parquet, pdf, rtf, warc, webarchive, mhtml.
    """
    if data.startswith(_ZIP):
        return "zip", ""
    if data.startswith(b"PAR1") and data.endswith(b"PAR1"):
        return "parquet", ""
    for pattern, kind in _READ:
        if pattern.match(data[:_HEAD]):
            return kind, ""
    if data[4:8] == b"ftyp":
        return "a picture or film", _PICTURE
    for beginning, kind, remedy in _OTHERS:
        if data.startswith(beginning):
            return kind, remedy
    return "", ""


def text_kind(text: str) -> str:
    """Return html, json, proquest, text, or a kind not read; tables are told by their columns."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    for pattern, kind in _BEGINNINGS:
        if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
            return kind
    for patterns, kind in _LINES:
        if all(re.search(pattern, head, re.MULTILINE) for pattern in patterns):
            return kind
    return "text"


def is_running_text(text: str) -> bool:
    """Tell whether most of a text's beginning is letters and spaces: 0.79 in English articles."""
    head = text[:_HEAD]
    return sum(c.isalpha() or c.isspace() for c in head) >= _LETTERS * len(head)
