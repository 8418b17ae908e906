"""Gold files: JSON lines, tables, event folders, corpora."""

import json

import pytest

from crossframe.corpus.events import read_event, read_paragraphs
from crossframe.errors import CrossframeError
from crossframe.io.reading import read_jsonl, read_table


def read_titled(path):
    return read_paragraphs(path, required=("title",))


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
