"""What shows that a passage carries a statement."""

import pytest

from crossframe.claims.carriers import carrier, vocabulary, word_counts
from crossframe.claims.passages import passages
from crossframe.corpus.sentences import given_sentences
from crossframe.voices.shares import voice_words


def words_of(table):
    a, b = (word_counts(table[table["article"] == article]) for article in "ab")
    return vocabulary(a, b, len(table))


def test_words_of_a_fifth_of_the_sentences_and_of_four_are_common():
    rows = [("a", n, 1, f"The dam {n} leaks.") for n in (1, 2)]
    table = given_sentences([*rows, *(("b", *row[1:]) for row in rows)])
    found = words_of(table)
    assert (found.counts["dam"], found.counts["2"]) == (4, 2)
    assert sorted(found.common) == ["dam", "leak"]
    assert not words_of(table[:3]).common


@pytest.mark.parametrize(
    ("other", "aligned", "shared", "shows"),
    [
        ("that the dam leaks", True, ["dam", "leaks"], (False, True)),
        ("that “the dam leaks badly”", False, ["dam", "leaks", "badly"], (True, True)),
        ("that “the dam leaks badly”", True, ["dam", "leaks", "badly"], (True, True)),
        (
            "that dam number four of the upper river leaks and rusts",
            True,
            ["dam", "leaks"],
            (False, True),
        ),
    ],
)
def test_what_a_passage_shows(say, other, aligned, shared, shows):
    table = given_sentences(
        [("a", 1, 1, "Roe said: “The dam leaks badly.”"), ("b", 1, 1, f"Roe warned {other}.")]
    )
    said = say(table, [("a", 1, "“The dam leaks badly.”", "roe"), ("b", 1, other, "roe")])
    both = passages(said, table, voice_words(said, table))
    found = carrier(both["a"][0], both["b"][0], words_of(table), aligned=aligned)
    assert (found.shared, (found.quotes, found.alike)) == (shared, shows)


@pytest.mark.parametrize(("other", "aligned"), [("the dam leaks", False), ("the dam stands", True)])
def test_too_few_shared_words_show_nothing(say, other, aligned):
    table = given_sentences(
        [("a", 1, 1, "Roe said: “The dam leaks badly.”"), ("b", 1, 1, f"Roe warned that {other}.")]
    )
    said = say(table, [("a", 1, "“The dam leaks badly.”", "roe"), ("b", 1, other, "roe")])
    both = passages(said, table, voice_words(said, table))
    assert carrier(both["a"][0], both["b"][0], words_of(table), aligned=aligned) is None


def test_the_speakers_name_is_no_shared_word(say):
    table = given_sentences(
        [("a", 1, 1, "Roe said Roe leaks."), ("b", 1, 1, "Roe said Roe sings.")]
    )
    said = say(table, [("a", 1, "Roe leaks", "ada_roe"), ("b", 1, "Roe sings", "ada_roe")])
    both = passages(said, table, voice_words(said, table))
    assert carrier(both["a"][0], both["b"][0], words_of(table), aligned=True) is None
