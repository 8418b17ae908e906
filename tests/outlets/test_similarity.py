"""Mean similarity within and between outlets, by hand."""

from itertools import combinations

import pandas as pd
import pytest

from crossframe.outlets.similarity import outlet_similarity

OUTLETS = {"d1": "Dial", "p1": "Post", "p2": "Post", "d2": "Dial", "s1": "Star"}


@pytest.fixture(scope="module")
def table():
    ends = list(combinations(OUTLETS, 2))
    values = [0.5 if {a[1], b[1]} == {"1"} else 0.1 for a, b in ends]
    pairs = pd.DataFrame(ends, columns=["article_a", "article_b"])
    groups = pd.DataFrame({"article": list(OUTLETS), "outlet": OUTLETS.values(), "period": ""})
    events = pd.DataFrame({"article": list(OUTLETS), "group": [1, 1, 2, 2, 1]})
    found = outlet_similarity(
        pairs.assign(similarity=values), pairs.assign(counterparts=1), events, groups
    )
    return found.set_index(["outlet_a", "outlet_b", "same_event"])


def test_pairs_on_one_event_and_on_others_stand_apart(table):
    one = table.loc[("Dial", "Post", True)]
    assert one[["pairs", "articles_a", "articles_b", "counterparts"]].tolist() == [2, 2, 2, 2]
    assert one["similarity"] == pytest.approx(0.3)  # d1 and p1 0.5, d2 and p2 0.1
    assert one[["low", "high"]].tolist() == [0, 1]
    assert table.loc[("Dial", "Post", False), "similarity"] == pytest.approx(0.1)


def test_without_several_pairs_or_articles_there_is_no_interval(table):
    within = table.loc[("Post", "Post", False)]
    assert within["reason"] == "one pair"
    assert pd.isna(within["low"])
    assert table.loc[("Post", "Star", True), "reason"] == "one pair"


def test_outlets_stand_in_the_order_of_the_articles(table):
    assert list(dict.fromkeys(a for a, _, _ in table.index)) == ["Dial", "Post"]
    assert ("Post", "Dial", True) not in table.index
