"""The numbers of each article in the reader, each with the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from crossframe.phrases.repeated import phrase_occurrences
from crossframe.reader.text import Lines, Links, Places, counterparts, spots


class _Measure(NamedTuple):
    """A number of one article: its group, its name, a short one for columns, what is behind it."""

    group: str
    name: str
    short: str
    number: int
    places: Places


def article_numbers(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return the numbers of each article in groups of measures, with the sentences behind each."""
    links = counterparts(tables["alignment"])
    words = _phrase_shares(tables)[["words", "words_in_phrases"]].astype(int)
    by_article = {
        "repeated": phrase_occurrences(tables["sentences"]),
        "families": tables["phrase_occurrences"],
        "shared": tables["shared_occurrences"],
        "said": tables["attributions"],
    }
    if "stance" in tables:
        by_article["stance"] = tables["stance"]
    groups: dict[str, dict[str, dict[str, Any]]] = {}
    for article in lines.by_article:
        own = {name: table[table["article"] == article] for name, table in by_article.items()}
        for one in (
            *_lengths(article, lines, links, own.get("stance")),
            *_phrases(article, lines, own, *words.loc[article]),
            *_statements(own["said"], lines),
        ):
            measure = groups.setdefault(one.group, {}).setdefault(
                one.name,
                {
                    "name": one.name,
                    "short": one.short,
                    "indent": one.name.startswith("of these"),
                    "cells": [],
                },
            )
            measure["cells"].append(lines.number(one.number, one.places))
    return [
        {"name": group, "measures": list(measures.values())} for group, measures in groups.items()
    ]


def repeated_shares(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return for each article the share of its words in repeated phrases, and how usual that is."""
    runs = phrase_occurrences(tables["sentences"])
    return [
        {
            "meaning": row["meaning"],
            **lines.number(f"{row['share']:.0%}", spots(runs[runs["article"] == article])),
        }
        for article, row in _phrase_shares(tables).iterrows()
    ]


def _phrase_shares(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each article's share of words in phrases of three words or more, headline included."""
    shares = tables["phrase_shares"]
    return shares[(shares["min_words"] == 3) & shares["headline"]].set_index("article")


def _lengths(
    article: str, lines: Lines, links: Links, touched: pd.DataFrame | None
) -> Iterator[_Measure]:
    every: Places = [(article, line.number, ()) for line in lines.by_article[article]]
    linked = [place for place in every if place[:2] in links]
    alone = [place for place in every if place[:2] not in links]
    for name, short, places in (
        ("Sentences, with the headline", "All", every),
        ("Sentences with a counterpart", "Linked", linked),
        ("Sentences without one", "Alone", alone),
    ):
        yield _Measure("Sentences", name, short, len(places), places)
    if touched is not None:
        number = int(touched["sentence"].nunique())
        name = "Sentences that touch a theme"
        yield _Measure("Sentences", name, "On a theme", number, spots(touched))


def _phrases(
    article: str, lines: Lines, own: Mapping[str, pd.DataFrame], words: int, repeated: int
) -> Iterator[_Measure]:
    every: Places = [(article, line.number, ()) for line in lines.by_article[article]]
    at = {name: spots(own[name]) for name in ("repeated", "families", "shared")}
    for name, short, number, places in (
        ("Words", "All", words, every),
        ("Words in repeated phrases", "In repeats", repeated, at["repeated"]),
        ("Places of repeated phrases", "Repeats", len(at["families"]), at["families"]),
        ("Places of shared phrases", "Shared", len(at["shared"]), at["shared"]),
    ):
        yield _Measure(
            "Words, and phrases of three words or more", name, short, int(number), places
        )


def _statements(said: pd.DataFrame, lines: Lines) -> Iterator[_Measure]:
    name = "Attributed statements"
    yield _Measure(name, name, "All", len(said), _contents(said, lines))
    for form in ("direct", "mixed", "indirect"):
        some = said[said["quotation"] == form]
        places = _contents(some, lines)
        yield _Measure(name, f"of these {form}", form.capitalize(), len(some), places)


def _contents(attributions: pd.DataFrame, lines: Lines) -> Places:
    return [
        place
        for row in attributions.itertuples()
        for place in lines.places_of(row.article, sorted(row.content_spans))
    ]
