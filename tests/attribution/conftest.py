"""Shared by the tests of attribution: one clause of a sentence, and the words of its parts."""

import pytest

from crossframe.attribution.grammar.clauses import clauses
from crossframe.text.quotations import quotations


@pytest.fixture
def clause():
    """Tag a sentence as one clause."""

    def make(text):
        ((_, made),) = clauses(text, [0], quotations(text))
        return made

    return make


@pytest.fixture
def words():
    """Give back the words of a place of a clause; None where there is none."""

    def read(made, text, place):
        if place is None:
            return None
        start, end = made.span(place)
        return text[start:end]

    return read
