"""Scoring stance coding against reference codings of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.attribution.attributions import attributions
from crossframe.coding.reliability import krippendorff_alpha
from crossframe.corpus.given import read_event
from crossframe.errors import CrossframeError
from crossframe.io.reading import read_table
from crossframe.io.writing import write_file
from crossframe.stance.codebook import Codebook, load_codebook
from crossframe.stance.coding import STANCES, code_stance
from crossframe.stance.units import UNIT, coding_cells
from crossframe.voices.speakers import speakers

GOLD_COLUMNS = ["article", "sentence", "theme", "holder", "stance", "evidence"]


def predict(paths: Sequence[Path]) -> dict[str, pd.DataFrame]:
    """Code the events of folders.

    Parameters
    ----------
    paths
        Folders with `sentences.csv` and `codebook.toml`; a codebook in the folder above serves
        where the folder has none of its own.

    Returns
    -------
    dict
        Folder name -> rows as of `crossframe.stance.coding.code_stance`. No gold is read.

    Raises
    ------
    CrossframeError
        If a file is missing or malformed, or two folders have the same name.
    """
    predictions: dict[str, pd.DataFrame] = {}
    for path in paths:
        name = path.resolve().name
        if name in predictions:
            raise CrossframeError(
                f"two folders are named {name!r}", path=path, remedy="rename one, or give it once"
            )
        codebook = _codebook(path)
        sentences = read_event(path)
        voices = speakers(attributions(sentences), sentences, codebook.actors)
        predictions[name] = code_stance(sentences, codebook, voices)
    return predictions


def score(paths: Sequence[Path], predictions: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """Score codings by the measures of the coding protocol.

    Parameters
    ----------
    paths
        The folders of `predict`. Gold is `gold.csv` or else `stance.csv`; units listed in
        `disputed.csv` are left out on both sides; folders without gold count for nothing.
    predictions
        As of `predict`.

    Returns
    -------
    dict of str to float
        `detection` (F1 over article, sentence and theme), `favor`, `against` (F1 of each stance
        over the same units), `stance` (their mean), `alpha` (nominal; the only one that may fall
        below 0), `holder` (share of the units with the right stance in which a predicted holder is
        a gold holder), over the units of all folders together, and where several folders have
        gold also `<folder>.detection` and so on. `alpha` is left out where it is not defined.
        Empty where there is no gold.

    Raises
    ------
    CrossframeError
        If gold is malformed, or names an unknown theme, sentence or stance.

    Notes
    -----
    A unit with rows of both stances counts as `mixed`, which is neither class; the mean of the two
    F1 is the measure of Mohammad et al. (2016), SemEval-2016 task 6.
    """
    pairs: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
    for path in paths:
        name = path.resolve().name
        gold = reference_coding(path)
        if gold is not None:
            pairs[name] = (without_disputed(predictions[name], path), gold)
    if not pairs:
        return {}
    result = _scores(
        *(
            pd.concat(
                [
                    pair[side].assign(article=f"{name}/" + pair[side]["article"])
                    for name, pair in pairs.items()
                ]
            )
            for side in (0, 1)
        )
    )
    if len(pairs) > 1:
        for name, pair in pairs.items():
            result.update({f"{name}.{key}": value for key, value in _scores(*pair).items()})
    return result


def write(predictions: Mapping[str, pd.DataFrame], target: Path) -> None:
    """Write codings in the form of the gold.

    Parameters
    ----------
    predictions
        As of `predict`.
    target
        A file that ends in `.csv` where there is one folder; else a directory, made if missing,
        that gets `<folder name>.csv` each.

    Raises
    ------
    CrossframeError
        If a file cannot be written, or one file is named for several folders.
    """
    single = target.suffix.lower() == ".csv"
    if single and len(predictions) != 1:
        raise CrossframeError(
            f"one file cannot hold the codings of {len(predictions)} folders",
            path=target,
            remedy="name a directory",
        )
    if not single:
        target.mkdir(parents=True, exist_ok=True)
    for name, rows in predictions.items():
        file = target if single else target / f"{name}.csv"
        write_file(rows[GOLD_COLUMNS].to_csv(index=False, lineterminator="\n"), file)


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
    _check(gold, "stance", set(STANCES), path)
    _check(gold, "theme", {theme.id for theme in _codebook(folder).themes}, path)
    return _numbered(gold, path, folder)


def _disputed(folder: Path) -> set[tuple[str, int, str]]:
    path = folder / "disputed.csv"
    if not path.exists():
        return set()
    table = _numbered(read_table(path, required=UNIT), path, folder)
    return set(table[UNIT].itertuples(index=False, name=None))


def _check(table: pd.DataFrame, column: str, known: set[str], path: Path) -> None:
    for line, value in table[column].items():
        if value not in known:
            raise CrossframeError(
                f"unknown {column} {value!r}",
                path=path,
                place=f"line {line}",
                remedy=f"use one of {', '.join(sorted(known))}",
            )


def _numbered(table: pd.DataFrame, path: Path, folder: Path) -> pd.DataFrame:
    sentences = read_event(folder)
    known = set(zip(sentences["article"], sentences["sentence"].astype(str), strict=True))
    for line, *key in table[["article", "sentence"]].itertuples():
        if tuple(key) not in known:
            raise CrossframeError(
                f"article {key[0]!r} has no sentence {key[1]}", path=path, place=f"line {line}"
            )
    return table.assign(sentence=table["sentence"].astype(int))


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
    both = int(predicted.sum() + gold.sum())
    return 2 * int((predicted & gold).sum()) / both if both else float("nan")


def _holder(predicted: pd.DataFrame, gold: pd.DataFrame, right: pd.MultiIndex) -> float:
    sides = [_holders(rows) for rows in (predicted, gold)]
    agreed = [bool(sides[0][unit] & sides[1][unit]) for unit in right]
    return sum(agreed) / len(agreed) if agreed else float("nan")


def _holders(rows: pd.DataFrame) -> dict[tuple[str, int, str], set[str]]:
    plain = rows["holder"].str.lower().str.replace(r"^(?:the|an?) ", "", regex=True).str.strip()
    names: dict[tuple[str, int, str], set[str]] = {}
    for unit, holder in zip(rows[UNIT].itertuples(index=False, name=None), plain, strict=True):
        names.setdefault(unit, set()).add(holder)
    return names
