"""Verb groups and their subjects."""

import pytest

from crossframe.attribution.grammar.predicates import predicates


def read(words, made, text):
    return [
        (verb.base, verb.kind, verb.passive, words(made, text, verb.subject))
        for verb in predicates(made)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe said it.", [("say", "finite", False, "Roe")]),
        ("Roe has not said it.", [("say", "finite", False, "Roe")]),
        ("Roe was asked.", [("ask", "finite", True, "Roe")]),
        ("Roe on Monday said it.", [("say", "finite", False, "Roe")]),
        ("Roe, 30, met him.", [("meet", "finite", False, "Roe, 30")]),
        ("Roe pointed out it.", [("point out", "finite", False, "Roe")]),
        ("Roe left and said it.", [("leave", "finite", False, "Roe"), ("say", "finite", False, "Roe")]),
        ("Roe wants to say it.", [("want", "finite", False, "Roe"), ("say", "to", False, "Roe")]),
        ("Noting it, Roe left.", [("note", "ing", False, "Roe"), ("leave", "finite", False, "Roe")]),
        ("Roe who met Low said it.", [("meet", "finite", False, "who"), ("say", "finite", False, "Roe who met Low")]),
        ("“A,” said Roe.", [("say", "finite", False, "Roe")]),
        ("A poll released Tuesday showed it.", [("release", "participle", True, "A poll released Tuesday"), ("show", "finite", False, "A poll released Tuesday")]),
    ],
)  # fmt: skip
def test_verbs_and_subjects(clause, words, text, expected):
    assert read(words, clause(text), text) == expected


def test_what_a_verb_group_tells(clause):
    left, said = predicates(clause("Roe left and had said it."))
    assert (said.start, said.head, said.end) == (3, 4, 5)
    assert said.joined
    assert not left.joined
    assert "clause" in said.frames
    assert not left.frames
    (inverted,) = predicates(clause("“A,” said Roe."))
    assert inverted.inverted
    assert (inverted.first, inverted.last) == (2, 4)
    (has,) = predicates(clause("Roe has it."))
    assert has.auxiliary
