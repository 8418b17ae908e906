"""How alike the articles of an outlet are, among themselves and with those of another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crossframe.outlets.articles import each_period
from crossframe.outlets.intervals import mean_interval


def outlet_similarity(
    pairs: pd.DataFrame, counterparts: pd.DataFrame, events: pd.DataFrame, groups: pd.DataFrame
) -> pd.DataFrame:
    """Say how alike the articles of an outlet are among themselves, and with those of another.

    Parameters
    ----------
    pairs
        As of `crossframe.similarity.cosine.similarity_pairs`.
    counterparts
        As of `crossframe.overview.pair_counterparts`.
    events
        As of `crossframe.similarity.same_event.event_groups`.
    groups
        As of `outlet_articles`.

    Returns
    -------
    pandas.DataFrame
        One row for two outlets, or one with itself: `outlet_a`, `outlet_b`, `period` (str),
        `same_event` (bool: the pairs of articles that seem to be on one event, or the others, which
        are less alike for that alone), `pairs` (int), `articles_a`, `articles_b` (int, in them),
        `counterparts` (int, accepted pairs of sentences; articles that were not compared sentence by
        sentence have none), `similarity` (float, 0 to 1, the mean over pairs), `low`, `high` (float,
        its 95% interval over articles), `reason` (str, why there is none).

    Notes
    -----
    Pairs that share an article are no independent observations: the variance is that for dyads
    (Aronow, Samii and Assenova 2015, Political Analysis 23), with Student's t at the articles of
    the smaller side less one.

    Examples
    --------
    >>> pairs = pd.DataFrame({"article_a": ["a"], "article_b": ["b"], "similarity": [0.5]})
    >>> linked = pd.DataFrame({"article_a": ["a"], "article_b": ["b"], "counterparts": [3]})
    >>> events = pd.DataFrame({"article": ["a", "b"], "group": [1, 1]})
    >>> groups = pd.DataFrame({"article": ["a", "b"], "outlet": "Post", "period": ""})
    >>> outlet_similarity(pairs, linked, events, groups)[["similarity", "reason"]].values.tolist()
    [[0.5, 'one pair']]
    """
    event = dict(zip(events["article"], events["group"], strict=True))
    table = pairs.merge(counterparts, how="left", on=["article_a", "article_b"])
    table["same_event"] = table["article_a"].map(event) == table["article_b"].map(event)
    place = {outlet: number for number, outlet in enumerate(groups["outlet"].unique())}

    def by_place(outlets: pd.Series[str]) -> pd.Series[int]:
        return outlets.map(place)

    def compared(period: str, own: pd.DataFrame) -> pd.DataFrame:
        outlets = dict(zip(own["article"], own["outlet"], strict=True))
        part = table[table["article_a"].isin(outlets) & table["article_b"].isin(outlets)]
        first, second = (part[f"article_{side}"].map(outlets) for side in "ab")
        turned = first.map(place) > second.map(place)
        part = part.assign(
            outlet_a=first.where(~turned, second),
            outlet_b=second.where(~turned, first),
            period=period,
        ).sort_values("same_event", ascending=False, kind="stable")
        part = part.sort_values(["outlet_a", "outlet_b"], key=by_place, kind="stable")
        keys = ["outlet_a", "outlet_b", "period", "same_event"]
        rows = [
            {**dict(zip(keys, names, strict=True)), **_alike(some, outlets)}
            for names, some in part.groupby(keys, sort=False)
        ]
        return pd.DataFrame(rows)

    return each_period(groups, compared)


def _alike(pairs: pd.DataFrame, outlets: dict[str, str]) -> dict[str, Any]:
    """Return the mean similarity of some pairs of two outlets, or of one."""
    ends = pairs[["article_a", "article_b"]].to_numpy()
    outlet = {one: outlets[one] for one in ends.ravel()}
    side_a, side_b = (
        sum(name == pairs[side].iloc[0] for name in outlet.values())
        for side in ("outlet_a", "outlet_b")
    )
    values = pairs["similarity"].to_numpy(dtype=float)
    row = {
        "pairs": len(pairs),
        "articles_a": side_a,
        "articles_b": side_b,
        "counterparts": int(pairs["counterparts"].sum()),
        "similarity": float(values.mean()),
        "low": np.nan,
        "high": np.nan,
        "reason": "one pair" if len(pairs) == 1 else "one article of an outlet",
    }
    if len(pairs) > 1 and min(side_a, side_b) > 1:
        low, high = mean_interval(values, ends, min(side_a, side_b))
        row |= {"low": low, "high": high, "reason": ""}
    return row
