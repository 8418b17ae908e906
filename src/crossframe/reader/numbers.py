"""The numbers of the reader, each as it stands in a table, with the sentences behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from crossframe.claims.statements import CARRIED
from crossframe.corpus.articles import Article, outlet_names
from crossframe.findings import findings
from crossframe.overview import printed_pattern
from crossframe.plots.style import outlet_places
from crossframe.reader.text import (
    Line,
    Lines,
    Value,
    Where,
    cut,
    element_names,
    letter,
    printed,
    visible,
)
from crossframe.stance.codebook import Codebook
from crossframe.voices.shares import speaker_names
from crossframe.voices.speakers import UNRESOLVED

OUTLET = "the outlet’s own words"
_IN_FULL = 100  # pairs, the most alike, whose terms and places among known pairs are told
_OPTION = 60  # characters of a headline in a list to choose from
_MEASURES = {  # group -> (measure of the table `article_numbers`, name, short name for columns)
    "Sentences": (
        ("sentences", "Sentences, with the headline", "All"),
        ("sentences with a counterpart", "Sentences with a counterpart", "Linked"),
        ("sentences without a counterpart", "Sentences without one", "Alone"),
        ("sentences on a theme", "Sentences that touch a theme", "On a theme"),
    ),
    "Words, and phrases of three words or more": (
        ("words", "Words", "All"),
        ("words in repeated phrases", "Words in repeated phrases", "In repeats"),
        ("repeats", "Times a phrase of its own is repeated", "Repeats"),
        ("shared phrases", "Times a phrase of another article stands", "Shared"),
    ),
    "Attributed statements": (
        ("statements", "Attributed statements", "All"),
        ("direct statements", "of these quoted", "Quoted"),
        ("mixed statements", "of these partly quoted", "Partly"),
        ("indirect statements", "of these paraphrased", "Para\u00adphrased"),
    ),
}


class Content(NamedTuple):
    """What a page is made of: the comparison, and its sentences, numbers and names found by key."""

    tables: Mapping[str, pd.DataFrame]
    articles: Sequence[Article]
    codebook: Codebook | None
    lines: Lines
    numbers: Numbers
    names: Mapping[str, str]  # speaker -> name
    events: Mapping[str, int]  # article -> the event that it seems to be on

    def name(self, speaker: str) -> str:
        """Return the name of a speaker, of a holder or of the outlet."""
        return visible(self.names.get(speaker, speaker))

    def beside(self, statement: Any) -> bool:
        """Tell whether another article is on the event of a statement, or quotes its words."""
        one_event = self.events[statement.article] == self.events[statement.other]
        return one_event or statement.carried in CARRIED[:2]


def content(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], codebook: Codebook | None
) -> Content:
    """Find the sentences, numbers and names of a comparison by key."""
    lines = Lines(tables["sentences"], articles)
    actors = codebook.actors if codebook else ()
    names = speaker_names(tables["attributions"], tables["sentences"], actors=actors)
    names |= {actor.id: actor.name for actor in actors}
    names |= {UNRESOLVED: "not resolved", "outlet": OUTLET}
    if codebook:
        texts = tables["sentences"]["text"]
        others = set(tables["stance"]["holder"]) - set(names)
        names |= {holder: printed_pattern(holder, texts) for holder in others}
    numbers = Numbers(tables["article_numbers"], lines)
    events = tables["event_groups"].set_index("article")["group"].to_dict()
    return Content(tables, articles, codebook, lines, numbers, names, events)


class Numbers:
    """The table `article_numbers`, found by article, measure and item."""

    def __init__(self, table: pd.DataFrame, lines: Lines) -> None:
        self._lines = lines
        self._rows: dict[tuple[str, str, str], Any] = {
            (row.article, row.measure, row.item): row for row in table.itertuples()
        }
        self._measures: dict[str, list[Any]] = defaultdict(list)
        self._items: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for row in self._rows.values():
            self._measures[row.measure].append(row)
            self._items[row.measure, row.item].append(row)

    def of(self, measure: str, item: str | None = None) -> Sequence[Any]:
        """Return the rows of a measure, of one item or of all, by article."""
        return self._measures[measure] if item is None else self._items[measure, item]

    def row(self, article: str, measure: str, item: str = "") -> Any:
        """Return the row of a number, or None where an article does not hold the item."""
        return self._rows.get((article, measure, item))

    def value(self, article: str, measure: str, item: str = "") -> Value:
        """Return a number, 0 where an article does not hold the item."""
        row = self.row(article, measure, item)
        if row is None:
            return Value("0")
        where = (row.article, row.sentences, row.spans)
        return self._lines.value(row.number, f"article_numbers:{row.Index}:number", where)


def shown_findings(c: Content) -> list[list[str | Value]]:
    """Return the findings in parts, each number with its sentences."""
    return [
        [
            visible(part)
            if isinstance(part, str)
            else c.lines.value(visible(part.said), part.cell, *part.where)
            for part in finding
        ]
        for finding in findings(c.tables, c.articles, c.codebook)
    ]


def article_measures(c: Content) -> list[dict[str, Any]]:
    """Return the numbers of each article in groups of measures."""
    return [
        {
            "name": group,
            "measures": [
                {
                    "name": name,
                    "short": short,
                    "indent": name.startswith("of these"),
                    "cells": [c.numbers.value(article, measure) for article in c.lines.places],
                }
                for measure, name, short in measures
                if all(c.numbers.row(article, measure) for article in c.lines.places)
            ],
        }
        for group, measures in _MEASURES.items()
    ]


def outlet_measures(c: Content, measures: Sequence[Mapping[str, Any]]) -> list[list[list[Value]]]:
    """Return for each group of measures and each outlet its numbers, as those of articles stand."""
    table = c.tables["outlet_numbers"]
    whole = table[(table["period"] == "") & (table["item"] == "")]
    rows = {(row.outlet, row.measure): row for row in whole.itertuples()}
    names = {name: measure for group in _MEASURES.values() for measure, name, _ in group}
    return [
        [
            [
                Value(str(row.number), f"outlet_numbers:{row.Index}:number")
                for measure in group["measures"]
                for row in [rows[outlet, names[measure["name"]]]]
            ]
            for outlet in dict.fromkeys(article.outlet for article in c.articles)
        ]
        for group in measures
    ]


def repeated_shares(c: Content) -> list[tuple[Value, Value]]:
    """Return for each article the share of its words in repeated phrases, and how usual that is."""
    shares = c.tables["phrase_shares"]
    found = []
    for row in shares[(shares["min_words"] == 3) & shares["headline"]].itertuples():
        cell = f"phrase_shares:{row.Index}"
        repeated = c.numbers.row(row.article, "words in repeated phrases")
        where = (row.article, repeated.sentences, repeated.spans)
        share = c.lines.value(f"{row.share:.0%}", f"{cell}:share", where)
        found.append((share, Value(row.meaning, f"{cell}:meaning")))
    return found


def pair_numbers(c: Content) -> list[dict[str, Any]]:
    """Return the numbers of each pair that is compared by sentence, the most alike first."""
    tables, lines = c.tables, c.lines
    placed = tables["similarity_percentiles"]
    placed = placed[placed["variant"] == "default"]
    meanings: dict[tuple[str, str], list[Value]] = {}
    for row in placed.itertuples():
        meaning = Value(row.meaning, f"similarity_percentiles:{row.Index}:meaning")
        meanings.setdefault((row.article_a, row.article_b), []).append(meaning)
    by_pair: dict[str, dict[tuple[str, str], list[Any]]] = {}
    for name in ("shared_copy", "pair_counterparts", "pair_terms"):
        by_pair[name] = defaultdict(list)
        for row in tables[name].itertuples():
            by_pair[name][row.article_a, row.article_b].append(row)
    compared = tables["similarity_pairs"].dropna(subset="low")
    ranked = compared.sort_values("similarity", ascending=False, kind="stable")
    pairs: list[dict[str, Any]] = []
    for row in ranked.itertuples():
        key = (row.article_a, row.article_b)
        (copy,), (linked,) = by_pair["shared_copy"][key], by_pair["pair_counterparts"][key]
        in_full = len(pairs) < _IN_FULL
        terms = by_pair["pair_terms"].get(key, []) if in_full else []
        cell, copied = f"similarity_pairs:{row.Index}", f"shared_copy:{copy.Index}"
        ends = (key[0], linked.sentences_a, ()), (key[1], linked.sentences_b, ())
        runs = (key[0], (), copy.spans_a), (key[1], (), copy.spans_b)
        behind = [where for term in terms for where in _sides(term)]
        pairs.append(
            {
                "a": lines.places[key[0]],
                "b": lines.places[key[1]],
                "links": lines.value(
                    linked.counterparts, f"pair_counterparts:{linked.Index}:counterparts", *ends
                ),
                "similarity": lines.value(f"{row.similarity:.2f}", f"{cell}:similarity", *behind),
                "low": Value(f"{row.low:.2f}", f"{cell}:low"),
                "high": Value(f"{row.high:.2f}", f"{cell}:high"),
                "meanings": meanings.get(key, []) if in_full else [],
                "terms": [(_as_printed(term, lines), _share(term, lines)) for term in terms],
                "copied": lines.value(copy.words_shared, f"{copied}:words_shared", *runs),
                "passages": Value(str(copy.passages), f"{copied}:passages"),
                "is_copy": bool(copy.shared_copy),
            }
        )
    return pairs


def _sides(term: Any) -> list[Where]:
    return [
        (term.article_a, term.sentences_a, term.spans_a),
        (term.article_b, term.sentences_b, term.spans_b),
    ]


def _as_printed(term: Any, lines: Lines) -> str:
    """Return a term of a pair as the articles print it."""
    texts = [text for article, _, spans in _sides(term) for text in lines.texts(article, spans)]
    return printed(texts, visible(term.term))


def _share(term: Any, lines: Lines) -> Value:
    return lines.value(f"{term.share:.0%}", f"pair_terms:{term.Index}:share", *_sides(term))


def article_cards(c: Content) -> list[dict[str, Any]]:
    """Return for each article its letter, name, headline, facts, event and shared copy."""
    shown = outlet_names(c.articles)
    colours = outlet_places(shown.values())
    events = c.tables["event_groups"].set_index("article")["group"]
    cards = []
    names = element_names(c.lines.places)
    for place, (article, name) in enumerate(zip(c.articles, names, strict=True)):
        own: list[Line] = c.lines.by_article[article.id]
        headline = " ".join(line.text for line in own if not line.number) or article.headline
        cards.append(
            {
                "name": name,
                "letter": letter(place),
                "colour": f"o{colours[shown[article.id]]}",
                "outlet": visible(shown[article.id]),
                "headline": visible(headline),
                "option": cut(visible(headline), _OPTION),
                "date": visible(article.date),
                "facts": [visible(f) for f in (article.author, article.place, article.date) if f],
                "url": visible(article.url),
                "sentences": c.numbers.value(article.id, "sentences"),
                "event": int(events[article.id]),
                "copies": _copies(article.id, c.tables["shared_copy"], c.lines),
            }
        )
    return cards


def _copies(article: str, shared_copy: pd.DataFrame, lines: Lines) -> list[tuple[int, Value]]:
    """Return with which others an article shares copy, and where."""
    its = shared_copy[["article_a", "article_b"]].eq(article).any(axis=1)
    return [
        (
            lines.places[row[f"article_{other}"]],
            lines.value(
                f"{row[f'share_of_{own}']:.0%}",
                f"shared_copy:{index}:share_of_{own}",
                (article, (), row[f"spans_{own}"]),
            ),
        )
        for index, row in shared_copy[shared_copy["shared_copy"] & its].iterrows()
        for own, other in ("ab", "ba")
        if row[f"article_{own}"] == article
    ]


def event_lists(c: Content) -> list[list[int]]:
    """Return the articles, as places, of each event that they seem to be on, largest first."""
    groups = c.tables["event_groups"].groupby("group")["article"]
    return [[c.lines.places[article] for article in own] for _, own in groups]


def first_pair(c: Content) -> tuple[int, int]:
    """Return the two articles to open with, as places.

    The pair most alike of the event of most articles; rather of two outlets than of one, and
    rather written apart than sharing copy.
    """
    places = c.lines.places
    outlets = {article.id: article.outlet for article in c.articles}
    events = c.tables["event_groups"].set_index("article")["group"]
    copied = c.tables["shared_copy"].set_index(["article_a", "article_b"])["shared_copy"]

    def rank(row: Any) -> tuple[bool, bool, bool, float]:
        a, b = row.article_a, row.article_b
        elsewhere = events[a] != 1 or events[b] != 1
        return elsewhere, bool(copied[a, b]), outlets[a] == outlets[b], -row.similarity

    best = min(c.tables["similarity_pairs"].itertuples(), key=rank)
    return places[best.article_a], places[best.article_b]
