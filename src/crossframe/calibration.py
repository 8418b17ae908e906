"""Setting the confidence of machine-coded stances by events coded by people, and testing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.agreement import UNIT
from crossframe.confidence import confidence_table
from crossframe.errors import CrossframeError
from crossframe.evaluate_stance import reference_coding, without_disputed
from crossframe.export import write_file

_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 1.0)


def right_rows(paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tell of each machine row whether people coded the same stance.

    Parameters
    ----------
    paths
        Folders as of `crossframe.evaluate_stance.predict`.
    predictions
        As of `crossframe.evaluate_stance.predict`.

    Returns
    -------
    pandas.DataFrame
        The rows of all folders that have a reference coding, without disputed units, with a column
        `right` (bool): the reference has a row of that stance in the same unit, whoever holds it.

    Raises
    ------
    CrossframeError
        If no folder has a reference coding, or one is malformed.
    """
    tables = []
    for path in paths:
        gold = reference_coding(path)
        if gold is None:
            continue
        rows = without_disputed(predictions[path.resolve().name], path)
        coded = set(gold[[*UNIT, "stance"]].itertuples(index=False, name=None))
        units = rows[[*UNIT, "stance"]].itertuples(index=False, name=None)
        right = pd.Series([unit in coded for unit in units], index=rows.index, dtype=bool)
        tables.append(rows.assign(right=right))
    if not tables:
        raise CrossframeError(
            "no folder has a reference coding",
            path=paths[0] if paths else None,
            remedy="give folders with gold.csv or stance.csv",
        )
    return pd.concat(tables, ignore_index=True)


def calibrate(
    paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame], target: Path
) -> pd.DataFrame:
    """Make the table of confidences from events coded by people.

    Parameters
    ----------
    paths, predictions
        As of `right_rows`.
    target
        The CSV file to write.

    Returns
    -------
    pandas.DataFrame
        As of `crossframe.confidence.confidence_table`; the file holds the same.

    Raises
    ------
    CrossframeError
        As of `right_rows`, or if the file cannot be written.
    """
    rows = right_rows(paths, predictions)
    table = confidence_table(rows["ground"], rows["right"])
    write_file(table.to_csv(index=False, lineterminator="\n"), target)
    return table


def confidence_bins(paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Compare confidence with how many rows are right.

    Parameters
    ----------
    paths, predictions
        As of `right_rows`, best of events that the table of confidences was not made from.

    Returns
    -------
    pandas.DataFrame
        One row a bin that holds rows, from low to high: `from`, `to` (its bounds, the upper one
        included), `rows` (int), `confidence` (their mean) and `right` (the share of right rows),
        both 0 to 1. Where the two are equal, confidence means what it says.

    Raises
    ------
    CrossframeError
        As of `right_rows`.

    Notes
    -----
    A reliability diagram in figures (Niculescu-Mizil and Caruana 2005, ICML).
    """
    rows = right_rows(paths, predictions)
    bins = pd.cut(rows["confidence"], list(_BINS), include_lowest=True)
    table = rows.groupby(bins, observed=True).agg(
        rows=("right", "size"), confidence=("confidence", "mean"), right=("right", "mean")
    )
    bounds = {"from": [b.left for b in table.index], "to": [b.right for b in table.index]}
    table = table.reset_index(drop=True)
    return pd.concat([pd.DataFrame(bounds).clip(lower=0), table], axis=1)
