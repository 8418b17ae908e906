"""The commands for coding: a sheet, any coder, agreement, shares."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from crossframe.cli.coder_options import check_asked, coder_options, language_model
from crossframe.cli.in_reader import PORT, code_in_reader


@click.command()
@click.argument("project", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The sheet to write: .csv, or .xlsx.",
)
@click.option(
    "--units",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="How many units (one sentence and one theme) to draw.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the random draw."
)
@click.option(
    "--semicolons", is_flag=True, help="For a spreadsheet whose language has decimal commas."
)
@click.option(
    "--least-sure",
    is_flag=True,
    help="Draw rather where the rules are least sure; weights stay in the sheet.",
)
def codesheet(
    project: Path, out: Path, units: int, seed: int, semicolons: bool, least_sure: bool
) -> None:
    """Write a coding sheet: sentences and themes of a PROJECT for people to code.

    PROJECT is a manifest, a project's folder (by default this one), or a folder with sentences.csv
    and codebook.toml. The machine's answer is not in the sheet. The same seed gives a second coder
    the same sheet.
    """
    from crossframe.coding.shares import units_needed  # noqa: PLC0415  (heavy import)
    from crossframe.coding.sheets import codesheet as draw  # noqa: PLC0415
    from crossframe.coding.sheets import with_protocol, write_codesheet  # noqa: PLC0415
    from crossframe.stance.machine import machine_coding  # noqa: PLC0415
    from crossframe.text.words import counted  # noqa: PLC0415

    coding = machine_coding(project)
    sheet = draw(
        coding.sentences,
        coding.codebook,
        coding.stance,
        units=units,
        seed=seed,
        least_sure=least_sure,
    )
    protocol = with_protocol(out)
    write_codesheet(
        sheet.assign(protocol=[protocol.name, *[""] * (len(sheet) - 1)]),
        out,
        separator=";" if semicolons else ",",
    )
    actors = ", ".join(actor.id for actor in coding.codebook.actors)
    click.echo(
        f"{out}: {counted(len(sheet), 'unit')}. How to code: {protocol}. In each row fill in"
    )
    click.echo("  stance    favor, against, neither or absent, towards the proposition")
    click.echo("  holder    who holds it: the source's words, or outlet for the article itself")
    click.echo(f"            or one of: {actors}" if actors else "", nl=bool(actors))
    click.echo("  evidence  the words of the sentence that show it, copied; may be left empty")
    click.echo("Copy a row for a second holder; delete a row that you did not code.")
    click.echo("Save it as it is." if out.suffix.lower() == ".xlsx" else "Save it as CSV UTF-8.")
    articles, themes = coding.sentences["article"].nunique(), len(coding.codebook.themes)
    needed = units_needed(articles, themes)
    if len(sheet) < needed:
        click.echo(
            f"{counted(len(sheet), 'unit')} will not carry shares by outlet and theme ({articles} × {themes}): "
            f"these need {needed} and more. Fewer carry shares by outlet alone (shares --by outlet)."
        )


@click.command()
@click.argument("project", type=click.Path(path_type=Path), default=Path())
@coder_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The CSV file to write, by default codings/<coder>.csv beside the manifest.",
)
@click.option("--json", "as_json", is_flag=True, help="Print how it was made as one JSON object.")
@click.option("--dry-run", is_flag=True, help="llm: print what would be asked, and send nothing.")
@click.option("--in-reader", is_flag=True, help="People code: open the page for it in a browser.")
@click.option(
    "--sheet", type=click.Path(path_type=Path), help="in-reader: code the units of this sheet."
)
@click.option("--as", "name", default="", help="in-reader: your name; by default the page asks.")
@click.option("--review", is_flag=True, help="in-reader: confirm or correct a machine's answers.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="in-reader: of the address; keep it, a browser keeps codes by address.",
)
@click.option("--no-open", is_flag=True, help="in-reader: print the address, open no browser.")
def code(
    project: Path,
    coder: str,
    out: Path | None,
    as_json: bool,
    dry_run: bool,
    in_reader: bool,
    sheet: Path | None,
    name: str,
    review: bool,
    port: int,
    no_open: bool,
    **asked: Any,
) -> None:
    """Code all sentences of a PROJECT and write the coding in the form of a coding sheet.

    Beside it, with the ending .json, stands how it was made. To let a coding count, name it in the
    project's manifest: codings = ["codings/learned.csv", "codings/rules.csv"]; each overrides those
    after it, and what people settled (adjudicated) overrides them all. `agreement` compares any.

    A language model (llm) needs the extra: pip install 'crossframe[llm]'. Its answers are kept in
    <coding>.answers.jsonl, so that the same run asks nothing twice; a key is taken from the
    environment variable CROSSFRAME_LLM_KEY.

    With --in-reader people code, in the page, by keyboard: the units of a --sheet of codesheet, or
    all in which the rules found a theme. Each coder's codes go to a file beside the sheet,
    SHEET-NAME.csv, or to --out; the same command goes on with them. A second coder gives another
    name and sees nothing of the first.
    """
    if in_reader and (asked["model"] or asked["url"] or as_json or dry_run or coder != "rules"):
        raise click.UsageError(
            "--in-reader is for people: without --coder, --model, --url, --json and --dry-run."
        )
    if in_reader:
        code_in_reader(
            project,
            sheet=sheet,
            coder=name,
            out=out,
            review=review,
            port=port,
            open_browser=not no_open,
        )
        return
    if sheet is not None or name or review or no_open:
        raise click.UsageError("--sheet, --as, --review and --no-open go with --in-reader.")
    from crossframe.coding.coders import coder_named  # noqa: PLC0415  (heavy import)
    from crossframe.coding.codings import check_place, how_made, write_coding  # noqa: PLC0415
    from crossframe.coding.llm_prompts import plan  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415
    from crossframe.stance.machine import material  # noqa: PLC0415

    check_asked(coder, dry_run=dry_run, **asked)
    found = material(project)
    if coder == "llm" and dry_run:
        click.echo(plan(found.sentences, found.codebook, replicates=asked["replicates"]))
        return
    path = out or found.folder / "codings" / f"{coder}.csv"
    check_place(path)  # before anything is asked
    with progress_line() as progress:
        if coder == "llm":
            make = language_model(path.with_suffix(".answers.jsonl"), progress, **asked)
        else:
            make = coder_named(coder, found)
        coding = make(found.sentences, found.codebook, found.attributions)
    write_coding(coding, found.sentences, found.codebook, path)
    made = how_made(path)
    if as_json:
        click.echo(json.dumps(made, ensure_ascii=False))
        return
    click.echo("\n".join(_told(made, path)))


def _told(made: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Say what a coding holds, and what it lacks."""
    from crossframe.text.words import counted  # noqa: PLC0415  (heavy import)

    yield f"{path}: {counted(made['rows'], 'row')} on {counted(made['units'], 'unit')}."
    if made.get("comparison"):
        yield made["comparison"]
    if made.get("unread sentences"):
        yield (
            f"{counted(made['unread sentences'], 'sentence')} got no answer that could be used, and "
            "count as without any theme: run the same command again, which asks for them alone, or "
            "take another model."
        )
    if made.get("rejected"):
        number = counted(len(made["rejected"]), "row")
        yield f"{number} of the answers could not be used: {path.with_suffix('.json')} says why."


@click.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--machine",
    type=click.Path(path_type=Path),
    help="Compare the machine's coding of this project with each coder, and check the sheets by it.",
)
@click.option(
    "--disagreements",
    type=click.Path(path_type=Path),
    help="Write what the coders differ in as a sheet for adjudication, below it what they agree on.",
)
@click.option(
    "--agreed",
    type=click.Path(path_type=Path),
    help="Write what they agree on as a filled sheet of its own; adjudicated then names both files.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def agreement(
    sheets: tuple[Path, ...],
    machine: Path | None,
    disagreements: Path | None,
    agreed: Path | None,
    as_json: bool,
) -> None:
    """Measure how far filled coding SHEETS agree: Krippendorff's alpha for each theme and overall.

    A sheet without a column text, as gold.csv, counts as a full coding: what it does not list is
    absent.
    """
    from crossframe.coding import report as agreement_report  # noqa: PLC0415  (heavy import)
    from crossframe.coding.sheets import write_codesheet  # noqa: PLC0415

    if len(sheets) + (machine is not None) < 2:
        raise click.UsageError("Give a second sheet, or --machine.")
    report = agreement_report.report(sheets, machine)
    if disagreements is not None:
        one_file = agreed is None
        sheet = agreement_report.to_settle(report) if one_file else report.disagreements
        write_codesheet(sheet, disagreements)
    if agreed is not None:
        write_codesheet(report.agreed, agreed)
    click.echo(agreement_report.as_json(report) if as_json else agreement_report.as_text(report))


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--coding",
    type=click.Path(path_type=Path),
    help="The machine's coding of everything, as of crossframe code; by default the rules'.",
)
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(["outlet", "theme", "holder"]),
    default=("outlet", "theme"),
    show_default=True,
    help="What the shares are told apart by; may be given several times.",
)
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the table as CSV.")
@click.option(
    "--figures", type=click.Path(path_type=Path), help="Folder for a figure by outlet and theme."
)
def shares(
    project: Path,
    sheets: tuple[Path, ...],
    coding: Path | None,
    by: tuple[str, ...],
    level: float,
    out: Path | None,
    figures: Path | None,
) -> None:
    """Estimate shares of mentions, favor and against in a PROJECT, right however the machine errs.

    SHEETS are what people coded of a sheet drawn at random by codesheet, agreed or adjudicated,
    with its column weight. The machine's coding of all units is corrected by them; the intervals
    say how far 30 or 50 coded units carry.
    """
    from crossframe.coding.adjudication import read_adjudicated  # noqa: PLC0415  (heavy import)
    from crossframe.coding.codings import read_coding  # noqa: PLC0415
    from crossframe.coding.shares import shares as estimated  # noqa: PLC0415
    from crossframe.corpus.articles import outlet_names  # noqa: PLC0415
    from crossframe.io.writing import write_table  # noqa: PLC0415
    from crossframe.stance.machine import machine_coding, material  # noqa: PLC0415

    if figures is not None and set(by) != {"outlet", "theme"}:
        raise click.UsageError("--figures are drawn by outlet and theme.")
    found = material(project)
    coded = read_adjudicated(sheets, found.codebook, found.sentences)
    if coding is None:
        machine = machine_coding(project).stance
    else:
        machine, _ = read_coding(coding, found.codebook, found.sentences)
    articles = found.project.articles if found.project else ()
    names = {article: article for article in found.sentences["article"].unique()}
    outlets = names | outlet_names(articles)
    table = estimated(found.sentences, outlets, machine, coded, by=by, level=level)
    units = len(found.sentences) * len(found.codebook.themes)
    stand_for = coded.drop_duplicates(["article", "sentence", "theme"])["weight"].sum()
    if stand_for < units / 2:
        click.echo(
            f"The coded units stand for {stand_for:.0f} of {units}. A whole sheet stands for about all: if "
            "some rows were left out for a reason, these shares are wrong.",
            err=True,
        )
    if out is not None:
        write_table(table, out)
    if figures is not None:
        from crossframe.plots.shares import plot_shares  # noqa: PLC0415
        from crossframe.plots.style import save_figure  # noqa: PLC0415

        if table["estimate"].notna().any():
            save_figure(plot_shares(table, found.codebook), figures, "shares")
        else:
            click.echo(
                "No figure: too few units are coded; code more, or tell apart by outlet only."
            )
    shown = table.drop(columns=[name for name in ("outlet", "theme", "holder") if name not in by])
    click.echo(shown.to_string(index=False, float_format="{:.2f}".format, na_rep=""))
