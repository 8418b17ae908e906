"""Reading files: bytes, UTF-8 text and TOML, each failure one clear message."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from crossframe.errors import CrossframeError


def read_toml(path: Path, *, what: str) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path
        The file.
    what
        What the file is, for the message ("manifest", "codebook").

    Returns
    -------
    dict
        The parsed content.

    Raises
    ------
    CrossframeError
        If the file is missing, not UTF-8, or no valid TOML; the message names line and column.
    """
    text = decode(read_bytes(path, what=what), path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CrossframeError(
            f"{what} is not valid TOML: {error}", path=path, remedy="correct the line that is named"
        ) from error
    except RecursionError as error:
        raise CrossframeError(
            f"{what} is nested more deeply than any is", path=path, remedy="write it anew"
        ) from error


def read_bytes(path: Path, *, what: str) -> bytes:
    """Read a file's bytes.

    Parameters
    ----------
    path
        The file.
    what
        What the file is, for the message.

    Returns
    -------
    bytes
        The content.

    Raises
    ------
    CrossframeError
        If there is no such file or it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CrossframeError(
            f"{what} file is missing", path=path, remedy="put the file there or correct its name"
        ) from error
    except OSError as error:
        raise CrossframeError(f"{what} file cannot be read: {error.strerror}", path=path) from error


def decode(data: bytes, path: Path) -> str:
    """Decode UTF-8 bytes without touching newlines.

    Parameters
    ----------
    data
        The bytes of a file.
    path
        The file, for the message.

    Returns
    -------
    str
        The text, code point for code point.

    Raises
    ------
    CrossframeError
        If the bytes are not UTF-8; the message names line and byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CrossframeError(
            f"bytes are not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})",
            path=path,
            place=f"line {line}",
            remedy="save the file as UTF-8",
        ) from error
