"""Scoring the search for events in an archive: articles put together, against given events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.evaluation.similarity import corpus_sentences
from crossframe.io.reading import read_jsonl
from crossframe.io.writing import write_jsonl
from crossframe.similarity.event_search import THRESHOLD, event_labels, event_pairs
from crossframe.similarity.same_event import day_number
from crossframe.similarity.vectors import article_vectors

_THRESHOLDS = [number / 200 for number in range(10, 41)]  # 0.05 to 0.2
_USED = _THRESHOLDS.index(THRESHOLD)

Labels = npt.NDArray[np.int64]


def predict(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Search corpora, taken as one, for events.

    Returns
    -------
    list of dict
        For each article: `number` (int, its place, from 1), `id` (str), `dated` and `undated`
        (lists of int, its event at each threshold from 0.05 to 0.2 by 0.005, with its date and
        without).
    """
    records = [row for path in paths for row in read_jsonl(path, required=("id",))]
    vectors, _ = article_vectors(corpus_sentences(paths))
    outlets = pd.factorize(np.array([str(row.get("outlet")) for row in records]))[0]
    days = np.array([day_number(str(row.get("date") or "")) for row in records])
    found = {}
    for name, known in (("dated", days), ("undated", np.full(len(days), np.nan))):
        pairs = event_pairs(vectors, outlets, known)
        labels = [
            event_labels(vectors, outlets, known, pairs, threshold=one) for one in _THRESHOLDS
        ]
        found[name] = np.stack(labels, axis=1).tolist()
    return [
        {"number": place + 1, "id": row["id"], **{name: own[place] for name, own in found.items()}}
        for place, row in enumerate(records)
    ]


def score(paths: Sequence[Path], predictions: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Score events against the `event` of each object of the corpora.

    Returns
    -------
    dict
        `dated.precision`, `.recall` and `.f1` of the pairs of articles that are put together,
        against those on one event; `dated.left_out.precision` and so on, with the threshold chosen
        without the event that is scored (a pair with another event counts half for each); all of
        these again without dates, as `undated`.

    Raises
    ------
    CrossframeError
        If the predictions are of another corpus.
    """
    records = [row for path in paths for row in read_jsonl(path, required=("id",))]
    if any("event" not in row for row in records):
        return {}
    if len(records) != len(predictions):
        raise CrossframeError(
            f"{len(predictions)} articles were predicted, the corpus has {len(records)}",
            path=", ".join(map(str, paths)),
            remedy="score the corpus that was predicted",
        )
    events = pd.factorize(np.array([row["event"] for row in records]))[0]
    scores: dict[str, float] = {}
    for name in ("dated", "undated"):
        labels = np.array([row[name] for row in predictions]).T
        counts = {"": _counts(labels[_USED], events), "left_out.": _left_out(labels, events)}
        for prefix, found in counts.items():
            measures = precision_recall_f1(*found)
            scores |= {f"{name}.{prefix}{measure}": value for measure, value in measures.items()}
    return scores


def write(predictions: Sequence[dict[str, Any]], target: Path) -> None:
    """Write events as JSON lines."""
    write_jsonl(predictions, target)


def _left_out(labels: Labels, events: Labels) -> tuple[float, float, float]:
    total = np.zeros(3)
    for event in np.unique(events):
        rest = events != event
        f1 = [precision_recall_f1(*_counts(one[rest], events[rest]))["f1"] for one in labels]
        total += _counts(labels[int(np.argmax(f1))], events, of=event)
    found, put, listed = total.tolist()
    return found, put, listed


def _counts(labels: Labels, events: Labels, *, of: int | None = None) -> tuple[float, float, float]:
    """Count pairs put together that are on one event, all put together, and all on one event."""
    together, same = (np.equal.outer(one, one) for one in (labels, events))
    weights = np.triu(np.ones(together.shape), 1)
    if of is not None:
        weights *= np.add.outer(events == of, (events == of).astype(float)) / 2
    found, put, listed = (
        float((weights * pairs).sum()) for pairs in (together & same, together, same)
    )
    return found, put, listed
