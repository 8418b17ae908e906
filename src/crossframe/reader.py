"""The reader: one self-contained page on which articles are read side by side."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crossframe import __version__
from crossframe.articles import Article
from crossframe.codebook import Codebook
from crossframe.errors import CrossframeError
from crossframe.figures import STANCE_COLOURS, outlet_colours
from crossframe.phrases import phrase_occurrences
from crossframe.reader_panels import (
    GLYPHS,
    conflict_panels,
    holder_name,
    phrase_panels,
    removed_panels,
    speaker_names,
    speaker_panels,
    theme_panels,
    word_panels,
)
from crossframe.reader_text import (
    Line,
    Lines,
    Mark,
    counterparts,
    element_names,
    letter,
    segments,
    visible,
)
from crossframe.themes import touched_themes

PAPER = {"light": "#fbfaf7", "dark": "#181715"}
_CONTRAST = 5.6  # WCAG 2.2 asks for 4.5; the rest is for text on a wash
_SEVEN = 7


@dataclass(frozen=True)
class Reader:
    """The reader as a notebook shows it: inline, in a frame of its own.

    Attributes
    ----------
    html
        The whole page, as of `render_reader`.
    title
        The event in words.
    height
        Height of the frame in pixels.
    """

    html: str = field(repr=False)
    title: str
    height: int = 780

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.title)}: articles side by side" width="100%" '
            f'height="{self.height}" sandbox="allow-scripts" style="border:1px solid #ccc" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )


def show(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
    height: int = 780,
) -> Reader:
    """Show the reader in a notebook.

    Parameters
    ----------
    tables, articles, title, codebook
        As for `render_reader`.
    height
        Height of the frame in pixels.

    Returns
    -------
    Reader
        The last expression of a cell.

    Raises
    ------
    CrossframeError
        As of `render_reader`.
    """
    return Reader(render_reader(tables, articles, title=title, codebook=codebook), title, height)


def render_reader(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
    generated_by: str = f"crossframe {__version__}",
) -> str:
    """Render all tables of a comparison as one HTML page.

    Parameters
    ----------
    tables
        As of `crossframe.comparison.compare`.
    articles
        Those that were compared, in the same order.
    title
        The event in words.
    codebook
        The one that was compared with; without it there are no themes and no stance.
    generated_by
        What the page names as its maker.

    Returns
    -------
    str
        A whole page that needs no other file and no network. The same input gives the same text.
        The element of a sentence has the id `s-ARTICLE-NUMBER`, ARTICLE being the article's id in
        small letters, digits and hyphens (`crossframe.reader_text.element_names`).

    Raises
    ------
    CrossframeError
        If the tables speak of other articles, or there is a codebook and no table `stance`.

    Notes
    -----
    The page's Content-Security-Policy allows its own style and script by their hashes and nothing
    else. All text is escaped by Jinja2. Without JavaScript everything can be read and the layers
    switched; with it, sentences lead to their counterparts and numbers to their sentences.
    """
    _check(tables, articles, codebook)
    lines = Lines(tables["sentences"], articles)
    names = speaker_names(tables["attributions"], tables["sentences"], codebook)
    repeated, shared = phrase_panels(tables, lines)
    style = _style(len(articles))
    script = _source("reader.js")
    page = _environment().get_template("reader.html.j2").render(
        title=visible(title),
        generated_by=generated_by,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704  (our own file, no text of an article)
        script=Markup(script),  # noqa: S704
        articles=_articles(tables, articles, lines, names, codebook),
        layers=_layers(codebook),
        shares=[
            f"{row.share:.0%} of its words stand in repeated phrases, {row.meaning}"
            for row in _phrase_shares(tables).itertuples()
        ],
        measures=_measures(tables, lines),
        pairs=_pairs(tables, lines),
        themes=theme_panels(tables["stance"], codebook, lines, names) if codebook else [],
        speakers=speaker_panels(tables["attributions"], tables, lines, names),
        repeated=repeated,
        shared=shared,
        conflicts=conflict_panels(tables["conflicts"], lines, names),
        words=word_panels(tables["distinctive_words"], tables["sentences"], lines),
        removed=removed_panels(tables["cleaning_ledger"], articles),
        data=_data(tables, articles, lines, names, codebook),
    )
    return page


def _check(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], codebook: Codebook | None
) -> None:
    known = [article.id for article in articles]
    spoken_of = list(tables["sentences"]["article"].unique())
    if spoken_of != known:
        raise CrossframeError(
            f"the tables speak of {spoken_of}, the articles are {known}",
            remedy="give the articles that were compared, in the same order",
        )
    if codebook is not None and "stance" not in tables:
        raise CrossframeError(
            "there is a codebook and no table of stance",
            remedy="compare with the codebook, or leave it out here too",
        )


def _articles(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    lines: Lines,
    names: Mapping[str, str],
    codebook: Codebook | None,
) -> list[dict[str, Any]]:
    """Return the articles paragraph by paragraph, each sentence in segments."""
    links = counterparts(tables["alignment"])
    marks = _marks(tables, lines, names, codebook)
    tags = _tags(tables, names, codebook)
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
                    "links": [lines.of[other] for other in sorted(links.get(key, ()), key=lines.order)],
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

    def add(layer: str, article: str, spans: Sequence[tuple[int, int]], label: str = "") -> None:
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


def _tags(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], codebook: Codebook | None
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """Return for each sentence its themes and stances, as they stand behind it."""
    tags: dict[tuple[str, int], list[dict[str, Any]]] = {}
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


def _layers(codebook: Codebook | None) -> list[tuple[str, str, bool]]:
    """Return the layers that can be switched: name, label, and whether it is on at first."""
    layers = [
        ("links", "Counterparts", True),
        ("repeated", "Repeated phrases", False),
        ("shared", "Shared phrases", False),
        ("speakers", "Speakers", False),
    ]
    return layers + ([("themes", "Themes", False), ("stance", "Stance", False)] if codebook else [])


def _measures(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return the numbers of each article, with the sentences behind each."""
    links = counterparts(tables["alignment"])
    said = tables["attributions"]
    shares = _phrase_shares(tables)
    spans = {
        "repeated": phrase_occurrences(tables["sentences"]),
        "families": tables["phrase_occurrences"],
        "shared": tables["shared_occurrences"],
    }
    rows: dict[str, list[dict[str, Any]]] = {}

    def add(measure: str, number: object, places: Sequence[Any] = ()) -> None:
        cell = {"number": number, "evidence": lines.evidence(places)}
        rows.setdefault(measure, []).append(cell | {"first": lines.first(places)})

    for article, own in lines.by_article.items():
        keys = [(article, line.number) for line in own]
        linked = [(*key, ()) for key in keys if key in links]
        at = {
            name: [
                (article, int(row.sentence), [(row.start, row.end)])
                for row in table[table["article"] == article].itertuples()
            ]
            for name, table in spans.items()
        }
        add("Sentences, with the headline", len(own))
        add("Words", int(shares.loc[article, "words"]))
        add("Sentences with a counterpart", len(linked), linked)
        add(
            "Sentences without one",
            len(own) - len(linked),
            [(*key, ()) for key in keys if key not in links],
        )
        add(
            "Words in repeated phrases",
            int(shares.loc[article, "words_in_phrases"]),
            at["repeated"],
        )
        add("Places of repeated phrases", len(at["families"]), at["families"])
        add("Places of shared phrases", len(at["shared"]), at["shared"])
        statements = said[said["article"] == article]
        add("Statements with a cue", len(statements), _said(statements, lines))
        for form in ("direct", "mixed", "indirect"):
            some = statements[statements["quotation"] == form]
            add(f"of these {form}", len(some), _said(some, lines))
        if "stance" in tables:
            touched = tables["stance"][tables["stance"]["article"] == article]
            places = [
                (article, int(row.sentence), [(row.start, row.end)]) for row in touched.itertuples()
            ]
            add("Sentences that touch a theme", int(touched["sentence"].nunique()), places)
    return [
        {"name": measure, "indent": measure.startswith("of these"), "cells": cells}
        for measure, cells in rows.items()
    ]


def _phrase_shares(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    shares = tables["phrase_shares"]
    return shares[(shares["min_words"] == 3) & shares["headline"]].set_index("article")


def _said(attributions: pd.DataFrame, lines: Lines) -> list[tuple[str, int, list[tuple[int, int]]]]:
    return [
        (row.article, line.number, [(line.start + start, line.start + end)])
        for row in attributions.itertuples()
        for line, start, end in lines.touching(row.article, sorted(row.content_spans))
    ]


def _pairs(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return the numbers of each pair of articles."""
    placed = tables["similarity_percentiles"]
    placed = placed[placed["variant"] == "default"]
    alignment = tables["alignment"]
    pairs = []
    for row in tables["similarity_pairs"].itertuples():
        same = (placed["article_a"] == row.article_a) & (placed["article_b"] == row.article_b)
        linked = alignment[
            (alignment["article_a"] == row.article_a)
            & (alignment["article_b"] == row.article_b)
            & alignment["accepted"]
        ]
        ends = [
            (link[f"article_{side}"], int(link[f"sentence_{side}"]), ())
            for side in "ab"
            for link in linked.to_dict("records")
        ]
        pairs.append(
            {
                "a": lines.places[row.article_a],
                "b": lines.places[row.article_b],
                "similarity": f"{row.similarity:.2f}",
                "low": f"{max(row.low - row.bias, 0):.2f}",
                "high": f"{min(row.high - row.bias, 1):.2f}",
                "meanings": placed.loc[same, "meaning"].tolist(),
                "links": len(linked),
                "evidence": lines.evidence(ends),
                "first": lines.first(ends),
            }
        )
    return pairs


def _data(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    lines: Lines,
    names: Mapping[str, str],
    codebook: Codebook | None,
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
            [at[article], sentence, *(tag[key] for key in ("theme", "stance", "glyph", "holder", "rule", "cue"))]
            for (article, sentence), tags in _tags(tables, names, codebook).items()
            for tag in tags
        ],
        "phrases": [
            [at[row.article], int(row.sentence), kind, visible(row.match)]
            for kind, table in (("repeated", "phrase_occurrences"), ("shared", "shared_occurrences"))
            for row in tables[table].itertuples()
        ],
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crossframe", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["letter"] = letter
    return environment


def _source(name: str) -> str:
    loader = _environment().loader
    assert loader is not None  # noqa: S101  (for the type checker)
    return loader.get_source(_environment(), name)[0]


def _style(articles: int) -> str:
    """Return the style sheet, headed by the colours of outlets and stances for both themes."""
    colours = list(outlet_colours([str(n) for n in range(_SEVEN)]).values())
    named = {f"o{number}": colour for number, colour in enumerate(colours[: max(articles, 1)])}
    named |= STANCE_COLOURS
    variables = "".join(
        f"--{name}:light-dark({_legible(colour, PAPER['light'])},{_legible(colour, PAPER['dark'])});"
        for name, colour in named.items()
    )
    classes = "".join(f".o{n}{{--c:var(--o{n})}}" for n in range(min(articles, _SEVEN)))
    papers = f"--paper:light-dark({PAPER['light']},{PAPER['dark']});"
    return f":root{{{papers}{variables}}}{classes}\n{_source('reader.css')}"


def _legible(colour: str, paper: str) -> str:
    """Darken or lighten a colour until text in it can be read on the paper.

    Examples
    --------
    >>> _legible("#0072B2", "#000000") != "#0072b2", _legible("#000000", "#ffffff")
    (True, '#000000')
    """
    target = 0 if _luminance(paper) > 0.5 else 255
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for step in range(21):
        mixed = [round(c + (target - c) * step / 20) for c in channels]
        legible = "#{:02x}{:02x}{:02x}".format(*mixed)
        low, high = sorted((_luminance(legible), _luminance(paper)))
        if (high + 0.05) / (low + 0.05) >= _CONTRAST:
            break
    return legible


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
