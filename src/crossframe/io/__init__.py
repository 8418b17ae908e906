"""Reading and writing whole files; it starts without pandas.

`paths` checks what people give, `reading`, `writing` and `parquet` do files and tables, `output_folder` a folder
that is the old or the new one at any moment, `progress` says what a long run does, `reference_data`
finds the shipped tables.
"""

from crossframe.io.output_folder import check_output, output_folder
from crossframe.io.paths import check_paths
from crossframe.io.progress import progress_line
from crossframe.io.reading import read_table
from crossframe.io.reference_data import reference_file
from crossframe.io.writing import write_file, write_table

__all__ = [
    "check_output",
    "check_paths",
    "output_folder",
    "progress_line",
    "read_table",
    "reference_file",
    "write_file",
    "write_table",
]
