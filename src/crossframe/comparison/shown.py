"""What a notebook shows of a comparison: tables in words, counts, evidence, the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from crossframe.comparison.loading import Corpus
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.phrases.concordance import concordance
from crossframe.reader import page
from crossframe.report.choosing import Choice
from crossframe.report.evidence import evidence, surest, with_texts
from crossframe.report.figures import pairs_to_draw
from crossframe.report.readable import (
    VIEWS,
    ReadableTable,
    check_columns,
    counts,
    kept,
    marked,
    read_columns,
    spread,
    view,
)
from crossframe.report.words import Words
from crossframe.similarity.cosine import similarity_terms
from crossframe.similarity.vectors import WEIGHTINGS
from crossframe.stance.codebook import Codebook
from crossframe.text.words import counted
from crossframe.voices.shares import speaker_names


class Shown(Mapping[str, pd.DataFrame]):
    """A mapping of names to tables that can show them."""

    corpus: Corpus
    articles: tuple[Article, ...]
    outlets: dict[str, str]
    codebook: Codebook | None
    title: str
    speaker: str

    @cached_property
    def names(self) -> dict[str, str]:
        """Speaker, as tables call him or her -> the name as it is written."""
        actors = self.codebook.actors if self.codebook else ()
        return speaker_names(self["attributions"], self["sentences"], actors=actors)

    @property
    def closest(self) -> tuple[str, str]:
        """The two articles that are looked at closely where none are named: the most alike.

        >>> c.closest
        ('lords-press', 'ceo-outlook')
        """
        ((a, b),) = pairs_to_draw(self, self.articles, most=1)
        return a, b

    def explain(self, name: str, *keys: str) -> pd.DataFrame:
        """Show the words behind a number.

        Parameters
        ----------
        name
            What is explained, with the `keys` it takes:

            - `similarity`, two articles (by default the pair that `plot` takes): the terms that
              make it up, with their sentences
            - `alignment`, two articles, as before: the accepted counterparts with their texts
            - `phrases`, an article, perhaps a pattern: each occurrence in its sentence
            - `voices`, an article, perhaps a speaker: who says what, with which cue
            - `statements`, an article, perhaps another: both wordings
            - `stance`, an article, perhaps a theme: the rows with their sentences

        Raises
        ------
        CrossframeError
            If there is no such measure or article, a pair is wanted and not given, or two articles
            were not compared sentence by sentence.

        Examples
        --------
        >>> c.explain("similarity", "lords-press", "ceo-outlook")["term"].tolist()[:3]
        ['ukraine', 'peace', 'eu']
        >>> c.explain("stance", "lords-press", "territory")["evidence"].tolist()
        ['do not try to change borders by force']
        """
        if name in ("similarity", "alignment") and not keys:
            keys = self.closest
        return evidence(self, self.outlets, name, *keys)

    def find(self, query: str) -> pd.DataFrame:
        """Find a word or phrase in any form, as of `crossframe.phrases.concordance.concordance`.

        >>> c.find("troop caps")["outlet"].value_counts().to_dict()
        {'CEO Outlook Magazine': 1}
        """
        outlets = {article.id: article.outlet for article in self.articles}
        return concordance(self["sentences"], query, outlets)

    def reader(self, *, height: int = 780) -> page.Reader:
        """Show the page in a notebook: articles side by side, every number with its sentences.

        >>> c.reader().title
        'Kallas statements on the draft Ukraine peace plan, November 2025'
        """
        return page.show(
            self, self.articles, title=self.title, codebook=self.codebook, height=height
        )

    def table(
        self,
        name: str,
        table: pd.DataFrame | Iterable[Any] | None = None,
        *,
        columns: Sequence[str] = (),
        rows: int | None = 12,
        title: str = "",
        order: str = "",
        across: str = "",
        **where: Any,
    ) -> ReadableTable:
        """Show a table in words.

        Parameters
        ----------
        name, table
            A table of this name, or its rows; by default the comparison's own, its sentences beside it.
        columns
            Those to show; by default those that are read.
        rows
            At most so many; None for all.
        title
            Stands above the table.
        order
            A column; the rows with most of it come first.
        across
            A column whose values head columns of their own, under which the last of `columns` stands.
        where
            Column = value: the rows that have it, as `theme="tax"` or `accepted=True`.

        Raises
        ------
        CrossframeError
            If the table has no such column.

        Examples
        --------
        >>> c.table("similarity_pairs").note
        ''
        >>> c.table("sentences", rows=2).note
        '2 of 29 rows; the rest in data/derived/sentences.csv'
        >>> where = {"variant": "words", "compared_with": "same_event"}
        >>> c.table("similarity_percentiles", columns=["similarity", "meaning"], **where)
        similarity                                                 meaning
              0.39 more alike than 59 of 100 pairs of outlets on one event
        """
        found = self[name] if table is None else pd.DataFrame(table)
        found = marked(kept(found, where))
        columns = columns or read_columns(name, found)
        found = with_texts(self, found) if "text" in columns else found
        check_columns(found, [*columns, *filter(None, (order, across))])
        if order:
            found = found.sort_values(order, ascending=False, kind="stable")
        file = self.corpus.project and self.corpus.project.derived / f"{name}.csv"
        rest = f"data/derived/{name}.csv" if file and file.is_file() and not where else ""
        shown = spread(found, columns, across) if across else view(name, found, columns)
        return ReadableTable(shown, self._words, rows=rows, rest=rest, title=title)

    def counterparts(self, *articles: str, rows: int | None = 12) -> ReadableTable:
        """Show the sentences of two articles that are most surely counterparts, each sentence once.

        Parameters
        ----------
        articles
            Their ids; by default the pair of `closest`.
        rows
            At most so many; None for all.

        Raises
        ------
        CrossframeError
            If there is no such article, or the two were not compared sentence by sentence.

        Examples
        --------
        >>> c.counterparts(rows=1).note
        '1 of 4 rows'
        """
        pair = articles or self.closest
        found = surest(self.explain("alignment", *pair))
        a, b = sorted(pair, key=list(self.outlets).index)  # as the table has them
        heads = {"text_a": self.outlets[a], "text_b": self.outlets[b]}
        return ReadableTable(found[[*heads, "score"]].rename(columns=heads), self._words, rows=rows)

    def counts(
        self,
        name: str,
        *by: str,
        across: str = "article",
        of: Sequence[str] = (),
        **where: str,
    ) -> ReadableTable:
        """Count the rows of a table by the values of columns, across those of another.

        Parameters
        ----------
        name
            Of the table.
        by
            The columns whose values head the rows.
        across
            The column whose values head the columns; by default a column an outlet.
        of
            Columns of numbers that are added up instead of counting rows.
        where
            As of `table`.

        Raises
        ------
        CrossframeError
            If the table has no such column.

        Examples
        --------
        >>> c.counts("voice_shares", "form", of=["words"])
                      form Lord's Press CEO Outlook Magazine
        outlet's own words          135                  156
          direct quotation          198                    5
                paraphrase          131                  193
        """
        table = marked(kept(self[name], where))
        return ReadableTable(counts(table, self._words, by, across=across, of=of), self._words)

    def choose(self, what: str) -> Choice:
        """Choose from a list in a notebook, and see the table of what is chosen below it.

        Parameters
        ----------
        what
            - `speaker`: his or her statements, and how the other articles carry them
            - `theme`: the sentences that touch it, with whose position it is and the stance
            - `weighting`: what the similarity of the pair that `plot` takes is, is worth and rests on

        Raises
        ------
        CrossframeError
            If there is nothing of that kind to choose, or no codebook.

        Examples
        --------
        >>> c.choose("theme").line()
        'Theme: run the cells to choose one of 10'
        """
        made = {"speaker": self._speakers, "theme": self._themes, "weighting": self._weightings}
        if what not in made:
            raise CrossframeError(
                f"there is no {what!r} to choose", remedy=f"use one of {', '.join(made)}"
            )
        return made[what]()

    def _speakers(self) -> Choice:
        """List speakers, the project's first and then who speaks most."""
        heard = self["speakers"].explode("speaker")
        most = heard.groupby("speaker", sort=False)["words"].sum()
        most = most.sort_values(ascending=False, kind="stable")
        ranked = sorted(most.index, key=lambda one: one != self.speaker)

        def show(one: str) -> ReadableTable:
            own = heard[(heard["speaker"] == one) & (heard["attributions"] > 0)]
            told = [
                f"{counted(row.attributions, 'statement')}, {counted(row.words, 'word')} in"
                f" {self.outlets[row.article]}"
                for row in own.itertuples()
            ]
            title = f"{names[one]}: {'; '.join(told)}"
            return self.table("statements", rows=None, title=title, speaker=one)

        names = {one: self._words.of("speaker", one) for one in ranked}
        return Choice("Speaker", names, show)

    def _themes(self) -> Choice:
        """List the themes of the codebook."""
        touched = self["stance"]
        asked = {theme.id: theme for theme in self.codebook.themes} if self.codebook else {}

        def show(one: str) -> ReadableTable:
            title = f"{asked[one].label}: in favor means for “{asked[one].proposition}”"
            columns = [column for column in VIEWS["stance"] if column != "theme"]
            return self.table("stance", touched, columns=columns, rows=None, title=title, theme=one)

        return Choice("Theme", {one: theme.label for one, theme in asked.items()}, show)

    def _weightings(self) -> Choice:
        """List the weightings, the default first."""
        a, b = self.closest
        placed = self["similarity_percentiles"]
        placed = placed[(placed["article_a"] == a) & (placed["article_b"] == b)]

        def show(one: str) -> ReadableTable:
            rows = placed[placed["variant"] == one]
            title = (
                f"{told[one]}. {self.outlets[a]} and {self.outlets[b]}: {rows['similarity'].iloc[0]:.2f},"
                f" {'; '.join(rows['meaning'])}. The words that weigh most:"
            )
            found = similarity_terms(self["sentences"], a, b, weighting=WEIGHTINGS[one])
            return ReadableTable(found, self._words, rows=12, title=title)

        told = {
            one.name: f"{self._words.of('variant', one.name)}: {one.label}"
            for one in WEIGHTINGS.values()
        }
        return Choice("Weighting", told, show)

    @property
    def _words(self) -> Words:
        themes = self.codebook.themes if self.codebook else ()
        labels = {theme.id: theme.label for theme in themes}
        return Words(self.outlets, self.names, labels)
