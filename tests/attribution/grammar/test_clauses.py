"""Cutting a text into clauses: a quotation is one token, whatever is in it."""

from crossframe.attribution.grammar.clauses import clauses
from crossframe.text.quotations import Quotation, quotations


def test_a_quotation_of_two_sentences_is_one_token_of_one_clause():
    text = "He left. “One. Two,” she said."
    made = clauses(text, [0, 9, 15], [Quotation(9, 20)])
    assert [clause.forms for _, clause in made] == [
        ["he", "left", "."],
        ["@O,", ",", "she", "said", "."],
    ]
    assert [number for number, _ in made] == [0, 2]
    assert made[1][1].span((0, 1)) == (9, 20)


def test_the_comma_that_ends_a_quotation_is_a_token_without_letters():
    text = "“One,” she said."
    ((_, clause),) = clauses(text, [0], quotations(text))
    assert clause.tags == "@,PZ."
    assert clause.span((1, 2)) == (6, 6)


def test_a_clause_past_its_end():
    ((_, clause),) = clauses("Roe left", [0], [])
    assert (clause.tag(5), clause.form(5), clause.skip(0, "EZ")) == (".", "", 2)


def test_what_is_longer_than_a_sentence_is_cut():
    assert [len(clause.tags) for _, clause in clauses("la " * 260, [0], [])] == [250, 10]
    assert clauses("", [], []) == []
