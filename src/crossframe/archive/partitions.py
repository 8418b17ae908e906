"""Parts of an archive as Parquet: packed, named by what they are made from, and kept when finished."""

from __future__ import annotations

import importlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crossframe._version import __version__
from crossframe.archive.reading import parquet
from crossframe.errors import CrossframeError
from crossframe.io.writing import make_folder, write_file

Files = dict[str, bytes]  # name -> content, of what a step makes of one part


class Part(NamedTuple):
    """What a step makes something of: named after its content, the step and this version."""

    name: str
    data: bytes
    articles: int


def part(table: pd.DataFrame, step: str) -> Part:
    """Pack a table of articles for a step."""
    return as_part(packed(table), len(table), step)


def as_part(data: bytes, articles: int, step: str) -> Part:
    """Name what is packed already."""
    name = sha256(f"{step}\0{code()}\0".encode() + data).hexdigest()[:32]
    return Part(name, data, articles)


@cache
def code() -> str:
    """Return the digest of this version of crossframe: of its code and word lists."""
    digest = sha256(__version__.encode())
    for room in sorted(_files(resources.files("crossframe")), key=str):
        digest.update(room.read_bytes())
    return digest.hexdigest()


def _files(folder: Any) -> Iterator[Any]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one)
        elif one.name.endswith((".py", ".txt", ".csv", ".j2")):
            yield one


def packed(table: pd.DataFrame) -> bytes:
    """Return a table as the bytes of a Parquet file, the same for the same table."""
    buffer = io.BytesIO()
    parquet().write_table(arrow_table(table), buffer, compression="zstd")
    return buffer.getvalue()


def arrow_table(table: pd.DataFrame) -> Any:
    """Return a table as one of Arrow, without the notes that pandas adds."""
    found = importlib.import_module("pyarrow").Table.from_pandas(table, preserve_index=False)
    return found.replace_schema_metadata(None)


def unpacked(data: bytes) -> pd.DataFrame:
    """Return the table of `packed`."""
    table: pd.DataFrame = parquet().read_table(io.BytesIO(data)).to_pandas()
    return table


class Kept:
    """Finished parts in a folder: each its own folder, there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = make_folder(folder)
        for left in folder.glob(".*.tmp"):
            shutil.rmtree(left, ignore_errors=True)

    def __contains__(self, name: str) -> bool:
        return (self.folder / name).is_dir()

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Keep what was made of a part."""
        half = make_folder(self.folder / f".{name}.{os.getpid()}.tmp")
        try:
            for file, content in files.items():
                write_file(content, half / file)
            half.replace(self.folder / name)
        except OSError as error:
            if name not in self:
                raise full(self.folder, error) from error
        finally:
            shutil.rmtree(half, ignore_errors=True)

    def path(self, name: str, table: str) -> Path:
        """Return the file of one table of a part."""
        return self.folder / name / f"{table}.parquet"

    def read(self, names: Sequence[str], table: str) -> pd.DataFrame:
        """Return one table of several parts, one below the other."""
        tables = list(self.each(names, table))
        return pd.concat([one for one in tables if len(one)] or tables[:1], ignore_index=True)

    def each(self, names: Sequence[str], table: str) -> Iterator[pd.DataFrame]:
        """Yield one table of each of several parts."""
        return (unpacked(self.path(name, table).read_bytes()) for name in names)

    def leave_only(self, names: Sequence[str]) -> None:
        """Remove all other parts: those of earlier texts, or of another version."""
        for old in {one.name for one in self.folder.iterdir()} - set(names):
            shutil.rmtree(self.folder / old, ignore_errors=True)


def shuffled(
    tables: Iterable[pd.DataFrame], by: str, folder: Path
) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield what tables hold of each value of a column, in its order, with one value in memory."""
    pq, writers = parquet(), dict[Any, Any]()
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    try:
        for table in tables:
            for value, own in table.groupby(by, sort=False):
                arrow = arrow_table(own.drop(columns=by))
                if value not in writers:
                    writers[value] = pq.ParquetWriter(folder / f"{len(writers)}", arrow.schema)
                writers[value].write_table(arrow)
        files = {value: folder / f"{number}" for number, value in enumerate(writers)}
        for writer in writers.values():
            writer.close()
        for value in sorted(files):
            yield value, pq.read_table(files[value]).to_pandas()
    except OSError as error:
        raise full(folder, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def full(folder: Path, error: OSError) -> CrossframeError:
    """Return the error of a folder that cannot be written to."""
    return CrossframeError(
        f"cannot be written: {error.strerror or error}",
        path=folder,
        remedy="make room, then give the same command: what is finished is kept",
    )
