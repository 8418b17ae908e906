"""Whether a proposition's wording matters: paraphrases must change nothing, denials turn all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from crossframe.evaluation.gold import by_name
from crossframe.io.reading import read_table
from crossframe.io.reference_data import reference_file
from crossframe.io.writing import write_predictions
from crossframe.stance.coding import code_stance
from crossframe.stance.machine import material
from crossframe.stance.units import unit_stances

KINDS = ("same", "denied")
_TURNED = {"favor": "against", "against": "favor"}


def predict(paths: Sequence[Path]) -> dict[str, pd.DataFrame]:
    """Code the events of folders by their propositions and by those of `paraphrases.csv`.

    Returns
    -------
    dict
        Name of the folder -> one row a unit of a theme that has a paraphrase: `article`,
        `sentence`, `theme`, `kind`, and the stance by the proposition `before` and by the
        paraphrase `after` (`absent` where the rules find it no more).
    """
    table = read_table(
        reference_file("paraphrases.csv"), required=["event", "theme", "kind", "proposition"]
    )
    predictions = {}
    for name, folder in by_name(paths).items():
        given = material(folder)
        before = unit_stances(code_stance(given.sentences, given.codebook, given.attributions))
        parts = []
        for kind in KINDS:
            own = table[(table["event"] == name) & (table["kind"] == kind)]
            worded = dict(zip(own["theme"], own["proposition"], strict=True))
            themes = tuple(
                replace(theme, proposition=worded.get(theme.id, theme.proposition))
                for theme in given.codebook.themes
            )
            book = replace(given.codebook, themes=themes)
            after = unit_stances(code_stance(given.sentences, book, given.attributions))
            units = before[before.index.get_level_values("theme").isin(worded)]
            said = after.reindex(units.index).fillna("absent")
            parts.append(pd.DataFrame({"kind": kind, "before": units, "after": said}).reset_index())
        predictions[name] = pd.concat(parts, ignore_index=True)
    return predictions


def score(paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """Say in how many units the wording did not matter.

    Returns
    -------
    dict of str to float
        `same`: share of units with the same stance by a paraphrase; `denied`: share of the units
        with a side that are of the other side by a denial. Empty where nothing was found.
    """
    rows = pd.concat([predictions[name] for name in by_name(paths)], ignore_index=True)
    same = rows[rows["kind"] == "same"]
    denied = rows[(rows["kind"] == "denied") & rows["before"].isin(list(_TURNED))]
    scores = {}
    if len(same):
        scores["same"] = float((same["before"] == same["after"]).mean())
    if len(denied):
        scores["denied"] = float((denied["before"].map(_TURNED) == denied["after"]).mean())
    return scores


def write(predictions: Mapping[str, pd.DataFrame], target: Path) -> None:
    """Write what was compared, to a `.csv` or a file for each folder."""
    write_predictions(predictions, target)
