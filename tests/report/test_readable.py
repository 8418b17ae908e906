"""Tables made to be read: what stands in a cell, how it is headed, and the same bytes each time."""

import numpy as np
import pandas as pd
import pytest
from lxml.html import fromstring

from crossframe.errors import CrossframeError
from crossframe.report.readable import VIEWS, ReadableTable, counts, kept, marked, read_columns
from crossframe.report.words import Words

WORDS = Words(
    {"x": "The Daily", "y": "The <Weekly>"},
    {"smith": "Ann Smith"},
    {"water_tax": "The tax on water", "dam": "The dam"},
)


def cells(table, **options):
    html = ReadableTable(table, WORDS, **options)._repr_html_()
    root = fromstring(f"<div>{html}</div>")
    headings = [cell.text_content() for cell in root.iter("th")]
    body = [cell.text_content() for cell in root.iter("td")]
    return {heading: body[place :: len(headings)] for place, heading in enumerate(headings)}


def test_ids_are_names_and_codes_are_words():
    table = pd.DataFrame({"article": ["y"], "holder": ["smith"], "stance": ["favor"]})
    assert cells(table) == {
        "article": ["The <Weekly>"],
        "whose position": ["Ann Smith"],
        "stance": ["in favor"],
    }


def test_numbers_have_units_and_few_digits():
    table = pd.DataFrame({"share": [0.342], "z": [1.6351], "words": [12345], "percentile": [51.11]})
    assert list(cells(table).values()) == [["34%"], ["1.64"], ["12,345"], ["51"]]


def test_the_numbers_of_a_column_have_equally_many_digits():
    table = pd.DataFrame({"precision": [1.0, 0.5], "found": [8.0, np.nan], "mixed": [0.25, "no"]})
    assert cells(table) == {
        "precision": ["1.00", "0.50"],
        "found": ["8", ""],
        "mixed": ["0.25", "no"],
    }


def test_bounds_have_the_unit_of_what_they_bound():
    shares = pd.DataFrame({"estimate": [0.5], "low": [0.25], "high": [0.75]})
    assert cells(shares) == {"estimate": ["50%"], "from": ["25%"], "to": ["75%"]}
    cosines = pd.DataFrame({"similarity": [0.5], "low": [0.25], "high": [0.75]})
    assert cells(cosines) == {"similarity": ["0.50"], "from": ["0.25"], "to": ["0.75"]}


def test_truth_is_yes_or_no_and_lists_are_joined_once():
    table = pd.DataFrame(
        {
            "accepted": [True, False],
            "speaker": [("smith", "smith"), ("smith", "outlet")],
            "flags": [[False, False], [True]],
            "value": [np.nan, 2.0],
        }
    )
    shown = cells(table)
    assert shown["accepted"] == ["yes", "no"]
    assert shown["speaker"] == ["Ann Smith", "Ann Smith, The outlet itself"]
    assert shown["flags"] == ["no", "yes"]
    assert shown["value"] == ["", "2"]


def test_a_headline_is_a_headline_and_whether_it_counts_a_question():
    table = pd.DataFrame({"headline": ["Rain in the hills"]})
    assert list(cells(table)) == ["headline"]
    assert cells(table.assign(headline=[True])) == {"headline counted": ["yes"]}


def test_places_in_the_file_are_left_out():
    table = pd.DataFrame(
        {"start": [1], "end": [2], "content_spans": ["1-2"], "content": ["a" * 300]}
    )
    assert cells(table) == {"content": ["a" * 300]}


def test_a_named_index_is_a_column_and_headings_name_outlets():
    table = pd.DataFrame({"article": ["x", "y"], "form": ["q", "q"], "words": [1, 2]})
    crossed = table.pivot(index="form", columns="article", values="words")
    assert cells(crossed) == {"form": ["q"], "The Daily": ["1"], "The <Weekly>": ["2"]}
    assert WORDS.heading("sentence_a") == "sentence (first)"


def test_what_is_not_shown_is_said():
    table = pd.DataFrame({"word": list("abc")})
    readable = ReadableTable(table, Words(), rows=2, rest="data/derived/x.csv")
    assert readable.note == "2 of 3 rows; the rest in data/derived/x.csv"
    assert "<p>2 of 3 rows" in readable._repr_html_()
    assert ReadableTable(table, Words(), rows=3).note == ""
    assert repr(ReadableTable(table.head(0), Words())) == "No rows."


def test_numbers_stand_at_the_right_and_short_words_on_one_line():
    html = ReadableTable(
        pd.DataFrame({"a": ["word"], "b": ["w" * 14], "n": [1]}), WORDS
    )._repr_html_()
    (row,) = fromstring(html).find("tbody")
    assert [cell.get("style") for cell in row] == [
        "text-align: left; vertical-align: top; white-space: nowrap",
        "text-align: left; vertical-align: top; white-space: normal",
        "text-align: right; vertical-align: top; white-space: nowrap",
    ]


def test_a_table_of_other_columns_is_shown_whole():
    statements = pd.DataFrame({"article": ["x"], "words": [3]})
    assert read_columns("statements", statements) == ("article", "words")
    assert read_columns("anything", statements) == ("article", "words")
    whole = pd.DataFrame(columns=[*VIEWS["phrase_occurrences"], "start"])
    assert read_columns("phrase_occurrences", whole) == VIEWS["phrase_occurrences"]


def test_the_same_table_gives_the_same_bytes():
    table = pd.DataFrame({"article": ["x"], "words": [3]})
    first, second = (ReadableTable(table, WORDS)._repr_html_() for _ in range(2))
    assert first == second
    assert "The Daily" in first


def test_rows_stand_in_the_order_of_outlets_and_themes_where_these_lead():
    table = pd.DataFrame(
        {
            "theme": ["dam", "water_tax", "dam", "other"],
            "article": ["y", "y", "x", "x"],
            "stance": ["favor", "against", "neither", "favor"],
        }
    )
    assert cells(table) == {
        "theme": ["The tax on water", "The dam", "The dam", "other"],
        "article": ["The <Weekly>", "The Daily", "The <Weekly>", "The Daily"],
        "stance": ["against", "neither", "in favor", "in favor"],
    }
    by_score = table[["stance", "article"]]  # given in an order of its own
    assert cells(by_score)["article"] == ["The <Weekly>", "The <Weekly>", "The Daily", "The Daily"]


def test_a_column_without_a_word_is_left_out():
    table = pd.DataFrame({"article": ["x"], "date": [""], "number": [np.nan]})
    assert cells(table) == {"article": ["The Daily"]}
    assert cells(table.assign(flag=False)) == {"article": ["The Daily"], "flag": ["no"]}


def test_a_title_stands_above_the_table():
    table = pd.DataFrame({"words": [3]})
    html = ReadableTable(table, WORDS, title="Few & short")._repr_html_()
    assert html.startswith("<p>Few &amp; short</p><table")
    assert repr(ReadableTable(table, WORDS, title="Few")).splitlines()[0] == "Few"


ROWS = pd.DataFrame(
    {
        "article": ["y", "y", "y"],
        "speaker": [("smith",), ("smith", "outlet"), ("jones",)],
        "stance": ["neither", "favor", "favor"],
        "words": [4, 2, 1],
    }
)


def test_counts_have_a_column_for_every_outlet_and_stances_in_their_order():
    assert cells(counts(ROWS, WORDS, ["speaker"], across="article", of=())) == {
        "speaker": ["Ann Smith", "Ann Smith, The outlet itself", "Jones"],
        "The Daily": ["0", "0", "0"],
        "The <Weekly>": ["1", "1", "1"],
    }
    assert cells(counts(ROWS, WORDS, ["article"], across="stance", of=())) == {
        "article": ["The <Weekly>"],
        "in favor": ["2"],
        "neither": ["1"],
    }


def test_counts_add_up_numbers_side_by_side():
    numbers = ROWS.assign(quoted_words=[1, 0, 0])
    assert cells(
        counts(numbers, WORDS, ["stance"], across="article", of=["words", "quoted_words"])
    ) == {
        "stance": ["neither", "in favor"],
        "words · The Daily": ["0", "0"],
        "words · The <Weekly>": ["4", "3"],
        "words in quotation marks · The Daily": ["0", "0"],
        "words in quotation marks · The <Weekly>": ["1", "0"],
    }


def test_counts_of_nothing_are_no_rows():
    found = counts(ROWS.head(0), WORDS, ["speaker"], across="stance", of=())
    assert repr(ReadableTable(found, WORDS)) == "No rows."


def test_kept_are_rows_with_the_value_or_with_a_list_that_holds_it():
    assert kept(ROWS, {"speaker": "smith"})["words"].tolist() == [4, 2]
    assert kept(ROWS, {"speaker": "smith", "stance": "favor"})["words"].tolist() == [2]


def test_a_column_that_a_table_lacks_is_told_with_those_it_has():
    for show in (
        lambda: kept(ROWS, {"speakr": "smith"}),
        lambda: counts(ROWS, WORDS, ["speakr"], across="article", of=()),
        lambda: counts(ROWS, WORDS, ["speaker"], across="article", of=["wrds"]),
    ):
        with pytest.raises(CrossframeError, match=r"no column '\w+'.*use some of .*speaker"):
            show()


def test_a_stance_that_rests_on_a_mention_is_unstated_in_cells_and_counts():
    grounds = ROWS.assign(ground=["named", "unstated", "several terms"])
    assert cells(marked(grounds)[["stance"]]) == {
        "stance": ["neither", "in favor, unstated", "in favor"]
    }
    assert cells(counts(marked(grounds), WORDS, ["article"], across="stance", of=())) == {
        "article": ["The <Weekly>"],
        "in favor": ["1"],
        "in favor, unstated": ["1"],
        "neither": ["1"],
    }
    assert marked(ROWS) is ROWS
