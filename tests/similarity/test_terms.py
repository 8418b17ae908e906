"""Tests of crossframe.similarity.terms."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer

from crossframe.errors import CrossframeError
from crossframe.similarity.terms import background_idf, event_frequencies, smooth_idf, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It is of the.", []),
        ("army", ["army"]),
        ("ARMY", ["army"]),
        ("Peace deal", ["peace", "deal", "peace deal"]),
        ("Peace\u00a0deal", ["peace", "deal", "peace deal"]),
        ("peace, deal", ["peace", "deal", "peace deal"]),
        ("limits of power", ["limits", "power"]),  # no pair over a stop word
        ("Norway’s army", ["norway", "army", "norway army"]),
        ("Norway's army", ["norway", "army", "norway army"]),
        ("28-point plan", ["28", "point", "plan", "28 point", "point plan"]),
        ("1,000.5 tons", ["1,000.5", "tons", "1,000.5 tons"]),
        ("U.S. army", ["us", "army", "us army"]),
        ("the US army", ["us", "army", "us army"]),
        ("tell us", ["tell"]),
        ("TELL US", ["tell"]),
        ("it isn’t the army", ["army"]),
        ("Zürich", ["zürich"]),
        ("Zu\u0308rich", ["zürich"]),
    ],
)
def test_terms(text, expected):
    assert terms(text) == expected


def test_terms_with_stop_words():
    assert terms("The army is in.", word_pairs=False, function_words=True) == [
        "the",
        "army",
        "is",
        "in",
    ]
    assert terms("The army", function_words=True) == ["the", "army", "the army"]


@given(st.text())
def test_terms_of_any_text_are_words_and_their_pairs(text):
    single = terms(text, word_pairs=False)
    both = terms(text)
    assert both[: len(single)] == single
    assert set(" ".join(both[len(single) :]).split()) <= set(single)
    assert all(term == term.strip() != "" for term in both)


def test_smooth_idf_is_that_of_scikit_learn():
    counts = np.array([[1, 0, 2], [3, 0, 0], [1, 1, 0]])
    expected = TfidfTransformer().fit(counts).idf_
    assert smooth_idf((counts > 0).sum(axis=0), 3) == pytest.approx(expected)


def test_unknown_words_weigh_most():
    common, rarer, unknown = background_idf(["the", "police", "zyxwv"])
    assert common == 1.0
    assert common < rarer < unknown
    assert unknown == pytest.approx(math.log(61) + 1)


def test_background_of_ones_own(tmp_path):
    path = tmp_path / "background.csv"
    path.write_text("term,events\n,9\narmy,4\n")
    assert background_idf(["army", "navy"], background=path) == pytest.approx(
        [math.log(10 / 5) + 1, math.log(10) + 1]
    )


@pytest.mark.parametrize(
    "content", ["", "term,count\n,9\n", "term,events\narmy,4\n", "term,events\n,nine\n"]
)
def test_malformed_background(tmp_path, content):
    path = tmp_path / "background.csv"
    path.write_text(content)
    with pytest.raises(CrossframeError, match="not a background table"):
        background_idf(["army"], background=path)


def test_missing_background(tmp_path):
    with pytest.raises(CrossframeError, match="missing"):
        background_idf(["army"], background=tmp_path / "none.csv")


def test_event_frequencies_count_events_not_reports():
    events = [
        ["Old harbour.", "The old harbour!"],
        ["An old harbour"],
        ["The navy"],
        ["The old navy"],
    ]
    assert event_frequencies(events) == {
        "harbour": 2,
        "navy": 2,
        "old": 3,
        "old harbour": 2,
        "the": 3,
    }


def test_no_word_pair_over_the_end_of_a_sentence():
    assert event_frequencies([["Old.", "Harbour."]] * 2) == {"harbour": 2, "old": 2}
