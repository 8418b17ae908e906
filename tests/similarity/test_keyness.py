"""crossframe.similarity.keyness: weighted log-odds by the formula."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.similarity.keyness import PRIOR_WORDS, distinctive_words


def table(**texts):
    return given_sentences((article, 1, 1, text) for article, text in texts.items())


def row(result, word, column="article", group="a"):
    rows = result[(result["word"] == word) & (result[column] == group)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_the_formula_by_hand():
    # a: dam 3, river 1, n = 4; b: dam 1, river 1, n = 2; pooled dam 4, river 2 of 6.
    # prior of 12 words: dam 8, river 4.
    result = distinctive_words(table(a="dam dam dam river", b="river dam"), prior_words=12)
    dam = row(result, "dam")
    here = math.log((3 + 8) / (4 + 12 - 3 - 8))  # 11 / 5
    there = math.log((1 + 8) / (2 + 12 - 1 - 8))  # 9 / 5
    assert dam["log_odds"] == pytest.approx(here - there)
    assert dam["log_odds"] == pytest.approx(math.log(11 / 9))
    assert dam["z"] == pytest.approx(math.log(11 / 9) / math.sqrt(1 / 11 + 1 / 9))
    assert (dam["count"], dam["count_others"]) == (3, 1)


def test_stop_words_count_as_words_but_are_not_listed():
    result = distinctive_words(table(a="the dam and the dam", b="a river"), prior_words=7)
    assert set(result["word"]) == {"dam", "river"}
    # n = 5 and 2, pooled 7 words: prior of dam 2, of river 1
    expected = math.log((2 + 2) / (5 + 7 - 2 - 2)) - math.log((0 + 2) / (2 + 7 - 0 - 2))
    assert row(result, "dam")["log_odds"] == pytest.approx(expected)


def test_each_article_stands_against_all_others_together():
    three = distinctive_words(table(a="dam dam", b="dam river", c="river bridge"))
    two = distinctive_words(table(a="dam dam", b="dam river river bridge"))
    assert row(three, "dam")["z"] == pytest.approx(row(two, "dam")["z"])
    assert row(three, "dam")["count_others"] == 1


def test_a_word_that_an_article_lacks_is_listed_where_half_of_the_others_use_it():
    four = distinctive_words(table(a="dam", b="dam river", c="dam river", d="dam bridge"))
    of_a = four[four["article"] == "a"]
    assert of_a[["word", "count"]].to_numpy().tolist() == [["dam", 1], ["river", 0]]


def test_groups_join_articles():
    sentences = table(a="dam dam", b="dam river", c="river bridge")
    result = distinctive_words(sentences, groups={"a": "Post", "b": "Post", "c": "Mail"})
    assert list(result.columns) == ["group", "word", "count", "count_others", "log_odds", "z"]
    assert row(result, "dam", "group", "Post")["count"] == 3
    assert list(result["group"].unique()) == ["Post", "Mail"]


def test_order_is_by_group_then_z_then_word():
    result = distinctive_words(table(b="dam dam zoo ash", a="river"))
    assert list(result["article"].unique()) == ["b", "a"]
    assert list(result[result["article"] == "b"]["word"]) == ["dam", "ash", "zoo", "river"]


WORDS = st.lists(st.sampled_from(["dam", "river", "bridge", "the", "of", "Ada"]), max_size=12)


@given(WORDS, WORDS, st.floats(0.5, 500))
def test_two_groups_mirror_each_other(first, second, prior_words):
    sentences = table(a=" ".join(first), b=" ".join(second))
    result = distinctive_words(sentences, prior_words=prior_words)
    a = result[result["article"] == "a"].set_index("word")
    b = result[result["article"] == "b"].set_index("word")
    assert sorted(a.index) == sorted(b.index)
    for word in a.index:
        assert a.loc[word, "z"] == pytest.approx(-b.loc[word, "z"])
        assert a.loc[word, "log_odds"] == pytest.approx(-b.loc[word, "log_odds"])
        assert a.loc[word, "count"] == b.loc[word, "count_others"]


@given(WORDS)
def test_equal_texts_have_no_distinctive_word(words):
    result = distinctive_words(table(a=" ".join(words), b=" ".join(words)))
    assert (result["z"].abs() < 1e-9).all()


@pytest.mark.parametrize(
    ("first", "second"),
    [("", "dam"), ("dam", ""), ("dam", "dam"), ("dam dam dam", "dam"), ("", "")],
)
def test_texts_of_one_word_or_none_have_finite_scores(first, second):
    result = distinctive_words(table(a=first, b=second))
    assert result["z"].map(math.isfinite).all()


def test_a_larger_prior_pulls_towards_equal_use():
    sentences = table(a="dam dam dam river", b="river river bridge")
    scores = [
        abs(row(distinctive_words(sentences, prior_words=mass), "dam")["log_odds"])
        for mass in (1, 10, 100, 1000)
    ]
    assert scores == sorted(scores, reverse=True)


def test_the_number_of_the_docstring():
    # 400 words each; a word seven times in one and never in the other passes 1.96, six times not.
    def z(times):
        a = ["dam"] * times + [f"a{i}" for i in range(400 - times)]
        b = [f"b{i}" for i in range(400)]
        return row(distinctive_words(table(a=" ".join(a), b=" ".join(b))), "dam")["z"]

    assert PRIOR_WORDS == 100
    assert z(6) < 1.96 < z(7)


@pytest.mark.parametrize(
    ("sentences", "options", "problem"),
    [
        (table(a="dam"), {}, "at least two groups"),
        (given_sentences([]), {}, "at least two groups"),
        (table(a="dam", b="river"), {"groups": {"a": "x", "b": "x"}}, "at least two groups"),
        (table(a="dam", b="river"), {"groups": {"a": "x"}}, "article 'b' belongs to no group"),
        (table(a="dam", b="river"), {"prior_words": 0}, "prior weighs 0 words"),
    ],
)
def test_what_cannot_be_compared_is_said(sentences, options, problem):
    with pytest.raises(CrossframeError, match=problem):
        distinctive_words(sentences, **options)


def test_the_slogan_is_what_the_second_article_leans_on(gold_sentences):
    result = distinctive_words(gold_sentences)
    limit = row(result, "limit", group="ceo-outlook")
    assert (limit["count"], limit["count_others"]) == (6, 0)
    assert result[result["article"] == "ceo-outlook"].iloc[0]["word"] == "limit"
    assert row(result, "US", group="lords-press")["count"] == 3
