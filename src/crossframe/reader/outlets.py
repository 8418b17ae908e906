"""Outlets side by side: the panel of each, with its articles in order of their days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from crossframe.outlets.articles import NO_DATE, outlet_articles
from crossframe.reader.numbers import Content, first_pair
from crossframe.reader.text import Value, visible


class Panel(NamedTuple):
    """One outlet: its articles as places, in order of their days, and the one that is open."""

    outlet: str
    places: Sequence[int]
    open: int
    days: Sequence[str]  # in order; none where no date can be read
    articles: Value
    words: Value


def outlet_panels(c: Content) -> list[Panel]:
    """Return a panel an outlet; open in each is an article like the first that is read."""
    days = article_days(c)
    own: dict[str, list[int]] = {}
    for place, article in enumerate(c.articles):
        own.setdefault(article.outlet, []).append(place)
    numbers = c.tables["outlet_numbers"]
    words = numbers[(numbers["measure"] == "words") & (numbers["period"] == "")]
    counts = {row.outlet: row for row in words.itertuples()}
    likeness = _likeness(c)
    return [
        Panel(
            visible(outlet),
            sorted(places, key=lambda place: (days[place] or NO_DATE, place)),
            max(places, key=lambda place: likeness.get(place, (False, 0.0))),
            sorted(days[place] for place in places if days[place]),
            Value(str(counts[outlet].articles), f"outlet_numbers:{counts[outlet].Index}:articles"),
            Value(f"{counts[outlet].number}", f"outlet_numbers:{counts[outlet].Index}:number"),
        )
        for outlet, places in own.items()
    ]


def article_days(c: Content) -> list[str]:
    """Return the day of each article, as "2025-11-24"; empty where its date cannot be read."""
    table = outlet_articles(c.articles, period="day")
    days = table[table["period"] != ""].set_index("article")["period"].replace(NO_DATE, "")
    return [days[article] for article in c.lines.places]


def _likeness(c: Content) -> dict[int, tuple[bool, float]]:
    """Say of each article whether it is on the event of the first pair, and how like that it is."""
    pair = first_pair(c)
    first, second = (c.articles[place].id for place in pair)
    events = c.tables["event_groups"].set_index("article")["group"]
    found: dict[int, tuple[bool, float]] = dict.fromkeys(pair, (True, 1.0))
    for row in c.tables["similarity_pairs"].itertuples():
        for one, other in ((row.article_a, row.article_b), (row.article_b, row.article_a)):
            if one == first and other != second:
                found[c.lines.places[other]] = (bool(events[one] == events[other]), row.similarity)
    return found


def panel_data(panels: Sequence[Panel], days: Sequence[str]) -> dict[str, Any]:
    """Return what the page's script needs to know of the panels, and the day of each article."""
    return {
        "panels": [{"places": panel.places, "open": panel.open} for panel in panels],
        "days": days,
    }
