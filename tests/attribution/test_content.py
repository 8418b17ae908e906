"""Where what is said begins after a cue, and where it ends."""

import pytest

from crossframe.attribution.content import (
    clause_end,
    complement,
    infinitive_end,
    phrase_end,
    phrase_or_question_end,
    quotation_after,
    quotation_end,
)


@pytest.mark.parametrize(
    ("frames", "text", "expected"),
    [
        ("clause", "Roe said that it rained.", "that it rained"),
        ("clause", "Roe said it rained.", "it rained"),
        ("clause", "Roe said on Monday in Ely that it rained.", "that it rained"),
        ("clause hearer", "Roe told the old voters that it rained.", "that it rained"),
        ("that object", "Roe said the plan.", "the plan"),
        ("that", "Roe said it rained.", None),
        ("wh", "Roe asked whether it rained.", "whether it rained"),
        ("to", "Roe promised to resign.", "to resign"),
        ("someone-to", "Roe urged the voters to stay.", "to stay"),
        ("ing", "Roe suggested raising taxes.", "raising taxes"),
        ("complement", "Roe called it bold.", "it bold"),
        ("for", "Roe called for an inquiry.", "an inquiry"),
        ("on-to", "Roe called on him to leave.", "him to leave"),
        ("to-noun", "Roe alluded to the plan.", "the plan"),
        ("for", "Roe called on Monday.", None),
        ("for", "Roe voted 17 to 14 for a road.", "a road"),
        ("clause", "Roe said, “It rains.”", "“It rains.”"),
    ],
)
def test_what_a_frame_allows(clause, words, frames, text, expected):
    made = clause(text)
    found = complement(made, 2, frozenset(frames.split()), frozenset())
    assert words(made, text, found) == expected


def test_a_verb_between_a_cue_and_a_quotation_parts_them(clause):
    assert quotation_after(clause("Roe wrote in May, “It rains.”"), 2) == 5
    assert quotation_after(clause("Roe wrote and Low said, “It rains.”"), 2) is None
    assert quotation_after(clause("Roe wrote “a lot”"), 2) is None


def left(clause, words, end, text, first, **options):
    made = clause(text)
    return words(made, text, (first, end(made, first, **options)))


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("It rained in Ely; Roe left.", {}, "It rained in Ely"),
        ("It rained, but Roe left.", {}, "It rained"),
        ("It rained, adding that it snowed.", {}, "It rained"),
        ("It rained – a lot – in Ely.", {}, "It rained – a lot – in Ely"),
        ("It rains, the mayor left.", {"to_comma": True}, "It rains"),
        ("It rains, left.", {"relative": True}, "It rains"),
        ("That it rained is wrong.", {"bounded": True}, "That it rained"),
    ],
)
def test_end_of_a_clause(clause, words, text, options, expected):
    assert left(clause, words, clause_end, text, 0, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("to resign because it rained.", {}, "to resign"),
        ("to resign as she left.", {}, "to resign"),
        ("to stay, eat and drink.", {}, "to stay, eat and drink"),
        ("to resign, Roe left.", {}, "to resign"),
        ("to resign has changed it.", {"bounded": True}, "to resign"),
    ],
)
def test_end_of_an_infinitive(clause, words, text, options, expected):
    assert left(clause, words, infinitive_end, text, 0, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the plan, Roe left.", "the plan"),
        ("the plan, the road and the bridge in Ely.", "the plan, the road and the bridge in Ely"),
        ("the plan and left.", "the plan"),
        ("the plan that Roe made was new.", "the plan that Roe made was new"),
        ("the plan while it rained.", "the plan"),
        ("the plan as a danger.", "the plan as a danger"),
        ("the plan as he left.", "the plan"),
    ],
)
def test_end_of_a_noun_phrase(clause, words, text, expected):
    assert left(clause, words, phrase_end, text, 0) == expected


def test_a_question_reaches_further_than_a_phrase(clause, words):
    text = "what it costs while Roe stays."
    assert left(clause, words, phrase_or_question_end, text, 0) == text[:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A lot,” she said.", "“A lot,”"),
        ("“A lot” and “more” fell.", "“A lot” and “more”"),
        ("“A lot” fell in Ely.", "“A lot” fell in Ely"),
    ],
)
def test_end_of_a_quotation(clause, words, text, expected):
    assert left(clause, words, quotation_end, text, 0) == expected
