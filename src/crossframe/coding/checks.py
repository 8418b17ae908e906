"""The cells of a coding sheet: into a spreadsheet and back, and every mistake with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.coding.workbooks import workbook_lines
from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT
from crossframe.text.words import fold

VALUES = ("favor", "against", "neither", "absent")

CONTEXT_COLUMNS = ["label", "proposition", "before", "text", "after"]
ANSWER_COLUMNS = ["stance", "holder", "evidence", "note"]
SHEET_COLUMNS = [*UNIT, *CONTEXT_COLUMNS, *ANSWER_COLUMNS]
CODED_BY = "coded_by"
DECIDERS = ("", "adjudicated", "reference", "rules", "learned", "llm")
WEIGHT = "weight"
MARKS = [CODED_BY, "ground", "confidence", WEIGHT]  # a sheet may have them or not
NUMBERS = {"confidence", WEIGHT}

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COPY = "copy it from the sheet that was handed out"
_REQUIRED = [*UNIT, "stance", "holder", "evidence"]
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
CHANGED = re.compile(
    r"'*(?:[=+\-@\t\r\n＝＋－＠]"
    rf"|(?:\d[\d.,:/ -]*|\d+e\d+|true|false|{_MONTH}[-./ ]?\d+|\d+[-./ ]?{_MONTH}(?:[-./ ]\d+)?)$)",
    re.IGNORECASE,
)
_OF_OTHERS = (" stance", " holder", " evidence")  # columns of a sheet for adjudication
_SEPARATORS = (",", ";", "\t")
_SAVE = "save the sheet from the spreadsheet as CSV UTF-8"


Sentences = Mapping[tuple[str, int], tuple[int, str]]


def protected(cell: object) -> str:
    """Write a cell so that a spreadsheet leaves it as it is."""
    return f"'{cell}" if isinstance(cell, str) and CHANGED.match(cell) else str(cell)


def restored(cell: str) -> str:
    """Take off the apostrophe that `protected` put before a text."""
    return cell[1:] if cell.startswith("'") and CHANGED.match(cell) else cell


def sheet_records(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Read the rows of a coding sheet as a spreadsheet saved them, unchecked."""
    return records_in(read_bytes(path, what="coding sheet"), path)


def records_in(data: bytes, path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows in the bytes of a coding sheet, each with its line, unchecked."""
    if data.startswith(b"PK"):
        lines = [(n, list(map(protected, cells))) for n, cells in workbook_lines(data, path)]
    else:
        lines = _csv_lines(data, path)
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
    rows = []
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
            others = [name for name in header if name.endswith(_OF_OTHERS)]
            names = [*SHEET_COLUMNS, *(name for name in MARKS if name in header), *others]
            rows.append((line, {name: row.get(name, "").strip() for name in names}))
    return rows


def _csv_lines(data: bytes, path: Path) -> list[tuple[int, list[str]]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
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
    return lines


def check_units(
    given: Sequence[tuple[int, Mapping[str, str]]], codebook: Codebook, sentences: pd.DataFrame
) -> list[tuple[int, str]]:
    """Check what a sheet asks for, not what was answered; return every mistake with its line."""
    known, themes = _by_number(sentences), [theme.id for theme in codebook.themes]
    return [
        (line, problem)
        for line, record in given
        for problem in (
            *_sentence_mistakes(record, known),
            *_theme_mistakes(record["theme"], themes),
            *_number_mistakes(record),
        )
    ]


def codes_of_others(record: Mapping[str, str]) -> list[list[str]]:
    """Return name, stance, holder and evidence of each coder that an adjudicator is shown."""
    names = [name.removesuffix(_OF_OTHERS[0]) for name in record if name.endswith(_OF_OTHERS[0])]
    codes = [[name, *(record.get(f"{name}{end}", "") for end in _OF_OTHERS)] for name in names]
    return [code for code in codes if code[1]]


def check_rows(
    records: Sequence[tuple[int, Mapping[str, str]]],
    codebook: Codebook | None,
    sentences: pd.DataFrame | None,
) -> tuple[list[dict[str, object]], list[tuple[int, str]]]:
    """Check the rows of a coding sheet and bring them into their final form."""
    known = None if sentences is None else _by_number(sentences)
    themes = None if codebook is None else [theme.id for theme in codebook.themes]
    actors = {} if codebook is None else actor_names(codebook)
    rows: list[dict[str, object]] = []
    mistakes: list[tuple[int, str]] = []
    holders: dict[tuple[object, ...], int] = {}
    stances: dict[tuple[object, ...], set[object]] = {}
    for line, record in records:
        problems = [*_sentence_mistakes(record, known), *_theme_mistakes(record["theme"], themes)]
        start, text = _sentence(record, known)
        holder = " ".join(fold(record["holder"]).split())
        holder = actors.get(holder, holder)
        first, last = find_evidence(record["evidence"], text)
        problems += _answer_mistakes(record, holder, found=first >= 0)
        row = _finished(record, holder, text[first:last])
        if not problems:
            unit = tuple(row[column] for column in UNIT)
            before = holders.setdefault((*unit, row["holder"]), line)
            values = stances.setdefault(unit, set())
            values.add(row["stance"])
            if before != line:
                problems.append(
                    f"unit and holder stand in line {before} already (keep one row for each "
                    "holder; for one who takes both sides write neither)"
                )
            elif "absent" in values and len(values) > 1:
                problems.append("the unit is absent here or above, but not in both (keep one)")
        if record.get(CODED_BY, "") not in DECIDERS:
            problems.append(
                f"unknown {CODED_BY} {record[CODED_BY]!r} (write {any_of(DECIDERS[1:])}, or empty it)"
            )
        problems += _number_mistakes(record)
        mistakes += [(line, problem) for problem in problems]
        rows.append(row if known is None else {**row, "start": start + first, "end": start + last})
    return rows, mistakes


def by_message(mistakes: Sequence[tuple[int, str]]) -> list[str]:
    """Gather mistakes of one kind in one line of a message."""
    lines: dict[str, list[int]] = {}
    for line, problem in mistakes:
        lines.setdefault(problem, []).append(line)
    told = []
    for problem, numbers in lines.items():
        starts = [n for n in numbers if n - 1 not in numbers]
        ends = [n for n in numbers if n + 1 not in numbers]
        runs = [
            str(a) if a == b else f"{a} to {b}" if b > a + 1 else f"{a}, {b}"
            for a, b in zip(starts, ends, strict=True)
        ]
        told.append(f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(runs)}: {problem}")
    return told


def any_of(values: Sequence[str]) -> str:
    """Join words to "a, b or c"."""
    *most, last = values
    return f"{', '.join(most)} or {last}" if most else last


def _sentence_mistakes(record: Mapping[str, str], known: Sentences | None) -> list[str]:
    article, number = record["article"], record["sentence"]
    if not article:
        return [f"article is empty ({_COPY})"]
    if not _is_number(number):
        return [f"sentence {number!r} is not a whole number ({_COPY})"]
    if known is None:
        return []
    if (article, int(number)) not in known:
        is_known = any(article == other for other, _ in known)
        where = (
            f"article {article!r} has no sentence {number}"
            if is_known
            else f"unknown article {article!r}"
        )
        return [f"{where} ({_COPY})"]
    _, text = known[article, int(number)]
    if record.get("text") and _plain(record["text"]) != _plain(text):
        remedy = "restore it, or draw the sheet anew if the article has changed"
        return [f"the text is not that of the sentence ({remedy})"]
    return []


def _number_mistakes(record: Mapping[str, str]) -> list[str]:
    return [
        f"{name} {record[name]!r} is no number of 0 or more (restore it, or empty it)"
        for name in sorted(NUMBERS & set(record))
        if record[name] and not _NUMBER.fullmatch(record[name])
    ]


def _theme_mistakes(theme: str, themes: Sequence[str] | None) -> list[str]:
    if not theme:
        return [f"theme is empty ({_COPY})"]
    if themes is not None and theme not in themes:
        return [f"unknown theme {theme!r} (write {any_of(themes)})"]
    return []


def _answer_mistakes(record: Mapping[str, str], holder: str, *, found: bool) -> list[str]:
    stance = record["stance"].lower()
    mistakes = []
    if not stance:
        mistakes.append(
            f"stance is empty (write {any_of(VALUES)}, or delete the row if it was not coded)"
        )
    elif stance not in VALUES:
        mistakes.append(f"unknown stance {record['stance']!r} (write {any_of(VALUES)})")
    if stance in ("favor", "against") and not holder:
        mistakes.append("holder is empty (write who holds the stance, outlet for the article)")
    if stance == "absent" and (holder or record["evidence"]):
        mistakes.append(
            "the theme is absent, but a holder or evidence is given (empty these cells, or "
            "correct the stance)"
        )
    if not found:
        mistakes.append(
            f"evidence {record['evidence']!r} is not in the sentence (copy it word for word)"
        )
    return mistakes


def _finished(record: Mapping[str, str], holder: str, evidence: str) -> dict[str, object]:
    stance = record["stance"].lower()
    return {
        **record,
        "sentence": int(record["sentence"]) if _is_number(record["sentence"]) else -1,
        "stance": stance,
        "holder": holder or ("outlet" if stance == "neither" else ""),
        "evidence": "" if stance == "absent" else evidence or record["evidence"],
    }


def _sentence(record: Mapping[str, str], known: Sentences | None) -> tuple[int, str]:
    if known is None or not _is_number(record["sentence"]):
        return 0, record.get("text", "")
    return known.get((record["article"], int(record["sentence"])), (0, record.get("text", "")))


def find_evidence(evidence: str, text: str) -> tuple[int, int]:
    """Return where the evidence stands in the text; the whole of it if there is no evidence."""
    if not evidence or not text:
        return 0, len(text)
    pattern = r"\s+".join(re.escape(part) for part in fold(evidence).split())
    match = re.search(pattern, fold(text))
    return match.span() if match else (-1, -1)


def _by_number(sentences: pd.DataFrame) -> Sentences:
    return {
        (article, int(number)): (int(start), text)
        for article, number, start, text in sentences[
            ["article", "sentence", "start", "text"]
        ].itertuples(index=False, name=None)
    }


def actor_names(codebook: Codebook) -> dict[str, str]:
    """Return under which names, folded, the actors stand in a sheet: name -> id."""
    names = {
        " ".join(fold(name).split()): actor.id
        for actor in codebook.actors
        for name in (actor.name, *actor.aliases)
    }
    return {**names, **{fold(actor.id): actor.id for actor in codebook.actors}}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
