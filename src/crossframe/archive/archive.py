"""An archive from tables of articles to events that are compared: read, annotated, put together."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from crossframe.archive.annotation import Asked, annotate
from crossframe.archive.coding import Coded, code_learned, code_whole
from crossframe.archive.comparing import compare_events
from crossframe.archive.engines import Engine, Work
from crossframe.archive.partitions import Kept, Part, part, shuffled
from crossframe.archive.reading import Rejected, Row, parquet, read_rows
from crossframe.archive.sampling import Sample, read_sample, texts_of
from crossframe.coding.coders import LEARNED, RULES, Coder
from crossframe.coding.learning import check_codes
from crossframe.errors import CrossframeError
from crossframe.io.progress import Progress
from crossframe.similarity.event_search import event_labels, event_pairs
from crossframe.similarity.same_event import day_number

PARTITION = 500  # articles
COMPARED = 24  # articles of an event that are compared, the first of each outlet before its second
_TOGETHER = 40  # articles that one part of events has, at least
_BUCKET = 4_000  # articles of events that are in memory at once


class Worked(NamedTuple):
    """What became of an archive, and where the tables of its parts lie.

    Attributes
    ----------
    articles
        A row an article, by its id: `article`, `outlet`, `date`, `month`, `title`, `sentences`,
        `words`, `event` (int, 0 where no other outlet has it), `compared` (bool).
    rejects
        What could not be used, as of `crossframe.archive.reading.Rejected`.
    annotated, compared
        The finished parts of both steps, and their names in order.
    coded
        Who coded the stance, and where it lies.
    sample
        What people coded.
    """

    articles: pd.DataFrame
    rejects: pd.DataFrame
    annotated: tuple[Kept, list[str]]
    compared: tuple[Kept, list[str]]
    coded: Coded
    sample: Sample | None


def work(
    paths: Sequence[Path],
    kept: Path,
    *,
    asked: Asked,
    engine: Engine,
    partition: int = PARTITION,
    readers: int = 0,
    coder: str | Coder = RULES,
    coding: Path | None = None,
    progress: Progress,
) -> Worked:
    """Read, annotate, code, find events and compare them; finished parts lie in the folder `kept`."""
    steps = ("rows", "annotated", "coded", "compared")
    rows, annotated, of_coder, compared = (Kept(kept / name) for name in steps)
    rejects: list[Rejected] = []
    parts: dict[str, int] = {}  # name -> articles
    for one in _read(paths, rejects, f"annotate {asked.name}", partition):
        parts[one.name] = one.articles
        if one.name not in rows:
            rows.put(one.name, {"rows.parquet": one.data})
        progress(f"Reading: {sum(parts.values()):,} articles")
    total = sum(parts.values())
    if not total:
        raise CrossframeError(
            f"none of {sum(one.items for one in rejects)} rows could be used: {rejects[0].reason}"
            if rejects
            else "there is no row",
            path=paths[0],
            remedy="give rows with outlet, date, title and text",
        )
    sample = None
    if asked.codebook is not None and coding is not None:
        progress("Checking the codes")  # by the texts, before they are worked on
        sample = read_sample(coding, asked.codebook, rows, list(parts), form=asked.form)
        if coder == LEARNED:
            check_codes(sample.coded)
    to_annotate = (
        Part(name, rows.path(name, "rows").read_bytes(), size) for name, size in parts.items()
    )
    run = partial(_finish, engine=engine, progress=progress)
    annotating = partial(annotate, asked=asked)
    names = run("Annotating", annotating, to_annotate, total=total, kept=annotated)
    coded = Coded(annotated, names, {"coder": RULES} if asked.codebook else {})
    if coder == LEARNED and sample is not None:
        coded = code_learned(annotated, parts, sample, kept=of_coder, run=run)
    if callable(coder):
        known = annotated.read(names, "articles")["article"]
        texts = texts_of(rows, names, set(known))
        coded = code_whole(texts, asked, coder, kept=of_coder)
    progress("Looking for events")
    articles = _with_events(annotated, names)
    sizes = articles.loc[articles["event"] > 0, "event"].value_counts(sort=False)
    with_page = set(sizes.sort_values(ascending=False, kind="stable").index[:readers])
    texts = (rows.read([name], "rows") for name in names)
    chosen = articles[articles["compared"]].assign(page=articles["event"].isin(with_page))
    chosen["coded"] = coded.of_articles(chosen.loc[chosen["page"], "article"])
    chosen["coded"] = chosen["coded"].fillna("")
    step = f"compare {asked.name}"
    to_compare = _event_parts(chosen, texts, kept / "shuffle", step)
    comparing = partial(compare_events, asked=asked)
    events = run("Comparing", comparing, to_compare, total=len(chosen), kept=compared)
    of_coder.leave_only(coded.names if coded.kept is of_coder else [])
    for folder, used in ((rows, names), (annotated, names), (compared, events)):
        folder.leave_only(used)
    found = [pd.DataFrame(rejects, columns=Rejected._fields)]
    found += [
        folder.read(used, "rejects")
        for folder, used in ((annotated, names), (compared, events))
        if used
    ]
    return Worked(
        articles,
        pd.concat([one for one in found if len(one)] or found[:1], ignore_index=True),
        (annotated, names),
        (compared, events),
        coded,
        sample,
    )


def _read(
    paths: Sequence[Path], rejects: list[Rejected], step: str, partition: int
) -> Iterator[Part]:
    good: list[Row] = []
    for row in read_rows(paths):
        if isinstance(row, Rejected):
            rejects.append(row)
            continue
        good.append(row)
        if len(good) == partition:
            yield part(pd.DataFrame(good, columns=Row._fields), step)
            good = []
    if good:
        yield part(pd.DataFrame(good, columns=Row._fields), step)


def _finish(
    step: str,
    work: Work,
    parts: Iterable[Part],
    *,
    total: int,
    kept: Kept,
    engine: Engine,
    progress: Progress,
) -> list[str]:
    """Work on all parts that are not finished, and return the names of all in order."""
    progress(f"{step}: {total:,} articles")
    sizes: dict[str, int] = {}
    before = done = 0
    begun = time.monotonic()

    def left() -> Iterator[Part]:
        nonlocal before
        for one in parts:
            sizes[one.name] = one.articles
            if one.name in kept:
                before += one.articles
            else:
                yield one

    for name, files in engine(work, left()):
        kept.put(name, files)
        done += sizes[name]
        rate = done / max(time.monotonic() - begun, 1e-9)
        seconds = (total - before - done) / rate
        progress(
            f"{step}: {before + done:,} of {total:,} articles, {rate:,.0f} a second,"
            f" {seconds / 60:,.0f} min left"
        )
    return list(sizes)


def _with_events(annotated: Kept, names: Sequence[str]) -> pd.DataFrame:
    """Return all articles by their ids, each with its event."""
    articles = annotated.read(names, "articles").sort_values("article")
    if articles.empty:
        rejects = annotated.read(names, "rejects")
        raise CrossframeError(
            f"none of {len(rejects)} articles could be annotated: {rejects['reason'].iloc[0]}",
            remedy="look at what the texts are; --form says what is taken out of them",
        )
    vectors = _vectors(annotated, names)[articles.index]
    articles = articles.reset_index(drop=True)
    outlets = pd.factorize(articles["outlet"])[0]
    days = articles["date"].map(day_number).to_numpy(dtype=float)
    pairs = event_pairs(vectors, outlets, days)
    label = pd.Series(event_labels(vectors, outlets, days, pairs))
    shared = label.map(articles["outlet"].groupby(label).nunique()) > 1
    ranked = articles.assign(label=label, date=articles["date"].mask(articles["date"] == "", "~"))
    ranked = ranked[shared].sort_values(["date", "article"])
    number = {one: place for place, one in enumerate(ranked["label"].unique(), start=1)}
    ranked["of_outlet"] = ranked.groupby(["label", "outlet"]).cumcount()
    ranked = ranked.sort_values(["of_outlet", "date", "article"])
    compared = ranked.index[ranked.groupby("label").cumcount() < COMPARED]
    return articles.assign(
        event=label.map(number).where(shared, 0).astype("int64"),
        compared=articles.index.isin(compared),
    )


def _vectors(annotated: Kept, names: Sequence[str]) -> csr_array:
    """Return the term vectors of all articles, in the order of the parts."""
    terms, places, weights, lengths = [], [], [], [np.zeros(1, dtype=np.int64)]
    for name in names:
        table = parquet().read_table(annotated.path(name, "vectors"))
        if not len(table):  # all of the part are rejected
            continue
        own = table["terms"].combine_chunks()
        distinct, place = np.unique(own.flatten().to_numpy(), return_inverse=True)
        terms.append(distinct)
        places.append(place.astype(np.int32))
        weights.append(table["weights"].combine_chunks().flatten().to_numpy())
        lengths.append(own.value_lengths().to_numpy())
    known = np.unique(np.concatenate(terms))
    columns = [
        np.searchsorted(known, distinct).astype(np.int32)[place]
        for distinct, place in zip(terms, places, strict=True)
    ]
    starts = np.cumsum(np.concatenate(lengths))
    if starts[-1] <= np.iinfo(np.int32).max:  # else SciPy widens the columns, too
        starts = starts.astype(np.int32)
    return csr_array(
        (np.concatenate(weights), np.concatenate(columns), starts),
        shape=(len(starts) - 1, len(known)),
    )


def _event_parts(
    chosen: pd.DataFrame, texts: Iterable[pd.DataFrame], folder: Path, step: str
) -> Iterator[Part]:
    """Yield the articles of every few events, with their texts: what lies in many parts, by event."""
    chosen = chosen.sort_values(["event", "date", "article"])
    first = np.arange(len(chosen)) - chosen.groupby("event").cumcount().to_numpy()
    chosen = chosen.assign(bucket=first // _BUCKET)[["article", "event", "page", "coded", "bucket"]]
    for _, table in shuffled((one.merge(chosen, on="article") for one in texts), "bucket", folder):
        yield from _chunks(table.sort_values(["event", "date", "article"]), step)


def _chunks(table: pd.DataFrame, step: str) -> Iterator[Part]:
    """Yield whole events, as many as have 40 articles together."""
    waiting: list[pd.DataFrame] = []
    for _, own in table.groupby("event", sort=True):
        waiting.append(own)
        if sum(map(len, waiting)) >= _TOGETHER:
            yield part(pd.concat(waiting), step)
            waiting = []
    if waiting:
        yield part(pd.concat(waiting), step)
