"""Codings on disk, their sidecars, and which of them counts."""

import json

import pandas as pd
import pytest

from crossframe.coding.coders import Coding, code_by_rules
from crossframe.coding.codings import (
    counted_coding,
    how_made,
    is_complete,
    read_coding,
    write_coding,
)
from crossframe.coding.sheets import read_codesheet, write_codesheet
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, Theme
from crossframe.stance.units import UNIT

BOOK = Codebook(
    "Harbour",
    (),
    (Theme("closing", "Closing", "The quay should close.", ("clos*", "closure")),
     Theme("money", "Money", "The state should pay.", ("pay*",))),
    (),
)  # fmt: skip
SENTENCES = given_sentences(
    [("b", 1, 1, "They close it."), ("b", 2, 1, "They pay, she said."), ("a", 1, 1, "Close it.")]
)
ROWS = pd.DataFrame(
    [("b", 1, "closing", "they", "favor", "close", 5, 10, "unstated", 0.4, "llm"),
     ("a", 1, "closing", "outlet", "against", "Close it", 0, 8, "named", 0.5, "llm")],
    columns=[*UNIT, "holder", "stance", "evidence", "start", "end", "ground", "confidence",
             "coded_by"],
)  # fmt: skip
RULES = ROWS.assign(coded_by="rules", stance="neither", rule="mention", term="", cue="")


def written(tmp_path, rows=ROWS, name="llm.csv", **how):
    path = tmp_path / "codings" / name
    write_coding(Coding(rows, {"coder": "llm", **how}), SENTENCES, BOOK, path)
    return path


def test_a_coding_is_a_coding_sheet_and_comes_back(tmp_path):
    path = written(tmp_path, model="toy")
    rows, complete = read_coding(path, BOOK, SENTENCES)
    assert complete
    columns = ["article", "sentence", "theme", "stance", "holder", "evidence", "start", "end"]
    assert rows[columns].to_numpy().tolist() == ROWS[columns].to_numpy().tolist()
    assert rows["confidence"].tolist() == [0.4, 0.5]
    assert rows[["label", "proposition", "before", "text", "after"]].iloc[0].tolist() == [
        "Closing",
        "The quay should close.",
        "",
        "They close it.",
        "They pay, she said.",
    ]
    assert rows["note"].tolist() == ["unstated", ""]  # it rests on mention alone
    pd.testing.assert_frame_equal(rows, read_codesheet(path, BOOK, SENTENCES))


def test_the_sidecar_says_how_it_was_made(tmp_path):
    path = written(tmp_path, model="toy")
    made = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert (made["coder"], made["model"], made["complete"]) == ("llm", "toy", True)
    assert (made["rows"], made["units"]) == (2, 2)
    assert made == how_made(path)
    first = path.read_bytes()
    written(tmp_path, model="toy")  # what a machine wrote is written anew
    assert path.read_bytes() == first


def test_a_coding_that_people_changed_is_not_overwritten(tmp_path):
    path = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"favor", b"against"))
    with pytest.raises(CrossframeError, match="may hold what people decided"):
        written(tmp_path)


def test_the_rules_are_a_coder():
    coding = code_by_rules(SENTENCES, BOOK, pd.DataFrame(columns=[
        "article", "source", "source_spans", "content_spans",
    ]))  # fmt: skip
    texts = SENTENCES.set_index(["article", "sentence"])
    assert set(coding.rows["coded_by"]) == {"rules"} == {coding.how["coder"]}
    for row in coding.rows.itertuples():
        sentence = texts.loc[(row.article, row.sentence)]
        start = row.start - sentence["start"]
        assert sentence["text"][start : start + len(row.evidence)] == row.evidence


def sheet(tmp_path, *rows, name):
    table = pd.DataFrame(rows, columns=[*UNIT, "stance", "holder", "evidence"])
    path = tmp_path / name
    texts = SENTENCES.set_index(["article", "sentence"])["text"]
    write_codesheet(
        table.assign(text=[texts[r.article, r.sentence] for r in table.itertuples()]), path
    )
    return path


def test_each_coding_overrides_those_after_it(tmp_path):
    llm = written(tmp_path)
    people = sheet(tmp_path, ("a", 1, "closing", "favor", "she", "Close"), name="people.csv")
    settled = sheet(tmp_path, ("b", 2, "money", "favor", "they", "pay"), name="settled.csv")

    def counted(**files):
        table = counted_coding(RULES, BOOK, SENTENCES, **files)
        return table[["article", "sentence", "stance", "coded_by"]].to_numpy().tolist()

    rules = [["b", 1, "neither", "rules"], ["a", 1, "neither", "rules"]]
    by_llm = [["b", 1, "favor", "llm"], ["a", 1, "against", "llm"]]
    by_hand = ["a", 1, "favor", "adjudicated"]
    assert counted() == rules
    assert counted(codings=[llm]) == by_llm
    assert counted(codings=[people]) == [rules[0], by_hand]
    assert counted(codings=[people, llm]) == [by_llm[0], by_hand]
    assert counted(codings=[llm, people]) == by_llm  # complete: nothing below it shows
    assert counted(codings=[llm], adjudicated=[people, settled]) == [
        by_llm[0],
        ["b", 2, "favor", "adjudicated"],
        by_hand,
    ]


def test_what_a_complete_coding_does_not_list_is_absent(tmp_path):
    llm = written(tmp_path, ROWS.iloc[:1])
    table = counted_coding(RULES, BOOK, SENTENCES, codings=[llm])
    assert table["article"].tolist() == ["b"]
    assert table["ground"].tolist() == ["unstated"]
    assert table["rule"].tolist() == ["llm"]


def test_a_coding_of_other_texts_is_refused(tmp_path):
    path = written(tmp_path)
    other = given_sentences([("b", 1, 1, "They close it."), ("a", 1, 1, "Close it.")])
    with pytest.raises(CrossframeError, match="other texts"):
        read_coding(path, BOOK, other)
    other_book = Codebook("Harbour", (), BOOK.themes[1:], ())
    with pytest.raises(CrossframeError, match=r"unknown theme 'closing'"):
        read_coding(path, other_book, SENTENCES)


def test_a_broken_sidecar_is_one_clear_error(tmp_path):
    path = written(tmp_path)
    path.with_suffix(".json").write_text("{", "utf-8")
    with pytest.raises(CrossframeError, match="not valid JSON"):
        read_coding(path, BOOK, SENTENCES)


def test_a_confidence_that_is_no_number_is_a_mistake(tmp_path):
    path = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"0.4", b"high"))
    with pytest.raises(CrossframeError, match=r"line 2: confidence 'high' is no number"):
        read_coding(path, BOOK, SENTENCES)


def test_a_coder_that_is_unknown_is_a_mistake(tmp_path):
    path = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(b",llm,", b",me,"))
    with pytest.raises(CrossframeError, match="lines 2, 3: unknown coded_by 'me'"):
        read_coding(path, BOOK, SENTENCES)


def test_a_coding_is_a_csv_file_and_an_empty_sheet_is_no_complete_coding(tmp_path):
    with pytest.raises(CrossframeError, match="is a CSV file"):
        write_coding(Coding(pd.DataFrame(), {}), pd.DataFrame(), None, tmp_path / "x.json")
    empty = pd.DataFrame({"text": []})
    assert not is_complete(tmp_path / "x.csv", empty)
