import pandas as pd
import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.phrases.numbered_words import in_quotation_marks, numbered_words


def test_words_of_a_table_as_numbers():
    table = given_sentences(
        [("a", 0, 0, "Build it"), ("a", 1, 1, "Build bridges, build!"), ("b", 1, 1, "It’s built.")]
    )
    words = numbered_words(table)
    assert words.form.tolist() == ["build", "it", "build", "bridges", "build", "it's", "built"]
    assert words.number.tolist() == [0, 1, 0, 2, 0, 3, 4]
    assert words.row.tolist() == [0, 0, 1, 1, 1, 2, 2]
    assert words.before.tolist() == [0, 1, 0, 1, 2, 0, 1]
    assert words.after.tolist() == [1, 0, 2, 1, 0, 1, 0]
    assert words.article.tolist() == [0, 0, 0, 0, 0, 1, 1]
    assert words.content.tolist() == [0, 1, 1, 2, 3, 4, 4, 5]


def test_equal_words_of_two_articles_are_told_apart():
    words = numbered_words(given_sentences([("a", 1, 1, "no no"), ("b", 1, 1, "no")]))
    assert words.within_articles().tolist() == [0, 0, 1]


@pytest.mark.parametrize("text", ["", " ", "…", "—"])
def test_a_sentence_without_words_has_none(text):
    words = numbered_words(given_sentences([("a", 1, 1, text)]))
    assert words.form.tolist() == []
    assert words.content.tolist() == [0]


def test_concordance_gives_the_whole_sentence_in_three_parts():
    table = given_sentences([("a", 0, 0, "Head"), ("a", 1, 1, "“We’ll build it,” she said.")])
    words = numbered_words(table)
    row = words.in_context(table, pd.DataFrame({"at": [2], "words": [2]})).iloc[0]
    assert (row["left"], row["match"], row["right"]) == ("“We’ll ", "build it", ",” she said.")
    assert (row["article"], row["sentence"]) == ("a", 1)
    # "Head" takes 0 to 4, two newlines, then 7 characters to "build"
    assert (row["start"], row["end"]) == (13, 21)


def test_quotation_over_two_sentences_and_two_paragraphs():
    table = given_sentences(
        [
            ("a", 1, 1, "“One."),
            ("a", 2, 1, "Two."),
            ("a", 3, 2, "“Three,” said Four."),
            ("b", 1, 1, "Five."),
        ]
    )
    words = numbered_words(table)
    quoted = words.form[in_quotation_marks(table, words)]
    assert quoted.tolist() == ["one", "two", "three"]


def test_quotation_ends_with_its_article():
    table = given_sentences([("a", 1, 1, "“One"), ("b", 1, 1, "two” three")])
    words = numbered_words(table)
    assert words.form[in_quotation_marks(table, words)].tolist() == ["one"]


def test_sentences_of_two_articles_may_alternate():
    table = given_sentences([("a", 1, 1, "“One"), ("b", 1, 1, "Two"), ("a", 2, 1, "three”")])
    words = numbered_words(table)
    assert words.form[in_quotation_marks(table, words)].tolist() == ["one", "three"]
