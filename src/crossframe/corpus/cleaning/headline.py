"""The headline of an article on its page: given and located, or guessed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from crossframe.corpus.cleaning.blocks import Block, ends_sentence
from crossframe.corpus.cleaning.boilerplate import Look
from crossframe.corpus.cleaning.line_shapes import WORD
from crossframe.errors import CrossframeError
from crossframe.text.words import fold, stem, stop_words

_REACH = 80  # blocks before the first paragraph in which a headline is looked for
_STANDFIRST = 11  # words from which on a line can be a standfirst
_LONGEST_TITLE = 16  # words of the title above one
_BYLINES = 4  # blocks, such as byline and date, that may stand between the two


def given_headline(
    text: str, folded: str, page: Sequence[Block], headline: str
) -> tuple[list[Block], int]:
    """Cut the blocks so that a given headline is one of them, and return its place."""
    # It is a line of its own, or else stands in a line that is no sentence; case, white space and the
    # kind of quotation marks do not matter.
    pattern = r"\s+".join(re.escape(word) for word in fold(headline).split())
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded)]
    ends = [block.end for block in page]
    for start, end in sorted(found, key=lambda span: not _own_line(text, *span)):
        first, last = bisect_right(ends, start), bisect_left(ends, end)
        if not _own_line(text, start, end) and ends_sentence(text[page[last].start : ends[last]]):
            continue  # its words in a sentence of the text
        cut = [
            Block(
                left + len(piece) - len(piece.lstrip()),
                left + len(piece.rstrip()),
                page[first].indent,
            )
            for left, piece in (
                (page[first].start, text[page[first].start : start]),
                (start, text[start:end]),
                (end, text[end : page[last].end]),
            )
            if piece.strip()
        ]
        head = first + next(n for n, block in enumerate(cut) if block.start == start)
        return [*page[:first], *cut, *page[last + 1 :]], head
    raise CrossframeError(
        f"headline {headline!r} does not occur in the text",
        remedy="correct the headline in the manifest, or leave it out",
    )


def _own_line(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 200) : start].rpartition("\n")[2]
    return not before.strip() and not text[end : end + 200].partition("\n")[0].strip()


def guess_headline(
    folded: str, page: Sequence[Block], looks: Sequence[Look], span: tuple[int, int]
) -> int | None:
    """Guess the headline: a line above the text whose words return in the text."""
    first, stop = span
    if first == stop:
        return None
    prose = [n for n in range(first, stop) if looks[n].prose]
    long = [n for n in prose if looks[n].words >= 20] or prose or [first]
    body: set[str] = set()
    for n in long[:40]:
        body.update(WORD.findall(folded, page[n].start, min(page[n].end, page[n].start + 2000)))
    lines = [folded[block.start : min(block.end, block.start + 300)] for block in page[: long[0]]]
    times = Counter(lines)
    best, found = 1.5, None
    for number in range(max(0, first - _REACH), long[0]):
        line, seen = lines[number], looks[number]
        if not _like_headline(line, seen) or (number >= first and line.endswith(".")):
            continue
        content = _content(line)
        shared = sum(word in body for word in content) / max(3, len(content))
        # Words that return in the text, a usual length, a line that stands twice; no sentence, no
        # deeper list, near the text.
        score = 3 * min(shared, 0.7) + (5 <= seen.words <= 17) + (times[line] > 1)
        score -= line.endswith(".") + (page[number].indent > page[first].indent)
        score -= 0.02 * (long[0] - number)
        if score > best:
            best, found = score, number
    if found is None:
        return None
    title = _above_standfirst(lines, looks, found, body)
    return lines.index(lines[found if title is None else title])


def _like_headline(line: str, seen: Look) -> bool:
    return not seen.rule and 3 <= seen.words <= 30 and " , " not in line and line[:1] != "&"


def _content(line: str) -> list[str]:
    return [word for word in WORD.findall(line) if word not in stop_words()]


def _above_standfirst(
    lines: Sequence[str], looks: Sequence[Look], found: int, body: set[str]
) -> int | None:
    """Return the title above a line that is rather its standfirst: longer, and right under it."""
    words = looks[found].words
    if words < _STANDFIRST and not lines[found].endswith("."):
        return None
    above = next((n for n in range(found - 1, -1, -1) if not looks[n].rule), -1)
    if above < max(0, found - _BYLINES) or not _like_headline(lines[above], looks[above]):
        return None
    title = looks[above].words
    known = {stem(word) for word in (*body, *_content(lines[found]))}
    shares = any(stem(word) in known for word in _content(lines[above]))
    if not shares and (title < 4 or words < _STANDFIRST + 2):  # too like the name of a section
        return None
    shorter = title < words and title <= _LONGEST_TITLE
    return above if shorter and not lines[above].endswith(".") else None
