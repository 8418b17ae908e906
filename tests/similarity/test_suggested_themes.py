"""Tests of crossframe.similarity.suggested_themes."""

from crossframe.corpus.sentences import given_sentences
from crossframe.similarity.suggested_themes import COLUMNS, suggest_themes


def test_suggested_themes_of_few_words(harbour):
    themes = suggest_themes(harbour)
    assert "harbour" in " ".join(themes["terms"])
    assert themes["sentences"].is_monotonic_decreasing
    assert suggest_themes(harbour.head(0)).empty


def test_reporting_verbs_and_figures_suggest_no_theme():
    texts = ["Lee said 400 boats came.", "Roe said 400 boats left.", "Boats, said Lee."]
    table = given_sentences([("a", i, i, text) for i, text in enumerate(texts)])
    terms = "; ".join(suggest_themes(table)["terms"]).split("; ")
    assert "400 boats" in terms
    assert "400" not in terms
    assert not any("said" in term for term in terms)


def test_words_of_the_same_sentences_are_one_theme_and_a_pair_stands_for_its_words():
    texts = ["The old dam burst.", "An old dam burst.", "Rye bread won.", "Rye bread lost."]
    table = given_sentences([("ab"[i % 2], i, i, text) for i, text in enumerate(texts)])
    themes = suggest_themes(table)
    assert list(themes.columns) == COLUMNS
    assert themes[["terms", "sentences", "articles", "places"]].to_numpy().tolist() == [
        ["rye bread", 2, 2, (("a", 2), ("b", 3))],
        ["dam burst; old dam", 2, 2, (("a", 0), ("b", 1))],
    ]


def test_a_term_of_one_sentence_is_no_theme():
    table = given_sentences([("a", 1, 1, "The dam burst."), ("b", 1, 1, "Rye bread won.")])
    assert suggest_themes(table).empty


def test_names_and_numbers_suggest_no_theme_but_what_a_name_stands_before_may():
    texts = [
        "In May the Sun Dial praised Ada Lund, and two Anland tariffs fell.",
        "When Ada Lund left, the Sun Dial wrote of two Anland tariffs.",
        "Tariffs Of Ada Lund: Dial Tells",  # a headline in capitals makes no name
    ]
    table = given_sentences([("a", i, i, text) for i, text in enumerate(texts)])
    terms = set("; ".join(suggest_themes(table)["terms"]).split("; "))
    assert "anland tariffs" in terms
    assert not terms & {"two", "ada", "lund", "ada lund", "sun", "dial", "sun dial", "anland"}
