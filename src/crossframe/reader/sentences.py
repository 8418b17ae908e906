"""What the reader shows of every sentence: its layers, its counterparts, and the note on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from crossframe.coding.adjudication import ADJUDICATED
from crossframe.reader.panels import GLYPHS, coded_how, holder_name
from crossframe.reader.suggested import printed_terms, suggested_places, suggested_spans
from crossframe.reader.text import (
    Line,
    Lines,
    Mark,
    Place,
    Span,
    counterparts,
    segments,
    visible,
)
from crossframe.reader.words import cut
from crossframe.stance.codebook import Codebook
from crossframe.stance.themes import touched_themes

_LABEL = 40  # characters of a speaker's name in the text
Tags = dict[Place, list[dict[str, Any]]]


def shown_sentences(
    tables: Mapping[str, pd.DataFrame],
    lines: Lines,
    names: Mapping[str, str],
    *,
    tags: Tags,
    codebook: Codebook | None,
) -> list[list[list[dict[str, Any]]]]:
    """Return for each article its headline (may be empty) and its paragraphs.

    Each is a list of sentences, cut into segments under the same layers.
    """
    links = counterparts(tables["alignment"])
    marks = _marks(tables, lines, names, codebook)
    shown = []
    for article, own in lines.by_article.items():
        paragraphs: dict[int, list[dict[str, Any]]] = {0: []}
        for line in own:
            key = (article, line.number)
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
        shown.append(list(paragraphs.values()))
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
        speaker = " and ".join(visible(names.get(key, key)) for key in row.speaker.split("|"))
        add("said", row.article, sorted(row.content_spans), cut(speaker, _LABEL))
        add("source", row.article, row.source_spans)
        add("cue", row.article, row.cue_spans)
    for row in tables["shared_copy"][tables["shared_copy"]["shared_copy"]].itertuples():
        add("copy", row.article_a, row.spans_a)
        add("copy", row.article_b, row.spans_b)
    for theme_layer, article, span in _theme_spans(tables, codebook):
        add(theme_layer, article, [span])
    return found


def _theme_spans(
    tables: Mapping[str, pd.DataFrame], codebook: Codebook | None
) -> Iterator[tuple[str, str, Span]]:
    """Yield the words of themes and stances: layer, article, span of the file."""
    if codebook is None:
        for (_, article, _), spans in suggested_spans(tables).items():
            yield from (("term", article, span) for span in spans)
        return
    for row in touched_themes(tables["sentences"], codebook).itertuples():
        yield "term", row.article, (row.start, row.end)
    for row in tables["stance"].itertuples():
        yield row.stance, row.article, (row.start, row.end)


def sentence_tags(
    tables: Mapping[str, pd.DataFrame],
    lines: Lines,
    names: Mapping[str, str],
    codebook: Codebook | None,
) -> Tags:
    """Return for each sentence its themes and stances, as they stand behind it."""
    tags: Tags = {}
    if codebook is None:
        forms = printed_terms(tables)
        for row in tables["suggested_themes"].itertuples():
            for place in suggested_places(row.places, lines):
                tag = {
                    "again": False,
                    "theme": visible(forms[row.theme]),
                    "stance": "",
                    "holder": "",
                }
                tags.setdefault(place, []).append(tag)
        return tags
    for row in tables["stance"].to_dict("records"):
        before = tags.setdefault((row["article"], int(row["sentence"])), [])
        before.append(
            {
                "again": any(tag["id"] == row["theme"] for tag in before),
                "id": row["theme"],
                "theme": visible(codebook.theme(row["theme"]).label),
                "stance": row["stance"],
                "glyph": GLYPHS[row["stance"]],
                "holder": visible(holder_name(row["holder"], names, codebook)),
                "how": coded_how(row),
                "by_hand": row.get("coded_by") == ADJUDICATED,
            }
        )
    return tags


def note_data(
    tables: Mapping[str, pd.DataFrame],
    cards: Sequence[Mapping[str, Any]],
    lines: Lines,
    names: Mapping[str, str],
    tags: Tags,
) -> dict[str, Any]:
    """Return what the page's script tells of a sentence that is chosen."""
    at = lines.places
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "score", "accepted", "shared"]
    return {
        "articles": [
            {key: card[key] for key in ("name", "letter", "outlet", "event")} for card in cards
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
                " and ".join(visible(names.get(key, key)) for key in row.speaker.split("|")),
                row.quotation,
                visible(row.cue),
            ]
            for row in tables["attributions"].itertuples()
        ],
        "themes": [
            [at[article], sentence, _told(tag)]
            for (article, sentence), own in tags.items()
            for tag in own
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


def _told(tag: Mapping[str, Any]) -> str:
    """Say a theme, and a stance with its holder and what decided it."""
    if not tag["stance"]:
        return f"{tag['theme']} (suggested)"
    return f"{tag['theme']}: {tag['glyph']} {tag['stance']}, {tag['holder']} ({tag['how']})"
