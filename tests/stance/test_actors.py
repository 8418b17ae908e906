"""Tests of actors in a text and of whom a source phrase stands for."""

from __future__ import annotations

import pytest

from crossframe.stance.actors import Mention, mentions, name_holder
from crossframe.stance.codebook import Actor

ACTORS = (
    Actor("mayor", "Ann Lee", ("Lee", "the mayor")),
    Actor("guild", "Traders' Guild", ("the guild",)),
    Actor("linden", "Linden", ()),
    Actor("council", "Linden council", ()),
)


def test_the_longest_name_counts_once_and_in_text_order() -> None:
    text = "The guild met Ann Lee and the Linden council."
    assert mentions(text, ACTORS) == [
        Mention(4, 9, "guild"),
        Mention(14, 21, "mayor"),
        Mention(30, 44, "council"),
    ]


@pytest.mark.parametrize("text", ["Sleet fell.", "The guilds met.", "Leeds lost.", ""])
def test_a_part_of_a_word_names_nobody(text: str) -> None:
    assert mentions(text, ACTORS) == []


def test_case_and_kind_of_apostrophe_do_not_matter() -> None:
    assert [m.actor for m in mentions("TRADERS’ GUILD and ann lee", ACTORS)] == ["guild", "mayor"]


@pytest.mark.parametrize(
    ("source", "speaker", "named"),
    [
        ("Mayor Lee", [], ["mayor"]),
        ("Lee and the guild", [], ["mayor", "guild"]),
        ("Lee, who left the guild", [], ["mayor"]),
        ("a baker from Linden", [], ["linden"]),
        ("Linden officials", [], ["linden officials"]),
        ("the council's law", ["council"], ["council"]),
        ("she", ["mayor"], ["mayor"]),
        ("she", ["Ann Lee"], ["mayor"]),
        ("she", ["Bo Ash"], ["bo ash"]),
        ("The baker", [], ["baker"]),
        ("they", [], []),
        ("", [], []),
    ],
)
def test_whom_a_source_stands_for(source: str, speaker: list[str], named: list[str]) -> None:
    assert name_holder(source, speaker, ACTORS) == named


def test_a_name_before_its_own_policy_is_the_holder() -> None:
    assert name_holder("Lee's plan", [], ACTORS) == ["mayor"]
    assert name_holder("Lee's daughter", [], ACTORS) == ["lee's daughter"]
