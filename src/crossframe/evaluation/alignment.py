"""Scoring sentence counterparts against reference alignments of event folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from crossframe.corpus.given import read_event
from crossframe.evaluation.gold import by_name, check_values, name_of, with_sentences
from crossframe.evaluation.scores import precision_recall_f1, with_parts
from crossframe.io.reading import read_table
from crossframe.io.writing import write_predictions
from crossframe.similarity.alignment import PAIR, align

CURVE = tuple((np.arange(1, 20) / 20).tolist())
SAME_STATEMENT = ("same", "differs")
RELATED = "related"
COLUMNS = [*PAIR, "score"]

_Pair = frozenset[tuple[str, int]]


def predict(paths: Sequence[Path]) -> dict[str, pd.DataFrame]:
    """Return the counterparts found in event folders: folder name -> accepted pairs (`COLUMNS`)."""
    predictions = {}
    for name, folder in by_name(paths).items():
        table = align(read_event(folder))
        predictions[name] = table.loc[table["accepted"], COLUMNS].reset_index(drop=True)
    return predictions


def score(paths: Sequence[Path], predictions: dict[str, pd.DataFrame]) -> dict[str, float]:
    """Score accepted pairs of sentences.

    Returns
    -------
    dict
        `precision`, `recall`, `f1` over the pairs of all folders together and, where several have
        an `alignment.csv`, `<folder>.precision` and so on of each. Only pairs of articles that the
        file names are scored, whichever article stands first.
    """
    counts = {
        name: reference_counts(predictions[name], read_alignment(path))
        for name, path in zip(map(name_of, paths), paths, strict=True)
        if (path / "alignment.csv").exists()
    }
    if not counts:
        return {}
    total = (sum(column) for column in zip(*counts.values(), strict=True))
    parts = {name: precision_recall_f1(*own) for name, own in counts.items()}
    return with_parts(precision_recall_f1(*total), parts)


def write(predictions: dict[str, pd.DataFrame], target: Path) -> None:
    """Write accepted pairs in the form of the reference, to a `.csv` or a file for each folder."""
    write_predictions(
        {name: table.round({"score": 6}) for name, table in predictions.items()}, target
    )


def read_alignment(folder: Path) -> pd.DataFrame:
    """Read a folder's `alignment.csv`: columns `PAIR` and `relation` (same, differs, related)."""
    path = folder / "alignment.csv"
    table = read_table(path, required=(*PAIR, "relation"))[[*PAIR, "relation"]]
    check_values(table, "relation", (*SAME_STATEMENT, RELATED), path)
    return with_sentences(table, path, folder, columns=(PAIR[:2], PAIR[2:]))


def threshold_curve(
    alignment: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    thresholds: Sequence[float] = CURVE,
) -> pd.DataFrame:
    """Score an alignment against a reference at many thresholds.

    Parameters
    ----------
    alignment
        As of `align`, with a threshold not above the lowest of `thresholds`; best with 0.
    reference
        Columns `article_a, sentence_a, article_b, sentence_b, relation`: `same` and `differs` are
        to be found, `related` counts neither way, a pair that is not listed is a wrong one. Speaks
        only of the pairs of articles that it names.
    thresholds
        Scores from which pairs count as accepted.

    Returns
    -------
    pandas.DataFrame
        One row a threshold: `threshold`, `precision`, `recall`, `f1` (float, 0 to 1), and the
        counts behind them (int): `found`, accepted pairs that are to be found; `accepted`, those
        that count; `listed`, pairs to be found.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 0, 0, "Mayor closes harbour"), ("a", 1, 1, "Rain."),
    ...                          ("b", 0, 0, "Harbour closed by mayor")])
    >>> gold = pd.DataFrame([("b", 0, "a", 0, "same")], columns=[*PAIR, "relation"])
    >>> threshold_curve(align(table, threshold=0), gold, thresholds=[0, 0.5])[
    ...     ["precision", "recall", "found", "accepted", "listed"]].to_numpy().tolist()
    [[0.5, 1.0, 1.0, 2.0, 1.0], [1.0, 1.0, 1.0, 1.0, 1.0]]
    """
    rows = []
    for threshold in thresholds:
        counts = reference_counts(alignment[alignment["score"] >= threshold], reference)
        rows.append((threshold, *precision_recall_f1(*counts).values(), *counts))
    return pd.DataFrame(
        rows, columns=["threshold", "precision", "recall", "f1", "found", "accepted", "listed"]
    )


def reference_counts(pairs: pd.DataFrame, reference: pd.DataFrame) -> tuple[int, int, int]:
    """Count found, accepted and listed pairs, as `threshold_curve` has them."""
    to_find = _pairs(reference[reference["relation"].isin(SAME_STATEMENT)])
    ignored = _pairs(reference[reference["relation"] == RELATED]) - to_find
    spoken_of = {
        frozenset((a, b))
        for a, b in zip(reference["article_a"], reference["article_b"], strict=True)
    }
    counted = {
        pair for pair in _pairs(pairs) - ignored if frozenset(a for a, _ in pair) in spoken_of
    }
    return len(counted & to_find), len(counted), len(to_find)


def _pairs(table: pd.DataFrame) -> set[_Pair]:
    return {
        frozenset(((str(a), int(i)), (str(b), int(j))))
        for a, i, b, j in table[[*PAIR]].itertuples(index=False)
    }
