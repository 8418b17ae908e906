"""Tests of crossframe.similarity.percentiles."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.similarity import percentiles
from crossframe.similarity.cosine import DEFAULT, WEIGHTINGS, similarity_matrix
from crossframe.similarity.percentiles import (
    phrase_share_percentiles,
    place_similarity,
    similarity_percentiles,
)

PAIRS = pd.DataFrame(
    {
        "words_shorter": [100, 100, 400, 400],
        "words_longer": [120, 900, 600, 601],
        "default": [0.1, 0.2, 0.3, 0.4],
    }
)
STEPS = pd.DataFrame(
    {
        "variant": "default",
        "among": "different_event",
        "n": 1000,
        "percentile": range(101),
        "value": [0.0] * 50 + [step / 1000 for step in range(50, 101)],
    }
)


@pytest.fixture
def invented(monkeypatch):
    tables = {"pairs.csv": PAIRS, "percentiles.csv": STEPS}
    monkeypatch.setattr(percentiles, "_table", tables.__getitem__)


def test_counts_by_hand(invented):
    table = place_similarity(0.3, 400, 267)
    assert table["compared_with"].tolist() == [
        "same_event",
        "same_event_like_length",
        "different_event",
    ]
    assert table["n"].tolist() == [
        4,
        1,
        1000,
    ]  # 267 to 400 is a factor of 1.498, 400 to 601 one of 1.5025
    assert table["below"].tolist()[0] == 2
    assert table["percentile"].tolist()[0] == 50
    assert table["meaning"].tolist()[0] == "more alike than 2 of 4 pairs of outlets on one event"


def test_like_length_is_a_factor_for_the_shorter_and_the_longer(invented):
    def like(words_a, words_b):
        return place_similarity(0.9, words_a, words_b).loc[1, "n"]

    assert like(110, 110) == like(150, 80) == 1
    assert like(400, 600) == like(600, 400) == 2
    assert like(10, 10) == 0


def test_no_pair_of_like_length(invented):
    row = place_similarity(0.9, 10, 10).iloc[1]
    assert (row["n"], row["below"]) == (0, 0)
    assert pd.isna(row["percentile"])
    assert row["meaning"].startswith("no pairs of outlets on one event that are of like length")


@pytest.mark.parametrize(
    ("value", "below"),
    [(0.0, 0), (0.01, 492), (0.05, 500), (0.0605, 605), (0.1, 1000), (1.0, 1000)],
)
def test_between_percentiles(invented, value, below):
    assert place_similarity(value, 400, 400).loc[2, "below"] == below


@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=5), st.sampled_from(list(WEIGHTINGS.values()))
)
def test_more_alike_is_never_placed_lower(values, weighting):
    placed = pd.concat(
        place_similarity(value, 400, 300, weighting=weighting) for value in sorted(values)
    )
    for _, rows in placed.groupby("compared_with"):
        assert rows["below"].is_monotonic_increasing
        assert rows["percentile"].between(0, 100).all()
        assert (rows["below"] <= rows["n"]).all()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "more alike than none of 180 pairs of outlets on one event"),
        (1.0, "more alike than all 180 pairs of outlets on one event"),
    ],
)
def test_meaning_at_the_ends(value, words):
    assert place_similarity(value, 400, 400).loc[0, "meaning"] == words


def test_meaning_never_says_all_or_none_of_100_where_some_are():
    same = pd.read_csv(percentiles.reference_file("pairs.csv"))["default"]
    assert " 99 of 100 " in place_similarity(same.max(), 400, 400).loc[0, "meaning"]
    assert " 1 of 100 " in place_similarity(same.min() + 1e-5, 400, 400).loc[0, "meaning"]


def test_unknown_weighting():
    for weighting in (replace(DEFAULT, name="other"), replace(DEFAULT, sublinear=False)):
        with pytest.raises(CrossframeError, match="no reference values"):
            place_similarity(0.2, 400, 400, weighting=weighting)


def test_the_founding_articles_under_every_weighting(gold_sentences):
    table = similarity_percentiles(gold_sentences)
    assert len(table) == 3 * len(WEIGHTINGS)
    assert table["n"].tolist() == [180, 66, 15930] * len(WEIGHTINGS)
    first = table.iloc[0]
    value = similarity_matrix(gold_sentences).loc["lords-press", "ceo-outlook"]
    assert first["similarity"] == pytest.approx(value)
    assert first["meaning"] == "more alike than 51 of 100 pairs of outlets on one event"
    same = table[table["compared_with"] == "same_event"].set_index("variant")["percentile"]
    assert same["words"] - same["counts"] > 50  # the place moves a lot with the weighting


def test_similarity_percentiles_of_three_articles(harbour):
    table = similarity_percentiles(harbour, weightings=[DEFAULT])
    assert table[["article_a", "article_b"]].drop_duplicates().to_numpy().tolist() == [
        ["a", "b"],
        ["a", "c"],
        ["b", "c"],
    ]


def test_phrase_shares(gold_sentences):
    table = phrase_share_percentiles(gold_sentences)
    assert len(table) == 8
    assert table["percentile"].between(0, 100).all()
    slogan = table[(table["article"] == "ceo-outlook") & (table["min_words"] == 4)]
    assert slogan["meaning"].tolist() == ["a larger share than all 180 news articles"] * 2


def test_an_article_without_words_has_no_share():
    table = phrase_share_percentiles(given_sentences([("a", 1, 1, "…")]))
    assert set(table["meaning"]) == {"no value to place"}


def test_an_article_without_words_is_like_no_pair_in_length(harbour):
    table = given_sentences([("a", 1, 1, "The dam holds."), ("b", 1, 1, "…")])
    placed = similarity_percentiles(table, weightings=[DEFAULT])
    assert placed["n"].tolist()[1] == 0


def test_no_article_has_no_share():
    table = phrase_share_percentiles(given_sentences([]))
    assert table.empty
    assert {"article", "share", "percentile", "meaning"} <= set(table.columns)
