"""Sentences of articles, each with its offsets in the article's file."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from crossframe.sentence_boundaries import split

__all__ = ["COLUMNS", "given_sentences", "sentences", "split"]

COLUMNS = ["article", "sentence", "paragraph", "start", "end", "text"]


def given_sentences(rows: Iterable[tuple[str, int, int, str]]) -> pd.DataFrame:
    """Make a sentence table of sentences that were split elsewhere.

    Parameters
    ----------
    rows
        (article, sentence, paragraph, text) in reading order; sentence 0 is the headline.

    Returns
    -------
    pandas.DataFrame
        A sentence table as of `sentences`; its offsets count in a text of each article that joins
        sentences of one paragraph by a space and paragraphs by two newlines.

    Examples
    --------
    >>> given_sentences([("a", 0, 0, "Head"), ("a", 1, 1, "One."), ("a", 2, 1, "Two.")])[
    ...     ["start", "end"]
    ... ].to_numpy().tolist()
    [[0, 4], [6, 10], [11, 15]]
    """
    table: list[tuple[str, int, int, int, int, str]] = []
    last: dict[str, tuple[int, int]] = {}
    for article, sentence, paragraph, text in rows:
        if article in last:
            end, before = last[article]
            start = end + (1 if before == paragraph else 2)
        else:
            start = 0
        last[article] = (start + len(text), paragraph)
        table.append((article, sentence, paragraph, start, start + len(text), text))
    return pd.DataFrame(table, columns=COLUMNS)
