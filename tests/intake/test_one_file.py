"""One file goes to the reader of its form, whatever its name."""

import gzip
import json

import pytest

from crossframe.intake.found import LIMITS, Limits
from crossframe.intake.one_file import found_in_file
from samples import FIRST, LINE, PAGE, STATED, docx, paragraph

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
        (gzip.compress(TEXT.encode()), "text", "page"),
        (PAGE, "HTML", "extract"),
        (json.dumps({"text": TEXT}), "JSON", "text"),
        (f"outlet,text\nDial,{TEXT}\n", "table", "text"),
        (f"{LINE}\n{STATED}{LINE}\n", "ProQuest", "text"),
        (docx(paragraph(TEXT)), "Word document", "page"),
        (docx("".join(map(paragraph, FIRST))), "Nexis Uni", "text"),
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
        (b"%PDF-1.7", "a.txt", "is a PDF file: save its text"),
        (TEXT, "a.docx", "is text, no Word file: download it anew"),
        ("x,y\n1,2", "a.csv", "named as a table, but no column of its first line is known (x,y)"),
        (docx(""), "a.docx", "is a Word file without text"),
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
