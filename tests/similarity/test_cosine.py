"""Tests of crossframe.similarity.cosine."""

import math
import zlib
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.similarity.cosine import (
    DEFAULT,
    WEIGHTINGS,
    Weighting,
    sentence_similarity,
    similarity_matrix,
    similarity_pairs,
    similarity_terms,
)
from crossframe.similarity.vectors import term_counts, term_weights

PLAIN = Weighting("test", "words, no IDF", word_pairs=False, idf="none")
EVERY = pytest.mark.parametrize("weighting", WEIGHTINGS.values(), ids=WEIGHTINGS)
TEXTS = st.lists(
    st.lists(
        st.sampled_from(["army", "Navy", "the", "peace", "deal", "of", "U.S.", "28-point"])
    ).map(" ".join),
    min_size=1,
    max_size=4,
).filter(any)


def articles(**texts):
    return given_sentences(
        (article, number, number, text)
        for article, sentences in texts.items()
        for number, text in enumerate(sentences)
    )


def test_matrix_by_hand():
    table = articles(a=["Army", "navy."], b=["The army!"], c=["Bread"])
    expected = [[1, math.sqrt(0.5), 0], [math.sqrt(0.5), 1, 0], [0, 0, 1]]
    matrix = similarity_matrix(table, weighting=PLAIN)
    assert list(matrix.index) == list(matrix.columns) == ["a", "b", "c"]
    assert matrix.to_numpy() == pytest.approx(np.array(expected))


def test_sublinear_by_hand():
    table = articles(a=["Army army army navy"], b=["Army"])
    count = 1 + math.log(3)
    assert similarity_matrix(table, weighting=PLAIN).loc["a", "b"] == pytest.approx(
        count / math.sqrt(count**2 + 1)
    )


@EVERY
def test_a_cell_depends_on_its_two_articles_only(harbour, weighting):
    matrix = similarity_matrix(harbour, weighting=weighting)
    assert np.diag(matrix) == pytest.approx(1)
    assert matrix.to_numpy() == pytest.approx(matrix.to_numpy().T)
    for a, b in combinations(matrix.index, 2):
        pair = harbour[harbour["article"].isin([a, b])]
        assert similarity_matrix(pair, weighting=weighting).loc[a, b] == pytest.approx(
            matrix.loc[a, b]
        )


@EVERY
def test_reports_on_one_event_are_more_alike(harbour, weighting):
    matrix = similarity_matrix(harbour, weighting=weighting)
    assert matrix.loc["a", "b"] > max(matrix.loc["a", "c"], matrix.loc["b", "c"])


@EVERY
@given(a=TEXTS, b=TEXTS)
def test_contributions_sum_to_the_similarity(weighting, a, b):
    table = articles(a=[*a, "army"], b=[*b, "bread"])
    terms = similarity_terms(table, "a", "b", weighting=weighting)
    value = similarity_matrix(table, weighting=weighting).loc["a", "b"]
    assert terms["contribution"].sum() == pytest.approx(value, abs=1e-12)
    assert terms["contribution"].to_numpy() == pytest.approx(terms["weight_a"] * terms["weight_b"])
    assert terms["contribution"].is_monotonic_decreasing
    assert 0 <= value <= 1


@given(a=TEXTS, b=TEXTS, data=st.data())
def test_order_of_sentences_and_of_articles_does_not_matter(a, b, data):
    a, b = [*a, "army"], [*b, "bread"]
    shuffled = data.draw(st.permutations(a))
    first = similarity_matrix(articles(a=a, b=b)).loc["a", "b"]
    assert similarity_matrix(articles(b=b, a=shuffled)).loc["a", "b"] == pytest.approx(first)


def test_terms_are_those_in_both_articles(harbour):
    terms = similarity_terms(harbour, "a", "b")
    assert terms["term"].iloc[0] == "harbour"
    assert "old harbour" in set(terms["term"])
    assert similarity_terms(harbour, "a", "c").empty
    swapped = similarity_terms(harbour, "b", "a")
    assert swapped["weight_a"].tolist() == terms["weight_b"].tolist()


def test_sentence_matrix_is_labelled_by_sentence_numbers():
    table = given_sentences(
        [("b", 3, 1, "Navy"), ("a", 0, 0, "Army"), ("b", 7, 2, "An army"), ("a", 2, 1, "It is.")]
    )
    matrix = sentence_similarity(table, "a", "b")
    assert (matrix.index.name, matrix.columns.name) == ("a", "b")
    assert matrix.index.tolist() == [0, 2]
    assert matrix.columns.tolist() == [3, 7]
    assert matrix.to_numpy() == pytest.approx(np.array([[0, 1], [0, 0]]))


@EVERY
def test_sentence_matrix_does_not_depend_on_other_articles(harbour, weighting):
    pair = harbour[harbour["article"] != "c"]
    pd.testing.assert_frame_equal(
        sentence_similarity(harbour, "a", "b", weighting=weighting),
        sentence_similarity(pair, "a", "b", weighting=weighting),
    )


def test_bootstrap_against_all_resamples():
    """Of two sentences a resample holds both (1/2), only the first (1/4) or only the second (1/4)."""
    table = articles(a=["Army", "Navy"], b=["Army"])
    row = similarity_pairs(table, weighting=PLAIN, resamples=20_000).iloc[0]
    mean = 0.5 * math.sqrt(0.5) + 0.25 * 1 + 0.25 * 0
    assert row["similarity"] == pytest.approx(math.sqrt(0.5))
    assert row["bias"] == pytest.approx(mean - math.sqrt(0.5), abs=0.01)
    assert row["low"] == pytest.approx(math.sqrt(0.5) - mean, abs=0.01)  # 0 less the bias
    assert row["high"] == 1  # 1 less the bias, cut


def test_bootstrap_of_single_sentences_has_no_spread():
    row = similarity_pairs(articles(a=["Army deal"], b=["Army"]), resamples=10).iloc[0]
    assert (row["low"], row["high"], row["bias"]) == pytest.approx(
        (row["similarity"], row["similarity"], 0), abs=1e-6
    )


@EVERY
def test_pairs_agree_with_the_matrix_and_with_the_terms(harbour, weighting):
    pairs = similarity_pairs(harbour, weighting=weighting, resamples=5)
    matrix = similarity_matrix(harbour, weighting=weighting)
    assert pairs[["article_a", "article_b"]].to_numpy().tolist() == [
        ["a", "b"],
        ["a", "c"],
        ["b", "c"],
    ]
    for row in pairs.itertuples():
        terms = similarity_terms(harbour, row.article_a, row.article_b, weighting=weighting)
        assert row.similarity == pytest.approx(matrix.loc[row.article_a, row.article_b])
        assert row.similarity == pytest.approx(terms["contribution"].sum())


def test_a_pairs_row_does_not_depend_on_other_articles(harbour):
    every = similarity_pairs(harbour, resamples=50, seed=3)
    alone = similarity_pairs(harbour[harbour["article"] != "a"], resamples=50, seed=3)
    assert every.iloc[2, 2:].to_numpy(float) == pytest.approx(alone.iloc[0, 2:].to_numpy(float))
    other = similarity_pairs(harbour, resamples=50, seed=4)
    assert other["similarity"].tolist() == every["similarity"].tolist()
    assert other["bias"].tolist() != every["bias"].tolist()
    assert len(every) == 3
    pd.testing.assert_frame_equal(every.iloc[2:].reset_index(drop=True), alone)


def test_a_pair_that_is_not_asked_for_has_its_similarity_alone(harbour):
    every = similarity_pairs(harbour, resamples=50)
    asked = similarity_pairs(harbour, resamples=50, pairs=every.iloc[[2]])
    pd.testing.assert_frame_equal(asked.iloc[[2]], every.iloc[[2]])
    assert asked["similarity"].tolist() == every["similarity"].tolist()
    assert asked["low"].isna().tolist() == [True, True, False]


@EVERY
def test_resamples_equal_those_made_sentence_by_sentence(harbour, weighting):
    """The yardstick: each resample is written out as a table of sentences and compared anew."""
    resamples, seed = 40, 7
    fast = similarity_pairs(harbour, weighting=weighting, resamples=resamples, seed=seed)
    rows = {name: list(own.itertuples()) for name, own in harbour.groupby("article")}
    draws = {
        name: np.random.default_rng([seed, zlib.crc32(name.encode())]).multinomial(
            len(own), np.full(len(own), 1 / len(own)), size=resamples
        )
        for name, own in rows.items()
    }
    for pair in fast.itertuples():
        names = (pair.article_a, pair.article_b)
        own = harbour[harbour["article"].isin(names)]
        counts, vocabulary = term_counts(own, weighting=weighting)
        weights = term_weights(counts, own, vocabulary, weighting=weighting)
        place = {row.Index: at for at, row in enumerate(own.itertuples())}
        values = []
        for draw in range(resamples):
            vectors = []
            for name in names:
                drawn = [
                    place[row.Index]
                    for row, times in zip(rows[name], draws[name][draw], strict=True)
                    for _ in range(times)
                ]
                total = counts[drawn].toarray().sum(axis=0)
                some = np.maximum(total, 1)
                vector = (1 + np.log(some) if weighting.sublinear else some) * (total > 0) * weights
                vectors.append(vector / (np.linalg.norm(vector) or 1))
            values.append(vectors[0] @ vectors[1])
        bias = np.mean(values) - pair.similarity
        low, high = np.percentile(values, [2.5, 97.5]) - bias
        assert pair.bias == pytest.approx(bias, abs=1e-6)
        assert pair.low == pytest.approx(min(max(low, 0), pair.similarity), abs=1e-6)
        assert pair.high == pytest.approx(max(min(high, 1), pair.similarity), abs=1e-6)


@given(a=TEXTS, b=TEXTS, resamples=st.integers(1, 30))
def test_the_interval_holds_what_it_is_about(a, b, resamples):
    table = articles(a=[*a, "army"], b=[*b, "bread"])
    row = similarity_pairs(table, resamples=resamples).iloc[0]
    assert 0 <= row["low"] <= row["similarity"] <= row["high"] <= 1


def test_the_founding_articles(gold_sentences):
    """Values of the shipped background; they move with the weighting, which is the point."""
    pairs = {
        name: similarity_pairs(gold_sentences, weighting=weighting, resamples=200).iloc[0]
        for name, weighting in WEIGHTINGS.items()
    }
    values = {name: round(row["similarity"], 3) for name, row in pairs.items()}
    assert values == {
        "default": 0.249,
        "words": 0.392,
        "sentence_idf": 0.151,
        "pair_idf": 0.150,
        "plain": 0.547,
        "counts": 0.636,
    }
    assert all(row["low"] < row["similarity"] < row["high"] for row in pairs.values())
    assert all(row["bias"] < 0 for row in pairs.values())


@pytest.mark.parametrize("function", [similarity_matrix, similarity_pairs])
@pytest.mark.parametrize(
    ("texts", "problem"), [({}, "no article"), ({"a": ["Army"]}, "one article")]
)
def test_nothing_to_compare(function, texts, problem):
    with pytest.raises(CrossframeError, match=problem):
        function(articles(**texts))


def test_articles_of_stop_words_only():
    with pytest.raises(CrossframeError, match="no sentence holds a word"):
        similarity_matrix(articles(a=["It is."], b=["the"]))
    assert similarity_matrix(articles(a=["It is."], b=["Army"])).loc["a", "b"] == 0


@pytest.mark.parametrize("function", [sentence_similarity, similarity_terms])
def test_unknown_article_and_one_article_twice(harbour, function):
    with pytest.raises(CrossframeError, match="'z' is not among"):
        function(harbour, "a", "z")
    with pytest.raises(CrossframeError, match="with itself"):
        function(harbour, "a", "a")


def test_no_resamples(harbour):
    with pytest.raises(CrossframeError, match="0 resamples"):
        similarity_pairs(harbour, resamples=0)


def test_names_of_weightings():
    assert all(name == weighting.name for name, weighting in WEIGHTINGS.items())
    assert WEIGHTINGS["default"] is DEFAULT
