"""Tests of words that take sides."""

from __future__ import annotations

import pytest

from crossframe.stance.polarity import SIGNS, Operator, operators, tokens, unstarred
from crossframe.text.words import word_list


def kinds(text: str) -> list[tuple[str, str]]:
    sentence = tokens(text)
    return [
        (" ".join(t.form for t in sentence[o.first : o.last + 1]), o.kind)
        for o in operators(sentence)
    ]


def test_tokens_carry_offsets_and_no_quotation_marks() -> None:
    text = "Lee “opposes” it."
    found = tokens(text)
    assert [token.form for token in found] == ["lee", "opposes", "it", "."]
    assert [text[token.start : token.end] for token in found] == ["Lee", "opposes", "it", "."]


def test_an_operator_has_its_place_and_the_sign_of_its_list() -> None:
    assert operators(tokens("Lee opposes it.")) == [Operator(1, 1, "oppose", -1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They criticized it.", [("criticized", "oppose")]),
        ("They endorse it.", [("endorse", "support")]),
        ("They warned against it.", [("warned against", "oppose")]),
        ("It is not necessary.", [("not", "negation"), ("necessary", "good")]),
        ("They cast doubt on it.", [("cast doubt", "deny")]),
        ("They walked home.", []),
    ],
)
def test_inflected_words_and_the_longest_phrases(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_a_form_marked_as_such_matches_in_no_other() -> None:
    assert kinds("He objected.") == [("objected", "oppose")]
    assert "=object" in word_list("stance/oppose")
    assert ("objective", "oppose") not in kinds("It is objective.")


def test_who_backs_or_fights_a_thing_is_a_noun_after_a_noun() -> None:
    tags = {token.form: token.tag for token in tokens("The tram critics met.")}
    assert tags["critics"] == "N"


@pytest.mark.parametrize("kind", sorted(SIGNS))
def test_each_list_is_found_by_its_own_first_entry(kind: str) -> None:
    entry = word_list(f"stance/{kind}")[0].lstrip("=")
    assert kind in {o.kind for o in operators(tokens(entry))}


def test_a_cut_word_is_completed_to_a_listed_one_that_is_hardly_longer() -> None:
    assert unstarred("endors* them") == "endorse them"
    assert unstarred("tram*") == "tram"
    assert unstarred("op*") == "op"
    assert unstarred("critici*") == "criticise"  # as it is listed, not a form of "critic"
