"""The project that paths name: by its folder, its data folder or its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from crossframe.corpus.articles import Project, load_project


def project_manifest(path: str | Path) -> Path | None:
    """Find the manifest of a project that a path names.

    Parameters
    ----------
    path
        A manifest, the folder that holds one, or the folder above that if it is called data.

    Returns
    -------
    Path or None
        The manifest; None if the path names no project.
    """
    path = Path(path)
    places = [path / "articles.toml", path / "data" / "articles.toml"]
    if path.name == "articles.toml":
        places.insert(0, path)
    with suppress(OSError):  # names that are too long, folders that may not be read
        return next((place for place in places if place.is_file()), None)
    return None


def only_project(paths: Sequence[str | Path]) -> tuple[Project | None, list[str]]:
    """Find the project among some paths whose title, codebook and settled codings hold for all.

    Parameters
    ----------
    paths
        As of `crossframe.intake.articles.read_articles`.

    Returns
    -------
    project
        Project or None, the only one that the paths name.
    notes
        list of str, a line that says so where there are several.

    Raises
    ------
    CrossframeError
        As of `crossframe.corpus.articles.load_project`.
    """
    manifests = {
        manifest.resolve(): manifest for path in paths if (manifest := project_manifest(path))
    }
    if len(manifests) > 1:
        note = (
            f"There are {len(manifests)} projects: title, codebook and settled codings of none of"
            " them are used."
        )
        return None, [note]
    return next((load_project(manifest) for manifest in manifests.values()), None), []
