import numpy as np
import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.similarity.cosine import similarity_matrix
from crossframe.similarity.same_event import (
    THRESHOLD,
    closeness,
    event_groups,
    grouped,
    pairs_to_compare,
)


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


def test_each_article_is_compared_with_its_event_and_with_the_ten_most_like_it():
    texts = [f"Dam {'burst ' * n}" for n in range(1, 15)]  # ever more of one word
    table = given_sentences([(f"a{n}", 1, 1, text) for n, text in enumerate(texts)])
    apart = event_groups(table, threshold=1.1)
    pairs = pairs_to_compare(table, apart).to_numpy().tolist()
    assert ["a0", "a10"] in pairs
    assert ["a0", "a13"] not in pairs
    together = pairs_to_compare(table, apart.assign(group=[1] + [2] * 12 + [1]))
    assert ["a0", "a13"] in together.to_numpy().tolist()
    eleven = table[:11]
    assert len(pairs_to_compare(eleven, event_groups(eleven, threshold=1.1))) == 11 * 10 / 2


WEEKS = {  # stories of one campaign, weeks apart
    "launch": (
        "Finch opens her campaign on Bell Street",
        "A brass band played as Orla Finch cut the ribbon of her office on Saturday.",
        "Volunteers had painted the walls blue and baked plum cakes.",
        "The River Party holds two of nine seats on the council and hopes for a third.",
        "Posters went up along the quay before noon, and a poet read from a barrel.",
    ),
    "debate": (
        "Candidate loses her temper over school meals",
        "Orla Finch walked out of a radio debate after a caller asked who would pay for free lunches.",
        "The presenter filled ten minutes with accordion music until she came back.",
        "Teachers rang the station for hours, most of them to complain of cold soup.",
        "The other candidates for Norwick, a dentist and a ferryman, ate biscuits.",
    ),
    "loan": (
        "Timber merchant is repaid after auditor asks for receipts",
        "A loan of 9,000 crowns from a timber merchant was returned on Tuesday, ledgers show.",
        "An auditor had found that the treasurer of the party kept no receipts.",
        "Orla Finch said the money had paid for printing, and that the printer could prove it.",
        "Gifts above 500 crowns must be declared within a fortnight under a law of 1998.",
    ),
}


def test_stories_of_one_campaign_are_not_one_event():
    table = given_sentences(
        (name, number, number, text)
        for name, texts in WEEKS.items()
        for number, text in enumerate(texts)
    )
    alike = similarity_matrix(table).to_numpy()[np.triu_indices(3, 1)]
    assert 0.04 < alike.max() < THRESHOLD
    assert event_groups(table)["group"].tolist() == [1, 2, 3]


def test_dates_part_what_words_alone_do_not(harbour):
    near = {"a": "2019-03-28", "b": "March 30, 2019"}
    assert event_groups(harbour, dates=near)["group"].tolist() == [1, 1, 2]
    years = {"a": "2019-03-28", "b": "2021-03-28T10:00:00Z"}
    assert event_groups(harbour, dates=years)["group"].tolist() == [1, 2, 3]


@pytest.mark.parametrize("date", ["", "3/4/2021", "Monday", "soon", "99999-99-99", "2021-02-30"])
def test_a_date_that_tells_nothing_parts_nothing(harbour, date):
    dates = {"a": "2019-03-28", "b": date}
    assert event_groups(harbour, dates=dates)["group"].tolist() == [1, 1, 2]


def test_closeness_halves_every_thirty_days():
    alike = np.array([[1, 0.4, 0.4], [0.4, 1, 0.4], [0.4, 0.4, 1]])
    close = closeness(alike, ["2019-03-01", "2019-03-31", ""])
    assert close == pytest.approx(np.array([[1, 0.2, 0.4], [0.2, 1, 0.4], [0.4, 0.4, 1]]))


def test_one_article_between_two_events_does_not_make_them_one():
    close = np.full((5, 5), 0.01)
    close[:2, :2] = close[3:, 3:] = 0.5
    close[2, [0, 3]] = close[[0, 3], 2] = 0.15  # alike to one article of each event
    np.fill_diagonal(close, 1)
    first, second, between, third, fourth = grouped(close, THRESHOLD)
    assert first == second != third == fourth
    assert between not in (first, third)
