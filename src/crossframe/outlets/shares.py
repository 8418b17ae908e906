"""Numbers and words of articles pooled by outlet: shares with intervals over articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from crossframe.outlets.articles import GROUP
from crossframe.outlets.intervals import Values, share_interval

_THEME = "theme"
# Measure of the table `article_numbers` -> that of which it is a share.
_OF = {
    "sentences": "",
    "sentences with a counterpart": "sentences",
    "sentences without a counterpart": "sentences",
    "sentences on a theme": "sentences",
    "words": "",
    "words in repeated phrases": "words",
    "repeats": "",
    "shared phrases": "",
    "statements": "",
    "direct statements": "statements",
    "mixed statements": "statements",
    "indirect statements": "statements",
    _THEME: "sentences",
    **dict.fromkeys(("favor", "against", "neither", "mixed"), _THEME),
    "suggested theme": "sentences",
    "speaker": "statements",
}
_SHARE = ["articles", "in_articles", "number", "of", "share", "low", "high", "reason"]


def outlet_numbers(numbers: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Add up the numbers of each outlet's articles, with shares and their intervals.

    Parameters
    ----------
    numbers
        As of `crossframe.overview.article_numbers`.
    groups
        As of `outlet_articles`.

    Returns
    -------
    pandas.DataFrame
        One row a number of an outlet: `outlet`, `period` (as of `outlet_articles`), `measure`,
        `item` (str, as of `numbers`), `articles` (int, that are pooled), `in_articles` (int, of
        them where the number is above 0), `number` (int, the sum), `of` (int, the sum of the whole
        that it is a share of: all sentences, words or statements, for stances the sentences on the
        theme; missing where it is no share), `share`, `low`, `high` (float, 0 to 1: `number` in
        `of` and its 95% interval over articles), `reason` (str, why there is no interval). What is
        0 stands there, of speakers excepted.

    Notes
    -----
    Articles, not sentences, are what was drawn: sentences of one article are alike. The variance is
    that of a ratio over clusters (Cochran 1977, Sampling Techniques, chapter 6), the interval
    Wilson's with the sample size that this variance amounts to, at the degrees of freedom of the
    articles less one (Korn and Graubard 1998, Survey Methodology 24). It is wide with few articles,
    as it must be, and still too narrow where a share is rare and one article in many holds nearly
    all of it. A bootstrap over so few articles holds far less often
    (``benchmarks/outlet_intervals.py``). It speaks of further articles like these, so of what an
    outlet writes on this event, not of the outlet in general.

    Examples
    --------
    >>> rows = [("a", "sentences", "", 8), ("a", "theme", "tax", 2),
    ...         ("b", "sentences", "", 12), ("b", "theme", "tax", 3)]
    >>> numbers = pd.DataFrame(rows, columns=["article", "measure", "item", "number"])
    >>> groups = pd.DataFrame({"article": ["a", "b"], "outlet": "Post", "period": ""})
    >>> outlet_numbers(numbers, groups)[["measure", "number", "of", "share"]].values.tolist()
    [['sentences', 20, <NA>, nan], ['theme', 5, 20, 0.25]]
    """
    held = numbers[numbers["measure"].isin(list(_OF))]
    known = held.set_index(["article", "measure", "item"])["number"]
    counts = _every(held, ["measure", "item"], "number")
    base = counts["measure"].map(_OF)
    whole = pd.MultiIndex.from_arrays(
        [counts["article"], base, counts["item"].where(base == _THEME, "")]
    )
    counts["of"] = known.reindex(whole, fill_value=0).to_numpy()
    counts["of"] = counts["of"].where(base != "")
    table = _pooled(counts, ["measure", "item"], groups)
    return table[(table["number"] > 0) | (table["measure"] != "speaker")].reset_index(drop=True)


def outlet_voices(shares: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Measure the share of each outlet's words by speaker and by form.

    Parameters
    ----------
    shares
        As of `crossframe.voices.shares.voice_shares`.
    groups
        As of `outlet_articles`.

    Returns
    -------
    pandas.DataFrame
        One row for each outlet, speaker and form that has words, those of most words first:
        `outlet`, `period`, `speaker` (tuple of str), `speaker_kind`, `form` (str), and `articles`
        to `reason` as of `outlet_numbers`, the numbers being words.
    """
    table = _pooled(_words(shares, ["speaker", "form"]), ["speaker", "form"], groups)
    kinds = dict(zip(shares["speaker"], shares["speaker_kind"], strict=True))
    table.insert(3, "speaker_kind", table["speaker"].map(kinds))
    table = table[table["number"] > 0]
    order = table.groupby(GROUP, sort=False).ngroup()
    ranked = table.assign(order=order).sort_values(
        ["order", "number"], ascending=[True, False], kind="stable"
    )
    return ranked.drop(columns="order").reset_index(drop=True)


def outlet_forms(shares: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Measure the share of each outlet's words by form, whoever speaks.

    Parameters
    ----------
    shares
        As of `crossframe.voices.shares.voice_shares`.
    groups
        As of `outlet_articles`.

    Returns
    -------
    pandas.DataFrame
        One row for each outlet and form that any article has: `outlet`, `period`, `form` (str), and
        `articles` to `reason` as of `outlet_numbers`, the numbers being words.

    Examples
    --------
    >>> rows = [("a", "outlet's own words", 6), ("a", "paraphrase", 2), ("b", "paraphrase", 2)]
    >>> shares = pd.DataFrame(rows, columns=["article", "form", "words"])
    >>> groups = pd.DataFrame({"article": ["a", "b"], "outlet": "Post", "period": ""})
    >>> outlet_forms(shares, groups)[["form", "number", "of", "share"]].values.tolist()
    [["outlet's own words", 6, 10, 0.6], ['paraphrase', 4, 10, 0.4]]
    """
    return _pooled(_words(shares, ["form"]), ["form"], groups)


def _words(shares: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the words of every key in every article, of all its words."""
    counts = _every(shares, keys, "words")
    return counts.assign(of=counts["article"].map(shares.groupby("article")["words"].sum()))


def _every(table: pd.DataFrame, keys: list[str], number: str) -> pd.DataFrame:
    """Return the number of every key in every article, 0 where there is none."""
    items = table[keys].drop_duplicates()
    every = table[["article"]].drop_duplicates().merge(items, how="cross")
    held = table.groupby(["article", *keys], sort=False)[number].sum().rename("number")
    return every.merge(held.reset_index(), how="left").fillna({"number": 0}).astype({"number": int})


def _pooled(counts: pd.DataFrame, keys: list[str], groups: pd.DataFrame) -> pd.DataFrame:
    """Add up the numbers of a group's articles, and give each share its interval."""
    rows = [
        (*names, *_share(own["number"].to_numpy(dtype=float), own["of"].to_numpy(dtype=float)))
        for names, own in groups.merge(counts, on="article").groupby([*GROUP, *keys], sort=False)
    ]
    table = pd.DataFrame(rows, columns=[*GROUP, *keys, *_SHARE])
    return table.astype({"of": "Int64", "share": float, "low": float, "high": float})


def _share(numbers: Values, of: Values) -> Iterator[Any]:
    """Yield the columns from `articles` on."""
    yield from (len(numbers), int((numbers > 0).sum()), int(numbers.sum()))
    if np.isnan(of).any():
        yield from (None, np.nan, np.nan, np.nan, "")
        return
    known = of > 0
    yield from (int(of.sum()), numbers.sum() / of.sum() if known.any() else np.nan)
    if known.sum() < 2:
        yield from (np.nan, np.nan, "one article" if known.any() else "nothing to share")
        return
    yield from (*share_interval(numbers[known], of[known]), "")
