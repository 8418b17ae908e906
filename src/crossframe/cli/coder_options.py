"""The options of commands that let a coder code, and the language model that they describe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossframe.io.progress import Progress

if TYPE_CHECKING:
    from crossframe.coding.coders import Coder

_OPTIONS = (
    click.option(
        "--coder",
        type=click.Choice(["rules", "learned", "llm"]),
        default="rules",
        show_default=True,
        help="Who codes: the rules, a model learned from people's codes, or a language model.",
    ),
    click.option("--model", help="llm: its name at --url, or PROVIDER/MODEL as of chatlas."),
    click.option(
        "--url", help="llm: a server that speaks the OpenAI protocol, as Ollama and LM Studio."
    ),
    click.option(
        "--ask",
        type=click.Choice(["rows", "likelihood"]),
        default="rows",
        show_default=True,
        help="llm: for rows with evidence, or for the likelihood of each stance on the rules' units.",
    ),
    click.option(
        "--replicates",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="llm: how often each passage is asked for.",
    ),
    click.option(
        "--parallel", type=click.IntRange(1, 64), default=4, show_default=True, help="llm: at once."
    ),
    click.option("--allow-remote", is_flag=True, help="llm: let texts go to another machine."),
)


def coder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of coders."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_asked(
    coder: str,
    *,
    model: str | None,
    url: str | None,
    ask: str,
    replicates: int,
    dry_run: bool = False,
    **_: Any,
) -> None:
    """Refuse options of a language model that do not go together, or with another coder."""
    if coder != "llm":
        if model or url:
            raise click.UsageError("--model and --url go with --coder llm.")
        return
    if not (model or dry_run):
        raise click.UsageError("Name a --model.")
    if ask == "likelihood" and (dry_run or replicates > 1):
        raise click.UsageError("--ask likelihood goes without --dry-run and --replicates.")


def language_model(
    answers: Path,
    progress: Progress,
    *,
    model: str,
    url: str | None,
    ask: str,
    replicates: int,
    parallel: int,
    allow_remote: bool,
) -> Coder:
    """Return a language model as a coder, its answers kept in a file; say where the texts go."""
    from crossframe.coding.llm import coder  # noqa: PLC0415  (heavy import)
    from crossframe.coding.llm_server import Server  # noqa: PLC0415

    server = Server(
        model,
        url=url,
        cache=answers,
        allow_remote=allow_remote,
        parallel=parallel,
        progress=progress,
    )
    server.check()
    click.echo(f"The texts go to {server.host}.", err=True)
    return coder(server, ask=ask, replicates=replicates)
