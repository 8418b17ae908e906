"""The commands `crossframe compare` and `crossframe new`: from files to a folder of results."""

from __future__ import annotations

from pathlib import Path

import click

from crossframe.text.printable import shown

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
  130  interrupted or terminated; the output folder is as it was before
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
@click.option("--title", help="The event in words; by default that of the project or codebook.")
@click.option(
    "--columns",
    callback=_columns,
    help="Columns of a table or keys of JSON: text=…,outlet=…,headline=…,date=…,url=…,author=….",
)
@click.option("--encoding", help="Encoding of all text files; by default found out for each.")
@click.option("--overwrite", is_flag=True, help="Replace an output of crossframe compare.")
@click.option("--any-language", is_flag=True, help="Use articles that are not in English too.")
@click.option("--force", is_flag=True, help="Both: --overwrite and --any-language.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def compare(
    paths: tuple[Path, ...],
    codebook: Path | None,
    out: Path,
    title: str | None,
    columns: dict[str, str] | None,
    encoding: str | None,
    overwrite: bool,
    any_language: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Compare articles: PATHS are files, folders or tables of any kind, or a project.

    Tables, JSON, HTML, Nexis Uni and ProQuest files name the outlet of each article. Of other files
    it is the folder below the given one in which they lie (downloads/Evening Post/one.txt), or else
    the file's name without a number at its end (evening-post-2.txt).

    Writes reader.html, figures, tables, texts, methods.md and manifest.json into one folder, whole or not
    at all.
    """
    # heavy imports, so that --help answers at once
    from crossframe.cli.summary import summary  # noqa: PLC0415
    from crossframe.coding.codings import counted_coding  # noqa: PLC0415
    from crossframe.comparison import compare as compare_articles  # noqa: PLC0415
    from crossframe.intake.articles import read_articles  # noqa: PLC0415
    from crossframe.intake.paths import only_project  # noqa: PLC0415
    from crossframe.io.output_folder import output_folder  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.report.outputs import write_comparison  # noqa: PLC0415
    from crossframe.stance.codebook import load_codebook  # noqa: PLC0415

    any_language = any_language or force
    with (
        output_folder(out, force=overwrite or force) as folder,
        progress_line(quiet=quiet) as progress,
    ):
        project, notes = only_project(paths)
        if codebook is None and project is not None:
            codebook = project.codebook
        book = load_codebook(codebook) if codebook else None
        articles, intake = read_articles(
            paths,
            columns=columns,
            encoding=encoding,
            any_language=any_language,
            fewest=2,
            progress=progress,
        )
        tables = {
            "intake": intake,
            **compare_articles(articles, codebook=book, progress=progress),
        }
        if book and project and (project.adjudicated or project.codings):
            if codebook == project.codebook:
                tables["stance"] = counted_coding(
                    tables["stance"],
                    book,
                    tables["sentences"],
                    adjudicated=project.adjudicated,
                    codings=project.codings,
                )
            else:
                notes.append("The project's codings are not used: they have another codebook.")
        event = title or (project.title if project else "") or (book.title if book else "")
        write_comparison(
            folder,
            tables,
            articles,
            title=event or "Articles compared",
            codebook=book,
            parameters={
                "paths": [shown(path.name) for path in paths],
                "codebook": codebook and shown(codebook.name),
                "columns": columns,
                "encoding": encoding,
                "any_language": any_language,
            },
            progress=progress,
        )
    if not quiet:
        written = f"Written: {shown(str(out / 'reader.html'))}, figures, tables, texts, methods.md, manifest.json"
        for line in [*summary(tables, book), *notes, written]:
            click.echo(line)


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
    from crossframe.cli.summary import intake_summary  # noqa: PLC0415
    from crossframe.intake.articles import read_articles  # noqa: PLC0415
    from crossframe.intake.paths import only_project  # noqa: PLC0415  (heavy imports)
    from crossframe.io.output_folder import output_folder  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.report.new_project import write_project  # noqa: PLC0415

    with output_folder(folder) as made, progress_line() as progress:
        project, notes = only_project(paths)
        articles, intake = read_articles(
            paths,
            columns=columns,
            encoding=encoding,
            any_language=any_language,
            fewest=2,
            progress=progress,
        )
        event = title or (project.title if project else "") or "An event"
        write_project(made, articles, title=event)
    if project is not None and project.codebook:
        notes.append(f"The new codebook is a skeleton; {project.codebook} is not taken over.")
    for line in [*intake_summary(intake), *notes]:
        click.echo(line)
    click.echo(
        f"Made: {shown(str(folder))}. Edit data/articles.toml and data/codebook.toml (README.md says how), then:"
        f" crossframe notebooks {shown(str(folder / 'notebooks'))}"
    )
