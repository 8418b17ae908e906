"""Tables made to be read: what stands in a cell, how it is headed, and the same bytes each time."""

import numpy as np
import pandas as pd
from lxml.html import fromstring

from crossframe.report.readable import ReadableTable, heading_of

OUTLETS = {"x": "The Daily", "y": "The <Weekly>"}


def cells(table, **options):
    html = ReadableTable(table, OUTLETS, {"smith": "Ann Smith"}, **options)._repr_html_()
    root = fromstring(f"<div>{html}</div>")
    headings = [cell.text_content() for cell in root.iter("th")]
    body = [cell.text_content() for cell in root.iter("td")]
    return {heading: body[place :: len(headings)] for place, heading in enumerate(headings)}


def test_ids_are_names_and_codes_are_words():
    table = pd.DataFrame({"article": ["y"], "holder": ["smith"], "stance": ["favor"]})
    assert cells(table) == {
        "article": ["The <Weekly>"],
        "holder": ["Ann Smith"],
        "stance": ["in favor"],
    }


def test_numbers_have_units_and_few_digits():
    table = pd.DataFrame({"share": [0.342], "z": [1.6351], "words": [12345], "percentile": [51.11]})
    assert list(cells(table).values()) == [["34%"], ["1.64"], ["12,345"], ["51"]]


def test_truth_is_yes_or_nothing_and_lists_are_joined_once():
    table = pd.DataFrame(
        {
            "accepted": [True, False],
            "speaker": [("smith", "smith"), ("smith", "outlet")],
            "flags": [[False, False], [True]],
            "value": [np.nan, 2.0],
        }
    )
    shown = cells(table)
    assert shown["accepted"] == ["yes", ""]
    assert shown["speaker"] == ["Ann Smith", "Ann Smith, the outlet itself"]
    assert shown["flags"] == ["", "yes"]
    assert shown["value"] == ["", "2"]


def test_places_in_the_file_are_left_out():
    table = pd.DataFrame(
        {"start": [1], "end": [2], "content_spans": ["1-2"], "content": ["a" * 300]}
    )
    assert cells(table) == {"content": ["a" * 300]}


def test_a_named_index_is_a_column_and_headings_name_outlets():
    table = pd.DataFrame({"article": ["x", "y"], "form": ["q", "q"], "words": [1, 2]})
    crossed = table.pivot(index="form", columns="article", values="words")
    assert cells(crossed) == {"form": ["q"], "The Daily": ["1"], "The <Weekly>": ["2"]}
    assert heading_of("sentence_a") == "sentence (first)"


def test_what_is_not_shown_is_said():
    table = pd.DataFrame({"word": list("abc")})
    readable = ReadableTable(table, {}, rows=2, rest="data/derived/x.csv")
    assert readable.note == "2 of 3 rows; the rest in data/derived/x.csv"
    assert "<p>2 of 3 rows" in readable._repr_html_()
    assert ReadableTable(table, {}, rows=3).note == ""
    assert repr(ReadableTable(table.head(0), {})) == "No rows."


def test_the_same_table_gives_the_same_bytes():
    table = pd.DataFrame({"article": ["x"], "words": [3]})
    first, second = (ReadableTable(table, OUTLETS)._repr_html_() for _ in range(2))
    assert first == second
    assert "The Daily" in first
