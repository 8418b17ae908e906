"""What the reader shows of every sentence: its layers, its counterparts, and the note on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from crossframe.articles import Article
from crossframe.codebook import Codebook
from crossframe.reader_panels import GLYPHS, holder_name
from crossframe.reader_text import (
    Line,
    Lines,
    Mark,
    Place,
    Span,
    counterparts,
    element_names,
    letter,
    segments,
    visible,
)
from crossframe.themes import touched_themes

Tags = dict[Place, list[dict[str, Any]]]


def shown_articles(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    lines: Lines,
    names: Mapping[str, str],
    *,
    tags: Tags,
    codebook: Codebook | None,
) -> list[dict[str, Any]]:
    """Return the articles paragraph by paragraph, each sentence in segments."""
    links = counterparts(tables["alignment"])
    marks = _marks(tables, lines, names, codebook)
    shown = []
    for (place, article), name in zip(
        enumerate(articles), element_names(article.id for article in articles), strict=True
    ):
        paragraphs: dict[int, list[dict[str, Any]]] = {}
        for line in lines.by_article[article.id]:
            key = (article.id, line.number)
            paragraphs.setdefault(line.paragraph, []).append(
                {
                    "line": line,
                    "segments": segments(line.text, marks.get(line, [])),
                    "links": [
                        lines.of[other] for other in sorted(links.get(key, ()), key=lines.order)
                    ],
                    "tags": tags.get(key, []),
                }
            )
        headline = paragraphs.pop(0, [])
        facts = (article.author, article.place, article.date, article.url)
        shown.append(
            {
                "name": name,
                "letter": letter(place),
                "outlet": visible(article.outlet),
                "facts": [visible(fact) for fact in facts if fact],
                "headline": headline,
                "paragraphs": list(paragraphs.values()),
            }
        )
    return shown


def _marks(
    tables: Mapping[str, pd.DataFrame],
    lines: Lines,
    names: Mapping[str, str],
    codebook: Codebook | None,
) -> dict[Line, list[Mark]]:
    """Return every stretch of every sentence that a layer shows."""
    found: dict[Line, list[Mark]] = {}

    def add(layer: str, article: str, spans: Sequence[Span], label: str = "") -> None:
        for number, (line, start, end) in enumerate(lines.touching(article, spans)):
            mark = Mark(layer, start, end, label if number == 0 else "")
            found.setdefault(line, []).append(mark)

    for layer, table in (("rp", "phrase_occurrences"), ("sp", "shared_occurrences")):
        for row in tables[table].itertuples():
            add(layer, row.article, [(row.start, row.end)])
    for row in tables["attributions"].itertuples():
        speaker = " and ".join(visible(names[key]) for key in row.speaker.split("|"))
        add("said", row.article, sorted(row.content_spans), speaker)
        add("source", row.article, row.source_spans)
        add("cue", row.article, row.cue_spans)
    if codebook is not None:
        for row in touched_themes(tables["sentences"], codebook).itertuples():
            add("term", row.article, [(row.start, row.end)])
        for row in tables["stance"].itertuples():
            add(row.stance, row.article, [(row.start, row.end)])
    return found


def sentence_tags(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], codebook: Codebook | None
) -> Tags:
    """Return for each sentence its themes and stances, as they stand behind it."""
    tags: Tags = {}
    if codebook is None:
        return tags
    for row in tables["stance"].itertuples():
        before = tags.setdefault((row.article, int(row.sentence)), [])
        before.append(
            {
                "again": any(tag["id"] == row.theme for tag in before),
                "id": row.theme,
                "theme": visible(codebook.theme(row.theme).label),
                "stance": row.stance,
                "glyph": GLYPHS[row.stance],
                "holder": visible(holder_name(row.holder, names, codebook)),
                "rule": row.rule,
                "cue": visible(row.cue),
            }
        )
    return tags


def note_data(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    lines: Lines,
    names: Mapping[str, str],
    tags: Tags,
) -> dict[str, Any]:
    """Return what the page's script tells of a sentence that is chosen."""
    at = lines.places
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "score", "accepted", "shared"]
    return {
        "articles": [
            {"name": name, "letter": letter(place), "outlet": visible(article.outlet)}
            for (place, article), name in zip(
                enumerate(articles), element_names(a.id for a in articles), strict=True
            )
        ],
        "links": [
            [at[a], int(i), at[b], int(j), round(float(score), 2), int(accepted), visible(shared)]
            for a, i, b, j, score, accepted, shared in tables["alignment"][columns].itertuples(
                index=False
            )
        ],
        "said": [
            [
                at[row.article],
                int(row.first_sentence),
                int(row.last_sentence),
                " and ".join(visible(names[key]) for key in row.speaker.split("|")),
                row.quotation,
                visible(row.cue),
            ]
            for row in tables["attributions"].itertuples()
        ],
        "stance": [
            [
                at[article],
                sentence,
                *(tag[key] for key in ("theme", "stance", "glyph", "holder", "rule", "cue")),
            ]
            for (article, sentence), tags in tags.items()
            for tag in tags
        ],
        "phrases": [
            [at[row.article], int(row.sentence), kind, visible(row.match)]
            for kind, table in (
                ("repeated", "phrase_occurrences"),
                ("shared", "shared_occurrences"),
            )
            for row in tables[table].itertuples()
        ],
    }
