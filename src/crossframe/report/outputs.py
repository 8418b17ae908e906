"""Writing a comparison: tables, figures, the reader, a methods paragraph and the manifest."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe._version import __version__
from crossframe.corpus.articles import Article
from crossframe.io.output_folder import files_in
from crossframe.io.parquet import write_parquet
from crossframe.io.progress import Progress, silent
from crossframe.io.writing import make_folder, write_file, write_table
from crossframe.plots.style import save_figure
from crossframe.reader.page import render_reader
from crossframe.report.figures import comparison_figures, file_names
from crossframe.report.methods import methods
from crossframe.stance.codebook import Codebook
from crossframe.text.printable import shown

_PACKAGES = ("numpy", "pandas", "scikit-learn", "matplotlib")


def write_comparison(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
    speaker: str = "",
    parameters: Mapping[str, Any] | None = None,
    parquet: bool = False,
    figures: bool = True,
    progress: Progress = silent,
) -> None:
    """Write everything that is known of a comparison into an empty folder.

    `tables/NAME.csv` each (and `NAME.parquet` on request), `texts/` (of each article the text that all offsets count in, by its
    id), `figures/` as PNG and SVG (see `comparison_figures`; none on request), `reader.html`, `methods.md` and
    `manifest.json` (inputs with hashes, versions, parameters, rows of each table).
    """
    make_folder(folder / "tables")
    for name, table in tables.items():
        progress(f"Writing the table {name}")
        write_table(table, folder / "tables" / f"{name}.csv")
        if parquet:
            write_parquet(table, folder / "tables" / f"{name}.parquet")
    make_folder(folder / "texts")
    for name, article in zip(file_names(articles), articles, strict=True):
        write_file(article.text, folder / "texts" / f"{name}.txt")
    drawn = comparison_figures(tables, articles, codebook, speaker=speaker) if figures else ()
    for name, figure in drawn:
        progress(f"Drawing {name.replace('_', ' ')}")
        save_figure(figure, folder / "figures", name)
    progress("Writing the reader")
    reader = render_reader(tables, articles, title=title, codebook=codebook)
    write_file(reader, folder / "reader.html")
    write_file(methods(tables, articles, title=title, codebook=codebook), folder / "methods.md")
    manifest = _manifest(tables, articles, title, parameters or {})
    manifest["files"] = files_in(folder)
    write_file(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", folder / "manifest.json")


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
