"""Words and phrases of outlets: two short articles of one, one of another."""

import pandas as pd
import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.outlets.wording import outlet_occurrences, outlet_phrases, outlet_words
from crossframe.similarity.keyness import distinctive_words

TABLE = given_sentences(
    [
        ("a", 1, 1, "The old bridge holds."),
        ("b", 1, 1, "A harbour burns."),
        ("c", 1, 1, "Rain fell, rain and more."),
        ("c", 2, 1, "They saw the old bridge."),
    ]
)
GROUPS = pd.DataFrame(
    [("a", "Post", ""), ("b", "Dial", ""), ("c", "Post", "")],
    columns=["article", "outlet", "period"],
)


def test_words_are_counted_over_all_articles_of_an_outlet():
    table = outlet_words(TABLE, distinctive_words(TABLE), GROUPS).set_index(["outlet", "word"])
    columns = ["articles", "in_articles", "count", "count_others"]
    assert table.loc[("Post", "bridge"), columns].tolist() == [2, 2, 2, 0]
    assert table.loc[("Post", "rain"), columns].tolist() == [2, 1, 2, 0]
    assert table.loc[("Dial", "rain"), columns].tolist() == [1, 0, 0, 2]


def test_a_period_of_one_outlet_has_no_words_of_its_own():
    later = GROUPS.iloc[[0]].assign(period="2025-11")
    table = outlet_words(TABLE, distinctive_words(TABLE), pd.concat([GROUPS, later]))
    assert set(table["period"]) == {""}


def test_a_phrase_of_two_articles_is_repeated_by_their_outlet():
    table = outlet_phrases(TABLE, GROUPS)
    found = table[["outlet", "pattern", "count", "articles", "in_articles"]].values.tolist()
    assert found == [["Post", "the old bridge", 2, 2, 2]]


def test_its_places_are_those_in_the_articles():
    places = outlet_occurrences(TABLE, GROUPS)
    assert places[["article", "sentence", "match"]].values.tolist() == [
        ["a", 1, "The old bridge"], ["c", 2, "the old bridge"]
    ]  # fmt: skip
    texts = TABLE.set_index(["article", "sentence"])
    for row in places.itertuples():
        sentence = texts.loc[(row.article, row.sentence)]
        inside = slice(row.start - sentence["start"], row.end - sentence["start"])
        assert sentence["text"][inside] == row.match


@pytest.mark.parametrize("made", [outlet_phrases, outlet_occurrences])
def test_nothing_repeated_is_an_empty_table_with_its_columns(made):
    table = made(TABLE[TABLE["article"] != "c"], GROUPS[:2])
    assert table.empty
    assert "family" in table
