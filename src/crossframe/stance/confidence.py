"""How far a machine-coded stance can be believed: how often such rows agree with references."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd

from crossframe.io.reading import read_table
from crossframe.io.reference_data import reference_file
from crossframe.stance.units import UNIT
from crossframe.voices.speakers import OUTLET

GROUNDS = ("unstated", "turned", "own voice", "judged", "several terms", "named")
CONSISTENCY = "consistency"
MENTION = "mention"  # nothing but the mention of a theme: no stance is stated
CONFIDENCE_COLUMNS = ["ground", "rows", "right", "share", "confidence"]

_FILE = "stance_confidence.csv"
_PRIOR_ROWS = 5
_JUDGED = frozenset({"evaluation", "tone", "denial"})
_MARGIN = 2
_SIGNS = {"favor": 1, "against": -1, "neither": 0}
_STANCES = {1: "favor", -1: "against"}
_SETTLED = "codebook cue"


def consistent(stance: pd.DataFrame) -> pd.DataFrame:
    """Turn single rows that contradict what their holder says in the rest of the article."""
    # One sense per discourse (Gale, Church and Yarowsky 1992), said of positions: in the reference
    # codings that the rules were written on, holders with several rows on a theme were of one side
    # in 65 of 68. Who changes sides in the middle of an article is misread by this.
    sign = stance["stance"].map(_SIGNS).astype(int)
    same = [stance["article"], stance["theme"], stance["holder"]]
    others = sign.groupby(same).transform("sum") - sign
    open_to = (stance["holder"] != OUTLET) & (stance["rule"] != _SETTLED)
    turned = open_to & (others * sign <= -_MARGIN)
    return stance.assign(
        stance=stance["stance"].where(~turned, (-sign).map(_STANCES)),
        rule=stance["rule"].where(~turned, CONSISTENCY),
    )


def grounds(stance: pd.DataFrame, several: AbstractSet[tuple[str, int, str]]) -> pd.Series[str]:
    """Tell on what ground each row stands: the first of `GROUNDS` that applies."""
    units = stance[UNIT].itertuples(index=False, name=None)
    conditions = [
        stance["rule"] == MENTION,
        stance["rule"] == CONSISTENCY,
        stance["holder"] == OUTLET,
        stance["rule"].isin(_JUDGED),
        pd.Series([unit in several for unit in units], index=stance.index, dtype=bool),
    ]
    return pd.Series(np.select(conditions, GROUNDS[:-1], GROUNDS[-1]), index=stance.index)


def confidence_table(
    ground: pd.Series[str], right: pd.Series[bool], *, events: int
) -> pd.DataFrame:
    """Count how often rows on each ground are right, and say how far that carries."""
    # `share` is drawn to the share over all grounds as if five more rows of that share had been seen
    # (a Beta prior; Gelman et al., Bayesian Data Analysis, chapter 2). `confidence` is Laplace's rule
    # of succession over events, since the rows of one stand or fall together: as if two more had
    # been seen, one with every row right and one with none.
    counts = right.astype(int).groupby(ground).agg(["size", "sum"]).reindex(GROUNDS, fill_value=0)
    prior = right.mean() if len(right) else 0.5
    share = (counts["sum"] + _PRIOR_ROWS * prior) / (counts["size"] + _PRIOR_ROWS)
    carried = (events * share + 1) / (events + 2)
    columns = (counts["size"], counts["sum"], share.round(3), carried.round(3))
    return pd.DataFrame(list(zip(GROUNDS, *columns, strict=True)), columns=CONFIDENCE_COLUMNS)


def confidence(ground: pd.Series[str]) -> pd.Series[float]:
    """Say how likely a stance on each ground is right."""
    table = _shipped()
    values = dict(zip(table["ground"], table["confidence"].astype(float), strict=True))
    return ground.map(values).astype(float)


def rows_met() -> tuple[int, int]:
    """Return how many machine rows the confidence rests on, and how many of them were right."""
    table = _shipped()
    return int(table["rows"].astype(int).sum()), int(table["right"].astype(int).sum())


def _shipped() -> pd.DataFrame:
    return read_table(reference_file(_FILE), required=CONFIDENCE_COLUMNS)
