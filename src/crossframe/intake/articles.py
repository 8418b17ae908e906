"""From files, folders and tables to articles, with a table of all that went in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from crossframe.corpus.articles import Article, Project, load_project
from crossframe.errors import CrossframeError
from crossframe.intake.checks import check_article
from crossframe.intake.damage import repaired
from crossframe.intake.fields import check_columns
from crossframe.intake.found import LIMITS, Found, Limits, headed
from crossframe.intake.ids import article_ids, is_machine_made, outlet_of_file
from crossframe.intake.one_file import found_in_file
from crossframe.intake.outlets import outlet_of_page
from crossframe.intake.paths import InputFile, input_files
from crossframe.io.progress import Progress, silent
from crossframe.text.printable import one_line, shown, well_formed

COLUMNS = ["source", "place", "kind", "article", "outlet", "headline", "status", "reason", "items"]

_NO_OUTLET = (
    "no outlet is stated, and the file's name is none: put the file into a folder that is called after"
    " its outlet"
)
_ORIGINAL = (
    "is an original (kind primary): no report to compare, but what quotations are checked against"
)


@dataclass(frozen=True)
class _Entry:
    """One entry of the table in the making."""

    source: Path
    kind: str
    found: Found
    note: str = ""
    name: str = ""
    article: Article | None = None


def read_articles(
    paths: Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    any_language: bool = False,
    fewest: int = 1,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> tuple[list[Article], pd.DataFrame]:
    """Read articles from files, folders and tables of any known kind.

    Parameters
    ----------
    paths
        Files and folders; a folder is walked to the bottom in the order of names. A manifest
        (`articles.toml`), or a folder with one or with `data/articles.toml`, gives its project's
        articles. What a file is, is told by what stands in it: plain text as scraped, HTML, JSON
        and JSON lines, CSV and its like, Parquet, Word files, those of Nexis Uni, text exports of
        ProQuest; any of them packed by gzip.
    columns
        Of a table or JSON: field (text, outlet, headline, author, date, url) -> its column's name.
        Usual names are known.
    encoding
        Encoding of all text files; found out for each if it is not given.
    any_language
        Whether articles that are not in English are used all the same.
    fewest
        How many articles are needed.
    limits
        How much is read.
    progress
        Told what is being read.

    Returns
    -------
    articles
        list of Article. An id is made of the outlet's name, with a number where an outlet has
        several articles, or of the name of the file; the same input gives the same ids. An outlet
        that a file does not name is called after the folder below the given one, or else as the
        page names it itself, or else after the file.
    intake
        pandas.DataFrame, one row for everything that was found, in order: `source` (str, the file),
        `place` (str, where in it; empty for the whole file), `kind` (str, what it was read as),
        `article` (str, the id; empty if it is left out), `outlet`, `headline` (str, as
        stated; of an article without one, the line that cleaning takes for it), `status` ("used" or "left out"), `reason` (str, why it is left out, or what to know of how
        it was read), `items` (int, the number of articles that the row stands for: 1, except for
        rows of a table that all lack the same).

    Raises
    ------
    CrossframeError
        If a path does not exist, a manifest is wrong, `columns` names no field, there is too much
        input, or too few articles could be used: the message then says why.

    Notes
    -----
    Left out are: files of other kinds, damaged or too large ones, hidden ones and links that leave
    the folder; rows and parts without text; what cleaning takes for boilerplate from end to end;
    fewer than 20 words; other languages; a text that the same outlet has twice; and a project's
    originals (of kind `primary`). The same text from two outlets stays: see
    `crossframe.phrases.shared_copy`.

    Examples
    --------
    >>> import tempfile
    >>> text = "The old bridge over the river is open again, the mayor said on Monday. " * 2
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("dial.txt", "post.txt"):
    ...         _ = (Path(folder) / name).write_text(text if name < "e" else "")
    ...     articles, intake = read_articles([folder])
    >>> [(article.id, article.outlet) for article in articles]
    [('dial', 'dial')]
    >>> intake[["article", "status", "reason"]].to_numpy().tolist()[1]
    ['', 'left out', 'is empty']
    """
    check_columns(columns)
    entries: list[_Entry] = []
    files = list(input_files([Path(path) for path in paths], limits=limits))
    for number, file in enumerate(files, start=1):
        progress(f"Reading {number} of {len(files)}: {file.path.name}")
        entries += _entries(file, columns=columns, encoding=encoding, limits=limits)
        if sum(not entry.found.problem for entry in entries) > limits.items:
            raise CrossframeError(
                f"there are more than {limits.items} articles, and every pair of them is compared",
                remedy="give those of one event",
            )
    entries = _judged(entries, any_language=any_language, limits=limits, progress=progress)
    entries = _named(entries)
    table = _intake(entries)
    articles = [entry.article for entry in entries if entry.article]
    if len(articles) < fewest:
        raise _too_few(table)
    return articles, table


def _entries(
    file: InputFile,
    *,
    columns: Mapping[str, str] | None,
    encoding: str | None,
    limits: Limits,
) -> list[_Entry]:
    if file.manifest:
        return _of_project(load_project(file.path), file.path)
    if file.problem:
        return [_Entry(file.path, "", Found(problem=file.problem))]
    kind, note, found = found_in_file(file.path, columns=columns, encoding=encoding, limits=limits)
    outlet, stem = outlet_of_file(file)
    name = stem if len(found) == 1 and not found[0].outlet else ""
    return [
        _Entry(
            file.path,
            kind,
            replace(one, outlet=one.outlet or outlet),
            "; ".join(filter(None, [note, one.note])),
            name,
        )
        for one in map(repaired, found)
    ]


def _of_project(project: Project, manifest: Path) -> list[_Entry]:
    entries = []
    for text in (*project.articles, *project.primary):
        problem = _ORIGINAL if text.kind == "primary" else ""
        found = Found(outlet=text.outlet, headline=text.headline, problem=problem)
        article = None if problem else text
        entries.append(_Entry(text.path or manifest, "project", found, article=article))
    return entries


def _judged(
    entries: Sequence[_Entry], *, any_language: bool, limits: Limits, progress: Progress
) -> list[_Entry]:
    """Make an article of each entry that can be one, and state of the others why not."""
    judged = list(entries)
    texts: dict[int, tuple[str, str]] = {}  # outlet and own text
    for number, entry in enumerate(entries):
        if entry.found.problem:
            continue
        progress(f"Checking {number + 1} of {len(entries)}: {entry.source.name}")
        checked = check_article(_article(entry), limits=limits, any_language=any_language)
        if checked.problem:
            judged[number] = _without(entry, checked.problem)
            continue
        note = "; ".join(filter(None, [entry.note, checked.note]))
        entry = _with_outlet(replace(entry, article=checked.article, note=note))  # noqa: PLW2901
        judged[number] = entry
        texts[number] = (entry.found.outlet.casefold(), " ".join(checked.body.split()))
    seen: dict[tuple[str, str], str] = {}
    for number in sorted(texts, key=lambda number: judged[number].kind != "project"):
        entry = judged[number]
        if earlier := seen.get(texts[number]):
            problem = f"is the same text as {earlier}, of the same outlet"
            judged[number] = _without(entry, problem)
            continue
        place = filter(None, [shown(str(entry.source)), entry.found.place])
        seen[texts[number]] = ", ".join(place)
    return judged


def _with_outlet(entry: _Entry) -> _Entry:
    """Name the outlet by its page's own words where only the file has named it until now."""
    if not (entry.name and entry.article):
        return entry
    made = is_machine_made(entry.name)
    outlet = outlet_of_page(entry.article) if entry.article.form == "page" else None
    if outlet and (outlet.sure or made):
        article = replace(entry.article, outlet=outlet.name)
        found, name, note = replace(entry.found, outlet=outlet.name), "", outlet.note
    elif made:
        article, found, name, note = entry.article, entry.found, entry.name, _NO_OUTLET
    else:
        return entry
    notes = "; ".join(filter(None, [entry.note, note]))
    return replace(entry, article=article, found=found, name=name, note=notes)


def _without(entry: _Entry, problem: str) -> _Entry:
    return replace(entry, article=None, found=replace(entry.found, problem=problem))


def _article(entry: _Entry) -> Article:
    if entry.article:
        return entry.article
    found = entry.found
    headline = well_formed(one_line(found.headline))
    return Article(
        id="article",
        outlet=well_formed(one_line(found.outlet)),
        text=well_formed(found.text) if found.kept else headed(well_formed(found.text), headline),
        headline=headline,
        author=well_formed(one_line(found.author)),
        date=well_formed(one_line(found.date)),
        url=well_formed(one_line(found.url)),
        notes={"text": entry.note} if entry.note else {},
        path=entry.source,
        form=found.form,
        kept=found.kept,
        extractor=found.extractor,
    )


def _named(entries: Sequence[_Entry]) -> list[_Entry]:
    """Give every article that is no project's an id of its own."""
    given = [entry.article.id for entry in entries if entry.article and entry.kind == "project"]
    taken = set(given)
    if len(taken) < len(given):
        raise CrossframeError(
            "two projects use the same article id", remedy="give each article an id of its own"
        )
    new = [entry for entry in entries if entry.article and entry.kind != "project"]
    ids = iter(article_ids([entry.name or entry.found.outlet for entry in new], taken=taken))
    return [
        replace(entry, article=replace(entry.article, id=next(ids)))
        if entry.article and entry.kind != "project"
        else entry
        for entry in entries
    ]


def _intake(entries: Sequence[_Entry]) -> pd.DataFrame:
    rows = [
        (
            shown(str(entry.source)),
            entry.found.place,
            entry.kind,
            entry.article.id if entry.article else "",
            entry.article.outlet if entry.article else one_line(well_formed(entry.found.outlet)),
            entry.article.headline
            if entry.article
            else one_line(well_formed(entry.found.headline)),
            "used" if entry.article else "left out",
            entry.note if entry.article else entry.found.problem,
            entry.found.items,
        )
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"items": "int64"})


def _too_few(table: pd.DataFrame) -> CrossframeError:
    if table.empty:
        return CrossframeError("no file was found", remedy="give files of articles or their folder")
    left_out = table[table["status"] != "used"]
    used = len(table) - len(left_out)
    if len(table) == 1 and not used:
        return CrossframeError(table.loc[0, "reason"], path=table.loc[0, "source"])
    reasons = left_out.groupby("reason", sort=False).agg(
        items=("items", "sum"), source=("source", "first")
    )
    listed = "; ".join(
        f"{row.source} {reason}" + (f" (and {row.items - 1} more)" if row.items > 1 else "")
        for reason, row in zip(reasons.index[:5], reasons.head(5).itertuples(), strict=True)
    )
    if left_out.empty:
        problem = "there is one article and nothing to compare it with"
        return CrossframeError(problem, path=table.loc[0, "source"], remedy="give at least two")
    problem = f"{f'only {used}' if used else 'none'} of {table['items'].sum()} could be used"
    if used:
        problem = f"{problem}, so there is nothing to compare"
    return CrossframeError(
        f"{problem}: {listed}",
        remedy="give articles in English as text, HTML, PDF, Word, JSON or CSV files, or exports of databases",
    )
