"""What a notebook shows of a comparison: tables by name, counts, and lists to choose from."""

import pytest

import crossframe as cf
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError

KALLAS = (
    "Kaja Kallas: 10 statements, 227 words in Lord's Press; 4 statements, 52 words in CEO Outlook"
    " Magazine"
)


def columns(readable):
    return list(readable._table)


def test_a_table_shows_the_columns_that_are_read_and_the_sentence(founding):
    shown = founding.table("stance", rows=1)
    assert columns(shown)[:4] == ["theme", "article", "sentence", "whose position"]
    assert shown._table["theme"].tolist() == ["Limits on Russia's army"]
    assert shown._table["the whole sentence"].str.startswith("The EU’s top diplomat").all()
    assert shown.note == "1 of 64 rows; the rest in data/derived/stance.csv"


def test_rows_of_one_value_have_no_rest_in_the_file_of_all(founding):
    shown = founding.table("statements", rows=2, speaker="kallas")
    assert set(shown._table["speaker"]) == {"Kaja Kallas"}
    assert shown.note == "2 of 14 rows"


def test_columns_that_are_asked_for_are_shown_alone(founding):
    shown = founding.table("attributions", columns=["cue", "article"], rows=1)
    assert columns(shown) == ["reporting word", "article"]


def test_a_column_that_is_not_there_is_one_error_that_names_those_that_are(founding):
    there = "use some of article_a, article_b, similarity, low, high, bias"
    for columns in (["nope"], ["similarity", "nope"], ["text"]):
        with pytest.raises(CrossframeError, match=f"no column '{columns[-1]}'.*{there}"):
            founding.table("similarity_pairs", columns=columns)


def test_a_column_of_what_is_nowhere_so_is_shown(founding):
    copied = founding.table("shared_phrases", columns=["phrase", "verbatim"])
    assert set(copied._table["verbatim"]) == {"no"}


def test_counts_keep_to_a_value_and_name_every_outlet(founding):
    shown = founding.counts("article_numbers", "item", of=["number"], measure="theme")
    table = shown._table.set_index("theme")
    assert list(table) == ["Lord's Press", "CEO Outlook Magazine"]
    assert list(table.index) == [theme.label for theme in founding.codebook.themes]
    assert table.loc["NATO membership"].tolist() == ["0", "2"]


def test_the_project_s_speaker_stands_first_and_then_who_speaks_most(founding):
    choice = founding.choose("speaker")
    assert list(choice.options.values())[:2] == ["Kaja Kallas", "Ursula von der Leyen"]
    assert choice.show("kallas").title == KALLAS
    joint = choice.show("ukraine")  # who speaks with the US administration
    assert joint.title == "Ukraine: 1 statement, 11 words in Lord's Press"
    assert joint._table["speaker"].tolist() == ["US administration, Ukraine"]


def test_a_theme_is_shown_with_its_proposition(founding):
    choice = founding.choose("theme")
    assert list(choice.options) == [theme.id for theme in founding.codebook.themes]
    shown = choice.show("nato_membership")
    assert shown.title == (
        "NATO membership: in favor means for “Ukraine should give up its aim of joining NATO.”"
    )
    assert "theme" not in columns(shown)
    assert len(shown._table) == (founding["stance"]["theme"] == "nato_membership").sum()


def test_a_weighting_is_shown_with_its_number_and_words(founding):
    choice = founding.choose("weighting")
    assert next(iter(choice.options)) == "default"
    assert choice.show("default").title.startswith(
        "default: words and word pairs without stop words, sublinear, background IDF. Lord's Press and CEO Outlook Magazine: 0.25, more alike than 51 of 100 pairs"
    )
    assert choice.show("counts")._table["term"].tolist()[:2] == ["the", "to"]


def test_what_cannot_be_chosen_is_said(founding):
    with pytest.raises(CrossframeError, match=r"no 'colour' to choose.*speaker, theme, weighting"):
        founding.choose("colour")
    articles = [Article(one, one, "It rained.", form="text") for one in "ab"]
    plain = cf.compare(articles)
    with pytest.raises(CrossframeError, match="codebook"):
        plain.choose("theme")
    assert repr(plain.choose("speaker")) == "Speaker: there is none to choose."


def test_rows_can_be_put_in_the_order_of_a_column_and_kept_to_what_is_so(founding):
    columns = ["sentence_a", "score", "accepted"]
    every = founding["alignment"]
    shown = founding.table("alignment", columns=columns, order="score", rows=None, accepted=False)
    turned_down = every[~every["accepted"]].sort_values("score", ascending=False, kind="stable")
    assert len(turned_down) == 11
    assert shown._table["score"].tolist() == [f"{score:.2f}" for score in turned_down["score"]]
    assert set(shown._table["accepted"]) == {"no"}
    with pytest.raises(CrossframeError, match=r"no column 'nope'.*sentence_a"):
        founding.table("alignment", order="nope")


def test_the_values_of_a_column_head_columns_of_their_own(founding):
    shown = founding.table(
        "similarity_percentiles", columns=["variant", "meaning"], across="compared_with", rows=None
    )
    assert columns(shown) == [
        "weighting",
        "among pairs on one event",
        "among those of like length",
        "among pairs on different events",
    ]
    assert shown._table["weighting"].tolist()[:3] == ["default", "words", "sentence idf"]
    assert shown._table.iloc[0, 1] == "more alike than 51 of 100 pairs of outlets on one event"
    with pytest.raises(CrossframeError, match="no column 'nope'"):
        founding.table("similarity_percentiles", columns=["variant", "meaning"], across="nope")


def test_rows_of_any_kind_are_shown(founding):
    shown = founding.table("similarity_pairs", [{"similarity": 0.5}, {"similarity": 0.25}])
    assert shown._table["similarity"].tolist() == ["0.50", "0.25"]


def test_counterparts_stand_once_under_their_outlets_whichever_is_named_first(founding):
    shown = founding.counterparts(rows=None)
    assert columns(shown) == ["Lord's Press", "CEO Outlook Magazine", "score"]
    assert not shown._table["Lord's Press"].duplicated().any()
    assert not shown._table["CEO Outlook Magazine"].duplicated().any()
    assert shown._table["score"].tolist() == ["0.99", "0.84", "0.78", "0.43"]
    assert repr(founding.counterparts("ceo-outlook", "lords-press", rows=None)) == repr(shown)
    with pytest.raises(CrossframeError, match="two different articles"):
        founding.counterparts("lords-press")
    apart = cf.compare(
        [
            Article("x", "The Post", "It rained in the hills all day.", form="text"),
            Article("y", "The Star", "Markets fell. Bonds rose.", form="text"),
        ]
    )
    assert repr(apart.counterparts()) == "No rows."
