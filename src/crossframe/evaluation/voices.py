"""Score attributions against annotated articles: who says what, span by span."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from crossframe.attribution.attributions import attributions
from crossframe.corpus.sentences import plain_sentences
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.io.reading import read_jsonl
from crossframe.io.writing import write_jsonl

Tokens = frozenset[int]  # numbers of the words that spans touch

RESAMPLES = 1000
SEED = 20180507
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“”„‟«»]|''|``|(?<!\w)['‘][^'’]{8,}['’](?!\w)")
_OVERLAP = 0.5
_PARTS = ("source", "cue", "content")


class _Attribution(NamedTuple):
    source: Tokens
    cue: Tokens
    content: Tokens
    quoted: bool


def predict(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Find the attributions of every article, from `id` and `text` alone.

    Parameters
    ----------
    paths
        JSON lines with `id` and `text`; of lines with the same id the first one counts. The text
        is the article and nothing else: a line is a paragraph, the first one is the headline.

    Returns
    -------
    list of dict
        Per article `id` and `attributions`, each with `source`, `cue`, `content` as lists of
        [start, end) offsets in the text.
    """
    return [
        {"id": record["id"], "attributions": _predicted(record["text"])}
        for record in _records(paths)
    ]


def _predicted(text: str) -> list[dict[str, list[list[int]]]]:
    table = attributions(plain_sentences("text", text))
    return [
        {part: [list(span) for span in row[f"{part}_spans"]] for part in _PARTS}
        for row in table.to_dict("records")
    ]


def score(paths: Sequence[Path], predictions: Sequence[dict[str, Any]]) -> dict[str, float]:
    r"""Score predictions against annotated articles.

    Parameters
    ----------
    paths
        JSON lines with `id`, `text` and `attributions`; of lines with the same id the first counts.
        Lines without `attributions` are passed over.
    predictions
        As `predict` returns them.

    Returns
    -------
    dict
        Micro F1 over attributions for each criterion, of `all` and of `quoted` ones: `cue` (they
        share a word), `content_exact`, `content` (Jaccard coefficient of at least 0.5),
        `source_exact`, `source` (they share a word) and `full` (content, and source or no source
        on either side); `all.full`, `quoted.cue` and so on, each also with `.precision`, `.recall`
        and, for `full`, `.low` and `.high` (95% interval, bootstrap over articles). Fractions
        between 0 and 1; empty where there is no gold.

    Raises
    ------
    CrossframeError
        If a file is missing or malformed.

    Notes
    -----
    Spans are compared as sets of words (`\w+`). For each criterion predicted and annotated
    attributions are matched one to one, greedily, the pair with the most similar content first. An
    attribution is quoted if its content holds a double quotation mark or a stretch of eight
    characters or more between single ones; for those precision is the share of quoted predictions
    that any annotated attribution matches, recall the share of quoted annotated attributions that
    any prediction matches.
    """
    predicted = {one["id"]: one["attributions"] for one in predictions}
    counts = [
        _counts(record["text"], record["attributions"], predicted.get(record["id"], []))
        for record in _records(paths)
        if "attributions" in record
    ]
    if not counts:
        return {}
    result: dict[str, float] = {}
    for key in counts[0]:
        numbers = np.array([one[key] for one in counts])
        whole = _scores(numbers.sum(axis=0))
        result |= {key: whole["f1"]}
        result |= {f"{key}.{name}": whole[name] for name in ("precision", "recall")}
        if key.endswith(".full"):
            rows = np.random.default_rng(SEED).integers(len(counts), size=(RESAMPLES, len(counts)))
            drawn = [_scores(of_rows)["f1"] for of_rows in numbers[rows].sum(axis=1)]
            low, high = np.quantile(drawn, [0.025, 0.975])
            result |= {f"{key}.low": float(low), f"{key}.high": float(high)}
    return result


write = write_jsonl  # predictions, one object a line


def _records(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the first line of each id, over all files."""
    records: dict[str, dict[str, Any]] = {}
    for path in paths:
        for record in read_jsonl(Path(path), required=("id", "text")):
            records.setdefault(record["id"], record)
    return list(records.values())


def _scores(counts: np.ndarray[Any, Any]) -> dict[str, float]:
    right, predicted, recalled, annotated = counts.tolist()
    return precision_recall_f1(right, predicted, annotated, recalled=recalled)


def _counts(
    text: str, annotated: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]
) -> dict[str, tuple[int, int, int, int]]:
    """Count one article: criterion -> right, predicted, recalled, annotated."""
    words = [match.span() for match in _WORD.finditer(text)]
    gold = [_attribution(one, text, words) for one in annotated]
    found = [_attribution(one, text, words) for one in predicted]
    counts = {}
    for group in ("all", "quoted"):
        for criterion, matches in _CRITERIA.items():
            pairs = _matched(gold, found, matches)
            whole = group == "all"
            counts[f"{group}.{criterion}"] = (
                sum(whole or found[j].quoted for _, j in pairs),
                sum(whole or one.quoted for one in found),
                sum(whole or gold[i].quoted for i, _ in pairs),
                sum(whole or one.quoted for one in gold),
            )
    return counts


def _attribution(one: dict[str, Any], text: str, words: Sequence[tuple[int, int]]) -> _Attribution:
    source, cue, content = (_tokens(one[part], words) for part in _PARTS)
    quoted = any(_QUOTED.search(text[start:end]) for start, end in one["content"])
    return _Attribution(source, cue, content, quoted)


def _tokens(spans: Sequence[Sequence[int]], words: Sequence[tuple[int, int]]) -> Tokens:
    """Return the numbers of the words that spans touch."""
    touched: set[int] = set()
    for start, end in spans:
        k = bisect_left(words, start, key=lambda word: word[1] - 1)
        while k < len(words) and words[k][0] < end:
            touched.add(k)
            k += 1
    return frozenset(touched)


def _matched(
    gold: Sequence[_Attribution],
    found: Sequence[_Attribution],
    matches: Callable[[_Attribution, _Attribution], bool],
) -> list[tuple[int, int]]:
    """Match one to one, the most similar contents first."""
    pairs = sorted(
        (-_jaccard(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if matches(g, f)
    )
    chosen: list[tuple[int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for _, i, j in pairs:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            chosen.append((i, j))
    return chosen


def _jaccard(a: Tokens, b: Tokens) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _contents_agree(g: _Attribution, f: _Attribution) -> bool:
    return _jaccard(g.content, f.content) >= _OVERLAP


def _sources_agree(g: _Attribution, f: _Attribution) -> bool:
    return bool(g.source & f.source) or not (g.source or f.source)


_CRITERIA: dict[str, Callable[[_Attribution, _Attribution], bool]] = {
    "cue": lambda g, f: bool(g.cue & f.cue),
    "content_exact": lambda g, f: bool(g.content) and g.content == f.content,
    "content": _contents_agree,
    "source_exact": lambda g, f: bool(g.source) and g.source == f.source,
    "source": lambda g, f: bool(g.source & f.source),
    "full": lambda g, f: _contents_agree(g, f) and _sources_agree(g, f),
}
