"""Setting and testing the confidence of machine-coded stances by events with a reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.evaluation.gold import name_of
from crossframe.evaluation.stance import reference_coding, without_disputed
from crossframe.stance.confidence import GROUNDS, confidence_table
from crossframe.stance.units import UNIT

ALL_GROUNDS = "all rows"
RELIABILITY_COLUMNS = ["ground", "rows", "right", "share_right", "confidence"]


def right_rows(paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tell of each machine row (of `stance.predict`) whether the reference coding has its stance.

    Adds `event` (the folder's name) and `right` (bool: in the same unit, whoever holds it); rows of
    disputed units and of folders without a reference coding are left out.
    """
    tables = []
    for path in paths:
        gold = reference_coding(path)
        if gold is None:
            continue
        rows = without_disputed(predictions[name_of(path)], path)
        coded = set(gold[[*UNIT, "stance"]].itertuples(index=False, name=None))
        units = rows[[*UNIT, "stance"]].itertuples(index=False, name=None)
        right = pd.Series([unit in coded for unit in units], index=rows.index, dtype=bool)
        tables.append(rows.assign(event=name_of(path), right=right))
    if not tables:
        raise CrossframeError(
            "no folder has a reference coding",
            path=paths[0] if paths else None,
            remedy="give folders with gold.csv or stance.csv",
        )
    return pd.concat(tables, ignore_index=True)


def calibrate(rows: pd.DataFrame) -> pd.DataFrame:
    """Make the table of confidences from the `right_rows` of events with a reference coding."""
    return confidence_table(rows["ground"], rows["right"], events=rows["event"].nunique())


def leave_one_event_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the `right_rows` of each event the confidence that the other events lead to.

    Adds `confidence`, and `share`, what it was before it was drawn in for a new event.
    """
    if rows["event"].nunique() < 2:
        raise CrossframeError(
            "confidence is tested by leaving events out, and there is one only",
            remedy="give at least two events with a reference coding",
        )
    parts = []
    for event, own in rows.groupby("event", sort=False):
        table = calibrate(rows[rows["event"] != event]).set_index("ground")
        values = {name: own["ground"].map(table[name]) for name in ("share", "confidence")}
        parts.append(own.assign(**values))
    return pd.concat(parts)


def reliability(rows: pd.DataFrame) -> pd.DataFrame:
    """Compare confidence with how many rows are right.

    Parameters
    ----------
    rows
        As of `right_rows`, best of other events than the table of confidences was made from.

    Returns
    -------
    pandas.DataFrame
        One row a ground that occurs, from low to high confidence, and one of all: `ground`, `rows`,
        `right` (int, counts), `share_right` and `confidence` (their mean), both 0 to 1. Where the
        two are equal, confidence means what it says.

    Notes
    -----
    A reliability diagram in figures (Niculescu-Mizil and Caruana 2005, ICML); its bins are the
    grounds, since confidence takes one value on each.

    Examples
    --------
    >>> rows = pd.DataFrame({"ground": ["named", "judged", "named"], "right": [True, True, False],
    ...                      "confidence": [0.6, 0.7, 0.6]})
    >>> reliability(rows).round(3).values.tolist()
    [['named', 2, 1, 0.5, 0.6], ['judged', 1, 1, 1.0, 0.7], ['all rows', 3, 2, 0.667, 0.633]]
    """
    bins = [(ground, rows[rows["ground"] == ground]) for ground in GROUNDS]
    bins = sorted(
        ((ground, own) for ground, own in bins if len(own)),
        key=lambda item: float(item[1]["confidence"].mean()),
    )
    return pd.DataFrame(
        [
            (name, len(own), int(own["right"].sum()), own["right"].mean(), own["confidence"].mean())
            for name, own in [*bins, (ALL_GROUNDS, rows)]
        ],
        columns=RELIABILITY_COLUMNS,
    )
