"""Coding in the page: which units it asks for, and the file that each coder's codes go to."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crossframe.coding.checks import (
    CODED_BY,
    WEIGHT,
    by_message,
    check_rows,
    check_units,
    codes_of_others,
    records_in,
    sheet_records,
)
from crossframe.coding.codings import codebook_digest, how_made, sidecar, texts_digest
from crossframe.coding.sheets import read_codesheet
from crossframe.errors import CrossframeError
from crossframe.io.reading import read_bytes
from crossframe.io.writing import make_folder, write_file
from crossframe.stance.codebook import Codebook, unwritten
from crossframe.stance.units import UNIT
from crossframe.text.printable import well_formed
from crossframe.text.words import counted

MADE_IN = "page"  # what a sidecar of such codes says under "made_in"
_TOLD = 5  # mistakes of a sheet that seems to be another project's
_SLUG = 60  # characters of a coder's name in the name of a file


class Task(NamedTuple):
    """What is coded in the page.

    Attributes
    ----------
    name
        What files of codes are named after.
    units
        `article`, `sentence` (int), `theme`, and `weight` (as text) where they were drawn with one.
    proposed
        A machine's rows, shown when they are asked for: units, `stance`, `holder`, `start`, `end`,
        and `coded_by`.
    others
        For each unit what people coded, where the sheet is one for adjudication: lists of name,
        stance, holder and evidence. Only shown in a review.
    review
        Whether a machine's rows are shown at once, to confirm or correct.
    coder
        Who codes, or empty where the page asks.
    saves
        Whether the page is served, and so can save to a file.
    """

    name: str
    units: pd.DataFrame
    proposed: pd.DataFrame
    others: Sequence[Sequence[Sequence[str]]] = ()
    review: bool = False
    coder: str = ""
    saves: bool = False

    def digest(self, codebook: Codebook, sentences: pd.DataFrame) -> str:
        """Return by what the page knows this task again: texts, units and propositions."""
        asked = [[theme.id, theme.proposition] for theme in codebook.themes]
        parts = [texts_digest(sentences), asked, self.units[UNIT].to_numpy().tolist()]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def found_task(rules: pd.DataFrame, codebook: Codebook) -> Task:
    """Ask for all units in which the rules found a theme with a proposition, in reading order."""
    without = [theme.id for theme in unwritten(codebook)]
    rules = rules[~rules["theme"].isin(without)]
    places = {theme.id: place for place, theme in enumerate(codebook.themes)}
    articles = {article: place for place, article in enumerate(rules["article"].unique())}
    order = {"article": articles, "theme": places}
    units = rules[UNIT].drop_duplicates()
    units = units.sort_values(
        UNIT, key=lambda column: column.map(order.get(column.name, lambda n: n))
    )
    return Task("coded", units.reset_index(drop=True), rules)


def sheet_task(
    path: Path, codebook: Codebook, sentences: pd.DataFrame, rules: pd.DataFrame
) -> Task:
    """Ask for the units of a coding sheet; a machine's rows are its own, where it is a machine's.

    Raises
    ------
    CrossframeError
        If it cannot be read, asks for nothing, or is a sheet of other texts or themes.
    """
    records = sheet_records(path)
    mistakes = check_units(records, codebook, sentences)
    if mistakes:
        told = by_message(mistakes)
        more = [f"and {len(told) - _TOLD} more"] if len(told) > _TOLD else []
        raise CrossframeError(
            f"{counted(len(mistakes), 'mistake')} in what the coding sheet asks for\n  "
            + "\n  ".join([*told[:_TOLD], *more]),
            path=path,
            remedy="name the project that it was drawn from, or draw it anew with codesheet",
        )
    if not records:
        raise CrossframeError(
            "the coding sheet asks for no unit", path=path, remedy="draw one with codesheet"
        )
    asked = pd.DataFrame([record for _, record in records])
    asked = asked[[*UNIT, *({WEIGHT} & {*asked})]].astype({"sentence": "int64"})
    asked = asked.drop_duplicates(UNIT)
    others = [codes_of_others(records[place][1]) for place in asked.index]
    by_machine = any(record.get(CODED_BY) and record["stance"] for _, record in records)
    proposed = read_codesheet(path, codebook, sentences) if by_machine else rules
    return Task(path.stem, asked.reset_index(drop=True), proposed, others)


class ChangedElsewhereError(CrossframeError):
    """The file of a coder's codes is no longer the one that the page knows."""


@dataclass(frozen=True)
class CoderFiles:
    """The files that codes made in the page go to, one for each coder.

    Attributes
    ----------
    folder, stem
        Where they stand, and how their names begin.
    codebook, sentences
        By which they are checked.
    out
        The one file, whoever codes, where one was named.
    about
        What their sidecars say besides.
    """

    folder: Path
    stem: str
    codebook: Codebook
    sentences: pd.DataFrame
    out: Path | None
    about: Mapping[str, Any]

    def path(self, coder: str) -> Path:
        """Return the file of a coder."""
        if self.out is not None:
            return self.out
        return self.folder / f"{self.stem}-{_slug(coder)}.csv"

    def read(self, coder: str) -> dict[str, Any]:
        """Return what a coder coded so far: the sheet's text, its digest, and what stands open.

        Raises
        ------
        CrossframeError
            If there is a file of that name which holds no such codes.
        """
        path = self.path(coder)
        made = how_made(path)
        if made and made.get("made_in") != MADE_IN:
            raise CrossframeError(
                "its sidecar says that these codes were not made in the page",
                path=path,
                remedy="give another name, or another file with --out",
            )
        owner = str(made.get("coder", coder))
        if coder and _slug(coder) != _slug(owner):
            raise CrossframeError(
                f"these are the codes of {owner}",
                path=path,
                remedy="leave --out away, and every coder has a file",
            )
        if not path.exists():
            return {"file": path.name, "csv": "", "digest": "", "open": []}
        read_codesheet(path, self.codebook, self.sentences)
        data = read_bytes(path, what="coding sheet")
        return {
            "file": path.name,
            "csv": data.decode("utf-8-sig"),
            "digest": _digest(data),
            "open": made.get("open", []),
        }

    def write(
        self, coder: str, csv: str, *, known: str, left_open: Sequence[object], seen: int
    ) -> str:
        """Write a coder's codes, if they hold no mistake, and the sidecar; return their digest.

        Parameters
        ----------
        coder
            Who coded.
        csv
            A coding sheet with the rows that are finished.
        known
            Digest of the file that the page knows, empty where it knows none.
        left_open
            Units that are skipped or unfinished, as the page keeps them.
        seen
            In how many units the machine's answer was looked at.

        Raises
        ------
        ChangedElsewhereError
            If the file is another one by now.
        CrossframeError
            If a row has a mistake, or the file cannot be written.
        """
        path = self.path(coder)
        now = self.read(coder)["digest"]
        if now != known:
            raise ChangedElsewhereError(
                "the file was changed elsewhere", path=path, remedy="take its codes in, then save"
            )
        data = well_formed(csv).encode()
        rows, mistakes = check_rows(records_in(data, path), self.codebook, self.sentences)
        if mistakes:
            raise CrossframeError("; ".join(by_message(mistakes)), path=path)
        made = {
            "coder": coder,
            "made_in": MADE_IN,  # and no digest of the file, so that no machine writes over it
            **self.about,
            "complete": False,
            "rows": len(rows),
            "units": len({tuple(row[key] for key in UNIT) for row in rows}),
            "machine_answers_seen": seen,
            "open": list(left_open),
            "crossframe": version("crossframe"),
            "texts": texts_digest(self.sentences),
            "codebook": codebook_digest(self.codebook),
        }
        make_folder(path.parent)
        write_file(data, path)
        write_file(
            well_formed(json.dumps(made, indent=2, ensure_ascii=False)) + "\n", sidecar(path)
        )
        return _digest(data)


def _slug(coder: str) -> str:
    name = "-".join(re.findall(r"\w+", coder.lower()))[:_SLUG]
    if not name:
        raise CrossframeError(
            f"{coder!r} is no name of a coder", remedy="give one with a letter or digit"
        )
    return name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
