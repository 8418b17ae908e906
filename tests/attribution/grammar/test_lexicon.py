"""Inflections and word lists behind the rules."""

import pytest

from crossframe.attribution.grammar.lexicon import (
    cue_nouns,
    inflections,
    unchanged_verbs,
    verb_forms,
    verb_frames,
    word_classes,
)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("deny", ("denies", "denying", "denied", "denied")),
        ("plan", ("plans", "planning", "planned", "planned")),
        ("say", ("says", "saying", "said", "said")),
        ("convey", ("conveys", "conveying", "conveyed", "conveyed")),
        ("argue", ("argues", "arguing", "argued", "argued")),
        ("agree", ("agrees", "agreeing", "agreed", "agreed")),
        ("lie", ("lies", "lying", "lay", "lain")),
        ("teach", ("teaches", "teaching", "taught", "taught")),
        ("write", ("writes", "writing", "wrote", "written")),
        ("admit", ("admits", "admitting", "admitted", "admitted")),
    ],
)
def test_inflections(base, forms):
    assert inflections(base) == forms


def test_kinds_of_forms():
    forms = verb_forms()
    assert [forms[form] for form in ("wrote", "written", "argued", "argues", "arguing")] == [
        ("write", "V"),
        ("write", "U"),
        ("argue", "Z"),
        ("argue", "X"),
        ("argue", "G"),
    ]
    assert (forms["claim"][1], forms["claims"][1]) == ("b", "x")  # as often nouns
    assert "put" in unchanged_verbs()


def test_frames_nouns_and_classes():
    assert verb_frames()["say"] >= {"clause"}
    assert "point out" in verb_frames()
    assert cue_nouns()["claim"] is False
    assert cue_nouns()["reports"] is True  # only with "that"
    assert "monday" in word_classes()["days"]
