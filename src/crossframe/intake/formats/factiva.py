"""Articles that Factiva exports as text, RTF, HTML or PDF, with its fields' codes or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossframe.errors import CrossframeError
from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line

_DOCUMENT = re.compile(r"(?:AN[ \t|]+)?Document\s+[A-Za-z][A-Za-z0-9]{14,31}")
_WORDS = re.compile(r"(?:WC[ \t|]+)?\d[\d,.]*\s+words", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT)?", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_LANGUAGE = "english"
_CODES = (
    *("SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP"),
    *("TD", "CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "CLM", "DLN", "AN"),
)
_CODE = re.compile(
    rf"(?P<code>{'|'.join(_CODES)})(?:(?:[ \xa0]{{2,}}|[ \xa0]*[\t|])\s*(?P<value>.*))?"
)
_LONGEST_HEAD = 12  # lines below the number of words that may be the head's
_SUMMARY = re.compile(
    r"search summary|© ?\d{4} factiva|copyright .* factiva|page \d+", re.IGNORECASE
)


def is_factiva(lines: Sequence[str]) -> bool:
    """Tell whether lines are an export: an article's number, and above it how many words it has."""
    own = [line.strip() for line in lines]
    last = next((n for n, line in enumerate(own) if _DOCUMENT.fullmatch(line)), 0)
    coded = [match["code"] for line in own[:last] if (match := _CODE.fullmatch(line))]
    return any(_WORDS.fullmatch(line) for line in own[:last]) or {"HD", "WC"} <= {*coded}


def read_factiva(lines: Sequence[str], *, limits: Limits) -> list[Found]:
    """Read articles that end with their number: Document and some twenty letters and digits."""
    parts: list[list[str]] = [[]]
    for line in map(str.strip, lines):
        if _DOCUMENT.fullmatch(line):
            parts.append([])
        elif line:
            parts[-1].append(line)
    *articles, rest = parts
    if len(articles) > limits.items:
        raise CrossframeError(
            f"holds more than {limits.items} articles", remedy="select those of one event"
        )
    found = [_article(part, f"article {number}") for number, part in enumerate(articles, start=1)]
    if any(_WORDS.fullmatch(line) for line in rest):
        problem = "has no 'Document' with its number: the file is cut off"
        found.append(Found(place=f"article {len(parts)}", problem=problem))
    return found


def _article(lines: Sequence[str], place: str) -> Found:
    fields = _fields(lines)
    found = _coded(fields, place) if {"HD", "WC"} <= fields.keys() else _uncoded(lines, place)
    return (
        found
        if found.text.strip()
        else Found(
            place=place,
            headline=found.headline,
            outlet=found.outlet,
            problem="has no text in this export: choose the full article as display format",
        )
    )


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines of each field; what stands above the first is none's."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.fullmatch(line)
        if match and match["code"] not in fields:
            code = match["code"]
            fields[code] = [match["value"]] if match["value"] else []
        elif code:
            fields[code].append(line.lstrip("| \t"))
    return fields


def _coded(fields: dict[str, list[str]], place: str) -> Found:
    stated = {code: one_line(" ".join(lines)) for code, lines in fields.items()}
    return Found(
        text="\n\n".join([*fields.get("LP", []), *fields.get("TD", [])]),
        outlet=stated.get("SN", ""),
        headline=stated["HD"],
        author=_author(stated.get("BY", "")),
        date=stated.get("PD", ""),
        place=place,
    )


def _uncoded(lines: Sequence[str], place: str) -> Found:
    words = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if words is None:
        return Found(place=place)
    above = [line for line in lines[:words] if not _SUMMARY.match(line)]
    head = max(
        range(len(above)),
        key=lambda n: (not above[n].lower().startswith("by "), len(above[n])),
        default=None,
    )
    start = words + 1 + _head_length(lines[words + 1 :])
    below = [*_without_times(lines[words + 1 : start])]
    dated = next((n for n, line in enumerate(below) if _DATE.fullmatch(line)), None)
    outlet = below[dated + 1] if dated is not None and dated + 1 < len(below) else ""
    return Found(
        text="\n\n".join(lines[start:]),
        outlet=one_line(outlet),
        headline=one_line(above[head]) if head is not None else "",
        author=_author(" ".join(above[head + 1 :])) if head is not None else "",
        date=below[dated] if dated is not None else "",
        place=place,
    )


def _head_length(lines: Sequence[str]) -> int:
    """Return how many lines the head has: up to the rights, or else to the language."""
    head = lines[:_LONGEST_HEAD]
    rights = next((n for n, line in enumerate(head) if _RIGHTS.match(line)), None)
    language = next((n for n, line in enumerate(head) if line.casefold() == _LANGUAGE), None)
    if rights is not None and (language is None or rights <= language + 2):
        return rights + 1
    return 0 if language is None else language + 1


def _without_times(lines: Sequence[str]) -> Iterator[str]:
    return (line for line in lines if not _TIME.fullmatch(line))


def _author(text: str) -> str:
    return one_line(re.sub(r"^by\s+", "", text, flags=re.IGNORECASE))
