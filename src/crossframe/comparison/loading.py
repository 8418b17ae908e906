"""From a project, or files of any known kind, to the articles that are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe.corpus.articles import Article, Project, find_project, outlet_names
from crossframe.intake.articles import read_articles
from crossframe.intake.paths import only_project
from crossframe.io.progress import Progress, silent
from crossframe.text.printable import shown


@dataclass(frozen=True)
class Corpus:
    """Articles that were read, and what became of everything that was found.

    Attributes
    ----------
    articles
        Those that are used, in the order of every table and figure.
    intake
        One row for all that was found, used or left out and why, as of
        `crossframe.intake.articles.read_articles`; None where articles were given as they are.
    project
        The only project among the paths; None if there is none or are several.
    notes
        What to know besides, a line each.
    parameters
        How it was read, for the manifest of an output.
    title, codebook, primary, speaker
        Those of the project, as of `crossframe.corpus.articles.Project`; empty without one.
    """

    articles: tuple[Article, ...]
    intake: pd.DataFrame | None = None
    project: Project | None = None
    notes: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        project = self.project or Project(title="", articles=(), folder=Path())
        for name in ("title", "codebook", "primary", "speaker"):
            object.__setattr__(self, name, getattr(project, name))

    title: str = field(init=False)
    codebook: Path | None = field(init=False)
    primary: tuple[Article, ...] = field(init=False)
    speaker: str = field(init=False)

    @property
    def settled(self) -> dict[str, tuple[Path, ...]]:
        """The project's sheets of codings that count before the rules, by the manifest's keys."""
        project = self.project
        keys = {"adjudicated": project.adjudicated, "codings": project.codings} if project else {}
        return {key: sheets for key, sheets in keys.items() if sheets}

    @property
    def outlets(self) -> dict[str, str]:
        """Article id -> the name it is shown by."""
        return outlet_names(self.articles)

    @property
    def stated(self) -> pd.DataFrame:
        """What the manifest states of each article, empty where its source does not, and notes.

        >>> import crossframe as cf
        >>> cf.load("data/articles.toml").stated.loc["date"].tolist()
        ['', '']
        """
        names = ("headline", "author", "date", "place", "url")
        columns = {
            self.outlets[article.id]: {name: getattr(article, name) for name in names}
            | {f"note on {name}": note for name, note in article.notes.items()}
            for article in self.articles
        }
        return pd.DataFrame(columns).rename_axis("what the page states")


def load(
    paths: str | Path | Sequence[str | Path] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    any_language: bool = False,
    progress: Progress = silent,
) -> Corpus:
    """Read at least two articles from a project, or from files, folders and tables of any kind.

    Parameters
    ----------
    paths
        One or several, as of `crossframe.intake.articles.read_articles`. By default the project
        of this folder, its `data/articles.toml` here or in a folder above, as in a notebook.
    columns, encoding, any_language, progress
        As of `crossframe.intake.articles.read_articles`.

    Returns
    -------
    Corpus
        The articles, and what was used, what was left out, and why.

    Raises
    ------
    CrossframeError
        If a path does not exist, a manifest is wrong, or fewer than two articles could be used:
        the message then says why.

    Examples
    --------
    >>> import crossframe as cf
    >>> corpus = cf.load("data/articles.toml")
    >>> corpus.outlets
    {'lords-press': "Lord's Press", 'ceo-outlook': 'CEO Outlook Magazine'}
    >>> corpus.intake[["article", "kind", "status"]].values.tolist()
    [['lords-press', 'project', 'used'], ['ceo-outlook', 'project', 'used']]
    """
    if paths is None:
        paths = find_project().folder / "articles.toml"
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    project, notes = only_project(given)
    asked = {"columns": columns, "encoding": encoding, "any_language": any_language}
    articles, intake = read_articles(
        given,
        columns=columns,
        encoding=encoding,
        any_language=any_language,
        fewest=2,
        progress=progress,
    )
    parameters = {"paths": [shown(Path(path).name) for path in given], **asked}
    return Corpus(tuple(articles), intake, project, tuple(notes), parameters)
