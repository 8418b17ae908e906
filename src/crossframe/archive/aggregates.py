"""What an archive shows of outlets and months, with intervals over events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from crossframe.archive.annotation import TOGETHER, Tables
from crossframe.archive.people import joined_speakers
from crossframe.coding.coders import RULES
from crossframe.coding.shares import shares
from crossframe.coding.standing import FIRST
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import unit_stances
from crossframe.voices.directory import Actor
from crossframe.voices.shares import speaker_names
from crossframe.voices.speakers import UNRESOLVED

ALL = "all"  # months together
_DRAWS = 500
_SPEAKERS = 30  # of whom most words are carried
_PHRASES = 100  # of a month
_FEWEST = 2  # events, from which there is an interval


def aggregates(
    tables: Tables,
    codebook: Codebook | None,
    coding: pd.DataFrame | None = None,
    *,
    coder: str = RULES,
) -> Tables:
    """Sum an archive up.

    Parameters
    ----------
    tables
        `articles` (as of `crossframe.archive.archive.Worked`), `statements`, `stance`, `pairs`,
        `shared`, with `month`.
    codebook
        The themes; without one there are no tables of stance.
    coding
        What people coded of sentences and themes drawn at random, with `weight`, as of
        `crossframe.archive.sampling.read_sample`.
    coder
        Who coded `stance`.

    Returns
    -------
    dict of str to pandas.DataFrame
        `outlet_pairs` (by `month`, `outlet_a`, `outlet_b`: `events`, `pairs`, `copies` (pairs that
        share an agency's copy: in no other number), `similarity` and `shared_phrases` (means over
        events of the means of their pairs), `low`, `high` (of the similarity)); `speakers` (by
        `month`, `outlet`, `speaker`, a person's names being joined as in
        `crossframe.archive.people.joined_speakers`: `name` as it is written, `words` carried,
        `share` of all attributed words, `low`, `high`, `events`, `names` (tuple of str, how single
        articles have the speaker)); `shared_phrases` (by `month`: phrases that most outlets and
        events have); with a codebook `themes` (by `month`, `outlet`, `theme`, `measure`: `share`,
        `low`, `high`, `units`, `events`, `coder`, `standing`), `mention` being the share of
        sentences that touch the theme, `favor` and `against` of those units; with a coding
        `estimates`, as of
        `crossframe.coding.shares.shares`, with `coder`: by outlet and theme, then by theme and by
        outlet alone. An interval is the middle 95% of means over events drawn with replacement (an
        article on no event counts as one), missing below two.
    """
    found = {
        "outlet_pairs": _outlet_pairs(tables["pairs"], tables["articles"]),
        "speakers": _speakers(
            tables["statements"], tables["articles"], codebook.actors if codebook else ()
        ),
        "shared_phrases": _phrases(tables["shared"]),
    }
    if codebook is not None:
        themes = [theme.id for theme in codebook.themes]
        found["themes"] = _themes(tables["stance"], tables["articles"], themes).assign(
            coder=coder, standing=FIRST
        )
        if coding is not None:
            estimated = _estimates(tables["stance"], tables["articles"], coding)
            found["estimates"] = estimated.assign(coder=coder)
    return found


def ratios(
    cells: pd.DataFrame, by: Sequence[str], parts: Sequence[Any] = ("part",)
) -> pd.DataFrame:
    """Return for each group and part its `sum`, and over that of `whole`, with an interval over `event`.

    >>> cells = pd.DataFrame({"outlet": "Post", "event": [1, 1, 2], "part": [1, 0, 1], "whole": 1})
    >>> ratios(cells, ["outlet"]).round(2).values.tolist()
    [['Post', 'part', 2.0, 0.67, 0.5, 1.0, 2]]
    """
    rows = []
    sums = cells.groupby([*by, "event"], sort=True)[[*parts, "whole"]].sum()
    for key, own in sums.groupby(level=list(by), sort=True):
        part, whole = own[list(parts)].to_numpy(dtype=float), own["whole"].to_numpy(dtype=float)
        bounds = np.full((2, len(parts)), np.nan)
        if len(own) >= _FEWEST and whole.sum():
            draw = np.random.default_rng(crc32(repr(key).encode()))
            times = draw.multinomial(len(own), np.full(len(own), 1 / len(own)), size=_DRAWS)
            drawn = times @ whole
            shares_drawn = (times @ part)[drawn > 0] / drawn[drawn > 0, None]
            bounds = np.percentile(shares_drawn, [2.5, 97.5], axis=0)
        total = part.sum(axis=0)
        share = total / whole.sum() if whole.sum() else bounds[0]
        numbers = zip(parts, *np.array([total, share, *bounds]).tolist(), strict=True)
        rows += [(*key, *one, len(own)) for one in numbers]
    return pd.DataFrame(rows, columns=[*by, "part", "sum", "share", "low", "high", "events"])


def _monthly(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table twice: by month, and all months together."""
    return pd.concat([table, table.assign(month=ALL)], ignore_index=True)


def _outlet_pairs(pairs: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    outlet = articles.set_index("article")["outlet"]
    names = pd.DataFrame({end: pairs[f"article_{end}"].map(outlet) for end in "ab"})
    both = _monthly(
        pairs.assign(
            outlet_a=names.min(axis=1), outlet_b=names.max(axis=1), part=pairs["similarity"]
        )
    )
    both = both[both["outlet_a"] != both["outlet_b"]]
    by = ["month", "outlet_a", "outlet_b"]
    own = both[~both["copy"].astype(bool)]
    means = own.groupby([*by, "event"], as_index=False)[["part", "shared_phrases"]].mean()
    found = ratios(means.assign(whole=1), by).drop(columns=["part", "sum"])
    found = found.rename(columns={"share": "similarity"})
    counts = both.groupby(by).agg(pairs=("copy", "size"), copies=("copy", "sum"))
    phrases = means.groupby(by)["shared_phrases"].mean()
    return found.merge(counts.join(phrases).reset_index(), on=by, how="outer")


def _clusters(articles: pd.DataFrame) -> pd.DataFrame:
    """Return articles with their event, or where they are on none one of their own."""
    alone = -1 - np.arange(len(articles))
    event = articles["event"].where(articles["event"] > 0, alone)
    return articles.assign(event=event)[["article", "outlet", "month", "event", "sentences"]]


def _speakers(
    statements: pd.DataFrame, articles: pd.DataFrame, actors: Sequence[Actor]
) -> pd.DataFrame:
    heard = statements[statements["speaker_kind"] != UNRESOLVED]
    clusters = _clusters(articles)
    heard = heard.assign(
        in_article=heard["speaker"],
        speaker=joined_speakers(
            heard,
            dict(zip(clusters["article"], clusters["event"], strict=True)),
            {actor.id for actor in actors},
        ),
    )
    words = heard.groupby(["article", "speaker"], as_index=False)["words"].sum()
    total = words.groupby("speaker")["words"].sum().sort_values(ascending=False, kind="stable")
    columns = ["month", "outlet", "speaker", "name", "words", "share", "low", "high", "events"]
    columns += ["names"]
    if total.empty:
        return pd.DataFrame(columns=columns)
    top = total.index[:_SPEAKERS]
    numbers = list(range(len(top)))
    words = words[words["speaker"].isin(top)]
    carried = words.pivot(index="article", columns="speaker", values="words")[top]
    carried = carried.set_axis(numbers, axis=1).reset_index()
    whole = statements.groupby("article")["words"].sum().rename("whole").reset_index()
    cells = clusters.merge(whole, on="article").merge(carried, on="article", how="left")
    found = ratios(_monthly(cells.fillna(dict.fromkeys(numbers, 0))), ["month", "outlet"], numbers)
    found = found[found["sum"] > 0].sort_values("part", kind="stable", ignore_index=True)
    table = found.assign(speaker=found["part"].map(dict(enumerate(top))), words=found["sum"])
    table["words"] = table["words"].astype(int)
    own = heard[heard["speaker"].isin(top)]
    names = own.groupby("speaker")["in_article"].agg(lambda one: tuple(sorted(set(one))))
    written = speaker_names(own.assign(speaker=own["speaker"].str.split(TOGETHER)), actors=actors)
    return table.assign(
        name=[
            TOGETHER.join(written.get(one, one) for one in name.split(TOGETHER))
            for name in table["speaker"]
        ],
        names=table["speaker"].map(names),
    )[columns]


def _phrases(shared: pd.DataFrame) -> pd.DataFrame:
    own = shared[~shared["copy"].astype(bool)].explode("outlets")
    found = own.groupby(["month", "phrase", "words"], as_index=False).agg(
        events=("event", "nunique"), outlets=("outlets", lambda names: tuple(sorted(set(names))))
    )
    found = found.assign(count=found["outlets"].str.len()).sort_values(
        ["month", "count", "events", "words", "phrase"], ascending=[True, False, False, False, True]
    )
    return found.groupby("month").head(_PHRASES).drop(columns="count").reset_index(drop=True)


def _themes(stance: pd.DataFrame, articles: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    units = unit_stances(stance).rename("stance").reset_index()
    counts = {
        "mention": units.groupby(["article", "theme"]).size(),
        **{
            side: units[units["stance"] == side].groupby(["article", "theme"]).size()
            for side in ("favor", "against")
        },
    }
    base = _clusters(articles).merge(pd.DataFrame({"theme": list(themes)}), how="cross")
    keys = pd.MultiIndex.from_frame(base[["article", "theme"]])
    numbers = {name: one.reindex(keys).fillna(0).to_numpy() for name, one in counts.items()}
    by = ["month", "outlet", "theme"]
    tables = []
    for measure, part in numbers.items():
        whole = base["sentences"].to_numpy() if measure == "mention" else numbers["mention"]
        cells = _monthly(base.assign(part=part, whole=whole))
        cells = cells[cells["whole"] > 0]
        behind = cells.groupby(by)["whole"].sum().astype(int).rename("units").reset_index()
        tables.append(ratios(cells, by).merge(behind, on=by).assign(measure=measure))
    columns = [*by, "measure", "share", "low", "high", "units", "events"]
    return pd.concat(tables, ignore_index=True)[columns]


def _estimates(stance: pd.DataFrame, articles: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    table = articles.loc[articles.index.repeat(articles["sentences"]), ["article", "title"]]
    number = table.groupby("article", sort=False).cumcount()
    table["sentence"] = number + table["title"].eq("")  # a title is sentence 0
    outlets = dict(zip(articles["article"], articles["outlet"], strict=True))
    ways = (("outlet", "theme"), ("theme",), ("outlet",))
    return pd.concat(
        [shares(table, outlets, stance, coded, by=by) for by in ways], ignore_index=True
    )
