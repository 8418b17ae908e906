"""Score attributions against annotated articles: who says what, span by span."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.attribution import attributions
from crossframe.gold import read_jsonl
from crossframe.sentences import COLUMNS, split

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“”„‟«»]|''|``|(?<!\w)['‘][^'’]{8,}['’](?!\w)")
_PARTS = ("source", "cue", "content")
_CRITERIA = ("cue", "content_exact", "content", "source_exact", "source", "full")


def plain_sentences(article: str, text: str) -> pd.DataFrame:
    """Make a sentence table of a text that is an article and nothing else, without cleaning it.

    Parameters
    ----------
    article
        The article's id.
    text
        The text; each line is a paragraph and the first one the headline.

    Returns
    -------
    pandas.DataFrame
        A sentence table (see `crossframe.sentences.sentences`).

    Examples
    --------
    >>> plain_sentences("a", "Head\\n\\nOne. Two.")[["paragraph", "start", "text"]].to_numpy().tolist()
    [[0, 0, 'Head'], [1, 6, 'One.'], [1, 11, 'Two.']]
    """
    rows = []
    start = paragraph = number = 0
    for line in text.split("\n"):
        for a, b in split(line):
            rows.append((article, number, paragraph, start + a, start + b, _spaced(line[a:b])))
            number += 1
        paragraph += bool(line.strip())
        start += len(line) + 1
    return pd.DataFrame(rows, columns=COLUMNS)


def _spaced(text: str) -> str:
    return re.sub(r"\s", " ", text)


def predict(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Find the attributions of every article, from `id` and `text` alone.

    Parameters
    ----------
    paths
        JSON lines with `id` and `text`; of lines with the same id the first one counts.

    Returns
    -------
    list of dict
        Per article `id` and `attributions`, each with `source`, `cue`, `content` as lists of
        [start, end) offsets in the text.
    """
    predictions = []
    for record in _records(paths, required=("id", "text")):
        table = attributions(plain_sentences(record["id"], record["text"]))
        predictions.append(
            {
                "id": record["id"],
                "attributions": [
                    {part: [list(span) for span in row[f"{part}_spans"]] for part in _PARTS}
                    for row in table.to_dict("records")
                ],
            }
        )
    return predictions


def write(predictions: list[dict[str, Any]], target: Path) -> None:
    """Write predictions as JSON lines, in the form of the gold.

    Parameters
    ----------
    predictions
        As `predict` returns them.
    target
        The file to write.
    """
    lines = (json.dumps(prediction, ensure_ascii=False) for prediction in predictions)
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _records(paths: Sequence[Path], *, required: Sequence[str]) -> list[dict[str, Any]]:
    """Return the first line of each id, over all files."""
    records: dict[str, dict[str, Any]] = {}
    for path in paths:
        for record in read_jsonl(Path(path), required=required):
            records.setdefault(record["id"], record)
    return list(records.values())


def score(paths: Sequence[Path], predictions: list[dict[str, Any]]) -> dict[str, float]:
    """Score predictions against the gold.

    Parameters
    ----------
    paths
        JSON lines with `id`, `text` and `attributions`.
    predictions
        As `predict` returns them.

    Returns
    -------
    dict
        For `all` attributions and for `quoted` ones, F1 by criterion (`all.full`, `quoted.cue`,
        ...), with `.precision` and `.recall` of each; fractions between 0 and 1.
    """
    predicted = {prediction["id"]: prediction["attributions"] for prediction in predictions}
    counts = [
        article_counts(record["text"], record["attributions"], predicted.get(record["id"], []))
        for record in _records(paths, required=("id", "text", "attributions"))
    ]
    return rates(counts)


def article_counts(text: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, tuple[int, int, int, int]]:
    """Count matches in one article: criterion -> (right, predicted, recalled, gold)."""
    words = [match.span() for match in _WORD.finditer(text)]
    gold_sets = [_token_sets(attribution, words) for attribution in gold]
    found_sets = [_token_sets(attribution, words) for attribution in found]
    gold_quoted = [_is_quoted(text, attribution) for attribution in gold]
    found_quoted = [_is_quoted(text, attribution) for attribution in found]
    counts = {}
    for criterion in _CRITERIA:
        pairs = [
            (_overlap(g["content"], f["content"]), len(g["cue"] & f["cue"]) > 0, -i, -j)
            for i, g in enumerate(gold_sets)
            for j, f in enumerate(found_sets)
            if _matches(criterion, g, f)
        ]
        pairs.sort(reverse=True)
        gold_taken: set[int] = set()
        found_taken: set[int] = set()
        for _, _, i, j in pairs:
            if -i not in gold_taken and -j not in found_taken:
                gold_taken.add(-i)
                found_taken.add(-j)
        counts[f"all.{criterion}"] = (len(found_taken), len(found), len(gold_taken), len(gold))
        counts[f"quoted.{criterion}"] = (
            sum(found_quoted[j] for j in found_taken),
            sum(found_quoted),
            sum(gold_quoted[i] for i in gold_taken),
            sum(gold_quoted),
        )
    return counts


def rates(counts: list[dict[str, tuple[int, int, int, int]]]) -> dict[str, float]:
    """Sum the counts of articles and turn them into F1, precision and recall."""
    result: dict[str, float] = {}
    for key in [f"{group}.{criterion}" for group in ("all", "quoted") for criterion in _CRITERIA]:
        right, predicted, recalled, gold = (sum(count[key][n] for count in counts) for n in range(4))
        precision = right / predicted if predicted else 0.0
        recall = recalled / gold if gold else 0.0
        total = precision + recall
        result[key] = 2 * precision * recall / total if total else 0.0
        result[f"{key}.precision"] = precision
        result[f"{key}.recall"] = recall
    return result


def _token_sets(attribution: dict[str, Any], words: list[tuple[int, int]]) -> dict[str, frozenset[int]]:
    return {
        part: frozenset(
            n
            for n, (start, end) in enumerate(words)
            if any(start < b and end > a for a, b in attribution[part])
        )
        for part in _PARTS
    }


def _is_quoted(text: str, attribution: dict[str, Any]) -> bool:
    return any(_QUOTED.search(text[a:b]) for a, b in attribution["content"])


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _matches(criterion: str, gold: dict[str, frozenset[int]], found: dict[str, frozenset[int]]) -> bool:
    if criterion == "cue":
        return bool(gold["cue"] & found["cue"])
    if criterion in ("content_exact", "source_exact"):
        part = criterion.removesuffix("_exact")
        return bool(gold[part]) and gold[part] == found[part]
    if criterion == "source":
        return bool(gold["source"] & found["source"])
    content = _overlap(gold["content"], found["content"]) >= 0.5
    if criterion == "content":
        return content
    sources = bool(gold["source"] & found["source"]) or not (gold["source"] or found["source"])
    return content and sources
