"""Writing a comparison: tables, figures, the reader, a methods paragraph and the manifest."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader
from matplotlib.figure import Figure

from crossframe import __version__
from crossframe.alignment import DEFAULT_THRESHOLD
from crossframe.articles import Article
from crossframe.codebook import Codebook
from crossframe.export import make_folder, write_file, write_table
from crossframe.figures import save_figure
from crossframe.plot_alignment import plot_alignment, plot_sentence_similarity
from crossframe.plot_phrases import plot_phrase_dispersion
from crossframe.plot_similarity import plot_similarity
from crossframe.plot_stance import plot_stance, plot_theme_strip
from crossframe.plot_words import plot_distinctive_words
from crossframe.reader import render_reader
from crossframe.similarity import WEIGHTINGS, sentence_similarity
from crossframe.words import words

MOST_OUTLETS = 6
_PACKAGES = ("numpy", "pandas", "scikit-learn", "matplotlib")


def write_comparison(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
    parameters: Mapping[str, Any] | None = None,
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

    Raises
    ------
    CrossframeError
        If a file cannot be written.

    Notes
    -----
    `tables/NAME.csv` each, `figures/` as PNG and SVG (one of counterparts for each pair of the
    first six articles; figures with one panel an outlet show these six), `reader.html`,
    `methods.md` and `manifest.json` (inputs with hashes, versions, parameters, rows of each table).
    """
    make_folder(folder / "tables")
    for name, table in tables.items():
        write_table(table, folder / "tables" / f"{name}.csv")
    for name, draw in _figures(tables, articles, codebook):
        save_figure(draw(), folder / "figures", name)
    reader = render_reader(tables, articles, title=title, codebook=codebook)
    write_file(reader, folder / "reader.html")
    write_file(_methods(tables, articles, title, codebook), folder / "methods.md")
    manifest = _manifest(tables, articles, title, parameters or {})
    write_file(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", folder / "manifest.json")


def _figures(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], codebook: Codebook | None
) -> Iterator[tuple[str, Callable[[], Figure]]]:
    outlets = {article.id: article.outlet for article in articles[:MOST_OUTLETS]}
    shown = tables["sentences"][tables["sentences"]["article"].isin(outlets)]
    names = {article.id: article.outlet for article in articles}
    yield "similarity", lambda: plot_similarity(tables["similarity_percentiles"], names)
    for a, b in combinations(outlets, 2):
        pair = {"article_a": a, "article_b": b}
        suffix = "" if len(outlets) == 2 else f"_{a}_{b}"
        yield (
            f"alignment{suffix}",
            lambda pair=pair: plot_alignment(tables["alignment"], shown, outlets, **pair),
        )
        yield (
            f"sentence_similarity{suffix}",
            lambda pair=pair: plot_sentence_similarity(
                sentence_similarity(shown, *pair.values()), tables["alignment"], outlets, **pair
            ),
        )
    yield (
        "phrase_dispersion",
        lambda: plot_phrase_dispersion(
            _of(tables["phrase_families"], outlets), _of(tables["phrase_occurrences"], outlets), shown, outlets
        ),
    )
    yield "distinctive_words", lambda: plot_distinctive_words(tables["distinctive_words"], outlets)
    if codebook is not None:
        stance = _of(tables["stance"], outlets)
        yield "stance", lambda: plot_stance(stance, codebook, outlets)
        yield "theme_strip", lambda: plot_theme_strip(stance, shown, codebook, outlets)


def _of(table: pd.DataFrame, outlets: Mapping[str, str]) -> pd.DataFrame:
    return table[table["article"].isin(outlets)]


def _methods(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], title: str, codebook: Codebook | None
) -> str:
    template = Environment(
        loader=PackageLoader("crossframe"), autoescape=False, keep_trailing_newline=True  # noqa: S701  (Markdown)
    ).get_template("methods.md.j2")
    intake = tables.get("intake")
    return template.render(
        articles=articles,
        title=title,
        codebook=codebook,
        version=__version__,
        python=platform.python_version(),
        weightings=list(WEIGHTINGS),
        alignment_threshold=DEFAULT_THRESHOLD,
        left_out=0 if intake is None else int((intake["status"] != "used").sum()),
        counts={
            "sentences": tables["sentences"].groupby("article").size().to_dict(),
            "words": words(tables["sentences"]).groupby("article").size().to_dict(),
            "removed": len(tables["cleaning_ledger"]),
        },
    )


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
                "file": "" if article.path is None else article.path.name,
                "sha256_of_text": sha256(article.text.encode()).hexdigest(),
                "characters": len(article.text),
            }
            for article in articles
        ],
        "rows": {name: len(table) for name, table in tables.items()},
    }
