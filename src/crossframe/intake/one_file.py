"""The articles in one file, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crossframe.errors import CrossframeError
from crossframe.intake.encoding import decode_text
from crossframe.intake.formats.docx import read_docx
from crossframe.intake.formats.html import read_html
from crossframe.intake.formats.json import read_json
from crossframe.intake.formats.nexis import is_nexis, read_nexis
from crossframe.intake.formats.proquest import read_proquest
from crossframe.intake.formats.tables import read_csv, read_parquet, table_delimiter
from crossframe.intake.found import Found, Limits
from crossframe.intake.kinds import binary_kind, is_running_text, text_kind
from crossframe.intake.paths import file_bytes
from crossframe.text.printable import one_line

_TABLES = (".csv", ".tsv", ".tab")
_NOT_READ = {  # kinds of text that hold no article
    "xml": "is XML: save the articles in another form",
    "web archive": "is a web archive: save the page as HTML only",
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
        if kind == "zip":
            return _word(read_docx(data, limits=limits), limits)
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


def _word(paragraphs: list[str], limits: Limits) -> tuple[str, str, list[Found]]:
    if is_nexis(paragraphs):
        return "Nexis Uni", "", read_nexis(paragraphs, limits=limits)
    text = "\n\n".join(paragraphs)
    problem = "" if text else "is a Word file without text"
    return "Word document", "", [Found(text=text, form="page", problem=problem)]


def _text(
    text: str, path: Path, *, limits: Limits, columns: Mapping[str, str] | None
) -> tuple[str, list[Found]]:
    """Return the kind of a text and what it holds."""
    kind = text_kind(text)
    if not text.strip():
        return "", [Found(problem="is empty")]
    if kind in _NOT_READ:
        return "", [Found(problem=_NOT_READ[kind])]
    if kind == "html":
        return "HTML", [read_html(text, limits=limits)]
    if kind == "json":
        _check_length(text, limits)
        return "JSON", read_json(text, limits=limits, columns=columns)
    if kind == "proquest":
        return "ProQuest", read_proquest(text, limits=limits)
    return _table_or_text(text, path, limits=limits, columns=columns)


def _table_or_text(
    text: str, path: Path, *, limits: Limits, columns: Mapping[str, str] | None
) -> tuple[str, list[Found]]:
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
