"""Executing a project's notebooks so that the same inputs give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes
from crossframe.io.writing import write_file
from crossframe.report.choosing import WIDGET

# What JupyterLab would write when it opens a notebook, so that opening changes nothing. The kernel of
# the project's environment tells no version of Python beyond this one (Makefile).
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3",
    },
}
_KEPT = ("jupyter", "tags")  # of a cell's metadata: whether its source is folded, its role


def execute(folder: Path, *, timeout: int = 600) -> Iterator[Path]:
    """Execute all notebooks of a folder in the order of their names, in place.

    Each is given out once it is written, whole or not at all. Execution times are not recorded and
    what differs between machines (cell ids, the version of Python) is normalised, so executing
    again changes nothing unless a result changes. Of what lives only with its kernel (`Choice`), the
    form that reads without one is kept.
    """
    try:
        import nbformat  # noqa: PLC0415
        from nbclient import NotebookClient  # noqa: PLC0415
        from nbclient.exceptions import (  # noqa: PLC0415
            CellExecutionError,
            CellTimeoutError,
            DeadKernelError,
        )
    except ImportError as error:
        raise CrossframeError(
            f"executing notebooks needs the package {error.name}",
            remedy="install crossframe[notebooks]",
        ) from error

    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise CrossframeError(
            "no notebook found", path=folder, remedy="name a folder that holds *.ipynb files"
        )
    for path in paths:
        text = decode(read_bytes(path, what="notebook"), path)
        try:
            notebook = nbformat.reads(text, as_version=4)
        except (ValueError, AttributeError, nbformat.ValidationError) as error:
            raise CrossframeError(
                "not a notebook", path=path, remedy="open it in JupyterLab and save it anew"
            ) from error
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            problem = f"a cell took longer than {timeout} seconds, or its kernel died"
            if isinstance(error, CellExecutionError):
                problem = f"a cell failed with {error.ename}: {error.evalue}"
            raise CrossframeError(
                problem,
                path=path,
                remedy="open the notebook and run its cells to see where; it was left as it was",
            ) from error
        notebook.metadata = METADATA
        for number, cell in enumerate(notebook.cells):
            cell.id = f"cell-{number:02d}"
            cell.metadata = {key: cell.metadata[key] for key in _KEPT if key in cell.metadata}
        _without_lists(notebook.cells)
        write_file(nbformat.writes(notebook) + "\n", path)
        yield path


def stored(model: Mapping[str, Any], **_: Any) -> None:
    """Keep, of what JupyterLab is about to save, the form of lists that reads without a kernel.

    For `jupyter lab --ContentsManager.pre_save_hook=crossframe.report.notebooks.stored`: a list's own
    form names a model of a kernel that is gone when the file is opened again, and JupyterLab then shows
    "Loading widget..." in its place. What the open notebook shows stays as it is.
    """
    if model["type"] == "notebook":
        _without_lists(model["content"]["cells"])


def _without_lists(cells: Iterable[Mapping[str, Any]]) -> None:
    for cell in cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
