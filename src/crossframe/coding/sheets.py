"""Coding sheets: a sample of sentences and themes for people to code, written and read back."""

from __future__ import annotations

import csv
import io
import zlib
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd

from crossframe.coding.checks import (
    ANSWER_COLUMNS,
    MARKS,
    NUMBERS,
    SHEET_COLUMNS,
    VALUES,
    WEIGHT,
    any_of,
    by_message,
    check_rows,
    protected,
    sheet_records,
)
from crossframe.coding.workbooks import workbook
from crossframe.errors import CrossframeError
from crossframe.io.writing import make_folder, write_file
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT
from crossframe.text.words import counted

_UNFOUND = 0.02  # doubt about a unit that the machine did not find
_CONTEXT = 2  # sentences shown before and after


def codesheet(
    sentences: pd.DataFrame,
    codebook: Codebook,
    stance: pd.DataFrame,
    *,
    units: int = 100,
    seed: int = 0,
    least_sure: bool = False,
) -> pd.DataFrame:
    """Draw sentences and themes for people to code.

    Parameters
    ----------
    sentences
        A sentence table.
    codebook
        Its themes are what the sentences are coded for.
    stance
        The machine's coding of these sentences, as of `crossframe.stance.coding.code_stance`. It only
        says where to draw; nothing of it stands in the sheet.
    units
        How many units (one sentence and one theme) to draw; all there are, if they are fewer.
    seed
        Of the random draw. The same input and seed give the same sheet, for a second coder.
    least_sure
        Draw rather where the machine is least sure: a unit's chance grows with one less its
        `confidence`.

    Returns
    -------
    pandas.DataFrame
        One row a unit, in reading order: `article`, `sentence` (int), `theme` (id), `label`,
        `proposition` (of the theme), `before`, `text`, `after` (the sentence and up to two on each side),
        `stance`, `holder`, `evidence`, `note`, all empty, and `weight` (float, at least 1): one
        over the chance that the unit was drawn, by which shares over all units are estimated.

    Raises
    ------
    CrossframeError
        If `units` is less than 1.

    Notes
    -----
    The draw is stratified. One stratum is made of each article and theme, with the sentences in
    which the machine found the theme; two more of each article, with the units in which it did
    not, of sentences without any theme and of sentences with others only. So a coder can find
    what the machine missed. The strata give one unit each in turn, until there are enough: rare
    themes are drawn more often than their share, which `weight` makes up for. With `least_sure` the
    draw is systematic, with chances in proportion to the doubt (Gligorić et al. 2024,
    confidence-driven inference); a unit that the machine did not find has a small one.

    Examples
    --------
    >>> from crossframe.stance.codebook import Theme
    >>> from crossframe.corpus.sentences import given_sentences
    >>> book = Codebook("Sugar", (), (Theme("tax", "Tax", "Sugar should be taxed.", ("tax",)),), ())
    >>> table = given_sentences([("a", 1, 1, "It rains."), ("a", 2, 1, "Tax it, she says.")])
    >>> coded = pd.DataFrame([("a", 2, "tax")], columns=["article", "sentence", "theme"])
    >>> codesheet(table, book, coded)[["sentence", "theme", "before", "stance"]].to_numpy().tolist()
    [[1, 'tax', '', ''], [2, 'tax', 'It rains.', '']]
    """
    if units < 1:
        raise CrossframeError(f"{units} units cannot be drawn", remedy="ask for at least 1")
    found = set(stance[UNIT].itertuples(index=False, name=None))
    with_theme = {unit[:2] for unit in found}
    strata: dict[tuple[str, str, str], list[int]] = {}
    cells = [
        (article, sentence, theme.id)
        for article, sentence in zip(sentences["article"], sentences["sentence"], strict=True)
        for theme in codebook.themes
    ]
    for place, cell in enumerate(cells):
        article, _, theme = cell
        if cell in found:
            stratum = (article, "theme", theme)
        else:
            stratum = (article, "other themes" if cell[:2] in with_theme else "no theme", "")
        strata.setdefault(stratum, []).append(place)
    if least_sure:
        doubt = _doubt(stance)
        chances = dict(enumerate(_chances([doubt.get(cell, _UNFOUND) for cell in cells], units)))
        drawn = _systematic(list(chances.values()), np.random.default_rng(seed))
    else:
        drawn = sorted(_in_turn(strata, seed)[:units])
        chances = _chances_in_turn(strata, units)
    rows = pd.DataFrame([cells[place] for place in drawn], columns=UNIT)
    rows = in_context(rows, sentences, codebook).assign(**dict.fromkeys(ANSWER_COLUMNS, ""))
    weights = [round(1 / chances[place], 4) for place in drawn]
    return rows[SHEET_COLUMNS].assign(**{WEIGHT: weights})


def in_context(rows: pd.DataFrame, sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give rows of units what a coder sees: the theme in words, the sentence and its neighbours."""
    themes = {theme.id: theme for theme in codebook.themes}
    labels = rows["theme"].map({name: theme.label for name, theme in themes.items()})
    asked = rows["theme"].map({name: theme.proposition for name, theme in themes.items()})
    shown = rows.assign(label=labels, proposition=asked)
    return shown.merge(_with_context(sentences), on=["article", "sentence"], how="left")


def write_codesheet(sheet: pd.DataFrame, path: str | Path, *, separator: str = ",") -> None:
    r"""Write a coding sheet for a spreadsheet.

    Parameters
    ----------
    sheet
        As of `codesheet`; more columns are written too.
    path
        The file, written whole or not at all: a workbook if its name ends in .xlsx, else CSV.
    separator
        Between cells of CSV. A spreadsheet whose language has decimal commas opens ";" in columns.

    Raises
    ------
    CrossframeError
        If the file exists, since it may be filled in, or cannot be written.

    Notes
    -----
    CSV after RFC 4180 in UTF-8 with a byte order mark, by which Excel knows it. A text that a
    spreadsheet would run as a formula, or take for a number or a date and save otherwise (an
    article named "2013-05-01"), gets an apostrophe before it; `read_codesheet` takes it off.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "sheet.csv"
    ...     write_codesheet(pd.DataFrame({"text": ["=1+1"]}), file)
    ...     print(file.read_bytes())
    b"\xef\xbb\xbftext\r\n'=1+1\r\n"
    """
    if Path(path).exists():
        raise CrossframeError(
            "exists already, and may hold codings",
            path=path,
            remedy="name another file, or take this one away first",
        )
    is_workbook = Path(path).suffix.lower() == ".xlsx"
    content = workbook(sheet, stances=VALUES) if is_workbook else None
    write_file(content or sheet_text(sheet, separator=separator), path)


def with_protocol(sheet: Path) -> Path:
    """Return the coders' protocol beside a sheet; it is put there where there is none."""
    path = sheet.parent / "PROTOCOL.md"
    if not path.exists():
        make_folder(path.parent)
        write_file(resources.files("crossframe.coding").joinpath("protocol.md").read_bytes(), path)
    return path


def protocol_text() -> str:
    """Return what the protocol says of codes, without where to write them down."""
    whole = resources.files("crossframe.coding").joinpath("protocol.md").read_text("utf-8")
    return whole.partition("\n\n## Where to code")[0] + "\n"


def sheet_text(sheet: pd.DataFrame, *, separator: str = ",") -> str:
    """Set a table as the text of a file that spreadsheets open, see `write_codesheet`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    writer.writerow([protected(str(column)) for column in sheet.columns])
    for row in sheet.itertuples(index=False, name=None):
        writer.writerow(["" if pd.isna(cell) else protected(cell) for cell in row])
    return "\ufeff" + buffer.getvalue()


def read_codesheet(
    path: str | Path, codebook: Codebook | None = None, sentences: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Read a coding sheet that someone filled in, and check every cell.

    Parameters
    ----------
    path
        A CSV file or workbook (.xlsx, its first page) with the columns `article, sentence, theme,
        stance, holder, evidence`, as of `write_codesheet`; CSV with commas, semicolons or tabs
        between cells and any line ends. A unit
        may have several rows, one for each holder. A unit that was not coded has no row.
    codebook
        The codebook it was coded by; themes are checked against it, and a holder that is a name of
        one of its actors becomes the actor's id.
    sentences
        The sentence table it was drawn from; sentences and evidence are checked against it.
        Without it evidence is checked against the sheet's own column `text`.

    Returns
    -------
    pandas.DataFrame
        In the sheet's order: the columns of `codesheet`, empty where the sheet lacks one, with
        `stance` (`favor`, `against`, `neither` or `absent`), `holder` (lower case; `outlet` where
        a `neither` names none) and `evidence` in the sentence's own characters (the whole sentence
        where none is marked); where `sentences` is given also `start` and `end`, the code points
        of the evidence in the article's file; and if the sheet has them, as one that a machine
        wrote, `coded_by` (the coder's name, empty for what people decided), `ground`, and
        `confidence` and `weight` (float, NaN where empty).

    Raises
    ------
    CrossframeError
        If the file cannot be read as a table, or any row has a mistake: one message with every
        mistake, its line and what to do.

    Notes
    -----
    Evidence must stand in the sentence word for word; case, the kind of quotation marks and of
    spaces do not matter, since spreadsheets change them.
    """
    path = Path(path)
    records = sheet_records(path)
    if records and not any(record["stance"] for _, record in records):
        raise CrossframeError(
            "no row has a stance", path=path, remedy=f"write {any_of(VALUES)} in the column stance"
        )
    rows, mistakes = check_rows(records, codebook, sentences)
    if mistakes:
        raise CrossframeError(
            f"{counted(len(mistakes), 'mistake')} in the coding sheet\n  "
            + "\n  ".join(by_message(mistakes)),
            path=path,
            remedy="mend the lines named and read the sheet again",
        )
    places = [] if sentences is None else ["start", "end"]
    marks = [name for name in MARKS if any(name in record for _, record in records)]
    table = pd.DataFrame(rows, columns=[*SHEET_COLUMNS, *marks, *places])
    numbers = {name: pd.to_numeric(table[name].replace("", None)) for name in NUMBERS & set(marks)}
    return table.assign(**numbers).astype(dict.fromkeys(["sentence", *places], "int64"))


def _in_turn(strata: dict[tuple[str, str, str], list[int]], seed: int) -> list[int]:
    """Shuffle each stratum and take one of each in turn, the strata in random order."""
    order = np.random.default_rng(seed).permutation(len(strata))
    turns = []
    for position, (stratum, places) in zip(order, strata.items(), strict=True):
        generator = np.random.default_rng([seed, zlib.crc32("/".join(stratum).encode())])
        shuffled = generator.permutation(places).tolist()
        turns += [(turn, position, place) for turn, place in enumerate(shuffled)]
    return [place for _, _, place in sorted(turns)]


def _chances_in_turn(strata: dict[tuple[str, str, str], list[int]], units: int) -> dict[int, float]:
    """Return of each unit the chance to be drawn by `_in_turn`."""
    sizes = [len(places) for places in strata.values()]
    turns = next(
        (t for t in range(max(sizes)) if sum(min(size, t + 1) for size in sizes) > units),
        max(sizes),
    )
    left = units - sum(min(size, turns) for size in sizes)  # drawn in the last turn, not whole
    longer = sum(size > turns for size in sizes)
    return {
        place: (min(len(places), turns) + (left / longer if len(places) > turns else 0))
        / len(places)
        for places in strata.values()
        for place in places
    }


def _doubt(stance: pd.DataFrame) -> dict[tuple[str, int, str], float]:
    """Return of each unit that the machine found one less its confidence, by default a half."""
    known = stance["confidence"].astype(float) if "confidence" in stance else pd.Series(dtype=float)
    sure = known.reindex(stance.index).fillna(0.5)
    doubt: dict[tuple[str, int, str], float]
    doubt = (1 - sure.groupby([stance[key] for key in UNIT]).min()).clip(_UNFOUND).to_dict()
    return doubt


def _chances(doubts: list[float], units: int) -> list[float]:
    """Return chances in proportion to doubts, none above 1, that add up to the number of units."""
    doubt, chances = np.asarray(doubts), np.ones(len(doubts))
    if units >= len(doubt):
        return [1.0] * len(doubts)
    sure = np.zeros(len(doubt), dtype=bool)  # to be drawn in any case
    while True:
        free = ~sure
        chances[free] = (units - sure.sum()) * doubt[free] / doubt[free].sum()
        if not (chances[free] > 1).any():
            return [float(chance) for chance in chances]
        sure |= chances >= 1
        chances[sure] = 1


def _systematic(chances: list[float], generator: np.random.Generator) -> list[int]:
    """Draw places with these chances: a grid of steps of 1 over them in random order."""
    order = generator.permutation(len(chances))
    ends = np.cumsum(np.asarray(chances)[order])
    grid = generator.random() + np.arange(round(ends[-1])) if len(ends) else np.empty(0)
    places = np.searchsorted(ends, np.minimum(grid, ends[-1] - 1e-9) if len(ends) else grid)
    return sorted(set(order[places].tolist()))


def _with_context(sentences: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for article, own in sentences.groupby("article", sort=False):
        texts = own["text"].tolist()
        for place, number in enumerate(own["sentence"]):
            before = " ".join(texts[max(0, place - _CONTEXT) : place])
            after = " ".join(texts[place + 1 : place + 1 + _CONTEXT])
            rows.append((article, number, before, texts[place], after))
    return pd.DataFrame(rows, columns=["article", "sentence", "before", "text", "after"])
