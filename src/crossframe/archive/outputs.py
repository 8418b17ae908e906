"""The folder of an archive: tables by month as Parquet, readers of events, the manifest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe._version import __version__
from crossframe.archive.aggregates import aggregates
from crossframe.archive.annotation import LEARNED_FROM, Asked, Tables
from crossframe.archive.archive import PARTITION, Worked, work
from crossframe.archive.comparing import nothing
from crossframe.archive.engines import Engine
from crossframe.archive.page import write_page
from crossframe.archive.partitions import Kept, packed, shuffled
from crossframe.archive.sampling import check_sample, sample_sheet
from crossframe.coding.coders import LEARNED, RULES, Coder
from crossframe.coding.sheets import with_protocol, write_codesheet
from crossframe.errors import CrossframeError
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.io.output_folder import check_output, files_in, output_folder
from crossframe.io.progress import Progress, silent
from crossframe.io.writing import make_folder, write_file, write_table
from crossframe.stance.codebook import Codebook

READERS = 100
UNITS = 200
FEWEST_UNITS = 2  # one with a theme and one without
OF_ARTICLES = ("statements", "phrases")
OF_EVENTS = ("pairs", "shared", "copies")
LONG = ("content", "cue", "evidence", "articles")  # columns that no sum needs


def make_archive(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    codebook: Codebook | None = None,
    coding: str | Path | None = None,
    sheet: str | Path | None = None,
    units: int = UNITS,
    form: str = "text",
    engine: Engine,
    partition: int = PARTITION,
    readers: int = READERS,
    coder: str | Coder = RULES,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Annotate articles, find those on one event, compare them, and write what was found.

    Parameters
    ----------
    paths
        Files and folders of tables: JSON lines, CSV (also with .gz) or Parquet, with the outlet,
        date, title and text of each article, and its id.
    out
        Folder to write, whole or not at all; what is finished before that lies beside it in
        `OUT.kept`, and is not made again by a run on the same texts.
    codebook
        Themes and actors; without one there is no stance.
    coding
        What people coded of sentences and themes drawn at random, as a sheet with `weight`: then
        shares of stance are estimated, else they are marked as a first reading.
    sheet, units
        A coding sheet to write, a new file, and how many sentences and themes it asks for: drawn at
        random, half of them from articles in which the rules found a theme. Filled in it is a `coding`.
    form
        What a text is, as of `crossframe.corpus.articles.Article`.
    engine
        Where it is worked on, of `crossframe.archive.engines`.
    partition
        How many articles are worked on as one part; it changes no result.
    readers
        Of how many events, the largest, the reader is written.
    coder
        Who codes the stance: `rules`; `learned`, a model that learns from `coding` and is used where
        it agrees better with people than the rules do; or any coder as of `crossframe.coding.coders`,
        which reads all articles at once, in this process.
    progress
        Told what is being done, with the rate and the time that is left.

    Returns
    -------
    dict
        The manifest: `rows` of each table, `read`, `used` and `rejected` rows, `events`, `coding` (how
        stance was coded: `coder`, and what that coder says; empty without a codebook), and
        `against_known_events`: where rows name their `event`, `precision`, `recall` and `f1` (0 to
        1) of the pairs of articles of different outlets put together, over so many `articles`.

    Raises
    ------
    CrossframeError
        If no row can be used, a worker dies again and again, something cannot be written, `coding`
        is of other articles or too small to learn from, or a coder, `coding` or `sheet` is given
        without a codebook.

    Notes
    -----
    The result is the same, byte for byte, whatever the engine, the partition, and however often the
    run was broken off.
    """
    out = Path(out)
    check_output(out, force=True)
    if not callable(coder) and coder not in {RULES, LEARNED}:
        raise CrossframeError(
            f"there is no coder {coder!r}", remedy=f"use {RULES}, {LEARNED} or a coder of your own"
        )
    if units < FEWEST_UNITS:
        raise CrossframeError(
            f"{units} units are no sample", remedy=f"ask for {FEWEST_UNITS} or more"
        )
    if codebook is None and (coding or sheet or coder != RULES):
        raise CrossframeError("stance is coded by a codebook", remedy="give one")
    if coder == LEARNED and coding is None:
        raise CrossframeError(
            "there are no codes to learn from",
            remedy="draw a sheet with --sheet, fill it in, and give it as --coding",
        )
    if codebook is not None and coding is not None:
        check_sample(Path(coding), codebook)
    if sheet is not None and Path(sheet).exists():
        raise CrossframeError("exists already", path=sheet, remedy="name a file that does not")
    kept = out.with_name(f"{out.name}.kept")
    asked = Asked(codebook, form)
    files = [Path(path) for path in paths]
    found = work(
        files,
        kept,
        asked=asked,
        engine=engine,
        partition=partition,
        readers=readers,
        coder=coder,
        coding=Path(coding) if coding is not None else None,
        progress=progress,
    )
    with output_folder(out, force=True) as folder:
        tables = _by_month(folder, found, kept / "shuffle", progress)
        progress("Summing up")
        people = found.sample.coded if found.sample else None
        sums = aggregates(tables, codebook, people, coder=found.coded.coder)
        made = _write(folder, found, tables, sums, codebook)
    if codebook is not None and sheet is not None:
        annotated, names = found.annotated
        drawn = sample_sheet(
            Kept(kept / "rows"), annotated, names, found.articles, codebook, form=form, units=units
        )
        write_codesheet(drawn, sheet)
        with_protocol(Path(sheet))
    return made


def _by_month(folder: Path, found: Worked, shuffle: Path, progress: Progress) -> Tables:
    """Write the tables of articles and events by month, and return the columns that are summed."""
    tables = {"articles": found.articles}
    months = found.articles.set_index("article")["month"]
    of_event = found.articles.sort_values(["date", "article"]).groupby("event")["month"].first()
    for (kept, names), key, month, written in (
        (found.annotated, "article", months, OF_ARTICLES),
        (found.coded[:2], "article", months, ["stance"]),
        (found.compared, "event", of_event, OF_EVENTS),
    ):
        for name in written:
            progress(f"Writing {name}")
            parts = (
                one.drop(columns=LEARNED_FROM, errors="ignore").assign(month=one[key].map(month))
                for one in kept.each(names, name)
            )
            empty = kept.read(names[:1], name) if names else nothing()[name]
            short = [column for column in empty if column not in {*LONG, *LEARNED_FROM}]
            summed = [empty.loc[:0, short].iloc[:0].assign(month="")]
            for value, table in shuffled(parts, "month", shuffle):
                own = table.sort_values(key, kind="stable", ignore_index=True)
                _write_month(folder, name, value, own)
                summed.append(own[short].assign(month=value))
            tables[name] = pd.concat(summed[1:] or summed, ignore_index=True)
    for value, table in found.articles.groupby("month"):
        _write_month(folder, "articles", value, table)
    return tables


def _write(
    folder: Path, found: Worked, tables: Tables, sums: Tables, codebook: Codebook | None
) -> dict[str, Any]:
    """Write all but the tables by month, and return the manifest."""
    write_table(found.rejects, folder / "rejects.csv")
    make_folder(folder / "tables")
    for name, table in sums.items():
        write_table(table, folder / "tables" / f"{name}.csv")
    kept, names = found.compared
    make_folder(folder / "readers")
    pages = [page for name in names for page in sorted((kept.folder / name).glob("*.html"))]
    for page in pages:
        write_file(page.read_bytes(), folder / "readers" / page.name)
    rejected = found.rejects.loc[found.rejects["step"] != "comparing", "items"].sum()
    made = {
        "crossframe": __version__,
        "read": int(len(found.articles) + rejected),
        "used": len(found.articles),
        "rejected": int(rejected),
        "events": int(found.articles["event"].max()),
        "coding": dict(found.coded.how),
        "against_known_events": _against_known(found.articles),
        "rows": {name: len(table) for name, table in tables.items()},
    }
    write_page(folder, made, tables, sums, codebook, coder=found.coded.coder)
    made["files"] = files_in(folder)
    write_file(json.dumps(made, indent=1) + "\n", folder / "manifest.json")
    return made


def _against_known(articles: pd.DataFrame) -> dict[str, float]:
    """Score the pairs of articles that are put together against the events that rows named."""
    known = articles[articles["known_event"] != ""]

    def pairs(table: pd.DataFrame, *by: str) -> int:
        every, of_one_outlet = (
            table.groupby(list(keys)).size().pipe(lambda sizes: (sizes * (sizes - 1) // 2).sum())
            for keys in (by, (*by, "outlet"))
        )
        return int(every - of_one_outlet)  # an event is one that several outlets report

    put = known[known["event"] > 0]
    counts = pairs(put, "event", "known_event"), pairs(put, "event"), pairs(known, "known_event")
    return {"articles": len(known), **precision_recall_f1(*counts)} if len(known) else {}


def _write_month(folder: Path, name: str, month: str, table: pd.DataFrame) -> None:
    place = make_folder(folder / name / f"month={month}")
    write_file(packed(table.drop(columns="month", errors="ignore")), place / "part-0.parquet")
