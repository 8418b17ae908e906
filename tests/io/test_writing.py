"""crossframe.io.writing: tables and files, whole or not at all."""

import csv
import io
import os
import stat
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.errors import CrossframeError
from crossframe.io import writing as export
from crossframe.io.writing import write_file, write_table


def written(table, tmp_path):
    write_table(table, tmp_path / "table.csv")
    return (tmp_path / "table.csv").read_bytes().decode("utf-8")


def left_over(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (0.5, "0.5"),
        (1.0, "1"),
        (-0.0, "0"),
        (-1e-9, "0"),
        (1 / 3, "0.333333"),
        (-2.5, "-2.5"),
        (1.4e11, "140000000000"),
        (0.1 + 0.2, "0.3"),
        (float("nan"), ""),
        (float("inf"), "inf"),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (7, "7"),
        (np.int64(-7), "-7"),
        (np.float64(0.25), "0.25"),
        (True, "True"),
        (np.bool_(False), "False"),
        ("", ""),
        ("a b", "a b"),
        ("a,b", '"a,b"'),
        ('say "x"', '"say ""x"""'),
        ("two\nlines", '"two\nlines"'),
        ("a\rb", '"a\rb"'),
        ("€ “quoted” 日本", "€ “quoted” 日本"),
        (((12, 40), (55, 60)), "12-40;55-60"),
        ([(np.int64(1), np.int64(2))], "1-2"),
        ((), ""),
        ((("a", 1), ("b", np.int64(2))), "a 1;b 2"),
        (("army", "military"), "army;military"),
        ((1.5, None), "1.5;"),
    ],
)
def test_each_kind_of_cell_has_one_form(value, cell, tmp_path):
    table = pd.DataFrame({"x": pd.Series([value], dtype=object), "y": [1]})
    assert written(table, tmp_path) == f"x,y\n{cell},1\n"


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start, tmp_path):
    text = written(pd.DataFrame({"x": [f"{start}1+1"], "y": [-1]}), tmp_path)
    cell = pd.read_csv(io.StringIO(text, newline=""), dtype=str, lineterminator="\n").loc[0, "x"]
    assert cell == f"'{start}1+1"
    assert text.endswith(",-1\n")


def test_a_header_and_a_tuple_are_made_harmless_too(tmp_path):
    assert written(pd.DataFrame({"=x": [("-a", "b")]}), tmp_path) == "'=x\n'-a;b\n"


def test_a_formula_sign_inside_a_text_stays(tmp_path):
    assert written(pd.DataFrame({"x": ["a=b", "'=c"]}), tmp_path) == "x\na=b\n'=c\n"


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (pd.DataFrame({"a": [1, 2, 3]}).query("a > 1"), "a\n2\n3\n"),
        (pd.DataFrame(columns=["a", "b"]), "a,b\n"),
        (pd.DataFrame({"a": [1]}).query("a > 1"), "a\n"),
        (
            pd.DataFrame([[1.0, 0.5], [0.5, 1.0]], index=["p", "q"], columns=["p", "q"]),
            "index,p,q\np,1,0.5\nq,0.5,1\n",
        ),
        (pd.DataFrame({"n": [3]}, index=pd.Index([2019], name="year")), "year,n\n2019,3\n"),
        (pd.DataFrame({"only": ["x", "", None]}), 'only\nx\n""\n""\n'),
    ],
)
def test_row_labels_are_written_where_they_say_something(table, text, tmp_path):
    assert written(table, tmp_path) == text


def test_the_bytes_depend_on_the_table_alone(tmp_path):
    table = pd.DataFrame({"x": [0.1 * 3, 1e-17], "y": ["a", "b"]})
    assert written(table, tmp_path) == written(table.assign(x=[0.3, 0.0]), tmp_path)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12).filter(
    lambda text: not text.startswith(tuple("=+-@＝＋－＠\t\r\n"))
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_texts_come_back_as_they_were(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    write_table(pd.DataFrame(rows, columns=["a", "b"]), path)
    with path.open(encoding="utf-8", newline="") as file:
        back = list(csv.reader(file))
    assert back == [["a", "b"], *map(list, rows)]


def test_text_and_bytes_are_written_unchanged(tmp_path):
    write_file("a\r\nb\n“€”", tmp_path / "t.txt")
    assert (tmp_path / "t.txt").read_bytes() == "a\r\nb\n“€”".encode()
    write_file(b"\x00\xff", str(tmp_path / "b.bin"))
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"
    assert left_over(tmp_path) == ["b.bin", "t.txt"]


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("long old content")
    path.chmod(0o640)
    write_file("new", path)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert left_over(tmp_path) == ["t.txt"]


def test_a_new_file_has_the_usual_rights(tmp_path):
    (tmp_path / "usual").touch()
    write_file("x", tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_file("new", tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_missing_folder_is_named_and_not_created(tmp_path):
    with pytest.raises(
        CrossframeError, match=r"t\.csv: .*folder does not exist.*create the folder"
    ):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "no" / "t.csv")
    assert left_over(tmp_path) == []


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CrossframeError, match="is a folder"):
        write_file("x", tmp_path)


def test_a_device_is_not_replaced():
    with pytest.raises(CrossframeError, match="no regular file"):
        write_file("x", os.devnull)
    assert not Path(os.devnull).is_file()


def test_a_write_protected_file_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "t.txt"
    path.write_text("old")
    path.chmod(0o444)
    monkeypatch.setattr(export.os, "access", lambda *_: False)  # root may write anything
    with pytest.raises(CrossframeError, match="write-protected"):
        write_file("new", path)
    assert path.read_text() == "old"


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(step, tmp_path, monkeypatch):
    path = tmp_path / "t.txt"
    path.write_text("old")

    def fail(*_args, **_options):
        raise OSError(28, "No space left on device")

    owner = export.os if step == "fsync" else export.Path
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(CrossframeError, match=r"t\.txt: cannot be written: No space left"):
        write_file("new", path)
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert left_over(tmp_path) == ["t.txt"]


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(export.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file("new", tmp_path / "t.txt")
    assert left_over(tmp_path) == []


def test_half_a_surrogate_pair_is_a_clear_error(tmp_path):
    with pytest.raises(CrossframeError, match=r"character 1 .*surrogate"):
        write_file("a\ud800", tmp_path / "t.txt")
    assert left_over(tmp_path) == []
