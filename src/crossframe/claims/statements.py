"""Statements of one speaker: how each article carries them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from crossframe.text.quotations import parts_within, quoted_spans
from crossframe.text.running import Span
from crossframe.text.words import iter_words

CARRIED = ("same speaker", "other voice", "not found")


def statements(
    attributions: pd.DataFrame,
    alignment: pd.DataFrame,
    stance: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    speaker: str,
) -> pd.DataFrame:
    """List the statements of one speaker and what becomes of each in the other articles.

    Parameters
    ----------
    attributions
        With speakers, as of `crossframe.voices.speakers.speakers`.
    alignment
        As of `crossframe.similarity.alignment.align`.
    stance
        As of `crossframe.stance.coding.code_stance`.
    sentences
        The sentence table of the articles.
    speaker
        The value of `speaker` to follow.

    Returns
    -------
    pandas.DataFrame
        One row per attribution to the speaker, in reading order: `article`, `statement` (int, from 1
        in each article), `first_sentence`, `last_sentence` (int), `quotation` (direct, mixed or
        indirect), `cue`, `words` (int, words of the content), `quoted_words` (int, those inside
        quotation marks, which may open or close in another sentence), `content`, `content_spans`
        (tuple of [start, end) in the article's file), `around` (the words of its sentences outside
        the content, "…" for the content),
        `themes` (theme: stance held by the speaker in these sentences, joined by "; "),
        `counterparts` (other article and sentence, joined by "; ") and `carried`: `same speaker`
        where a counterpart sentence holds a statement of the speaker too, `other voice` where
        there is a counterpart without one, `not found` where there is none. This goes by sentences;
        the column of that name of `crossframe.claims.utterances` goes by wording.
    """
    own = attributions[[speaker in names for names in attributions["speaker"]]]
    speaks = {
        (row.article, sentence)
        for row in own.itertuples()
        for sentence in range(row.first_sentence, row.last_sentence + 1)
    }
    links = _links(alignment)
    quoted = {
        article: quoted_spans(part) for article, part in sentences.groupby("article", sort=False)
    }
    rows = []
    numbers: dict[str, int] = {}
    for row in own.itertuples():
        numbers[row.article] = numbers.get(row.article, 0) + 1
        span = range(row.first_sentence, row.last_sentence + 1)
        others = sorted(
            {link for sentence in span for link in links.get((row.article, sentence), ())}
        )
        held = stance[
            (stance["article"] == row.article)
            & stance["sentence"].isin(span)
            & (stance["holder"] == speaker)
        ]
        here = sentences[(sentences["article"] == row.article) & sentences["sentence"].isin(span)]
        content = list(row.content_spans)
        in_quotes = [
            part for start, end in content for part in parts_within(quoted[row.article], start, end)
        ]
        rows.append(
            {
                "article": row.article,
                "statement": numbers[row.article],
                "first_sentence": row.first_sentence,
                "last_sentence": row.last_sentence,
                "quotation": row.quotation,
                "cue": row.cue,
                "words": _count_words(here, content),
                "quoted_words": _count_words(here, in_quotes),
                "content": row.content,
                "content_spans": row.content_spans,
                "around": _around(here, content),
                "themes": "; ".join(
                    f"{theme}: {side}"
                    for theme, side in held[["theme", "stance"]]
                    .drop_duplicates()
                    .itertuples(index=False)
                ),
                "counterparts": "; ".join(f"{article} {sentence}" for article, sentence in others),
                "carried": CARRIED[0]
                if any(link in speaks for link in others)
                else CARRIED[1]
                if others
                else CARRIED[2],
            }
        )
    return pd.DataFrame(
        rows,
        columns=[
            "article",
            "statement",
            "first_sentence",
            "last_sentence",
            "quotation",
            "cue",
            "words",
            "quoted_words",
            "content",
            "content_spans",
            "around",
            "themes",
            "counterparts",
            "carried",
        ],
    )


def _links(alignment: pd.DataFrame) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Return for each sentence its counterparts in other articles."""
    links: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for row in alignment[alignment["accepted"]].itertuples():
        a, b = (row.article_a, int(row.sentence_a)), (row.article_b, int(row.sentence_b))
        links.setdefault(a, []).append(b)
        links.setdefault(b, []).append(a)
    return links


def _inside(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _count_words(sentences: pd.DataFrame, spans: Sequence[Span]) -> int:
    return sum(
        _inside(row.start + word.start, spans)
        for row in sentences.itertuples()
        for word in iter_words(row.text)
    )


def _around(sentences: pd.DataFrame, content: Sequence[Span]) -> str:
    """Return the sentences' text outside the content, with "…" for the content."""
    parts: list[str] = []
    for row in sentences.itertuples():
        position = row.start
        for start, end in sorted(content):
            if start < row.end and row.start < end:
                parts.append(row.text[position - row.start : max(start - row.start, 0)])
                parts.append("…")
                position = min(end, row.end)
        parts.append(row.text[position - row.start :])
    text = " ".join(part.strip() for part in parts if part.strip())
    return " ".join(
        word
        for word, before in zip(text.split(), ["", *text.split()], strict=False)
        if (word, before) != ("…", "…")
    )
