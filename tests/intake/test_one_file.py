"""One file goes to the reader of its form, whatever its name."""

import gzip
import json

import pytest

from crossframe.intake.found import LIMITS, Limits
from crossframe.intake.one_file import found_in_file
from samples import (
    CODED,
    FACTIVA,
    FIRST,
    LINE,
    PAGE,
    STATED,
    docx,
    mhtml,
    paragraph,
    pdf,
    rtf,
    warc,
    webarchive,
)

FACTIVA_PAGE = (
    "<html><body><div class='article enArticle'><div id='hd'><span>{}</span></div>{}".format(
        FACTIVA[1], "".join(f"<div>{line}</div>" for line in FACTIVA[3:11])
    )
    + "".join(f"<p class='articleParagraph'>{line}</p>" for line in FACTIVA[11:])
)
FACTIVA_TABLE = "<html><body><table>{}</table></body></html>".format(
    "".join(
        f"<tr><td><b>{code}</b></td><td>{text}</td></tr>"
        for code, text in zip(CODED[::2], CODED[1::2], strict=True)
    )
)
TEXT = "The old bridge over the river will be open again on Monday."


def found(tmp_path, data, *, name="a", **options):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    options.setdefault("limits", LIMITS)
    return found_in_file(path, **options)


@pytest.mark.parametrize(
    ("data", "kind", "form"),
    [
        (TEXT, "text", "page"),
        (gzip.compress(TEXT.encode(), mtime=0), "text", "page"),
        (PAGE, "HTML", "extract"),
        (json.dumps({"text": TEXT}), "JSON", "text"),
        (f"outlet,text\nDial,{TEXT}\n", "table", "text"),
        (f"{LINE}\n{STATED}{LINE}\n", "ProQuest", "text"),
        (docx(paragraph(TEXT)), "Word document", "page"),
        (docx("".join(map(paragraph, FIRST))), "Nexis Uni", "text"),
        (rtf([TEXT]), "RTF document", "page"),
        (rtf(FIRST), "Nexis Uni", "text"),
        (rtf(FACTIVA), "Factiva", "text"),
        ("\n\n".join(FACTIVA), "Factiva", "text"),
        ("\n".join(CODED), "Factiva", "text"),
        (pdf([TEXT]), "PDF document", "page"),
        (pdf(FIRST, leading=30), "Nexis Uni", "text"),
        (pdf(FACTIVA, leading=30), "Factiva", "text"),
        (mhtml(PAGE), "web archive", "extract"),
        (webarchive(PAGE), "web archive", "extract"),
        (FACTIVA_PAGE, "Factiva", "text"),
        (FACTIVA_TABLE, "Factiva", "text"),
    ],
)
def test_the_kind_and_form_of_each(data, kind, form, tmp_path):
    read_as, note, entries = found(tmp_path, data)
    assert (read_as, note) == (kind, "")
    assert [(entry.form, entry.problem) for entry in entries] == [(form, "")]


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "a.txt", "is empty"),
        (b"%PDF-1.7", "a.txt", "is a damaged PDF file"),
        (
            pdf([]),
            "a.pdf",
            "is a PDF file of pictures without text, as a scanner makes it: have its",
        ),
        (b"\x89PNG", "a.png", "is a picture: copy its text into a text file"),
        (rtf([]), "a.rtf", "is a RTF document without text"),
        (TEXT, "a.docx", "is text, no Word file: download it anew"),
        ("x,y\n1,2", "a.csv", "named as a table, but no column of its first line is known (x,y)"),
        (docx(""), "a.docx", "is a Word document without text"),
        ("[]", "a.json", "holds no article"),
        (LINE + "\nTitle:\n", "a.txt", "has no full text"),
        ("12 34 {}", "a.txt", "is no running text"),
    ],
)
def test_there_is_always_an_entry(data, name, problem, tmp_path):
    _, _, [entry] = found(tmp_path, data, name=name)
    assert problem in entry.problem


def test_another_encoding_is_said(tmp_path):
    _, note, [entry] = found(tmp_path, "“Open,” she said.".encode("cp1252"))
    assert note == "read in the encoding cp1252"
    assert entry.text == "“Open,” she said."


def test_a_table_or_json_that_is_too_long_is_refused(tmp_path):
    limits = Limits(table_characters=20)
    for data in (f"outlet,text\nDial,{TEXT}\n", json.dumps({"text": TEXT})):
        _, _, [entry] = found(tmp_path, data, limits=limits)
        assert "more than 20 characters: select the articles" in entry.problem


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a"])
def test_a_table_whose_lines_end_in_carriage_returns_is_a_table(name, tmp_path):
    data = f"outlet,text\rDial,{TEXT}\rPost,{TEXT}\r"
    kind, _, entries = found(tmp_path, data, name=name)
    assert kind == "table"
    assert [entry.outlet for entry in entries] == ["Dial", "Post"]


def test_a_text_whose_lines_end_in_carriage_returns_has_lines(tmp_path):
    _, _, [entry] = found(tmp_path, f"Bridge opens\r\r{TEXT}\r")
    assert entry.text == f"Bridge opens\n\n{TEXT}\n"
    _, _, [entry] = found(tmp_path, f"Bridge opens\r\n\r\n{TEXT}\r\n")
    assert entry.text == f"Bridge opens\r\n\r\n{TEXT}\r\n"


def test_a_web_archive_of_several_pages(tmp_path):
    pages = [(f"https://sundial.test/{n}", "text/html", "200 OK", PAGE.encode()) for n in "ab"]
    for data in (warc(*pages), warc(*pages, packed=True)):
        kind, _, entries = found(tmp_path, data, name="crawl.warc.gz")
        assert kind == "WARC"
        assert [entry.place for entry in entries] == [page[0] for page in pages]
