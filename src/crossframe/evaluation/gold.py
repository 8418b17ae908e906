"""Event folders with a gold: their names, and checks of what a gold names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pandas as pd

from crossframe.corpus.given import read_event
from crossframe.errors import CrossframeError


def name_of(folder: Path) -> str:
    """Return the name that a folder's event, or a file, goes by."""
    return folder.resolve().name.removesuffix(".csv")


def by_name(folders: Iterable[Path]) -> dict[str, Path]:
    """Return name -> folder; two folders of one name are an error."""
    named: dict[str, Path] = {}
    for folder in folders:
        name = name_of(folder)
        if name in named:
            raise CrossframeError(
                f"two folders are named {name!r}", path=folder, remedy="rename one, or give it once"
            )
        named[name] = folder
    return named


def check_values(table: pd.DataFrame, column: str, known: Collection[str], path: Path) -> None:
    """Raise an error at the first cell of a column that is none of the known values."""
    for line, value in table[column].items():
        if value not in known:
            raise CrossframeError(
                f"unknown {column} {value!r}",
                path=path,
                place=f"line {line}",
                remedy=f"use one of {', '.join(known)}",
            )


def with_sentences(
    table: pd.DataFrame,
    path: Path,
    folder: Path,
    *,
    columns: Sequence[tuple[str, str]] = (("article", "sentence"),),
) -> pd.DataFrame:
    """Return the table with sentence numbers as int; each must stand in the folder's sentences."""
    sentences = read_event(folder)
    known = set(zip(sentences["article"], sentences["sentence"].astype(str), strict=True))
    for line, row in table.iterrows():
        for article, sentence in columns:
            if (row[article], row[sentence]) not in known:
                raise CrossframeError(
                    f"article {row[article]!r} has no sentence {row[sentence]!r}",
                    path=path,
                    place=f"line {line}",
                    remedy="use articles and sentence numbers of sentences.csv",
                )
    return table.astype({sentence: int for _, sentence in columns})
