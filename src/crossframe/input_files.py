"""Which files paths name, and their bytes: within limits, without following links out of a folder."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crossframe.errors import CrossframeError
from crossframe.intake import Limits, shown

_CHUNK = 1_000_000
_SMALL = 1_000_000  # bytes up to which a high ratio of packing harms nobody
_GZIP = b"\x1f\x8b"


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


def project_manifest(path: str | Path) -> Path | None:
    """Find the manifest of a project that a path names.

    Parameters
    ----------
    path
        A manifest, the folder that holds one, or the folder above that if it is called data.

    Returns
    -------
    Path or None
        The manifest; None if the path names no project.
    """
    path = Path(path)
    if path.is_dir():
        places = [path / "articles.toml", path / "data" / "articles.toml"]
        return next((place for place in places if place.is_file()), None)
    return path if path.name == "articles.toml" and path.is_file() else None


def _named(path: Path) -> Iterable[InputFile]:
    manifest = project_manifest(path)
    if manifest is not None:
        return [InputFile(manifest, manifest=True)]
    return _walk(path) if path.is_dir() else [InputFile(path, None, _irregular(path))]


def _walk(folder: Path) -> Iterator[InputFile]:
    inside = Path(os.path.realpath(folder))
    denied: list[OSError] = []
    for name, subfolders, files in os.walk(folder, onerror=denied.append):
        here = Path(name)
        for error in denied:
            where = Path(os.fsdecode(error.filename or here))
            yield InputFile(where, folder, f"folder cannot be read: {error.strerror}")
        denied.clear()
        subfolders.sort()
        for link in [here / sub for sub in subfolders if (here / sub).is_symlink()]:
            yield InputFile(link, folder, "is a symbolic link to a folder, which is not followed")
        for path in [here / file for file in sorted(files)]:
            problem = _irregular(path)
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
                problem = "is a symbolic link that leaves the folder"
            elif path.name.startswith("."):
                problem = "is a hidden file"
            yield InputFile(path, folder, problem)
    for error in denied:
        yield InputFile(folder, folder, f"folder cannot be read: {error.strerror}")


def _irregular(path: Path) -> str:
    if path.is_file():
        return ""
    return "is a symbolic link to nothing" if path.is_symlink() else "is no regular file"


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


def gunzip(data: bytes, *, limits: Limits) -> bytes:
    """Unpack gzip data within limits.

    Parameters
    ----------
    data
        One or more gzip members.
    limits
        Unpacking stops as soon as one of them is passed.

    Returns
    -------
    bytes
        The content.

    Raises
    ------
    CrossframeError
        If it is too large for a text, by size or by ratio, or damaged.

    Examples
    --------
    >>> import gzip
    >>> from crossframe.intake import LIMITS
    >>> gunzip(gzip.compress(b"text"), limits=LIMITS)
    b'text'
    """
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
    """Refuse what unpacks to more than text does.

    Parameters
    ----------
    size
        Bytes unpacked, or stated to be.
    packed
        Bytes packed.
    limits
        The limits.

    Raises
    ------
    CrossframeError
        If the size or the ratio is beyond them.
    """
    if size > limits.file_bytes:
        raise CrossframeError(
            f"unpacks to more than {megabytes(limits.file_bytes)}",
            remedy="unpack it yourself, and give the articles in it",
        )
    if size > _SMALL and size > limits.ratio * packed:
        raise CrossframeError(
            f"unpacks to more than {limits.ratio} times its size, as no text does",
            remedy="do not open it: it may be made to fill the memory",
        )


def megabytes(size: int) -> str:
    """Return a size in words.

    Parameters
    ----------
    size
        Bytes.

    Returns
    -------
    str
        The same in MB of a million bytes.

    Examples
    --------
    >>> megabytes(64_000_000), megabytes(1_500)
    ('64 MB', '0.0015 MB')
    """
    return f"{size / 1_000_000:g} MB"
