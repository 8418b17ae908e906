"""crossframe.claims.event_mentions: how events are described."""

from itertools import pairwise

import pytest

from crossframe.claims.event_mentions import descriptions, event_descriptions
from crossframe.corpus.sentences import given_sentences


def found(text):
    return [(text[d.start : d.end], d.event, d.manner, d.place, d.day) for d in descriptions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She spoke after an extraordinary meeting of dam ministers.",
            ("extraordinary meeting of dam ministers", "meeting", "extraordinary", "", ""),
        ),
        (
            "During a high-level summit in Upper Ford, she spoke.",
            ("high-level summit in Upper Ford", "meeting", "high-level", "Upper Ford", ""),
        ),
        (
            "Wednesday’s online meeting was seen in Ford as a chance.",
            ("Wednesday’s online meeting", "meeting", "", "online", "Wednesday"),
        ),
        (
            "At the talks in St. Ives on Friday they agreed.",
            ("talks in St. Ives on Friday", "meeting", "", "St. Ives", "Friday"),
        ),
        (
            "Mayor Lund's angry speech last Tuesday shook them.",
            ("Lund's angry speech last Tuesday", "speech", "angry", "", "last Tuesday"),
        ),
        (
            "They plan to cancel Ford meeting today.",
            ("Ford meeting today", "meeting", "Ford", "", "today"),
        ),
        ("The news conference on May 3 was short.", ("news conference on May 3", "news conference", "", "", "May 3")),
        ("LUND CALLS RAIL TALKS OFF AT A HASTY MEETING", ("HASTY MEETING", "meeting", "HASTY", "", "")),
    ],
)  # fmt: skip
def test_what_a_description_names(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The meeting ended.",
        "They met in Upper Ford.",
        "They will debate it in May.",
        "They want to protest.",
        "Members of the Upper Ford Peace Conference wrote.",  # a name
        "a meeting-like event",
    ],
)
def test_a_bare_noun_a_verb_or_a_name_is_no_description(text):
    assert found(text) == []


def test_descriptions_do_not_overlap():
    places = [(d.start, d.end) for d in descriptions("in Friday’s meeting meetings on Monday")]
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert places


def test_the_table_has_offsets_in_the_file_and_provenance():
    sentences = given_sentences(
        [("a", 0, 0, "Head"), ("a", 1, 1, "“No secret meeting in Ford,” she said.")]
    )
    table = event_descriptions(sentences)
    assert list(table.columns) == [
        "article", "sentence", "start", "end", "text", "event", "manner", "place", "day", "quoted", "speaker",
    ]  # fmt: skip
    row = table.iloc[0]
    text = sentences.loc[1, "text"]
    assert text[row["start"] - 6 : row["end"] - 6] == row["text"] == "secret meeting in Ford"
    assert row["quoted"]
    assert list(event_descriptions(given_sentences([])).columns) == list(table.columns)


def test_the_meetings_of_the_two_articles(gold_sentences):
    table = event_descriptions(gold_sentences)
    assert list(table[table["event"] == "meeting"]["text"]) == [
        "extraordinary meeting of EU foreign ministers",
        "Wednesday’s online meeting",
        "high-level meeting in Brussels",
    ]
