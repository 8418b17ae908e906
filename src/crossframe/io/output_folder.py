"""An output folder that is at any moment the old or the new complete one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from crossframe.errors import CrossframeError
from crossframe.io.reading import read_bytes
from crossframe.text.printable import shown

try:
    import fcntl
except ImportError:  # Windows, where what a killed run left is cleared by hand
    fcntl = None  # type: ignore[assignment]

_SUFFIX = ".crossframe-tmp"
_LOCK = "lock"  # holds the process and the name of the target; the system frees it when that ends
_MOST = 10_000_000  # bytes that are read of a manifest or lock, which have fewer
_SHOWN = 5  # files that a message names
_OF_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # which they put into folders unasked
_HERE = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def output_folder(
    target: Path, *, force: bool = False, remedy: str = "name another folder"
) -> Iterator[Path]:
    """Fill a new folder and put it in its place when all of it is there.

    Parameters
    ----------
    target
        The folder to be. Its parent is made if need be.
    force
        Whether an output of crossframe that is there already may be replaced.
    remedy
        What to do where `target` exists and `force` is not set.

    Yields
    ------
    pathlib.Path
        A folder to write into, in a hidden one beside `target` whose name ends in
        ".crossframe-tmp".

    Raises
    ------
    CrossframeError
        If `target` exists and `force` is not set, is no folder, is no output of crossframe or holds
        files that crossframe did not write, or cannot be written. The old output is then unchanged.

    Notes
    -----
    Where the system can exchange two folders in one step (Linux, macOS), a reader never finds
    `target` missing. A signal to end that comes when the new folder is in its place is too late and
    does nothing. What a killed run for the same target has left is cleared when there is a new
    output; that of a run which goes on is held by a lock.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as parent:
    ...     with output_folder(Path(parent) / "out") as folder:
    ...         _ = (folder / "a.txt").write_text("all of it")
    ...     [path.name for path in Path(parent).rglob("*")]
    ['out', 'a.txt']
    """
    target = target.resolve() if target.name == ".." else target.absolute()
    check_output(target, force=force, remedy=remedy)
    temporary = target.parent / f".{os.urandom(8).hex()}{_SUFFIX}"
    new = temporary / "new"
    lock: IO[str] | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.mkdir(0o700)
        lock = _locked(temporary / _LOCK, target)
        new.mkdir()
        yield new
        with _signals_held():
            _put(new, target, force=force, remedy=remedy)
            _clear(target)
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise _unwritable(target, error) from error
    except CrossframeError as error:
        if error.path is not None and Path(error.path).is_relative_to(new):
            error.path = target / Path(error.path).relative_to(new)
        raise
    finally:
        with _signals_held():
            shutil.rmtree(temporary, ignore_errors=True)
            if lock:
                lock.close()


def check_output(target: Path, *, force: bool = False, remedy: str = "name another folder") -> None:
    """Raise at once, before anything is read, what `output_folder` raises of its target."""
    try:
        target.lstat()
        plain = target.is_dir() and not target.is_symlink()
        empty = plain and not any(target.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritable(target, error) from error
    if not plain:
        problem = "is a symbolic link" if target.is_symlink() else "is no folder"
        raise CrossframeError(problem, path=target, remedy="name another folder")
    if empty:
        return
    if not force:
        raise CrossframeError("folder exists already", path=target, remedy=remedy)
    manifest = _manifest(target)
    if manifest is None:
        raise CrossframeError(
            "folder holds something else than an output of crossframe",
            path=target,
            remedy="name another folder: only what crossframe wrote is replaced",
        )
    listed = manifest.get("files")
    written = {"manifest.json", *map(str, listed if isinstance(listed, list) else [])}
    others = [
        file
        for file in files_in(target)
        if file not in written and Path(file).name not in _OF_SYSTEMS
    ]
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        raise CrossframeError(
            f"folder holds files that crossframe did not write: {shown(', '.join(others[:_SHOWN]))}{more}",
            path=target,
            remedy="move them elsewhere, or name another folder",
        )


def is_temporary(path: Path) -> bool:
    """Tell by its name whether a folder is what `output_folder` fills."""
    return path.name.startswith(".") and path.name.endswith(_SUFFIX)


def is_output(folder: Path) -> bool:
    """Tell by its `manifest.json` whether a folder is what `crossframe compare` writes."""
    return _manifest(folder) is not None


def files_in(folder: Path) -> list[str]:
    """Return the files of a folder and those below it, by their paths in it, in order."""
    found = [
        Path(name, file).relative_to(folder).as_posix()
        for name, folders, files in os.walk(folder)
        for file in [*files, *(sub for sub in folders if Path(name, sub).is_symlink())]
    ]
    return sorted(found)


def _manifest(folder: Path) -> dict[str, object] | None:
    try:
        content = json.loads(read_bytes(folder / "manifest.json", what="manifest", most=_MOST))
    except (CrossframeError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and {"crossframe", "rows"} <= set(content) else None


def _locked(path: Path, target: Path) -> IO[str]:
    """Make the lock: an empty one is not yet held, so that nobody takes its run for a dead one."""
    lock = path.open("w", encoding="utf-8", errors="surrogateescape")
    if fcntl:
        with suppress(OSError):  # a file system without locks: then nothing is ever cleared
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lock.write(f"{os.getpid()}\n{target.name}")
            lock.flush()
    return lock


def _clear(target: Path) -> None:
    """Remove what dead runs for the same target have left beside it."""
    for left in target.parent.iterdir():
        if is_temporary(left) and _is_dead(left / _LOCK, target):
            shutil.rmtree(left, ignore_errors=True)


def _is_dead(path: Path, target: Path) -> bool:
    if fcntl is None or (path.parent / "old").exists():
        return False
    try:
        content = os.fsdecode(read_bytes(path, what="lock", most=_MOST))
        if content.partition("\n")[2] != target.name:
            return False
        with path.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (CrossframeError, OSError):
        return False
    return True


def _put(new: Path, target: Path, *, force: bool, remedy: str) -> None:
    check_output(target, force=force, remedy=remedy)
    try:
        if not target.exists():
            new.rename(target)
            return
    except OSError:
        if not target.exists():
            raise
        check_output(target, force=force, remedy=remedy)  # another run was faster
    if not _exchanged(new, target):
        old = new.with_name("old")
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise


def _exchanged(new: Path, target: Path) -> bool:
    import ctypes  # noqa: PLC0415

    a, b = os.fsencode(new), os.fsencode(target)
    with suppress(AttributeError, TypeError):  # a system without the call, or without libc
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return not library.renamex_np(a, b, _EXCHANGE)
        return not library.renameat2(_HERE, a, _HERE, b, _EXCHANGE)
    return False


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let no signal that is caught interrupt a step that must be whole."""
    caught = {
        one: handler
        for one in (signal.SIGINT, signal.SIGTERM)
        if callable(handler := signal.getsignal(one))
    }
    if threading.current_thread() is not threading.main_thread():
        caught = {}
    for one in caught:
        signal.signal(one, lambda *_: None)
    try:
        yield
    finally:
        for one, handler in caught.items():
            signal.signal(one, handler)


def _unwritable(target: Path, error: OSError) -> CrossframeError:
    return CrossframeError(
        f"cannot be written: {error.strerror or error}",
        path=target,
        remedy="check the name, the rights on the folder above and the space on the disk",
    )
