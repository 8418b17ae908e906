"""`crossframe code --in-reader`: the page served on this machine for people to code in."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from crossframe.errors import CrossframeError

PORT = 8642  # always the same, since what a browser keeps belongs to an address


def code_in_reader(
    place: Path,
    *,
    sheet: Path | None,
    coder: str,
    out: Path | None,
    review: bool,
    port: int,
    open_browser: bool,
) -> None:
    """Serve the page of a project in coding mode until it is interrupted."""
    from crossframe.coding.in_place import CoderFiles, found_task, sheet_task  # noqa: PLC0415
    from crossframe.comparison import compare  # noqa: PLC0415  (heavy imports)
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.io.writing import make_folder  # noqa: PLC0415
    from crossframe.reader.page import render_reader  # noqa: PLC0415
    from crossframe.reader.serving import PageServer  # noqa: PLC0415
    from crossframe.stance.machine import material  # noqa: PLC0415
    from crossframe.text.words import counted  # noqa: PLC0415

    found = material(place)
    project, codebook, sentences = found.project, found.codebook, found.sentences
    if project is None:
        raise CrossframeError(
            "the page needs the articles of a project, and here are sentences alone",
            path=place,
            remedy="name a project, or draw a sheet with codesheet and fill it in",
        )
    if out is not None:
        _check_out(out, sheet)
    with progress_line() as progress:
        # of the articles alone: what people coded so far is no part of a coder's page
        comparison = compare(
            project.articles, codebook=codebook, title=project.title, progress=progress
        )
        rules = comparison["stance_rules"]
        if sheet is None:
            task, folder = found_task(rules, codebook), project.folder / "codings"
        else:
            task, folder = sheet_task(sheet, codebook, sentences, rules), sheet.parent
        if task.units.empty:
            raise CrossframeError(
                "no theme was found in any sentence",
                path=place,
                remedy="draw a sheet with codesheet and give it with --sheet",
            )
        about = {"sheet": sheet and sheet.name, "review": review, "asked": len(task.units)}
        files = CoderFiles(folder, task.name, codebook, sentences, out, about)
        make_folder(folder if out is None else out.parent)
        if coder or out:
            files.read(coder)  # its mistakes are told here, not in the page
        page = render_reader(
            comparison,
            project.articles,
            title=project.title,
            codebook=codebook,
            task=task._replace(review=review, coder=coder, saves=True),
        )
    with PageServer(page, files, port=port) as server:
        where = files.path(coder) if coder or out else folder / f"{task.name}-NAME.csv"
        click.echo(f"{counted(len(task.units), 'unit')} to code at {server.url}#code")
        click.echo(f"Codes go to {where}. End with Ctrl-C.")
        if open_browser and not webbrowser.open(f"{server.url}#code"):
            click.echo("No browser was found: open the address above in one.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            with server.writing:  # what is being written is written whole
                pass
    saved = ", ".join(server.saved)
    click.echo(f"\nEnded. Saved in {saved}." if saved else "\nEnded. Nothing was coded.")


def _check_out(out: Path, sheet: Path | None) -> None:
    if out.suffix.lower() != ".csv":
        raise CrossframeError(
            "codes go to a CSV file, with its sidecar .json beside it",
            path=out,
            remedy="give a name that ends in .csv",
        )
    if sheet is not None and sheet.resolve() == out.resolve():
        raise CrossframeError(
            "the sheet stays as it was handed out, for the next coder",
            path=out,
            remedy="leave --out away, or name another file",
        )
