"""Sources that are nobody's, and cues that tell no statement."""

import pandas as pd
import pytest

from crossframe.attribution.attributions import attributions
from crossframe.claims.statements import statements
from crossframe.corpus.sentences import given_sentences
from crossframe.voices.cue_groups import is_statement
from crossframe.voices.names import is_nobody
from crossframe.voices.speakers import speakers


def kinds(text):
    table = given_sentences([("a", 1, 1, text)])
    return speakers(attributions(table), table)["speaker_kind"].tolist()


@pytest.mark.parametrize(
    "source",
    [
        "Monday", "last Tuesday", "the Internet", "This article", "March", "this report",
        "nobody", "No one", "no-one in the council", "None of the ministers",
    ],
)  # fmt: skip
def test_no_one_times_media_and_the_article_itself_are_nobody(source):
    assert is_nobody(source)
    assert kinds(f"{source[0].upper()}{source[1:]} said that it rained.") == ["unresolved"]


@pytest.mark.parametrize(
    "source",
    ["the mayor", "Ada Roe", "April Roe", "the report", "CNN", "officials last month", "No Labels"],
)
def test_others_are_somebody(source):
    assert not is_nobody(source)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It rains,” a news release said.", "document"),
        ("A bill last week allowing guns would ask teachers to train.", "document"),
        ("Facebook said it rained.", "institution"),
    ],
)
def test_what_is_written_is_no_person(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        *[(cue, True) for cue in ("said", "denied", "does not believe", "refused to resign")],
        *[(cue, False) for cue in ("is pondering", "was deciding", "has not said")],
        *[(cue, False) for cue in ("didn’t say", "declined to comment", "has yet to decide")],
    ],
)
def test_what_tells_a_statement(cue, told):
    assert is_statement(cue) == told


def test_who_ponders_makes_no_statement():
    table = given_sentences(
        [
            ("a", 1, 1, "Ada Roe said that the old harbour must close."),
            ("a", 2, 2, "Ada Roe is pondering a run for mayor."),
            ("a", 3, 3, "Ada Roe has not said whether she will run."),
            ("b", 1, 1, "Rain fell."),
        ]
    )
    said = speakers(attributions(table), table)
    links = pd.DataFrame(
        {"article_a": [], "sentence_a": [], "article_b": [], "sentence_b": [], "accepted": []}
    ).astype({"accepted": bool})
    assert statements(said, links, table)["content"].tolist() == ["that the old harbour must close"]
