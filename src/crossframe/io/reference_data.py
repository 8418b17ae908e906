"""Where the tables of reference lie: in the installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

from crossframe.errors import CrossframeError


def reference_file(name: str) -> Path:
    """Return the path of one of the shipped reference tables.

    Parameters
    ----------
    name
        File name, such as `background.csv`.

    Returns
    -------
    pathlib.Path
        The file in the installed package (`crossframe/reference_data/`) or, in a checkout, in
        `data/reference/`.

    Raises
    ------
    CrossframeError
        If it is in neither place.

    Examples
    --------
    >>> reference_file("background.csv").name
    'background.csv'
    """
    package = Path(__file__).parents[1]
    folders = (package / "reference_data", package.parents[1] / "data" / "reference")
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise CrossframeError(
        "reference table is missing",
        path=folders[-1] / name,
        remedy="install the package anew, or make the table with 'crossframe reference'",
    )
