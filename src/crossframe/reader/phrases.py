"""The panels of the reader for phrases and for words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from crossframe.reader.panels import Group, Item, panel
from crossframe.reader.text import Lines, Quote
from crossframe.reader.words import printed
from crossframe.similarity.keyness import concordance

_WORDS = 8


def phrase_panels(
    tables: Mapping[str, pd.DataFrame], lines: Lines
) -> tuple[list[Item], list[Item]]:
    """Return a panel per phrase that an article repeats, and per phrase that articles share."""
    repeated = []
    places = tables["phrase_occurrences"]
    families = tables["phrase_families"].sort_values("count", ascending=False, kind="stable")
    for row in families.itertuples():
        place = lines.places[row.article]
        own = places[(places["article"] == row.article) & (places["family"] == row.family)]
        name = f"repeated-{place}-{row.family}"
        group = Group(f"{name}-at", place, "", "", "times", _concordance(own, lines))
        note = f"in the slot: {row.fillings}" if row.fillings else ""
        title = _pattern(row.pattern) if note else printed(own["match"], row.pattern)
        repeated.append(panel(name, title, note, [group], lines, only=True))
    shared = []
    places = tables["shared_occurrences"]
    for number, (phrase, rows) in enumerate(
        tables["shared_phrases"].groupby("phrase", sort=False), start=1
    ):
        groups = [
            Group(
                f"shared-{number}-{lines.places[article]}",
                lines.places[article],
                "",
                "",
                "times" if len(own) > 1 else "time",
                _concordance(own, lines),
            )
            for article, own in places[places["phrase"] == phrase].groupby("article", sort=False)
        ]
        note = "inside quotation marks in two or more articles" if rows["verbatim"].any() else ""
        title = printed(places.loc[places["phrase"] == phrase, "match"], str(phrase))
        shared.append(panel(f"shared-{number}", title, note, groups, lines))
    return repeated, shared


def word_panels(words: pd.DataFrame, sentences: pd.DataFrame, lines: Lines) -> list[list[Item]]:
    """Return for each article a panel per word that it leans on, the eight of the largest z."""
    tables = []
    for article, place in lines.places.items():
        own = words[(words["article"] == article) & (words["z"] > 0) & (words["count"] > 1)]
        items = []
        for number, row in enumerate(own.head(_WORDS).itertuples(), start=1):
            found = concordance(sentences, row.word)
            groups = [
                Group(
                    f"word-{place}-{number}-{lines.places[key]}",
                    lines.places[key],
                    "",
                    "",
                    "times" if len(part) > 1 else "time",
                    _concordance(part, lines),
                )
                for key, part in found.groupby("article", sort=False)
            ]
            title = printed(found.loc[found["article"] == article, "match"], row.word)
            items.append(panel(f"word-{place}-{number}", title, f"z {row.z:.1f}", groups, lines))
        tables.append(items)
    return tables


def _concordance(rows: pd.DataFrame, lines: Lines) -> list[Quote]:
    return [
        lines.quote(row.article, row.sentence, row.sentence, [(row.start, row.end)])
        for row in rows.itertuples()
    ]


def _pattern(pattern: str) -> str:
    """Show a family's slot the way readers know it: "{dam|dike}" as "dam / dike"."""
    return pattern.replace("{", "[").replace("}", "]").replace("|", " / ")
