"""Who codes the stance of an archive: the rules, a model that learns from a sample, or any other coder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

import pandas as pd

from crossframe.archive.annotation import STANCE_COLUMNS, Asked, read_articles
from crossframe.archive.partitions import Files, Kept, as_part, packed, part, unpacked
from crossframe.archive.reading import Row
from crossframe.archive.sampling import Sample
from crossframe.coding.adjudication import apply_adjudication
from crossframe.coding.coders import RULES, Coder
from crossframe.coding.learning import Learned, fit, how_learned
from crossframe.stance.units import UNIT


class Coded(NamedTuple):
    """Where the stance of an archive lies, in which parts, and how it was made."""

    kept: Kept
    names: list[str]
    how: Mapping[str, Any]  # as of crossframe.coding.coders.Coding; empty without a codebook

    @property
    def coder(self) -> str:
        """Who coded in the end: the rules where a model is no better."""
        return str(self.how.get("coder", RULES)) if self.how.get("used", True) else RULES

    def of_articles(self, articles: pd.Series[str]) -> pd.Series[str]:
        """Return the stances of each of these articles as JSON, by its index; none by the rules."""
        if self.coder == RULES:
            return pd.Series(dtype=object)
        own = (
            rows[rows["article"].isin(articles)] for rows in self.kept.each(self.names, "stance")
        )
        rows = pd.concat(own)[STANCE_COLUMNS]
        found = {
            article: rows.to_json(orient="records") for article, rows in rows.groupby("article")
        }
        return articles.map(found).fillna("[]")


def coding_in(texts: Iterable[str]) -> pd.DataFrame:
    """Read the stances that `Coded.of_articles` set as JSON."""
    rows = [row for text in texts for row in json.loads(text)]
    numbers = {"sentence": int, "start": int, "end": int, "confidence": float}
    return pd.DataFrame(rows, columns=STANCE_COLUMNS).astype(numbers)


def code_learned(
    annotated: Kept,
    sizes: Mapping[str, int],
    sample: Sample,
    *,
    kept: Kept,
    run: Callable[..., list[str]],
) -> Coded:
    """Learn from a sample; where that beats the rules, decide again on their rows, part by part."""
    of_sample = (
        rows[rows["article"].isin(sample.coded["article"])]
        for rows in annotated.each(list(sizes), "stance")
    )
    rules = pd.concat(of_sample).sort_values("article", kind="stable", ignore_index=True)
    learned = fit(sample.sentences, rules, sample.coded)
    how = how_learned(learned.gain, [sample.path])
    if not learned.gain.used:
        return Coded(annotated, list(sizes), how)
    codes = sample.coded[[*UNIT, "stance"]].sort_values([*UNIT, "stance"])
    model = sha256(packed(rules) + packed(codes)).hexdigest()  # all that it is made from
    parts = (
        as_part(annotated.path(name, "stance").read_bytes(), size, f"code {model} {name}")
        for name, size in sizes.items()
    )
    work = partial(recode, learned=learned)
    names = run("Coding", work, parts, total=sum(sizes.values()), kept=kept)
    return Coded(kept, names, how)


def recode(data: bytes, learned: Learned) -> Files:
    """Put what a model decides in place of the rules' rows of a part: each article by itself."""
    rows = unpacked(data)
    return {"stance.parquet": packed(apply_adjudication(rows, learned.decided(rows)))}


def code_whole(texts: pd.DataFrame, asked: Asked, coder: Coder, *, kept: Kept) -> Coded:
    """Let a coder read all articles at once, in this process."""
    assert asked.codebook is not None
    table, said = read_articles([Row(*row) for row in texts.itertuples(index=False)], asked)
    coding = coder(table, asked.codebook, said)
    rows = coding.rows if "ground" in coding.rows else coding.rows.assign(ground="")
    one = part(rows[STANCE_COLUMNS], "coded")
    kept.put(one.name, {"stance.parquet": one.data})
    return Coded(kept, [one.name], coding.how)
