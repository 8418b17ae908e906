"""Sentences that people rated: what a coder makes of them, beside how far people agree."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from crossframe.attribution.attributions import attributions
from crossframe.coding.reliability import krippendorff_alpha
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.evaluation.gold import check_values
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.io.reading import read_table
from crossframe.io.reference_data import reference_file
from crossframe.stance.codebook import load_codebook
from crossframe.stance.coding import STANCES
from crossframe.stance.machine import Material
from crossframe.stance.units import unit_stances
from crossframe.voices.speakers import speakers

_SHARES = [f"p_{stance}" for stance in STANCES]


def rated_material(path: Path) -> Material:
    """Return the sentences of a file of ratings, each as an article of its own.

    The codebook is `codebook.toml` beside the file, or else the shipped `human_codebook.toml`; it
    has one theme, with the proposition that the raters were asked about.
    """
    own = path.parent / "codebook.toml"
    codebook = load_codebook(own if own.is_file() else reference_file("human_codebook.toml"))
    if len(codebook.themes) != 1:
        raise CrossframeError(
            f"the codebook has {len(codebook.themes)} themes",
            path=own,
            remedy="give it the one theme that the sentences were rated on",
        )
    table = _ratings(path)
    rows = zip(table["id"], table["sentence"], strict=True)
    sentences = given_sentences([(name, 1, 1, text) for name, text in rows])
    said = speakers(attributions(sentences), sentences, codebook.actors)
    return Material(sentences, codebook, said, path.parent)


def rating_scores(predicted: pd.DataFrame, path: Path) -> dict[str, float]:
    """Score a coding of rated sentences, and people by one another.

    Returns
    -------
    dict of str to float
        `favor`, `against`, `neither` (F1 of each), `stance` (mean of the first two), `accuracy` and
        `alpha` (nominal), where a sentence that the coder does not list is `neither`; and the same
        of the `raters`: each against the majority of the others (sentences without one left out),
        all together, but `raters.alpha`, which is of all raters among themselves.
    """
    table = _ratings(path)
    gold = table[_SHARES].astype(float).idxmax(axis=1).str.removeprefix("p_")
    found = unit_stances(predicted).replace("mixed", "neither").droplevel(["sentence", "theme"])
    said = table["id"].map(found.to_dict()).astype(object).fillna("neither")
    scores = _scores(said, gold)
    ratings = table[[name for name in table if name.startswith("rater_")]]
    if ratings.shape[1] < 3:
        return scores
    ones, others = [], []
    for name in ratings:
        rest = ratings.drop(columns=name).mode(axis=1)
        clear = rest.notna().sum(axis=1) == 1
        ones.append(ratings.loc[clear, name])
        others.append(rest.loc[clear, 0])
    people = _scores(pd.concat(ones), pd.concat(others))
    people["alpha"] = krippendorff_alpha(ratings)
    return {**scores, **{f"raters.{name}": value for name, value in people.items()}}


def _ratings(path: Path) -> pd.DataFrame:
    table = read_table(path, required=["id", "sentence", *_SHARES])
    for name in table:
        if name.startswith("rater_"):
            check_values(table, name, STANCES, path)
    for line, row in table[_SHARES].iterrows():
        if pd.to_numeric(row, errors="coerce").isna().any():
            raise CrossframeError(
                "a probability is not a number",
                path=path,
                place=f"line {line}",
                remedy=f"give {', '.join(_SHARES)} as fractions",
            )
    return table


def _scores(said: pd.Series[str], gold: pd.Series[str]) -> dict[str, float]:
    said, gold = said.reset_index(drop=True), gold.reset_index(drop=True)
    scores = {
        stance: precision_recall_f1(
            ((said == stance) & (gold == stance)).sum(),
            (said == stance).sum(),
            (gold == stance).sum(),
        )["f1"]
        for stance in STANCES
    }
    return {
        **scores,
        "stance": (scores["favor"] + scores["against"]) / 2,
        "accuracy": float((said == gold).mean()),
        "alpha": krippendorff_alpha(pd.DataFrame({"said": said, "gold": gold})),
    }
