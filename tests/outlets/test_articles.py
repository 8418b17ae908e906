"""Which articles are pooled, and their texts laid one after the other."""

import pytest

from crossframe.corpus.articles import Article
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.outlets.articles import (
    check_period,
    joined,
    outlet_articles,
    period_notes,
    several_an_outlet,
)


def articles(*dates):
    return [Article(f"a{n}", "Post", "", date=date) for n, date in enumerate(dates)]


@pytest.mark.parametrize(
    ("period", "found"),
    [("day", "2025-11-24"), ("week", "2025-W48"), ("month", "2025-11")],
)
def test_a_date_is_put_into_its_period(period, found):
    table = outlet_articles(articles("2025-11-24"), period=period)
    assert table["period"].tolist() == ["", found]


def test_a_date_that_can_be_read_in_two_ways_is_none():
    some = articles("3/4/2019", "", "March 4, 2019")
    table = outlet_articles(some, period="month")
    assert table["period"].tolist() == ["", "", "", "2019-03", "no date", "no date"]
    assert period_notes(some, "month") == ["Without a date that can be read: 2 articles."]
    assert period_notes(some, None) == []
    assert period_notes(some[:1], "day")[0].startswith("Nothing is pooled")


def test_the_week_of_a_new_year_is_that_of_iso():
    assert outlet_articles(articles("2021-01-01"), period="week")["period"][1] == "2020-W53"


def test_a_period_that_is_none_is_refused():
    with pytest.raises(CrossframeError, match=r"no period .year..*day, week, month"):
        check_period("year")


def test_one_article_an_outlet_is_nothing_to_pool():
    assert not several_an_outlet([Article("a", "Post", ""), Article("b", "Dial", "")])
    assert several_an_outlet(articles("", ""))


def test_articles_of_an_outlet_lie_one_after_the_other():
    table = given_sentences(
        [("a", 0, 0, "Dam."), ("b", 0, 0, "Bay."), ("c", 0, 0, "Sea."), ("c", 1, 1, "Sky.")]
    )
    groups = outlet_articles(
        [Article("a", "Post", ""), Article("b", "Dial", ""), Article("c", "Post", "")]
    )
    own = joined(table, groups)
    assert own["article"].tolist() == ["Post", "Post", "Post", "Dial"]
    assert own["sentence"].tolist() == [0, 1, 2, 0]
    assert own["paragraph"].tolist() == [0, 1, 1, 0]
    assert own[["of_article", "of_sentence"]].values.tolist() == [
        ["a", 0], ["c", 0], ["c", 1], ["b", 0]
    ]  # fmt: skip
    post = own[own["article"] == "Post"]
    assert (post["start"].to_numpy()[1:] > post["end"].to_numpy()[:-1]).all()
