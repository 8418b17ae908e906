"""Articles in JSON, as trafilatura and newspaper4k write: an object, a list, an object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.intake.fields import found_in_row, guess_columns, unused_columns, with_unused
from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line

_EXTRACTORS = (  # keys by which the output of programs that take articles out of pages is known
    {"raw_text", "hostname"},
    {"source-hostname", "hostname"},
    {"meta_site_name", "authors"},
)


def read_json(
    text: str, *, limits: Limits, columns: Mapping[str, str] | None = None
) -> list[Found]:
    """Read an object, a list of them, or one a line; of extractors' output the form is extract."""
    try:
        content = json.loads(text)
    except ValueError as error:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
        if len(lines) < 2 or not isinstance(_value(lines[0][1]), dict):
            where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
            raise CrossframeError(
                f"is not valid JSON{where}", remedy="write it anew: it may be cut off"
            ) from error
        entries = [(f"line {n}", _value(line)) for n, line in lines]
    except RecursionError as error:
        raise CrossframeError(
            "is nested more deeply than any list of articles",
            remedy="give one object an article, or a list of them",
        ) from error
    else:
        if isinstance(content, list):
            entries = [(f"item {n}", value) for n, value in enumerate(content, start=1)]
        else:
            entries = [("", content)]
    if len(entries) > limits.items:
        raise CrossframeError(
            f"holds more than {limits.items} articles", remedy="select those of one event"
        )
    found = [_found(value, place, columns) for place, value in entries]
    keys = dict.fromkeys(key for _, value in entries if isinstance(value, dict) for key in value)
    with suppress(CrossframeError):  # a given key is not there, which the entries say
        return with_unused(found, unused_columns(keys, guess_columns(keys, columns)))
    return found


def _value(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _found(value: Any, place: str, columns: Mapping[str, str] | None) -> Found:
    if not isinstance(value, dict):
        return Found(place=place, problem="is no JSON object")
    extract = any(keys <= set(value) for keys in _EXTRACTORS)
    try:
        guessed = guess_columns(value, columns)
    except CrossframeError as error:
        return Found(place=place, problem=f"{error.problem}; {error.remedy}")
    found = found_in_row(value, guessed, place=place, form="extract" if extract else "text")
    if "text" not in guessed:
        return Found(
            place=place,
            headline=found.headline,
            outlet=found.outlet,
            problem=f"has no key for the text; its keys are {', '.join(map(one_line, list(value)[:20]))}:"
            " name the right one, as in --columns text=KEY",
        )
    return found
