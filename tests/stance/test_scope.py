"""Tests of reading what a clause does to a thing: operators, clauses, governors, scope."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.stance.polarity import SIGNS, Operator, operators, tokens
from crossframe.stance.scope import Reading, governors, read, strongest
from crossframe.stance.syntax import is_finite, verb_after
from crossframe.text.words import word_list


def reading(text: str, target: str) -> Reading:
    """Read the last token of that form."""
    sentence = tokens(text)
    place = max(i for i, token in enumerate(sentence) if token.form == target)
    return read(sentence, operators(sentence), place, place)


@pytest.mark.parametrize("kind", SIGNS)
def test_every_kind_has_a_list_without_doublets(kind: str) -> None:
    entries = word_list(f"stance/{kind}")
    assert len(entries) == len(set(entries)) > 5


def test_inflections_and_the_longest_phrase_win() -> None:
    sentence = tokens("She backed it, called for more and warned against cutting them.")
    found = [
        (" ".join(token.form for token in sentence[o.first : o.last + 1]), o.kind)
        for o in operators(sentence)
    ]
    assert found == [
        ("backed", "support"),
        ("called for", "support"),
        ("warned against", "oppose"),
        ("cutting", "curb"),
    ]


def test_a_stem_is_no_match() -> None:
    assert operators(tokens("He initially committed it to paper.")) == []


def test_quotation_marks_do_not_stand_between_words() -> None:
    for quoted in ('They "oppose" it', "They “oppose” it", "They oppose it"):
        assert [o.kind for o in operators(tokens(quoted))] == ["oppose"]


@given(st.text(max_size=80))
def test_any_text_has_tokens_in_order_with_true_offsets(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
    found = tokens(text)
    for i in range(len(found)):
        read(found, operators(found), i, i)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The dam would flood it.", "would"),
        ("The dam, long planned, floods it.", "floods"),
        ("The dam that they built", None),
        ("The dam and the lake are there.", None),
        ("The dam.", None),
    ],
)
def test_the_verb_of_a_subject(text: str, verb: str | None) -> None:
    sentence = tokens(text)
    place = verb_after(sentence, 1)
    assert (None if place is None else sentence[place].form) == verb


def test_a_participle_after_a_verb_is_not_finite() -> None:
    sentence = tokens("This is a dam built by farmers.")
    assert [token.form for i, token in enumerate(sentence) if is_finite(sentence, i)] == ["is"]


@pytest.mark.parametrize(
    ("text", "target", "attitude", "action", "negations"),
    [
        ("The board supports the dam.", "dam", 1, 0, 0),
        ("The board does not support the dam.", "dam", 1, 0, 1),
        ("The board opposes a ban on dams.", "dams", -1, -1, 0),
        ("They urged her to oppose the dam.", "dam", -1, 0, 0),
        ("They called for easing the limits on dams.", "dams", 1, 1, 0),
        ("The dam was rejected.", "dam", -1, 0, 0),
        ("The dam was supported by farmers.", "dam", 1, 0, 0),
        ("The dam should be banned.", "dam", 0, -1, 0),
        ("The dam drew sharp criticism.", "dam", -1, 0, 0),
        ("The board opposes the mill, and the dam is near.", "dam", 0, 0, 0),
        ("The board says the dam is near.", "dam", 0, 0, 0),
        ("The board backed the mill rather than the dam.", "dam", 1, 0, 1),
        ("Nobody wants the dam.", "dam", 1, 0, 1),
        ("Those who oppose the mill build a dam.", "dam", 0, 0, 0),
    ],
)
def test_attitudes_and_actions(
    text: str, target: str, attitude: int, action: int, negations: int
) -> None:
    found = reading(text, target)
    assert (found.approval, found.action, found.negations) == (
        attitude,
        action,
        negations,
    )


@pytest.mark.parametrize(
    ("text", "target", "evaluation"),
    [
        ("The dam is dangerous.", "dam", -1),
        ("The dam would create chaos.", "dam", -1),
        ("The dam is no threat.", "dam", -1),
        ("They called the dam a costly mistake.", "dam", -1),
        ("It is a dam.", "dam", 0),
    ],
)
def test_evaluations(text: str, target: str, evaluation: int) -> None:
    assert reading(text, target).evaluation == evaluation


def test_denials() -> None:
    assert reading("She denied that the dam leaks.", "dam").denials == 1
    assert reading("She denied the dam.", "dam").denials == 1


def test_a_predicate_ends_where_another_subject_begins() -> None:
    assert reading("It is a dam we talk about, we do not joke.", "dam").negations == 0


def test_necessity() -> None:
    assert reading("We must have a dam.", "dam").necessity
    assert not reading("We have a dam.", "dam").necessity


def governing(text: str, *, subject: bool = False) -> list[str]:
    """Return the words that govern "tram"."""
    sentence = tokens(text)
    first = next(i for i, token in enumerate(sentence) if token.form == "tram")
    used = governors(sentence, operators(sentence), first, subject=subject)
    return [" ".join(token.form for token in sentence[o.first : o.last + 1]) for o in used]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lee opposes the tram.", ["opposes"]),
        ("Lee does not support the tram.", ["not", "support"]),
        ("Lee urged them to oppose the tram.", ["oppose", "urged"]),
        ("Lee wants to stop the tram.", ["wants", "stop"]),
        ("Lee said they must build the tram.", ["must"]),
        ("Lee left the tram.", []),
    ],
)
def test_words_of_the_clause_govern_negations_first(text: str, words: list[str]) -> None:
    assert governing(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Lee opposes the ban, but took the tram.",
        "Lee opposes the ban; the tram runs.",
        "Lee praised the ban and rode the tram.",
    ],
)
def test_words_of_another_clause_do_not(text: str) -> None:
    assert governing(text) == []


def test_a_subject_is_cut_off_by_a_comma_and_an_object_is_not() -> None:
    assert governing("To oppose noise, the tram", subject=True) == []
    assert governing("They oppose the old, slow tram") == ["oppose"]


def test_of_two_readings_of_a_word_the_strongest_counts_and_none_beside_a_negation() -> None:
    support, good = Operator(0, 0, "support", 1), Operator(0, 0, "good", 1)
    kinds = {"good": good, "support": support}
    assert strongest(kinds) == support
    assert strongest({**kinds, "negation": Operator(0, 0, "negation", -1)}) is None
    assert strongest({}) is None
