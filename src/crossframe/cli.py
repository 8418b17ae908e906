"""The command line: `crossframe --help`."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import click

from crossframe import __version__
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


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="crossframe")
def main() -> None:
    """Compare how news outlets report the same event.

    Exit codes: 0 done, 1 bad input (one message says what to mend), 2 wrong use of the command.
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
def evaluate(what: str, gold: tuple[Path, ...], predictions: Path | None, as_json: bool) -> None:
    """Score crossframe against gold files; all scores are fractions between 0 and 1."""
    evaluator: Evaluator = importlib.import_module(f"crossframe.evaluate_{what}")
    predicted = evaluator.predict(gold)
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


if __name__ == "__main__":
    sys.exit(main())
