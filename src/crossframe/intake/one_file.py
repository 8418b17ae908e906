"""The articles in one file, whatever kind of file it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from crossframe.errors import CrossframeError
from crossframe.intake.encoding import decode_text
from crossframe.intake.formats.docx import read_docx
from crossframe.intake.formats.factiva import is_factiva, read_factiva
from crossframe.intake.formats.html import read_html
from crossframe.intake.formats.html_text import page_blocks
from crossframe.intake.formats.json import read_json
from crossframe.intake.formats.nexis import is_nexis, read_nexis
from crossframe.intake.formats.pdf import read_pdf
from crossframe.intake.formats.proquest import read_proquest
from crossframe.intake.formats.rtf import read_rtf
from crossframe.intake.formats.tables import read_csv, read_parquet, table_delimiter
from crossframe.intake.formats.web_archive import read_mhtml, read_warc, read_webarchive
from crossframe.intake.found import Found, Limits
from crossframe.intake.kinds import binary_kind, is_running_text, text_kind
from crossframe.intake.paths import file_bytes
from crossframe.text.printable import one_line

_TABLES = (".csv", ".tsv", ".tab")
_FACTIVA = re.compile(r">\s*Document\s+[A-Za-z0-9]{15,32}\s*<")
_DOCUMENTS = {"zip": ("Word document", read_docx), "rtf": ("RTF document", read_rtf)}
_ARCHIVES = {  # kinds of files that hold web pages
    "mhtml": ("web archive", read_mhtml),
    "webarchive": ("web archive", read_webarchive),
    "warc": ("WARC", read_warc),
}
_NOT_READ = {  # kinds of text that hold no article
    "xml": "is XML: save the articles in another form",
    "manifest": "is a manifest: give its folder as a path of its own",
    "settings": "is a TOML file, which holds no article",
}


def found_in_file(
    path: Path,
    *,
    limits: Limits,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> tuple[str, str, list[Found]]:
    """Return what a file was read as, what to know of how, and at least one entry."""
    try:
        data = file_bytes(path, limits=limits)
        kind, remedy = binary_kind(data)
        if kind in {*_DOCUMENTS, *_ARCHIVES, "pdf"}:
            return _unpacked(kind, data, limits=limits)
        if path.suffix.lower() == ".docx":
            kind = f"{kind or 'text'}, no Word file"
            remedy = remedy or "download it anew, or name it aright"
        if kind == "parquet":
            return "Parquet table", "", read_parquet(data, limits=limits, columns=columns)
        if kind:
            problem = f"is {kind}: {remedy}" if remedy else f"is {kind}"
            return "", "", [Found(problem=problem)]
        text, name = decode_text(data, encoding=encoding)
        if text.count("\r") - text.count("\r\n") > text.count("\n"):  # as old Macintoshes wrote
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        note = "" if name.startswith("utf-8") else f"read in the encoding {name}"
        kind, found = _text(text, path, limits=limits, columns=columns)
    except CrossframeError as error:
        problem = f"{error.problem}: {error.remedy}" if error.remedy else error.problem
        return "", "", [Found(problem=problem)]
    return kind, note, found or [Found(problem="holds no article")]


def _unpacked(kind: str, data: bytes, *, limits: Limits) -> tuple[str, str, list[Found]]:
    """Return the articles in a file of bytes that is no table."""
    if kind in _ARCHIVES:
        name, reader = _ARCHIVES[kind]
        return name, "", reader(data, limits=limits) or [Found(problem="holds no page")]
    if kind == "pdf":
        pdf = read_pdf(data)
        return _documents("PDF document", pdf.paragraphs, limits=limits, url=pdf.url, note=pdf.note)
    name, read = _DOCUMENTS[kind]
    return _documents(name, read(data, limits=limits), limits=limits)


def _documents(
    kind: str, paragraphs: list[str], *, limits: Limits, url: str = "", note: str = ""
) -> tuple[str, str, list[Found]]:
    """Return the articles in the paragraphs of a document: those of a database, or one."""
    if is_nexis(paragraphs):
        return "Nexis Uni", note, read_nexis(paragraphs, limits=limits)
    if is_factiva(paragraphs):
        return "Factiva", note, read_factiva(paragraphs, limits=limits)
    text = "\n\n".join(paragraphs)
    if text_kind(text) == "proquest":
        return "ProQuest", note, read_proquest(text, limits=limits)
    problem = "" if text else f"is a {kind} without text"
    return kind, note, [Found(text=text, url=url, form="page", problem=problem)]


def _text(
    text: str, path: Path, *, limits: Limits, columns: Mapping[str, str] | None
) -> tuple[str, list[Found]]:
    """Return the kind of a text and what it holds."""
    kind = text_kind(text)
    if not text.strip() or kind in _NOT_READ:
        return "", [Found(problem=_NOT_READ.get(kind, "is empty"))]
    if kind == "html":
        return _html(text, limits=limits)
    if kind == "json":
        _check_length(text, limits)
        return "JSON", read_json(text, limits=limits, columns=columns)
    if kind == "proquest":
        return "ProQuest", read_proquest(text, limits=limits)
    return _table_or_text(text, path, limits=limits, columns=columns)


def _html(text: str, *, limits: Limits) -> tuple[str, list[Found]]:
    if len(text) <= limits.page_characters and _FACTIVA.search(text):
        lines = [block.text for block in page_blocks(text)]
        if is_factiva(lines):
            return "Factiva", read_factiva(lines, limits=limits)
    return "HTML", [read_html(text, limits=limits)]


def _table_or_text(
    text: str, path: Path, *, limits: Limits, columns: Mapping[str, str] | None
) -> tuple[str, list[Found]]:
    if is_factiva(lines := text.split("\n")):
        return "Factiva", read_factiva(lines, limits=limits)
    delimiter = table_delimiter(text, columns=columns)
    if delimiter:
        _check_length(text, limits)
        table = read_csv(text, delimiter=delimiter, limits=limits, columns=columns)
        return "table", table
    if path.suffix.lower() in _TABLES:
        first = one_line(text.strip().split("\n", 1)[0])[:200]
        raise CrossframeError(
            f"is named as a table, but no column of its first line is known ({first})",
            remedy="name its columns, as in --columns text=COLUMN,outlet=COLUMN",
        )
    problem = "" if is_running_text(text) else "is no running text: hardly a letter is in it"
    return "text", [Found(text=text, form="page", problem=problem)]


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.table_characters:
        raise CrossframeError(
            f"is a table or JSON of more than {limits.table_characters:,} characters",
            remedy="select the articles of one event",
        )
