"""Valid shares: a machine's coding of all and people's of a random sample, in one estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from crossframe.coding.checks import WEIGHT
from crossframe.errors import CrossframeError
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted

MEASURES = ("mention", "favor", "against")
GROUPS = ("outlet", "theme", "holder")
COLUMNS = [
    *GROUPS,
    "measure",
    "estimate",
    "low",
    "high",
    "people",
    "machine",
    "coded",
    "units",
    "lambda",
    "reason",
]
FEWEST = 10

Values = npt.NDArray[np.float64]


class Share(NamedTuple):
    """An estimated share with its interval, and how much the machine's coding counts in it."""

    estimate: float
    low: float
    high: float
    tuning: float


def shares(
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    machine: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    by: Sequence[str] = ("outlet", "theme"),
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate how often themes are touched and which stance is taken, however the machine errs.

    Parameters
    ----------
    sentences
        The sentence table that was coded.
    outlets
        Article id -> outlet.
    machine
        A machine's coding of all these sentences: `article`, `sentence`, `theme`, `holder`,
        `stance`; a sentence and theme without a row is absent.
    coded
        What people coded of a random sample: the same columns (a unit that does not touch its theme
        has a row `absent`), and `weight` (float, how many units each stands for), as drawn by
        `crossframe.coding.sheets.codesheet`.
    by
        What the shares are told apart by, of `outlet`, `theme` and `holder`; those left out are
        pooled.
    level
        Of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        A row for each group and measure: `outlet`, `theme`, `holder` (str, empty where pooled),
        `measure`: `mention` (share of the sentences and themes that touch the theme; not by holder),
        `favor` and `against` (share of the units that touch it, or in which the holder takes part,
        which carry that stance and no other); `estimate`, `low`, `high` (float, 0 to 1);
        `people` (float, the weighted share in the sample alone) and `machine` (float, the share
        that the machine coded: no estimate); `coded` (int, people's units behind the number),
        `units` (int, all that there are: sentences and themes); `lambda` (float, 0 to 1, how far the
        machine's coding was trusted); `reason` (str, why there is no estimate: then `estimate`,
        `low` and `high` are NaN).

    Raises
    ------
    CrossframeError
        If `coded` has no weights, so that nothing says that it was drawn at random; if a unit of it
        is not in `sentences`; or `by` names another column.

    Notes
    -----
    Prediction-powered inference with power tuning (PPI++; Angelopoulos, Duchi and Zrnic 2023) and
    design weights (Egami, Hinck, Stewart and Wei 2023): the machine's share, corrected by the
    weighted mean of what people found otherwise in the sample. It is right on average whatever the
    machine's errors, and the worse the machine, the nearer to people's sample alone. The interval
    is Wilson's with the effective sample size of the estimate (Korn and Graubard 1998), for
    articles of which these sentences are a sample. In a small sample few errors are
    seen, so half a unit more in each direction is counted among them, in proportion to the tuning:
    with a nearly faultless machine and 30 units the interval is wider than it need be.
    `benchmarks/interval_coverage.py` shows by simulation how often the intervals hold.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", n, 1, "Tax it.") for n in range(1, 41)])
    >>> rows = [("a", n, "tax", "lee", "favor") for n in range(1, 41)]
    >>> found = pd.DataFrame(rows, columns=["article", "sentence", "theme", "holder", "stance"])
    >>> people = found.iloc[::2].assign(weight=2.0)
    >>> people.iloc[:5, 4] = "against"
    >>> result = shares(table, {"a": "Post"}, found, people)
    >>> result[["measure", "people", "machine", "estimate", "coded"]].round(2).values.tolist()
    [['mention', 1.0, 1.0, 1.0, 20], ['favor', 0.75, 1.0, 0.75, 20], ['against', 0.25, 0.0, 0.25, 20]]
    """
    _check(coded, sentences, by)
    themes = sorted({*machine["theme"], *coded["theme"]})
    every = _cells(sentences, outlets, themes)
    weights = coded.drop_duplicates(UNIT).set_index(UNIT)[WEIGHT].astype(float)
    holders: Sequence[str | None] = [None]
    if "holder" in by:
        named = [rows.loc[rows["stance"] != "absent", "holder"] for rows in (machine, coded)]
        holders = sorted(set(pd.concat(named)) - {""})
    rows = []
    for holder in holders:
        cells = every.assign(
            machine=_values(machine, every, holder),
            people=_values(coded, every, holder).where(every.index.isin(weights.index)),
            weight=weights.reindex(every.index),
        )
        for names, own in cells.groupby(
            [name for name in GROUPS[:2] if name in by] or (lambda _: ""), sort=False
        ):
            group = dict(zip([name for name in GROUPS[:2] if name in by], names, strict=False))
            rows += [
                {**dict.fromkeys(GROUPS, ""), **group, "holder": holder or "", "measure": measure}
                | _row(own, measure, level)
                for measure in (MEASURES if holder is None else MEASURES[1:])
            ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table[(table["machine"] > 0) | (table["people"] > 0)].reset_index(drop=True)


def share(
    people: Values,
    machine: Values,
    everything: Values,
    *,
    weights: Values | None = None,
    among: tuple[Values, Values, Values] | None = None,
    level: float = 0.95,
    tuning: float | None = None,
) -> Share:
    """Estimate one share from people's sample and the machine's coding of everything.

    `people` and `machine` are 0 or 1 for each unit of the sample, `everything` the machine's for all
    units, those of the sample too; `weights` how many units each of the sample stands for; `among`
    the same three for whether a unit counts at all (the share is then a ratio).
    """
    n, units = len(people), len(everything)
    weights = np.full(n, units / n) if weights is None else weights
    drawn = weights / weights.sum()
    whole = among or (np.ones(n), np.ones(n), np.ones(units))
    ratio = float(drawn @ people) / float(drawn @ whole[0])
    for _ in range(3 if among else 1):  # the tuning hangs on the ratio, and the ratio on the tuning
        scored = people - ratio * whole[0], machine - ratio * whole[1]
        power, variance = _tuned(*scored, drawn, np.clip(1 - 1 / weights, 0, 1), tuning)
        parts = [
            power * float(np.mean(all_)) + float(drawn @ (by_people - power * by_machine))
            for by_people, by_machine, all_ in ((people, machine, everything), whole)
        ]
        scale = parts[1] if parts[1] > 0 else float(drawn @ whole[0])
        ratio = min(max(parts[0] / scale, 0.0), 1.0)
    variance = variance / scale**2 + ratio * (1 - ratio) / (units * scale)
    low, high = _wilson(ratio, variance, int(np.count_nonzero(whole[0])), level)
    return Share(ratio, low, high, power)


def _tuned(
    people: Values, machine: Values, drawn: Values, left: Values, tuning: float | None
) -> tuple[float, float]:
    """Return how far to trust the machine, from 0 to 1, and the variance that the draw then has.

    `left` is the share of the units behind each drawn one that was not drawn. The tuning makes the
    variance least, so it is never more than that of people's sample alone.
    """
    n = len(people)
    by_people, by_machine = drawn * (people - drawn @ people), drawn * (machine - drawn @ machine)
    factor = n / (n - 1) * left
    effective = 1 / float(drawn @ drawn)
    unseen = 1 / (effective * (effective + 1))  # half a unit more that differs in each direction
    shared = float(factor @ (by_people * by_machine))
    spread = float(factor @ by_machine**2) + unseen
    power = min(max(shared / spread, 0.0), 1.0) if tuning is None else tuning
    error = by_people - power * by_machine
    return power, float(factor @ error**2) + power**2 * unseen


def _wilson(estimate: float, variance: float, n: int, level: float) -> tuple[float, float]:
    """Return Wilson's interval for the sample size that the variance amounts to."""
    spread = estimate * (1 - estimate)
    size = spread / variance if spread > 0 and variance > 0 else float(n)
    quantile = float(special.ndtri((1 + level) / 2))
    squared = quantile**2 / size
    middle = (estimate + squared / 2) / (1 + squared)
    half = quantile / (1 + squared) * (spread / size + squared / (4 * size)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _row(cells: pd.DataFrame, measure: str, level: float) -> dict[str, object]:
    sample = cells[cells["people"].notna()]
    touched = [part != "absent" for part in (sample["people"], sample["machine"], cells["machine"])]
    hits = touched
    if measure != "mention":
        hits = [part == measure for part in (sample["people"], sample["machine"], cells["machine"])]
    people, machine, everything = (part.to_numpy(dtype=float) for part in hits)
    among = None if measure == "mention" else tuple(part.to_numpy(dtype=float) for part in touched)
    weights = sample[WEIGHT].to_numpy(dtype=float)
    behind = len(sample) if among is None else int(among[0].sum())
    row: dict[str, object] = {
        "people": _mean(people, weights, None if among is None else among[0]),
        "machine": _mean(everything, np.ones(len(everything)), None if among is None else among[2]),
        "coded": behind,
        "units": len(cells),
        "reason": "",
    }
    if behind < FEWEST:
        return row | {"reason": f"people coded {counted(behind, 'such unit')}; {FEWEST} are needed"}
    found = share(people, machine, everything, weights=weights, among=among, level=level)
    return row | {
        "estimate": found.estimate,
        "low": found.low,
        "high": found.high,
        "lambda": found.tuning,
    }


def _mean(values: Values, weights: Values, among: Values | None) -> float:
    whole = float(weights.sum() if among is None else weights @ among)
    return float(weights @ values) / whole if whole else float("nan")


def _cells(
    sentences: pd.DataFrame, outlets: Mapping[str, str], themes: Sequence[str]
) -> pd.DataFrame:
    """Return every sentence and theme, with its outlet."""
    columns = [sentences[name].repeat(len(themes)) for name in UNIT[:2]]
    index = pd.MultiIndex.from_arrays([*columns, list(themes) * len(sentences)], names=UNIT)
    articles = index.get_level_values("article")
    return pd.DataFrame(
        {"outlet": articles.map(outlets), "theme": index.get_level_values("theme")}, index=index
    ).rename_axis([None] * 3)


def _values(coding: pd.DataFrame, cells: pd.DataFrame, holder: str | None) -> pd.Series[str]:
    """Return the stance of every unit, or of one holder in it; `absent` where there is none."""
    rows = coding[coding["stance"] != "absent"]
    if holder is not None:
        rows = rows[rows["holder"] == holder]
    return unit_stances(rows).reindex(cells.index).fillna("absent")


def units_needed(articles: int, themes: int) -> int:
    """Return how many units people must code at least for a share of each article and theme."""
    return FEWEST * articles * themes


def _check(coded: pd.DataFrame, sentences: pd.DataFrame, by: Sequence[str]) -> None:
    if unknown := [name for name in by if name not in GROUPS]:
        raise CrossframeError(
            f"shares cannot be told apart by {unknown[0]!r}", remedy="name outlet, theme or holder"
        )
    weights = coded[WEIGHT] if WEIGHT in coded else pd.Series(dtype=float)
    weights = pd.to_numeric(weights, errors="coerce")
    if weights.empty or not (weights > 0).all():
        without = coded[~weights.gt(0)] if len(weights) else coded
        units = [
            f"article {a!r}, sentence {s}, theme {t!r}" for a, s, t in without[UNIT].to_numpy()
        ]
        raise CrossframeError(
            f"nothing says that the coded units were drawn at random: {len(units)} of {len(coded)} rows "
            f"have no weight{f', first {units[0]}' if units else ''}",
            remedy="code a sheet of crossframe codesheet, and keep its column weight",
        )
    known = set(zip(sentences["article"], sentences["sentence"], strict=True))
    for article, number in zip(coded["article"], coded["sentence"], strict=True):
        if (article, number) not in known:
            raise CrossframeError(
                f"article {article!r} has no sentence {number}",
                remedy="give the coding of these articles",
            )
