"""The command line: `crossframe --help`."""

from __future__ import annotations

import importlib
import json
import math
import sys
from pathlib import Path

import click

from crossframe import __version__
from crossframe.cli_compare import compare, new
from crossframe.errors import CrossframeError
from crossframe.evaluate import Evaluator

EVALUATIONS = {
    "alignment": "sentence counterparts, against FOLDER/alignment.csv",
    "cleaning": "taking boilerplate out of pages, against keep and drop strings (JSON lines)",
    "sentences": "sentence boundaries, against given ones (JSON lines)",
    "similarity": "same-event retrieval, against events (JSON lines)",
    "stance": "stance on themes, against FOLDER/gold.csv or stance.csv",
    "voices": "who says what, against attributions (JSON lines)",
}


class _Group(click.Group):
    """A command group that turns bad input into one message and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CrossframeError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted; nothing was left half-written.", err=True)
            ctx.exit(130)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="crossframe")
def main() -> None:
    """Compare how news outlets report the same event.

    Exit codes: 0 done, 1 bad input (one message says what to mend), 2 wrong use of the command,
    130 interrupted.
    """


@main.command(
    epilog="Kinds of gold: "
    + "; ".join(f"{what}: {about}" for what, about in EVALUATIONS.items())
    + "."
)
@click.argument("what", type=click.Choice(sorted(EVALUATIONS)))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--predictions",
    type=click.Path(path_type=Path),
    help="Write what was predicted, in the form of the gold: a file, or a directory where several folders are given.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one flat JSON object and nothing else."
)
@click.option("--html", is_flag=True, help="cleaning: from the pages' HTML, not their text.")
def evaluate(
    what: str, gold: tuple[Path, ...], predictions: Path | None, as_json: bool, html: bool
) -> None:
    """Score crossframe against gold files; all scores are fractions between 0 and 1."""
    evaluator: Evaluator = importlib.import_module(f"crossframe.evaluate_{what}")
    if html and what != "cleaning":
        raise click.UsageError("--html goes with cleaning")
    predicted = evaluator.predict(gold, html=True) if html else evaluator.predict(gold)
    if predictions is not None:
        evaluator.write(predicted, predictions)
    scores = evaluator.score(gold, predicted)
    if as_json:
        click.echo(json.dumps(scores))
        return
    for name, value in scores.items():
        click.echo(f"{name:<32} {value:.3f}")
    if not scores:
        click.echo("No gold found: nothing was scored.")


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/reference"),
    show_default=True,
    help="Folder for the tables.",
)
def reference(corpus: Path, out: Path) -> None:
    """Make the reference percentiles anew from a CORPUS of known events (JSON lines)."""
    from crossframe.reference import build_reference  # noqa: PLC0415  (heavy import)

    for path in build_reference(corpus, out):
        click.echo(path)


@main.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("notebooks")
)
def notebooks(folder: Path) -> None:
    """Re-execute all notebooks of a FOLDER in the order of their names, in place.

    They rewrite the project's figures and derived tables. A notebook that fails is left as it was.
    """
    from crossframe.notebooks import execute  # noqa: PLC0415  (needs the extra 'notebooks')

    for path in execute(folder):
        click.echo(path)


@main.command()
@click.argument("project", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The CSV file to write."
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
def codesheet(project: Path, out: Path, units: int, seed: int, semicolons: bool) -> None:
    """Write a coding sheet: sentences and themes of a PROJECT for people to code.

    PROJECT is a manifest, a project's folder (by default this one), or a folder with sentences.csv
    and codebook.toml. The machine's answer is not in the sheet. The same seed gives a second coder
    the same sheet.
    """
    from crossframe.codesheet import codesheet as draw  # noqa: PLC0415  (heavy import)
    from crossframe.codesheet import write_codesheet  # noqa: PLC0415
    from crossframe.machine_coding import machine_coding  # noqa: PLC0415

    coding = machine_coding(project)
    sheet = draw(coding.sentences, coding.codebook, coding.stance, units=units, seed=seed)
    write_codesheet(sheet, out, separator=";" if semicolons else ",")
    actors = ", ".join(actor.id for actor in coding.codebook.actors)
    click.echo(f"{out}: {len(sheet)} units. In each row fill in")
    click.echo("  stance    favor, against, neither or absent, towards the proposition")
    click.echo("  holder    who holds it: the source's words, or outlet for the article itself")
    click.echo(f"            or one of: {actors}" if actors else "", nl=bool(actors))
    click.echo("  evidence  the words of the sentence that show it, copied; may be left empty")
    click.echo("Copy a row for a second holder; delete a row that you did not code.")


@main.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--machine",
    type=click.Path(path_type=Path),
    help="Compare the machine's coding of this project with each coder, and check the sheets by it.",
)
@click.option(
    "--disagreements",
    type=click.Path(path_type=Path),
    help="Write what the coders differ in as a sheet for adjudication.",
)
@click.option(
    "--agreed", type=click.Path(path_type=Path), help="Write what they agree on as a filled sheet."
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
    from crossframe import agreement_report  # noqa: PLC0415  (heavy import)
    from crossframe.codesheet import write_codesheet  # noqa: PLC0415

    if len(sheets) + (machine is not None) < 2:
        raise click.UsageError("Give a second sheet, or --machine.")
    report = agreement_report.report(sheets, machine)
    if disagreements is not None:
        write_codesheet(report.disagreements, disagreements)
    if agreed is not None:
        write_codesheet(report.agreed, agreed)
    click.echo(agreement_report.as_json(report) if as_json else agreement_report.as_text(report))
    if not as_json:
        for caution in report.cautions:
            click.echo(f"Warning: {caution} (Krippendorff 2004).", err=True)


@main.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write the stance table, with the model's rows where it is used.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one flat JSON object.")
def learn(project: Path, sheets: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Learn from coding SHEETS of a PROJECT, and say whether a model beats the rules.

    The sheets are the agreed and adjudicated ones; no unit may stand in two of them.
    """
    from crossframe.adjudication import read_adjudicated  # noqa: PLC0415  (heavy import)
    from crossframe.export import write_table  # noqa: PLC0415
    from crossframe.learning import learn as learned  # noqa: PLC0415
    from crossframe.machine_coding import machine_coding  # noqa: PLC0415

    coding = machine_coding(project)
    coded = read_adjudicated(sheets, coding.codebook, coding.sentences)
    stance, comparison = learned(coding.sentences, coding.stance, coded)
    if out is not None:
        write_table(stance, out)
    numbers = {
        key: None if math.isnan(value) else value for key, value in comparison._asdict().items()
    }
    click.echo(json.dumps(numbers) if as_json else str(comparison))


main.add_command(compare)
main.add_command(new)


if __name__ == "__main__":
    sys.exit(main())
