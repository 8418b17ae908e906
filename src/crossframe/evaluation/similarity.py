"""Scoring the similarity by whether articles on one event find each other in a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.corpus.given import read_paragraphs
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.io.reading import read_jsonl
from crossframe.io.writing import write_jsonl
from crossframe.similarity.cosine import similarity_matrix
from crossframe.similarity.same_event import THRESHOLD, closeness, grouped
from crossframe.text.words import iter_words

_THRESHOLDS = (np.arange(10, 41) / 200).tolist()  # 0.05 to 0.2


def corpus_sentences(paths: Sequence[Path]) -> pd.DataFrame:
    """Read corpora as one sentence table, with a column `id`, each article under its number."""
    # ids of a corpus need not be unique; a first sentence that repeats the title is left out, as
    # the cleaning of scraped articles does
    rows: list[tuple[str, int, int, str]] = []
    ids: dict[str, str] = {}
    for path in paths:
        for record in read_paragraphs(path, required=("title",)):
            title, paragraphs = record["title"], record["paragraphs"]
            number = str(len(ids) + 1)
            ids[number] = record["id"]
            numbered = enumerate(paragraphs, start=1)
            texts = [(0, title), *((at, text) for at, sentences in numbered for text in sentences)]
            if len(texts) > 1 and _forms(texts[1][1]) == _forms(texts[0][1]):
                del texts[1]
            rows += [(number, place, *text) for place, text in enumerate(texts)]
    table = given_sentences(rows)
    return table.assign(id=table["article"].map(ids))


def predict(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Rank for every article of corpora, taken as one, all others by their similarity.

    Returns
    -------
    list of dict
        For each article: `number` (int, its place, from 1), `id` (str), `ranked` (the others' ids,
        the most similar first), `ranked_numbers` (their numbers, since ids need not be unique),
        `scores` (list of float, 0 to 1). Equally similar articles stand in the order of their ids.
    """
    sentences = corpus_sentences(paths)
    ids = sentences.drop_duplicates("article")["id"].to_numpy(dtype=str)
    similarities = similarity_matrix(sentences).to_numpy()
    return [
        {
            "number": row + 1,
            "id": str(ids[row]),
            "ranked": ids[order].tolist(),
            "ranked_numbers": (order + 1).tolist(),
            "scores": similarities[row, order].tolist(),
        }
        for row, order in enumerate(rank(similarities, ids))
    ]


def score(paths: Sequence[Path], predictions: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Score rankings against the `event` of each object of the corpora.

    Returns
    -------
    dict
        Means over all articles whose event has another: `map`, the average precision (mean over the
        right articles of the share of right ones down to it); `p_at_2`, the share of right ones
        among the first two; `mrr`, one over the rank of the first right one. And of the groups that
        `crossframe.similarity.same_event.event_groups` makes of all articles: `groups.precision`,
        `.recall` and `.f1` of the pairs of articles that are put together, against those on one
        event; `groups.left_out.precision` and so on, with the threshold chosen without the event
        that is scored; all of these again without `date`, as `undated`.

    Raises
    ------
    CrossframeError
        If only some objects have an `event`, or the predictions are of another corpus.

    Notes
    -----
    Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, chapter 8.
    """
    records = [row for path in paths for row in read_jsonl(path, required=("id",))]
    events: list[Any] = [row.get("event") for row in records]
    dates = [str(row.get("date") or "") for row in records]
    if all(event is None for event in events):
        return {}
    if None in events:
        raise CrossframeError(
            f"object {events.index(None) + 1} has no 'event'",
            path=", ".join(map(str, paths)),
            remedy="give every object its event, or none",
        )
    if len(predictions) != len(events):
        raise CrossframeError(
            f"{len(predictions)} articles were predicted, the corpus has {len(events)}",
            path=", ".join(map(str, paths)),
            remedy="score the corpus that was predicted",
        )
    orders = [np.array(row["ranked_numbers"], dtype=int) - 1 for row in predictions]
    similarities = np.eye(len(events))
    for row, (order, predicted) in enumerate(zip(orders, predictions, strict=True)):
        similarities[row, order] = predicted["scores"]
    numbers = pd.factorize(np.array(events))[0]
    scores = retrieval(orders, events)
    for name, used in (("groups", dates), ("undated", [""] * len(dates))):
        close = closeness(similarities, used)
        counts = {"": pair_counts(close, numbers), "left_out.": left_out_counts(close, numbers)}
        for prefix, found in counts.items():
            measures = precision_recall_f1(*found)
            scores |= {f"{name}.{prefix}{measure}": value for measure, value in measures.items()}
    return scores


def write(predictions: Sequence[dict[str, Any]], target: Path) -> None:
    """Write rankings as JSON lines, scores rounded to six digits."""
    rows = ({**row, "scores": [round(value, 6) for value in row["scores"]]} for row in predictions)
    write_jsonl(rows, target)


def rank(
    similarities: npt.NDArray[np.float64], ids: npt.NDArray[np.str_]
) -> list[npt.NDArray[np.intp]]:
    """Rank for each article all others."""
    orders = (np.lexsort((ids, -row)) for row in similarities)
    return [order[order != article] for article, order in enumerate(orders)]


def retrieval(orders: Sequence[npt.NDArray[np.intp]], events: Sequence[str]) -> dict[str, float]:
    """Return how well articles on one event find each other."""
    rows: list[tuple[float, float, float]] = []
    for article, order in enumerate(orders):
        right = np.array([events[other] == events[article] for other in order])
        ranks = np.flatnonzero(right) + 1
        if len(ranks):
            precisions = np.arange(1, len(ranks) + 1) / ranks
            rows.append((precisions.mean(), right[:2].mean(), 1 / ranks[0]))
    if not rows:
        return {}
    return {
        name: float(value)
        for name, value in zip(("map", "p_at_2", "mrr"), np.mean(rows, axis=0), strict=True)
    }


def pair_counts(
    close: npt.NDArray[np.float64],
    events: npt.NDArray[np.int64],
    *,
    threshold: float = THRESHOLD,
    of: int | None = None,
) -> tuple[float, float, float]:
    """Count pairs put together that are on one event, all put together, and all on one event.

    With `of`, only pairs with an article of that event, those with another event's as half a pair.
    """
    groups = grouped(close, threshold)
    together, same = (np.equal.outer(one, one) for one in (groups, events))
    weights = np.triu(np.ones_like(close), 1)
    if of is not None:
        own = events == of
        weights *= (np.add.outer(own, own.astype(float))) / 2
    counted = (together & same, together, same)
    found, put, listed = (float((weights * pairs).sum()) for pairs in counted)
    return found, put, listed


def left_out_counts(
    close: npt.NDArray[np.float64], events: npt.NDArray[np.int64]
) -> tuple[float, float, float]:
    """Count pairs as `pair_counts`, with the threshold chosen without each event's articles."""
    total = np.zeros(3)
    for event in np.unique(events):
        others = np.flatnonzero(events != event)
        if len(others) < 2:
            continue
        rest = close[np.ix_(others, others)]
        chosen = max(
            _THRESHOLDS,
            key=lambda threshold: precision_recall_f1(
                *pair_counts(rest, events[others], threshold=threshold)
            )["f1"],
        )
        total += pair_counts(close, events, threshold=chosen, of=event)
    found, put, listed = total.tolist()
    return found, put, listed


def _forms(text: str) -> list[str]:
    return [word.form for word in iter_words(text)]
