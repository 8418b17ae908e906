"""Codebooks: the themes of an event, their propositions and search terms, and its actors."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.io.reading import read_toml

_THEME_KEYS = ("id", "label", "proposition", "terms", "favor_cues", "against_cues")
_ACTOR_KEYS = ("id", "name", "aliases")
_TAKEN = {"theme": "all themes", "actor": "outlet"}


UNWRITTEN = "(To be written:"  # how the proposition of a suggested theme begins


@dataclass(frozen=True)
class Theme:
    """One theme of a codebook.

    Attributes
    ----------
    id
        Short name, unique in the codebook; the value of every `theme` column.
    label
        The theme as figures and tables show it.
    proposition
        The sentence towards which a stance is taken, for or against.
    terms
        Search terms: words or phrases, `*` for any letters (see `crossframe.stance.themes.term_pattern`).
    favor_cues, against_cues
        Phrases in the same notation that settle the stance of a sentence on this theme. May be
        empty; they take precedence over the general rules.
    """

    id: str
    label: str
    proposition: str
    terms: tuple[str, ...]
    favor_cues: tuple[str, ...] = ()
    against_cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Actor:
    """A person, organisation, country or document that can hold a position.

    Attributes
    ----------
    id
        Short name, unique in the codebook; a value of the `holder` column.
    name
        The actor's full name.
    aliases
        Other names under which articles mention it.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """The themes and actors by which the articles on one event are coded.

    Attributes
    ----------
    title
        The event in words.
    articles
        Ids of the articles it was written for; may be empty.
    themes
        In the codebook's order, which is the order of every table and figure.
    actors
        In the codebook's order.
    """

    title: str
    articles: tuple[str, ...]
    themes: tuple[Theme, ...]
    actors: tuple[Actor, ...]

    def theme(self, theme_id: str) -> Theme:
        """Return one theme."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        known = ", ".join(theme.id for theme in self.themes)
        raise CrossframeError(
            f"unknown theme {theme_id!r}", remedy=f"use a theme of the codebook: {known}"
        )


def unwritten(codebook: Codebook) -> list[Theme]:
    """Return the themes whose propositions are still to be written."""
    return [
        theme
        for theme in codebook.themes
        if not theme.proposition.strip() or theme.proposition.startswith(UNWRITTEN)
    ]


def check_propositions(codebook: Codebook, *, path: Path | None = None) -> None:
    """Refuse a codebook by which no stance can be coded."""
    missing = unwritten(codebook)
    if missing or not codebook.themes:
        raise CrossframeError(
            f"theme {missing[0].id!r} has no proposition yet"
            if missing
            else "the codebook has no themes",
            path=path,
            remedy="write in the codebook what one can be for or against",
        )


def load_codebook(path: str | Path) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    path
        A TOML file with `title`, optionally `articles` (ids), and per `[[theme]]` the keys `id`,
        `label`, `proposition`, `terms` and optionally `favor_cues` and `against_cues`, and per
        `[[actor]]` the keys `id`, `name` and optionally `aliases`.

    Returns
    -------
    Codebook
        With at least one theme, in the file's order.

    Raises
    ------
    CrossframeError
        If the file is missing, is no valid TOML, lacks a key, names an unknown key, names an id
        twice, or if a list of terms is empty or holds an empty term.

    Notes
    -----
    The notation is the one of printed codebooks: `polic*` finds "police" and "policies"; case and
    the kind of quotation mark do not matter.
    """
    file = Path(path)
    content = read_toml(file, what="codebook")
    unknown = sorted(set(content) - {"title", "articles", "theme", "actor"})
    if unknown:
        raise CrossframeError(
            f"unknown key {unknown[0]!r}",
            path=file,
            remedy="use only title, articles, [[theme]] and [[actor]]",
        )
    title = content.get("title")
    if not isinstance(title, str) or not title.strip():
        raise CrossframeError(
            "key 'title' is missing or not a text", path=file, remedy='add title = "…"'
        )
    themes = tuple(_theme(entry, place, file) for entry, place in _entries(content, "theme", file))
    actors = tuple(_actor(entry, place, file) for entry, place in _entries(content, "actor", file))
    if not themes:
        raise CrossframeError(
            "no theme is named", path=file, remedy="add a [[theme]] table for each theme"
        )
    for kind, ids in (
        ("theme", [theme.id for theme in themes]),
        ("actor", [actor.id for actor in actors]),
    ):
        for name, count in Counter(ids).items():
            if name == _TAKEN[kind] or not name.isprintable() or ";" in name:
                raise CrossframeError(
                    f"{kind} id {name!r} has another meaning in tables, or cannot stand in them",
                    path=file,
                    remedy="give an id of letters, digits, - and _",
                )
            if count > 1:
                raise CrossframeError(
                    f"{kind} id {name!r} is used {count} times",
                    path=file,
                    remedy=f"give every {kind} an id of its own",
                )
    return Codebook(
        title=title,
        articles=_texts(content, "articles", "top level", file, required=False),
        themes=themes,
        actors=actors,
    )


def _entries(content: dict[str, Any], kind: str, path: Path) -> list[tuple[dict[str, Any], str]]:
    entries = content.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CrossframeError(
            f"{kind!r} is not a list of tables",
            path=path,
            remedy=f"write each {kind} as [[{kind}]]",
        )
    return [
        (entry, f"{kind} {number} ({entry['id']})" if entry.get("id") else f"{kind} {number}")
        for number, entry in enumerate(entries, start=1)
    ]


def _theme(entry: dict[str, Any], place: str, path: Path) -> Theme:
    _known_keys(entry, _THEME_KEYS, place, path)
    terms = _texts(entry, "terms", place, path, required=True)
    cues = {
        key: _texts(entry, key, place, path, required=False)
        for key in ("favor_cues", "against_cues")
    }
    for term in (*terms, *cues["favor_cues"], *cues["against_cues"]):
        if not re.search(r"\w", term):
            raise CrossframeError(
                f"search term {term!r} holds no letter or digit",
                path=path,
                place=place,
                remedy="write at least one letter beside the wildcard",
            )
    return Theme(
        id=_text(entry, "id", place, path),
        label=_text(entry, "label", place, path),
        proposition=_text(entry, "proposition", place, path),
        terms=terms,
        **cues,
    )


def _actor(entry: dict[str, Any], place: str, path: Path) -> Actor:
    _known_keys(entry, _ACTOR_KEYS, place, path)
    return Actor(
        id=_text(entry, "id", place, path),
        name=_text(entry, "name", place, path),
        aliases=_texts(entry, "aliases", place, path, required=False),
    )


def _known_keys(entry: dict[str, Any], known: tuple[str, ...], place: str, path: Path) -> None:
    unknown = sorted(set(entry) - set(known))
    if unknown:
        raise CrossframeError(
            f"unknown key {unknown[0]!r}",
            path=path,
            place=place,
            remedy=f"use only {', '.join(known)}",
        )


def _text(entry: dict[str, Any], key: str, place: str, path: Path) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CrossframeError(
            f"key {key!r} is missing or not a text",
            path=path,
            place=place,
            remedy=f'add {key} = "…"',
        )
    return value.strip()


def _texts(
    entry: dict[str, Any], key: str, place: str, path: Path, *, required: bool
) -> tuple[str, ...]:
    values = entry.get(key, None if required else [])
    if not isinstance(values, list) or not all(
        isinstance(value, str) and value.strip() for value in values
    ):
        raise CrossframeError(
            f"key {key!r} is missing or not a list of texts",
            path=path,
            place=place,
            remedy=f'add {key} = ["…"]',
        )
    if required and not values:
        raise CrossframeError(
            f"list {key!r} is empty", path=path, place=place, remedy="name at least one"
        )
    return tuple(value.strip() for value in values)
