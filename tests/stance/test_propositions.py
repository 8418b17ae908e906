"""Tests of what a proposition asks for or states."""

from __future__ import annotations

import pytest

from crossframe.stance.codebook import Theme
from crossframe.stance.polarity import unstarred
from crossframe.stance.propositions import Orientation, orientation, undenied


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
        ("The dam is safe.", False, 1),
        ("A dam would flood the valley.", False, 1),
        ("", False, 1),
    ],
)
def test_demand_and_value(proposition: str, demand: object, value: int) -> None:
    found = aim(proposition)
    assert (found.demand, found.value) == (demand, value)


@pytest.mark.parametrize(
    ("proposition", "denied"),
    [
        ("Cars should be banned.", True),
        ("The town should ban cars.", True),
        ("Cars should stay banned.", True),
        ("Cars should not be allowed.", True),
        ("There should be no cars.", True),
        ("People should stay away from cars.", True),
        ("Cars ought not to be let in.", True),
        ("Cars should be allowed.", False),
        ("Cars should not be banned.", False),
        ("The ban on cars should be lifted.", True),
        ("The toll on cars should be lifted.", False),
        ("There ought to be no cars.", True),
        ("The town must keep cars out.", True),
        ("The town must not turn cars away.", False),
        ("Cars should be rejected.", True),
        ("Cars are necessary.", False),
        ("Cars must be condemned.", False),
    ],
)
def test_each_wording_of_a_demand_comes_down_to_one_sign(proposition: str, denied: object) -> None:
    found = aim(proposition, "car*", "car ban", "lift the ban")
    assert (found.demand, found.denied) == (True, denied)
    assert found.opposites == {"car ban"}
    assert not found.objects


@pytest.mark.parametrize(
    ("proposition", "value"),
    [
        ("There is a safety crisis.", -1),
        ("Its noise and smell damage trade.", -1),
        ("An order is enough to end it.", 1),
        ("It was right of the mayor to sign it.", 1),
        ("The mayor committed obstruction.", -1),
    ],
)
def test_which_facts_are_bad_ones(proposition: str, value: int) -> None:
    assert aim(proposition).value == value


@pytest.mark.parametrize(
    "proposition",
    [
        "People moved here as children should be heard.",
        "The money that the mayor wants ought to be granted.",
        "Money ought not to be granted.",
    ],
)
def test_a_demand_is_found_behind_its_subject(proposition: str) -> None:
    assert aim(proposition).demand


@pytest.mark.parametrize(
    ("proposition", "affirmed"),
    [
        ("The dam should not be built.", "The dam should be built."),
        ("The dam is no danger to anybody.", "The dam is danger to anybody."),
        ("No new dams should be built.", "new dams should be built."),
        ("There is no danger.", "There is danger."),
        ("The dam doesn't hold.", "The dam does hold."),
        ("The mayor cannot close it.", "The mayor can close it."),
        ("The dam was built without the town.", "The dam was built with the town."),
        ("The mayor should neither resign nor apologize.", "The mayor should resign or apologize."),
        ("People moved here as children should not be sent away.",
         "People moved here as children should be sent away."),
    ],
)  # fmt: skip
def test_a_denied_proposition_is_read_as_what_it_denies(proposition: str, affirmed: str) -> None:
    assert undenied(proposition) == (affirmed, True)


@pytest.mark.parametrize(
    "proposition",
    [
        "Mayors who do not build should be voted out.",
        "The dam is nothing but a danger.",
        "Hardly another town has such a dam.",
        "The dam should be built without delay.",
        "The dam should be built.",
        "",
    ],
)
def test_what_denies_no_main_clause_is_no_denial(proposition: str) -> None:
    assert undenied(proposition) == (proposition, False)


def test_harm_that_a_good_thing_averts() -> None:
    assert aim("The dam would prevent violence.", "violence", "hoax*").objects == {"violence"}
    assert aim("The dam would prevent violence.", "hoax*").opposites == {"hoax*"}


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
    assert aim(proposition).demand


@pytest.mark.parametrize(
    "proposition", ["The city has become a place that fails those it should serve.", "The dam."]
)
def test_a_verb_of_necessity_elsewhere_makes_none(proposition: str) -> None:
    assert not aim(proposition).demand


def test_only_a_negation_of_the_main_verb_turns() -> None:
    assert aim("The dam should not be built.").denied
    assert not aim("Mayors who do not build should be voted out.").denied


def test_a_cut_off_word_is_completed_to_a_listed_one() -> None:
    assert unstarred("capitulat*") == "capitulate"
    assert unstarred("xyzz*") == "xyzz"
    assert unstarred("big dam*") == "big dam"
