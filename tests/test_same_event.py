from crossframe.same_event import THRESHOLD, different_events, event_groups
from crossframe.sentences import given_sentences


def test_pairs_on_different_events_are_pointed_out(harbour):
    pairs = different_events(harbour)
    assert {("a", "c"), ("b", "c")} == set(
        pairs[["article_a", "article_b"]].itertuples(index=False, name=None)
    )
    assert pairs["similarity"].is_monotonic_increasing
    assert (pairs["similarity"] < THRESHOLD).all()


def test_articles_are_grouped_largest_group_first(harbour):
    groups = event_groups(harbour)
    assert groups[["article", "group", "size"]].to_numpy().tolist() == [
        ["a", 1, 2],
        ["b", 1, 2],
        ["c", 2, 1],
    ]
    assert groups["nearest"].tolist()[:2] == ["b", "a"]


def test_the_threshold_can_be_moved(harbour):
    assert different_events(harbour, threshold=0).empty
    assert event_groups(harbour, threshold=0)["group"].tolist() == [1, 1, 1]
    assert event_groups(harbour, threshold=1.1)["group"].tolist() == [1, 2, 3]


def test_the_founding_articles_are_on_one_event(gold_sentences):
    assert different_events(gold_sentences).empty


def test_groups_are_joined_by_what_they_share():
    rows = [
        ("a", 1, 1, "Dam bursts."),
        ("b", 1, 1, "Dam bursts, bakers win."),
        ("c", 1, 1, "Bakers win."),
    ]
    assert event_groups(given_sentences(rows))["size"].tolist() == [3, 3, 3]
