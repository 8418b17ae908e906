"""Scoring sentence counterparts against reference alignments of event folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from crossframe.corpus.given import read_event
from crossframe.errors import CrossframeError
from crossframe.io.reading import read_table
from crossframe.io.writing import write_predictions
from crossframe.similarity.alignment import PAIR, align

CURVE = tuple((np.arange(1, 20) / 20).tolist())
SAME_STATEMENT = ("same", "differs")
RELATED = "related"
Pair = frozenset[tuple[str, int]]

COLUMNS = [*PAIR, "score"]


def predict(paths: Sequence[Path]) -> dict[str, pd.DataFrame]:
    """Find the counterparts of the sentences of event folders.

    Parameters
    ----------
    paths
        Folders that hold `sentences.csv`; nothing else is read.

    Returns
    -------
    dict
        Folder name -> accepted pairs of sentences, for every pair of articles in the folder:
        `article_a` (str), `sentence_a` (int), `article_b` (str), `sentence_b` (int), `score`
        (float, 0 to 1).

    Raises
    ------
    CrossframeError
        If a folder's sentences are missing or malformed, or two folders have one name.
    """
    predictions: dict[str, pd.DataFrame] = {}
    for path in paths:
        name = _name(path)
        if name in predictions:
            raise CrossframeError(
                "two folders have the same name", path=path, remedy="rename one of them"
            )
        table = align(read_event(path))
        predictions[name] = table.loc[table["accepted"], COLUMNS].reset_index(drop=True)
    return predictions


def score(paths: Sequence[Path], predictions: dict[str, pd.DataFrame]) -> dict[str, float]:
    """Score accepted pairs of sentences.

    Parameters
    ----------
    paths
        The folders that were predicted. Those without `alignment.csv` are passed over.
    predictions
        As `predict` returns them.

    Returns
    -------
    dict
        `precision`, `recall`, `f1` over the pairs of all folders together and, where several
        folders are given, `<folder>.precision` and so on of each. Only pairs of articles that a
        folder's `alignment.csv` names are scored, whichever article stands first. Empty where no
        folder has the file.

    Raises
    ------
    CrossframeError
        If an `alignment.csv` is malformed or names a sentence that the folder does not have.
    """
    counts = {
        _name(path): reference_counts(predictions[_name(path)], read_alignment(path))
        for path in paths
        if (path / "alignment.csv").exists()
    }
    if not counts:
        return {}
    found, accepted, listed = (sum(column) for column in zip(*counts.values(), strict=True))
    scores = pair_scores(found, accepted, listed)
    if len(paths) > 1:
        for name, of_folder in counts.items():
            scores |= {f"{name}.{key}": value for key, value in pair_scores(*of_folder).items()}
    return scores


def write(predictions: dict[str, pd.DataFrame], target: Path) -> None:
    """Write accepted pairs in the form of the reference.

    Parameters
    ----------
    predictions
        As `predict` returns them.
    target
        A file whose name ends in `.csv`, for a single folder; else a directory, made if need be,
        which gets a file `<folder name>.csv` for each.

    Raises
    ------
    CrossframeError
        If `target` is one file for several folders, or cannot be written.
    """
    write_predictions(
        {name: table.round({"score": 6}) for name, table in predictions.items()}, target
    )


def read_alignment(folder: Path) -> pd.DataFrame:
    """Read the reference alignment of an event folder."""
    path = folder / "alignment.csv"
    table = read_table(path, required=(*PAIR, "relation"))
    sentences = read_event(folder)
    known = set(zip(sentences["article"], sentences["sentence"].astype(str), strict=True))
    relations = (*SAME_STATEMENT, RELATED)
    for row in table.itertuples():
        if row.relation not in relations:
            raise CrossframeError(
                f"unknown relation {row.relation!r}",
                path=path,
                place=f"line {row.Index}",
                remedy=f"use one of {', '.join(relations)}",
            )
        for article, sentence in (
            (row.article_a, row.sentence_a),
            (row.article_b, row.sentence_b),
        ):
            if (article, sentence) not in known:
                raise CrossframeError(
                    f"sentence {sentence!r} of article {article!r} does not exist",
                    path=path,
                    place=f"line {row.Index}",
                    remedy="use articles and sentence numbers of sentences.csv",
                )
    return table[[*PAIR, "relation"]].astype({"sentence_a": int, "sentence_b": int})


def _name(folder: Path) -> str:
    return folder.resolve().name


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
        As of `reference_counts`.
    thresholds
        Scores from which pairs count as accepted.

    Returns
    -------
    pandas.DataFrame
        One row a threshold: `threshold`, `precision`, `recall`, `f1` (float, 0 to 1), and the
        counts behind them, `found`, `accepted`, `listed` (int; see `reference_counts`).

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
        scores = pair_scores(*counts)
        rows.append((threshold, scores["precision"], scores["recall"], scores["f1"], *counts))
    return pd.DataFrame(
        rows, columns=["threshold", "precision", "recall", "f1", "found", "accepted", "listed"]
    )


def reference_counts(pairs: pd.DataFrame, reference: pd.DataFrame) -> tuple[int, int, int]:
    """Compare accepted pairs of sentences with a reference."""
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


def pair_scores(found: int, accepted: int, listed: int) -> dict[str, float]:
    """Return precision, recall and F1 of counts as of `reference_counts`."""
    return {
        "precision": found / accepted if accepted else 0.0,
        "recall": found / listed if listed else 0.0,
        "f1": 2 * found / (accepted + listed) if accepted + listed else 0.0,
    }


def _pairs(table: pd.DataFrame) -> set[Pair]:
    return {
        frozenset(((str(a), int(i)), (str(b), int(j))))
        for a, i, b, j in table[[*PAIR]].itertuples(index=False)
    }
