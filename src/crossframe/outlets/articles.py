"""Which articles are pooled: those of an outlet, and of a time; laid out as one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, get_args

import numpy as np
import pandas as pd

from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.similarity.same_event import day_number
from crossframe.text.words import counted

Period = Literal["day", "week", "month"]
NO_DATE = "no date"
GROUP = ["outlet", "period"]
_WRITTEN = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}


def several_an_outlet(articles: Sequence[Article]) -> bool:
    """Say whether there is anything to pool: an outlet with more than one article."""
    return len({article.outlet for article in articles}) < len(articles)


def check_period(period: str | None) -> None:
    """Refuse a period that is none."""
    if period not in (None, *get_args(Period)):
        raise CrossframeError(
            f"there is no period {period!r}", remedy=f"use one of {', '.join(get_args(Period))}"
        )


def period_notes(articles: Sequence[Article], period: Period | None) -> list[str]:
    """Say what is not split by date, where that was asked for."""
    if period is None:
        return []
    if not several_an_outlet(articles):
        return ["Nothing is pooled or split by date: no outlet has more than one article."]
    undated = sum(_in_period(one.date, period) == NO_DATE for one in articles)
    return [f"Without a date that can be read: {counted(undated, 'article')}."] * bool(undated)


def outlet_articles(articles: Sequence[Article], *, period: Period | None = None) -> pd.DataFrame:
    """Say which articles are pooled: those of an outlet, and with a period those of its time too.

    Parameters
    ----------
    articles
        In the order of every table.
    period
        `day`, `week` (of ISO 8601, from Monday) or `month`, to split what is pooled by date.

    Returns
    -------
    pandas.DataFrame
        One row an article, and with a period a second: `article`, `outlet` (str), `period` (str:
        empty where all dates stand together, otherwise as "2025-11-24", "2025-W48" or "2025-11", or
        "no date" for a date that is missing or can be read in two ways), `date` (str, as given).

    Examples
    --------
    >>> from crossframe.corpus.articles import Article
    >>> post = Article(id="a", outlet="Post", text="", date="November 24, 2025")
    >>> outlet_articles([post], period="week")["period"].tolist()
    ['', '2025-W48']
    """
    rows = [(one.id, one.outlet, "", one.date) for one in articles]
    if period:
        rows += sorted(
            ((one.id, one.outlet, _in_period(one.date, period), one.date) for one in articles),
            key=lambda row: row[2],
        )
    return pd.DataFrame(rows, columns=["article", *GROUP, "date"])


def joined(sentences: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Lay the articles of each outlet one after the other, as one sentence table.

    Parameters
    ----------
    sentences
        The sentence table of the articles.
    groups
        As of `outlet_articles`, of one period.

    Returns
    -------
    pandas.DataFrame
        A sentence table whose articles are outlets: `article` (the outlet), `sentence` (from 0
        through all its articles), `paragraph` (the article's place), `start`, `end`, `text`;
        `of_article`, `of_sentence` say where a sentence stands, `shift` what was added to its places.
    """
    table = groups[["article", "outlet"]].merge(sentences, on="article")
    order = table["outlet"].map({one: n for n, one in enumerate(groups["outlet"].unique())})
    table = table.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)
    length = table.groupby("article", sort=False)["end"].max() + 1
    outlet = table.groupby("article", sort=False)["outlet"].first()
    shift = table["article"].map(length.groupby(outlet, sort=False).cumsum() - length)
    return pd.DataFrame(
        {
            "article": table["outlet"],
            "sentence": table.groupby("outlet").cumcount(),
            "paragraph": table.groupby("outlet")["article"].transform(lambda a: pd.factorize(a)[0]),
            "start": table["start"] + shift,
            "end": table["end"] + shift,
            "text": table["text"],
            "of_article": table["article"],
            "of_sentence": table["sentence"],
            "shift": shift,
        }
    )


def each_period(
    groups: pd.DataFrame, made: Callable[[str, pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """Lay the tables of all periods one below the other."""
    tables = [made(str(period), own) for period, own in groups.groupby("period", sort=False)]
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]


def _in_period(date: str, period: str) -> str:
    day = day_number(date)
    return NO_DATE if np.isnan(day) else pd.Timestamp(day, unit="D").strftime(_WRITTEN[period])
