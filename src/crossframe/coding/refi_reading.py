"""Codings in from the standard REFI-QDA: crossframe's whole, others' as far as they fit."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from lxml import etree

from crossframe.coding.checks import MARKS, SHEET_COLUMNS, VALUES
from crossframe.coding.refi import HOLDER, PROJECT, guid, source_texts
from crossframe.coding.refi_markup import ANEW, children, elements, key, parsed
from crossframe.coding.sheets import in_context
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.intake.found import LIMITS
from crossframe.intake.paths import check_size
from crossframe.io.reading import read_bytes
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT
from crossframe.text.printable import one_line

_ENTRIES = 10_000
_KINDS = (
    *("TextSource", "Representation", "PictureSource", "PDFSource", "AudioSource", "VideoSource"),
)
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    *(OverflowError, NotImplementedError, RuntimeError, KeyError),
)
_FAVOR = {"favour": "favor", "for": "favor", "pro": "favor", "contra": "against", "con": "against"}
_STANCES = {**{value: value for value in VALUES}, **_FAVOR, "neutral": "neither"}


class Imported(NamedTuple):
    """What a REFI-QDA project gives of a project's coding."""

    sheet: pd.DataFrame  # as of crossframe.coding.sheets.codesheet, in the order of the articles
    left_out: list[str]  # what could not be used, a line each


class _Code(NamedTuple):
    theme: str  # id; empty for a holder's
    stance: str
    holder: str


class _Source(NamedTuple):
    element: etree._Element
    article: str
    places: list[int]  # of each character of the source that is no space, its place in the article
    before: list[int]  # how many such characters stand before each place of the source


def read_project(
    path: Path,
    sentences: pd.DataFrame,
    codebook: Codebook,
    *,
    articles: tuple[Article, ...] = (),
    coder: str | None = None,
) -> Imported:
    """Read the codings of a REFI-QDA project into the rows of a coding sheet.

    Parameters
    ----------
    path
        A `.qdpx` file of crossframe or of another program.
    sentences, codebook, articles
        Of the project whose articles were coded: its texts but for spaces and line ends.
    coder
        Whose codings, if several people coded.

    Returns
    -------
    Imported
        A code belongs to the theme whose id, label or proposition it is called, or below which it
        stands; the stance is a code below it called favor, against, neither or absent. Codes
        below "Holder" name the holder. A selection of several sentences gives a row in each. What
        has no stance or holder has that cell empty, for the coder to fill in.

    Raises
    ------
    CrossframeError
        If the file is damaged or would fill the memory, a text is another than the article of its
        name, nothing in it fits, or several people coded and `coder` names none of them.
    """
    root, files = _opened(path)
    users = {element.get("guid"): element.get("name") or "" for element in elements(root, "User")}
    wanted = _user(root, users, coder, path)
    codes = _codes(root, codebook)
    names = {element.get("guid"): element.get("name") or "" for element in elements(root, "Code")}
    notes = {
        note.get("guid"): "".join(
            content.text or "" for content in elements(note, "PlainTextContent")
        )
        for note in elements(root, "Note")
    }
    unknown: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    bounds = {
        str(name): list(zip(own["sentence"], own["start"], own["text"], strict=True))
        for name, own in sentences.groupby("article", sort=False)
    }
    for source in _sources(root, files, source_texts(sentences, articles), path, unknown):
        for selection in elements(source.element, "PlainTextSelection"):
            targets = [
                reference.get("targetGUID")
                for coding in elements(selection, "Coding")
                if wanted in (None, coding.get("creatingUser"), selection.get("creatingUser"))
                for reference in elements(coding, "CodeRef")
            ]
            for target in targets:
                if target not in codes:
                    unknown[f"code “{names.get(target, '?')}” is no theme of the codebook"] += 1
            found = [codes[target] for target in targets if target in codes]
            spans = [*_spans(selection, source, bounds.get(source.article, []))]
            if any(code.theme for code in found) and not spans:
                unknown["selections outside of the sentences of an article"] += 1
            said = _said(selection)
            note = "\n".join(
                notes.get(n.get("targetGUID"), "") for n in elements(selection, "NoteRef")
            )
            rows += [
                {"article": source.article, "sentence": number, "note": note, **said, **row}
                for number, evidence in spans
                for row in _rows(found, evidence)
            ]
    sheet = _sheet(rows, sentences, codebook, unknown)
    left_out = [f"{what} ({times})" for what, times in unknown.items()]
    if sheet.empty:
        raise CrossframeError(
            "holds no coding of these articles by the codebook's themes",
            path=path,
            remedy="call its codes as the themes; " + ("; ".join(left_out[:5]) or "it has none"),
        )
    return Imported(sheet, left_out)


def _sheet(
    rows: list[dict[str, object]],
    sentences: pd.DataFrame,
    codebook: Codebook,
    unknown: Counter[str],
) -> pd.DataFrame:
    """Make a sheet of rows, one for each unit and holder, in the order of the articles."""
    seen: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        unit = (*(row[name] for name in UNIT), row["holder"])
        if unit in seen:
            unknown["second marks of a theme and holder in one sentence"] += 1
        seen.setdefault(unit, row)
    marks = [name for name in MARKS if any(name in row for row in seen.values())]
    answers = [*UNIT, "stance", "holder", "evidence", "note", *marks]
    table = pd.DataFrame(list(seen.values()), columns=answers).fillna("")
    order = {article: place for place, article in enumerate(sentences["article"].unique())}
    table = table.sort_values("article", key=lambda own: own.map(order), kind="stable")
    return in_context(table, sentences, codebook)[[*SHEET_COLUMNS, *marks]].reset_index(drop=True)


def _rows(codes: list[_Code], evidence: str) -> Iterator[dict[str, object]]:
    """Yield a row of each theme and holder that one selection has codes of."""
    holders = [code.holder for code in codes if code.holder] or [""]
    stated = {code.theme for code in codes if code.stance}
    for theme, stance in dict.fromkeys((code.theme, code.stance) for code in codes):
        if not theme or (theme in stated and not stance):
            continue
        absent = stance == "absent"
        for holder in [""] if absent else holders:
            yield {
                "theme": theme,
                "stance": stance,
                "holder": holder,
                "evidence": "" if absent else evidence,
            }


def _spans(
    selection: etree._Element, source: _Source, bounds: list[tuple[int, int, str]]
) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a selection, and the words of each that it holds."""
    try:
        start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
    except (TypeError, ValueError):
        return
    last = len(source.before) - 1
    first, stop = (source.before[min(max(place, 0), last)] for place in (start, end))
    own = source.places[first:stop]
    for number, begin, text in bounds:
        inside = own[bisect_left(own, begin) : bisect_right(own, begin + len(text) - 1)]
        if inside:
            yield int(number), text[inside[0] - begin : inside[-1] + 1 - begin]


def _said(selection: etree._Element) -> dict[str, str]:
    """Return what crossframe wrote into the description of a selection."""
    text = "".join(element.text or "" for element in children(selection, "Description"))
    pairs = (line.partition(": ") for line in text.split("\n"))
    return {name: value for name, mark, value in pairs if mark and name in MARKS}


def _codes(root: etree._Element, codebook: Codebook) -> dict[str | None, _Code]:
    """Return what each code that is known stands for, by its identifier."""
    themes = {
        name: theme.id
        for theme in codebook.themes
        for name in (guid("theme", theme.id), *map(key, (theme.id, theme.label, theme.proposition)))
    }
    actors = {
        name: actor.id
        for actor in codebook.actors
        for name in map(key, (*actor.aliases, actor.name, actor.id))
    }
    known: dict[str | None, _Code] = {}
    for code in elements(root, "Code"):
        own, name = code.get("guid"), key(code.get("name") or "")
        above = code.getparent()
        parent = known.get(above.get("guid")) if above is not None else None
        if own in themes or name in themes:
            known[own] = _Code(themes.get(own) or themes[name], "", "")
        elif parent and parent.theme:
            known[own] = parent._replace(stance=_STANCES.get(name, parent.stance))
        elif above is not None and key(above.get("name") or "") == key(HOLDER):
            known[own] = _Code("", "", actors.get(name, one_line(code.get("name") or "")))
    return known


def _sources(
    root: etree._Element,
    files: Mapping[str, bytes],
    texts: Mapping[str, str],
    path: Path,
    unknown: Counter[str],
) -> Iterator[_Source]:
    """Yield the texts that are articles; spaces and line ends may be others than in the article."""
    letters = {name: "".join(text.split()) for name, text in texts.items()}
    by_text = {text: name for name, text in letters.items()}
    named = {guid("source", name): name for name in texts} | {key(name): name for name in texts}
    for element in root.iter(*(f"{{{PROJECT}}}{kind}" for kind in _KINDS)):
        title = element.get("name") or "?"
        if any(True for _ in children(element, "Representation")):  # of a PDF, read by itself
            continue
        text = _text(element, files)
        if text is None:
            unknown[f"source “{title}” has no plain text"] += 1
            continue
        article = by_text.get("".join(text.split()))
        if article is None:
            own = named.get(element.get("guid") or "") or named.get(key(title))
            if own is None:
                unknown[f"source “{title}” is none of the articles"] += 1
                continue
            raise CrossframeError(
                f"the text of source {title!r} is not that of article {own!r}",
                path=path,
                remedy="export the project anew with today's articles, and code those",
            )
        places = [place for place, c in enumerate(texts[article]) if not c.isspace()]
        before = [0, *accumulate(not c.isspace() for c in text)]
        yield _Source(element, article, places, before)


def _text(element: etree._Element, files: Mapping[str, bytes]) -> str | None:
    inline = next(iter(children(element, "PlainTextContent")), None)
    if inline is not None:
        return inline.text or ""
    name = (element.get("plainTextPath") or "").rpartition("/")[2]
    data = next(
        (own for file, own in files.items() if file.lower().endswith(f"/{name.lower()}")), None
    )
    if not name or data is None:
        return None
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def _opened(path: Path) -> tuple[etree._Element, dict[str, bytes]]:
    """Open a project within limits: its markup, and the text files in it."""
    data = read_bytes(path, what="REFI-QDA project")
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            wanted = [
                e for e in entries[:_ENTRIES] if e.filename.lower().endswith((".qde", ".txt"))
            ]
            check_size(sum(entry.file_size for entry in wanted), len(data), limits=LIMITS)
            for entry in wanted:
                check_size(entry.file_size, entry.compress_size, limits=LIMITS)
                files[f"/{entry.filename}"] = archive.read(entry)
    except CrossframeError as error:
        raise CrossframeError(error.problem, path=path, remedy=error.remedy) from error
    except _DAMAGED as error:
        raise CrossframeError("is no project, or damaged", path=path, remedy=ANEW) from error
    markup = next((own for name, own in files.items() if name.lower().endswith(".qde")), None)
    if markup is None:
        raise CrossframeError("is an archive without project.qde", path=path, remedy=ANEW)
    return parsed(markup, path, root=f"{{{PROJECT}}}Project"), files


def _user(
    root: etree._Element, users: Mapping[str | None, str], coder: str | None, path: Path
) -> str | None:
    """Return whose codings are read; None for all, if one at most has coded."""
    coded = {coding.get("creatingUser") for coding in elements(root, "Coding")} - {None}
    names = {users.get(user) or str(user): user for user in coded}
    if coder is None and len(names) < 2:
        return None
    if coder is not None and coder in names:
        return str(names[coder])
    listed = ", ".join(sorted(names))
    problem = f"nobody called {coder!r} coded" if coder else f"{len(names)} people coded"
    raise CrossframeError(problem, path=path, remedy=f"choose one with --coder: {listed or 'none'}")
