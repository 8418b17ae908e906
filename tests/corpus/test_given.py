"""Sentences that are given in files: event folders, and corpora of paragraphs."""

import json

import pytest

from crossframe.corpus.given import read_event, read_paragraphs
from crossframe.errors import CrossframeError


def read_titled(path):
    return read_paragraphs(path, required=("title",))


@pytest.fixture
def write(tmp_path):
    def use(content, name="gold.jsonl"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return use


def problem_of(call, *args, **options):
    with pytest.raises(CrossframeError) as caught:
        call(*args, **options)
    return str(caught.value)


# --- event folders

HEADER = "article,sentence,paragraph,text\n"


def test_event(write, tmp_path):
    write(
        HEADER + "a,0,0,Head\na,1,1,One.\nb,1,1,Other.\na,2,1,Two.\na,3,2,Three.\n", "sentences.csv"
    )
    table = read_event(tmp_path)
    assert table[["article", "sentence", "paragraph", "start", "end"]].to_numpy().tolist() == [
        ["a", 0, 0, 0, 4],
        ["a", 1, 1, 6, 10],
        ["b", 1, 1, 0, 6],
        ["a", 2, 1, 11, 15],
        ["a", 3, 2, 17, 23],
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a,x,0,Head\n", "line 2: column 'sentence' is not a whole number"),
        ("\na,0,0,Head\n\na,1,x,One.\n", "line 5: column 'paragraph' is not a whole number"),
        ("a,0,0,Head\na,1,-1,One.\n", "line 3: column 'paragraph' is not a whole number"),
        ("a,0,0,Head\nb,0,0,Head\na,0,1,One.\n", "line 4: a sentence number is used twice"),
        ('a,0,0,"Head\nline"\n\na,0,1,One.\n', "line 5: a sentence number is used twice"),
    ],
)
def test_broken_events(write, tmp_path, rows, expected):
    write(HEADER + rows, "sentences.csv")
    assert expected in problem_of(read_event, tmp_path)


def test_event_without_sentences(tmp_path):
    assert "sentences.csv" in problem_of(read_event, tmp_path)


def test_the_project_s_own_gold(gold_sentences):
    assert gold_sentences.groupby("article").size().to_dict() == {
        "ceo-outlook": 13,
        "lords-press": 16,
    }
    assert (gold_sentences["end"] - gold_sentences["start"]).tolist() == [
        len(text) for text in gold_sentences["text"]
    ]


# --- corpora


def record(**changes):
    return {"id": "a", "title": "Head", "paragraphs": [["One.", "Two."], [], ["Three."]], **changes}


def lines(*records):
    return "\n".join(json.dumps(row) for row in records)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([record(id=7)], "'id' is not a text"),
        ([record(title=None)], "line 1: 'title' is not a text"),
        ([record(paragraphs="One.")], "id 'a': 'paragraphs' is not a list of lists of texts"),
        ([record(paragraphs=["One."])], "is not a list of lists of texts"),
        ([record(paragraphs=[[1]])], "is not a list of lists of texts"),
        ([{"id": "a", "paragraphs": []}], "line 1: key 'title' is missing"),
    ],
)
def test_broken_corpora(write, records, expected):
    assert expected in problem_of(read_titled, write(lines(*records)))


def test_an_id_may_stand_twice(write):
    path = write(lines(record(), record(paragraphs=[["Else."]]), record(id="b"), record()))
    assert [row["id"] for row in read_paragraphs(path)] == ["a", "a", "b", "a"]


def test_paragraphs_need_no_title(write):
    row = {"id": "a", "paragraphs": [["One."]]}
    assert read_paragraphs(write(lines(row))) == [row]
