"""What the reader shows of every sentence: its layers, its counterparts, and the note on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crossframe.coding.adjudication import ADJUDICATED
from crossframe.coding.coders import REFERENCE
from crossframe.coding.framing import FORMS
from crossframe.coding.standing import FIRST, UNSTATED, unit_standings
from crossframe.reader.numbers import Content
from crossframe.reader.panels import GLYPHS, HOLLOW, coded_how, how_carried, printed_terms
from crossframe.reader.text import (
    Line,
    Mark,
    Place,
    Span,
    counterparts,
    cut,
    segments,
    visible,
)
from crossframe.stance.units import UNIT

_LABEL = 40  # characters of a speaker's name in the text
Tags = dict[Place, list[dict[str, Any]]]


def shown_sentences(c: Content, tags: Tags) -> list[list[list[dict[str, Any]]]]:
    """Return for each article its headline (may be empty) and its paragraphs.

    Each is a list of sentences, cut into segments under the same layers.
    """
    lines, links = c.lines, counterparts(c.tables["alignment"])
    marks: dict[Line, list[Mark]] = {}
    for layer, article, spans, label in _layers(c):
        for number, (line, start, end) in enumerate(lines.touching(article, spans)):
            marks.setdefault(line, []).append(Mark(layer, start, end, "" if number else label))
    shown = []
    for article, own in lines.by_article.items():
        paragraphs: dict[int, list[dict[str, Any]]] = {0: []}
        for line in own:
            key = (article, line.number)
            others = sorted(lines.of[other] for other in links.get(key, ()))
            paragraphs.setdefault(line.paragraph, []).append(
                {
                    "line": line,
                    "segments": segments(line.text, marks.get(line, [])),
                    "links": others,
                    "tags": tags.get(key, []),
                }
            )
        shown.append(list(paragraphs.values()))
    return shown


def _layers(c: Content) -> Iterator[tuple[str, str, Sequence[Span], str]]:
    """Yield every stretch of text that a layer shows: layer, article, spans, label."""
    for layer, table in (("rp", "phrase_occurrences"), ("sp", "shared_occurrences")):
        for row in c.tables[table].itertuples():
            yield layer, row.article, [(row.start, row.end)], ""
    for row in c.tables["attributions"].itertuples():
        label = cut(_spoken(row.speaker, c), _LABEL)
        yield "said", row.article, sorted(row.content_spans), label
        yield "source", row.article, row.source_spans, ""
        yield "cue", row.article, row.cue_spans, ""
    for row in c.tables["shared_copy"][c.tables["shared_copy"]["shared_copy"]].itertuples():
        yield "copy", row.article_a, row.spans_a, ""
        yield "copy", row.article_b, row.spans_b, ""
    for measure in ("terms", "suggested theme"):
        for row in c.numbers.of(measure):
            yield "term", row.article, row.spans, ""
    if c.codebook:
        for row in c.tables["stance"].itertuples():
            yield row.stance, row.article, [(row.start, row.end)], ""


def _spoken(speakers: Sequence[str], c: Content) -> str:
    return " and ".join(map(c.name, speakers))


def sentence_tags(c: Content) -> Tags:
    """Return for each sentence its themes and stances, as they stand behind it."""
    tags: Tags = {}
    if c.codebook is None:
        forms = printed_terms(c)
        for row in c.numbers.of("suggested theme"):
            tag = {"again": False, "theme": visible(forms[row.item]), "stance": "", "holder": ""}
            for number in row.sentences:
                tags.setdefault((row.article, number), []).append(tag)
        return tags
    units = unit_standings(c.tables["stance"], c.tables["coder_agreement"])
    unreviewed = set(units.loc[units["standing"] == FIRST, UNIT].itertuples(index=False, name=None))
    for row in c.tables["stance"].to_dict("records"):
        signs = HOLLOW if tuple(row[name] for name in UNIT) in unreviewed else GLYPHS
        before = tags.setdefault((row["article"], int(row["sentence"])), [])
        before.append(
            {
                "again": any(tag["id"] == row["theme"] for tag in before),
                "id": row["theme"],
                "theme": visible(c.codebook.theme(row["theme"]).label),
                "stance": row["stance"],
                "glyph": signs[row["stance"]],
                "holder": c.name(row["holder"]),
                "how": coded_how(row),
                "by_hand": row.get("coded_by") == ADJUDICATED,
                "mark": "reference"
                if row.get("coded_by") == REFERENCE
                else UNSTATED * (row.get("ground") == UNSTATED),
            }
        )
    return tags


def note_data(c: Content, cards: Sequence[Mapping[str, Any]], tags: Tags) -> dict[str, Any]:
    """Return what the page's script tells of a sentence that is chosen."""
    at = c.lines.places
    events = {article: cards[place]["event"] for article, place in at.items()}
    told = ("name", "letter", "outlet", "colour", "event")
    carried = how_carried(c)
    phrases: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for kind, table in (("repeated", "phrase"), ("shared", "shared")):
        for row in c.tables[f"{table}_occurrences"].itertuples():
            own = phrases.setdefault((kind, visible(row.match)), [])
            own.append((at[row.article], int(row.sentence)))
    return {
        "articles": [{key: card[key] for key in told} for card in cards],
        "links": [
            [
                at[row.article_a],
                int(row.sentence_a),
                at[row.article_b],
                int(row.sentence_b),
                round(float(row.score), 2),
                int(row.accepted),
                c.lines.as_printed(row.shared),
            ]
            for row in c.tables["alignment"].itertuples()
            if row.accepted or events[row.article_a] == events[row.article_b]
        ],
        "said": [
            [
                at[row.article],
                int(row.first_sentence),
                int(row.last_sentence),
                _spoken(row.speaker, c),
                FORMS[row.quotation],
                visible(row.cue),
                carried.get((row.article, row.attribution), ""),
            ]
            for row in c.tables["attributions"].itertuples()
        ],
        "themes": [
            [at[article], sentence, _told(tag)]
            for (article, sentence), own in tags.items()
            for tag in own
        ],
        "phrases": [[*phrase, own] for phrase, own in phrases.items()],
    }


def _told(tag: Mapping[str, Any]) -> str:
    """Say a theme, and a stance with its holder and what decided it."""
    if not tag["stance"]:
        return f"{tag['theme']} (suggested)"
    return f"{tag['theme']}: {tag['glyph']} {tag['stance']}, {tag['holder']} ({tag['how']})"
