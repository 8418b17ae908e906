"""Quoted stretches of a text or an article: any quotation marks, balanced or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crossframe.text.running import RunningText, Span

if TYPE_CHECKING:
    import pandas as pd

_OPENING = "“„‟«`"
_CLOSING = "”»"
_MARK = re.compile(r"''(?!')|``|’’(?!’)|‘‘|\"|“|”|„|‟|«|»")
_ANY_MARK = re.compile("[\"“”„‟«»'’‘`]")
_SINGLE_OPENING = re.compile(r"(?<![^\s(\[{—–\-:;,…/“\"])['‘](?=[^\W_]|…|\.\.\.|\[)")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s])['’](?![^\W_])")
_BEFORE_OPENING = frozenset(" \n\t([{—–-:/…'‘\u00a0\u200b\u200e\u202a\u2060\ufeff")
_FIRST_OPENING = re.compile(r"\s*(?:''|``|[\"“„«])")
_SHORTEST_SINGLE = 2


class Quotation(NamedTuple):
    """One quoted stretch: its [start, end) offsets in the text, quotation marks included."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Find the quoted stretches of a text.

    Double marks of every form (straight, curly, doubled single, guillemets) come first; single
    marks count where no double ones stand around them and the opening one has its closing one in
    the same paragraph, so that apostrophes are not taken for them. A quotation that goes on in the
    next paragraph, which then begins with an opening mark, gives one stretch a paragraph.

    Parameters
    ----------
    text
        Any text; a newline ends a paragraph.

    Returns
    -------
    list of Quotation
        In text order, not overlapping, none over a newline.

    Examples
    --------
    >>> text = "He’s “all in,” she said. It is the teachers’ ‘last word’ on it."
    >>> [text[quotation.start : quotation.end] for quotation in quotations(text)]
    ['“all in,”', '‘last word’']
    """
    return list(_quotations(text))


@lru_cache(maxsize=256)  # several measures ask for those of one article
def _quotations(text: str) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    start = 0
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        if _ANY_MARK.search(paragraph):
            following = next((later for later in paragraphs[number + 1 :] if later.strip()), "")
            opens = _FIRST_OPENING.match(following) is not None
            stretches = _paragraph(paragraph, next_opens=opens)
            found.extend(Quotation(start + a, start + b) for a, b in stretches)
        start += len(paragraph) + 1
    return tuple(found)


def quoted_spans(sentences: pd.DataFrame) -> list[Span]:
    """Return the quoted stretches of one article, one a sentence, as spans of its file."""
    # one span a sentence, so that nothing that was cleaned away between two counts as quoted
    passage = RunningText.of(sentences)
    return [
        span for quotation in quotations(passage.text) for span in passage.in_sentences(quotation)
    ]


def parts_within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return what of some spans lies within [start, end), none empty."""
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and start < b]


def _paragraph(paragraph: str, *, next_opens: bool) -> list[Span]:
    """Return a paragraph's stretches."""
    marks = list(_MARK.finditer(paragraph))
    stretches: list[Span] = []
    opened: int | None = None
    for number, mark in enumerate(marks):
        opening = _opens(paragraph, mark, is_open=opened is not None)
        if opened is None:
            if opening:
                opened = mark.start()
        elif opening:
            # one that is not closed twice is no quotation in a quotation: the first mark is lost
            later = [_opens(paragraph, one, is_open=True) for one in marks[number + 1 :][:2]]
            after_sentence = paragraph[opened : mark.start()].rstrip().endswith((".", "?", "!"))
            if after_sentence and not next_opens and later in ([False], [False, True]):
                opened = mark.start()
        else:
            if mark.end() - opened > len(mark.group()) + 1:
                stretches.append((opened, mark.end()))
            opened = None
    end = len(paragraph.rstrip())
    if opened is not None and end > opened + 1:
        before = paragraph[:opened].rstrip()
        after_sentence = next_opens and before.endswith((".", "?", "!", "”", '"'))
        if not before or before.endswith((":", ",")) or after_sentence:
            stretches.append((opened, end))
    stretches.extend(_single_quoted(paragraph, stretches))
    return sorted(stretches)


def _opens(paragraph: str, mark: re.Match[str], *, is_open: bool) -> bool:
    """Tell an opening mark from a closing one, by its form and by what stands around it."""
    before = paragraph[mark.start() - 1] if mark.start() else " "
    after = paragraph[mark.end()] if mark.end() < len(paragraph) else " "
    free_before = before in _BEFORE_OPENING or before.isspace()
    free_after = after.isspace() or after in ".,;:!?)]}—–-…"
    if free_before and not free_after:
        return True
    if not free_before and free_after:
        return False
    character = mark.group()[0]
    if character in _OPENING or character == "‘":
        return True
    if character in _CLOSING or character == "’":
        return False
    return not is_open


def _single_quoted(paragraph: str, doubled: list[Span]) -> list[Span]:
    """Return the stretches in single marks that stand outside those in double marks."""
    if "'" not in paragraph and "‘" not in paragraph:
        return []
    found: list[Span] = []
    position = 0
    while opening := _SINGLE_OPENING.search(paragraph, position):
        position = opening.end()
        if any(start <= opening.start() < end for start, end in doubled):
            continue
        following = _SINGLE_OPENING.search(paragraph, position)
        limit = following.start() if following else len(paragraph)
        limit = min([limit, *(start for start, _ in doubled if start >= position)])
        closings = [match.end() for match in _SINGLE_CLOSING.finditer(paragraph, position, limit)]
        closings = [end for end in closings if end - opening.start() > _SHORTEST_SINGLE + 1]
        if not closings:
            continue
        # "the Democrats’ plan’": after an s the mark may be an apostrophe, a later one closes
        sure = [end for end in closings if paragraph[end - 2] != "s"]
        end = sure[0] if sure and len(closings) > 1 else closings[0]
        found.append((opening.start(), end))
        position = end
    return found
