"""Tests of clauses read off their neighbours' parts of speech."""

from __future__ import annotations

from crossframe.stance.polarity import tokens
from crossframe.stance.syntax import is_passive


def test_a_participle_after_be_is_passive() -> None:
    sentence = tokens("The dam was opposed.")
    assert is_passive(sentence, 3)
    assert not is_passive(tokens("Lee opposed it."), 1)
