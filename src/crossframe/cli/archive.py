"""The command `crossframe archive`: from tables of many articles to a folder of results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crossframe.cli.coder_options import check_asked, coder_options, language_model


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write; what is finished before is kept beside it, in OUT.kept.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes of this machine.",
)
@click.option("--scheduler", help="Address of a Dask scheduler, as tcp://HOST:8786.")
@click.option(
    "--codebook",
    type=click.Path(path_type=Path),
    help="Themes and actors (TOML); without one there is no stance.",
)
@coder_options
@click.option(
    "--coding",
    type=click.Path(path_type=Path),
    help="What people coded of a random sample, a sheet with weights: shares of stance are then estimates, "
    "and --coder learned learns from it.",
)
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a coding sheet, drawn at random from all articles; filled in it is a --coding.",
)
@click.option(
    "--units",
    type=click.IntRange(min=2),
    default=200,
    show_default=True,
    help="Sentences and themes of the --sheet.",
)
@click.option(
    "--form",
    type=click.Choice(["text", "extract", "page"]),
    default="text",
    show_default=True,
    help="What a text is: the article alone, what a program took out of a page, or a scraped page.",
)
@click.option(
    "--partition",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    help="Articles that are worked on as one part; it changes no result.",
)
@click.option(
    "--readers",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Of how many events, the largest, the reader is written.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def archive(
    paths: tuple[Path, ...],
    out: Path,
    workers: int,
    scheduler: str | None,
    codebook: Path | None,
    coder: str,
    coding: Path | None,
    sheet: Path | None,
    units: int,
    form: str,
    partition: int,
    readers: int,
    quiet: bool,
    **asked: Any,
) -> None:
    """Find and compare reports of the same events in an archive of articles.

    PATHS are JSON lines, CSV (both also with .gz) or Parquet, or folders of them, with id, outlet,
    date, title and text of each article; they may be larger than memory. The same command goes on
    where a run was broken off. The result is the same whatever the workers and parts.

    Stance is coded by --coder, and the manifest says how: by the rules; by a model that learns from
    the --coding and is used where it agrees better with people than the rules on articles that it has
    not seen; or by a language model (pip install 'crossframe[llm]'), which is asked from this process,
    with all texts in memory, its answers kept in OUT.kept/llm.answers.jsonl.
    """
    # heavy imports, so that --help and a mistake answer at once
    from crossframe.archive import in_processes, in_this_process, make_archive, on_cluster  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.stance.codebook import load_codebook  # noqa: PLC0415

    if (coding or sheet or coder != "rules") and not codebook:
        raise click.UsageError("--coder, --coding and --sheet go with a --codebook.")
    if coder == "learned" and not coding:
        raise click.UsageError(
            "--coder learned learns from a --coding: draw one with --sheet, and fill it in."
        )
    check_asked(coder, **asked)
    if scheduler and workers > 1:
        raise click.UsageError("Give --workers or a --scheduler.")
    with progress_line(quiet=quiet) as progress:
        engine = in_this_process if workers == 1 else in_processes(workers)
        if scheduler:
            engine = on_cluster(scheduler, lambda line: click.echo(line, err=True))
        answers = out.with_name(f"{out.name}.kept") / "llm.answers.jsonl"
        made = make_archive(
            paths,
            out,
            codebook=load_codebook(codebook) if codebook else None,
            coder=language_model(answers, progress, **asked) if coder == "llm" else coder,
            coding=coding,
            sheet=sheet,
            units=units,
            form=form,
            engine=engine,
            partition=partition,
            readers=readers,
            progress=progress,
        )
    if not quiet:
        click.echo(
            f"{made['read']:,} rows: {made['used']:,} articles used, {made['rejected']:,} rejected"
            f" ({out / 'rejects.csv'}); {made['events']:,} events of several outlets: {out / 'index.html'}"
        )
        if made["coding"].get("comparison"):
            click.echo(made["coding"]["comparison"])
