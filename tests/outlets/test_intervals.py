"""Intervals over articles, worked out by hand; Student's t at 1 and 3 degrees of freedom is 12.706 and 3.182."""

import numpy as np
import pytest

from crossframe.outlets.intervals import mean_interval, share_interval


def test_a_share_of_two_articles_that_differ():
    # 4 in 20; off by -1 and 1: variance 2 * 2 / 400 = 0.01, so as much as 16 draws
    low, high = share_interval(np.array([1.0, 3]), np.array([10.0, 10]))
    assert (low, high) == (pytest.approx(0.0038, abs=5e-5), pytest.approx(0.9421, abs=5e-5))


def test_where_articles_agree_each_counts_once():
    low, high = share_interval(np.array([2.0, 3]), np.array([8.0, 12]))
    assert (low, high) == (pytest.approx(0.0008, abs=5e-5), pytest.approx(0.9931, abs=5e-5))
    assert share_interval(np.zeros(4), np.full(4, 100.0))[0] == 0


def test_more_articles_make_it_narrower():
    widths = [
        np.diff(share_interval(np.tile([1.0, 3], n), np.full(2 * n, 10.0)))[0] for n in (1, 2, 8)
    ]
    assert widths == sorted(widths, reverse=True)


def test_pairs_without_a_common_article_are_independent():
    ends = np.array([["a", "k"], ["b", "l"], ["c", "m"], ["d", "n"]])
    low, high = mean_interval(np.array([0.1, 0.2, 0.3, 0.4]), ends, 4)
    half = 3.18245 * (0.05 / 3 / 4) ** 0.5
    assert (low, high) == (
        pytest.approx(0.25 - half, abs=1e-6),
        pytest.approx(0.25 + half, abs=1e-6),
    )


def test_pairs_with_a_common_article_are_not():
    crossed = np.array([[one, other] for one in "ab" for other in "klm"])
    apart = np.array([["a", "k"], ["b", "l"], ["c", "m"], ["d", "n"], ["e", "o"], ["f", "p"]])
    values = np.repeat([0.2, 0.201], 3)
    together, alone = (np.diff(mean_interval(values, ends, 2))[0] for ends in (crossed, apart))
    assert together == pytest.approx(2**0.5 * alone)  # squares of 3 and of 1.5 millionths
