"""A list to choose from: what stands in its place without a kernel, and what it needs."""

import sys

import pandas as pd
import pytest

from crossframe.errors import CrossframeError
from crossframe.report.choosing import Choice
from crossframe.report.readable import ReadableTable
from crossframe.report.words import Words


def show(one):
    return ReadableTable(pd.DataFrame({"of": [one]}), Words())


def test_the_first_is_shown_at_first_below_how_to_choose():
    choice = Choice("Fruit", {"b": "Banana & co", "a": "Apple"}, show)
    assert choice.line() == "Fruit: run the cells to choose one of 2"
    assert repr(choice).splitlines()[1:] == ["of", " b"]


def test_where_there_is_none_that_is_said():
    assert repr(Choice("Fruit", {}, show)) == "Fruit: there is none to choose."


def test_without_the_package_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(CrossframeError, match=r"ipywidgets.*install crossframe\[notebooks\]"):
        Choice("Fruit", {"a": "Apple"}, show)._ipython_display_()
