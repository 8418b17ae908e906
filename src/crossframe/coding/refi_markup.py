"""The markup of REFI-QDA, parsed within limits, and a codebook made of its codes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from crossframe.coding.refi import ALIASES, BOOK, HOLDER, PROJECT, TERMS
from crossframe.errors import CrossframeError
from crossframe.intake.ids import article_ids
from crossframe.io.reading import read_bytes
from crossframe.stance.codebook import UNWRITTEN
from crossframe.text.printable import one_line
from crossframe.text.words import fold

ANEW = "export it anew from the program that it comes from"


def read_codebook(path: Path, *, title: str) -> str:
    """Read the codes of a .qdc file into the text of a codebook.toml, to be looked through.

    A code at the top is a theme: its description is the proposition, and below the line of search
    terms, if crossframe wrote one, its terms; else its name is. Codes below "Holder" are actors.
    """
    root = parsed(read_bytes(path, what="REFI-QDA codebook"), path, root=f"{{{BOOK}}}CodeBook")
    codes = [code for top in children(root, "Codes") for code in children(top, "Code")]
    themes = [code for code in codes if key(code.get("name") or "") != key(HOLDER)]
    actors = [code for top in codes if top not in themes for code in children(top, "Code")]
    actors = [code for code in actors if key(code.get("name") or "") != "outlet"]
    if not themes:
        raise CrossframeError("holds no code", path=path, remedy=ANEW)
    parts = [f"title = {_toml(title)}"]
    names = [code.get("name") or "theme" for code in (*themes, *actors)]
    ids = article_ids(names)
    for name, own, code in zip(names, ids, [*themes, *actors], strict=True):
        described = "".join(element.text or "" for element in children(code, "Description"))
        mark = TERMS if code in themes else ALIASES
        said, _, listed = described.partition(mark)
        given = [one_line(term) for term in listed.split("; ") if one_line(term)]
        if code in themes:
            proposition = (
                one_line(said) or f"{UNWRITTEN} a sentence that one can be for or against)"
            )
            fields = {"id": own, "label": name, "proposition": proposition}
            parts.append(_entry("theme", fields, "terms", given or [one_line(name).lower()]))
        else:
            parts.append(_entry("actor", {"id": own, "name": name}, "aliases", given))
    return "\n\n".join(parts) + "\n"


def _entry(kind: str, fields: Mapping[str, str], last: str, listed: list[str]) -> str:
    lines = [f"{name} = {_toml(one_line(value))}" for name, value in fields.items()]
    return "\n".join([f"[[{kind}]]", *lines, f"{last} = [{', '.join(map(_toml, listed))}]"])


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def parsed(markup: bytes, path: Path, *, root: str) -> etree._Element:
    """Parse the markup of a project or codebook, which declares no entity."""
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise CrossframeError("declares entities, as no REFI-QDA file does", path=path, remedy=ANEW)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        found = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CrossframeError(f"is damaged: {error}", path=path, remedy=ANEW) from error
    if found.tag != root:
        raise CrossframeError("is no REFI-QDA file of this kind", path=path, remedy=ANEW)
    for element in found.iter(
        "{*}Code", "{*}CodeRef", "{*}User", "{*}Coding", "{*}Note", "{*}NoteRef"
    ):
        for name in ("guid", "targetGUID", "creatingUser"):  # written in any of four ways
            value = element.get(name)
            if value is not None:
                element.set(name, _same(value))
    for element in found.iter("{*}PlainTextSelection", "{*}TextSource"):
        for name in ("guid", "creatingUser"):
            if element.get(name) is not None:
                element.set(name, _same(element.get(name)))
    return found


def _same(value: str) -> str:
    try:
        return str(uuid.UUID(value))
    except ValueError:
        return value


def elements(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a name below one, whatever lies between."""
    yield from element.iter(f"{{{PROJECT}}}{name}", f"{{{BOOK}}}{name}")


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a name right below one."""
    yield from element.iterchildren(f"{{{PROJECT}}}{name}", f"{{{BOOK}}}{name}")


def key(text: str) -> str:
    """Return a name as names are compared: case, marks and spaces do not count."""
    return " ".join(fold(text).split())
