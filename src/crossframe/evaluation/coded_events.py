"""Codings that are kept apart from the texts they are of: putting the two together."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.corpus.given import read_paragraphs
from crossframe.errors import CrossframeError
from crossframe.io.writing import make_folder, write_file
from crossframe.stance.codebook import load_codebook

CODING_FILES = ("codebook.toml", "gold.csv")


def join_events(codings: Path, corpus: Path, out: Path) -> list[Path]:
    """Write folders of events, each with its coding and the sentences that were coded.

    Parameters
    ----------
    codings
        Holds a folder for each event, with `codebook.toml`, whose `articles` are ids of the corpus,
        and `gold.csv` (`article, sentence, theme, holder, stance`; sentence 0 is the title, the
        others are counted from 1 through all paragraphs).
    corpus
        JSON lines with `id`, `title` and `paragraphs` (lists of sentences), such as BASIL.
    out
        Where the folders go; made if it does not exist.

    Returns
    -------
    list of pathlib.Path
        The folders, for `crossframe.evaluation.stance` and `crossframe.evaluation.calibration`: the two files
        of the coding, and `sentences.csv`.

    Raises
    ------
    CrossframeError
        If there is no coding, or one lacks a file, or an article of it is not in the corpus.
    """
    events = sorted(path.parent for path in codings.glob("*/gold.csv"))
    if not events:
        raise CrossframeError(
            "no folder with a gold.csv",
            path=codings,
            remedy="give the folder that holds one folder for each event",
        )
    texts = {record["id"]: record for record in read_paragraphs(corpus, required=("title",))}
    made = []
    for event in events:
        ids = load_codebook(event / "codebook.toml").articles
        missing = [name for name in ids if name not in texts]
        if missing or not ids:
            raise CrossframeError(
                f"article {missing[0]!r} is not in {corpus.name}" if missing else "no articles",
                path=event / "codebook.toml",
                remedy="name the ids of the corpus that was coded in `articles`",
            )
        folder = out / event.name
        make_folder(folder)
        for name in CODING_FILES:
            shutil.copyfile(event / name, folder / name)
        table = _sentences([texts[name] for name in ids])
        write_file(table.to_csv(index=False, lineterminator="\n"), folder / "sentences.csv")
        made.append(folder)
    return made


def _sentences(records: Sequence[dict[str, Any]]) -> pd.DataFrame:
    rows: list[tuple[str, int, int, str]] = []
    for record in records:
        paragraphs = chain([[record["title"]]], record["paragraphs"])
        coded = [(number, text) for number, part in enumerate(paragraphs) for text in part]
        rows += [(record["id"], i, number, text) for i, (number, text) in enumerate(coded)]
    return pd.DataFrame(rows, columns=["article", "sentence", "paragraph", "text"])
