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
from crossframe.text.words import fold, stop_words

_REACH = 80  # blocks before the first paragraph in which a headline is looked for


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
    long = [n for n in range(first, stop) if looks[n].prose and looks[n].words >= 20] or [first]
    body: set[str] = set()
    for n in long[:40]:
        body.update(WORD.findall(folded, page[n].start, min(page[n].end, page[n].start + 2000)))
    common = stop_words()
    begin = max(0, first - _REACH)
    lines = [folded[block.start : min(block.end, block.start + 300)] for block in page[: long[0]]]
    times = Counter(lines)
    best, found = 1.5, None
    for number in range(begin, long[0]):
        line, seen = lines[number], looks[number]
        if seen.rule or not 3 <= seen.words <= 30 or " , " in line or line.startswith("&"):
            continue
        if number >= first and line.endswith("."):
            continue
        content = [word for word in WORD.findall(line) if word not in common]
        shared = sum(word in body for word in content) / max(3, len(content))
        score = 3 * min(shared, 0.7) + (5 <= seen.words <= 17) + (times[line] > 1)
        score -= line.endswith(".") + (page[number].indent > page[first].indent)
        score -= 0.02 * (long[0] - number)
        if score > best:
            best, found = score, line
    return None if found is None else lines.index(found)
