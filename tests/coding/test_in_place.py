"""Coding in the page: what is asked for, and the file of each coder, which nothing else writes over."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from crossframe.coding.coders import Coding
from crossframe.coding.codings import write_coding
from crossframe.coding.in_place import ChangedElsewhereError, CoderFiles, found_task, sheet_task
from crossframe.coding.sheets import codesheet, read_codesheet, sheet_text, write_codesheet
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import UNWRITTEN, Actor, Codebook, Theme

BOOK = Codebook(
    "Harbour",
    (),
    (
        Theme("closing", "Closing", "The harbour should close.", ("harbour", "close*")),
        Theme("prize", "The prize", "Rye bread deserves a prize.", ("prize",)),
    ),
    (Actor("lund", "Ada Lund", ("Mayor Lund",)),),
)
ROWS = [
    ("b", 2, "closing", "favor", "lund", 0, 4),
    ("a", 0, "closing", "favor", "lund", 0, 10),
    ("a", 0, "closing", "neither", "outlet", 0, 10),
    ("c", 0, "prize", "neither", "outlet", 0, 6),
]


@pytest.fixture
def rules():
    columns = ["article", "sentence", "theme", "stance", "holder", "start", "end"]
    return pd.DataFrame(ROWS, columns=columns).sort_values(["article", "sentence"])


@pytest.fixture
def files(tmp_path, harbour):
    return CoderFiles(tmp_path, "sheet", BOOK, harbour, None, {"sheet": "sheet.csv"})


def filled(harbour, *rows):
    """A sheet as the page makes it."""
    answers = ["article", "sentence", "theme", "stance", "holder", "evidence", "note"]
    texts = harbour[["article", "sentence", "text"]]
    return sheet_text(pd.DataFrame(rows, columns=answers).merge(texts, on=["article", "sentence"]))


FAVOR = ("a", 0, "closing", "favor", "mayor lund", "must close", "=1+1")
ABSENT = ("c", 1, "closing", "absent", "", "", "")


def test_units_found_stand_in_reading_order(rules):
    task = found_task(rules, BOOK)
    assert task.units.to_numpy().tolist() == [
        ["a", 0, "closing"],
        ["b", 2, "closing"],
        ["c", 0, "prize"],
    ]


def test_a_theme_without_a_proposition_is_not_asked_for(rules):
    skeleton = replace(BOOK.themes[1], proposition=f"{UNWRITTEN} one sentence.)")
    task = found_task(rules, replace(BOOK, themes=(BOOK.themes[0], skeleton)))
    assert set(task.units["theme"]) == {"closing"}


def test_a_sheet_gives_its_units_and_weights_and_none_of_its_answers(tmp_path, harbour, rules):
    sheet = codesheet(harbour, BOOK, rules, units=4)
    write_codesheet(sheet.assign(stance="absent", mood="good"), tmp_path / "drawn.csv")
    task = sheet_task(tmp_path / "drawn.csv", BOOK, harbour, rules)
    assert list(task.units) == ["article", "sentence", "theme", "weight"]
    assert task.units["weight"].tolist() == [str(weight) for weight in sheet["weight"]]
    assert task.proposed is rules
    assert task.name == "drawn"


def test_of_a_machines_sheet_its_own_rows_are_proposed(tmp_path, harbour, rules):
    coded = rules.assign(coded_by="llm", evidence="", start=0, end=4)
    coded = coded[coded["holder"] != "outlet"]
    write_coding(Coding(coded, {"coder": "llm"}), harbour, BOOK, tmp_path / "llm.csv")
    task = sheet_task(tmp_path / "llm.csv", BOOK, harbour, rules)
    assert task.proposed["coded_by"].tolist() == ["llm", "llm"]
    assert {"start", "end"} <= {*task.proposed}


def test_a_sheet_for_adjudication_gives_what_people_coded(tmp_path, harbour, rules):
    sheet = codesheet(harbour, BOOK, rules, units=2)
    sheet = sheet.assign(**{"Ann stance": ["favor", ""], "Ann holder": ["lund", ""]})
    sheet = sheet.assign(**{"bo stance": "absent", "bo holder": "", "bo evidence": ""})
    write_codesheet(sheet, tmp_path / "open.csv")
    task = sheet_task(tmp_path / "open.csv", BOOK, harbour, rules)
    bo = ["bo", "absent", "", ""]
    assert task.others == [[["ann", "favor", "lund", ""], bo], [bo]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weight": "=1+1"}, "weight '=1+1' is no number"),
        ({"text": "Other words"}, "the text is not that of the sentence"),
        ({"article": "z"}, "unknown article 'z'"),
        ({"theme": "tax"}, "unknown theme 'tax'"),
    ],
)
def test_a_sheet_of_other_texts_is_refused_with_its_lines(
    tmp_path, harbour, rules, change, message
):
    sheet = codesheet(harbour, BOOK, rules, units=3).assign(**change)
    write_codesheet(sheet, tmp_path / "other.csv")
    with pytest.raises(CrossframeError, match="3 mistakes in what") as raised:
        sheet_task(tmp_path / "other.csv", BOOK, harbour, rules)
    assert message in str(raised.value)
    assert "line" in str(raised.value)
    assert "codesheet" in raised.value.remedy


def test_a_sheet_that_asks_for_nothing_is_refused(tmp_path, harbour, rules):
    write_codesheet(codesheet(harbour, BOOK, rules).iloc[:0], tmp_path / "empty.csv")
    with pytest.raises(CrossframeError, match="asks for no unit"):
        sheet_task(tmp_path / "empty.csv", BOOK, harbour, rules)


def test_a_task_is_known_again_by_what_it_asks(harbour, rules):
    task = found_task(rules, BOOK)
    digest = task.digest(BOOK, harbour)
    assert task._replace(coder="ann", name="x").digest(BOOK, harbour) == digest
    assert task._replace(units=task.units.iloc[1:]).digest(BOOK, harbour) != digest
    assert task.digest(BOOK, harbour.assign(text="x")) != digest
    with_term = Codebook("", (), (Theme("closing", "C", "The harbour should close.", ("x",)), BOOK.themes[1]), ())  # fmt: skip
    assert task.digest(with_term, harbour) == digest


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Ann", "sheet-ann.csv"),
        ("  Bo van Dijk ", "sheet-bo-van-dijk.csv"),
        ("../../etc/passwd", "sheet-etc-passwd.csv"),
        ("Žofie", "sheet-žofie.csv"),
        ("x" * 300, f"sheet-{'x' * 60}.csv"),
    ],
)
def test_every_coder_has_a_file_beside_the_sheet(files, name, file):
    assert files.path(name) == files.folder / file


@pytest.mark.parametrize("name", ["", "/", "..", "\x00"])
def test_a_name_without_letters_is_no_coder(files, name):
    with pytest.raises(CrossframeError, match="is no name of a coder"):
        files.path(name)


def test_codes_are_written_and_read_as_a_sheet(files, harbour):
    text = filled(harbour, FAVOR, ABSENT)
    left = [{"article": "b", "sentence": 2, "theme": "closing", "skipped": True, "rows": []}]
    digest = files.write("Ann", text, known="", left_open=left, seen=1)
    path = files.path("Ann")
    assert path.read_bytes() == text.encode()
    rows = read_codesheet(path, BOOK, harbour)
    assert rows[["stance", "holder", "evidence"]].to_numpy().tolist() == [
        ["favor", "lund", "must close"],
        ["absent", "", ""],
    ]
    assert rows["note"].tolist() == ["=1+1", ""]
    assert files.read("Ann") == {
        "file": "sheet-ann.csv",
        "csv": text.removeprefix("\ufeff"),
        "digest": digest,
        "open": left,
    }
    made = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert {
        "complete": False,
        "rows": 2,
        "units": 2,
        "machine_answers_seen": 1,
    }.items() <= made.items()
    assert files.read("Bo") == {"file": "sheet-bo.csv", "csv": "", "digest": "", "open": []}


def test_a_file_changed_elsewhere_is_not_written_over(files, harbour):
    digest = files.write("Ann", filled(harbour, FAVOR), known="", left_open=[], seen=0)
    path = files.path("Ann")
    path.write_bytes(filled(harbour, ABSENT).encode())
    with pytest.raises(ChangedElsewhereError):
        files.write("Ann", filled(harbour, FAVOR), known=digest, left_open=[], seen=0)
    with pytest.raises(ChangedElsewhereError):
        files.write("Ann", filled(harbour, FAVOR), known="", left_open=[], seen=0)
    assert path.read_bytes() == filled(harbour, ABSENT).encode()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("a", 0, "closing", "favor", "", "", ""), "holder is empty"),
        (("a", 0, "closing", "for", "x", "", ""), "unknown stance 'for'"),
        (("a", 0, "closing", "favor", "x", "not there", ""), "is not in the sentence"),
        (("a", 0, "tax", "favor", "x", "", ""), "unknown theme 'tax'"),
    ],
)
def test_codes_with_a_mistake_are_not_written(files, harbour, row, message):
    with pytest.raises(CrossframeError, match=message):
        files.write("Ann", filled(harbour, row), known="", left_open=[], seen=0)
    assert list(files.folder.iterdir()) == []


@pytest.mark.parametrize("text", ["", "a,b\r\n", '"', "article\x00"])
def test_what_is_no_sheet_is_not_written(files, text):
    with pytest.raises(CrossframeError):
        files.write("Ann", text, known="", left_open=[], seen=0)
    assert list(files.folder.iterdir()) == []


def test_halves_of_characters_do_no_harm(files, harbour):
    text = filled(harbour, (*FAVOR[:6], "HALF")).replace("HALF", "\ud83d")
    files.write("Ann", text, known="", left_open=[{"note": "\ud83d"}], seen=0)
    assert read_codesheet(files.path("Ann"), BOOK, harbour)["note"].tolist() == ["\ufffd"]
    assert files.read("Ann")["open"] == [{"note": "\ufffd"}]


def test_a_machines_coding_is_never_written_over_nor_ours_by_a_machine(files, harbour, rules):
    coding = Coding(rules.assign(coded_by="rules", evidence="", start=0, end=1).iloc[:1], {})
    write_coding(coding, harbour, BOOK, files.path("Ann"))
    with pytest.raises(CrossframeError, match="not made in the page"):
        files.read("Ann")
    files.write("Bo", filled(harbour, FAVOR), known="", left_open=[], seen=0)
    with pytest.raises(CrossframeError, match="may hold what people"):
        write_coding(coding, harbour, BOOK, files.path("Bo"))


def test_one_file_where_one_was_named(files, harbour, tmp_path):
    out = tmp_path / "deep" / "ours.csv"
    named = CoderFiles(tmp_path, "sheet", BOOK, harbour, out, {})
    named.write("Ann", filled(harbour, FAVOR), known="", left_open=[], seen=0)
    assert len(read_codesheet(out)) == 1
    assert named.read("ANN")["csv"]
    with pytest.raises(CrossframeError, match="codes of Ann"):
        named.read("Bo")  # who starts blind
