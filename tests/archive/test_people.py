"""Persons are joined where their names leave no choice."""

import pandas as pd

from crossframe.archive.people import joined_speakers


def joined(*said, kind="person", known=()):
    rows = pd.DataFrame(said, columns=["event", "speaker", "words"])
    rows = rows.assign(speaker_kind=kind, article=[f"a{n}" for n in range(len(rows))])
    events = dict(zip(rows["article"], rows["event"], strict=True))
    return joined_speakers(rows, events, known).tolist()


def test_last_name_alone_is_the_one_full_name_of_its_event():
    assert joined((1, "ada roe", 5), (1, "roe", 9), (2, "ben roe", 5)) == [
        "ada roe",
        "ada roe",
        "ben roe",
    ]
    assert joined((1, "ada roe", 5), (1, "ben roe", 5), (1, "roe", 9))[2] == "roe"


def test_last_name_alone_is_the_one_full_name_of_the_archive():
    assert joined((1, "roe", 9), (2, "ada roe", 5))[0] == "ada roe"
    assert joined((1, "roe", 9), (2, "ada roe", 5), (3, "ben roe", 5))[0] == "roe"


def test_short_first_names_are_joined_within_an_event_only():
    assert joined((1, "ben roe", 5), (1, "benjamin roe", 9)) == ["benjamin roe"] * 2
    assert joined((1, "ben roe", 5), (2, "benjamin roe", 9)) == ["ben roe", "benjamin roe"]


def test_names_that_leave_a_choice_stay():
    three = (1, "benjamin roe", 9), (1, "benedict roe", 5), (1, "ben roe", 1)
    assert joined(*three) == ["benjamin roe", "benedict roe", "ben roe"]
    middle = (1, "mary jane lee", 9), (1, "mary ann lee", 5), (1, "lee", 1)
    assert joined(*middle) == ["mary jane lee", "mary ann lee", "lee"]


def test_ids_of_actors_are_no_names():
    said = (1, "roe", 500), (1, "ben roe", 3)
    assert joined(*said, known={"roe"}) == ["roe", "ben roe"]
    together = (1, "roe; low", 5), (1, "ada low", 9)
    assert joined(*together, known={"roe"}) == ["roe; ada low", "ada low"]


def test_those_who_speak_together_are_joined_one_by_one():
    assert joined((1, "low; roe", 5), (1, "ada roe", 9)) == ["low; ada roe", "ada roe"]
    assert joined((1, "ada roe; roe", 5))[0] == "ada roe"


def test_roles_and_institutions_stay():
    assert joined((1, "the mayor", 5), (1, "the former mayor", 9)) == [
        "the mayor",
        "the former mayor",
    ]
    assert joined((1, "harbour board", 5), (1, "board", 9), kind="institution")[1] == "board"
