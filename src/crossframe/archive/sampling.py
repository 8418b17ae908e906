"""What people code of an archive: units drawn at random from all articles, and read again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from crossframe.archive.annotation import as_article
from crossframe.archive.archive import Worked
from crossframe.archive.partitions import Kept
from crossframe.archive.reading import Row
from crossframe.coding.checks import WEIGHT
from crossframe.coding.sheets import codesheet, read_codesheet
from crossframe.corpus.sentences import sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook

_SEED = 0


def sample_sheet(
    rows: Kept, found: Worked, codebook: Codebook, *, form: str, units: int
) -> pd.DataFrame:
    """Draw units to code, as of `codesheet`, half of them from articles that touch a theme."""
    # in two stages: articles at random, then units of these; a weight is one over both chances
    kept, names = found.annotated
    stance = kept.read(names, "stance")
    articles, touched = found.articles, found.articles["article"].isin(stance["article"])
    strata = [own for own in (articles[touched], articles[~touched]) if len(own)]
    share = max(units // len(strata), 1)
    drawn = [own["article"].sample(min(share, len(own)), random_state=_SEED) for own in strata]
    every = set().union(*drawn)
    texts = pd.concat(table[table["article"].isin(every)] for table in rows.each(names, "rows"))
    texts = texts.sort_values("article")
    sheets = []
    for own, some in zip(strata, drawn, strict=True):
        chosen = texts[texts["article"].isin(some)]
        table = sentences(as_article(Row(*row), form) for row in chosen.itertuples(index=False))
        coded = stance[stance["article"].isin(some)]
        sheet = codesheet(table, codebook, coded, units=share, seed=_SEED)
        sheets.append(sheet.assign(**{WEIGHT: sheet[WEIGHT] * len(own) / len(some)}))
    # by article, since the place of a row must not tell coders where the rules found a theme
    return pd.concat(sheets).sort_values(["article", "sentence"], kind="stable", ignore_index=True)


def read_sample(path: Path, codebook: Codebook) -> pd.DataFrame:
    """Read a sheet of `sample_sheet` that people filled in."""
    coded = read_codesheet(path, codebook)
    if WEIGHT not in coded or not (coded[WEIGHT] > 0).all():
        raise CrossframeError(
            "nothing says that the coded units were drawn at random: they have no weights",
            path=path,
            remedy="code a sheet of crossframe archive --sheet, and keep its column weight",
        )
    return coded
