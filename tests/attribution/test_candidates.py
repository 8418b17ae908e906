"""Which clauses can hold an attribution: none that reports anything is left out."""

import pytest

from crossframe.attribution.attributions import clause_reports
from crossframe.attribution.candidates import can_report
from crossframe.attribution.grammar.predicates import verb_groups


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("Roe said it rained.", True),
        ("Rain, as Roe put it, fell.", True),
        ("According to Roe, rain fell.", True),
        ("Roe is sure that rain fell.", True),
        ("Her claim that rain fell is new.", True),
        ("“It rained,” Roe smiled.", True),
        ("Roe stood up, “It rained.”", True),
        ("Rain fell. Bob Low: “It rained.”", True),
        ("The rain fell on the old bridge.", False),
        ("The claim is new.", False),  # no content follows the noun
        ("The “old” bridge fell.", False),  # nobody can say what the sentence goes on with
        ("“It rained.”", False),
    ],
)
def test_clauses_that_can_report(clause, text, possible):
    made = clause(text)
    assert can_report(made, verb_groups(made)) is possible
    assert possible or clause_reports(made) == []
