"""The sentence table: what it holds of an article, and its offsets in the file."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.articles import Article, load_project
from crossframe.corpus.sentences import (
    COLUMNS,
    compared_articles,
    given_sentences,
    in_place,
    lengths,
    plain_sentences,
    sentences,
)
from crossframe.errors import CrossframeError

DATA = Path(__file__).parents[2] / "data"


def normalised(text):
    return " ".join(text.split())


def test_both_articles_equal_the_gold():
    table = sentences(load_project(DATA / "articles.toml").articles)
    with (DATA / "gold" / "sentences.csv").open(encoding="utf-8", newline="") as file:
        gold = [
            (row["article"], int(row["sentence"]), int(row["paragraph"]), row["text"])
            for row in csv.DictReader(file)
        ]
    found = [
        (row.article, row.sentence, row.paragraph, normalised(row.text))
        for row in table.itertuples()
    ]
    assert found == gold


def test_offsets_count_in_the_raw_file():
    project = load_project(DATA / "articles.toml")
    raw = {article.id: article.text for article in project.articles}
    table = sentences(project.articles)
    assert len(table) == 29
    for row in table.itertuples():
        piece = raw[row.article][row.start : row.end]
        assert row.text == "".join(" " if c.isspace() else c for c in piece)
        assert row.text == row.text.strip()


def test_an_article_does_not_depend_on_its_neighbours():
    articles = load_project(DATA / "articles.toml").articles
    alone = pd.concat([sentences([article]) for article in articles], ignore_index=True)
    pd.testing.assert_frame_equal(sentences(articles), alone)


PAGE = """Home
News
 Head line of the day
The harbour will close in	May, the mayor said at the end of the long meeting. The dockers left.

Advertisement

They want to go to court, and they say that they have good hopes to win there in the end.
© 2021 The Post
"""


def test_removed_blocks_are_passed_over_and_white_space_is_mapped():
    table = sentences([Article("a", "Post", PAGE, headline="Head line of the day")])
    assert list(table.columns) == COLUMNS
    assert table[["article", "sentence", "paragraph"]].to_numpy().tolist() == [
        ["a", 0, 0],
        ["a", 1, 1],
        ["a", 2, 1],
        ["a", 3, 2],
    ]
    first, last = PAGE.index("The harbour"), PAGE.index("They want")
    assert table["start"].tolist() == [11, first, PAGE.index("The dockers"), last]
    assert table["text"].tolist()[0] == "Head line of the day"
    assert table["text"].tolist()[1].startswith("The harbour will close in May, the mayor")


def test_without_a_headline_sentences_begin_with_one():
    table = sentences([Article("a", "Post", "One. Two.", form="text")])
    assert table["sentence"].tolist() == [1, 2]
    assert table["paragraph"].tolist() == [1, 1]


def test_no_article_gives_an_empty_table_of_the_same_types():
    table = sentences([])
    assert list(table.columns) == COLUMNS
    assert table.empty
    assert (table[["sentence", "paragraph", "start", "end"]].dtypes == "int64").all()


def test_an_id_used_twice_is_an_error():
    with pytest.raises(CrossframeError, match="'a' is used twice"):
        sentences([Article(name, "Post", "One.", form="text") for name in "aba"])


def test_given_sentences_keep_the_invariant():
    rows = [
        ("a", 0, 0, "Head"),
        ("b", 0, 0, "Other"),
        ("a", 1, 1, "No\u00a0break."),
        ("a", 2, 1, "Two."),
    ]
    table = given_sentences(rows)
    assert table["text"].tolist() == ["Head", "Other", "No break.", "Two."]
    assert table[["start", "end"]].to_numpy().tolist() == [[0, 4], [0, 5], [6, 15], [16, 20]]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.text(max_size=5))))
def test_given_sentences_do_not_overlap(parts):
    rows = [
        (article, number, paragraph, text)
        for number, (article, paragraph, text) in enumerate(parts)
    ]
    table = given_sentences(rows)
    assert (table["end"] - table["start"]).tolist() == [len(text) for *_, text in rows]
    for _, article in table.groupby("article"):
        assert (article["start"].to_numpy()[1:] > article["end"].to_numpy()[:-1]).all()


def test_lines_of_a_text_are_its_headline_and_its_paragraphs():
    table = plain_sentences("a", "Head\n\nOne. Two.\nThree.")
    assert table[["sentence", "paragraph", "start", "text"]].to_numpy().tolist() == [
        [0, 0, 0, "Head"],
        [1, 1, 6, "One."],
        [2, 1, 11, "Two."],
        [3, 2, 16, "Three."],
    ]


def test_articles_are_compared_in_the_order_of_the_table():
    assert compared_articles(given_sentences([("b", 1, 1, "One."), ("a", 1, 1, "Two.")])) == [
        "b",
        "a",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [([], "there is no article"), ([("a", 1, 1, "One.")], "there is one article")],
)
def test_fewer_than_two_articles_are_not_compared(rows, message):
    with pytest.raises(CrossframeError, match=message) as caught:
        compared_articles(given_sentences(rows))
    assert caught.value.remedy == "give at least two articles"


def test_lengths_keep_the_order_of_articles_and_those_without_paragraph_or_word():
    table = given_sentences(
        [("b", 0, 0, "Dam breaks"), ("b", 1, 1, "At noon."), ("b", 2, 2, "It rained."), ("a", 0, 0, "—")]
    )  # fmt: skip
    assert lengths(table).to_dict("list") == {
        "article": ["b", "a"],
        "paragraphs": [2, 0],
        "sentences": [3, 1],
        "words": [6, 0],
    }


def test_a_sentence_that_its_file_does_not_hold_is_not_in_place():
    article = Article("a", "The Post", "Rain\u00a0fell.\nSo it goes.", form="text")
    table = sentences([article])
    assert in_place(table, [article])
    assert not in_place(table.assign(text=table["text"].str.upper()), [article])
