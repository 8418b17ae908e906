from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.cleaning.blocks import Block, blocks, ends_sentence

WRAPPED = (
    "The ministers met in the old town hall on Monday to talk about the\n"
    "bridge over the river, which has been closed for two years, and\n"
    "agreed to open it in May. Nobody could say what the repair will\n"
    "cost the town.\n"
)
HEADLINES = (
    "Council votes to open the old bridge again in the month of May\n"
    "Mayor says that nobody can tell the price of the work on it\n"
    "Fishermen fear for the salmon that live under the old bridge"
)
SENTENCES = (
    "The mayor has opened the old bridge again on Monday in the rain.\n"
    "The council had voted on it in the last week of the old year.\n"
    "Nobody could say what the repair of it will cost the old town."
)


def texts(page):
    return [page[block.start : block.end] for block in blocks(page)]


def test_every_line_is_a_block_with_its_indentation():
    page = "Home\n    News\n\tSport\n\n\n  The bridge is open.  \n"
    assert blocks(page) == [Block(0, 4, 0), Block(9, 13, 4), Block(15, 20, 4), Block(25, 44, 2)]


@pytest.mark.parametrize("page", ["", " ", "\n\n \t\n", "\u00a0\n\u2003"])
def test_white_space_alone_has_no_block(page):
    assert blocks(page) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_kind_of_line_end_parts_blocks(end):
    assert texts(f"Home{end}News{end}{end}Sport") == ["Home", "News", "Sport"]


def test_hard_wrapped_paragraph_is_one_block():
    assert texts(WRAPPED) == [WRAPPED.strip()]


def test_two_hard_wrapped_paragraphs_stay_two():
    assert texts(f"{WRAPPED}\n{WRAPPED}") == [WRAPPED.strip()] * 2


def test_paragraph_wrapped_with_empty_lines_between_is_one_block():
    page = "The ministers met in the old town hall on Monday to talk\n\nabout the bridge.\n\nMore"
    assert texts(page) == [page[:-6], "More"]


@pytest.mark.parametrize(
    "page",
    [
        "News\nSport\nweather\nabout us",
        "The mayor has opened the old bridge again.\nthe council voted on it yesterday.",
        "A headline of a good length about the old bridge\nby Ann Lee",
        "A headline of a good length about the old bridge\n    in a list that is indented deeper.",
        HEADLINES,
        SENTENCES,
    ],
)
def test_lines_that_are_no_wrapped_paragraph_stay_apart(page):
    assert texts(page) == [line.strip() for line in page.split("\n")]


@given(st.text(alphabet=st.sampled_from("aB .,\n\t\r \u00a0\u2028\u200b\U0001f600“”")))
def test_blocks_partition_what_is_no_white_space(page):
    found = blocks(page)
    covered = "".join("".join(text.split()) for text in texts(page))
    assert covered == "".join(page.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(page[b.start : b.end] == page[b.start : b.end].strip() for b in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes.", True),
        ("“Yes!”", True),
        ("(Why?)", True),
        ("He said:", True),
        ("Wait…", True),
        ("News", False),
        ("“News”", False),
        ("", False),
    ],
)
def test_ends_sentence(text, expected):
    assert ends_sentence(text) is expected
