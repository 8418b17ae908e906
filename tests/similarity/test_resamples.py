import numpy as np
import pytest
from scipy.sparse import csr_array

from crossframe.similarity.resamples import common, draws, resampled
from crossframe.similarity.vectors import WEIGHTINGS

# article 0: the first sentence holds terms 0 and 1, the second term 0; article 1: term 0
PARTS = {0: csr_array([[1, 1, 0], [1, 0, 0]]), 1: csr_array([[1, 0, 0]])}
DRAWN = {
    0: np.array([[2, 1, 0], [0, 1, 2]], dtype=np.uint16),
    1: np.ones((1, 3), dtype=np.uint16),
}
WEIGHTS = np.array([1.0, 2.0, 1.0])


@pytest.mark.parametrize(
    ("weighting", "frequencies"),  # of terms 0 and 1 in the three resamples
    [
        ("plain", [(2, 2), (2, 1), (2, 0)]),
        (
            "default",
            [(1 + np.log(2), 1 + np.log(2)), (1 + np.log(2), 1), (1 + np.log(2), 0)],
        ),
    ],
)
def test_similarities_by_hand(weighting, frequencies):
    found = resampled(PARTS, DRAWN, np.array([[0, 1]]), WEIGHTS, 3, weighting=WEIGHTINGS[weighting])
    by_hand = [a / np.hypot(a, 2 * b) for a, b in frequencies]  # article 1 is term 0 alone
    assert found[0].tolist() == pytest.approx(by_hand, abs=1e-7)


def test_terms_alike_in_their_sentences_count_each():
    parts = {0: csr_array([[1, 1, 2, 2]]), 1: csr_array([[1, 1, 0, 0]])}
    ones = {0: np.ones((1, 1), dtype=np.uint16), 1: np.ones((1, 1), dtype=np.uint16)}
    found = resampled(
        parts, ones, np.array([[0, 1]]), np.ones(4), 1, weighting=WEIGHTINGS["counts"]
    )
    assert found[0, 0] == pytest.approx(2 / np.sqrt(10 * 2))


def test_an_article_without_terms_is_like_none():
    parts = {0: csr_array([[1, 0]]), 1: csr_array(np.zeros((2, 2), dtype=np.int64))}
    drawn = {0: np.ones((1, 2), dtype=np.uint16), 1: np.ones((2, 2), dtype=np.uint16)}
    found = resampled(
        parts, drawn, np.array([[0, 1]]), np.ones(2), 2, weighting=WEIGHTINGS["default"]
    )
    assert found.tolist() == [[0, 0]]


def test_draws_are_an_articles_own():
    drawn = draws("a", 5, 100, 0)
    assert drawn.shape == (5, 100)
    assert (drawn.sum(axis=0) == 5).all()
    assert (drawn == draws("a", 5, 100, 0)).all()
    assert (drawn != draws("b", 5, 100, 0)).any()
    assert (drawn != draws("a", 5, 100, 1)).any()


def test_common_places():
    in_a, in_b = common(np.array([1, 4, 7]), np.array([4, 5, 7]))
    assert (in_a.tolist(), in_b.tolist()) == ([1, 2], [0, 2])
