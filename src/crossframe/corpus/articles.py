"""Articles and the manifest that names them: from files to checked, unchanged text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, file_below, read_bytes, read_toml

_FIELDS = ("headline", "author", "date", "place", "url", "extractor")
_MOST = 64_000_000  # bytes of an article's file
_CODING_KEYS = ("adjudicated", "codings")
_CHOICES = {"kind": ("article", "primary"), "form": ("page", "extract", "text")}


@dataclass(frozen=True)
class Article:
    """One article as it was stored, unchanged.

    Attributes
    ----------
    id
        Short name, unique in a project; the value of every `article` column.
    outlet
        The outlet's name as a reader knows it.
    text
        The whole decoded file, code point for code point. All offsets of this package count code
        points in it.
    headline, author, date, place, url
        What the source states; empty where it states nothing.
    notes
        Field name -> why it is empty or how it was read.
    path
        The file the text came from; None for a text given directly.
    kind
        `article`, an outlet's report, or `primary`, an original that reports are checked against: a
        transcript or a press release.
    form
        `page`, a page as it was scraped, out of which cleaning takes boilerplate; `extract`, what
        a program took out of a page as its article; `text`, the article's text and nothing else.
    kept, extractor
        Of an extract whose `text` is the whole page: the [start, end) spans of it that the program
        took, and the program's name and version. Empty if `text` is what it took.
    """

    id: str
    outlet: str
    text: str
    headline: str = ""
    author: str = ""
    date: str = ""
    place: str = ""
    url: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    path: Path | None = None
    kind: str = "article"
    form: str = "page"
    kept: tuple[tuple[int, int], ...] = ()
    extractor: str = ""


@dataclass(frozen=True)
class Project:
    """A set of articles on one event and where its files lie.

    Attributes
    ----------
    title
        The event in words.
    articles
        The outlets' reports in the manifest's order, which is the order of every table and figure.
    folder
        The folder of the manifest.
    codebook
        Path of the codebook, or None.
    adjudicated
        Paths of the coding sheets whose rows override the machine's; may be empty.
    codings
        Paths of other codings that count, each overriding those after it, and the rules; what was
        adjudicated overrides them all.
    primary
        The originals (articles of kind `primary`), which stand in no table of comparison.
    speaker
        The speaker whose statements the project follows: an actor's id of the codebook, or a name
        as `crossframe.voices.speakers.speakers` gives it; may be empty.
    """

    title: str
    articles: tuple[Article, ...]
    folder: Path
    codebook: Path | None = None
    adjudicated: tuple[Path, ...] = ()
    codings: tuple[Path, ...] = ()
    primary: tuple[Article, ...] = ()
    speaker: str = ""

    @property
    def outlets(self) -> dict[str, str]:
        """Article id -> the name it is shown by, as of `outlet_names`."""
        return outlet_names(self.articles)

    @property
    def figures(self) -> Path:
        """The folder of the project's figures, beside that of the manifest."""
        return self.folder.resolve().parent / "figures"

    @property
    def derived(self) -> Path:
        """The folder of the project's derived tables."""
        return self.folder / "derived"


def outlet_names(articles: Sequence[Article]) -> dict[str, str]:
    """Name articles by their outlets, as figures and the reader show them.

    Parameters
    ----------
    articles
        Articles with different ids.

    Returns
    -------
    dict of str to str
        Article id -> outlet, with a number in brackets where an outlet stands more than once; in
        the order of the articles. No two names are the same.

    Examples
    --------
    >>> posts = [Article(id=name, outlet="Post", text="") for name in ("a", "b")]
    >>> outlet_names([*posts, Article(id="c", outlet="Dial", text="")])
    {'a': 'Post (1)', 'b': 'Post (2)', 'c': 'Dial'}
    """
    counts = Counter(article.outlet for article in articles)
    numbers: Counter[str] = Counter()
    names: dict[str, str] = {}
    for article in articles:
        name = article.outlet
        while counts[article.outlet] > 1 and (name in counts or name in names.values()):
            numbers[article.outlet] += 1
            name = f"{article.outlet} ({numbers[article.outlet]})"
        names[article.id] = name
    return names


def find_project(start: str | Path = ".") -> Project:
    """Load the project that a folder belongs to.

    Parameters
    ----------
    start
        The folder, by default the present one, as in a notebook.

    Returns
    -------
    Project
        Of the manifest `data/articles.toml` in the nearest of the folder and those above it.

    Raises
    ------
    CrossframeError
        If there is no such manifest, or as of `load_project`.
    """
    folder = Path(start).resolve()
    for place in (folder, *folder.parents):
        manifest = place / "data" / "articles.toml"
        if manifest.is_file():
            return load_project(manifest)
    raise CrossframeError(
        "no data/articles.toml here or in a folder above",
        path=start,
        remedy="start in the project's folder or in one below it",
    )


def load_project(manifest: str | Path) -> Project:
    """Read a manifest and the articles it names.

    Parameters
    ----------
    manifest
        A TOML file with `title`, optionally `codebook` (a path relative to the manifest),
        `adjudicated` (the path of an adjudicated coding sheet, or a list of paths), `codings` (paths
        of other codings in the order in which they override one another) and `speaker`,
        and per `[[article]]` the keys `id`, `outlet`, `file` (relative to the manifest), `sha256`
        of the file's bytes, and optionally `headline`, `author`, `date`, `place`, `url`, `kind`
        (`article` or `primary`), `form` (`page`, `extract` or `text`), `extractor` and `kept` (pairs
        of offsets; see `Article`) and a table `notes`.

    Returns
    -------
    Project
        With at least one article of an outlet, in the manifest's order.

    Raises
    ------
    CrossframeError
        If the manifest is missing, is no valid TOML, lacks a key, names an unknown key, names an
        id twice, names no outlet's article, or if a file is missing, changed, empty, not UTF-8, or
        lies outside of the project: the manifest's folder, or the one above if that is called data.
        No article is skipped.
    """
    path = Path(manifest)
    content = read_toml(path, what="manifest")
    error = partial(CrossframeError, path=path)
    _only(content, ("title", "codebook", *_CODING_KEYS, "speaker", "article"), error)
    entries = content.get("article", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise error("'article' is not a list of tables", remedy="write each article as [[article]]")
    if not entries:
        raise error("no article is named", remedy="add an [[article]] table for each article")
    texts = tuple(_article(entry, number, path) for number, entry in enumerate(entries, start=1))
    for article_id, count in Counter(text.id for text in texts).items():
        if count > 1:
            raise error(
                f"article id {article_id!r} is used {count} times",
                remedy="give every article an id of its own",
            )
    articles = tuple(text for text in texts if text.kind == "article")
    if not articles:
        raise error("every text is of kind 'primary'", remedy="name at least one outlet's article")
    codebook = content.get("codebook", "")
    if not isinstance(codebook, str):
        raise error("key 'codebook' is not a text", remedy='write codebook = "codebook.toml"')
    return Project(
        title=str(content.get("title", "")),
        articles=articles,
        folder=path.parent,
        codebook=_named(path, codebook, what="codebook") if codebook else None,
        primary=tuple(text for text in texts if text.kind == "primary"),
        **{key: _codings(content, key, path) for key in _CODING_KEYS},
        speaker=str(content.get("speaker", "")),
    )


def _named(manifest: Path, name: str, *, what: str) -> Path:
    """Return the path of a file that a manifest names, which lies in its project."""
    folder = manifest.parent.resolve()
    root = folder.parent if folder.name == "data" else folder
    return file_below(root, manifest.parent / name, what=what)


def _only(
    table: dict[str, Any], known: Sequence[str], error: Callable[..., CrossframeError]
) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise error(f"unknown key {unknown[0]!r}", remedy=f"use only {', '.join(known)}")


def _codings(content: dict[str, Any], key: str, manifest: Path) -> tuple[Path, ...]:
    names = content.get(key, [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise CrossframeError(
            f"key {key!r} is not a text or a list of texts",
            path=manifest,
            remedy=f'write {key} = "codings/{key}.csv"',
        )
    paths = tuple(_named(manifest, name, what=key) for name in names)
    gold = (manifest.parent / "gold").resolve()
    for path in paths:
        if gold in path.resolve().parents:
            raise CrossframeError(
                f"{key} file {path.name!r} lies in the folder of the gold",
                path=manifest,
                remedy="name a file elsewhere: gold is for scoring only and never overrides",
            )
    return paths


def _article(entry: dict[str, Any], number: int, manifest: Path) -> Article:
    name = str(entry.get("id", "")).strip()
    place = f"article {number} ({name})" if name else f"article {number}"
    error = partial(CrossframeError, path=manifest, place=place)
    for key in ("id", "outlet", "file", "sha256"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise error(f"key {key!r} is missing or not a text", remedy=f'add {key} = "…"')
    known = ("id", "outlet", "file", "sha256", "notes", *_FIELDS, *_CHOICES, "kept")
    _only(entry, known, error)
    notes = entry.get("notes", {})
    if not isinstance(notes, dict):
        raise error("'notes' is not a table", remedy="write the notes under [article.notes]")
    for key, values in _CHOICES.items():
        if entry.get(key, values[0]) not in values:
            raise error(
                f"{key} {entry[key]!r} is unknown", remedy=f"use one of {', '.join(values)}"
            )
    file = _named(manifest, entry["file"], what="article")
    data = read_bytes(file, what="article", most=_MOST)
    digest = hashlib.sha256(data).hexdigest()
    if digest != entry["sha256"].lower():
        raise CrossframeError(
            f"file has changed: its sha256 is {digest}, the manifest says {entry['sha256']}",
            path=file,
            remedy="restore the file, or record the new sha256 in the manifest if the change is meant",
        )
    text = decode(data, file)
    if not text.strip():
        raise CrossframeError(
            "article is empty", path=file, remedy="fill the file or remove it from the manifest"
        )
    return Article(
        id=entry["id"],
        outlet=entry["outlet"],
        text=text,
        notes={str(key): str(value) for key, value in notes.items()},
        path=file,
        kept=_spans(entry.get("kept", []), len(text), error),
        **{key: str(entry.get(key, "")) for key in _FIELDS},
        **{key: entry.get(key, values[0]) for key, values in _CHOICES.items()},
    )


def _spans(
    value: Any, length: int, error: Callable[..., CrossframeError]
) -> tuple[tuple[int, int], ...]:
    """Return the spans of an extract: in order, apart, and none beyond the text."""
    pairs = value if isinstance(value, list) else [value]
    if all(isinstance(pair, list) and [*map(type, pair)] == [int, int] for pair in pairs):
        places = [place for pair in pairs for place in pair]
        if places == sorted(set(places)) and all(0 <= place <= length for place in places):
            return tuple((start, end) for start, end in pairs)
    raise error(
        "'kept' holds no spans of the text", remedy="write kept = [[START, END], …] in order"
    )
