"""What the reader tells of the articles as such: names, dates, events, copy that they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from crossframe.corpus.articles import Article, outlet_names
from crossframe.reader.text import Lines, element_names, letter, visible
from crossframe.reader.words import cut

_OPTION = 60  # characters of a headline in a list to choose from


def article_cards(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], lines: Lines
) -> list[dict[str, Any]]:
    """Return for each article its letter, name, headline, facts, event and shared copy."""
    shown = outlet_names(articles)
    events = tables["event_groups"].set_index("article")["group"]
    cards = []
    for place, (article, name) in enumerate(
        zip(articles, element_names(article.id for article in articles), strict=True)
    ):
        own = lines.by_article[article.id]
        headline = " ".join(line.text for line in own if not line.number) or article.headline
        facts = [visible(fact) for fact in (article.author, article.place, article.date) if fact]
        cards.append(
            {
                "name": name,
                "letter": letter(place),
                "outlet": visible(shown[article.id]),
                "headline": visible(headline),
                "option": cut(visible(headline), _OPTION),
                "date": visible(article.date),
                "facts": facts,
                "url": visible(article.url),
                "sentences": len(own),
                "event": int(events[article.id]),
                "copies": _copies(article.id, tables["shared_copy"], lines),
            }
        )
    return cards


def event_lists(groups: pd.DataFrame, lines: Lines) -> list[list[int]]:
    """Return the articles, as places, of each event that they seem to be on, largest first."""
    return [
        [lines.places[article] for article in own["article"]] for _, own in groups.groupby("group")
    ]


def first_pair(tables: Mapping[str, pd.DataFrame], articles: Sequence[Article]) -> tuple[int, int]:
    """Return the two articles to open with, as places.

    The pair most alike of the event of most articles; rather of two outlets than of one, and
    rather written apart than sharing copy.
    """
    places = {article.id: place for place, article in enumerate(articles)}
    events = tables["event_groups"].set_index("article")["group"]
    copied = tables["shared_copy"].set_index(["article_a", "article_b"])["shared_copy"]

    def rank(row: Any) -> tuple[bool, bool, bool, float]:
        a, b = (articles[places[article]] for article in (row.article_a, row.article_b))
        elsewhere = events[a.id] != 1 or events[b.id] != 1
        return elsewhere, bool(copied[a.id, b.id]), a.outlet == b.outlet, -row.similarity

    best = min(tables["similarity_pairs"].itertuples(), key=rank)
    return places[best.article_a], places[best.article_b]


def _copies(article: str, shared_copy: pd.DataFrame, lines: Lines) -> list[dict[str, Any]]:
    """Return with which others an article shares copy, and where."""
    found = []
    for row in shared_copy[shared_copy["shared_copy"]].to_dict("records"):
        for own, other in ("ab", "ba"):
            if row[f"article_{own}"] == article:
                share = f"{row[f'share_of_{own}']:.0%}"
                places = lines.places_of(article, row[f"spans_{own}"])
                other_place = lines.places[row[f"article_{other}"]]
                found.append({"other": other_place, **lines.number(share, places)})
    return found
