"""Scoring sentence counterparts against reference alignments of event folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from crossframe.corpus.events import read_event, read_table
from crossframe.errors import CrossframeError
from crossframe.io.writing import write_tables
from crossframe.similarity.alignment import (
    PAIR,
    RELATED,
    SAME_STATEMENT,
    align,
    pair_scores,
    reference_counts,
)

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
    write_tables({name: table.round({"score": 6}) for name, table in predictions.items()}, target)


def read_alignment(folder: Path) -> pd.DataFrame:
    """Read the reference alignment of an event folder.

    Parameters
    ----------
    folder
        Holds `sentences.csv` and `alignment.csv`, the latter with columns `article_a, sentence_a,
        article_b, sentence_b, relation`.

    Returns
    -------
    pandas.DataFrame
        These columns, sentences as int, `relation` one of `same`, `differs`, `related`.

    Raises
    ------
    CrossframeError
        If a file is missing or malformed, a relation is none of the three, or a sentence is not in
        `sentences.csv`; the message names the line.
    """
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
