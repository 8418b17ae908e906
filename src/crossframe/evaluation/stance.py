"""Scoring stance coding against reference codings of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.coding.coders import Coder, code_by_rules
from crossframe.coding.reliability import krippendorff_alpha
from crossframe.evaluation.gold import by_name, check_values, name_of, with_sentences
from crossframe.evaluation.human import rated_material, rating_scores
from crossframe.evaluation.scores import precision_recall_f1, with_parts
from crossframe.io.reading import read_table
from crossframe.io.writing import write_predictions
from crossframe.stance.codebook import Codebook, load_codebook
from crossframe.stance.coding import STANCES
from crossframe.stance.machine import material
from crossframe.stance.units import UNIT, coding_cells

GOLD_COLUMNS = ["article", "sentence", "theme", "holder", "stance", "evidence"]


def predict(paths: Sequence[Path], *, coder: Coder = code_by_rules) -> dict[str, pd.DataFrame]:
    """Code the events of folders, and sentences that people rated; no gold is read.

    Parameters
    ----------
    paths
        Folders with `sentences.csv` and `codebook.toml` (which may stand in the folder above), and
        `.csv` files of ratings: `id`, `sentence`, `p_favor`, `p_against`, `p_neither` (shares of
        people's true labels), and a column `rater_<name>` for each rater.
    coder
        Who codes, see `crossframe.coding.coders`.

    Returns
    -------
    dict
        Name of the folder or file -> rows as of `crossframe.coding.coders.Coding`.
    """
    predictions = {}
    for name, path in by_name(paths).items():
        given = rated_material(path) if path.is_file() else material(path)
        predictions[name] = coder(given.sentences, given.codebook, given.attributions).rows
    return predictions


def score(paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """Score codings by the measures of the coding protocol.

    Gold is a folder's `gold.csv` or else `stance.csv`; units listed in `disputed.csv` are left out
    on both sides; folders without gold count for nothing.

    Returns
    -------
    dict of str to float
        `detection` (F1 over article, sentence and theme), `favor`, `against` (F1 of each stance
        over the same units), `stance` (their mean), `alpha` (nominal; the only one that may fall
        below 0), `holder` (share of the units with the right stance in which a predicted holder is
        a gold holder), over the units of all folders together, and where several folders have
        gold also `<folder>.detection` and so on. `alpha` is left out where it is not defined.
        Of rated sentences what `crossframe.evaluation.human.rating_scores` gives, as a part of
        their own where there is anything else. Empty where there is no gold.

    Raises
    ------
    CrossframeError
        If gold is malformed, or names an unknown theme, sentence or stance.

    Notes
    -----
    A unit with rows of both stances counts as `mixed`, which is neither class; the mean of the two
    F1 is the measure of Mohammad et al. (2016), SemEval-2016 task 6.
    """
    rated = {
        name_of(path): rating_scores(predictions[name_of(path)], path)
        for path in paths
        if path.is_file()
    }
    if len(rated) == len(paths) == 1:
        return next(iter(rated.values()))
    pairs = {
        name_of(path): (without_disputed(predictions[name_of(path)], path), gold)
        for path in paths
        if not path.is_file() and (gold := reference_coding(path)) is not None
    }
    of_people = {
        f"{part}.{key}": value for part, own in rated.items() for key, value in own.items()
    }
    if not pairs:
        return of_people
    predicted, coded = (
        pd.concat(
            own.assign(article=f"{name}/" + own["article"])
            for name, own in zip(pairs, side, strict=True)
        )
        for side in zip(*pairs.values(), strict=True)
    )
    parts = {name: _scores(*pair) for name, pair in pairs.items()}
    return {**with_parts(_scores(predicted, coded), parts), **of_people}


def write(predictions: Mapping[str, pd.DataFrame], target: Path) -> None:
    """Write codings in the form of the gold, to a `.csv` or a file for each folder."""
    write_predictions({name: rows[GOLD_COLUMNS] for name, rows in predictions.items()}, target)


def reference_coding(folder: Path) -> pd.DataFrame | None:
    """Read the coding that a folder's event is scored against."""
    gold = _gold(folder)
    return None if gold is None else without_disputed(gold, folder)


def without_disputed(rows: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Leave out the units on which the coders of an event did not agree."""
    disputed = _disputed(folder)
    keep = [unit not in disputed for unit in rows[UNIT].itertuples(index=False, name=None)]
    return rows.loc[keep]


def _codebook(folder: Path) -> Codebook:
    own, above = folder / "codebook.toml", folder.resolve().parent / "codebook.toml"
    return load_codebook(above if above.exists() and not own.exists() else own)


def _gold(folder: Path) -> pd.DataFrame | None:
    path = next((folder / n for n in ("gold.csv", "stance.csv") if (folder / n).exists()), None)
    if path is None:
        return None
    gold = read_table(path, required=GOLD_COLUMNS[:5])
    check_values(gold, "stance", sorted(STANCES), path)
    check_values(gold, "theme", sorted(theme.id for theme in _codebook(folder).themes), path)
    return with_sentences(gold, path, folder)


def _disputed(folder: Path) -> set[tuple[str, int, str]]:
    path = folder / "disputed.csv"
    if not path.exists():
        return set()
    table = with_sentences(read_table(path, required=UNIT), path, folder)
    return set(table[UNIT].itertuples(index=False, name=None))


def _scores(predicted: pd.DataFrame, gold: pd.DataFrame) -> dict[str, float]:
    cells = coding_cells({"machine": predicted, "gold": gold})
    machine, reference = cells["machine"], cells["gold"]
    favor = _f1(machine == "favor", reference == "favor")
    against = _f1(machine == "against", reference == "against")
    result = {
        "detection": _f1(machine != "absent", reference != "absent"),
        "favor": favor,
        "against": against,
        "stance": (favor + against) / 2,
        "alpha": krippendorff_alpha(cells),
        "holder": _holder(predicted, gold, cells[machine == reference].index),
    }
    return {key: value for key, value in result.items() if value == value}  # noqa: PLR0124  (NaN)


def _f1(predicted: pd.Series[bool], gold: pd.Series[bool]) -> float:
    counts = (predicted & gold).sum(), predicted.sum(), gold.sum()
    return precision_recall_f1(*counts)["f1"] if any(counts) else float("nan")


def _holder(predicted: pd.DataFrame, gold: pd.DataFrame, right: pd.MultiIndex) -> float:
    sides = [_holders(rows) for rows in (predicted, gold)]
    agreed = [bool(sides[0][unit] & sides[1][unit]) for unit in right]
    return sum(agreed) / len(agreed) if agreed else float("nan")


def _holders(rows: pd.DataFrame) -> dict[tuple[str, int, str], set[str]]:
    plain = rows["holder"].str.lower().str.replace(r"^(?:the|an?) ", "", regex=True).str.strip()
    named: dict[tuple[str, int, str], set[str]]
    named = rows.assign(holder=plain).groupby(UNIT)["holder"].agg(set).to_dict()
    return named
