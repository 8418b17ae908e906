"""Scores as a table, one row for each part of the gold."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

ALL = "all"


def score_table(scores: Mapping[str, float]) -> pd.DataFrame:
    """Set the scores of an evaluation as a table.

    Parameters
    ----------
    scores
        As of the function `score` of an `evaluate_*` module: measure -> value, and for a part of
        the gold, as one event of several, `<part>.<measure>` -> value.

    Returns
    -------
    pandas.DataFrame
        One row for each part in the order of the scores, at last `all`: `part`, and a column for
        each measure, NaN where a part has none.

    Examples
    --------
    >>> score_table({"alpha": 0.4, "elm.alpha": 0.5, "oak.alpha": 0.3}).values.tolist()
    [['elm', 0.5], ['oak', 0.3], ['all', 0.4]]
    """
    rows: dict[str, dict[str, float]] = {}
    for name, value in scores.items():
        part, _, measure = name.rpartition(".")
        rows.setdefault(part or ALL, {})[measure] = value
    parts = [part for part in rows if part != ALL] + [ALL] * (ALL in rows)
    table = pd.DataFrame([rows[part] for part in parts])
    table.insert(0, "part", parts)
    return table
