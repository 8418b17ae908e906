"""Codings on disk: in the form of a coding sheet, with a sidecar that says how each was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.checks import CODED_BY, SHEET_COLUMNS
from crossframe.coding.coders import Coding
from crossframe.coding.sheets import in_context, read_codesheet, sheet_text
from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes
from crossframe.io.writing import make_folder, write_file
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT


def write_coding(
    coding: Coding, sentences: pd.DataFrame, codebook: Codebook, path: str | Path
) -> None:
    """Write a coding of all sentences in the form of a coding sheet, and its sidecar.

    Parameters
    ----------
    coding
        Rows of every unit that the coder found, and how they were made.
    sentences, codebook
        What was coded.
    path
        A `.csv` file, best under `data/codings/`. Beside it, with the ending `.json`, stands how it
        was made: what the coder says, `complete` (true: what is not listed is absent), the numbers
        of `rows` and `units`, and the digests of the `texts`, the `codebook` and the `file`.

    Raises
    ------
    CrossframeError
        If the file exists and is not an unchanged coding of a machine: it may hold what people
        decided.

    """
    path = Path(path)
    check_place(path)
    rows = coding.rows
    note = rows["ground"].where(rows["ground"].eq("unstated"), "") if "ground" in rows else ""
    marks = [name for name in (CODED_BY, "ground", "confidence") if name in rows]
    shown = in_context(rows.assign(note=note), sentences, codebook)
    text = sheet_text(shown[[*SHEET_COLUMNS, *marks]])
    made = {
        **coding.how,
        "complete": True,
        "rows": len(rows),
        "units": len(rows.drop_duplicates(UNIT)),
        "crossframe": version("crossframe"),
        "texts": texts_digest(sentences),
        "codebook": codebook_digest(codebook),
        "file": _digest(text.encode()),
    }
    make_folder(path.parent)
    write_file(text, path)
    write_file(json.dumps(made, indent=2, ensure_ascii=False) + "\n", sidecar(path))


def check_place(path: Path) -> None:
    """Refuse a name that is none for a coding, and a file that a coding must not replace."""
    if path.suffix.lower() != ".csv":
        raise CrossframeError(
            "a coding is a CSV file, with its sidecar .json beside it",
            path=path,
            remedy="give a name that ends in .csv",
        )
    if path.exists() and how_made(path).get("file") != _digest(read_bytes(path, what="coding")):
        raise CrossframeError(
            "exists already, and may hold what people decided",
            path=path,
            remedy="name another file, or take this one away first",
        )


def read_coding(
    path: str | Path, codebook: Codebook, sentences: pd.DataFrame
) -> tuple[pd.DataFrame, bool]:
    """Read a coding, of people or of a machine, and tell whether it is complete.

    Parameters
    ----------
    path
        As of `crossframe.coding.sheets.read_codesheet`.
    codebook, sentences
        Of the project.

    Returns
    -------
    pandas.DataFrame
        As of `read_codesheet`.
    bool
        Whether what it does not list is absent, see `is_complete`.

    Raises
    ------
    CrossframeError
        If it has a mistake, or is a complete coding of other texts.
    """
    path = Path(path)
    made = how_made(path)
    if made.get("complete") and made.get("texts") != texts_digest(sentences):
        raise CrossframeError(
            "the coding was made of other texts than these",
            path=path,
            remedy="code these with `crossframe code`, or name the project that it belongs to",
        )
    rows = read_codesheet(path, codebook, sentences)
    if made.get("complete") and made.get("codebook") != codebook_digest(codebook):
        raise CrossframeError(
            "the coding was made with another codebook, so its stances may be on other propositions",
            path=path,
            remedy="code anew with `crossframe code`, or restore the codebook",
        )
    return rows, is_complete(path, rows)


def counted_coding(
    stance: pd.DataFrame,
    codebook: Codebook,
    sentences: pd.DataFrame,
    *,
    adjudicated: Sequence[Path] = (),
    codings: Sequence[Path] = (),
) -> pd.DataFrame:
    """Put together what counts: each coding overrides those named after it, and the rules.

    Parameters
    ----------
    stance
        The rules' rows, as of `crossframe.stance.coding.code_stance`.
    codebook, sentences
        Of the project.
    adjudicated, codings
        As of `Project`: what people agreed on or adjudicated comes first, then `codings` in order.

    Returns
    -------
    pandas.DataFrame
        As of `crossframe.coding.adjudication.apply_adjudication`. A complete coding stands in place
        of all that is named after it; one of a sample in place of its own units.

    Raises
    ------
    CrossframeError
        If a coding has a mistake, or was made of other texts.
    """
    counted = apply_adjudication(stance, read_adjudicated([], codebook, sentences))
    for path in reversed(codings):
        rows, complete = read_coding(path, codebook, sentences)
        counted = apply_adjudication(counted.iloc[:0] if complete else counted, rows)
    counted = apply_adjudication(counted, read_adjudicated(adjudicated, codebook, sentences))
    order = {article: place for place, article in enumerate(sentences["article"].unique())}
    return counted.sort_values(
        "article", key=lambda column: column.map(order), kind="stable", ignore_index=True
    )


def is_complete(path: Path, rows: pd.DataFrame) -> bool:
    """Tell whether what a coding does not list is absent: as its sidecar says, or without texts."""
    return bool(how_made(path).get("complete", len(rows) > 0 and not rows["text"].ne("").any()))


def how_made(path: Path) -> dict[str, Any]:
    """Return what the sidecar of a coding says; empty where it has none."""
    file = sidecar(path)
    if not file.is_file():
        return {}
    try:
        made = json.loads(decode(read_bytes(file, what="sidecar"), file))
    except json.JSONDecodeError as error:
        raise CrossframeError(
            "the sidecar of a coding is not valid JSON",
            path=file,
            place=f"line {error.lineno}",
            remedy="restore it, or take it away: the coding is then read as a sheet",
        ) from error
    return made if isinstance(made, dict) else {}


def texts_digest(sentences: pd.DataFrame) -> str:
    """Return a digest of what was coded: articles, numbers and texts of the sentences."""
    lines = sentences[["article", "sentence", "text"]].astype(str).agg("\t".join, axis=1)
    return _digest("\n".join(lines).encode())


def codebook_digest(codebook: Codebook) -> str:
    """Return a digest of a codebook: of what it says, not of its file."""
    return _digest(json.dumps(asdict(codebook), sort_keys=True).encode())


def sidecar(path: Path) -> Path:
    """Return where the sidecar of a coding stands."""
    return path.with_suffix(".json")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
