"""Whether what people give as paths can be read, told before anything heavy is imported."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from crossframe.errors import CrossframeError
from crossframe.text.printable import shown

# Path makes one stroke of the two of an address.
_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/{1,2}\S|www\.\S+\.\S", re.IGNORECASE)

_STROKES = re.compile(r"^([a-z][a-z0-9+.-]+):/{1,2}(?=[^/])", re.IGNORECASE)
_SAVE = (
    "open it in a browser, save the page (Ctrl+S or Cmd+S: HTML only, or a single file), and give"
    " that file"
)


def check_paths(paths: Iterable[str | Path]) -> None:
    """Refuse paths that name neither a regular file nor a folder.

    Parameters
    ----------
    paths
        Files and folders as they were given.

    Raises
    ------
    CrossframeError
        If one is a web address, is not there, or is a pipe, a device or a link to nothing.

    Examples
    --------
    >>> check_paths(["."])
    >>> check_paths(["https://sundial.test/bridge.html"])
    Traceback (most recent call last):
    crossframe.errors.CrossframeError: https://sundial.test/bridge.html: is a web address, and ...
    """
    for path in paths:
        problem, remedy = _refused(path)
        if problem:
            given = _STROKES.sub(r"\1://", str(path))
            raise CrossframeError(problem, path=shown(given), remedy=remedy)


def _refused(path: str | Path) -> tuple[str, str]:
    """Return why a path is refused and what to do; empty texts for one that may be read."""
    problem, remedy = "", ""
    try:
        mode = Path(path).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            problem, remedy = "is no regular file", "save what comes out of it as a file"
    except PermissionError as error:
        problem, remedy = f"cannot be read: {error.strerror}", "check the rights on its folder"
    except (OSError, ValueError):
        address = _ADDRESS.match(str(path))
        if address and str(address["scheme"]).lower() == "file":
            problem, remedy = "is the address of a file", "give its path, without file://"
        elif address:
            problem = "is a web address, and nothing is fetched"
            remedy = _SAVE
        elif os.path.islink(path):  # noqa: PTH114  (Path raises for a name that is too long)
            problem, remedy = "is a symbolic link to nothing", "give the file itself"
        else:
            problem, remedy = "there is no such file or folder", "correct the path"
    return problem, remedy
