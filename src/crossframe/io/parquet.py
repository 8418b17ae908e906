"""Tables as Parquet files: numbers whole, lists as lists, spans and places with named parts."""

from __future__ import annotations

import io
import numbers
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossframe.errors import CrossframeError
from crossframe.io.writing import with_labels, write_file

if TYPE_CHECKING:  # a heavy import: this room starts without
    import pandas as pd


def check_parquet() -> None:
    """Refuse to write Parquet where the extra is not installed, before anything is computed."""
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415  (the extra 'parquet')
    except ImportError as error:
        raise CrossframeError(
            "pyarrow is needed to write Parquet", remedy="pip install 'crossframe[parquet]'"
        ) from error


def write_parquet(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as a Parquet file, with the columns of `write_table` and nothing rounded.

    Parameters
    ----------
    table
        Any table; its row labels become columns as in `write_table`.
    path
        The file, replaced if it exists. Its folder must exist.

    Raises
    ------
    CrossframeError
        If pyarrow is not installed, or the file cannot be written.

    Notes
    -----
    A tuple or list is a list. In it a pair of integers is a span, with the parts `start` and `end`; a
    text and an integer are a place, with `article` and `sentence`. What is missing is null. A
    column of several kinds of values is written as text.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> table = pd.DataFrame({"word": ["dam"], "spans": [((1, 4), (7, 9))]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_parquet(table, f"{folder}/words.parquet")
    ...     pd.read_parquet(f"{folder}/words.parquet")["spans"][0].tolist()
    [{'start': 1, 'end': 4}, {'start': 7, 'end': 9}]
    """
    check_parquet()
    import pyarrow as pa  # noqa: PLC0415  (the extra 'parquet')
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = {}
    labelled = with_labels(table)
    for name in labelled.columns:
        values = [None if _is_missing(value) else _value(value) for value in labelled[name]]
        try:
            columns[str(name)] = pa.array(values)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            columns[str(name)] = pa.array([None if v is None else str(v) for v in values])
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    write_file(file.getvalue(), path)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)  # noqa: PLR0124  (NaN)


def _value(value: Any) -> Any:
    if hasattr(value, "item"):  # a scalar of numpy
        value = value.item()
    match value:
        case tuple() | list():
            return [_part(part) for part in value]
        case _:
            return value


def _part(part: Any) -> Any:
    match part:
        case (numbers.Integral() as start, numbers.Integral() as end):
            return {"start": int(start), "end": int(end)}
        case (str() as article, numbers.Integral() as sentence):
            return {"article": article, "sentence": int(sentence)}
        case _:
            return _value(part)
