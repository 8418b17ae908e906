"""Statements of one speaker across articles, on an invented event."""

import pandas as pd
import pytest

from crossframe.claims.statements import statements
from crossframe.corpus.sentences import given_sentences

TEXTS = [
    ("a", 0, 0, "Harbour must close, says Lund"),
    ("a", 1, 1, "“The harbour is a danger,” she said on Monday."),
    ("a", 2, 1, "Lund added that it “must close” soon."),
    ("b", 0, 0, "Dockers protest"),
    ("b", 1, 1, "Lund called the harbour a danger."),
]


def spans(table, article, sentence, content):
    row = table[(table["article"] == article) & (table["sentence"] == sentence)].iloc[0]
    start = row["start"] + row["text"].index(content)
    return ((start, start + len(content)),)


@pytest.fixture
def table():
    return given_sentences(TEXTS)


@pytest.fixture
def said(table):
    rows = [
        ("a", 0, "Harbour must close", "says", "indirect", "lund"),
        ("a", 1, "“The harbour is a danger,”", "said", "direct", "lund"),
        ("a", 2, "that it “must close” soon", "added", "mixed", "lund"),
        ("b", 0, "protest", "protest", "indirect", "dockers"),
        ("b", 1, "the harbour a danger", "called", "indirect", "lund"),
    ]
    return pd.DataFrame(
        [
            {
                "article": article,
                "attribution": number,
                "first_sentence": sentence,
                "last_sentence": sentence,
                "cue": cue,
                "content": content,
                "content_spans": spans(table, article, sentence, content),
                "quotation": quotation,
                "speaker": (speaker,),
            }
            for number, (article, sentence, content, cue, quotation, speaker) in enumerate(rows)
        ]
    )


@pytest.fixture
def linked():
    rows = [("a", 1, "b", 1, True), ("a", 0, "b", 0, True), ("a", 2, "b", 1, False)]
    return pd.DataFrame(
        rows, columns=["article_a", "sentence_a", "article_b", "sentence_b", "accepted"]
    )


@pytest.fixture
def stance():
    return pd.DataFrame(
        [
            ("a", 1, "closing", "lund", "favor"),
            ("a", 1, "closing", "outlet", "neither"),
            ("b", 1, "closing", "x", "favor"),
        ],
        columns=["article", "sentence", "theme", "holder", "stance"],
    )


def test_every_statement_of_the_speaker_is_listed_in_order(table, said, linked, stance):
    found = statements(said, linked, stance, table, speaker="lund")
    assert found[["article", "statement", "first_sentence", "cue"]].to_numpy().tolist() == [
        ["a", 1, 0, "says"],
        ["a", 2, 1, "said"],
        ["a", 3, 2, "added"],
        ["b", 1, 1, "called"],
    ]


def test_words_are_counted_by_hand(table, said, linked, stance):
    found = statements(said, linked, stance, table, speaker="lund")
    assert found["words"].tolist() == [3, 5, 5, 4]
    assert found["quoted_words"].tolist() == [0, 5, 2, 0]


def test_what_becomes_of_each_in_the_other_article(table, said, linked, stance):
    found = statements(said, linked, stance, table, speaker="lund")
    assert found["carried"].tolist() == ["other voice", "same speaker", "not found", "same speaker"]
    assert found["counterparts"].tolist() == ["b 0", "b 1", "", "a 1"]


def test_only_the_speakers_own_stance_is_shown(table, said, linked, stance):
    found = statements(said, linked, stance, table, speaker="lund")
    assert found["themes"].tolist() == ["", "closing: favor", "", ""]


def test_the_words_around_the_content(table, said, linked, stance):
    found = statements(said, linked, stance, table, speaker="lund")
    assert found["around"].tolist() == [
        "… , says Lund",
        "… she said on Monday.",
        "Lund added … .",
        "Lund called … .",
    ]


def test_a_speaker_without_statements_gives_an_empty_table(table, said, linked, stance):
    found = statements(said, linked, stance, table, speaker="nobody")
    assert found.empty
    assert "carried" in found.columns


def test_quoted_words_count_where_the_quotation_opens_sentences_earlier(linked, stance):
    table = given_sentences([("a", 1, 1, "“We know it."), ("a", 2, 1, "It holds,” Lund said.")])
    said = pd.DataFrame(
        [
            {
                "article": "a",
                "first_sentence": 2,
                "last_sentence": 2,
                "cue": "said",
                "content": "It holds,”",
                "content_spans": spans(table, "a", 2, "It holds,”"),
                "quotation": "direct",
                "speaker": ("lund",),
            }
        ]
    )
    found = statements(said, linked, stance, table, speaker="lund")
    assert found[["words", "quoted_words"]].to_numpy().tolist() == [[2, 2]]
