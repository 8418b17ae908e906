"""The table of results, to compare models: a row for each coder and gold that was scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from crossframe._version import __version__
from crossframe.evaluation.gold import name_of
from crossframe.evaluation.stance import reference_coding
from crossframe.io.reading import read_table
from crossframe.io.writing import write_table
from crossframe.stance.units import UNIT

SCORES = ["stance", "favor", "against", "alpha"]
COLUMNS = [
    "date",
    "crossframe",
    "coder",
    "model",
    "served",
    "ask",
    "gold",
    "kind",
    "units",
    *SCORES,
]


def add_results(
    path: Path, gold: Sequence[Path], scores: Mapping[str, float], coder: Mapping[str, str]
) -> None:
    """Add what `crossframe.evaluation.stance.score` gives to a table of results.

    Parameters
    ----------
    path
        A CSV file; made, with its header, where there is none.
    gold, scores
        What was scored, and the scores.
    coder
        `coder`, and of a language model `model`, `served` (name and digest as the server gives
        them) and `ask`.

    Raises
    ------
    CrossframeError
        If the file is another table, or cannot be written.

    Notes
    -----
    One row for all events together and one for each file of rated sentences: `date` (of today, UTC),
    `crossframe` (version), the coder's columns, `gold` (names of the folders or the file), `kind`
    (`reference codings` or `human`), `units` (int, how many were scored), `stance` (mean F1 of favor
    and against), `favor`, `against`, `alpha` (see `score`; empty where it is not defined).
    """
    kept = read_table(path, required=COLUMNS) if path.exists() else pd.DataFrame(columns=COLUMNS)
    kept = kept.assign(**{name: pd.to_numeric(kept[name].replace("", None)) for name in SCORES})
    folders = {folder: reference_coding(folder) for folder in gold if not folder.is_file()}
    events = {name_of(folder): own for folder, own in folders.items() if own is not None}
    rows = []
    if events:
        units = sum(len(own.drop_duplicates(UNIT)) for own in events.values())
        rows.append(("", "reference codings", " ".join(events), units))
    for file in (path for path in gold if path.is_file()):
        part = "" if len(gold) == 1 else f"{name_of(file)}."
        rows.append((part, "human", name_of(file), len(read_table(file, required=["id"]))))
    made = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "crossframe": __version__, **coder}
    added = [
        {**made, "gold": names, "kind": kind, "units": units}
        | {name: round(scores[part + name], 3) for name in SCORES if part + name in scores}
        for part, kind, names, units in rows
    ]
    table = pd.concat([kept, pd.DataFrame(added, columns=COLUMNS)], ignore_index=True)
    write_table(table, path)
