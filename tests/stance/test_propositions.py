"""Tests of what a proposition asks for or states."""

from __future__ import annotations

import pytest

from crossframe.stance.codebook import Theme
from crossframe.stance.polarity import unstarred
from crossframe.stance.propositions import Orientation, is_demand, orientation, undenied


def aim(proposition: str, *terms: str) -> Orientation:
    return orientation(Theme("x", "x", proposition, terms or ("x",)))


@pytest.mark.parametrize(
    ("proposition", "demand", "value"),
    [
        ("The town should build a dam.", True, 1),
        ("The dam would hurt fishing.", False, -1),
        ("The dam would reduce violence.", False, 1),
        ("The dam encourages crime and chaos.", False, -1),
        ("The dam makes the valley safer.", False, 1),
        ("The dam is a threat.", False, -1),
        ("The council can stop the dam.", False, 1),
        ("The dam stands in Ruritania.", False, 1),
        ("Rain", False, 1),
    ],
)
def test_demand_and_value(proposition: str, demand: object, value: int) -> None:
    found = aim(proposition)
    assert (found.demand, found.value) == (demand, value)


def test_what_a_demand_wants_to_end_is_its_object() -> None:
    found = aim("Dams should be banned.", "dam*", "dam ban", "build* dams", "so bad", "give up on")
    assert (found.objects, found.opposites) == ({"dam*"}, {"build* dams"})
    assert "dam" in found.curbed


def test_what_a_demand_wants_to_have_is_no_object() -> None:
    found = aim("The town should build a dam.", "dam*", "reservoir")
    assert (found.objects, found.opposites, found.curbed) == (set(), set(), set())


@pytest.mark.parametrize(
    ("proposition", "affirmed"),
    [
        ("The dam should not be built.", "The dam should be built."),
        ("The dam is no danger to anybody.", "The dam is danger to anybody."),
        ("No new dams should be built.", "new dams should be built."),
        ("There is no danger.", "There is danger."),
        ("The dam doesn't hold.", "The dam does hold."),
        ("The mayor cannot close it.", "The mayor can close it."),
        ("The mayor should neither resign nor apologize.", "The mayor should resign or apologize."),
        ("People moved here as children should not be sent away.",
         "People moved here as children should be sent away."),
    ],
)  # fmt: skip
def test_a_denied_proposition_is_read_as_what_it_denies(proposition: str, affirmed: str) -> None:
    assert undenied(proposition) == (affirmed, True)
    assert aim(proposition).denied


@pytest.mark.parametrize(
    "proposition",
    [
        "Mayors who do not build should be voted out.",
        "The dam is nothing but a danger.",
        "The dam should be built.",
        "",
    ],
)
def test_what_denies_no_main_clause_is_no_denial(proposition: str) -> None:
    assert undenied(proposition) == (proposition, False)


def test_terms_of_the_other_side_make_a_denial_a_demand_to_curb() -> None:
    found = aim("Cars should not be allowed in.", "ban", "blocked", "car*")
    assert not found.denied
    assert found.curbed


def test_harm_that_a_good_thing_averts() -> None:
    assert aim("The dam would prevent violence.", "violence", "hoax*").objects == {"violence"}
    assert aim("The dam would prevent violence.", "hoax*").opposites == {"hoax*"}


def test_to_name_what_is_praised_is_not_to_agree() -> None:
    found = aim("The traffic plan is acceptable.", "traffic plan", "sound basis", "cars")
    assert found.praised == {"traffic plan"}
    assert not aim("The traffic plan is long.", "traffic plan").praised


def test_terms_that_speak_ill_as_a_bad_fact_does() -> None:
    found = aim("The mayor spreads false claims.", "false story", "claims")
    assert found.value == -1
    assert not found.opposites


@pytest.mark.parametrize(
    "proposition",
    [
        "The dam should be built.",
        "People who have been trained should be allowed to build.",
        "A dam needs guards.",
    ],
)
def test_a_main_verb_of_necessity_makes_a_demand(proposition: str) -> None:
    assert is_demand(proposition)


@pytest.mark.parametrize(
    "proposition", ["The city has become a place that fails those it should serve.", "The dam."]
)
def test_a_verb_of_necessity_elsewhere_makes_none(proposition: str) -> None:
    assert not is_demand(proposition)


def test_only_the_verb_that_is_demanded_curbs() -> None:
    assert not aim("The school should be reopened first, before the dispute is settled.").curbed
    assert aim("Cars should stay banned.").curbed


def test_only_a_negation_of_the_main_verb_turns() -> None:
    assert aim("The dam should not be built.").denied
    assert not aim("Mayors who do not build should be voted out.").denied


def test_two_words_that_curb_are_an_opposite() -> None:
    found = aim("Cars should be banned.", "lift the ban", "ban")
    assert found.opposites == {"lift the ban"}


def test_what_turns_down_a_thing_that_is_praised() -> None:
    assert aim("The ruling is justified.", "withdraw*").opposites == {"withdraw*"}


def test_a_cut_off_word_is_completed_to_a_listed_one() -> None:
    assert unstarred("capitulat*") == "capitulate"
    assert unstarred("xyzz*") == "xyzz"
    assert unstarred("big dam*") == "big dam"
