"""Making a project folder: articles, codebook skeleton and notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, select_autoescape

from crossframe._version import __version__
from crossframe.coding.sheets import with_protocol
from crossframe.corpus.articles import Article
from crossframe.intake.ids import article_ids
from crossframe.io.writing import make_folder, write_file
from crossframe.report.summary import in_markdown
from crossframe.stance.codebook import UNWRITTEN
from crossframe.text.printable import shown
from crossframe.text.words import fold, stop_words
from crossframe.voices.shares import speaker_names

_MOST_ACTORS = 6
_LONGEST_NAME = 5  # words
_FILES = {  # template -> where it is written
    "articles.toml": "data/articles.toml",
    "codebook.toml": "data/codebook.toml",
    "project.md": "README.md",
    "data.md": "data/README.md",
}


def write_project(
    folder: Path, tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], *, title: str
) -> None:
    """Write a project into an empty folder: manifest, raw texts, codebook skeleton and notebooks.

    The texts are stored as they were decoded; the sha256 is that of the stored file. Themes and
    actors of the codebook are suggestions: what the words of the articles group into
    (`suggested_themes`), and who speaks in most articles and most often (`attributions`).
    """
    for name in ("data/raw", "data/derived", "figures", "notebooks"):
        make_folder(folder / name)
    ids = [article.id for article in articles]
    files = {id_: f"raw/{name}.txt" for id_, name in zip(ids, article_ids(ids), strict=True)}
    hashes = {}
    for article in articles:
        data = article.text.encode("utf-8")
        hashes[article.id] = sha256(data).hexdigest()
        write_file(data, folder / "data" / files[article.id])
    actors = _actors(tables["attributions"])
    environment = Environment(
        loader=PackageLoader("crossframe.report"),
        autoescape=select_autoescape(),
        keep_trailing_newline=True,
    )
    environment.filters |= {"toml": _toml_text, "line": in_markdown, "shown": shown}
    known = {
        "title": title,
        "articles": articles,
        "files": files,
        "hashes": hashes,
        "speaker": actors[0]["id"] if actors else "",
        "themes": _themes(tables["suggested_themes"]),
        "actors": actors,
        "outlets": len({article.outlet for article in articles}),
        "version": __version__,
    }
    with_protocol(folder / "data" / "codings" / "sheet.csv")
    for template, name in _FILES.items():
        text = environment.get_template(f"{template}.j2").render(known)
        write_file(text, folder / name)
    for notebook in sorted(
        resources.files("crossframe.report").joinpath("templates", "notebooks").iterdir(), key=str
    ):
        write_file(notebook.read_bytes(), folder / "notebooks" / notebook.name)


def _toml_text(text: object) -> str:
    """Quote a text for TOML, whose basic strings are those of JSON but for DEL."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _themes(suggested: pd.DataFrame) -> list[dict[str, object]]:
    themes: dict[str, dict[str, object]] = {}
    for row in suggested.itertuples():
        name = str(row.theme)
        themes.setdefault(
            _identifier(name),
            {
                "id": _identifier(name),
                "label": name.capitalize(),
                "proposition": f"{UNWRITTEN} one sentence on {name} that one can be for or against.)",
                "terms": str(row.terms).split("; "),
            },
        )
    return list(themes.values())


def _actors(said: pd.DataFrame) -> list[dict[str, Any]]:
    alone = said["speaker"].str.len() == 1
    named = said[alone & said["speaker_kind"].isin(["person", "institution"])]
    names = speaker_names(named)
    named = named.explode("speaker")
    actors: dict[str, dict[str, Any]] = {}
    heard = named.groupby("speaker", sort=False)["article"].agg(["nunique", "size"])
    ranked = heard.sort_values(["nunique", "size"], ascending=False, kind="stable")
    for speaker in ranked.index[:_MOST_ACTORS]:
        identifier = _identifier(str(speaker))
        sources = {
            str(source).strip() for source in named.loc[named["speaker"] == speaker, "source"]
        }
        name = names.get(speaker, str(speaker))
        name = name.title() if name.islower() else name
        aliases = sorted(source for source in sources - {name} if _is_name(source))
        actors.setdefault(identifier, {"id": identifier, "name": name, "aliases": aliases})
    return list(actors.values())


def _is_name(source: str) -> bool:
    """Tell whether a source's words are a name, without what is said of its bearer.

    A pronoun is none, nor is a role with its article ("The mayor"), which may be another's elsewhere.
    """
    words = source.split()
    named = len(words) <= _LONGEST_NAME and "," not in source and source[:1].isupper()
    return named and fold(words[0]) not in stop_words()


def _identifier(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower()).strip("_") or "theme"
