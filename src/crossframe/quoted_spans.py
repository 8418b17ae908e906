"""Which stretches of an article's file stand inside quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from crossframe.quotations import quotations

Span = tuple[int, int]


def quoted_spans(sentences: pd.DataFrame) -> list[Span]:
    """Return the quoted stretches of one article as spans of its file.

    Parameters
    ----------
    sentences
        The rows of one article in a sentence table (see `crossframe.sentences.sentences`).

    Returns
    -------
    list of tuple
        [start, end) code points in the article's file, quotation marks included, in order, without
        overlap. A quotation that runs over several sentences or paragraphs gives one span a
        sentence, so that nothing that was cleaned away between them counts as quoted.

    Examples
    --------
    >>> from crossframe.sentences import given_sentences
    >>> quoted_spans(given_sentences([("a", 1, 1, "She said: “Go."), ("a", 2, 1, "Now,” she said.")]))
    [(10, 14), (15, 20)]
    """
    text = ""
    places: list[tuple[int, int, int]] = []
    before: int | None = None
    for start, paragraph, sentence in zip(
        sentences["start"], sentences["paragraph"], sentences["text"], strict=True
    ):
        if before is not None:
            text += " " if paragraph == before else "\n"
        places.append((len(text), len(text) + len(sentence), int(start) - len(text)))
        text += sentence
        before = paragraph
    return [
        (max(quotation.start, first) + shift, min(quotation.end, last) + shift)
        for quotation in quotations(text)
        for first, last, shift in places
        if quotation.start < last and first < quotation.end
    ]


def parts_within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return what of some spans lies within [start, end).

    Parameters
    ----------
    spans
        [start, end) each.
    start, end
        Where to look.

    Returns
    -------
    list of tuple
        The overlaps, in the order of `spans`, none empty.

    Examples
    --------
    >>> parts_within([(0, 5), (7, 9), (12, 20)], 3, 14)
    [(3, 5), (7, 9), (12, 14)]
    """
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and start < b]
