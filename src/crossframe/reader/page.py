"""The reader: one self-contained page on which articles are read side by side."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from crossframe._version import __version__
from crossframe.coding.in_place import Task, found_task
from crossframe.coding.standing import coding_note
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.outlets.articles import several_an_outlet
from crossframe.reader.coding import coding_data, protocol
from crossframe.reader.colours import colour_rules
from crossframe.reader.find import find_data
from crossframe.reader.framing import Framing
from crossframe.reader.numbers import (
    Content,
    article_cards,
    article_measures,
    content,
    event_lists,
    first_pair,
    outlet_measures,
    pair_numbers,
    repeated_shares,
    shown_findings,
)
from crossframe.reader.outlets import article_days, outlet_panels, panel_data
from crossframe.reader.panels import (
    BY_HAND,
    conflict_panels,
    removed_panels,
    repeated_panels,
    shared_panels,
    speaker_panels,
    suggested_counts,
    theme_counts,
    word_panels,
)
from crossframe.reader.pooled import Pooled
from crossframe.reader.sentences import note_data, sentence_tags, shown_sentences
from crossframe.reader.text import letter, visible
from crossframe.stance.codebook import Codebook

# name, label, whether it is on at first
_LAYERS = (
    ("links", "Counterparts", True),
    ("repeated", "Repeated phrases", False),
    ("shared", "Shared phrases", False),
    ("speakers", "Speakers", False),
)
_COPY_LAYER = ("copy", "Shared copy", True)
_SUGGESTED_LAYER = ("themes", "Suggested themes", False)
_CODED_LAYERS = (("themes", "Themes", False), ("stance", "Stance", False))

# joined in this order: the script is one module, whose files may use each other's functions
_STYLES = ("reader.css", "framing.css", "find.css")
_SCRIPTS = ("reader.js", "sentence.js", "evidence.js", "framing.js", "find.js")
_PAIR_SCRIPTS = ("pair.js",)
_OUTLET_STYLES = ("outlets.css",)
_OUTLET_SCRIPTS = ("outlets.js",)
_OWN_SERVER = "; connect-src 'self'"
_CODING_STYLES = ("coding.css",)
_CODING_SCRIPTS = ("coding_sheet.js", "coding_store.js", "coding.js", "coding_keys.js")


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
    """Show the page of `render_reader` in a notebook, in a frame so many pixels high."""
    return Reader(render_reader(tables, articles, title=title, codebook=codebook), title, height)


def render_reader(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
    task: Task | None = None,
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
    task
        What is to be coded in the page; by default all units in which the rules found a theme.
        Without a codebook there is nothing to code.

    Returns
    -------
    str
        A whole page that needs no other file and no network. The same input gives the same text.
        The element of a sentence has the id `s-ARTICLE-NUMBER`, ARTICLE being the article's id in
        small letters, digits and hyphens (`crossframe.reader.text.element_names`).

    Raises
    ------
    CrossframeError
        If the tables speak of other articles, or there is a codebook and no coding by it.

    Notes
    -----
    The page's Content-Security-Policy allows its own style and script by their hashes and nothing
    else; where it is served to be coded in, also what it asks of its own server. All text is escaped
    by Jinja2. The page measures nothing: a number stands in the tables, and its element says where
    by `data-v="table:row:column"`, rows counted from 0 below the header.
    Without JavaScript everything can be read and the layers switched; with it, sentences lead to
    their counterparts and numbers to their sentences.
    """
    _check(tables, articles, codebook)
    c = content(tables, articles, codebook)
    tags, cards, (left, right) = sentence_tags(c), article_cards(c), first_pair(c)
    measures = article_measures(c)
    themes, suggested = theme_counts(c), suggested_counts(c)
    panels, days = [], [""] * len(articles)
    styles, scripts = [*_STYLES], [*_SCRIPTS]
    data = {"pair": [left, right]} | note_data(c, cards, tags) | {"find": find_data(c)}
    if several_an_outlet(articles):
        panels, days = outlet_panels(c), article_days(c)
        styles += _OUTLET_STYLES
        scripts += _OUTLET_SCRIPTS
        data |= panel_data(panels, days)
    else:
        scripts += _PAIR_SCRIPTS
    if codebook and task is None:
        task = found_task(tables["stance_rules"], codebook)
    if task and len(task.units):
        styles += _CODING_STYLES
        scripts += _CODING_SCRIPTS
        data["coding"] = coding_data(c, task)
    style, script = colour_rules() + _source(*styles), _source(*scripts)
    return (
        _environment()
        .get_template("reader.html.j2")
        .render(
            title=visible(title),
            generated_by=f"crossframe {__version__}",
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            f"base-uri 'none'; form-action 'none'{_OWN_SERVER if task and task.saves else ''}",
            style=style,
            script=script,
            articles=[
                {**card, "headline_sentences": headline, "paragraphs": paragraphs}
                for card, (headline, *paragraphs) in zip(
                    cards, shown_sentences(c, tags), strict=True
                )
            ],
            outlets=len({article.outlet for article in articles}),
            events=event_lists(c),
            panels=panels,
            pooled=Pooled(c, themes or suggested) if panels else None,
            days=sorted({*days} - {""}),
            left=left,
            right=right,
            layers=_layers(c),
            findings=shown_findings(c),
            shares=repeated_shares(c) if not panels else (),
            measures=measures,
            outlet_measures=outlet_measures(c, measures) if panels else None,
            pairs=pair_numbers(c),
            framing=Framing(c),
            themes=themes,
            coding=coding_note(tables["stance"], tables["coder_agreement"], codebook)
            if codebook
            else "",
            by_hand=BY_HAND,
            suggested=suggested,
            speakers=speaker_panels(c),
            repeated=repeated_panels(c) if not panels else (),
            shared=shared_panels(c),
            conflicts=conflict_panels(c),
            relations=sorted(set(tables["conflicts"]["relation"])),
            words=word_panels(c) if not panels else (),
            removed=removed_panels(c),
            protocol=protocol(),
            data=data,
        )
    )


def _layers(c: Content) -> list[tuple[str, str, bool]]:
    copied = bool(c.tables["shared_copy"]["shared_copy"].any())
    themes = _CODED_LAYERS if c.codebook else (_SUGGESTED_LAYER,)
    return [*_LAYERS, *themes, *([_COPY_LAYER] if copied else [])]


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
    coded = ("stance", "stance_rules", "coder_agreement", "framing")
    lacking = [name for name in coded if name not in tables]
    if codebook is not None and lacking:
        raise CrossframeError(
            f"there is a codebook and no table {lacking[0]}",
            remedy="compare with the codebook, or leave it out here too",
        )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crossframe.reader"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["letter"] = letter
    return environment


def _source(*names: str) -> str:
    loader = _environment().loader
    assert loader is not None
    return "\n".join(loader.get_source(_environment(), name)[0] for name in names)


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
