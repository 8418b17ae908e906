"""Rows of tables: every one is an article, or rejected with its reason."""

import gzip
import json

import pandas as pd
import pytest

from crossframe.archive.reading import Rejected, Row, archive_files, read_rows
from crossframe.errors import CrossframeError
from samples import PAGE, warc

ONE = {"id": "a", "outlet": "Post", "date": "2021-05-03", "title": "Dam", "text": "It burst."}


def lines(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def told(paths):
    return [
        (row.article if isinstance(row, Row) else f"{row.place}: {row.reason}")
        for row in read_rows(paths)
    ]


def test_row_of_json_is_an_article_with_its_title_above_the_text(tmp_path):
    (row,) = read_rows([lines(tmp_path / "a.jsonl", ONE)])
    assert row == Row("a", "Post", "2021-05-03", "Dam", "Dam\n\nIt burst.")
    assert row.month == "2021-05"


def test_date_that_can_be_read_in_two_ways_is_none(tmp_path):
    rows = [{**ONE, "id": date, "date": date} for date in ("3/4/2019", "March 28, 2019", "")]
    assert [row.month for row in read_rows([lines(tmp_path / "a.jsonl", *rows)])] == [
        "undated",
        "2019-03",
        "undated",
    ]


def test_paragraphs_of_sentences_are_a_text(tmp_path):
    row = {key: value for key, value in ONE.items() if key != "text"}
    table = lines(tmp_path / "a.jsonl", {**row, "paragraphs": [["One.", "Two."], ["Three."]]})
    (found,) = read_rows([table])
    assert found.text == "Dam\n\nOne. Two.\n\nThree."


def test_bad_rows_of_json_are_rejected_and_the_others_used(tmp_path):
    table = lines(
        tmp_path / "a.jsonl",
        ONE,
        "{broken",
        "[1]",
        {**ONE, "id": "b", "text": " "},
        {**ONE, "id": "c", "outlet": None},
        {**ONE, "id": "d", "text": "a\0b"},
        {**ONE, "id": "e", "text": "\ud800"},
        {**ONE, "id": "f", "text": "x" * 1_000_001},
        {**ONE, "id": "g"},
    )
    assert told([table]) == [
        "a",
        "line 2: is not valid JSON",
        "line 3: is no JSON object",
        "line 4: has no text",
        "line 5: names no outlet",
        "line 6: holds NUL characters, as no text does",
        "line 7: holds bytes that are not UTF-8",
        "line 8: is longer than 1,000,000 characters, as no article is",
        "g",
    ]


def test_row_that_stands_twice_counts_once_another_text_under_its_id_stays(tmp_path):
    table = lines(tmp_path / "a.jsonl", ONE, ONE, {**ONE, "text": "It held."})
    first, again, other = told([table])
    assert (first, again) == ("a", "line 2: is the same article as an earlier row")
    assert other.startswith("a-")
    assert len(other) == 10


def test_row_without_id_is_named_after_its_content(tmp_path):
    row = {key: value for key, value in ONE.items() if key != "id"}
    first, second = read_rows([lines(tmp_path / "a.jsonl", row, {**row, "text": "It held."})])
    assert len(first.article) == 16
    assert first.article != second.article


def test_bad_rows_of_csv_are_rejected_and_the_others_used(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"id;outlet;title;text\n1;Post;Dam;It burst.\n2;Post;Dam\n3;Post;Dam;\xff burst.\n"
        b'4;Post;"Dam" x;It burst.\n5;Post;Dam;"It\nheld."\n'
    )
    assert told([path]) == [
        "1",
        "line 3: has 3 cells, the header 4",
        "line 4: holds bytes that are not UTF-8",
        "line 5: has a quotation mark that is not closed, or stands in the middle of a cell",
        "5",
    ]


def test_packed_tables_are_read_and_a_cut_one_up_to_the_cut(tmp_path):
    whole = gzip.compress(
        "".join(json.dumps({**ONE, "id": str(n)}) + "\n" for n in range(9)).encode()
    )
    (tmp_path / "a.jsonl.gz").write_bytes(whole)
    assert told([tmp_path]) == [str(n) for n in range(9)]
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:-8])
    assert "cannot be read to its end" in told([tmp_path])[-1]


def test_rows_of_parquet_and_how_many_a_damaged_one_loses(tmp_path):
    path = tmp_path / "a.parquet"
    rows = pd.DataFrame([{**ONE, "id": str(n), "text": f"It burst {n} times."} for n in range(600)])
    rows.assign(date=pd.Timestamp("2021-05-03")).to_parquet(path, row_group_size=200)
    found = list(read_rows([path]))
    assert [row.article for row in found] == [str(n) for n in range(600)]
    assert found[0].date == "2021-05-03"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 400] = b"\0" * 400
    path.write_bytes(data)
    *good, bad = read_rows([path])
    assert isinstance(bad, Rejected)
    assert "is damaged" in bad.reason
    assert len(good) + bad.items == 600


def test_pages_of_a_web_archive(tmp_path):
    answer = ("https://sundial.test/bridge", "text/html; charset=utf-8", "200 OK", PAGE.encode())
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(answer, packed=True))
    (row,) = read_rows([path])
    assert (row.article, row.outlet) == ("https://sundial.test/bridge", "The Sun Dial")
    assert row.month == "2021-05"
    assert row.text.startswith("Bridge <script> opens\n\n")
    damaged = tmp_path / "b.warc"
    damaged.write_bytes(warc(answer) + b"no header" + b"x" * 300)
    row, bad = read_rows([damaged])
    assert "is damaged after" in bad.reason


def test_what_is_no_table_is_one_clear_error(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    with pytest.raises(CrossframeError, match="no table that is known by its ending"):
        archive_files([path])
    with pytest.raises(CrossframeError, match="holds no table"):
        archive_files([tmp_path])
