"""The commands that take codings to other programs and back: REFI-QDA."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--coding",
    "codings",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A coding or filled coding sheet; may be given several times, one for each coder.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A file .qdpx, or .qdc for codes only.",
)
def export(project: Path, codings: tuple[Path, ...], out: Path) -> None:
    """Take the codings of a PROJECT to NVivo, MAXQDA, ATLAS.ti or QualCoder.

    They read the standard REFI-QDA: a project (.qdpx) with the articles' texts, themes as codes,
    stances as codes below them and every piece of evidence as a selection; or the codes alone (.qdc).
    """
    from crossframe.coding.codings import read_coding  # noqa: PLC0415  (heavy import)
    from crossframe.coding.refi import write_codebook, write_project  # noqa: PLC0415
    from crossframe.stance.machine import material  # noqa: PLC0415
    from crossframe.text.words import counted  # noqa: PLC0415

    form = out.suffix.lower()
    if form not in (".qdpx", ".qdc"):
        raise click.UsageError("--out is a file that ends in .qdpx or .qdc.")
    if form == ".qdpx" and not codings:
        raise click.UsageError("Name a --coding.")
    stems = [path.stem for path in codings]
    if len({*stems}) < len(stems):
        raise click.UsageError("Two codings have one name: a file is called after its coder.")
    found = material(project)
    coded = {path.stem: read_coding(path, found.codebook, found.sentences)[0] for path in codings}
    if form == ".qdc":
        write_codebook(
            found.codebook, out, holders=[h for rows in coded.values() for h in rows["holder"]]
        )
        click.echo(f"{out}: {counted(len(found.codebook.themes), 'theme')}.")
        return
    articles = found.project.articles if found.project else ()
    write_project(coded, found.sentences, found.codebook, out, articles=articles)
    number = sum(map(len, coded.values()))
    click.echo(f"{out}: {counted(number, 'row')} of {counted(len(coded), 'coder')}.")


@click.command("import")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", help="Whose codings, if several people coded in the FILE.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The sheet to write, or codebook.toml.",
)
def import_codings(project: Path, file: Path, coder: str | None, out: Path) -> None:
    """Bring codings of a PROJECT's articles in a REFI-QDA FILE (.qdpx) into a coding sheet.

    A code counts if it is called as a theme (its id, label or proposition) or stands below one; a
    stance is a code favor, against, neither or absent below a theme. All that does not fit is listed.
    Of a FILE .qdc, which has codes only, a codebook in TOML is made.
    """
    from crossframe.coding.refi import check_free  # noqa: PLC0415
    from crossframe.coding.refi_markup import read_codebook  # noqa: PLC0415
    from crossframe.coding.refi_reading import read_project  # noqa: PLC0415
    from crossframe.coding.sheets import write_codesheet  # noqa: PLC0415
    from crossframe.io.writing import write_file  # noqa: PLC0415
    from crossframe.stance.machine import material  # noqa: PLC0415
    from crossframe.text.words import counted  # noqa: PLC0415

    if file.suffix.lower() == ".qdc":
        check_free(out)
        write_file(read_codebook(file, title=project.resolve().name), out)
        click.echo(f"{out}: look through ids, propositions and terms.")
        return
    found = material(project)
    articles = found.project.articles if found.project else ()
    imported = read_project(file, found.sentences, found.codebook, articles=articles, coder=coder)
    write_codesheet(imported.sheet, out)
    click.echo(f"{out}: {counted(len(imported.sheet), 'row')}.")
    stances, holders = imported.sheet["stance"], imported.sheet["holder"]
    open_rows = int((stances.eq("") | (stances.isin(["favor", "against"]) & holders.eq(""))).sum())
    if open_rows:
        click.echo(f"{counted(open_rows, 'row')} still without stance or holder: fill them in.")
    for line in imported.left_out:
        click.echo(f"left out: {line}")
