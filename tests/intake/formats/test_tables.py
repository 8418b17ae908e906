import io

import pandas as pd
import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.tables import read_csv, read_parquet, table_delimiter
from crossframe.intake.found import LIMITS, Limits

MEDIA_CLOUD = "id,indexed_date,language,media_name,media_url,publish_date,title,url"


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("outlet,text", ","),
        ("outlet\ttext\tnote, with comma", "\t"),
        ('"Outlet";"Full text"', ";"),
        (MEDIA_CLOUD, ","),
        ("The mayor, who was there, said so", ""),
        ("Title, she said", ""),
        ("text", ""),
        ("", ""),
        ("a" * 20_000 + ",text,title", ""),
    ],
)
def test_a_table_is_known_by_its_columns(first, delimiter):
    assert table_delimiter(f"{first}\nx") == delimiter


def test_a_table_is_known_by_given_columns():
    assert table_delimiter("wer|was\na|b", columns={"text": "was"}) == "|"


def test_rows_become_articles():
    table = 'Title,media_name,text,link\n"Bridge, old",Sun Dial,"Two\nlines",https://a.test/1\n'
    [found] = read_csv(table, delimiter=",", limits=LIMITS)
    assert (found.headline, found.outlet, found.text, found.url, found.place) == (
        "Bridge, old",
        "Sun Dial",
        "Two\nlines",
        "https://a.test/1",
        "line 2",
    )


def test_every_broken_row_is_an_entry():
    table = 'outlet,text\na,One.\nb\nc,"Un"closed,\nd,\n\ne,Five.\n'
    found = read_csv(table, delimiter=",", limits=LIMITS)
    assert [(one.place, bool(one.problem)) for one in found] == [
        ("line 2", False),
        ("line 3", True),
        ("line 4", True),
        ("line 5", True),
        ("line 7", False),
    ]


def test_an_open_quotation_mark_does_not_join_the_rest_silently():
    found = read_csv('outlet,text\na,One.\nb,"Two.\nc,Three.\n', delimiter=",", limits=LIMITS)
    assert [one.text for one in found] == ["One.", ""]
    assert "not closed" in found[1].problem


def test_media_cloud_is_told_what_to_add():
    [found] = read_csv(f"{MEDIA_CLOUD}\n1,,,,,,,\n2,,,,,,,\n", delimiter=",", limits=LIMITS)
    assert found.items == 2
    assert "Media Cloud" in found.problem
    assert "add a column 'text'" in found.problem


def test_a_table_without_text_lists_its_columns():
    [found] = read_csv("title,outlet\na,b\n", delimiter=",", limits=LIMITS)
    assert "its columns are title, outlet" in found.problem


def test_a_given_column_must_be_there():
    with pytest.raises(CrossframeError, match="no column 'words' for text"):
        read_csv("outlet,text\na,b", delimiter=",", limits=LIMITS, columns={"text": "words"})


def test_columns_of_one_name_and_too_many_rows_are_refused():
    with pytest.raises(CrossframeError, match="two columns 'text'"):
        read_csv("text,text\na,b", delimiter=",", limits=LIMITS)
    with pytest.raises(CrossframeError, match="holds more than 2 articles"):
        read_csv("outlet,text\n" + "a,b\n" * 3, delimiter=",", limits=Limits(items=2))


def test_a_cell_may_be_longer_than_the_module_csv_reads_by_default():
    [found] = read_csv(f"outlet,text\na,{'b' * 200_000}\n", delimiter=",", limits=LIMITS)
    assert len(found.text) == 200_000


def parquet(**columns):
    pytest.importorskip("pyarrow")
    file = io.BytesIO()
    pd.DataFrame(columns).to_parquet(file)
    return file.getvalue()


def test_parquet():
    data = parquet(
        text=["One.", None], site=["Post", "Dial"], date=[pd.Timestamp("2021-05-03"), pd.NaT]
    )
    first, second = read_parquet(data, limits=LIMITS)
    assert (first.text, first.outlet, first.date) == ("One.", "Post", "2021-05-03T00:00:00")
    assert second.problem == "has no text"
    [lacking] = read_parquet(parquet(title=["a", "b"]), limits=LIMITS)
    assert lacking.items == 2
    with pytest.raises(CrossframeError, match="damaged"):
        read_parquet(b"PAR1 nothing PAR1", limits=LIMITS)
    with pytest.raises(CrossframeError, match="too much text"):
        read_parquet(parquet(text=["long " * 400] * 20), limits=Limits(file_bytes=1000))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;", "\ufeffsep=;"])
def test_excel_names_the_separator_in_the_first_line(first, end):
    table = f"{first}{end}outlet;text{end}Dial;It is open, she said.{end}Post;No.{end}".lstrip(
        "\ufeff"
    )
    assert table_delimiter(table) == ";"
    found = read_csv(table, delimiter=";", limits=LIMITS)
    assert [(one.outlet, one.text, one.place) for one in found] == [
        ("Dial", "It is open, she said.", "line 3"),
        ("Post", "No.", "line 4"),
    ]


def test_the_separator_that_is_named_goes_before_the_one_that_fits():
    assert table_delimiter("sep=|\noutlet;text\n") == ";"
    assert table_delimiter("sep=|\nwer|was\n") == "|"
    assert table_delimiter("sep=\t\noutlet\ttext\n") == "\t"
    assert table_delimiter("Sep=tember\noutlet of\n") == ""


def test_rows_that_are_shorter_than_the_header_are_read_and_it_is_said():
    first, second, third = read_csv(
        "text,outlet,date\nOpen.,Dial,May\nShut.,Post\nLong.,Dial,May,,\n",
        delimiter=",",
        limits=LIMITS,
    )
    assert (first.note, third.note, third.problem) == ("", "", "")
    assert (second.text, second.outlet, second.date) == ("Shut.", "Post", "")
    assert second.note == "has 2 cells, the header 3: the others are taken as empty"
    [long] = read_csv("text,outlet\nOpen.,Dial,May\n", delimiter=",", limits=LIMITS)
    assert long.problem == "has 3 cells, the header 2"


def test_columns_that_are_not_used_are_named_once():
    table = "text,headline_x,when,outlet\nOne.,A,May,Dial\nTwo.,B,May,Dial\n"
    first, second = read_csv(table, delimiter=",", limits=LIMITS)
    assert first.note == (
        "no column is known for headline, date; not used: headline_x, when: name them, as in"
        " --columns headline=COLUMN"
    )
    assert second.note == ""
    [found] = read_csv(
        table[:41], delimiter=",", limits=LIMITS, columns={"headline": "headline_x", "date": "when"}
    )
    assert (found.note, found.headline, found.date) == ("", "A", "May")


@pytest.mark.parametrize("delimiter", ",;\t")
def test_a_table_whose_lines_end_in_carriage_returns(delimiter):
    table = "outlet,text\rDial,One.\rPost,Two.\r".replace(",", delimiter)
    assert table_delimiter(table) == delimiter
    found = read_csv(table, delimiter=delimiter, limits=LIMITS)
    assert [(one.outlet, one.text) for one in found] == [("Dial", "One."), ("Post", "Two.")]
