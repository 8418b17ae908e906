"""Tests of clauses read off their neighbours' parts of speech."""

from __future__ import annotations

from crossframe.stance.polarity import tokens
from crossframe.stance.syntax import before_aside, is_passive


def test_a_participle_after_be_is_passive() -> None:
    sentence = tokens("The dam was opposed.")
    assert is_passive(sentence, 3)
    assert not is_passive(tokens("Lee opposed it."), 1)


def test_an_aside_is_stepped_over() -> None:
    sentence = tokens("Lee, in the town, opposed it.")
    assert [token.form for token in sentence][:6] == ["lee", ",", "in", "the", "town", ","]
    assert before_aside(sentence, 5) == 1
    assert before_aside(sentence, 1) == 1
