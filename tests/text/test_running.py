"""The running text of an article, and the way back to its file."""

import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.text.running import RunningText

# in the file two newlines stand between paragraphs, in the running text one
ROWS = [("a", 0, 0, "Head"), ("a", 1, 1, "One."), ("a", 2, 1, "Two\nlines."), ("a", 3, 2, "Three.")]


@pytest.fixture
def passage():
    return RunningText.of(given_sentences(ROWS))


def test_sentences_are_joined_by_a_space_and_paragraphs_by_a_newline(passage):
    assert passage.text == "Head\nOne. Two lines.\nThree."
    assert passage.starts == [0, 5, 10, 21]
    assert passage.numbers == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("span", "words", "by_paragraph", "by_sentence"),
    [
        ((5, 9), "One.", [(6, 10)], [(6, 10)]),
        ((7, 13), "e. Two", [(8, 14)], [(8, 10), (11, 14)]),
        ((2, 7), "ad On", [(2, 4), (6, 8)], [(2, 4), (6, 8)]),
        ((0, 27), "Head One. Two lines. Three.", [(0, 4), (6, 21), (23, 29)], None),
        ((9, 10), " ", [], []),  # the space between two sentences stands in no sentence
    ],
)
def test_spans_go_back_to_the_file(passage, span, words, by_paragraph, by_sentence):
    assert passage.words(span) == words
    assert passage.in_file(span) == by_paragraph
    if by_sentence is not None:
        assert passage.in_sentences(span) == by_sentence


@pytest.mark.parametrize(("offset", "sentence"), [(0, 0), (4, 0), (5, 1), (10, 2), (26, 3)])
def test_the_sentence_at_an_offset(passage, offset, sentence):
    assert passage.sentence_at(offset) == sentence


def test_an_article_without_sentences_is_an_empty_text():
    assert RunningText.of(given_sentences([])).text == ""
