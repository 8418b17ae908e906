import io
import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook

from crossframe.coding.checks import records_in
from crossframe.coding.sheets import codesheet, read_codesheet, write_codesheet
from crossframe.coding.workbooks import workbook, workbook_lines
from crossframe.errors import CrossframeError
from crossframe.stance.machine import machine_coding

ODD = [
    "=1+1",
    "'=1",
    "2013-05-01",
    "1e5",
    "+4",
    "a\nb",
    "Cafe\u0301 é",
    "“no”",
    "TRUE",
    "007",
    "",
    "a_x",
]


def cells(values, **more):
    return workbook(pd.DataFrame({"text": values, **more}), stances=["favor", "against"])


def test_texts_come_back_as_they_were_and_are_no_formulas(tmp_path):
    data = cells(ODD)
    lines = workbook_lines(data, tmp_path / "a.xlsx")
    assert [line for _, [line] in lines] == ["text", *ODD]
    page = load_workbook(io.BytesIO(data)).active
    assert all(cell.data_type == "s" for [cell] in page.iter_rows(max_row=10))


def test_whole_numbers_and_others(tmp_path):
    data = cells(["a", "b"], sentence=[3, 0], weight=[1.25, 2.0])
    assert workbook_lines(data, tmp_path)[1:] == [(2, ["a", "3", "1.25"]), (3, ["b", "0", "2"])]


def test_line_ends_as_excel_writes_them(tmp_path):
    assert workbook_lines(cells(["a_x000D_\nb"]), tmp_path)[1][1] == ["a\nb"]


def test_a_sheet_filled_in_a_workbook_is_read_as_one_of_csv(root, tmp_path):
    coding = machine_coding(root)
    sheet = codesheet(coding.sentences, coding.codebook, coding.stance, units=12, seed=1)
    filled = sheet.assign(stance="favor", holder="outlet", note="=not “sure”\nyet")
    for name in ("a.csv", "a.xlsx"):
        write_codesheet(filled, tmp_path / name)
    read = [
        read_codesheet(tmp_path / name, coding.codebook, coding.sentences)
        for name in ("a.csv", "a.xlsx")
    ]
    pd.testing.assert_frame_equal(*read)
    assert read[1]["note"].tolist() == ["=not “sure”\nyet"] * 12
    with pytest.raises(CrossframeError, match="exists already"):
        write_codesheet(filled, tmp_path / "a.xlsx")


def test_a_mistake_has_its_line_and_empty_rows_do_not_count(tmp_path):
    columns = ["article", "sentence", "theme", "stance", "holder", "evidence"]
    rows = [("a", 1, "t", "favor", "x", ""), ("",) * 6, ("a", 2, "t", "perhaps", "x", "")]
    table = pd.DataFrame(rows, columns=columns).astype({"sentence": object})
    write_codesheet(table, tmp_path / "a.xlsx")
    with pytest.raises(CrossframeError, match="line 4: unknown stance 'perhaps'"):
        read_codesheet(tmp_path / "a.xlsx")


def packed(name, content):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK and nothing", "no Excel workbook"),
        (cells(["a"])[:-40], "no Excel workbook"),
        (packed("word/document.xml", "<a/>"), "no Excel workbook"),
        (packed("xl/workbook.xml", "<!DOCTYPE a><a/>"), "no Excel workbook"),
        (packed("xl/workbook.xml", " " * 3_000_000), "100 times its size"),
    ],
)
def test_damage_and_bombs_are_one_error(data, problem, tmp_path):
    with pytest.raises(CrossframeError, match=problem) as caught:
        records_in(data, tmp_path / "a.xlsx")
    assert caught.value.path == tmp_path / "a.xlsx"
