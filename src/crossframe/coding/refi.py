"""Codings out in the standard REFI-QDA, which NVivo, MAXQDA, ATLAS.ti and QualCoder read.

REFI-QDA 1.5 (2019): a project (.qdpx) is a zip of XML and the texts, a codebook (.qdc) XML alone. A
selection is two places in a text, counted in Unicode code points from 0, the second behind the last.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from lxml import etree

from crossframe.coding.checks import MARKS, VALUES
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.io.writing import write_file
from crossframe.stance.codebook import Codebook

PROJECT = "urn:QDA-XML:project:1.0"
BOOK = "urn:QDA-XML:codebook:1.0"
HOLDER = "Holder"
TERMS = "Search terms: "
ALIASES = "Also named: "
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crossframe")
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in the zip: the same coding gives the same bytes


def guid(*parts: object) -> str:
    """Return the identifier of what these words name, the same at every export."""
    return str(uuid.uuid5(_OURS, "\x1f".join(map(str, parts))))


def source_texts(sentences: pd.DataFrame, articles: tuple[Article, ...]) -> dict[str, str]:
    """Return each article's text, as long as its file; given sentences are laid out."""
    texts = {article.id: article.text for article in articles}
    for name, own in sentences.groupby("article", sort=False):
        if name not in texts:
            laid, end = [], 0
            for start, text in zip(own["start"], own["text"], strict=True):
                laid += [" " * (start - end - 1), "\n" if start > end else "", text]
                end = start + len(text)
            texts[str(name)] = "".join(laid)
    return {name: plain_text(text) for name, text in texts.items()}


def plain_text(text: str) -> str:
    """Return a text with plain line ends and no byte order mark, of the same length."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    return f" {text[1:]}" if text.startswith("\ufeff") else text


def write_codebook(codebook: Codebook, path: Path, *, holders: Sequence[str] = ()) -> None:
    """Write the codes of a codebook, and of more holders, as .qdc.

    A theme is a code with its proposition and search terms as description, and below it one code
    for each stance; the holders are the codes below "Holder".
    """
    root = etree.Element(f"{{{BOOK}}}CodeBook", nsmap={None: BOOK}, origin=_origin())
    _add_codes(root, codebook, holders)
    _write(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True), path)


def write_project(
    codings: Mapping[str, pd.DataFrame],
    sentences: pd.DataFrame,
    codebook: Codebook,
    path: Path,
    *,
    articles: tuple[Article, ...] = (),
) -> None:
    """Write codings as a REFI-QDA project, from which `refi_reading` gives the same rows again.

    Parameters
    ----------
    codings
        Coder's name -> rows as of `crossframe.coding.sheets.read_codesheet`, with `start` and `end`.
    sentences, codebook
        What was coded, and by which themes.
    path
        A `.qdpx` file that does not exist.
    articles
        With the whole texts; without them the sentences alone are the texts.

    Raises
    ------
    CrossframeError
        If the file exists or cannot be written.

    Notes
    -----
    Every row is a selection of its own: its evidence (the whole sentence if the theme is absent),
    with the code of theme and stance, and that of the holder. Sentence, confidence, ground and
    weight stand in the selection's description, a coder's note in a note.
    """
    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT}, origin=_origin())
    root.set("name", _clean(codebook.title) or "crossframe")
    users = _sub(root, "Users")
    for name in codings:
        _sub(users, "User", guid=guid("user", name), name=_clean(name))
    holders = [holder for rows in codings.values() for holder in rows["holder"]]
    _add_codes(_sub(root, "CodeBook"), codebook, holders)
    sources, notes = _sub(root, "Sources"), etree.Element(f"{{{PROJECT}}}Notes")
    texts = source_texts(sentences, articles)
    headlines = {article.id: article.headline for article in articles}
    for name in texts:
        place = f"internal://{guid('source', name)}.txt"
        source = _sub(sources, "TextSource", guid=guid("source", name), name=_clean(name))
        source.set("plainTextPath", place)
        if headlines.get(name):
            _sub(source, "Description").text = _clean(headlines[name])
        for coder, rows in codings.items():
            for number, row in enumerate(rows[rows["article"] == name].to_dict("records")):
                _add_selection(source, notes, row, coder, number)
    if len(notes):
        root.append(notes)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        markup = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
        archive.writestr(zipfile.ZipInfo("project.qde", _DAY), markup, zipfile.ZIP_DEFLATED)
        for name, text in texts.items():
            entry = zipfile.ZipInfo(f"Sources/{guid('source', name)}.txt", _DAY)
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    _write(file.getvalue(), path)


def _add_codes(parent: etree._Element, codebook: Codebook, holders: Sequence[str]) -> None:
    codes = _sub(parent, "Codes")
    for theme in codebook.themes:
        code = _sub(codes, "Code", guid=guid("theme", theme.id), name=_clean(theme.label))
        code.set("isCodable", "true")
        described = f"{theme.proposition}\n{TERMS}{'; '.join(theme.terms)}"
        _sub(code, "Description").text = _clean(described)
        for stance in VALUES:
            below = _sub(code, "Code", guid=guid("theme", theme.id, stance), name=stance)
            below.set("isCodable", "true")
    actors = {actor.id: actor for actor in codebook.actors}
    names = dict.fromkeys([*actors, *filter(None, holders)])
    if not names:
        return
    code = _sub(codes, "Code", guid=guid("holders"), name=HOLDER, isCodable="true")
    _sub(code, "Description").text = "Who holds the stance; outlet is the article itself"
    for name in names:
        shown = actors[name].name if name in actors else name
        below = _sub(code, "Code", guid=guid("holder", name), name=_clean(shown), isCodable="true")
        if name in actors and actors[name].aliases:
            _sub(below, "Description").text = _clean(ALIASES + "; ".join(actors[name].aliases))


def _add_selection(
    source: etree._Element,
    notes: etree._Element,
    row: Mapping[str, object],
    coder: str,
    number: int,
) -> None:
    unit = (coder, row["article"], number)
    user = guid("user", coder)
    one = _sub(source, "PlainTextSelection", guid=guid("selection", *unit))
    one.set("name", _clean(str(row["evidence"]) or f"sentence {row['sentence']}")[:80])
    one.set("startPosition", str(row["start"]))
    one.set("endPosition", str(row["end"]))
    one.set("creatingUser", user)
    stated = {name: row[name] for name in MARKS if name in row and not _is_empty(row[name])}
    said = [("sentence", row["sentence"]), *stated.items()]
    _sub(one, "Description").text = _clean("\n".join(f"{name}: {value}" for name, value in said))
    codes = [guid("theme", row["theme"], row["stance"])]
    codes += [guid("holder", row["holder"])] if row["holder"] else []
    for target in codes:
        coding = _sub(one, "Coding", guid=guid("coding", *unit, target), creatingUser=user)
        _sub(coding, "CodeRef", targetGUID=target)
    if row["note"]:
        note = guid("note", *unit)
        _sub(one, "NoteRef", targetGUID=note)
        element = _sub(notes, "Note", guid=note, name="note", creatingUser=user)
        _sub(element, "PlainTextContent").text = _clean(str(row["note"]))


def _sub(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)


def _is_empty(value: object) -> bool:
    return value == "" or bool(pd.isna(value))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _origin() -> str:
    return f"crossframe {version('crossframe')}"


def check_free(path: Path) -> None:
    """Refuse to write over a file, which may hold codings."""
    if path.exists():
        raise CrossframeError(
            "exists already, and may hold codings",
            path=path,
            remedy="name another file, or take this one away first",
        )


def _write(content: bytes, path: Path) -> None:
    check_free(path)
    write_file(content, path)
