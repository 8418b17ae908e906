"""Scoring the sentence splitter on paragraphs whose sentences are given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from crossframe.corpus.given import read_paragraphs
from crossframe.errors import CrossframeError
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.io.writing import write_jsonl
from crossframe.text.boundaries import split


class SplitArticle(TypedDict):
    """An article's id and its paragraphs as lists of sentences."""

    id: str
    paragraphs: list[list[str]]


def predict(paths: Sequence[Path]) -> list[SplitArticle]:
    """Split every paragraph of JSON lines anew; its texts are joined by a space before."""
    return [
        {
            "id": record["id"],
            "paragraphs": [_split(" ".join(sentences)) for sentences in record["paragraphs"]],
        }
        for path in paths
        for record in read_paragraphs(path)
    ]


def score(paths: Sequence[Path], predictions: Sequence[SplitArticle]) -> dict[str, float]:
    """Score the ends of sentences inside paragraphs.

    The end of a paragraph is given and counts for nothing. Places are counted in characters that
    are not white space.

    Parameters
    ----------
    paths
        The files that were predicted from, each paragraph's texts being its sentences.
    predictions
        As `predict` returns them, in the order of the files.

    Returns
    -------
    dict
        `precision`, `recall` and `f1` over all articles together. Empty where no paragraph is
        divided.

    Raises
    ------
    CrossframeError
        If the predictions are not of the same articles and paragraphs.
    """
    records = [record for path in paths for record in read_paragraphs(path)]
    if [record["id"] for record in records] != [row["id"] for row in predictions]:
        raise CrossframeError("predictions and gold are not of the same articles in one order")
    hits = predicted = given = 0
    for record, prediction in zip(records, predictions, strict=True):
        gold = [_inner_ends(sentences) for sentences in record["paragraphs"]]
        found = [_inner_ends(sentences) for sentences in prediction["paragraphs"]]
        if [length for _, length in gold] != [length for _, length in found]:
            raise CrossframeError(f"predicted paragraphs of {record['id']!r} are not the gold's")
        given += sum(len(ends) for ends, _ in gold)
        predicted += sum(len(ends) for ends, _ in found)
        hits += sum(len(ends & others) for (ends, _), (others, _) in zip(gold, found, strict=True))
    if not given:
        return {}
    return precision_recall_f1(hits, predicted, given)


write = write_jsonl  # predictions, one object a line


def _split(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end in split(paragraph)]


def _inner_ends(sentences: Sequence[str]) -> tuple[set[int], int]:
    """Return the places where sentences end inside a paragraph, and the paragraph's length."""
    places: set[int] = set()
    length = 0
    for sentence in sentences:
        places.add(length)
        length += len("".join(sentence.split()))
    return places - {0, length}, length
