"""Blocks of a scraped page: its lines, with hard-wrapped paragraphs put together again."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile("[^\n\r\u2028\u2029]+")
_NAMES = re.compile(r"by\b|in\b|via\b|and\b|with\b|from\b|at\b|on\b|of\b")
_SHORTEST, _LONGEST = 40, 100
_TERMINAL = frozenset(".!?…:;")
_CLOSING = "\"'”’»)]*"
TAB = 4


class Block(NamedTuple):
    """One block of a page: [start, end) code points, white space at both ends left out."""

    start: int
    end: int
    indent: int  # width of the white space before its first line


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    blank_before: bool


def blocks(text: str) -> list[Block]:
    """Partition a page into its blocks: all that is no white space lies in exactly one."""
    # A block is a line, or several that are clearly one hard-wrapped paragraph: each so long that the
    # first word of the next would not have fit, or a long line without sentence end, followed by one
    # that goes on in lower case.
    lines = _lines(text)
    joined = [False] * len(lines)
    _join_wrapped(text, lines, joined)
    for number in range(1, len(lines)):
        if not joined[number]:
            joined[number] = _goes_on(text, lines[number - 1], lines[number])
    result: list[Block] = []
    for line, join in zip(lines, joined, strict=True):
        if join:
            result[-1] = result[-1]._replace(end=line.end)
        else:
            result.append(Block(line.start, line.end, line.indent))
    return result


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, closing marks left aside."""
    return text[-4:].rstrip(_CLOSING)[-1:] in _TERMINAL


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip()
        if not bare:
            continue
        margin = len(raw) - len(raw.lstrip())
        start = match.start() + margin
        gap = text.count("\n", last, match.start()) or text.count("\r", last, match.start())
        indent = len(raw[:margin].expandtabs(TAB))
        lines.append(_Line(start, start + len(bare), indent, gap != 1))
        last = start + len(bare)
    return lines


def _join_wrapped(text: str, lines: list[_Line], joined: list[bool]) -> None:
    first = 0
    for number in range(1, len(lines) + 1):
        if (
            number < len(lines)
            and not lines[number].blank_before
            and lines[number].indent == lines[first].indent
        ):
            continue
        _join_run(text, lines, joined, first, number)
        first = number


def _join_run(text: str, lines: list[_Line], joined: list[bool], first: int, stop: int) -> None:
    width = max(line.end - line.start for line in lines[first:stop])
    if stop - first < 3 or not _SHORTEST <= width <= _LONGEST:
        return
    full = [not _fits(text, lines[n - 1], lines[n], width) for n in range(first + 1, stop)]
    lower = sum(text[line.start].islower() for line in lines[first + 1 : stop])
    if sum(full) < 0.8 * len(full) or lower < len(full) / 3:
        return
    for number, is_full in enumerate(full, start=first + 1):
        before = lines[number - 1]
        joined[number] = is_full or not ends_sentence(text[before.start : before.end])


def _fits(text: str, before: _Line, line: _Line, width: int) -> bool:
    word = text[line.start : min(line.end, line.start + width)].split(None, 1)[0]
    return before.end - before.start + 1 + len(word) <= width


def _goes_on(text: str, before: _Line, line: _Line) -> bool:
    if before.indent != line.indent or before.end - before.start < _SHORTEST:
        return False
    if not text[line.start].islower() or ends_sentence(
        text[max(before.start, before.end - 4) : before.end]
    ):
        return False
    ending = text[max(line.start, line.end - 4) : line.end]
    if not ends_sentence(ending):
        return line.end - line.start >= _SHORTEST and not _NAMES.match(text, line.start)
    return True
