"""From a project or a folder of given sentences to the machine's stance coding."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from crossframe.attribution.attributions import attributions
from crossframe.corpus.articles import Project, find_project, load_project
from crossframe.corpus.given import read_event
from crossframe.corpus.sentences import sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, check_propositions, load_codebook
from crossframe.stance.coding import code_stance
from crossframe.voices.speakers import speakers


class Material(NamedTuple):
    """What a coder gets: the sentences, the codebook, and who says what in them."""

    sentences: pd.DataFrame
    codebook: Codebook
    attributions: pd.DataFrame
    folder: Path  # of the manifest, or of the event
    project: Project | None = None


class MachineCoding(NamedTuple):
    """Sentences, the codebook, and the machine's rows, nothing overridden in them."""

    sentences: pd.DataFrame
    codebook: Codebook
    stance: pd.DataFrame


def material(place: str | Path) -> Material:
    """Read what is to be coded: of a project, or of an event's folder; see `machine_coding`."""
    place = Path(place)
    project = None
    if (place / "sentences.csv").is_file():
        own, above = place / "codebook.toml", place.resolve().parent / "codebook.toml"
        file = above if above.is_file() and not own.is_file() else own
        table = read_event(place)
    else:
        project = _project(place)
        if project.codebook is None:
            raise CrossframeError(
                "the manifest names no codebook",
                path=project.folder,
                remedy='write a codebook and add codebook = "codebook.toml" to the manifest',
            )
        file, table = project.codebook, sentences(project.articles)
    codebook = load_codebook(file)
    check_propositions(codebook, path=file)
    said = speakers(attributions(table), table, codebook.actors)
    return Material(table, codebook, said, project.folder if project else place, project)


def machine_coding(place: str | Path) -> MachineCoding:
    """Code the sentences of a project or of an event folder.

    Parameters
    ----------
    place
        A manifest; a folder with `sentences.csv` and `codebook.toml` (which may stand in the
        folder above); or a project's folder or one below it, see
        `crossframe.corpus.articles.find_project`.

    Returns
    -------
    MachineCoding
        `sentences` (the sentence table), `codebook`, and `stance` as of
        `crossframe.stance.coding.code_stance`. What was adjudicated is not read.

    Raises
    ------
    CrossframeError
        If there is no project at that place, a file is missing or malformed, the manifest names no
        codebook, or a proposition of it is not written yet.
    """
    found = material(place)
    rows = code_stance(found.sentences, found.codebook, found.attributions)
    return MachineCoding(found.sentences, found.codebook, rows)


def _project(place: Path) -> Project:
    if (place / "articles.toml").is_file():
        return load_project(place / "articles.toml")
    return find_project(place) if place.is_dir() else load_project(place)
