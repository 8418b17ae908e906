"""The commands that read articles: `compare`, `find` in them, and `new` for a project of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossframe.io.output_folder import check_output
from crossframe.io.parquet import check_parquet
from crossframe.io.paths import check_paths
from crossframe.text.printable import shown

if TYPE_CHECKING:
    from crossframe.outlets.articles import Period

_EXAMPLES = """\b
Examples:
  crossframe compare first.html second.txt
  crossframe compare downloads/ --codebook codebook.toml --out results
  crossframe compare export.csv --columns text=body,outlet=source
  crossframe compare my-event/ --overwrite

\b
Exit codes:
  0    done
  1    bad input or no place to write: one message says what to mend
  2    wrong use of the command
  130  interrupted or terminated; the output folder is the old or the new one, whole
"""
_AROUND = 36  # characters on each side of a word in its line
_REPLACE = "name another folder with --out, or replace this output with --overwrite"


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
@click.option("--title", help="The event in words; by default that of the project or codebook.")
@click.option(
    "--columns",
    callback=_columns,
    help="Columns of a table or keys of JSON: text=…,outlet=…,headline=…,date=…,url=…,author=….",
)
@click.option("--encoding", help="Encoding of all text files; by default found out for each.")
@click.option(
    "--period",
    type=click.Choice(["day", "week", "month"]),
    help="Split what is pooled by outlet by date too.",
)
@click.option("--overwrite", is_flag=True, help="Replace an output of crossframe compare.")
@click.option("--any-language", is_flag=True, help="Use articles that are not in English too.")
@click.option("--force", is_flag=True, help="Both: --overwrite and --any-language.")
@click.option("--parquet", is_flag=True, help="Write each table as Parquet too, lists as lists.")
@click.option("--no-figures", is_flag=True, help="Draw none: the page and the tables are enough.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def compare(
    paths: tuple[Path, ...],
    codebook: Path | None,
    out: Path,
    title: str | None,
    columns: dict[str, str] | None,
    encoding: str | None,
    period: Period | None,
    overwrite: bool,
    any_language: bool,
    force: bool,
    parquet: bool,
    no_figures: bool,
    quiet: bool,
) -> None:
    """Compare articles: PATHS are files, folders or tables of any kind, or a project.

    Tables, JSON, HTML, Nexis Uni and ProQuest files name the outlet of each article. Of other files
    it is the folder below the given one in which they lie (downloads/Evening Post/one.txt), or else
    what the page says of itself, as in its line on copyright, or else the file's name without a
    number at its end (evening-post-2.txt). The intake table says from which words it is known.

    Writes reader.html, figures, tables, texts, methods.md and manifest.json into one folder, whole or not
    at all.
    """
    check_paths([*paths, *([codebook] if codebook else [])])
    check_output(out, force=overwrite or force, remedy=_REPLACE)
    if parquet:
        check_parquet()
    # heavy imports, so that --help and a mistake answer at once
    from crossframe.comparison import compare as compared  # noqa: PLC0415
    from crossframe.comparison import load  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.report.summary import summary  # noqa: PLC0415

    with progress_line(quiet=quiet) as progress:
        corpus = load(
            paths,
            columns=columns,
            encoding=encoding,
            any_language=any_language or force,
            progress=progress,
        )
        comparison = compared(
            corpus, codebook=codebook, title=title, period=period, progress=progress
        )
        comparison.save(out, overwrite=overwrite or force, parquet=parquet, figures=not no_figures)
    if not quiet:
        figures = "" if no_figures else "figures, "
        written = f"Written: {shown(str(out / 'reader.html'))}, {figures}tables, texts, methods.md, manifest.json"
        shows = ["What the articles show:", *(f"  {shown(one)}" for one in comparison.findings)]
        for line in [*summary(comparison), *comparison.notes, written, *shows]:
            click.echo(line)


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True)
@click.option("--table", type=click.Path(path_type=Path), help="Write the lines as CSV too.")
@click.option("--any-language", is_flag=True, help="As of crossframe compare.")
def find(project: Path, words: tuple[str, ...], table: Path | None, any_language: bool) -> None:
    """Find WORDS, one after the other and in any inflection, in the articles of a PROJECT.

    PROJECT is a project, or a file or folder of articles as for compare. Printed are the lines of
    each outlet with what stands around, and how often per 1,000 words. A word typed in capitals
    finds capitals only, with points or without: US finds U.S. and not us.
    """
    check_paths([project])
    from crossframe.comparison import compare as compared  # noqa: PLC0415
    from crossframe.comparison import load  # noqa: PLC0415
    from crossframe.io.writing import write_table  # noqa: PLC0415
    from crossframe.phrases.concordance import word_rates  # noqa: PLC0415

    comparison = compared(load([project], any_language=any_language))
    found = comparison.find(" ".join(words))
    outlets = {article.id: article.outlet for article in comparison.articles}
    for row in word_rates(found, comparison["sentences"], outlets).to_dict("records"):
        rate = f"{row['count']} in {row['words']:,} words, {row['per_1000']:.1f} per 1,000"
        click.echo(f"{shown(row['outlet'])}: {rate}")
        for line in found[found["outlet"] == row["outlet"]].itertuples():
            left, right = shown(line.left)[-_AROUND:], shown(line.right)[:_AROUND]
            click.echo(
                f"  {left:>{_AROUND}}[{shown(line.match)}]{right}  {line.article} {line.sentence}"
            )
    if table is not None:
        write_table(found, table)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", help="The event in words; by default that of a project among PATHS.")
@click.option("--columns", callback=_columns, help="As of crossframe compare.")
@click.option("--encoding", help="Encoding of all text files; by default found out for each.")
@click.option(
    "--any-language",
    "--force",
    "any_language",
    is_flag=True,
    help="Use articles that are not in English too.",
)
def new(
    folder: Path,
    paths: tuple[Path, ...],
    title: str | None,
    columns: dict[str, str] | None,
    encoding: str | None,
    any_language: bool,
) -> None:
    """Make a project FOLDER of the articles in PATHS: manifest, codebook skeleton, notebooks.

    Outlets are named as by crossframe compare. A FOLDER that is there already is never changed.
    """
    check_paths(paths)
    check_output(folder)
    from crossframe.comparison import compare as compared  # noqa: PLC0415  (heavy imports)
    from crossframe.comparison import load  # noqa: PLC0415
    from crossframe.io.output_folder import output_folder  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.report.new_project import write_project  # noqa: PLC0415
    from crossframe.report.summary import intake_summary  # noqa: PLC0415

    with progress_line() as progress:
        corpus = load(
            paths,
            columns=columns,
            encoding=encoding,
            any_language=any_language,
            progress=progress,
        )
        comparison = compared(corpus.articles, progress=progress)
        with output_folder(folder) as made:
            event = title or corpus.title or "An event"
            write_project(made, comparison, corpus.articles, title=event)
    notes = list(corpus.notes)
    if corpus.codebook:
        notes.append(f"The new codebook is a skeleton; {corpus.codebook} is not taken over.")
    for line in [*intake_summary(corpus.intake), *notes]:
        click.echo(line)
    click.echo(
        f"Made: {shown(str(folder))}. Edit data/articles.toml and data/codebook.toml (README.md says how), then:"
        f" crossframe notebooks {shown(str(folder / 'notebooks'))}"
    )
