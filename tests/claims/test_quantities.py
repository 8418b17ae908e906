"""crossframe.claims.quantities: figures with unit, comparator, subject and speaker."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.claims.quantities import figures, quantities
from crossframe.corpus.sentences import given_sentences


def only(text):
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They spent 40% of it.", 40, "percent"),
        ("They spent 40 percent of it.", 40, "percent"),
        ("They spent 40 per cent of it.", 40, "percent"),
        ("Forty percent voted.", 40, "percent"),
        ("One percent voted.", 1, "percent"),
        ("Two-thirds of the town voted.", 200 / 3, "percent"),
        ("It rose by 3 percentage points.", 3, "percentage point"),
        ("A loan of €140 billion was made.", 140e9, "EUR"),
        ("It cost 30 million dollars.", 30e6, "USD"),
        ("Thousands of dollars were lost.", 1000, "USD"),
        ("He sent 600,000 troops.", 600_000, "troops"),
        ("He sent 30,000 more troops there.", 30_000, "troops"),
        ("All 27 members agree.", 27, "members"),
        ("They drew up a 28-point plan.", 28, "point"),
        ("The 12 people fled.", 12, "people"),
        ("Some 20 injured were found.", 20, "injured"),
        ("Fifty of our members left.", 50, "members"),
        ("Two types of boats sank.", 2, "types"),
        ("Five young harbour pilots left.", 5, "pilots"),
        ("It took 18 months.", 18, "month"),
        ("An 18-month term.", 18, "month"),
        ("Hundreds of boats came.", 100, "boats"),
        ("A half-dozen boats came.", 6, "boats"),
        ("The count rose to 45.", 45, ""),
        ("Seven remain aligned.", 7, ""),
        ("Not one single boat came.", 1, "boat"),
    ],
)
def test_value_and_unit(text, value, unit):
    figure = only(text)
    assert (figure.value, figure.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "comparator", "sense", "words"),
    [
        ("We spend close to 40 percent.", "close to", "about", "close to 40 percent"),
        ("A budget exceeding 40% of it.", "exceeding", "above", "exceeding 40%"),
        ("It has roughly 600,000 troops.", "roughly", "about", "roughly 600,000 troops"),
        ("At least 30 boats sank.", "at least", "at least", "At least 30 boats"),
        ("No more than 30 boats sank.", "no more than", "at most", "No more than 30 boats"),
        ("More than $5 million went.", "more than", "above", "More than $5 million"),
        ("Up to 30 boats sank.", "up to", "at most", "Up to 30 boats"),
        ("Only 30 boats sank.", "only", "only", "Only 30 boats"),
        ("Just one boat sank.", "just", "only", "Just one boat"),
        ("An estimated 30 boats sank.", "an estimated", "about", "An estimated 30 boats"),
        ("The 60-plus votes held.", "-plus", "above", "60-plus votes"),
        ("In 30 or so boats.", "or so", "about", "30 or so boats"),
        ("Nearly a million boats.", "nearly", "about", "Nearly a million boats"),
        ("The 30 boats sank.", "", "", "30 boats"),
    ],
)
def test_comparators(text, comparator, sense, words):
    figure = only(text)
    assert (figure.comparator, figure.sense) == (comparator, sense)
    assert text[figure.start : figure.end] == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Lund, 57, left.", "age"),
        ("Ada Lund (57) left.", "age"),
        ("The 57-year-old left.", "age"),
        ("A man aged 57 left.", "age"),
        ("In 2016 he left.", "date"),
        ("On May 10 he left.", "date"),
        ("At 5 p.m. he left.", "time"),
        ("By a 52-48 vote it passed.", "score"),
        ("Dozens of boats sank.", "vague"),
        ("One in five boats sank.", "share"),
        ("The 57 boats sank.", "amount"),
    ],
)
def test_kinds(text, kind):
    assert only(text).kind == kind


def test_ranges_have_two_values():
    figure = only("It costs $10 to $15 a day")
    assert (figure.value, figure.value_to, figure.unit) == (10, 15, "USD")
    assert math.isnan(only("It costs $10 a day").value_to)


@pytest.mark.parametrize(
    "text",
    [
        "no one left",
        "one day he left",
        "one boat and one crew",
        "the 14th boat",
        "Flight 19 left",
        "",
        "…",
    ],
)
def test_what_counts_nothing_is_left_out(text):
    assert figures(text) == []


def test_the_subject_is_what_the_clause_says():
    spent, ran = figures("While Lund spent 40 percent of town money, 12 boats ran aground.")
    assert spent.subject == "lund spent town money"
    assert ran.subject == "ran aground"
    # a clause without a word of its own borrows those beside it
    assert figures("Ada Lund, 57, left.")[0].subject == "ada lund left"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Two Republican senators left.", "republican"),
        ("Three Republican state senators left.", "republican state"),
        ("Two senators left.", ""),
        ("Some 40 percent of women voted.", "women"),
        ("They spent 40 percent of the town money in May.", "town money"),
        ("It rose 40 percent.", ""),
        ("He sent 30,000 more troops there.", ""),
    ],
)
def test_whose_figure_it_is(text, whose):
    assert only(text).whose == whose


def test_an_editor_s_bracket_is_shown():
    figure = only("“We spend close to 40 percent [of all spending] on boats.”")
    assert figure.editor_bracket == "[of all spending]"
    assert "spending" in figure.subject
    assert only("We spent [about] 40 percent").editor_bracket == "[about]"
    assert only("He [Lund] said of it that it had been 40 percent").editor_bracket == ""
    assert only("We spend 40 percent […] on boats").editor_bracket == ""


@pytest.mark.parametrize("text", ["", "nothing", "one"])
def test_without_figures_the_columns_stand(text):
    table = quantities(given_sentences([("a", 1, 1, text)]))
    assert list(table.columns) == [
        "article", "sentence", "start", "end", "text", "kind", "value", "value_to", "unit",
        "precision", "comparator", "sense", "direction", "denied", "whose", "subject",
        "editor_bracket", "quoted", "speaker",
    ]  # fmt: skip
    assert len(table) == 0


@given(
    st.lists(
        st.sampled_from(
            [
                "40",
                "%",
                "$5",
                "close to",
                "boats",
                "one",
                "[of it]",
                ",",
                "½",
                "“",
                "”",
                "Ada",
                "2016",
            ]
        ),
        max_size=10,
    )
)
def test_offsets_point_at_the_words(pieces):
    sentences = given_sentences([("a", 0, 0, "Head"), ("a", 1, 1, " ".join(pieces))])
    text = sentences.loc[1, "text"]
    for row in quantities(sentences).itertuples():
        start = sentences.loc[row.sentence, "start"]
        assert text[row.start - start : row.end - start] == row.text


def test_the_figures_of_the_two_articles(gold_sentences):
    spoken = gold_sentences[
        (gold_sentences["article"] == "lords-press") & (gold_sentences["sentence"] == 8)
    ].iloc[0]
    attributions = pd.DataFrame(
        {
            "article": ["lords-press"],
            "content_spans": [((spoken["start"], spoken["end"] - 10),)],
            "speaker": [("kallas",)],
        }
    )
    table = quantities(gold_sentences, attributions=attributions)
    assert list(zip(table["text"], table["value"], table["unit"], strict=True)) == [
        ("28-point", 28, "point"),
        ("all 27 members", 27, "members"),
        ("one single concession", 1, "concession"),
        ("close to 40 percent", 40, "percent"),
        ("only two types", 2, "types"),
        ("€140 billion", 140e9, "EUR"),
        ("roughly 600,000 troops", 600_000, "troops"),
        ("exceeding 40%", 40, "percent"),
    ]
    forty = table[table["text"] == "close to 40 percent"].iloc[0]
    assert forty["speaker"] == ("kallas",)
    assert forty["quoted"]
    assert forty["editor_bracket"] == "[of total government spending]"
    assert list(table["speaker"]).count(("kallas",)) == 1
    assert list(table[table["quoted"]]["sentence"]) == [7, 8, 10]
