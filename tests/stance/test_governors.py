"""Tests of which words before a target govern it."""

from __future__ import annotations

import pytest

from crossframe.stance.governors import by_place, governors, strongest
from crossframe.stance.polarity import Operator, operators, tokens


def governing(text: str, target: str, *, subject: bool = False) -> list[str]:
    """Return the words that govern the last token of that form."""
    sentence = tokens(text)
    first = max(i for i, token in enumerate(sentence) if token.form == target)
    found = [o for o in operators(sentence) if o.last < first]
    used = governors(sentence, found, first, subject=subject)
    return [" ".join(token.form for token in sentence[o.first : o.last + 1]) for o in used]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lee opposes the tram.", ["opposes"]),
        ("Lee does not support the tram.", ["not", "support"]),
        ("Lee urged them to oppose the tram.", ["oppose", "urged"]),
        ("Lee wants to stop the tram.", ["wants", "stop"]),
        ("Lee said they must build the tram.", ["build", "must"]),
        ("Lee left the tram.", []),
    ],
)
def test_words_of_the_clause_govern(text: str, words: list[str]) -> None:
    assert governing(text, "tram") == words


@pytest.mark.parametrize(
    "text",
    [
        "Lee opposes the ban, but took the tram.",
        "Lee opposes the ban; the tram runs.",
        "Lee praised the ban and rode the tram.",
    ],
)
def test_words_of_another_clause_do_not(text: str) -> None:
    assert governing(text, "tram") == []


def test_a_verb_that_takes_a_clause_reaches_into_it() -> None:
    assert governing("Lee denied that the tram was late.", "tram", subject=True) == ["denied"]


def test_a_subject_is_cut_off_by_a_comma_and_an_object_is_not() -> None:
    assert governing("To oppose noise, the tram", "tram", subject=True) == []
    assert governing("They oppose the old, slow tram", "tram") == ["oppose"]


def test_of_two_readings_of_a_word_the_strongest_counts_and_none_beside_a_negation() -> None:
    support, bring = Operator(0, 0, "support", 1), Operator(0, 0, "bring", 1)
    negation = Operator(0, 0, "negation", -1)
    kinds = by_place([bring, support], "last")[0]
    assert strongest(kinds) == support
    assert strongest({**kinds, "negation": negation}) is None
    assert strongest({}) is None
