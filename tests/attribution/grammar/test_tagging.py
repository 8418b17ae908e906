"""Tags of words in context, each pair of sentences a word that is two parts of speech."""

import pytest

from crossframe.attribution.grammar.tagging import is_title_case, tag, tokens


def tagged(text):
    return tag([word for word, _, _ in tokens(text, 0, len(text))])


def test_tokens_keep_their_place():
    assert tokens("She’s in the U.S.", 0, 17) == [
        ("She", 0, 3),
        ("’s", 3, 5),
        ("in", 6, 8),
        ("the", 9, 12),
        ("U.S.", 13, 17),
    ]
    assert [word for word, _, _ in tokens("Sen. John F. Roe didn’t pay $1,000.50", 0, 37)] == [
        *("Sen.", "John", "F.", "Roe", "didn’t", "pay", "$1,000.50")
    ]
    assert tokens("x She", 2, 5) == [("She", 2, 5)]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The claims that she makes angered Mr. Smith, who left.", "DNTPXZEE,WZ."),
        ("She claims that it rained", "PXTPZ"),
        ("Their claims angered him", "DNZO"),
        ("The officials claim it rained", "DNBPZ"),
        ("The officials' claim failed", "DN'NZ"),
        ("She’s running", "PKG"),
        ("Roe’s running mate", "E'AN"),
        ("the leaked plan", "DAN"),
        ("who leaked the plan", "WZDN"),
        ("at that meeting", "IDN"),
        ("has since said", "HRZ"),
        ("since May", "iE"),
        ("most agree", "PB"),
        ("most people", "RN"),
        ("the poor are here", "DNKR"),
        ("the following day", "DAN"),
        ("following a vote", "IDN"),
        ("to retar the roof", "tBDN"),
        ("He read it", "PVP"),
        ("met her", "ZO"),
        ("met her brother", "ZDN"),
        ("The Washington Post", "DEE"),
        ("NATO members", "EN"),
    ],
)
def test_a_word_by_its_neighbours(text, tags):
    assert tagged(text) == tags


def test_a_quotation_is_one_token():
    assert tag(["@A,", ",", "she", "said"]) == "@,PZ"


def test_a_title_in_capitals_names_nobody():
    words = ["Mayor", "Slams", "Harbour", "Plan", "Again"]
    assert is_title_case(words)
    assert not is_title_case(["Mayor", "slams", "harbour", "plan", "again"])
    assert not is_title_case(["It", "Rains"])
    assert tag(words)[1] == "X"
    assert tag(["Mayor", "Slams", "harbour", "plan", "again"])[1] == "E"
