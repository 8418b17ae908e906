"""What coders differ in, what they agree on, and what adjudicated rows override."""

import pandas as pd
import pytest

from crossframe.coding.adjudication import (
    agreed,
    apply_adjudication,
    disagreements,
    read_adjudicated,
)
from crossframe.coding.checks import SHEET_COLUMNS
from crossframe.coding.sheets import read_codesheet, write_codesheet
from crossframe.coding.standing import coding_note
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, Theme

BOOK = Codebook(
    "Harbour",
    (),
    (Theme("closing", "Closing", "It should close.", ("clos*",)),
     Theme("money", "Money", "The state should pay.", ("pay*",))),
    (),
)  # fmt: skip
SENTENCES = given_sentences(
    [("b", 1, 1, "They close it."), ("b", 2, 1, "They pay, she said."), ("a", 1, 1, "Open it.")]
)
MACHINE = pd.DataFrame(
    [
        ("b", 1, "closing", "they", "favor", "close", 5, 10, "clos*", "", "term", 0.5),
        ("b", 1, "closing", "outlet", "against", "close", 5, 10, "clos*", "", "term", 0.5),
        ("b", 2, "money", "she", "favor", "pay", 20, 23, "pay*", "", "term", 0.5),
        ("a", 1, "closing", "outlet", "against", "Open it", 0, 7, "open", "", "term", 0.5),
    ],
    columns=["article", "sentence", "theme", "holder", "stance", "evidence", "start", "end", "term",
             "cue", "rule", "confidence"],
)  # fmt: skip

FIRST_READING = "Coded by rules: unreviewed, about half right on new events."


def sheet(*rows):
    columns = ["article", "sentence", "theme", "stance", "holder", "evidence"]
    table = pd.DataFrame(rows, columns=columns)
    texts = SENTENCES.set_index(["article", "sentence"])["text"]
    table["text"] = [texts[row.article, row.sentence] for row in table.itertuples()]
    return table.reindex(columns=SHEET_COLUMNS, fill_value="")


ANN = sheet(
    ("b", 1, "closing", "favor", "they", "close it"),
    ("b", 1, "closing", "against", "she", "close"),
    ("b", 1, "money", "absent", "", ""),
    ("b", 2, "money", "favor", "the dockers", "pay"),
    ("b", 2, "closing", "neither", "outlet", ""),
    ("a", 1, "closing", "against", "outlet", "Open it"),
)
BO = sheet(
    ("b", 1, "closing", "favor", "they", "close"),
    ("b", 1, "money", "absent", "", ""),
    ("b", 2, "money", "favor", "Dockers", "They pay"),
    ("b", 2, "closing", "neither", "she", ""),
    ("a", 1, "closing", "against", "lund", "Open"),
)


def test_no_machine_rows_and_none_decided():
    empty = apply_adjudication(MACHINE.iloc[:0], ANN.iloc[:0])
    assert empty.columns.tolist() == [*MACHINE.columns, "coded_by"]
    assert empty.empty
    assert len(apply_adjudication(MACHINE.iloc[:0], ANN)) == 5
    assert coding_note(empty) == FIRST_READING


def test_disagreements_in_stance_and_in_holder_make_a_sheet(tmp_path):
    table = disagreements({"ann": ANN, "bo": BO})
    assert table[["article", "sentence", "theme", "differs"]].to_numpy().tolist() == [
        ["a", 1, "closing", "holder"],
        ["b", 1, "closing", "stance"],
    ]
    second = table.iloc[1]
    assert second["ann stance"] == "favor; against"
    assert second["bo stance"] == "favor"
    assert second["bo evidence"] == "close"
    assert second["text"] == "They close it."
    assert (table[["stance", "holder", "evidence", "note"]] == "").all(axis=None)
    path = tmp_path / "open.csv"
    write_codesheet(table.assign(stance="neither"), path)
    assert read_codesheet(path, BOOK, SENTENCES)["stance"].tolist() == ["neither"] * 2


def test_what_is_agreed_keeps_the_first_coders_words(tmp_path):
    table = agreed({"ann": ANN, "bo": BO})
    assert list(table.columns) == SHEET_COLUMNS
    assert table[["sentence", "theme", "stance", "holder"]].to_numpy().tolist() == [
        [1, "money", "absent", ""],
        [2, "closing", "neither", "outlet"],
        [2, "money", "favor", "the dockers"],
    ]
    path = tmp_path / "agreed.csv"
    write_codesheet(table, path)
    assert len(read_codesheet(path, BOOK, SENTENCES)) == 3


def test_units_of_one_coder_alone_are_neither():
    codings = {"ann": ANN.iloc[:2], "bo": BO.iloc[1:]}
    assert disagreements(codings).empty
    assert agreed(codings).empty
    assert list(disagreements(codings).columns) == list(
        disagreements({"ann": ANN, "bo": BO}).columns
    )


def test_a_full_coding_says_absent_where_it_has_no_row():
    table = disagreements({"ann": ANN, "bo": BO.iloc[:1]}, samples=["ann"])
    assert len(table) == 4  # the unit that is absent for ann too is no disagreement
    assert set(table["differs"]) == {"stance"}


def test_adjudicated_rows_stand_in_place_of_the_machines(tmp_path):
    path = tmp_path / "adjudicated.csv"
    write_codesheet(
        sheet(
            ("b", 1, "closing", "against", "she", "close"),
            ("b", 2, "money", "absent", "", ""),
            ("b", 1, "money", "favor", "they", ""),
        ),
        path,
    )
    decided = read_adjudicated([path], BOOK, SENTENCES)
    before = MACHINE.copy()
    table = apply_adjudication(MACHINE, decided)
    pd.testing.assert_frame_equal(MACHINE, before)
    assert list(table.columns) == [*MACHINE.columns, "coded_by"]
    columns = ["article", "sentence", "theme", "holder", "stance", "rule", "coded_by"]
    assert table[columns].to_numpy().tolist() == [
        ["b", 1, "closing", "she", "against", "adjudicated", "adjudicated"],
        ["b", 1, "money", "they", "favor", "adjudicated", "adjudicated"],
        ["a", 1, "closing", "outlet", "against", "term", "rules"],
    ]
    first = table.iloc[0]
    assert (first["evidence"], first["start"], first["end"]) == ("close", 5, 10)
    assert (first["term"], first["cue"]) == ("", "")
    assert pd.isna(first["confidence"])
    assert table["start"].dtype == MACHINE["start"].dtype
    assert coding_note(table) == (
        "2 of 3 units coded by people; the others by rules: unreviewed, about half right on new events."
    )


def test_nothing_adjudicated_changes_nothing_but_says_who_coded():
    decided = read_adjudicated([], BOOK, SENTENCES)
    table = apply_adjudication(MACHINE, decided)
    pd.testing.assert_frame_equal(table.drop(columns="coded_by"), MACHINE)
    assert set(table["coded_by"]) == {"rules"}
    assert coding_note(table) == coding_note(MACHINE) == FIRST_READING


def test_without_any_machine_row_the_adjudicated_ones_stand_alone():
    rows = sheet(("b", 2, "money", "favor", "they", "pay")).assign(start=20, end=23)
    table = apply_adjudication(MACHINE.iloc[:0], rows)
    assert table[["holder", "coded_by"]].to_numpy().tolist() == [["they", "adjudicated"]]


def test_what_a_model_coded_keeps_its_name():
    table = apply_adjudication(
        MACHINE.assign(coded_by="learned"), read_adjudicated([], BOOK, SENTENCES)
    )
    assert set(table["coded_by"]) == {"learned"}
    assert coding_note(table).startswith("Coded by a model learned from people's codes: unreviewed")


def test_a_unit_in_two_files_is_refused(tmp_path):
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path in paths:
        write_codesheet(sheet(("b", 2, "money", "favor", "they", "pay")), path)
    with pytest.raises(CrossframeError, match=r"two\.csv.*sentence 2.*one\.csv"):
        read_adjudicated(paths, BOOK, SENTENCES)


def test_weights_of_a_drawn_sheet_stay_in_what_is_settled_and_agreed():
    ann = ANN.assign(weight=2.5)
    bo = BO.assign(weight=2.5)
    differing = disagreements({"ann": ann, "bo": bo})
    assert differing["weight"].tolist() == [2.5] * len(differing)
    same = agreed({"ann": ann, "bo": bo})
    assert same["weight"].tolist() == [2.5] * len(same)
    assert "weight" not in disagreements({"ann": ANN, "bo": BO})
