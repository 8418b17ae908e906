"""Tests of how the places of a theme are counted."""

from __future__ import annotations

from crossframe.stance.votes import Vote, majority
from crossframe.voices.speakers import OUTLET


def vote(sign: int, rule: str, holder: str = "lee") -> Vote:
    return Vote(sign, rule, "dam", "", (0, 3), [holder])


def test_a_rule_outvotes_mentions() -> None:
    assert majority([vote(1, "mention"), vote(1, "mention"), vote(-1, "action")]).sign == -1


def test_what_is_more_frequent_wins_and_a_tie_is_for() -> None:
    votes = [vote(-1, "action"), vote(1, "attitude"), vote(-1, "evaluation")]
    assert majority(votes).sign == -1
    assert majority(votes[:2]).sign == 1


def test_who_is_named_comes_before_the_outlet() -> None:
    assert majority([vote(1, "action", OUTLET), vote(1, "action")]).holders == ["lee"]
