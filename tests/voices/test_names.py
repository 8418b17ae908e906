"""What a source is called, and what kind of speaker it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.voices.directory import person_key
from crossframe.voices.names import kind_of, name_of, persons_named


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("The club’s top diplomat, Ada Roe", ("Ada Roe", "club's top diplomat", "roe", "club")),
        ("several officials from the ministry", ("", "several officials", "officials", "")),
        ("Maria de Soto, a farmer", ("Maria de Soto", "farmer", "soto", "")),
        ("Roe’s campaign", ("", "roe's campaign", "campaign", "Roe")),
        ("", ("", "", "", "")),
    ],
)
def test_what_a_source_is_called(source, named):
    assert tuple(name_of(source)) == named


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ada Roe", "person"),
        ("the ministry", "institution"),
        ("a leaked memo", "document"),
        ("two aides", "unnamed"),
        ("NATO", "institution"),
        ("two senators", "unnamed"),
    ],
)
def test_kinds_of_speakers(source, kind):
    assert kind_of(source, name_of(source)) == kind


def test_persons_named_in_a_text():
    assert persons_named("Then Maria de Soto met Mr. Roe in New York.") == (
        ("Maria de Soto", 5),
        ("Roe", 27),
    )
    assert persons_named("It rained in New York.") == ()


def test_the_key_of_a_person_has_no_initials():
    assert person_key("Ada B. Roe Jr.") == "ada roe"
    assert person_key("Roe") == "roe"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_source_raises(source):
    named = name_of(source)
    assert kind_of(source, named) in {"person", "institution", "document", "unnamed"}
    assert all(source[at : at + 1] == name[:1] for name, at in persons_named(source))
    person_key(source)
