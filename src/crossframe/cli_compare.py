"""The command `crossframe compare`: from files to a folder with all that is known of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import pandas as pd

from crossframe.codebook import UNWRITTEN, Codebook

_EXAMPLES = """\b
Examples:
  crossframe compare first.html second.txt
  crossframe compare downloads/ --codebook codebook.toml --out results
  crossframe compare export.csv --columns text=body,outlet=source
"""


def _columns(_: click.Context, __: click.Parameter, value: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    pairs = [pair.partition("=") for pair in value.split(",")]
    if not all(field.strip() and column.strip() for field, _, column in pairs):
        raise click.BadParameter("write it as text=COLUMN,outlet=COLUMN")
    return {field.strip(): column.strip() for field, _, column in pairs}


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--codebook",
    type=click.Path(path_type=Path),
    help="Themes and actors (TOML); without one there is no stance.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("crossframe-output"),
    show_default=True,
    help="Folder to write.",
)
@click.option("--title", help="The event in words; by default that of the codebook or project.")
@click.option(
    "--columns",
    callback=_columns,
    help="Columns of a table: text=…,outlet=…,headline=…,date=…,url=…,author=….",
)
@click.option("--encoding", help="Encoding of all text files; by default found out for each.")
@click.option(
    "--force",
    is_flag=True,
    help="Replace the output folder, and go on with other languages than English.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def compare(
    paths: tuple[Path, ...],
    codebook: Path | None,
    out: Path,
    title: str | None,
    columns: dict[str, str] | None,
    encoding: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Compare articles: PATHS are files, folders or tables of any kind, or a project.

    Writes reader.html, figures, tables, methods.md and manifest.json into one folder, whole or not
    at all.
    """
    # heavy imports, so that --help answers at once
    from crossframe.adjudication import apply_adjudication, read_adjudicated  # noqa: PLC0415
    from crossframe.articles import load_project  # noqa: PLC0415
    from crossframe.codebook import load_codebook  # noqa: PLC0415
    from crossframe.comparison import compare as compare_articles  # noqa: PLC0415
    from crossframe.input_files import project_manifest  # noqa: PLC0415
    from crossframe.inputs import read_articles  # noqa: PLC0415
    from crossframe.output_folder import output_folder  # noqa: PLC0415
    from crossframe.outputs import write_comparison  # noqa: PLC0415

    steps = ["read", "measure", "write"]
    with (
        output_folder(out, force=force) as folder,
        click.progressbar(
            steps, file=sys.stderr, hidden=quiet or not sys.stderr.isatty(), item_show_func=str
        ) as progress,
    ):
        stages = iter(progress)
        next(stages)
        manifest = project_manifest(paths[0]) if len(paths) == 1 else None
        project = load_project(manifest) if manifest else None
        if codebook is None and project is not None:
            codebook = project.codebook
        book = load_codebook(codebook) if codebook else None
        articles, intake = read_articles(paths, columns=columns, encoding=encoding, force=force)
        next(stages)
        tables = {"intake": intake, **compare_articles(articles, codebook=book)}
        if book and project and project.adjudicated and codebook == project.codebook:
            decided = read_adjudicated(project.adjudicated, book, tables["sentences"])
            tables["stance"] = apply_adjudication(tables["stance"], decided)
        next(stages)
        event = title or (project.title if project else "") or (book.title if book else "")
        parameters = {
            "paths": [path.name for path in paths],
            "codebook": codebook and codebook.name,
        }
        write_comparison(
            folder,
            tables,
            articles,
            title=event or "Articles compared",
            codebook=book,
            parameters={**parameters, "columns": columns, "encoding": encoding, "force": force},
        )
        next(stages, None)
    if not quiet:
        for line in summary(tables, out, book):
            click.echo(line)


def summary(tables: dict[str, pd.DataFrame], out: Path, codebook: Codebook | None) -> list[str]:
    """Say how many articles went in, which were left out and why, and what to beware of.

    Parameters
    ----------
    tables
        As of `crossframe.comparison.compare`, and `intake`.
    out
        The folder that was written.
    codebook
        The codebook of the comparison, if there is one.

    Returns
    -------
    list of str
        Lines to print.
    """
    lines = intake_summary(tables["intake"])
    unwritten = (
        sum(theme.proposition.startswith(UNWRITTEN) for theme in codebook.themes) if codebook else 0
    )
    if unwritten:
        lines.append(
            f"The codebook has {unwritten} propositions that are not written yet: their stance means nothing."
        )
    copied = tables["shared_copy"]
    lines += [
        f"Shared copy: {row.article_a} and {row.article_b} have {row.words_shared} words in common verbatim "
        f"({row.share_of_a:.0%} and {row.share_of_b:.0%}); they may rest on one source."
        for row in copied[copied["shared_copy"]].itertuples()
    ]
    groups = tables["event_groups"]
    if len(set(groups["group"])) > 1:
        lines.append("The articles do not seem to be on one event; alike among themselves are:")
        lines += [f"  {', '.join(_ids(part))}" for _, part in groups.groupby("group", sort=False)]
    return [*lines, f"Written: {out / 'reader.html'}, figures, tables, methods.md, manifest.json"]


def intake_summary(intake: pd.DataFrame) -> list[str]:
    """Say how many articles went in, which were used, and which were left out and why.

    Parameters
    ----------
    intake
        As of `crossframe.inputs.read_articles`.

    Returns
    -------
    list of str
        Lines to print.
    """
    used = intake["status"] == "used"
    found, kept = int(intake["items"].sum()), int(intake.loc[used, "items"].sum())
    lines = [f"{found} articles found, {kept} used, {found - kept} left out."]
    lines += [
        f"  used: {row.article} ({row.outlet}), {_place(row)}" for row in intake[used].itertuples()
    ]
    lines += [
        f"  left out: {_place(row)}: {row.reason}"
        + (f" ({row.items} articles)" if row.items > 1 else "")
        for row in intake[~used].itertuples()
    ]
    return lines


def _place(row: Any) -> str:
    return f"{row.source}, {row.place}" if row.place else str(row.source)


def _ids(part: pd.DataFrame) -> list[str]:
    return [str(article) for article in part["article"]]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="An event", help="The event in words.")
@click.option("--columns", callback=_columns, help="Columns of a table: text=…,outlet=….")
@click.option("--encoding", help="Encoding of all text files; by default found out for each.")
def new(
    folder: Path,
    paths: tuple[Path, ...],
    title: str,
    columns: dict[str, str] | None,
    encoding: str | None,
) -> None:
    """Make a project FOLDER of the articles in PATHS: manifest, codebook skeleton, notebooks."""
    from crossframe.inputs import read_articles  # noqa: PLC0415  (heavy imports)
    from crossframe.new_project import write_project  # noqa: PLC0415
    from crossframe.output_folder import output_folder  # noqa: PLC0415

    articles, intake = read_articles(paths, columns=columns, encoding=encoding)
    with output_folder(folder) as made:
        write_project(made, articles, title=title)
    for line in intake_summary(intake):
        click.echo(line)
    click.echo(
        f"Made: {folder}. Edit data/articles.toml and data/codebook.toml, then: crossframe notebooks {folder / 'notebooks'}"
    )
