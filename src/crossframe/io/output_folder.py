"""An output folder that is at any moment the old or the new complete one."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crossframe.errors import CrossframeError

_SUFFIX = ".crossframe-tmp"
_MANIFEST = 10_000_000  # bytes that are read of a manifest, which has fewer
_HERE = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def output_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Fill a new folder and put it in its place when all of it is there.

    Parameters
    ----------
    target
        The folder to be. Its parent is made if need be.
    force
        Whether a folder that is there already may be replaced.

    Yields
    ------
    pathlib.Path
        A temporary sibling to write into, its name beginning with a dot and ending in
        ".crossframe-tmp".

    Raises
    ------
    CrossframeError
        If `target` exists and `force` is not set, is no folder, holds something that is no output
        of crossframe, or cannot be written. The old output is then unchanged.

    Notes
    -----
    Where the system can exchange two folders in one step (Linux, macOS), a reader never finds
    `target` missing. What an interrupted run left behind is cleared by the next one.
    """
    target = target.resolve() if target.name == ".." else target.absolute()
    _check(target, force=force)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        made = tempfile.mkdtemp(prefix=f".{target.name}.", suffix=_SUFFIX, dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    temporary = Path(made)
    try:
        temporary.chmod(0o777 & ~_umask())
        yield temporary
        _check(target, force=force)
        if target.exists():
            _exchange(temporary, target)
        else:
            temporary.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    except CrossframeError as error:
        if error.path is not None and Path(error.path).is_relative_to(temporary):
            error.path = target / Path(error.path).relative_to(temporary)
        raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def is_output(folder: Path) -> bool:
    """Tell by its `manifest.json` whether a folder is what `crossframe compare` writes."""
    try:
        with (folder / "manifest.json").open("rb") as file:
            content = json.loads(file.read(_MANIFEST))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and {"crossframe", "rows"} <= content.keys()


def _check(target: Path, *, force: bool) -> None:
    if not target.exists() and not target.is_symlink():
        return
    if target.is_symlink() or not target.is_dir():
        problem = "is a symbolic link" if target.is_symlink() else "is no folder"
        raise CrossframeError(problem, path=target, remedy="name another folder")
    if not any(target.iterdir()):
        return
    if not force:
        raise CrossframeError(
            "folder exists already",
            path=target,
            remedy="name another folder with --out; compare replaces its own output with --force",
        )
    if not is_output(target):
        raise CrossframeError(
            "folder holds something else than an output of crossframe",
            path=target,
            remedy="name another folder; --force replaces only what crossframe wrote",
        )


def _clear(target: Path) -> None:
    """Remove what an interrupted run has left beside the target."""
    for left in target.parent.iterdir():
        if left.name.startswith(f".{target.name}.") and left.name.endswith(_SUFFIX):
            shutil.rmtree(left, ignore_errors=True)


def _exchange(temporary: Path, target: Path) -> None:
    a, b = os.fsencode(temporary), os.fsencode(target)
    library = ctypes.CDLL(None, use_errno=True)
    result = -1
    with suppress(AttributeError):  # a system without the call
        if sys.platform == "darwin":
            result = library.renamex_np(a, b, _EXCHANGE)
        else:
            result = library.renameat2(_HERE, a, _HERE, b, _EXCHANGE)
    if result:
        old = temporary.with_name(f"{temporary.name.removesuffix(_SUFFIX)}-old{_SUFFIX}")
        target.rename(old)
        try:
            temporary.rename(target)
        except BaseException:  # also an interruption: the old output goes back
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(target: Path, error: OSError) -> CrossframeError:
    return CrossframeError(
        f"cannot be written: {error.strerror or error}",
        path=target,
        remedy="check the rights on the folder above and the space on the disk",
    )
