"""Verbs as cues: what is said before them, after them, and as the antecedent of a relative clause."""

import pytest

from crossframe.attribution.by_verb import verb_report
from crossframe.attribution.grammar.predicates import predicates


def reports(clause, words, text):
    made = clause(text)
    verbs = predicates(made)
    subjects = frozenset(verb.subject[0] for verb in verbs if verb.subject and not verb.joined)
    found = [verb_report(made, verbs, number, subjects) for number in range(len(verbs))]
    return [
        (
            words(made, text, report.source),
            words(made, text, report.cue),
            " … ".join(words(made, text, part) for part in report.content),
            report.speaks,
        )
        for report in found
        if report
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains,” Roe said.", ("Roe", "said", "“It rains,”", True)),
        ("“It rains,” Roe said, “and snows.”", ("Roe", "said", "“It rains,” … “and snows.”", True)),
        ("But the rain was “a joy,” Roe said.", ("Roe", "said", "the rain was “a joy,”", True)),
        ("It rained, Roe said.", ("Roe", "said", "It rained", True)),
        ("The plan, Roe said, would fail.", ("Roe", "said", "The plan … would fail", True)),
        ("Roe danced: “It rains.”", ("Roe", "danced", "“It rains.”", True)),
        ("Roe danced: “it rains.”", None),
        ("Roe was: “It rains.”", None),
        ("Roe said it rained.", ("Roe", "said", "it rained", True)),
        ("As Roe said it rained, Low left.", ("Roe", "said", "it rained", True)),
        ("Roe criticized the plan.", ("Roe", "criticized", "the plan", False)),
        ("Roe refused to say it rained.", ("Roe", "refused to say", "it rained", False)),
        ("He has a plan that Roe opposes.", ("Roe", "opposes", "a plan", False)),
        ("Roe met voters.", None),
    ],
)
def test_the_last_report_of_a_clause(clause, words, text, expected):
    found = reports(clause, words, text)
    assert (found[-1] if found else None) == expected
