"""What one does with a corpus: compare it, and show the page of the comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.comparison.comparison import Comparison
from crossframe.comparison.loading import Corpus
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.io.progress import Progress, silent
from crossframe.outlets.articles import Period, check_period
from crossframe.reader import page
from crossframe.stance.codebook import Codebook


def compare(
    corpus: Corpus | Sequence[Article],
    *,
    codebook: Codebook | str | Path | None = None,
    coding: pd.DataFrame | None = None,
    title: str | None = None,
    period: Period | None = None,
    progress: Progress = silent,
) -> Comparison:
    """Compare articles. Nothing is computed until it is asked for.

    Parameters
    ----------
    corpus
        As of `load`, or at least two articles, in the order of every table.
    codebook
        Themes and actors of the event, or the path of a file with them; by default the project's.
        Without one there is no stance, and speakers are known by their names in the texts alone.
    coding
        A coding of all sentences by this codebook that stands in place of the rules', as of
        `crossframe.coding.coders.Coding`.
    title
        The event in words; by default that of the project or the codebook.
    period
        `day`, `week` or `month`: the tables `outlet_*`, which are there where an outlet has several
        articles, are then split by date too.
    progress
        Told what is being measured and written.

    Raises
    ------
    CrossframeError
        If there are fewer than two articles, the codebook is wrong, or there is no such period;
        and, when a table is asked for, if an id stands twice, or an article is empty or all boilerplate.

    Examples
    --------
    >>> import crossframe as cf
    >>> cf.compare(cf.load("data/articles.toml"))
    Comparison of Lord's Press and CEO Outlook Magazine
    """
    corpus = corpus if isinstance(corpus, Corpus) else Corpus(tuple(corpus))
    if len(corpus.articles) < 2:
        problem = "there is one article and nothing to compare it with"
        raise CrossframeError(problem, remedy="give at least two")
    check_period(period)
    if coding is not None and codebook is None and corpus.codebook is None:
        raise CrossframeError("a coding is of a codebook's themes", remedy="give the codebook")
    return Comparison(corpus, codebook, title, period, progress, coding=coding)


def show(
    comparison: Mapping[str, pd.DataFrame],
    articles: Sequence[Article] = (),
    *,
    title: str = "",
    codebook: Codebook | None = None,
    height: int = 780,
) -> page.Reader:
    """Show the page of a comparison in a notebook; of mere tables, give what they are made from.

    Examples
    --------
    >>> import crossframe as cf
    >>> cf.show(cf.compare(cf.load("data/articles.toml")), height=600).height
    600
    """
    if isinstance(comparison, Comparison):
        return comparison.reader(height=height)
    return page.show(comparison, articles, title=title, codebook=codebook, height=height)
