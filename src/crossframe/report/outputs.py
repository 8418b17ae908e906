"""Writing a comparison: tables, figures, the reader, a methods paragraph and the manifest."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from crossframe import __version__
from crossframe.corpus.articles import Article, outlet_names
from crossframe.intake.ids import article_ids
from crossframe.io.progress import Progress, silent
from crossframe.io.writing import make_folder, write_file, write_table
from crossframe.plots.alignment import plot_alignment, plot_sentence_similarity
from crossframe.plots.pairs import plot_pairs
from crossframe.plots.phrases import plot_phrase_dispersion
from crossframe.plots.similarity import plot_similarity
from crossframe.plots.stance import plot_stance, plot_theme_strip
from crossframe.plots.style import save_figure
from crossframe.plots.voices import plot_cue_verbs, plot_voices
from crossframe.plots.words import plot_distinctive_words
from crossframe.reader.page import render_reader
from crossframe.report.methods import methods
from crossframe.similarity.cosine import sentence_similarity
from crossframe.stance.codebook import Codebook
from crossframe.text.printable import shown
from crossframe.voices.shares import speaker_names

MOST_PAIRS = 3
_PACKAGES = ("numpy", "pandas", "scikit-learn", "matplotlib")


def write_comparison(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
    parameters: Mapping[str, Any] | None = None,
    progress: Progress = silent,
) -> None:
    """Write everything that is known of a comparison.

    Parameters
    ----------
    folder
        An empty folder.
    tables
        As of `crossframe.comparison.compare`, and `intake` where articles were read from files.
    articles
        The articles compared.
    title
        The event in words.
    codebook
        The codebook of the stance table.
    parameters
        What the user asked for, for the manifest.
    progress
        Told what is being written.

    Raises
    ------
    CrossframeError
        If a file cannot be written.

    Notes
    -----
    `tables/NAME.csv` each, `texts/` (of each article the text that all offsets count in, by its
    id), `figures/` as PNG and SVG (see `comparison_figures`), `reader.html`,
    `methods.md` and `manifest.json` (inputs with hashes, versions, parameters, rows of each table).
    """
    make_folder(folder / "tables")
    for name, table in tables.items():
        progress(f"Writing the table {name}")
        write_table(table, folder / "tables" / f"{name}.csv")
    make_folder(folder / "texts")
    for name, article in zip(_file_names(articles), articles, strict=True):
        write_file(article.text, folder / "texts" / f"{name}.txt")
    for name, figure in comparison_figures(tables, articles, codebook):
        progress(f"Drawing {name.replace('_', ' ')}")
        save_figure(figure, folder / "figures", name)
    progress("Writing the reader")
    reader = render_reader(tables, articles, title=title, codebook=codebook)
    write_file(reader, folder / "reader.html")
    write_file(methods(tables, articles, title=title, codebook=codebook), folder / "methods.md")
    manifest = _manifest(tables, articles, title, parameters or {})
    write_file(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", folder / "manifest.json")


def _file_names(articles: Sequence[Article]) -> list[str]:
    """Return the articles' ids, fit for the names of files."""
    return article_ids([article.id for article in articles])


def comparison_figures(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    codebook: Codebook | None = None,
) -> Iterator[tuple[str, Figure]]:
    """Draw the figures of a comparison.

    Parameters
    ----------
    tables
        As of `crossframe.comparison.compare`.
    articles
        The articles compared.
    codebook
        The codebook of the stance table.

    Yields
    ------
    tuple of str and matplotlib.figure.Figure
        A name fit for a file, and the figure. Those with a panel for each article show the first
        twelve; those of two articles are drawn for the pairs of `pairs_to_draw`; of three articles
        and more, `pairs` shows every pair.
    """
    outlets = outlet_names(articles)
    sentences, alignment = tables["sentences"], tables["alignment"]
    placed, groups = tables["similarity_percentiles"], tables["event_groups"]
    yield "similarity", plot_similarity(placed, outlets)
    if len(outlets) > 2:
        yield "pairs", plot_pairs(placed, alignment, sentences, groups, outlets)
    part = dict(zip(outlets, _file_names(articles), strict=True))
    for a, b in pairs_to_draw(tables["similarity_pairs"], groups, articles):
        suffix = "" if len(outlets) == 2 else f"_{part[a]}_{part[b]}"
        ribbon = plot_alignment(alignment, sentences, outlets, article_a=a, article_b=b)
        yield f"alignment{suffix}", ribbon
        matrix = sentence_similarity(sentences, a, b)
        heat = plot_sentence_similarity(matrix, alignment, outlets, article_a=a, article_b=b)
        yield f"sentence_similarity{suffix}", heat
    families, occurrences = tables["phrase_families"], tables["phrase_occurrences"]
    yield "phrase_dispersion", plot_phrase_dispersion(families, occurrences, sentences, outlets)
    yield "distinctive_words", plot_distinctive_words(tables["distinctive_words"], outlets)
    actors = () if codebook is None else codebook.actors
    speakers = speaker_names(tables["attributions"], sentences, actors=actors)
    yield "voices", plot_voices(tables["voice_shares"], outlets, names=speakers)
    yield "cue_verbs", plot_cue_verbs(tables["cue_verbs"], outlets)
    if codebook is not None:
        yield "stance", plot_stance(tables["stance"], codebook, outlets)
        yield "theme_strip", plot_theme_strip(tables["stance"], sentences, codebook, outlets)


def pairs_to_draw(
    pairs: pd.DataFrame,
    groups: pd.DataFrame,
    articles: Sequence[Article],
    *,
    most: int = MOST_PAIRS,
) -> list[tuple[str, str]]:
    """Choose the pairs of articles that get figures of their own.

    Parameters
    ----------
    pairs
        As of `crossframe.similarity.cosine.similarity_pairs`.
    groups
        As of `crossframe.similarity.same_event.event_groups`.
    articles
        The articles compared.
    most
        Pairs at the most.

    Returns
    -------
    list of tuple of str
        Ids, in the order of the articles: the pairs most alike, those of different outlets first.
        Pairs that seem to be on different events stand there only if all of them do.

    Examples
    --------
    >>> posts = [Article(id=id_, outlet=id_[0], text="") for id_ in ("a1", "a2", "b1", "c1")]
    >>> pairs = pd.DataFrame(
    ...     [("a1", "a2", 0.9), ("a1", "b1", 0.1), ("a2", "b1", 0.3), ("b1", "c1", 0.0)],
    ...     columns=["article_a", "article_b", "similarity"],
    ... )
    >>> groups = pd.DataFrame({"article": ["a1", "a2", "b1", "c1"], "group": [1, 1, 1, 2]})
    >>> pairs_to_draw(pairs, groups, posts, most=2)
    [('a1', 'b1'), ('a2', 'b1')]
    """
    outlet = {article.id: article.outlet for article in articles}
    group = dict(zip(groups["article"], groups["group"], strict=True))
    table = pairs.assign(
        other_event=pairs["article_a"].map(group) != pairs["article_b"].map(group),
        one_outlet=pairs["article_a"].map(outlet) == pairs["article_b"].map(outlet),
    )
    table = table[table["other_event"] == table["other_event"].min()]
    ranked = table.sort_values(["one_outlet", "similarity"], ascending=[True, False], kind="stable")
    chosen = ranked.head(most).sort_index()
    return list(zip(chosen["article_a"], chosen["article_b"], strict=True))


def _manifest(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    title: str,
    parameters: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "title": title,
        "crossframe": __version__,
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in _PACKAGES},
        "parameters": dict(parameters),
        "articles": [
            {
                "id": article.id,
                "outlet": article.outlet,
                "headline": article.headline,
                "date": article.date,
                "url": article.url,
                "file": "" if article.path is None else shown(article.path.name),
                "sha256_of_text": sha256(article.text.encode()).hexdigest(),
                "characters": len(article.text),
            }
            for article in articles
        ],
        "rows": {name: len(table) for name, table in tables.items()},
    }
