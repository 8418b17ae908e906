from crossframe.corpus.sentences import given_sentences
from crossframe.similarity.same_event import event_groups


def test_articles_are_grouped_largest_group_first(harbour):
    groups = event_groups(harbour)
    assert groups[["article", "group", "size"]].to_numpy().tolist() == [
        ["a", 1, 2],
        ["b", 1, 2],
        ["c", 2, 1],
    ]
    assert groups["nearest"].tolist()[:2] == ["b", "a"]


def test_the_threshold_can_be_moved(harbour):
    assert event_groups(harbour, threshold=0)["group"].tolist() == [1, 1, 1]
    assert event_groups(harbour, threshold=1.1)["group"].tolist() == [1, 2, 3]


def test_the_founding_articles_are_on_one_event(gold_sentences):
    assert event_groups(gold_sentences)["group"].tolist() == [1, 1]


def test_groups_are_joined_by_what_they_share():
    rows = [
        ("a", 1, 1, "Dam bursts."),
        ("b", 1, 1, "Dam bursts, bakers win."),
        ("c", 1, 1, "Bakers win."),
    ]
    assert event_groups(given_sentences(rows))["size"].tolist() == [3, 3, 3]
