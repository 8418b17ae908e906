"""Words and phrases in context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.phrases.concordance import concordance, word_index, word_rates

TABLE = given_sentences(
    [
        ("a", 0, 0, "Roe concedes: no troop caps"),
        ("a", 1, 1, "Troop caps, troop-cap talks and “Troop  limits” are conceding too much."),
        ("b", 1, 1, "The US-Russia draft caps troops’ pay; the U.S. limits nothing."),
    ]
)
OUTLETS = {"a": "Post", "b": "Sun"}


def found(query):
    return concordance(TABLE, query, OUTLETS)


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("troop caps", ["troop caps", "Troop caps", "troop-cap"]),  # any form, a hyphen is a space
        ("Troop Cap", ["troop caps", "Troop caps", "troop-cap"]),
        ("TROOP CAP", []),  # in capitals: nothing else
        ("US", ["US", "U.S."]),
        ("U.S.", ["US", "U.S."]),
        ("US-Russia", ["US-Russia"]),
        ("us", ["US"]),
        ("troop limit", ["Troop  limits"]),
        ("troops", ["troop", "Troop", "troop", "Troop", "troops"]),
        ("russia", ["Russia"]),  # part of a word with a hyphen
        ("u.s.", ["U.S."]),
        ("concede", ["concedes", "conceding"]),  # no form of the text: its stem and an ending
        ("con", ["concedes", "conceding"]),  # no form of the text: begins with it
        ("caps troops", ["caps, troop", "caps troops"]),
        ("pay the", ["pay; the"]),
        ("caps Troop talks", []),
        ("harbour", []),
    ],
)  # fmt: skip
def test_matches(query, matches):
    assert found(query)["match"].tolist() == matches


def test_capitals_find_capitals():
    text = "Tell us: the U.S.’s vote, NATO's MPs, U.S.-Russia, US–Russia and it is for us."
    table = given_sentences([("a", 1, 1, text)])
    for query, matches in {
        "US": ["U.S.", "U.S.", "US"],
        "us": ["us", "US", "us"],
        "us russia": ["US–Russia"],
        "US-RUSSIA": [],
        "US Russia": ["U.S.-Russia", "US–Russia"],
        "MP": ["MPs"],
        "mp": ["MPs"],
        "NATO": ["NATO's"],
        "IT": [],
        "A": ["and"],  # one letter is no abbreviation
    }.items():
        assert concordance(table, query, {"a": "Post"})["match"].tolist() == matches, query


def test_left_and_right_are_the_rest_of_the_sentence():
    lines = found("caps")
    texts = TABLE.set_index(["article", "sentence"])["text"]
    starts = TABLE.set_index(["article", "sentence"])["start"]
    for row in lines.itertuples():
        where = row.article, row.sentence
        assert row.left + row.match + row.right == texts[where]
        assert texts[where][row.start - starts[where] : row.end - starts[where]] == row.match
    assert lines["outlet"].tolist() == ["Post", "Post", "Post", "Sun"]


def test_places_do_not_overlap():
    table = given_sentences([("a", 1, 1, "no no no no no")])
    assert concordance(table, "no no", {"a": "Post"})["start"].tolist() == [0, 6]


def test_rates_are_by_outlet():
    table = given_sentences([("a", 1, 1, "cap it now"), ("b", 1, 1, "caps"), ("c", 1, 1, "no")])
    names = {"a": "Post", "b": "Post", "c": "Sun"}
    rates = word_rates(concordance(table, "cap", names), table, names)
    assert rates.values.tolist() == [["Post", 2, 4, 500.0], ["Sun", 0, 1, 0.0]]


@pytest.mark.parametrize("query", ["", "  ", "?!", "“”"])
def test_no_word_is_one_error(query):
    with pytest.raises(CrossframeError, match="no word"):
        found(query)


@given(st.sampled_from(sorted({w.form for ws in word_index(TABLE).places.values() for w in ws})))
def test_every_word_finds_itself(form):
    assert form.lower() in {match.lower().replace("’", "'") for match in found(form)["match"]}


def test_the_articles_of_the_project(gold_sentences):
    names = {article: article for article in gold_sentences["article"].unique()}
    lines = concordance(gold_sentences, "troop caps", names)
    assert lines["sentence"].tolist() == [7]
    assert set(lines["article"]) == {"ceo-outlook"}
