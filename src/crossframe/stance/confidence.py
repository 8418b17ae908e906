"""How far a machine-coded stance can be believed: how often such rows agree with reference codings."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd

from crossframe.io.reading import read_table
from crossframe.io.reference_data import reference_file
from crossframe.stance.consistency import CONSISTENCY
from crossframe.stance.units import UNIT
from crossframe.voices.speakers import OUTLET

GROUNDS = ("turned", "own voice", "judged", "several terms", "named")
CONFIDENCE_COLUMNS = ["ground", "rows", "right", "share", "confidence"]

_FILE = "stance_confidence.csv"
_PRIOR_ROWS = 5
_JUDGED = frozenset(
    {"evaluation", "tone", "denial", "condition", "reaction", "author", "correction"}
)


def grounds(stance: pd.DataFrame, several: AbstractSet[tuple[str, int, str]]) -> pd.Series[str]:
    """Tell on what ground each row stands.

    Parameters
    ----------
    stance
        Rows as of `crossframe.stance.coding.code_stance`.
    several
        The (article, sentence, theme) that several different terms of the theme touch.

    Returns
    -------
    pandas.Series of str
        The first that applies: `turned` (by `crossframe.stance.consistency`), `own voice` (nobody is
        named), `judged` (words of praise or blame, a denial or a reaction decided),
        `several terms`, `named` (all others).
    """
    units = stance[UNIT].itertuples(index=False, name=None)
    conditions = [
        stance["rule"] == CONSISTENCY,
        stance["holder"] == OUTLET,
        stance["rule"].isin(_JUDGED),
        pd.Series([unit in several for unit in units], index=stance.index, dtype=bool),
    ]
    return pd.Series(np.select(conditions, GROUNDS[:-1], GROUNDS[-1]), index=stance.index)


def confidence_table(
    ground: pd.Series[str], right: pd.Series[bool], *, events: int
) -> pd.DataFrame:
    """Count how often rows on each ground are right, and say how far that carries.

    Parameters
    ----------
    ground
        As of `grounds`, over the rows of events that have a reference coding.
    right
        Whether the reference coding has the same stance in the unit, whoever holds it.
    events
        How many events these rows come from.

    Returns
    -------
    pandas.DataFrame
        One row a ground, in the order of `GROUNDS`: `ground`, `rows`, `right` (int, counts), `share`
        (of right rows on these events) and `confidence` (on an event not seen), both 0 to 1.

    Notes
    -----
    `share` is drawn to the share over all grounds as if five more rows of that share had been seen
    (a Beta prior; Gelman et al., Bayesian Data Analysis, chapter 2), so that a ground seldom met
    does not get 0 or 1. `confidence` is Laplace's rule of succession over the events: as if two more
    had been seen, one with every row right and one with none. The rows of an event hang on the same
    codebook and stand or fall together, so it is the number of events that says how far a share
    carries to the next one, not the number of rows.

    Examples
    --------
    >>> ground, right = pd.Series(["named"] * 4 + ["judged"]), pd.Series([True] * 5)
    >>> table = confidence_table(ground, right, events=2)
    >>> table[table["rows"] > 0].values.tolist()  # (2 * 1 + 1) / (2 + 2)
    [['judged', 1, 1, 1.0, 0.75], ['named', 4, 4, 1.0, 0.75]]
    """
    counts = right.astype(int).groupby(ground).agg(["size", "sum"]).reindex(GROUNDS, fill_value=0)
    prior = right.mean() if len(right) else 0.5
    share = (counts["sum"] + _PRIOR_ROWS * prior) / (counts["size"] + _PRIOR_ROWS)
    carried = (events * share + 1) / (events + 2)
    columns = (counts["size"], counts["sum"], share.round(3), carried.round(3))
    return pd.DataFrame(list(zip(GROUNDS, *columns, strict=True)), columns=CONFIDENCE_COLUMNS)


def confidence(ground: pd.Series[str]) -> pd.Series[float]:
    """Say how likely a stance on each ground is right.

    Parameters
    ----------
    ground
        As of `grounds`.

    Returns
    -------
    pandas.Series of float
        0 to 1: how many of such rows are likely to have the stance that a reference coding would have,
        on an event like those of the shipped table `stance_confidence.csv`. That is made by `crossframe
        calibrate` from eight events that the rules were not written on (see
        `data/reference/README.md`).
    """
    table = _shipped()
    values = dict(zip(table["ground"], table["confidence"].astype(float), strict=True))
    return ground.map(values).astype(float)


def rows_met() -> tuple[int, int]:
    """Return how many machine rows the confidence rests on, and how many of them were right."""
    table = _shipped()
    return int(table["rows"].astype(int).sum()), int(table["right"].astype(int).sum())


def _shipped() -> pd.DataFrame:
    return read_table(reference_file(_FILE), required=CONFIDENCE_COLUMNS)
