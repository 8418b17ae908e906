"""Codings out: the structure of the standard, checked by hand here, since its schema is not ours to ship."""

import re
import zipfile

import pandas as pd
import pytest
from lxml import etree

from crossframe.coding.codings import read_coding
from crossframe.coding.refi import PROJECT, plain_text, source_texts, write_codebook, write_project
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import load_codebook

ORDER = {  # what the standard lets stand in an element, in this order
    "Project": ["Users", "CodeBook", "Sources", "Notes"],
    "CodeBook": ["Codes"],
    "Code": ["Description", "Code"],
    "TextSource": ["Description", "PlainTextSelection"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"],
    "Coding": ["CodeRef"],
    "Note": ["PlainTextContent"],
}


@pytest.fixture(scope="module")
def coded(root, project, gold_sentences):
    from crossframe.stance.machine import material

    found = material(root)
    rows, _ = read_coding(root / "data/codings/reference.csv", found.codebook, found.sentences)
    rows.loc[0, "note"] = "Is it?\nI think so <&> “yes”\x07."
    return found, rows


@pytest.fixture
def written(coded, tmp_path):
    found, rows = coded
    path = tmp_path / "a.qdpx"
    write_project(
        {"Ann": rows, "Bo": rows.head(3)},
        found.sentences,
        found.codebook,
        path,
        articles=found.project.articles,
    )
    return path


def test_the_markup_has_the_order_and_references_of_the_standard(written):
    with zipfile.ZipFile(written) as archive:
        markup = etree.fromstring(archive.read("project.qde"))
        names = set(archive.namelist())
    assert markup.tag == f"{{{PROJECT}}}Project"
    guids = [element.get("guid") for element in markup.iter() if element.get("guid")]
    assert len(guids) == len({*guids})
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid) for guid in guids)
    for element in markup.iter():
        kind = etree.QName(element).localname
        below = [etree.QName(child).localname for child in element]
        if kind in ORDER:
            assert below == sorted(below, key=ORDER[kind].index)
        for key in ("targetGUID", "creatingUser"):
            assert element.get(key) is None or element.get(key) in guids
    places = [source.get("plainTextPath") for source in markup.iter(f"{{{PROJECT}}}TextSource")]
    assert {place.replace("internal://", "Sources/") for place in places} == names - {"project.qde"}


def test_every_selection_is_its_evidence_by_code_points(coded, written):
    _, rows = coded
    with zipfile.ZipFile(written) as archive:
        markup = etree.fromstring(archive.read("project.qde"))
        spans = []
        for source in markup.iter(f"{{{PROJECT}}}TextSource"):
            name = source.get("plainTextPath").replace("internal://", "Sources/")
            text = archive.read(name).decode()
            for one in source.iter(f"{{{PROJECT}}}PlainTextSelection"):
                words = text[int(one.get("startPosition")) : int(one.get("endPosition"))]
                spans.append(" ".join(words.split()))
    present = rows[rows["stance"] != "absent"]["evidence"]
    assert {" ".join(text.split()) for text in present} <= {*spans}
    assert len(spans) == len(rows) + 3


def test_the_same_coding_gives_the_same_bytes_and_no_file_is_overwritten(coded, written, tmp_path):
    found, rows = coded
    arguments = ({"Ann": rows, "Bo": rows.head(3)}, found.sentences, found.codebook)
    write_project(*arguments, tmp_path / "b.qdpx", articles=found.project.articles)
    assert (tmp_path / "b.qdpx").read_bytes() == written.read_bytes()
    with pytest.raises(CrossframeError, match="exists already"):
        write_project(*arguments, written)


def test_a_codebook_alone(root, tmp_path):
    book = load_codebook(root / "data" / "codebook.toml")
    write_codebook(book, tmp_path / "a.qdc", holders=["outlet"])
    markup = etree.parse(tmp_path / "a.qdc").getroot()
    themes = markup[0][: len(book.themes)]
    assert [code.get("name") for code in themes] == [theme.label for theme in book.themes]
    assert themes[0][0].text.split("\n")[0] == book.themes[0].proposition
    assert [code.get("name") for code in themes[0][1:]] == ["favor", "against", "neither", "absent"]
    assert markup[0][-1][-1].get("name") == "outlet"


def test_texts_keep_their_places():
    assert plain_text("\ufeffa\r\nb\rc") == " a \nb\nc"
    rows = [("a", 0, 2, "Head"), ("a", 1, 10, "It is.")]
    table = pd.DataFrame(rows, columns=["article", "sentence", "start", "text"])
    text = source_texts(table, ())["a"]
    assert (text[2:6], text[10:16]) == ("Head", "It is.")
