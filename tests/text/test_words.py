"""Words, their offsets, and folding."""

import re
import sys
import unicodedata

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.text.words import (
    count_words,
    counted,
    fold,
    iter_terms,
    iter_words,
    stop_words,
    word_list,
    word_set,
    words,
)


def forms(text):
    return [word.form for word in iter_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("… — “”", []),
        ("One", ["one"]),
        ("Russia’s army", ["russia's", "army"]),
        ("Russia's army", ["russia's", "army"]),
        ("the U.S. limits", ["the", "u.s.", "limits"]),
        ("in the U.S.", ["in", "the", "u.s."]),
        ("at 9 a.m. Monday", ["at", "9", "a.m.", "monday"]),
        ("a 28-point plan", ["a", "28-point", "plan"]),
        ("a 28\u2011point plan", ["a", "28-point", "plan"]),
        ("1,000.50 or 40% of €140bn.", ["1,000.50", "or", "40", "of", "140bn"]),
        ("It rose 3.5.", ["it", "rose", "3.5"]),
        ("‘quoted’ “words”", ["quoted", "words"]),
        ("don´t and don`t", ["don't", "and", "don't"]),
        ("open\u00a0door", ["open", "door"]),
        ("one--two—three–four", ["one", "two", "three", "four"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("cafe\u0301", ["café"]),
        ("ÉLISE Straße", ["élise", "straße"]),
        ("dockers' strike", ["dockers", "strike"]),
        ("dockersʼ Paulʼs", ["dockers", "paul's"]),
    ],
)
def test_forms(text, expected):
    assert forms(text) == expected


def test_offsets():
    assert list(iter_words("A  U.S. plan’s end")) == [
        ("a", 0, 1),
        ("u.s.", 3, 7),
        ("plan's", 8, 14),
        ("end", 15, 18),
    ]


@given(st.text())
def test_words_stand_in_order_and_hold_every_letter_and_digit(text):
    found = list(iter_words(text))
    assert count_words(text) == len(found)
    end = 0
    for word in found:
        assert end <= word.start < word.end <= len(text)
        end = word.end
    covered = {place for word in found for place in range(word.start, word.end)}
    assert all(place in covered for place, c in enumerate(text) if re.match(r"[^\Wʼ]", c))


@given(st.text())
def test_forms_are_folded(text):
    for word in iter_words(text):
        assert fold(word.form) == word.form


@given(st.text())
def test_fold_moves_nothing_and_is_done_once(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text())
@example("ʼ the dockersʼ strike")
def test_words_of_a_folded_text_stand_in_the_same_places(text):
    places = [(word.start, word.end) for word in iter_words(text)]
    assert [(word.start, word.end) for word in iter_words(fold(text))] == places


def test_fold_makes_every_white_space_plain():
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert fold("".join(spaces)) == " " * len(spaces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A”", '"a"'),
        ("„B‟ «C»", '"b" "c"'),
        ("‘D’ E′s", "'d' e's"),
        ("F‐g‑h", "f-g-h"),
        ("İ", "İ"),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


def test_curly_and_straight_quotes_give_the_same_words():
    assert forms("“It’s Ukraine’s,” she said") == forms("\"It's Ukraine's,\" she said")


def test_table_counts_positions_per_article_and_offsets_in_the_file():
    table = given_sentences([("a", 0, 0, "Two words"), ("b", 0, 0, "One"), ("a", 1, 1, "It’s it.")])
    assert words(table).to_numpy().tolist() == [
        ["a", 0, 0, 0, 3, "two"],
        ["a", 0, 1, 4, 9, "words"],
        ["b", 0, 0, 0, 3, "one"],
        ["a", 1, 2, 11, 15, "it's"],
        ["a", 1, 3, 16, 18, "it"],
    ]


def test_table_of_nothing_has_the_same_types():
    table = words(given_sentences([]))
    assert list(table.columns) == ["article", "sentence", "position", "start", "end", "word"]
    assert (table[["sentence", "position", "start", "end"]].dtypes == "int64").all()


def test_every_word_of_the_gold_is_found_at_its_offsets(gold_sentences):
    text = {row.article: " " * 100_000 for row in gold_sentences.itertuples()}
    for row in gold_sentences.itertuples():
        text[row.article] = text[row.article][: row.start] + row.text + text[row.article][row.end :]
    table = words(gold_sentences)
    # 352 and 465 between spaces; twice a dash joins two words, once an ellipsis stands alone
    assert table.groupby("article").size().to_dict() == {"ceo-outlook": 354, "lords-press": 464}
    for row in table.itertuples():
        piece = text[row.article][row.start : row.end]
        assert fold(unicodedata.normalize("NFC", piece)) == row.word


def test_position_is_unique_within_an_article(gold_sentences):
    table = words(gold_sentences)
    assert not table.duplicated(["article", "position"]).any()
    assert isinstance(table, pd.DataFrame)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They told us that the US and the U.S. agree.", "told US US agree"),
        ("TELL US", "tell"),
        ("U.S. TELLS US", "US tells"),
        ("WHO", "WHO"),
        (
            "Who? The US’s own U.K. friend’s well-known 9-arch bridge",
            "US uk friend well-known 9-arch bridge",
        ),
        ("Let’s go", "go"),
        ("", ""),
    ],
)
def test_the_words_that_count(text, expected):
    terms = list(iter_terms(text))
    assert [term.form for term in terms if term.content] == expected.split()
    assert [term[1:3] for term in terms] == [word[1:] for word in iter_words(text)]


def test_a_word_set_holds_its_list():
    assert word_set("text/stop_words") == set(word_list("text/stop_words")) == stop_words()


def test_word_list_leaves_out_its_header():
    entries = word_list("text/stop_words")
    assert len(entries) > 100
    assert not any(entry.startswith("#") or entry != entry.strip() for entry in entries)


@pytest.mark.parametrize(
    "name",
    [
        "text/stop_words",
        "text/abbreviations",
        "text/abbreviations_numbers",
        "text/abbreviations_titles",
        "text/sentence_openers",
    ],
)
def test_word_lists_hold_nothing_twice(name):
    entries = word_list(name)
    assert len(entries) == len(set(entries))


def test_stop_words_are_folded():
    assert {"the", "don't", "us"} <= stop_words()
    assert "harbour" not in stop_words()
    assert all(fold(word) == word for word in stop_words())


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 units"), (1, "1 unit"), (1200, "1,200 units")]
)
def test_a_number_stands_with_its_noun(number, expected):
    assert counted(number, "unit") == expected
