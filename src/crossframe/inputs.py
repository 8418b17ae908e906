"""From files, folders and tables to articles, with a table of all that went in and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from crossframe.article_ids import article_ids, outlet_of_file
from crossframe.articles import Article, load_project
from crossframe.cleaning import clean_article
from crossframe.errors import CrossframeError
from crossframe.fields import check_columns
from crossframe.input_files import InputFile, input_files
from crossframe.intake import LIMITS, Found, Limits, headed, one_line, shown, well_formed
from crossframe.language import foreign_language
from crossframe.read_file import found_in_file
from crossframe.words import iter_words

COLUMNS = ["source", "place", "kind", "article", "outlet", "headline", "status", "reason", "items"]

_FEWEST_WORDS = 20


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
    force: bool = False,
    limits: Limits = LIMITS,
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
    force
        Whether articles that are not in English are used all the same.
    limits
        How much is read.

    Returns
    -------
    articles
        list of Article. An id is made of the outlet's name, with a number where an outlet has
        several articles, or of the name of the file; the same input gives the same ids. An outlet
        that a file does not name is called after the folder below the given one, or else after the
        file.
    intake
        pandas.DataFrame, one row for everything that was found, in order: `source` (str, the file),
        `place` (str, where in it; empty for the whole file), `kind` (str, what it was read as),
        `article` (str, the id; empty if it is left out), `outlet`, `headline` (str, as stated),
        `status` ("used" or "left out"), `reason` (str, why it is left out, or what to know of how
        it was read), `items` (int, the number of articles that the row stands for: 1, except for
        rows of a table that all lack the same).

    Raises
    ------
    CrossframeError
        If a path does not exist, a manifest is wrong, `columns` names no field, there is too much
        input, or nothing could be used: the message then says why.

    Notes
    -----
    Left out are: files of other kinds, damaged or too large ones, hidden ones and links that leave
    the folder; rows and parts without text; what cleaning takes for boilerplate from end to end;
    fewer than 20 words; other languages; and a text that the same outlet has twice. The same text
    from two outlets stays: see `crossframe.shared_copy`.
    """
    check_columns(columns)
    entries: list[_Entry] = []
    for file in input_files([Path(path) for path in paths], limits=limits):
        entries += _entries(file, columns=columns, encoding=encoding, limits=limits)
        if sum(not entry.found.problem for entry in entries) > limits.items:
            raise CrossframeError(
                f"there are more than {limits.items} articles",
                path=shown(str(file.path)),
                remedy="a comparison takes every pair of them: give those of one event",
            )
    entries = _judged(entries, force=force, limits=limits)
    entries = _named(entries)
    table = _intake(entries)
    articles = [entry.article for entry in entries if entry.article]
    if not articles:
        raise _nothing_used(table)
    return articles, table


def _entries(
    file: InputFile,
    *,
    columns: Mapping[str, str] | None,
    encoding: str | None,
    limits: Limits,
) -> list[_Entry]:
    if file.manifest:
        return [
            _Entry(article.path or file.path, "project", Found(), article=article)
            for article in load_project(file.path).articles
        ]
    if file.problem:
        return [_Entry(file.path, "", Found(problem=file.problem))]
    kind, note, found = found_in_file(file.path, columns=columns, encoding=encoding, limits=limits)
    outlet, stem = outlet_of_file(file)
    name = stem if len(found) == 1 and not found[0].outlet else ""
    return [
        _Entry(file.path, kind, replace(one, outlet=one.outlet or outlet), note, name)
        for one in found
    ]


def _judged(entries: Sequence[_Entry], *, force: bool, limits: Limits) -> list[_Entry]:
    """Make an article of each entry that can be one, and state of the others why not."""
    judged: list[_Entry] = []
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.article or entry.found.problem:
            judged.append(entry)
            continue
        article = _article(entry)
        problem, note = _unfit(article, limits=limits), entry.note
        body = ""
        if not problem:
            problem, body = _own_text(article, limits=limits)
            if language := foreign_language(body or article.text):
                note = "; ".join(filter(None, [note, f"in {language}, used by force"]))
                if problem and article.form == "page":  # the cleaner knows English prose alone
                    article = replace(article, form="extract")
                    problem, body = _own_text(article, limits=limits)
                if not force:
                    problem = f"is in {language}, not in English (--force: use it all the same)"
        if not problem:
            key = (article.outlet.casefold(), " ".join(body.split()))
            where = ", ".join(filter(None, [shown(str(entry.source)), entry.found.place]))
            if key in seen:
                problem = f"is the same text as {seen[key]}, of the same outlet"
            seen.setdefault(key, where)
        judged.append(
            replace(entry, found=replace(entry.found, problem=problem))
            if problem
            else replace(entry, article=article, note=note)
        )
    return judged


def _article(entry: _Entry) -> Article:
    found = entry.found
    headline = well_formed(one_line(found.headline))
    return Article(
        id="article",
        outlet=well_formed(one_line(found.outlet)),
        text=headed(well_formed(found.text), headline),
        headline=headline,
        author=well_formed(one_line(found.author)),
        date=well_formed(one_line(found.date)),
        url=well_formed(one_line(found.url)),
        notes={"text": entry.note} if entry.note else {},
        path=entry.source,
        form=found.form,
    )


def _unfit(article: Article, *, limits: Limits) -> str:
    """Return why a text is not even looked into, if there is a reason."""
    if len(article.text) > limits.characters:
        return f"is longer than {limits.characters:,} characters, as no article is"
    return "holds NUL characters, as no text does" if "\0" in article.text else ""


def _own_text(article: Article, *, limits: Limits) -> tuple[str, str]:
    """Return why there is no article in a text, if there is none, and the article's own text."""
    try:
        blocks = clean_article(article)
    except CrossframeError as error:
        return error.problem, ""
    body = "\n".join(blocks.loc[blocks["kind"] == "body", "text"])
    if len(body) > limits.article_characters:
        return f"is longer than {limits.article_characters:,} characters, as no article is", body
    words = sum(1 for _ in iter_words(body))
    if words < _FEWEST_WORDS:
        return f"has {words} words of text, fewer than {_FEWEST_WORDS}", body
    return "", body


def _named(entries: Sequence[_Entry]) -> list[_Entry]:
    """Give every article that is no project's an id of its own."""
    taken = {entry.article.id for entry in entries if entry.article and entry.kind == "project"}
    if len(taken) < sum(entry.kind == "project" for entry in entries):
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


def _nothing_used(table: pd.DataFrame) -> CrossframeError:
    if table.empty:
        return CrossframeError("no file was found", remedy="give files of articles or their folder")
    if len(table) == 1:
        return CrossframeError(table.loc[0, "reason"], path=table.loc[0, "source"])
    reasons = table.groupby("reason", sort=False).agg(
        items=("items", "sum"), source=("source", "first")
    )
    listed = "; ".join(
        f"{row.source} {reason}" + (f" (and {row.items - 1} more)" if row.items > 1 else "")
        for reason, row in zip(reasons.index[:5], reasons.head(5).itertuples(), strict=True)
    )
    return CrossframeError(
        f"none of {table['items'].sum()} could be used: {listed}",
        remedy="give articles in English as text, HTML, JSON, CSV, Nexis Uni or ProQuest files",
    )
