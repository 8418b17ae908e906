"""Making the reference tables: the background, and measures in a corpus of known events."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.evaluation.similarity import corpus_sentences, rank, retrieval
from crossframe.io.reading import read_jsonl
from crossframe.io.writing import make_folder, write_table
from crossframe.phrases.repeated import phrase_share
from crossframe.similarity.cosine import WEIGHTINGS, Weighting, similarity_matrix
from crossframe.similarity.percentiles import PHRASE_SHARES, share_name
from crossframe.similarity.terms import event_frequencies
from crossframe.text.words import words

_FOLDS = 5


def build_reference(corpus: Path, folder: Path) -> list[Path]:
    """Make all reference tables from a corpus whose articles' events are known.

    Parameters
    ----------
    corpus
        JSON lines with `id`, `event`, `title` and `paragraphs` (lists of sentences).
    folder
        Where the tables go; made if it does not exist. The same corpus gives the same bytes.

    Returns
    -------
    list of pathlib.Path
        The files written, numbers and terms only, no text: `background.csv` (see
        `crossframe.similarity.terms.background_idf`), `pairs.csv` (for every two articles on one event their
        word counts and their similarity under each of `WEIGHTINGS`), `articles.csv` (for every
        article its word count and its share of words in repeated phrases), `percentiles.csv` (of
        the similarities of same-event and of different-event pairs, and of the shares) and
        `retrieval.csv` (how well articles on one event find each other under each weighting).
        `data/reference/README.md` tells their columns.

    Raises
    ------
    CrossframeError
        If the corpus is missing or malformed, an article has no event, or no two events have two
        articles.
    """
    events = [row["event"] for row in read_jsonl(corpus, required=("event",))]
    same, different = _pairs(events)
    if not len(same) or not len(different):
        raise CrossframeError(
            "no two articles are on one event, or all are",
            path=corpus,
            remedy="give a corpus of several events with at least two articles each",
        )
    sentences = corpus_sentences([corpus])
    make_folder(folder)
    background = folder / "background.csv"
    _write_background(sentences, events, background)
    weightings = [replace(weighting, background=background) for weighting in WEIGHTINGS.values()]
    similarities = {
        weighting.name: similarity_matrix(sentences, weighting=weighting).to_numpy()
        for weighting in weightings
    }
    counts = words(sentences).groupby("article", sort=False).size().to_numpy()
    tables = {
        "pairs.csv": _pair_table(same, counts, similarities),
        "articles.csv": _article_table(sentences, counts),
        "retrieval.csv": _retrieval_table(sentences, events, similarities),
    }
    tables["percentiles.csv"] = _percentile_table(tables, different, similarities)
    for name, table in tables.items():
        write_table(table, folder / name)
    return [background, *(folder / name for name in tables)]


def _write_background(sentences: pd.DataFrame, events: Sequence[Any], path: Path) -> None:
    """Write in how many events each term occurs; `events` is that of each article in order."""
    codes, _ = pd.factorize(sentences["article"])
    texts = sentences["text"].groupby([events[code] for code in codes], sort=False).agg(list)
    frequencies = event_frequencies(texts)
    rows = [("", len(texts)), *frequencies.items()]
    write_table(pd.DataFrame(rows, columns=["term", "events"]), path)


def _pairs(events: Sequence[Any]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the pairs of places of articles on one event, and on different events."""
    codes, _ = pd.factorize(np.array(events, dtype=object))
    pairs = np.column_stack(np.triu_indices(len(codes), k=1))
    same = codes[pairs[:, 0]] == codes[pairs[:, 1]]
    return pairs[same], pairs[~same]


def _pair_table(
    pairs: npt.NDArray[np.intp],
    counts: npt.NDArray[np.intp],
    similarities: dict[str, npt.NDArray[np.float64]],
) -> pd.DataFrame:
    lengths = np.sort(counts[pairs], axis=1)
    table = pd.DataFrame({"words_shorter": lengths[:, 0], "words_longer": lengths[:, 1]})
    for name, values in similarities.items():
        table[name] = values[pairs[:, 0], pairs[:, 1]]
    return table.sort_values(list(table.columns), ignore_index=True)


def _article_table(sentences: pd.DataFrame, counts: npt.NDArray[np.intp]) -> pd.DataFrame:
    table = pd.DataFrame({"words": counts})
    for min_words, headline in PHRASE_SHARES:
        shares = phrase_share(sentences, min_words=min_words, headline=headline)
        table[share_name(min_words, headline=headline)] = shares["share"].to_numpy()
    return table.sort_values(list(table.columns), ignore_index=True)


def _percentile_table(
    tables: dict[str, pd.DataFrame],
    different: npt.NDArray[np.intp],
    similarities: dict[str, npt.NDArray[np.float64]],
) -> pd.DataFrame:
    columns = [
        *(("similarity", name, "same_event", tables["pairs.csv"][name]) for name in similarities),
        *(
            ("similarity", name, "different_event", values[different[:, 0], different[:, 1]])
            for name, values in similarities.items()
        ),
        *(
            ("phrase_share", name, "articles", tables["articles.csv"][name])
            for name in tables["articles.csv"].columns.drop("words")
        ),
    ]
    steps = np.arange(101)
    return pd.concat(
        pd.DataFrame(
            {
                "measure": measure,
                "variant": variant,
                "among": among,
                "n": len(values),
                "percentile": steps,
                "value": np.percentile(values, steps),
            }
        )
        for measure, variant, among, values in columns
    )


def _retrieval_table(
    sentences: pd.DataFrame,
    events: Sequence[Any],
    similarities: dict[str, npt.NDArray[np.float64]],
) -> pd.DataFrame:
    """Score every weighting as it is, and with a background of events other than those scored."""
    same, _ = _pairs(events)
    ids = sentences["article"].unique().astype(str)
    rows = []
    for name, values in similarities.items():
        variants = {"shipped" if WEIGHTINGS[name].idf == "background" else "no background": values}
        if WEIGHTINGS[name].idf == "background":
            variants["other events"] = _from_other_events(sentences, events, WEIGHTINGS[name])
        for background, scored in variants.items():
            rows.append(
                {
                    "weighting": name,
                    "background": background,
                    **retrieval(rank(scored, ids), events),
                    "median_same_event": np.median(scored[same[:, 0], same[:, 1]]),
                }
            )
    return pd.DataFrame(rows)


def _from_other_events(
    sentences: pd.DataFrame, events: Sequence[Any], weighting: Weighting
) -> npt.NDArray[np.float64]:
    """Return similarities whose row for an article is weighted without its fold of events."""
    codes, articles = pd.factorize(sentences["article"])
    folds = pd.factorize(np.array(events, dtype=object))[0] % _FOLDS
    values = np.zeros((len(articles), len(articles)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "background.csv"
        for fold in range(_FOLDS):
            others = [event for event, own in zip(events, folds, strict=True) if own != fold]
            _write_background(sentences[folds[codes] != fold], others, path)
            fitted = replace(weighting, background=path)
            matrix = similarity_matrix(sentences, weighting=fitted).to_numpy()
            values[folds == fold] = matrix[folds == fold]
    return values
