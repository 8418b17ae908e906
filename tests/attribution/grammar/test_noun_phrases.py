"""Where a noun phrase begins and ends around a verb."""

import pytest

from crossframe.attribution.grammar.noun_phrases import (
    across_parenthesis,
    noun_phrase_after,
    noun_phrase_before,
    subject_before,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May the old mayor of Ely", "the old mayor of Ely"),
        ("He met the mayor’s brother", "the mayor’s brother"),
        ("Roe and Low", "Roe and Low"),
        ("On Monday officials", "officials"),
        ("Voters who met Roe", "Voters who met Roe"),
        ("A poll released Tuesday", "A poll released Tuesday"),
    ],
)
def test_before_a_verb(clause, words, text, expected):
    made = clause(text)
    end = len(made.tags)
    assert words(made, text, (noun_phrase_before(made, end - 1), end)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voters who met Ada Roe", "Voters who met Ada Roe"),
        ("A man, who with Roe", "who"),
        ("It rained and Roe", "Roe"),
    ],
)
def test_a_subject_holds_its_relative_clause(clause, words, text, expected):
    made = clause(text)
    assert words(made, text, subject_before(made, len(made.tags) - 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe, 30,", "Roe, 30"),
        ("Roe, 30, of Ely,", "Roe, 30, of Ely"),
        ("Roe, who left,", "Roe, who left"),
        ("Roe – a farmer –", "Roe – a farmer"),
        ("He left, it rained,", None),
        ("Roe,", None),
    ],
)
def test_across_an_insertion(clause, words, text, expected):
    made = clause(text)
    assert words(made, text, across_parenthesis(made, len(made.tags) - 1)) == expected


@pytest.mark.parametrize(
    ("text", "plain", "with_apposition"),
    [
        ("Ada Roe, a farmer in Ely, left", "Ada Roe", "Ada Roe, a farmer in Ely"),
        ("Ada Roe on Monday", "Ada Roe", "Ada Roe"),
        ("the head of the school", "the head of the school", "the head of the school"),
        ("him that", "him", "him"),
        ("quickly", None, None),
    ],
)
def test_after_a_verb(clause, words, text, plain, with_apposition):
    made = clause("Asked " + text)
    for expected, apposition in ((plain, False), (with_apposition, True)):
        found = noun_phrase_after(made, 1, apposition=apposition)
        assert words(made, "Asked " + text, found) == expected
