"""Tests of what a proposition asks for or states."""

from __future__ import annotations

import pytest

from crossframe.stance.codebook import Theme
from crossframe.stance.polarity import unstarred
from crossframe.stance.propositions import Orientation, is_demand, orientation


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
    assert found.objects == {"dam*"}
    assert found.means == {"dam ban", "give up on"}
    assert "dam" in found.curbed


def test_what_a_demand_wants_to_have_is_no_object() -> None:
    found = aim("The town should build a dam.", "dam*", "reservoir")
    assert (found.objects, found.opposites, found.curbed) == (set(), set(), set())


def test_rights_are_the_opposite_of_restraints() -> None:
    assert aim("The town should pass new fishing limits.", "fishing rights").opposites
    assert not aim("The town should build a dam.", "fishing rights").opposites


@pytest.mark.parametrize("term", ["dam-free", "anti-dam", "counterproposal"])
def test_affixes_that_turn_a_word(term: str) -> None:
    assert aim("The town should build a dam.", term).opposites == {term}


def test_a_negated_demand() -> None:
    found = aim("The town should not build a dam.", "dam", "reservoir")
    assert found.negated
    assert found.opposites == {"dam"}


def test_harm_that_a_good_thing_averts() -> None:
    assert aim("The dam would prevent violence.", "violence", "hoax*").objects == {"violence"}
    assert aim("The dam would prevent violence.", "hoax*").opposites == {"hoax*"}


def test_to_name_what_is_praised_is_not_to_agree() -> None:
    found = aim("The traffic plan is acceptable.", "traffic plan", "sound basis", "cars")
    assert found.praised == {"traffic plan"}
    assert not aim("The traffic plan is long.", "traffic plan").praised


def test_a_term_that_takes_a_side_itself() -> None:
    assert aim("The dam is acceptable.", "defend*").means == {"defend*"}
    assert aim("The bill should be vetoed or changed.", "changes", "the bill").means == {"changes"}


def test_more_and_less_are_opposites() -> None:
    assert aim("The state should be smaller.", "big state", "small state").opposites == {
        "big state"
    }


def test_harm_that_a_demand_is_meant_to_avert() -> None:
    assert aim("All should be allowed to speak.", "censorship").objects == {"censorship"}


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
    assert aim("The dam should not be built.").negated
    assert not aim("Mayors who do not build should be voted out.").negated


def test_two_words_that_curb_are_an_opposite() -> None:
    found = aim("Cars should be banned.", "lift the ban", "ban")
    assert found.opposites == {"lift the ban"}
    assert found.means == {"ban"}


def test_what_turns_down_a_thing_that_is_praised() -> None:
    assert aim("The ruling is justified.", "withdraw*").opposites == {"withdraw*"}


def test_a_cut_off_word_is_completed_to_a_listed_one() -> None:
    assert unstarred("capitulat*") == "capitulate"
    assert unstarred("xyzz*") == "xyzz"
    assert unstarred("big dam*") == "big dam"


def test_free_of_what_is_to_be_banned_is_the_demand_itself() -> None:
    assert aim("Cars should be banned from the centre.", "car-free").means == {"car-free"}
    assert aim("More cars should be allowed.", "car-free").opposites == {"car-free"}
