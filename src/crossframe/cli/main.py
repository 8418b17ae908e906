"""The command line: `crossframe --help`."""

from __future__ import annotations

import _thread
import gc
import importlib
import json
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossframe._version import __version__
from crossframe.cli.archive import archive
from crossframe.cli.coding import agreement, code, codesheet, shares
from crossframe.cli.compare import compare, find, new
from crossframe.cli.exchange import export, import_codings
from crossframe.errors import CrossframeError

if TYPE_CHECKING:  # a heavy import
    from crossframe.coding.llm_server import Server

EVALUATIONS = {
    "alignment": "sentence counterparts, against FOLDER/alignment.csv",
    "cleaning": "taking boilerplate out of pages, against keep and drop strings (JSON lines)",
    "learning": "a model from a part of FOLDER/gold.csv, on the units left, beside the rules",
    "events": "events found in an archive, against given ones (JSON lines)",
    "sentences": "sentence boundaries, against given ones (JSON lines)",
    "similarity": "same-event retrieval, against events (JSON lines)",
    "stance": "stance on themes, against FOLDER/gold.csv or stance.csv",
    "wording": "the rules under other wordings of a proposition, over the folders of stance",
    "voices": "who says what, against attributions (JSON lines)",
}


_SEARCHED = 500_000  # new objects between two searches for unused ones; Python's 700 cost a tenth
_SOON = 0.01  # seconds


def _interrupt_again(unraisable: sys.UnraisableHookArgs) -> None:
    """Interrupt once more where an interrupt fell into a destructor, which swallows it."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        threading.Timer(_SOON, _thread.interrupt_main).start()  # within this hook it would be lost
    else:
        sys.__unraisablehook__(unraisable)


class _Group(click.Group):
    """A command group that turns bad input into one message and exit code 1.

    To be terminated is to be interrupted: what is half-written is cleared away first.
    """

    def invoke(self, ctx: click.Context) -> object:
        gc.set_threshold(_SEARCHED, 20, 20)
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            sys.unraisablehook = _interrupt_again
        try:
            return super().invoke(ctx)
        except CrossframeError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted; nothing was left half-written.", err=True)
            ctx.exit(130)


_COMPLETION = """\b
Shell completion: put the line of your shell into its start-up file
  bash  eval "$(_CROSSFRAME_COMPLETE=bash_source crossframe)"
  zsh   eval "$(_CROSSFRAME_COMPLETE=zsh_source crossframe)"
  fish  _CROSSFRAME_COMPLETE=fish_source crossframe | source
"""


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_COMPLETION,
)
@click.version_option(__version__, prog_name="crossframe")
def main() -> None:
    """Compare how news outlets report the same event.

    Exit codes: 0 done, 1 bad input (one message says what to mend), 2 wrong use of the command,
    130 interrupted or terminated.
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
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    help="Write the scores as a table, a row for each part of the gold and one for all.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="stance: add the scores to a table of results (CSV), a row for each kind of gold.",
)
@click.option(
    "--coded",
    type=click.IntRange(min=2),
    multiple=True,
    default=(50,),
    show_default=True,
    help="learning: how many units to learn from; may be given several times.",
)
@click.option(
    "--seeds",
    type=click.IntRange(min=1),
    default=6,
    show_default=True,
    help="learning: how many random draws of these units.",
)
@click.option("--html", is_flag=True, help="cleaning: from the pages' HTML, not their text.")
@click.option(
    "--coder",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="stance: who codes; llm takes the options of crossframe code.",
)
@click.option("--model", help="stance, llm: as of crossframe code.")
@click.option("--url", help="stance, llm: as of crossframe code.")
@click.option("--ask", type=click.Choice(["rows", "likelihood"]), default="rows", show_default=True)
@click.option("--allow-remote", is_flag=True, help="stance, llm: let texts go to another machine.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, file_okay=False),
    help="stance, llm: folder for the model's answers, so that a run goes on where it stopped.",
)
def evaluate(
    what: str,
    gold: tuple[Path, ...],
    predictions: Path | None,
    as_json: bool,
    table: Path | None,
    record: Path | None,
    coded: tuple[int, ...],
    seeds: int,
    html: bool,
    coder: str,
    model: str | None,
    url: str | None,
    ask: str,
    allow_remote: bool,
    answers: Path | None,
) -> None:
    """Score crossframe against gold files.

    All scores are fractions between 0 and 1; alpha alone can fall below 0, agreement as by chance.
    """
    from crossframe.evaluation.scores import score_table  # noqa: PLC0415  (heavy import)

    evaluator = importlib.import_module(f"crossframe.evaluation.{what}")
    of_model = coder == "llm"
    for told, wrong in {
        "--html goes with cleaning": html and what != "cleaning",
        "--record goes with stance": record and what != "stance",
        "--coder llm goes with stance and a --model": of_model and (what != "stance" or not model),
    }.items():
        if wrong:
            raise click.UsageError(told)
    if what == "learning":
        tried = evaluator.trials(gold, coded=coded, seeds=seeds)
        _write_tables({predictions: tried, table: evaluator.learning_scores(tried)})
        click.echo((evaluator.as_json if as_json else evaluator.as_text)(tried))
        return
    options: dict[str, Any] = {"html": True} if html else {}
    made = {"coder": coder}
    if of_model and model:
        from crossframe.coding.llm_server import Server  # noqa: PLC0415  (heavy import)

        server = Server(model, url=url, allow_remote=allow_remote)
        predicted = _by_model(gold, server, answers, ask=ask)
        made |= {"model": model, "served": " ".join(sorted(server.served)), "ask": ask}
    else:
        predicted = evaluator.predict(gold, **options)
    if predictions is not None:
        evaluator.write(predicted, predictions)
    scores = evaluator.score(gold, predicted)
    _write_tables({table: score_table(scores)})
    if record is not None:
        from crossframe.evaluation.results import add_results  # noqa: PLC0415

        add_results(record, gold, scores, made)
    if as_json:
        click.echo(json.dumps(scores))
        return
    for name, value in scores.items():
        click.echo(f"{name:<32} {value:.3f}")
    if not scores:
        click.echo("No gold found: nothing was scored.")


def _write_tables(tables: Mapping[Path | None, Any]) -> None:
    """Write each table for which there is a path."""
    from crossframe.io.writing import write_table  # noqa: PLC0415  (heavy import)

    for path, table in tables.items():
        if path is not None:
            write_table(table, path)


def _by_model(gold: Sequence[Path], server: Server, answers: Path | None, *, ask: str) -> Any:
    """Let a language model code the gold's sentences."""
    from crossframe.coding.llm import coder_of_events  # noqa: PLC0415  (heavy import)
    from crossframe.evaluation.stance import predict  # noqa: PLC0415
    from crossframe.io.progress import progress_line  # noqa: PLC0415

    server.check()
    click.echo(f"The texts go to {server.host}.", err=True)
    with progress_line() as server.progress:
        return predict(gold, coder=coder_of_events(server, answers, ask=ask))


@main.command()
@click.argument("events", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write the table of confidences made from EVENTS.",
)
def calibrate(events: tuple[Path, ...], out: Path | None) -> None:
    """Test the confidence of stances on coded EVENTS, or set it anew by them.

    EVENTS are folders as for evaluate stance. Printed is how many rows on each ground are right
    beside the confidence they get: as shipped, and made anew from the other events each time.
    """
    from crossframe.evaluation.calibration import (  # noqa: PLC0415  (heavy import)
        calibrate as calibrated,
    )
    from crossframe.evaluation.calibration import (  # noqa: PLC0415
        leave_one_event_out,
        reliability,
        right_rows,
    )
    from crossframe.evaluation.stance import predict  # noqa: PLC0415
    from crossframe.io.writing import write_table  # noqa: PLC0415

    rows = right_rows(events, predict(events))
    parts = {"Confidence as shipped": reliability(rows)}
    if rows["event"].nunique() > 1:
        left_out = leave_one_event_out(rows)
        parts["Confidence from the other events"] = reliability(left_out)
        parts["The same, not drawn in for a new event"] = reliability(
            left_out.assign(confidence=left_out["share"])
        )
    for title, table in parts.items():
        click.echo(f"{title}\n{table.to_string(index=False, float_format='{:.3f}'.format)}\n")
    if out is not None:
        write_table(calibrated(rows), out)
        click.echo(f"Written: {out}")


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--codings",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/events"),
    show_default=True,
    help="Folder with a folder for each coded event.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/events"),
    show_default=True,
    help="Folder for the events.",
)
def events(corpus: Path, codings: Path, out: Path) -> None:
    """Put the codings of events and their texts in a CORPUS together, for evaluate and calibrate.

    The codings of data/events are of articles of BASIL, whose texts are not ours to give.
    """
    from crossframe.evaluation.coded_events import join_events  # noqa: PLC0415  (heavy import)

    for path in join_events(codings, corpus, out):
        click.echo(path)


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
    from crossframe.evaluation.reference import build_reference  # noqa: PLC0415  (heavy import)

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
    from crossframe.report.notebooks import execute  # noqa: PLC0415  (needs the extra 'notebooks')

    for path in execute(folder):
        click.echo(path)


for command in (
    *(code, codesheet, agreement, shares, compare, find, new, archive, export),
    import_codings,
):
    main.add_command(command)


if __name__ == "__main__":
    sys.exit(main())
