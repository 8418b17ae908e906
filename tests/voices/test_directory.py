"""A directory of everybody who can speak."""

from types import SimpleNamespace

from crossframe.voices.directory import Directory

TEXTS = [("a", "Sen. Ada Roe met Bob Low."), ("b", "Anna Roe came by the river.")]


def test_a_last_name_is_who_is_named_in_the_article_and_else_anywhere():
    found = Directory(TEXTS, [])
    assert found.resolve("Roe", "a").names == ("ada roe",)
    assert found.resolve("Roe", "b").names == ("anna roe",)
    assert found.resolve("Low", "b").names == ("bob low",)


def test_a_title_is_its_only_holder_in_the_article():
    found = Directory(TEXTS, [])
    assert found.resolve("the senator", "a") == (("ada roe",), "person", "she")
    assert found.resolve("the senator", "b").names == ("the senator",)


def test_names_joined_are_several_speakers_of_one_kind():
    found = Directory(TEXTS, [])
    assert found.resolve("Ada Roe and Low", "a") == (("ada roe", "bob low"), "person", "")
    assert found.resolve("Ada Roe and the ministry", "a").kind != "unresolved"


def test_an_actor_of_a_codebook_comes_first():
    actor = SimpleNamespace(id="low", name="Robert Low", aliases=("Bob Low",))
    found = Directory(TEXTS, [], (actor,))
    assert found.resolve("Bob Low", "b").names == ("low",)
    assert found.resolve("Low", "b").names == ("low",)
