"""Nouns, adjectives, passives and "according to" as cues."""

import pytest

from crossframe.attribution.by_noun import (
    according_to,
    adjective_report,
    noun_reports,
    passive_report,
)
from crossframe.attribution.grammar.predicates import predicates


def read(words, made, text, report):
    if report is None:
        return None
    content = " … ".join(words(made, text, part) for part in report.content)
    return words(made, text, report.source), words(made, text, report.cue), content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan was criticized by Roe.", ("Roe", "was criticized", "The plan")),
        ("She is said to win.", (None, "is said", "She … to win")),
        ("It was argued that it rained.", (None, "was argued", "that it rained")),
        (
            "The plan was seen in Ely as a danger.",
            ("Ely", "was seen", "The plan … as a danger"),
        ),
        ("The plan was criticized.", None),
        ("The road was built by Roe.", None),
    ],
)
def test_passives(clause, words, text, expected):
    made = clause(text)
    report = passive_report(made, predicates(made)[0])
    assert read(words, made, text, report) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe is sure that it rained.", ("Roe", "is sure", "that it rained")),
        ("Roe is not willing to leave.", ("Roe", "is not willing", "to leave")),
        ("Roe is proud of the plan.", ("Roe", "is proud", "the plan")),
        ("Roe was surprised by the plan.", ("Roe", "was surprised", "the plan")),
        ("Roe is sure.", None),
        ("Roe is tall enough.", None),
    ],
)
def test_adjectives(clause, words, text, expected):
    made = clause(text)
    assert read(words, made, text, adjective_report(made, predicates(made)[0])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe’s claim that it rained was new.", [("Roe’s", "claim", "that it rained")]),
        ("His promise to resign stands.", [("His", "promise", "to resign stands")]),
        ("Roe made the case that it rained.", [("Roe", "made the case", "that it rained")]),
        ("There was a fear that it rained.", [(None, "a fear", "that it rained")]),
        ("Roe’s argument was that it rained.", [("Roe’s", "argument", "that it rained")]),
        ("Roe opposed it over a fear that it rained.", [("Roe", "a fear", "that it rained")]),
        ("The report on the rain was long.", []),
        ("The claim that was made failed.", []),
    ],
)
def test_nouns(clause, words, text, expected):
    made = clause(text)
    found = noun_reports(made, predicates(made))
    assert [read(words, made, text, report) for report in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Roe, it rained.", ("Roe", "According to", "it rained")),
        (
            "According to Roe, a professor of law, it rained.",
            ("Roe, a professor of law", "According to", "it rained"),
        ),
        ("It rained, according to Roe.", ("Roe", "according to", "It rained")),
        ("It rained, according to Roe, in May.", ("Roe", "according to", "It rained … in May")),
    ],
)
def test_according_to(clause, words, text, expected):
    made = clause(text)
    (report,) = according_to(made)
    assert read(words, made, text, report) == expected
    assert according_to(clause("According to.")) == []
