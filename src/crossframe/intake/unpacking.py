"""Unpacking what is packed by gzip, and how much an unpacked file may hold."""

from __future__ import annotations

import gzip
import io
import zlib

from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits

_CHUNK = 1_000_000
_SMALL = 1_000_000  # bytes up to which a high ratio of packing harms nobody


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
    >>> from crossframe.intake.found import LIMITS
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
