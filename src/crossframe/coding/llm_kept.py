"""The file of a language model's answers, which several runs may start and add to at once."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes
from crossframe.io.writing import make_folder

try:
    import fcntl
except ImportError:  # Windows, where two runs must not start one file at the same moment
    fcntl = None  # type: ignore[assignment]


def read_answers(path: Path, head: str) -> dict[str, Any]:
    """Read the answers under this first line, by their keys; none where no file is begun."""
    make_folder(path.parent)
    if not path.exists():
        return {}
    kept = decode(read_bytes(path, what="answers"), path)
    first, *rest = kept.splitlines() or [""]
    if first != head and not head.startswith(kept):
        raise _of_another(path)
    if not kept.endswith("\n"):  # cut off by a crash: the next answer begins a line
        append(path, head, "")
    answers = {}
    for line in rest:
        try:
            entry = json.loads(line)
            answers[entry["key"]] = dict(entry["answer"])
        except (ValueError, KeyError, TypeError):
            continue  # a line cut off by a crash: it is asked again
    return answers


def append(path: Path, head: str, line: str) -> None:
    """Add a line; the first of all runs begins the file, which then is of its head alone."""
    first = f"{head}\n".encode()
    try:
        with path.open("ab+", buffering=0) as file:
            if fcntl:
                with suppress(OSError):  # a file system without locks
                    fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            begun = file.read(len(first))
            if not first.startswith(begun):
                raise _of_another(path)
            if begun != first:  # nothing yet, or cut off by a crash
                file.truncate(0)
            file.write((b"" if begun == first else first) + f"{line}\n".encode())
    except OSError as error:
        raise CrossframeError(
            f"answers cannot be kept: {error.strerror}",
            path=path,
            remedy="make room or correct the rights, then run the same command again",
        ) from error


def _of_another(path: Path) -> CrossframeError:
    return CrossframeError(
        "holds answers to another codebook, model or prompt",
        path=path,
        remedy="give another --out, or take this file away",
    )
