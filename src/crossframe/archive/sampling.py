"""What people code of an archive: units drawn at random from all articles, and read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from crossframe.archive.annotation import as_article
from crossframe.archive.partitions import Kept
from crossframe.archive.reading import Row
from crossframe.coding.checks import WEIGHT, sheet_records
from crossframe.coding.sheets import codesheet, read_codesheet
from crossframe.corpus.sentences import sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT
from crossframe.text.words import counted

_SEED = 0


class Sample(NamedTuple):
    """What people coded, and all sentences of the articles that it is of."""

    path: Path
    coded: pd.DataFrame
    sentences: pd.DataFrame


def sample_sheet(
    rows: Kept,
    annotated: Kept,
    names: Sequence[str],
    articles: pd.DataFrame,
    codebook: Codebook,
    *,
    form: str,
    units: int,
) -> pd.DataFrame:
    """Draw units to code, as of `codesheet`, half of them from articles that touch a theme."""
    # in two stages: articles at random, then units of these; a weight is one over both chances
    stance = pd.concat(one[UNIT] for one in annotated.each(names, "stance"))
    touched = articles["article"].isin(stance["article"])
    strata = [own for own in (articles[touched], articles[~touched]) if len(own)]
    there = [int(own["sentences"].sum()) * len(codebook.themes) for own in strata]
    first = min(there[0], max(-(-units // len(strata)), units - sum(there[1:])))
    shares = [first, *(min(units - first, rest) for rest in there[1:])]
    drawn = [
        own["article"].sample(min(share, len(own)), random_state=_SEED)
        for own, share in zip(strata, shares, strict=True)
    ]
    texts = texts_of(rows, names, set().union(*drawn))
    sheets = []
    for own, some, share in zip(strata, drawn, shares, strict=True):
        if share:
            table = _sentences(texts[texts["article"].isin(some)], form)
            coded = stance[stance["article"].isin(some)]
            sheet = codesheet(table, codebook, coded, units=share, seed=_SEED)
            sheets.append(sheet.assign(**{WEIGHT: sheet[WEIGHT] * len(own) / len(some)}))
    # by article, since the place of a row must not tell coders where the rules found a theme
    return pd.concat(sheets).sort_values(["article", "sentence"], kind="stable", ignore_index=True)


def check_sample(path: Path, codebook: Codebook) -> None:
    """Refuse a sheet that nobody filled in, or that was not drawn at random."""
    coded = read_codesheet(path, codebook)
    if WEIGHT not in coded or not (coded[WEIGHT] > 0).all():
        raise CrossframeError(
            "nothing says that the coded units were drawn at random: they have no weights",
            path=path,
            remedy="code a sheet of crossframe archive --sheet, and keep its column weight",
        )


def read_sample(
    path: Path, codebook: Codebook, rows: Kept, names: Sequence[str], *, form: str
) -> Sample:
    """Read a sheet of `sample_sheet` that people filled in, and check it by the articles' texts."""
    records = sheet_records(path)
    texts = texts_of(rows, names, {record["article"] for _, record in records})
    known = set(texts["article"])
    away = [(line, record["article"]) for line, record in records if record["article"] not in known]
    if away:
        line, article = away[0]
        raise CrossframeError(
            f"{len(away)} of {counted(len(records), 'row')} are of articles that are not in the "
            f"archive, first {article!r}",
            path=path,
            place=f"line {line}",
            remedy="give a sheet that --sheet drew from these articles, or the articles it is of",
        )
    table = _sentences(texts, form)
    return Sample(path, read_codesheet(path, codebook, table), table)


def texts_of(rows: Kept, names: Sequence[str], articles: Collection[str]) -> pd.DataFrame:
    """Return the rows of some articles, by their ids."""
    own = (table[table["article"].isin(articles)] for table in rows.each(names, "rows"))
    return pd.concat(own).sort_values("article", ignore_index=True)


def _sentences(texts: pd.DataFrame, form: str) -> pd.DataFrame:
    return sentences(as_article(Row(*row), form) for row in texts.itertuples(index=False))
