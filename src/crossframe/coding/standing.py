"""How far a coding can be shown: settled by people, a reference, checked, or a first reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from crossframe.coding.adjudication import ADJUDICATED, read_adjudicated
from crossframe.coding.checks import CODED_BY, WEIGHT
from crossframe.coding.coders import LEARNED, LLM, REFERENCE, RULES
from crossframe.coding.reliability import krippendorff_alpha
from crossframe.coding.shares import share
from crossframe.stance.codebook import Codebook, unwritten
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted

SETTLED, CHECKED, FIRST = "settled", "checked", "first reading"
UNSTATED = "unstated"
UNSTATED_NOTE = "unstated: the theme is only named"
FEWEST_CHECKED = 30  # units coded by people, from which a coder counts as checked
AGREEMENT_COLUMNS = ["coder", "units", "same", "low", "high", "alpha"]

NAMES = {  # of coders
    RULES: "rules",
    LEARNED: "a model learned from people's codes",
    LLM: "a language model",
}
_REFERENCE = "a reference coding (two language-model coders by protocol, adjudicated; not people)"


def coder_agreement(
    machine: pd.DataFrame, adjudicated: Sequence[Path], codebook: Codebook, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Compare a machine's coding with people's coding of a random sample.

    Parameters
    ----------
    machine
        The coding of all sentences before people's codes override it, with `coded_by`.
    adjudicated
        The project's sheets of agreed and adjudicated codes. Units without a `weight` were not
        drawn at random and do not count.
    codebook, sentences
        Of the project.

    Returns
    -------
    pandas.DataFrame
        One row, or none where people coded no random sample: `coder` (str, those of the machine's
        rows, joined by " and "), `units` (int, coded by people), `same` (float, 0 to 1: weighted share
        with the same stance, or absent in both), `low`, `high` (float, its 95% interval, see
        `crossframe.coding.shares.share`), `alpha` (float, Krippendorff's, nominal, over the sample).
    """
    people = read_adjudicated(adjudicated, codebook, sentences)
    drawn = people[people[WEIGHT].notna()] if WEIGHT in people else people.iloc[:0]
    if len(drawn.drop_duplicates(UNIT)) < 2:
        return pd.DataFrame(columns=AGREEMENT_COLUMNS)
    weights = drawn.drop_duplicates(UNIT).set_index(UNIT)[WEIGHT].astype(float).sort_index()
    by_people = unit_stances(drawn).reindex(weights.index)
    by_machine = unit_stances(machine).reindex(weights.index).fillna("absent")
    same = (by_people == by_machine).to_numpy(dtype=float)
    blind = np.zeros(max(round(weights.sum()), len(weights)))  # people's sample alone
    found = share(same, same, blind, weights=weights.to_numpy(), tuning=0)
    coders = " and ".join(dict.fromkeys(machine[CODED_BY])) if CODED_BY in machine else RULES
    cells = pd.DataFrame({"people": by_people, "machine": by_machine})
    row = (coders, len(weights), found.estimate, found.low, found.high, krippendorff_alpha(cells))
    return pd.DataFrame([row], columns=AGREEMENT_COLUMNS)


def is_checked(agreement: pd.DataFrame | None) -> bool:
    """Say whether people coded enough of a random sample to say how good the machine is."""
    return agreement is not None and bool((agreement["units"] >= FEWEST_CHECKED).any())


def unit_standings(stance: pd.DataFrame, agreement: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a table's units with the stance of each, its standing, and whether it is unstated.

    The standing is `settled` (by people), `reference`, `checked` or `first reading`. A unit stands as
    its weakest row; it is unstated if all its rows rest on a mention alone.
    """
    machine = CHECKED if is_checked(agreement) else FIRST
    by = stance[CODED_BY] if CODED_BY in stance else pd.Series(RULES, index=stance.index)
    rank = by.map({REFERENCE: 1, ADJUDICATED: 2}).fillna(0).astype(int)
    alone = stance["ground"].eq(UNSTATED) if "ground" in stance else pd.Series(False, stance.index)
    rows = stance[UNIT].assign(standing=rank, unstated=alone & rank.eq(0))
    flags = rows.groupby(UNIT).agg({"standing": "min", "unstated": "all"})
    units = unit_stances(stance).to_frame().join(flags)
    standing = units["standing"].map({0: machine, 1: REFERENCE, 2: SETTLED})
    return units.assign(standing=standing).reset_index()


def unwritten_note(codebook: Codebook | None) -> str:
    """Warn, in a line, of themes whose propositions are not written yet; empty if there is none."""
    labels = [theme.label for theme in unwritten(codebook)] if codebook else []
    if not labels:
        return ""
    them = "it" if len(labels) == 1 else "them"
    return (
        f"Not written yet in the codebook: {counted(len(labels), 'proposition')}. Stance on {them}"
        f" means nothing: {', '.join(labels)}."
    )


def coding_note(
    stance: pd.DataFrame,
    agreement: pd.DataFrame | None = None,
    codebook: Codebook | None = None,
) -> str:
    """Say in a sentence or two who coded a stance table, and how far that can be believed.

    With a codebook, also which of its propositions are not written yet.

    Examples
    --------
    >>> rows = [("a", 1, "tax", "favor", "rules"), ("a", 2, "tax", "favor", "adjudicated")]
    >>> coding_note(pd.DataFrame(rows, columns=[*UNIT, "stance", "coded_by"]))
    '1 of 2 units coded by people; the others by rules: unreviewed, about half right on new events.'
    """
    by = stance.groupby(UNIT)[CODED_BY].agg(set) if CODED_BY in stance else pd.Series(dtype=object)
    warned = f" {note}" if (note := unwritten_note(codebook)) else ""
    if by.empty:
        return f"Coded by rules: unreviewed, about half right on new events.{warned}"
    coders = set().union(*by)
    people = int(by.map(lambda own: own == {ADJUDICATED}).sum())
    machines = [NAMES.get(one, one) for one in sorted(coders - {ADJUDICATED, REFERENCE})]
    parts = [f"{people} of {counted(len(by), 'unit')} coded by people"] if people else []
    if REFERENCE in coders:
        parts.append(f"{'the others' if people else 'coded'} by {_REFERENCE}")
    if machines:
        others = "the others by" if parts else "coded by"
        parts.append(f"{others} {' and '.join(machines)}: {_belief(agreement, coders)}")
    alone = int(unit_standings(stance)["unstated"].sum())
    parts += [f"{counted(alone, 'unit')} {UNSTATED_NOTE}"] if alone else []
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}.{warned}"


def _belief(agreement: pd.DataFrame | None, coders: Collection[str]) -> str:
    if agreement is None or not is_checked(agreement):
        half = ", about half right on new events" if RULES in coders else ""  # as was measured
        return f"unreviewed{half}"
    row: Any = agreement.iloc[0]
    return (
        f"as people in {row.same:.0%} ({row.low:.0%} to {row.high:.0%}) of {row.units} units drawn at "
        f"random, alpha {row.alpha:.2f}"
    )
