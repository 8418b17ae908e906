"""crossframe.claims.quantities: quoted or not, and by whom."""

import pandas as pd
import pytest

from crossframe.claims.quantities import with_provenance
from crossframe.corpus.sentences import given_sentences

SENTENCES = given_sentences(
    [
        ("a", 0, 0, "Head"),
        ("a", 1, 1, "“We need 40 boats."),
        ("a", 2, 1, "And 50 crews,” she said of 60 ports."),
        ("b", 1, 1, "“Ten,” he said."),
    ]
)


def passages(*words):
    rows = []
    for word in words:
        for row in SENTENCES.itertuples():
            if word in row.text:
                start = row.start + row.text.index(word)
                rows.append((row.article, start, start + len(word)))
    return pd.DataFrame(rows, columns=["article", "start", "end"])


def said(*rows):
    return pd.DataFrame(rows, columns=["article", "content_spans", "speaker", "source"])


def test_a_quotation_runs_over_sentences():
    table = with_provenance(passages("40", "50", "60", "Ten"), SENTENCES, None)
    assert list(table["quoted"]) == [True, True, False, True]
    assert list(table["speaker"]) == [()] * 4


@pytest.mark.parametrize("mark", ["“{}”", '"{}"', "«{}»", "‘{}’"])
def test_every_kind_of_quotation_mark_counts(mark):
    sentences = given_sentences([("a", 1, 1, f"He said {mark.format('40 boats sank')} in May.")])
    start = sentences.loc[0, "text"].index("40")
    table = pd.DataFrame({"article": ["a", "a"], "start": [start, 0], "end": [start + 2, 2]})
    assert list(with_provenance(table, sentences, None)["quoted"]) == [True, False]


def test_the_shortest_content_names_the_speaker():
    attributions = said(
        ("a", ((0, 60),), ("board",), "the board"),
        ("a", ((6, 20), (30, 35)), ("lund",), "she"),
        ("b", ((0, 60),), (), "he"),
    )
    table = with_provenance(passages("40", "50", "Ten"), SENTENCES, attributions)
    assert list(table["speaker"]) == [("lund",), ("board",), ("he",)]


def test_without_a_speaker_column_the_source_stands_for_it():
    attributions = said(("a", ((0, 60),), ("x",), "the board")).drop(columns="speaker")
    assert with_provenance(passages("40"), SENTENCES, attributions).loc[0, "speaker"] == (
        "the board",
    )


def test_no_passages_give_no_rows():
    table = with_provenance(passages(), SENTENCES, said())
    assert list(table.columns) == ["article", "start", "end", "quoted", "speaker"]
    assert len(table) == 0
    assert table["quoted"].dtype == bool
