"""Which files paths name, and their bytes: within limits, with no link out of a folder."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crossframe.corpus.articles import Project, load_project
from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits
from crossframe.io.output_folder import is_output, is_temporary
from crossframe.io.paths import check_paths
from crossframe.text.printable import shown

_GZIP = b"\x1f\x8b"
_CHUNK = 1_000_000
_SAVED = re.compile(  # the folder that browsers save beside a page
    r"(?P<page>.+)(?:[_-](?:files?|dateien|fichiers|archivos|bestanden|arquivos|ficheiros|pliki)|\.files)",
    re.IGNORECASE,
)
_SMALL = 1_000_000  # bytes up to which a high ratio of packing harms nobody
_OUTPUT = "is an output of crossframe compare, which is not read again"


class InputFile(NamedTuple):
    """A file that a path names."""

    path: Path
    within: Path | None = None  # the given folder in which it was found
    problem: str = ""  # why it is not read; empty if it may be
    manifest: bool = False  # whether it is that of a project that a path names


def project_manifest(path: str | Path) -> Path | None:
    """Find the manifest that a path names: itself, in it, or in the folder data in it."""
    path = Path(path)
    places = [path / "articles.toml", path / "data" / "articles.toml"]
    if path.name == "articles.toml":
        places.insert(0, path)
    with suppress(OSError):  # names that are too long, folders that may not be read
        return next((place for place in places if place.is_file()), None)
    return None


def only_project(paths: Sequence[str | Path]) -> tuple[Project | None, list[str]]:
    """Find the project among some paths whose title, codebook and settled codings hold for all.

    Parameters
    ----------
    paths
        As of `read_articles`.

    Returns
    -------
    project
        Project or None, the only one that the paths name.
    notes
        list of str, a line that says so where there are several.

    Raises
    ------
    CrossframeError
        As of `crossframe.corpus.articles.load_project`.

    Examples
    --------
    >>> only_project(["downloads"])
    (None, [])
    """
    manifests = {
        manifest.resolve(): manifest for path in paths if (manifest := project_manifest(path))
    }
    if len(manifests) > 1:
        note = (
            f"There are {len(manifests)} projects: title, codebook and settled codings of none of"
            " them are used."
        )
        return None, [note]
    return next((load_project(manifest) for manifest in manifests.values()), None), []


def input_files(paths: Sequence[Path], *, limits: Limits) -> Iterator[InputFile]:
    """Yield every entry that paths name, unreadable ones too; folders in the order of names."""
    check_paths(paths)
    seen: set[Path] = set()
    count = 0
    for path in paths:
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
    if path.is_dir():
        return [InputFile(path, None, _OUTPUT)] if is_output(path) else _walk(path)
    return [InputFile(path)]


def _walk(folder: Path) -> Iterator[InputFile]:
    inside = Path(os.path.realpath(folder))
    denied: list[OSError] = []
    for name, subfolders, files in os.walk(folder, onerror=denied.append):
        here = Path(name)
        yield from _denied(denied, folder)
        subfolders[:] = [sub for sub in subfolders if not is_temporary(here / sub)]
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
    saved = _SAVED.fullmatch(folder.name)
    for name in (f"{saved['page']}.html", f"{saved['page']}.htm") if saved else ():
        if (folder.parent / name).is_file():
            return f"is the folder of pictures and scripts of the saved page {shown(name)}"
    return _OUTPUT if is_output(folder) else ""


def _irregular(path: Path) -> str:
    try:
        return "" if stat.S_ISREG(path.stat().st_mode) else "is no regular file"
    except OSError:
        return "is a symbolic link to nothing" if path.is_symlink() else "cannot be read"


def file_bytes(path: Path, *, limits: Limits) -> bytes:
    """Read a regular file's bytes, unpacked if it is packed by gzip."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise CrossframeError(f"cannot be read: {error.strerror or error}") from error
    if len(data) > limits.file_bytes:
        raise CrossframeError(
            f"is larger than {_megabytes(limits.file_bytes)}",
            remedy="cut it into files of fewer articles",
        )
    return gunzip(data, limits=limits) if data.startswith(_GZIP) else data


def gunzip(data: bytes, *, limits: Limits) -> bytes:
    """Unpack one or more gzip members, stopping as soon as a limit is passed."""
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            while part := file.read(_CHUNK):
                parts.append(part)
                size += len(part)
                check_size(size, len(data), limits=limits)
    except (OSError, EOFError, zlib.error) as error:
        raise CrossframeError("is packed by gzip and damaged", remedy="download it anew") from error
    return b"".join(parts)


def check_size(size: int, packed: int, *, limits: Limits) -> None:
    """Refuse what unpacks, or says that it unpacks, to more bytes than text does."""
    if size > limits.file_bytes:
        raise CrossframeError(
            f"unpacks to more than {_megabytes(limits.file_bytes)}",
            remedy="unpack it yourself, and give the articles in it",
        )
    if size > _SMALL and size > limits.ratio * packed:
        raise CrossframeError(
            f"unpacks to more than {limits.ratio} times its size, as no text does",
            remedy="do not open it: it may be made to fill the memory",
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
