"""Reading files: TOML, JSON lines and tables, each failure one clear message."""

import os
from pathlib import Path

import pytest

from crossframe.errors import CrossframeError
from crossframe.io.reading import (
    decode,
    file_below,
    read_bytes,
    read_jsonl,
    read_table,
    read_toml,
)


@pytest.fixture
def write(tmp_path):
    def use(content, name="gold.jsonl"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return use


def problem_of(call, *args, **options):
    with pytest.raises(CrossframeError) as caught:
        call(*args, **options)
    return str(caught.value)


def test_readers_name_what_they_read(tmp_path):
    path = tmp_path / "x.toml"
    with pytest.raises(CrossframeError, match=r"x\.toml: codebook file is missing"):
        read_bytes(path, what="codebook")
    path.write_bytes(b"a = 1\nb = \n")
    with pytest.raises(CrossframeError, match=r"codebook is not valid TOML: .*line 2"):
        read_toml(path, what="codebook")
    path.write_text("a = 1", encoding="utf-8")
    assert read_toml(path, what="codebook") == {"a": 1}
    assert decode("ä\r\n".encode(), path) == "ä\r\n"


# --- JSON lines


def test_jsonl_in_file_order(write):
    path = write('{"id": 2}\r\n\n  \n{"id": 1, "text": "a\\u2028b"}\n')
    assert read_jsonl(path, required=("id",)) == [{"id": 2}, {"id": 1, "text": "a\u2028b"}]


def test_jsonl_lines_end_at_newlines_only(write):
    path = write('{"text": "a\u2028b\u0085c"}\n')
    assert read_jsonl(path, required=()) == [{"text": "a\u2028b\u0085c"}]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "file holds no object"),
        ("\n \n", "file holds no object"),
        ('{"id": 1}\n{"id": ', "line 2: not valid JSON"),
        ('{"id": 1}\n\n[1]\n', "line 3: not a JSON object"),
        ('"id"', "line 1: not a JSON object"),
        ('{"name": 1}', "line 1: key 'id' is missing"),
        (b'{"id": "\xe9"}', "bytes are not UTF-8"),
    ],
)
def test_broken_jsonl(write, content, expected):
    path = write(content)
    message = problem_of(read_jsonl, path, required=("id",))
    assert str(path) in message
    assert expected in message


def test_missing_file(tmp_path):
    assert "file is missing" in problem_of(read_jsonl, tmp_path / "none.jsonl", required=())


# --- tables


def test_table_keeps_every_cell_as_text(write):
    path = write('\ufeffa,b,c\n1,,NA\n\n"x, ""y""\nz",007,null\n', "t.csv")
    table = read_table(path, required=("c", "a"))
    assert list(table.columns) == ["a", "b", "c"]
    assert table.to_numpy().tolist() == [["1", "", "NA"], ['x, "y"\nz', "007", "null"]]
    assert table.index.tolist() == [2, 4]


def test_table_without_rows(write):
    table = read_table(write("a,b\n", "t.csv"), required=("a",))
    assert list(table.columns) == ["a", "b"]
    assert table.empty


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "column 'a' is missing"),
        ("b\n1\n", "column 'a' is missing"),
        ("a,b\n1,2\n1,2,3\n", "line 3: row has 3 cells, the header 2"),
        ('a,b\n\n"1\n1",2\n1,2,3\n', "line 5: row has 3 cells, the header 2"),
        ("a,b\n1\n", "line 2: row has 1 cells, the header 2"),
        ('a,b\n1,"2\n', "not a CSV table"),
        ("a,a\n1,2\n", "a column is named twice"),
        (b"a,b\n\xff,1\n", "bytes are not UTF-8"),
    ],
)
def test_broken_tables(write, content, expected):
    path = write(content, "t.csv")
    message = problem_of(read_table, path, required=("a",))
    assert str(path) in message
    assert expected in message


# --- what is not to be read


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_only_regular_files_of_a_size_are_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero"), Path(os.devnull)):
        assert "manifest file is no regular file" in problem_of(read_toml, path, what="manifest")
    (tmp_path / "a").write_bytes(b"a" * 1_000_001)
    assert "larger than 1 MB" in problem_of(read_bytes, tmp_path / "a", what="x", most=1_000_000)
    assert len(read_bytes(tmp_path / "a", what="x")) == 1_000_001


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, "loop"])
def test_names_that_no_file_has(name, tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    assert "x file" in problem_of(read_bytes, tmp_path / name, what="x")
    if name == "a\0b":  # the others may be found out when they are read only
        assert "x file" in problem_of(file_below, tmp_path, tmp_path / name, what="x")
