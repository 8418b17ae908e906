"""Damaged characters of a text, put right where the damage is certain."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.entities import html5
from itertools import accumulate
from typing import Any

import ftfy

from crossframe.intake.found import Found

Spans = tuple[tuple[int, int], ...]
_FIELDS = ("text", "headline", "outlet", "author")
# A closing quotation mark whose third byte, which the Windows encoding has no character for, is lost;
# else a character that this encoding has for a third byte would follow.
_THIRD = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".replace("\xa0", "")
_CLOSING = re.compile(rf"(?:â€|Ã¢â‚¬Â)(?:[\x9d\ufffd]|(?![{_THIRD}]))")
_LIKELY = re.compile("[ÂÃ] ")  # may be a letter and a space: repaired only beside certain damage
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,30}));")
_OF_MARKUP = frozenset({"amp", "lt", "gt", "quot", "apos"})  # which a text on markup may mean
_DEPTH = 3  # times that a text may have been escaped


def repaired(found: Found) -> Found:
    """Return an article with its characters put right, and a note if any were damaged."""
    values: dict[str, Any] = {field: mended(getattr(found, field)) for field in _FIELDS}
    if all(values[field] == getattr(found, field) for field in _FIELDS):
        return found
    kept = _moved(found.kept, found.text, values["text"])
    before = [line for field in _FIELDS for line in getattr(found, field).split("\n")]
    after = [line for field in _FIELDS for line in values[field].split("\n")]
    pairs = [(a, b) for a, b in zip(before, after, strict=False) if a != b]
    example = " is now ".join(_around(*pair) for pair in [pairs[0], pairs[0][::-1]])
    lines = f"{len(pairs)} lines" if len(pairs) > 1 else "1 line"
    note = f"damaged characters are repaired in {lines}: {example}"
    return replace(found, **values, kept=kept, note="; ".join(filter(None, [found.note, note])))


def _moved(spans: Spans, old: str, new: str) -> Spans:
    """Return spans of whole lines in a text as spans of the same lines in the repaired one."""
    lines = [0, *accumulate(len(line) + 1 for line in new.split("\n"))]
    return tuple(
        (lines[old.count("\n", 0, start)], lines[old.count("\n", 0, end) + 1] - 1)
        for start, end in spans
    )


def mended(text: str) -> str:
    """Put right UTF-8 read in another encoding, by ftfy, and characters written as entities."""
    lines = text.split("\n")
    closed = [_CLOSING.sub("”", line) for line in lines]
    sure = [_LIKELY.sub("A ", line) for line in closed]
    if closed != lines or [*map(_decoded, sure)] != sure:
        lines = [*map(_decoded, closed)]
    return _unescaped("\n".join(lines))


def _decoded(line: str) -> str:
    return line if line.isascii() else ftfy.fix_encoding(line)


def _unescaped(text: str) -> str:
    """Unescape typographic entities, and those of markup if there is no other ampersand."""
    for _ in range(_DEPTH):
        entities = [match for match in _ENTITY.finditer(text) if _is_known(match)]
        whole = len(entities) == text.count("&")
        certain = {match.group() for match in entities if whole or match["name"] not in _OF_MARKUP}
        if not certain:
            break
        for entity in sorted(certain):  # as lines are counted, none is made
            text = text.replace(entity, html.unescape(entity).replace("\n", " "))
    return text


def _is_known(entity: re.Match[str]) -> bool:
    return entity["name"] is None or f"{entity['name']};" in html5


def _around(line: str, other: str) -> str:
    """Return the place of a line where it differs from another one, in quotation marks."""
    start = next((n for n, (a, b) in enumerate(zip(line, other, strict=False)) if a != b), 0)
    return f"“{line[start : start + 12].strip()}”"
