"""Saying in a terminal what a long run is doing: one line that is written anew."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from crossframe.text.printable import shown

Progress = Callable[[str], None]


def silent(step: str) -> None:
    """Say nothing about a step."""


@contextmanager
def progress_line(*, quiet: bool = False) -> Iterator[Progress]:
    r"""Show each step in the last line of the terminal, and clear the line at the end.

    Parameters
    ----------
    quiet
        Whether to show nothing.

    Yields
    ------
    callable
        Takes what is being done, in words. Without a terminal it is `silent`, so nothing is
        written into a pipe or a log.

    Examples
    --------
    >>> with progress_line(quiet=True) as say:
    ...     say("Reading 1 of 2: a.txt")
    """
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    try:
        yield _write
    finally:
        _write("")
        sys.stderr.write("\r")
        sys.stderr.flush()


def _write(step: str) -> None:
    width = max(20, shutil.get_terminal_size().columns - 1)
    sys.stderr.write(f"\r{shown(step)[:width]:<{width}}")
    sys.stderr.flush()
