"""Precision, recall and F1 of counts, and scores of parts."""

import math

import pytest

from crossframe.evaluation.scores import precision_recall_f1, score_table, with_parts


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0), (0, 0, 0)),
        ((0, 3, 0), (0, 0, 0)),
        ((0, 0, 3), (0, 0, 0)),
        ((2, 4, 3), (0.5, 2 / 3, 4 / 7)),
    ],
)
def test_scores_of_counts(counts, expected):
    assert tuple(precision_recall_f1(*counts).values()) == pytest.approx(expected)


def test_what_was_found_may_be_counted_on_its_own():
    # 1 of 2 predictions is right, 3 of 4 are found: 2 * 1/2 * 3/4 / (5/4)
    scores = precision_recall_f1(1, 2, 4, recalled=3)
    assert scores == pytest.approx({"precision": 0.5, "recall": 0.75, "f1": 0.6})


def test_parts_stand_beside_the_whole_where_there_are_several():
    assert with_parts({"f1": 1.0}, {"elm": {"f1": 1.0}}) == {"f1": 1.0}
    parts = {"elm": {"f1": 0.0}, "oak": {}}
    assert with_parts({"f1": 1.0}, parts) == {"f1": 1.0, "elm.f1": 0.0}


def test_a_measure_that_a_part_lacks_is_missing_in_the_table():
    table = score_table({"f1": 1.0, "alpha": 0.5, "elm.f1": 0.0})
    assert table["part"].tolist() == ["elm", "all"]
    assert math.isnan(table["alpha"][0])
