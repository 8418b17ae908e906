"""The fields of an article in the columns and keys of other people's exports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.intake.found import Found
from crossframe.text.printable import one_line

_SHOWN = ("outlet", "headline", "date")
_MOST = 10  # columns that a note names
FIELDS = ("text", "outlet", "headline", "author", "date", "url")
_NAMES = {  # folded names in order of preference
    "text": "text full_text fulltext body article_text body_text maintext main_text content article"
    " article_body story story_text article_content raw_text",
    "outlet": "outlet media_name meta_site_name source_hostname site_name sitename publication"
    " publication_title newspaper publisher source_name media source hostname source_domain domain"
    " site website media_url source_url",
    "headline": "headline title article_title heading",
    "author": "author authors byline creator",
    "date": "date publish_date publication_date date_published date_publish published published_at"
    " pub_date pubdate publishedat",
    "url": "url link uri article_url web_url source",
}
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s:?#]+)", re.IGNORECASE)


def folded(name: str) -> str:
    """Return a column's name in small letters and digits, all else one underscore."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def guess_columns(
    names: Iterable[str], columns: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """Return for each field the columns that may hold it, best first; a given one goes before."""
    names = list(names)
    guessed: dict[str, list[str]] = {}
    for field in FIELDS:
        given = (columns or {}).get(field)
        if given is not None and given not in names:
            raise CrossframeError(
                f"there is no column {given!r} for {field}",
                remedy=f"name with --columns one of: {', '.join(map(one_line, names))}",
            )
        known = _NAMES[field].split()
        found = sorted(
            (name for name in names if folded(name) in known),
            key=lambda name: known.index(folded(name)),
        )
        if given is not None or found:
            guessed[field] = [given] if given is not None else found
    return guessed


def unused_columns(names: Iterable[str], guessed: Mapping[str, list[str]]) -> str:
    """Say which fields are not known, if columns are left that may hold them."""
    used = {name for found in guessed.values() for name in found}
    left = [one_line(name) for name in names if name and name not in used]
    missing = [field for field in _SHOWN if field not in guessed]
    if not (left and missing):
        return ""
    return (
        f"no column is known for {', '.join(missing)}; not used: {', '.join(left[:_MOST])}"
        f"{' …' if len(left) > _MOST else ''}: name them, as in --columns {missing[0]}=COLUMN"
    )


def with_unused(entries: Sequence[Found], note: str) -> list[Found]:
    """Return entries with a note on the first that can be used: it holds for all of a file."""
    first = next((n for n, one in enumerate(entries) if not one.problem), None)
    return [
        replace(one, note="; ".join(filter(None, [one.note, note]))) if n == first else one
        for n, one in enumerate(entries)
    ]


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Refuse names of fields that an article does not have."""
    unknown = sorted(set(columns or {}) - set(FIELDS))
    if unknown:
        raise CrossframeError(
            f"--columns: there is no field {unknown[0]!r}", remedy=f"use {', '.join(FIELDS)}"
        )


def found_in_row(
    row: Mapping[str, Any], guessed: Mapping[str, list[str]], *, place: str, form: str = "text"
) -> Found:
    """Read an article from a row; an outlet that is not named is the host of the address."""
    values = {
        field: next(
            (value for name in guessed.get(field, ()) if (value := _text(row.get(name), field))), ""
        )
        for field in FIELDS
    }
    address = _ADDRESS.match(values["outlet"]) or _ADDRESS.match(values["url"])
    if address and (not values["outlet"] or _ADDRESS.match(values["outlet"])):
        values["outlet"] = address.group(1)
    return Found(
        text=values["text"],
        outlet=values["outlet"],
        headline=values["headline"],
        author=values["author"],
        date=values["date"],
        url=values["url"],
        place=place,
        form=form,
        problem="" if values["text"].strip() else "has no text",
    )


def _text(value: Any, field: str) -> str:
    match value:
        case str() if field == "text":
            return value
        case str():
            text = one_line(value)
        case list():
            text = "; ".join(one_line(part) for part in value if isinstance(part, str))
        case _:
            return ""
    return text if field != "url" or _ADDRESS.match(text) else ""
