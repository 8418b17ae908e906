"""Scoring what is learned from units coded by hand, beside the rules, on the other units."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.coding.coders import code_by_rules
from crossframe.coding.learning import cross_validate, measured_gain, predicted_stances
from crossframe.coding.reliability import VALUES, alphas
from crossframe.errors import CrossframeError
from crossframe.evaluation.gold import by_name
from crossframe.evaluation.stance import reference_coding, without_disputed
from crossframe.stance.machine import material
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted

READINGS = ("rules", "learned", "used")
MEASURES = ("stance", "alpha")
SCORE_COLUMNS = [
    "coded", "events", "units", "reading", "measure", "value", "difference", "low", "high",
]  # fmt: skip
_RESAMPLES = 1000
_READINGS = """\
rules: as they are. learned: the model's reading, used or not. used: the model where it agrees better
with the units coded, predicted in blocks, else the rules. stance: mean F1 of favor and against; alpha:
Krippendorff's. difference: from the rules, with its 95% interval over events and draws."""


def trials(
    folders: Sequence[Path], *, coded: Sequence[int] = (50,), seeds: int = 6
) -> pd.DataFrame:
    """Let a part of each event's gold be coded by hand, and read the other units.

    Parameters
    ----------
    folders
        Events as for `crossframe.evaluation.stance`.
    coded
        How many units to draw at random, of those that the rules find and the gold codes.
    seeds
        How many draws, the same for all events.

    Returns
    -------
    pandas.DataFrame
        One row for each unit that was not drawn: `coded`, `event`, `seed`, `article`, `sentence`,
        `theme`, and its stance as of `gold`, `rules`, `learned` (the model, used or not) and `used`
        (the model where it beat the rules on the units drawn, else the rules). Events with too few
        units for a number have no row with it.

    Raises
    ------
    CrossframeError
        If a folder has no gold, or none has enough units.
    """
    parts = []
    for name, folder in by_name(folders).items():
        gold = reference_coding(folder)
        if gold is None:
            raise CrossframeError(
                "the event has no gold.csv", path=folder, remedy="give folders of coded events"
            )
        given = material(folder)
        rows = code_by_rules(given.sentences, given.codebook, given.attributions).rows
        found, truth = unit_stances(without_disputed(rows, folder)), unit_stances(gold)
        units = truth.index.intersection(found.index).sort_values()
        for number in coded:
            for seed in range(seeds if len(units) > number else 0):
                drawn = np.random.default_rng(seed).permutation(len(units))
                hand, rest = units[np.sort(drawn[:number])], units[np.sort(drawn[number:])]
                by_hand = truth[hand].reset_index()
                tried = cross_validate(given.sentences, rows, by_hand, least=number)
                learned = predicted_stances(given.sentences, rows, by_hand)
                table = pd.DataFrame(
                    {"gold": truth[rest], "rules": found[rest], "learned": learned[rest]}
                )
                table["used"] = table["learned" if measured_gain(tried).used else "rules"]
                parts.append(
                    table.reset_index(names=UNIT).assign(coded=number, event=name, seed=seed)
                )
    if not parts:
        raise CrossframeError(
            f"no event has more than {min(coded)} units that the rules find and the gold codes",
            remedy="give larger events, or a smaller --coded",
        )
    return pd.concat(parts, ignore_index=True)


def learning_scores(tried: pd.DataFrame) -> pd.DataFrame:
    """Score the readings of trials, and by how much they are better than the rules.

    Parameters
    ----------
    tried
        As of `trials`.

    Returns
    -------
    pandas.DataFrame
        One row for each number of units coded, reading (`rules`, `learned`, `used`) and measure:
        `coded` (int), `events` (int), `units` (int, mean number of units scored in a draw),
        `reading`, `measure` (`stance`, the mean F1 of favor and against, 0 to 1; `alpha`,
        Krippendorff's, at most 1), `value` (over the units of all events together, mean over draws),
        `difference` from the rules, and its 95% interval `low`, `high`.

    Notes
    -----
    The interval draws events with replacement, of each one of its draws of units, so that it tells
    how the gain would vary over events of this kind. With few events it is too narrow.
    """
    rows = []
    for number, own in tried.groupby("coded"):
        counts = _counts(own)
        events, seeds = counts.shape[:2]
        generator = np.random.default_rng(0)
        event = generator.integers(events, size=(_RESAMPLES, events))
        seed = generator.integers(seeds, size=(_RESAMPLES, events))
        values = _measures(counts.sum(axis=0)).mean(axis=0)
        draws = _measures(counts[event, seed].sum(axis=1))
        for place, reading in enumerate(READINGS):
            for column, measure in enumerate(MEASURES):
                gains = draws[:, place, column] - draws[:, 0, column]
                low, high = np.nanpercentile(gains, [2.5, 97.5])
                value = values[place, column]
                rows.append(
                    (number, events, round(len(own) / seeds), reading, measure, value,
                     value - values[0, column], low, high)
                )  # fmt: skip
    return pd.DataFrame(rows, columns=SCORE_COLUMNS)


def as_json(tried: pd.DataFrame) -> str:
    """Set the scores of trials in JSON; of several numbers coded, one object for each."""
    table = learning_scores(tried)
    found = {}
    for number, own in table.groupby("coded"):
        first = own.iloc[0]
        found[str(number)] = {
            "coded": int(number),
            "events": int(first["events"]),
            "units": int(first["units"]),
            **{
                reading: {row.measure: row.value for row in rows.itertuples()}
                | {
                    f"{row.measure}_{part}": getattr(row, part)
                    for row in rows.itertuples()
                    for part in ("difference", "low", "high")
                    if reading != READINGS[0]
                }
                for reading, rows in own.groupby("reading", sort=False)
            },
        }
    return json.dumps(found if len(found) > 1 else next(iter(found.values())))


def as_text(tried: pd.DataFrame) -> str:
    """Set the scores of trials in plain text."""
    table = learning_scores(tried)
    parts = [_READINGS]
    for number, own in table.groupby("coded"):
        shown = own.drop(columns=["coded", "events", "units"])
        first = own.iloc[0]
        parts.append(
            f"{number} units coded in each of {counted(int(first['events']), 'event')}; "
            f"scored on {first['units']} others a draw\n"
            f"{shown.to_string(index=False, float_format='{:.3f}'.format)}"
        )
    return "\n\n".join(parts)


def _counts(tried: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Count gold against each reading: events × seeds × readings × values × values."""
    event, seed = (pd.factorize(tried[name])[0] for name in ("event", "seed"))
    gold = pd.Categorical(tried["gold"], VALUES).codes
    shape = (event.max() + 1, seed.max() + 1, len(READINGS), len(VALUES), len(VALUES))
    counts = np.zeros(shape)
    for place, reading in enumerate(READINGS):
        np.add.at(
            counts, (event, seed, place, gold, pd.Categorical(tried[reading], VALUES).codes), 1
        )
    return counts


def _measures(counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return F1 of favor and against, and alpha, of tables of counts (…, values, values)."""
    both = np.diagonal(counts, axis1=-2, axis2=-1)
    f1 = 2 * both / np.maximum(counts.sum(axis=-1) + counts.sum(axis=-2), 1)
    together = counts + counts.swapaxes(-1, -2)
    alpha = alphas(together.reshape(-1, len(VALUES), len(VALUES))).reshape(f1.shape[:-1])
    sides = [VALUES.index(side) for side in ("favor", "against")]
    return np.stack([f1[..., sides].mean(axis=-1), alpha], axis=-1)
