"""The comparison of a corpus: tables, figures, evidence, the page, and all of it as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from crossframe.coding.standing import coding_note
from crossframe.comparison.loading import Corpus
from crossframe.comparison.shown import Shown
from crossframe.comparison.tables import CODED, LACKING, POOLED, TABLES
from crossframe.corpus.articles import Project
from crossframe.errors import CrossframeError
from crossframe.findings import findings, sentence
from crossframe.io.output_folder import output_folder
from crossframe.io.progress import Progress
from crossframe.io.writing import make_folder, write_table
from crossframe.outlets.articles import Period, period_notes, several_an_outlet
from crossframe.plots.style import SavedFigure, save_figure
from crossframe.report.figures import draw
from crossframe.report.methods import UNTITLED
from crossframe.report.outputs import write_comparison
from crossframe.report.summary import Findings, unwritten
from crossframe.stance.codebook import Codebook, load_codebook
from crossframe.text.printable import shown


class UnknownTableError(CrossframeError, KeyError):
    """A name under which a comparison has no table."""


class Comparison(Shown):
    """A comparison of articles: each table is made when it is first asked for, and kept.

    It is a mapping of names to tables, those that `save` writes as CSV. The tables asked for most
    have names of their own: `similarity`, `alignment`, `phrases`, `voices`, `statements`, `stance`.

    Attributes
    ----------
    corpus, articles
        What is compared.
    outlets
        Article id -> the name it is shown by.
    codebook
        The themes and actors, or None.
    title
        The event in words.
    speaker
        Whose statements figures follow: the project's; may be empty.
    period
        By which tables of outlets are split by date, or None.
    settled
        The sheets that count before the rules, of the project's keys `adjudicated` and `codings`.
    coding_given
        The coding in place of the rules', as of `compare`, or None.

    Examples
    --------
    >>> import crossframe as cf
    >>> c = cf.compare(cf.load("data/articles.toml"))
    >>> len(c["sentences"])
    29
    >>> [name for name in c if "phrase" in name]
    ['phrase_families', 'phrase_occurrences', 'phrase_shares', 'shared_phrases']
    """

    def __init__(
        self,
        corpus: Corpus,
        codebook: Codebook | str | Path | None,
        title: str | None,
        period: Period | None,
        progress: Progress,
        *,
        coding: pd.DataFrame | None,
    ) -> None:
        book = corpus.codebook if codebook is None else codebook
        self.corpus, self.articles, self.outlets = corpus, corpus.articles, corpus.outlets
        self.codebook = book if isinstance(book, Codebook | None) else load_codebook(book)
        own = book == corpus.codebook or (
            corpus.codebook is not None and self.codebook == load_codebook(corpus.codebook)
        )
        self.settled = corpus.settled if own else {}
        self.coding_given = coding
        self.speaker = corpus.speaker
        of_codebook = self.codebook.title if self.codebook else ""
        self.title = title or corpus.title or of_codebook or UNTITLED
        file = Path(book).name if isinstance(book, str | Path) else None
        self.period = period
        asked = {"codebook": file and shown(file), "period": period}
        self._parameters = {**corpus.parameters, **asked}
        self._progress = progress
        self._begun: set[str] = set()
        self._tables: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self:
            lacking, remedy = LACKING.get(str(name), ("", f"use one of {', '.join(self)}"))
            raise UnknownTableError(f"there is no table {name!r}{lacking}", remedy=remedy)
        if name not in self._tables:
            self._begun.add(name)
            step = f"{len(self._begun)} of {len(self)}"
            self._progress(f"Measuring {step}: {name.replace('_', ' ')}")
            self._tables[name] = TABLES[name](self)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in TABLES if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        lacking = {
            "intake": self.corpus.intake is None,
            "quotations": not self.corpus.primary,
            **dict.fromkeys(CODED, self.codebook is None),
            **dict.fromkeys(POOLED, not several_an_outlet(self.articles)),
        }
        return name in TABLES and not lacking.get(str(name), False)

    def __repr__(self) -> str:
        *first, last = self.outlets.values()
        return f"Comparison of {', '.join(first)} and {last}"

    @property
    def similarity(self) -> pd.DataFrame:
        """How alike each two articles are, as of `crossframe.similarity.cosine.similarity_pairs`.

        >>> c.similarity["similarity"].round(3).tolist()
        [0.249]
        """
        return self["similarity_pairs"]

    @property
    def alignment(self) -> pd.DataFrame:
        """Which sentences say the same, as of `crossframe.similarity.alignment.align`.

        >>> c.alignment.loc[c.alignment["accepted"], ["sentence_a", "sentence_b"]].values[0].tolist()
        [0, 0]
        """
        return self["alignment"]

    @property
    def phrases(self) -> pd.DataFrame:
        """What each article repeats, as of `crossframe.phrases.families.phrase_families`.

        >>> c.phrases.groupby("article")["count"].max().to_dict()
        {'ceo-outlook': 6, 'lords-press': 2}
        """
        return self["phrase_families"]

    @property
    def voices(self) -> pd.DataFrame:
        """Whose words each article carries, as of `crossframe.voices.shares.voice_shares`.

        >>> quoted = c.voices[c.voices["form"] == "direct quotation"]
        >>> quoted.groupby("article")["words"].sum().to_dict()
        {'ceo-outlook': 5, 'lords-press': 198}
        """
        return self["voice_shares"]

    @property
    def statements(self) -> pd.DataFrame:
        """How each statement is carried elsewhere, as of `crossframe.claims.statements.statements`.

        >>> c.statements["carried"].value_counts().index[0]
        'not found'
        """
        return self["statements"]

    @property
    def stance(self) -> pd.DataFrame:
        """Which side each sentence takes, as of `crossframe.stance.coding.code_stance`.

        What the project has settled by hand stands in place of the rules' rows.

        >>> c.stance[["sentence", "theme", "holder", "stance"]].values.tolist()[0]
        [0, 'russian_concessions', 'kallas', 'favor']
        """
        return self["stance"]

    @property
    def findings(self) -> Findings:
        """What the articles show, in a few sentences, as of `crossframe.findings.findings`.

        >>> c.findings[0][:52]
        "Both give most room to Kaja Kallas: Lord's Press 227"
        """
        told = findings(self, self.articles, self.codebook)
        return Findings(sentence(one).strip() for one in told)

    @property
    def coding(self) -> Findings:
        """Who coded the stances, and how far that can be believed."""
        return Findings([coding_note(self["stance"], self["coder_agreement"], self.codebook)])

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of the input before any number is read, a line each."""
        unused = "The project's codings are not used: they have another codebook."
        settled = (unused,) if any(self.corpus.settled.values()) and not self.settled else ()
        undated = period_notes(self.articles, self.period)
        return (*unwritten(self.codebook), *self.corpus.notes, *settled, *undated)

    def plot(self, name: str, *articles: str, **options: Any) -> Figure:
        """Draw a figure.

        Parameters
        ----------
        name
            Of a figure of `crossframe.report.figures`, or of the table or attribute it draws.
        articles
            Of a figure of one pair: its ids; by default the pair of different outlets most alike.
        options
            Of the figure's function in `crossframe.plots`.

        Raises
        ------
        CrossframeError
            If there is no such figure, or its table cannot be made.

        Examples
        --------
        >>> figure = c.plot("alignment", "lords-press", "ceo-outlook")
        >>> "have a counterpart in CEO Outlook Magazine" in figure.get_label()
        True
        """
        options = {"speaker": self.speaker, **options}
        return draw(self, self.articles, self.codebook, name, *articles, **options)

    def save(
        self,
        folder: str | Path,
        *,
        overwrite: bool = False,
        parquet: bool = False,
        figures: bool = True,
    ) -> None:
        """Write all that `crossframe compare` writes: the same tables, figures and page.

        Parameters
        ----------
        folder
            Written whole or not at all.
        overwrite
            Whether an output that is there already may be replaced.
        parquet
            Whether each table is written as Parquet too, with lists as lists; needs pyarrow.
        figures
            Whether figures are drawn, which takes most of the time of two articles.

        Raises
        ------
        CrossframeError
            If the folder is there already, or cannot be written, or pyarrow is missing.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as place:
        ...     c.save(f"{place}/results")
        ...     sorted(path.name for path in Path(place, "results").iterdir())
        ['figures', 'manifest.json', 'methods.md', 'reader.html', 'tables', 'texts']
        """
        remedy = "name another folder, or replace this output: overwrite=True"
        with output_folder(Path(folder), force=overwrite, remedy=remedy) as made:
            write_comparison(
                made,
                self,
                self.articles,
                title=self.title,
                codebook=self.codebook,
                speaker=self.speaker,
                parameters=self._parameters,
                parquet=parquet,
                figures=figures,
                progress=self._progress,
            )

    def save_table(self, name: str, table: pd.DataFrame | None = None) -> pd.DataFrame:
        """Write a table, by default that of this name, into the project's derived; return it."""
        table = self[name] if table is None else table
        write_table(table, make_folder(self._project().derived) / f"{name}.csv")
        return table

    def save_plot(self, name: str, *articles: str, **options: Any) -> SavedFigure:
        """Draw a figure, as of `plot`, into the project's; a notebook shows it."""
        folder = self._project().figures
        return save_figure(self.plot(name, *articles, **options), folder, name)

    def _project(self) -> Project:
        if self.corpus.project is None:
            raise CrossframeError(
                "the articles are no project's, so there is no folder to write into",
                remedy="use save(folder), or make a project with crossframe new",
            )
        return self.corpus.project
