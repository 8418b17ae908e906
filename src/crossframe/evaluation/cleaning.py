"""Scoring the cleaner on pages whose article text and boilerplate are sampled as strings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.corpus.cleaning.pages import clean
from crossframe.errors import CrossframeError
from crossframe.intake.formats.html import read_html
from crossframe.intake.found import LIMITS, headed
from crossframe.io.reading import read_jsonl
from crossframe.io.writing import write_jsonl


def predict(paths: Sequence[Path], *, html: bool = False) -> list[dict[str, str]]:
    """Clean every page, from `file` and `text` alone, or `file` and `html`.

    Returns
    -------
    list of dict
        `file` and `text` (headline and body paragraphs, one a line; empty if nothing is left).
    """
    predictions = []
    for path in paths:
        for page in read_jsonl(path, required=(), texts=("file", "html" if html else "text")):
            table = _clean_html(page["html"]) if html else clean(page["text"])
            kept = table.loc[table["kind"] != "removed", "text"]
            predictions.append({"file": page["file"], "text": "\n".join(kept)})
    return predictions


def _clean_html(page: str) -> pd.DataFrame:
    try:
        found = read_html(page, limits=LIMITS)
    except CrossframeError:  # no article in it
        return clean("")
    text = found.text if found.kept else headed(found.text, found.headline)
    return clean(
        text, headline=found.headline, form=found.form, kept=found.kept, extractor=found.extractor
    )


def score(paths: Sequence[Path], predictions: Sequence[dict[str, str]]) -> dict[str, float]:
    """Score cleaned pages against the lists of strings `keep` and `drop` of each page.

    Returns
    -------
    dict
        `keep_recall`: share of all `keep` strings that occur in the cleaned text;
        `drop_rejection`: share of all `drop` strings that do not; `balanced`: their mean. White
        space is normalised. Empty where there is no gold.

    Raises
    ------
    CrossframeError
        If a file is missing or malformed, or `keep` or `drop` is no list of texts.
    """
    cleaned = {row["file"]: _normalise(row["text"]) for row in predictions}
    kept: list[bool] = []
    rejected: list[bool] = []
    for path in paths:
        for page in read_jsonl(path, required=(), texts=("file",)):
            text = cleaned.get(page["file"], "")
            kept += [_normalise(string) in text for string in _strings(page, "keep", path)]
            rejected += [_normalise(string) not in text for string in _strings(page, "drop", path)]
    if not kept or not rejected:
        return {}
    keep_recall = sum(kept) / len(kept)
    drop_rejection = sum(rejected) / len(rejected)
    return {
        "keep_recall": keep_recall,
        "drop_rejection": drop_rejection,
        "balanced": (keep_recall + drop_rejection) / 2,
    }


write = write_jsonl  # predictions, one object a line


def _strings(page: dict[str, Any], key: str, path: Path) -> list[str]:
    strings = page.get(key, [])
    if not isinstance(strings, list) or not all(isinstance(string, str) for string in strings):
        raise CrossframeError(
            f"{key!r} is not a list of texts",
            path=path,
            place=f"file {page['file']!r}",
            remedy="write a list of strings",
        )
    return strings


def _normalise(text: str) -> str:
    return " ".join(text.split())
