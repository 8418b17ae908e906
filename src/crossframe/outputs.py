"""Writing a comparison: tables, figures, the reader, a methods paragraph and the manifest."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, select_autoescape
from matplotlib.figure import Figure

from crossframe import __version__
from crossframe.alignment import DEFAULT_THRESHOLD
from crossframe.article_ids import article_ids
from crossframe.articles import Article
from crossframe.codebook import Codebook
from crossframe.export import make_folder, write_file, write_table
from crossframe.figures import save_figure
from crossframe.intake import one_line
from crossframe.plot_alignment import plot_alignment, plot_sentence_similarity
from crossframe.plot_phrases import plot_phrase_dispersion
from crossframe.plot_similarity import plot_similarity
from crossframe.plot_stance import plot_stance, plot_theme_strip
from crossframe.plot_voices import plot_cue_verbs, plot_voices
from crossframe.plot_words import plot_distinctive_words
from crossframe.reader import render_reader
from crossframe.similarity import WEIGHTINGS, sentence_similarity
from crossframe.voices import speaker_names
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
    for name, figure in _figures(tables, articles, codebook):
        save_figure(figure, folder / "figures", name)
    reader = render_reader(tables, articles, title=title, codebook=codebook)
    write_file(reader, folder / "reader.html")
    write_file(_methods(tables, articles, title, codebook), folder / "methods.md")
    manifest = _manifest(tables, articles, title, parameters or {})
    write_file(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", folder / "manifest.json")


def _figures(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], codebook: Codebook | None
) -> Iterator[tuple[str, Figure]]:
    outlets = {article.id: article.outlet for article in articles[:MOST_OUTLETS]}
    shown = _of(tables["sentences"], outlets)
    names = {article.id: article.outlet for article in articles}
    yield "similarity", plot_similarity(tables["similarity_percentiles"], names)
    part = dict(zip(outlets, article_ids(list(outlets)), strict=True))  # fit for a file's name
    for a, b in combinations(outlets, 2):
        suffix = "" if len(outlets) == 2 else f"_{part[a]}_{part[b]}"
        ribbon = plot_alignment(tables["alignment"], shown, outlets, article_a=a, article_b=b)
        yield f"alignment{suffix}", ribbon
        matrix = sentence_similarity(shown, a, b)
        heat = plot_sentence_similarity(
            matrix, tables["alignment"], outlets, article_a=a, article_b=b
        )
        yield f"sentence_similarity{suffix}", heat
    families = _of(tables["phrase_families"], outlets)
    occurrences = _of(tables["phrase_occurrences"], outlets)
    yield "phrase_dispersion", plot_phrase_dispersion(families, occurrences, shown, outlets)
    yield "distinctive_words", plot_distinctive_words(tables["distinctive_words"], outlets)
    speakers = speaker_names(tables["attributions"])
    if codebook is not None:
        speakers |= {actor.id: actor.name for actor in codebook.actors}
    yield "voices", plot_voices(_of(tables["voice_shares"], outlets), outlets, names=speakers)
    yield "cue_verbs", plot_cue_verbs(_of(tables["cue_verbs"], outlets), outlets)
    if codebook is not None:
        stance = _of(tables["stance"], outlets)
        yield "stance", plot_stance(stance, codebook, outlets)
        yield "theme_strip", plot_theme_strip(stance, shown, codebook, outlets)


def _of(table: pd.DataFrame, outlets: Mapping[str, str]) -> pd.DataFrame:
    return table[table["article"].isin(outlets)]


def _methods(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    title: str,
    codebook: Codebook | None,
) -> str:
    template = Environment(
        loader=PackageLoader("crossframe"),
        autoescape=select_autoescape(),
        keep_trailing_newline=True,
    ).get_template("methods.md.j2")
    intake = tables.get("intake")
    return template.render(
        articles=articles,
        title=one_line(title),
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
