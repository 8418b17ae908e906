"""Scores: precision, recall and F1 of counts, and a table with a row for each part of the gold."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

ALL = "all"


def precision_recall_f1(
    right: float, predicted: float, listed: float, *, recalled: float | None = None
) -> dict[str, float]:
    """Return precision, recall and F1 of counts.

    Parameters
    ----------
    right, predicted, listed
        How many predictions are right, how many there are, and how many the gold lists.
    recalled
        How many of those listed were found, where that is not `right`.

    Returns
    -------
    dict
        `precision`, `recall` and `f1`, their harmonic mean, each 0 where there is nothing to divide
        by.

    Examples
    --------
    >>> precision_recall_f1(1, 2, 4)
    {'precision': 0.5, 'recall': 0.25, 'f1': 0.3333333333333333}
    """
    precision = right / predicted if predicted else 0.0
    recall = (right if recalled is None else recalled) / listed if listed else 0.0
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def with_parts(
    scores: Mapping[str, float], parts: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Add to the scores of the whole those of its parts, if several, as `<part>.<measure>`."""
    of_parts = {f"{part}.{key}": value for part, own in parts.items() for key, value in own.items()}
    return {**scores, **(of_parts if len(parts) > 1 else {})}


def score_table(scores: Mapping[str, float]) -> pd.DataFrame:
    """Set the scores of an evaluation as a table.

    Parameters
    ----------
    scores
        As of the function `score` of a task's module: measure -> value, and for a part of the gold,
        as one event of several, `<part>.<measure>` -> value.

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
