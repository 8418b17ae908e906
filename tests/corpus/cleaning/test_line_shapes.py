import pytest

from crossframe.corpus.cleaning.line_shapes import line_of, shape_rule
from crossframe.text.words import fold


def rule(text):
    return shape_rule(line_of(text, fold(text)))[0]


@pytest.mark.parametrize(
    "text",
    [
        "May 2021",
        "4 May 2021",
        "4th May",
        "2021-05-04",
        "04.05.2021",
        "Tuesday",
        "Sun 4 May 2021",
        "Tue., May 4, 2021",
        "9:05 p.m.",
        "Published May 4, 2021 by Ada Lund",
        "May 4, 2021 in Harbours and Ships",
        "2 days ago",
    ],
)
def test_date_lines(text):
    assert rule(text) == "date line"


@pytest.mark.parametrize(
    "text",
    [
        "Reforms of 1907",
        "May the harbour live",
        "Black days in May",
        "Plan 2030",
        "10 docks",
        "May",
    ],
)
def test_lines_with_years_or_names_of_months_are_no_date_lines(text):
    assert rule(text) == ""


@pytest.mark.parametrize("text", ["By boat to the lake", "By and large it is open.", "by"])
def test_byline_needs_names(text):
    assert (rule(text) == "byline") is (text == "by")


def test_a_link_at_the_end_does_not_hide_the_sentence():
    assert line_of("It is open. https://t.co/a1", "it is open. https://t.co/a1").sentence
    assert not line_of("Open https://t.co/a1", "open https://t.co/a1").sentence


def test_only_the_start_of_a_long_block_is_looked_at():
    text = "harbour " * 100_000
    line = line_of(text, text)
    assert line.size == 100_000
    assert len(line.folded) <= 300
