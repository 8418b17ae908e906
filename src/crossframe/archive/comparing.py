"""Events of an archive compared: each by the same `Comparison` as a set of its own."""

from __future__ import annotations

from functools import partial

import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from crossframe.archive.annotation import Asked, Tables, as_article
from crossframe.archive.coding import coding_in
from crossframe.archive.partitions import Files, packed, unpacked
from crossframe.archive.reading import Rejected, Row
from crossframe.comparison import Comparison, Corpus, compare
from crossframe.errors import CrossframeError
from crossframe.phrases.repeated import shared_phrases
from crossframe.text.printable import one_line

LEAST = 5  # words of a shared phrase that is counted
PAIR_COLUMNS = [
    *("event", "article_a", "article_b", "similarity", "low", "high", "share_of_a", "share_of_b"),
    *("copy", "shared_phrases"),
]
PHRASE_COLUMNS = ["event", "phrase", "words", "articles", "outlets", "sources", "verbatim", "copy"]


def compare_events(data: bytes, asked: Asked) -> Files:
    """Compare the articles of several events: tables `pairs`, `shared`, `copies`, `rejects`.

    And the page of each event whose rows have `page` set, `EVENT.html`, with the stances `coded` of
    each article (JSON), where there are any, in place of the rules'. An event that cannot be compared is
    rejected with the reason; its articles stay in all tables of single articles.
    """
    rows = unpacked(data)
    made, rejects, pages = [nothing()], [], {}
    for event, own in rows.groupby("event", sort=False):
        articles = [
            as_article(Row(*row), asked.form)
            for row in own[list(Row._fields)].itertuples(index=False)
        ]
        try:
            title = min(articles, key=lambda one: (one.date, one.id)).headline
            compared = compare(
                Corpus(tuple(articles)),
                codebook=asked.codebook,
                coding=coding_in(own["coded"]) if own["coded"].all() else None,
                title=title or None,
            )
            made.append(_tables(int(event), compared))
            if own["page"].any():
                pages[f"{event}.html"] = compared.reader().html.encode()
        except Exception as error:  # noqa: BLE001  (whatever one event does, the others go on)
            reason = error.problem if isinstance(error, CrossframeError) else f"raises {error!r}"
            rejects.append(
                Rejected(
                    "", f"event {event}", "", "comparing", one_line(reason)[:300], len(articles)
                )
            )
    tables = {name: pd.concat([one[name] for one in made], ignore_index=True) for name in made[0]}
    tables["rejects"] = pd.DataFrame(rejects, columns=Rejected._fields)
    return {f"{name}.parquet": packed(table) for name, table in tables.items()} | pages


def nothing() -> Tables:
    """Return the tables of no event."""
    empty = partial(pd.DataFrame, dtype=object)
    return {
        "pairs": empty(columns=PAIR_COLUMNS),
        "shared": empty(columns=PHRASE_COLUMNS),
        "copies": empty(columns=["event", "article", "copy_of"]),
    }


def _tables(event: int, c: Comparison) -> Tables:
    first = _copy_groups(c)
    shared = _shared(event, c, first)
    pairs, copied = c["similarity_pairs"], c["shared_copy"]  # both of all pairs, in one order
    together = list(zip(pairs["article_a"], pairs["article_b"], strict=True))
    own = shared.loc[~shared["copy"], "articles"].tolist()
    return {
        "pairs": pairs.assign(
            event=event,
            share_of_a=copied["share_of_a"],
            share_of_b=copied["share_of_b"],
            copy=[first[a] == first[b] for a, b in together],
            shared_phrases=[sum(a in one and b in one for one in own) for a, b in together],
        )[PAIR_COLUMNS],
        "shared": shared,
        "copies": pd.DataFrame(
            [(event, article, one) for article, one in first.items() if article != one],
            columns=["event", "article", "copy_of"],
        ),
    }


def _copy_groups(c: Comparison) -> dict[str, str]:
    """Return each article's group of shared copy by the group's first article, by date and id."""
    articles = sorted(c.articles, key=lambda one: (one.date or "9", one.id))
    place = {article.id: number for number, article in enumerate(articles)}
    pairs = c["shared_copy"]
    pairs = pairs[pairs["shared_copy"]]
    edges = pairs["article_a"].map(place), pairs["article_b"].map(place)
    graph = csr_array(([True] * len(pairs), edges), shape=(len(place),) * 2, dtype=bool)
    group = connected_components(graph, directed=False)[1].tolist()
    return {one.id: articles[group.index(group[place[one.id]])].id for one in c.articles}


def _shared(event: int, c: Comparison, first: dict[str, str]) -> pd.DataFrame:
    """Return the phrases of five words and more that outlets share, and whether it is copy alone."""
    outlet = {article.id: article.outlet for article in c.articles}
    found = shared_phrases(c["sentences"], min_words=LEAST)
    holders: dict[tuple[str, int, bool], list[str]] = {}
    columns = (found[name] for name in ("phrase", "words", "verbatim", "article"))
    for *held, article in zip(*columns, strict=True):
        holders.setdefault(tuple(held), []).append(article)
    rows = []
    for (phrase, words, verbatim), articles in holders.items():
        outlets = sorted({outlet[article] for article in articles})
        sources = len({first[article] for article in articles})
        if len(outlets) > 1:
            rows.append((event, phrase, words, articles, outlets, sources, verbatim, sources < 2))
    table = pd.DataFrame(rows, columns=PHRASE_COLUMNS)
    table["copy"] = table["copy"].astype(bool)
    return table
