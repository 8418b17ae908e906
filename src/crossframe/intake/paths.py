"""Which files paths name, and their bytes: within limits, without following links out of a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits
from crossframe.intake.project import project_manifest
from crossframe.intake.unpacking import gunzip, megabytes
from crossframe.io.output_folder import is_output
from crossframe.text.printable import shown

_GZIP = b"\x1f\x8b"
_OUTPUT = "is an output of crossframe compare, which is not read again"


class InputFile(NamedTuple):
    """A file that a path names.

    Attributes
    ----------
    path
        Where it is.
    within
        The given folder in which it was found; None if the file itself was given.
    problem
        Why it is not read; empty if it may be.
    manifest
        Whether it is the manifest of a project that a path names.
    """

    path: Path
    within: Path | None = None
    problem: str = ""
    manifest: bool = False


def input_files(paths: Sequence[Path], *, limits: Limits) -> Iterator[InputFile]:
    """Yield the files that some paths name, those of a folder in the order of their names.

    Parameters
    ----------
    paths
        Files and folders; folders are walked to the bottom.
    limits
        How many files are taken.

    Yields
    ------
    InputFile
        Every entry of every folder, also what cannot be read.

    Raises
    ------
    CrossframeError
        If a path does not exist, or there are too many files.
    """
    seen: set[Path] = set()
    count = 0
    for path in paths:
        if not os.path.lexists(path):
            raise CrossframeError(
                "there is no such file or folder", path=shown(str(path)), remedy="correct the path"
            )
        for file in _named(path):
            count += 1
            if count > limits.files:
                raise CrossframeError(
                    f"there are more than {limits.files} files",
                    path=shown(str(path)),
                    remedy="give the folder that holds the articles of one event",
                )
            real = Path(os.path.realpath(file.path))
            if not file.problem and real in seen:
                yield file._replace(problem="the same file was read before")
            else:
                yield file
            seen.add(real)


def _named(path: Path) -> Iterable[InputFile]:
    manifest = project_manifest(path)
    if manifest is not None:
        return [InputFile(manifest, manifest=True)]
    if stat.S_ISDIR(_mode(path)):
        return [InputFile(path, None, _OUTPUT)] if is_output(path) else _walk(path)
    return [InputFile(path, None, _irregular(path))]


def _walk(folder: Path) -> Iterator[InputFile]:
    inside = Path(os.path.realpath(folder))
    denied: list[OSError] = []
    for name, subfolders, files in os.walk(folder, onerror=denied.append):
        here = Path(name)
        yield from _denied(denied, folder)
        passed = {sub: problem for sub in sorted(subfolders) if (problem := _passed_by(here / sub))}
        subfolders[:] = sorted(set(subfolders) - set(passed))
        for sub, problem in passed.items():
            yield InputFile(here / sub, folder, problem)
        for path in [here / file for file in sorted(files)]:
            problem = _irregular(path)
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
                problem = "is a symbolic link that leaves the folder"
            elif path.name.startswith("."):
                problem = "is a hidden file"
            yield InputFile(path, folder, problem)
    yield from _denied(denied, folder)


def _denied(errors: list[OSError], folder: Path) -> Iterator[InputFile]:
    """Yield the folders that could not be read since the last call."""
    while errors:
        error = errors.pop(0)
        where = Path(os.fsdecode(error.filename or folder))
        yield InputFile(where, folder, f"folder cannot be read: {error.strerror}")


def _passed_by(folder: Path) -> str:
    """Return why a folder below the given one is not walked; empty if it is."""
    if folder.is_symlink():
        return "is a symbolic link to a folder, which is not followed"
    if folder.name.startswith("."):
        return "is a hidden folder"
    return _OUTPUT if is_output(folder) else ""


def _irregular(path: Path) -> str:
    mode = _mode(path)
    if mode:
        return "" if stat.S_ISREG(mode) else "is no regular file"
    return "is a symbolic link to nothing" if path.is_symlink() else "cannot be read"


def _mode(path: Path) -> int:
    """Return what kind of file a path is, links followed; 0 for none or one out of reach."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def read_file(path: Path, *, limits: Limits) -> bytes:
    """Read a file's bytes, unpacked if it is packed by gzip.

    Parameters
    ----------
    path
        A regular file.
    limits
        How large it may be, and what is packed in it.

    Returns
    -------
    bytes
        The content.

    Raises
    ------
    CrossframeError
        If it cannot be read, is too large, or is packed but damaged.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise CrossframeError(f"cannot be read: {error.strerror or error}") from error
    if len(data) > limits.file_bytes:
        raise CrossframeError(
            f"is larger than {megabytes(limits.file_bytes)}",
            remedy="cut it into files of fewer articles",
        )
    return gunzip(data, limits=limits) if data.startswith(_GZIP) else data
