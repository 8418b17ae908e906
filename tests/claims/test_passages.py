"""The passages of an article by who speaks them, and what of a wording another keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.claims.passages import compare_wording, editor_brackets, passages
from crossframe.corpus.sentences import given_sentences
from crossframe.voices.shares import voice_words

FULL = "“The old harbour is a danger to the town, and the council must close it by June,”"


def event(*carried):
    """Make two articles: the first quotes Lund in full, the second is given as sentences."""
    rows = [("a", 1, 1, f"{FULL} Ada Lund said."), ("a", 2, 2, "Rain fell on the hills.")]
    return given_sentences([*rows, *(("b", n, 1, text) for n, text in enumerate(carried, start=1))])


def test_passages_hold_every_word_once(say):
    table = event("Berg said that Lund wants rain.")
    said = say(
        table,
        [
            ("a", 1, FULL, "lund"),
            ("b", 1, "that Lund wants rain", "berg"),
            ("b", 1, "rain", "lund"),
        ],
    )
    found = passages(said, table, voice_words(said, table))
    assert {key: one.words for key, one in found["b"].items()} == {
        0: ["that", "lund", "wants"],
        1: ["rain"],
        -2: ["berg", "said"],
    }


@pytest.mark.parametrize(
    ("words", "other", "kept", "changed"),
    [
        ("", "", (), ()),
        ("a b c", "", (), ()),
        ("a b c", "a b c", (0, 1, 2), ()),
        ("a b c", "d e f", (), ()),
        ("a", "x a y", (0,), ()),
        ("a b", "x a y", (), ()),
        ("a b c d", "x b c d", (1, 2, 3), ()),
        ("a b c d e", "a b c X e", (0, 1, 2, 4), ((3, 4, 3, 4),)),
        ("a b c d e f g h", "a b c x h", (0, 1, 2), ()),
        ("of the", "in the of", (), ()),
    ],
)
def test_wordings_compared_by_hand(words, other, kept, changed):
    found = compare_wording(words.split(), other.split())
    assert (found.kept, found.changed) == (kept, changed)


@given(
    st.lists(st.sampled_from("abcde"), max_size=20), st.lists(st.sampled_from("abcde"), max_size=20)
)
def test_kept_words_stand_in_both_in_order(words, other):
    found = compare_wording(words, other)
    assert list(found.kept) == sorted(set(found.kept))
    rest = iter(other)
    assert all(words[place] in rest for place in found.kept)
    assert compare_wording(words, words).kept == tuple(range(len(words)))


def test_brackets():
    assert editor_brackets("“They [the mayors] left [sic].”") == [(6, 18), (24, 29)]
    assert editor_brackets("no [end") == []


@given(
    st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12)
)
def test_nothing_is_kept_where_no_run_is_shared(words, other):
    size = min(3, len(words))
    runs = [
        {tuple(one[n : n + size]) for n in range(len(one) - size + 1)} for one in (words, other)
    ]
    if not words or not runs[0] & runs[1]:
        assert compare_wording(words, other).kept == ()
    elif words == other:
        assert compare_wording(words, other).kept == tuple(range(len(words)))
