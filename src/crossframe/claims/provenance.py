"""In whose words a passage stands: inside quotation marks or not, and attributed to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.text.quotations import quoted_spans
from crossframe.text.running import Span

_Content = tuple[Sequence[Span], tuple[str, ...]]


def found_passages(
    sentences: pd.DataFrame,
    find: Callable[[str], Iterable[NamedTuple]],
    fields: Sequence[str],
    attributions: pd.DataFrame | None,
) -> pd.DataFrame:
    """Gather what is found in each sentence, with its place and its speaker.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`).
    find
        Gives the passages of a text: tuples that begin with [start, end) offsets in it.
    fields
        Names of the tuples' other fields.
    attributions
        As for `with_provenance`.

    Returns
    -------
    pandas.DataFrame
        One row a passage, in reading order: `article` (str), `sentence`, `start`, `end` (int, code
        points in the article's file), `text` (str), the fields, and the columns of
        `with_provenance`.
    """
    rows = [
        (article, sentence, begin + start, begin + end, text[start:end], *values)
        for article, sentence, begin, text in zip(
            *(sentences[column] for column in ("article", "sentence", "start", "text")), strict=True
        )
        for start, end, *values in find(text)
    ]
    table = pd.DataFrame(rows, columns=["article", "sentence", "start", "end", "text", *fields])
    return with_provenance(table, sentences, attributions)


def with_provenance(
    table: pd.DataFrame, sentences: pd.DataFrame, attributions: pd.DataFrame | None
) -> pd.DataFrame:
    """Add to each passage whether it is quoted and who is said to say it.

    Parameters
    ----------
    table
        One row a passage, with `article`, `start` and `end` (code points in the article's file).
    sentences
        The sentence table of the articles (see `crossframe.corpus.sentences.sentences`).
    attributions
        As of `crossframe.attribution.attributions.attributions` or `crossframe.voices.speakers.speakers`, with
        `article`, `content_spans` and `speaker` or, where that is missing or empty, `source`. None
        if nothing is known of who says what.

    Returns
    -------
    pandas.DataFrame
        The table with two more columns: `quoted` (bool, the passage begins inside quotation marks,
        which may open or close in another sentence of the article) and `speaker` (tuple of str, of
        the shortest attributed content that holds the passage's start, empty if there is none).
    """
    quoted = {
        article: quoted_spans(rows) for article, rows in sentences.groupby("article", sort=False)
    }
    said = _contents(attributions)
    places = list(zip(table["article"], table["start"], strict=True))
    return table.assign(
        quoted=pd.Series(
            [any(a <= place < b for a, b in quoted[article]) for article, place in places],
            index=table.index,
            dtype=bool,
        ),
        speaker=pd.Series(
            [_speaker(said.get(article, []), place) for article, place in places],
            index=table.index,
            dtype=object,
        ),
    )


def _contents(attributions: pd.DataFrame | None) -> dict[str, list[_Content]]:
    contents: dict[str, list[_Content]] = {}
    if attributions is None:
        return contents
    for row in attributions.to_dict("records"):
        names = row.get("speaker") or tuple(filter(None, [row.get("source")]))
        contents.setdefault(row["article"], []).append((row["content_spans"], names))
    return contents


def _speaker(contents: list[_Content], place: int) -> tuple[str, ...]:
    holding = [
        (sum(b - a for a, b in spans), names)
        for spans, names in contents
        if any(a <= place < b for a, b in spans)
    ]
    return min(holding)[1] if holding else ()
