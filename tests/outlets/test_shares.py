"""Numbers and voices pooled by outlet, added up by hand."""

import pandas as pd
import pytest

from crossframe.outlets.shares import outlet_forms, outlet_numbers, outlet_voices

GROUPS = pd.DataFrame(
    [("a", "Post", ""), ("b", "Dial", ""), ("c", "Post", ""), ("a", "Post", "2025-11")],
    columns=["article", "outlet", "period"],
)
NUMBERS = pd.DataFrame(
    [
        ("a", "sentences", "", 10), ("a", "theme", "tax", 1), ("a", "favor", "tax", 1),
        ("a", "statements", "", 4), ("a", "direct statements", "", 4), ("a", "speaker", "lund", 2),
        ("b", "sentences", "", 7), ("b", "statements", "", 0), ("b", "direct statements", "", 0),
        ("c", "sentences", "", 10), ("c", "theme", "tax", 3), ("c", "against", "tax", 3),
        ("c", "statements", "", 2), ("c", "direct statements", "", 1),
    ],
    columns=["article", "measure", "item", "number"],
)  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    table = outlet_numbers(NUMBERS, GROUPS)
    return table.set_index(["outlet", "period", "measure", "item"])


def test_numbers_of_an_outlet_are_the_sum_of_its_articles(rows):
    theme = rows.loc["Post", "", "theme", "tax"]
    assert theme[["articles", "in_articles", "number", "of"]].tolist() == [2, 2, 4, 20]
    assert theme["share"] == pytest.approx(0.2)
    assert theme["low"] == pytest.approx(0.0038, abs=5e-5)  # as in test_intervals
    assert rows.loc["Post", "", "direct statements", ""][["number", "of"]].tolist() == [5, 6]
    assert pd.isna(rows.loc["Post", "", "sentences", ""]["of"])


def test_a_stance_is_a_share_of_the_sentences_on_its_theme(rows):
    favor = rows.loc["Post", "", "favor", "tax"]
    assert favor[["in_articles", "number", "of"]].tolist() == [1, 1, 4]


def test_one_article_has_no_interval_and_says_so(rows):
    theme = rows.loc["Dial", "", "theme", "tax"]
    assert theme[["number", "of", "reason"]].tolist() == [0, 7, "one article"]
    assert pd.isna(theme["high"])
    assert rows.loc["Dial", "", "direct statements", ""]["reason"] == "nothing to share"


def test_what_is_split_by_date_stands_beside_the_whole(rows):
    assert rows.loc["Post", "2025-11", "theme", "tax"][["articles", "number"]].tolist() == [1, 1]


def test_speakers_of_no_statement_are_left_out(rows):
    assert ("Post", "", "speaker", "lund") in rows.index
    assert ("Dial", "", "speaker", "lund") not in rows.index


def test_voices_are_shares_of_the_words_of_all_articles():
    own, lund = ("outlet",), ("lund",)
    shares = pd.DataFrame(
        [("a", own, "outlet", "own", 6), ("a", lund, "person", "quoted", 4),
         ("c", own, "outlet", "own", 30), ("b", own, "outlet", "own", 5)],
        columns=["article", "speaker", "speaker_kind", "form", "words"],
    )  # fmt: skip
    table = outlet_voices(shares, GROUPS[GROUPS["period"] == ""])
    found = table[["outlet", "speaker", "in_articles", "number", "of"]].values.tolist()
    assert found == [["Post", own, 2, 36, 40], ["Post", lund, 1, 4, 40], ["Dial", own, 1, 5, 5]]
    assert table["share"].tolist() == pytest.approx([0.9, 0.1, 1.0])


def test_words_by_form_are_those_of_all_speakers():
    shares = pd.DataFrame(
        [
            ("a", "own", 6),
            ("a", "quoted", 3),
            ("a", "quoted", 1),
            ("c", "own", 30),
            ("b", "own", 5),
        ],
        columns=["article", "form", "words"],
    )
    table = outlet_forms(shares, GROUPS[GROUPS["period"] == ""])
    found = table[["outlet", "form", "in_articles", "number", "of"]].values.tolist()
    assert found == [
        ["Post", "own", 2, 36, 40],
        ["Post", "quoted", 1, 4, 40],
        ["Dial", "own", 1, 5, 5],
        ["Dial", "quoted", 0, 0, 5],
    ]
    assert table["share"].tolist() == pytest.approx([0.9, 0.1, 1.0, 0.0])
    assert table["reason"].tolist() == ["", "", "one article", "one article"]
