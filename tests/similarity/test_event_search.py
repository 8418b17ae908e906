"""Articles on one event found among many: as by comparing all with all."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.preprocessing import normalize

from crossframe.similarity import event_search
from crossframe.similarity.event_search import NEAREST, WINDOW, event_labels, event_pairs

NEVER = np.nan


def vectors_of(events, *, outlets=4, seed=0):
    """Return vectors of articles on events, an outlet each; 12 terms of an event, 8 of all."""
    chance = np.random.default_rng(seed)
    dense = np.zeros((events * outlets, 12 * events + 200))
    for row in range(len(dense)):
        event = row // outlets
        dense[row, 12 * event + chance.choice(12, 9, replace=False)] = 1
        dense[row, 12 * events + chance.choice(200, 8, replace=False)] = 1
    return csr_array(normalize(dense)), np.arange(len(dense)) % outlets


def all_pairs(vectors, outlets):
    """Return what `event_pairs` finds, by comparing all with all."""
    alike = (vectors @ vectors.T).toarray()
    alike[outlets[:, None] == outlets[None, :]] = 0
    rank = (-alike).argsort(axis=1, kind="stable").argsort(axis=1)
    near = (rank < NEAREST) & (rank.T < NEAREST) & (alike > 0)
    return {(a, b) for a, b in np.argwhere(near) if a < b}


def test_pairs_worth_putting_together_are_those_of_an_exact_search():
    vectors, outlets = vectors_of(30)
    found = event_pairs(vectors, outlets, np.full(len(outlets), NEVER))
    alike = (vectors @ vectors.T).toarray()
    expected = {
        pair for pair in all_pairs(vectors, outlets) if alike[pair] >= event_search.THRESHOLD
    }
    close = found[found["closeness"] >= event_search.THRESHOLD]
    assert set(zip(close["a"], close["b"], strict=True)) == expected
    assert found["similarity"].tolist() == pytest.approx(
        [alike[a, b] for a, b in found[["a", "b"]].values]
    )


def test_labels_are_the_events_in_the_order_of_their_first_article():
    vectors, outlets = vectors_of(30)
    days = np.full(len(outlets), NEVER)
    labels = event_labels(vectors, outlets, days, event_pairs(vectors, outlets, days))
    assert labels.tolist() == np.repeat(np.arange(30), 4).tolist()


def test_blocks_change_nothing(monkeypatch):
    vectors, outlets = vectors_of(20)
    days = np.where(np.arange(len(outlets)) % 5 == 0, NEVER, np.arange(len(outlets)) // 4 * 9.0)
    whole = event_pairs(vectors, outlets, days)
    monkeypatch.setattr(event_search, "_BLOCK", 7)
    assert event_pairs(vectors, outlets, days).equals(whole)


def test_articles_of_one_outlet_or_far_apart_in_time_are_no_pair():
    vectors = csr_array(normalize(np.ones((3, 4))))
    known = np.array([0, 0, 1]), np.array([0.0, 0.0, WINDOW + 1])
    assert event_pairs(vectors, *known).empty
    near = np.array([0.0, 0.0, WINDOW])
    pairs = event_pairs(vectors, known[0], near)
    assert pairs[["a", "b"]].values.tolist() == [[0, 2], [1, 2]]
    assert pairs["closeness"].tolist() == pytest.approx([0.5, 0.5])  # half-life of 30 days


def test_one_article_on_two_events_does_not_make_them_one():
    one, other = np.zeros((6, 30)), np.zeros((6, 30))
    one[:, :15], other[:, 15:] = 1, 1
    both = np.ones((1, 30))
    vectors = csr_array(normalize(np.vstack([one, both, other])))
    outlets, days = np.arange(13), np.full(13, NEVER)
    labels = event_labels(vectors, outlets, days, event_pairs(vectors, outlets, days))
    assert len(set(labels[:6])) == 1
    assert len(set(labels[7:])) == 1
    assert labels[0] != labels[7]


def test_long_chain_is_parted_where_it_is_loosest(monkeypatch):
    monkeypatch.setattr(event_search, "_MOST", 12)
    vectors, outlets = vectors_of(6)
    # a bridge between two events
    dense = vectors.toarray()
    dense[0, :24] = 1
    vectors = csr_array(normalize(dense))
    days = np.full(len(outlets), NEVER)
    labels = event_labels(vectors, outlets, days, event_pairs(vectors, outlets, days))
    assert set(labels[1:4]).isdisjoint(labels[4:8])
    assert labels[8:].tolist() == np.repeat(np.unique(labels[8:]), 4).tolist()
