"""crossframe.claims.conflicts: figures and events of two articles side by side."""

import pandas as pd
import pytest

from crossframe.claims.conflicts import COLUMNS, conflicts
from crossframe.corpus.sentences import given_sentences

FILLER = ["Bakers won a prize.", "Snow fell on the hills.", "A train was late.", "Nobody sang."]


def side_by_side(first, second, **options):
    rows = [("a", number, 1, text) for number, text in enumerate([*FILLER, first], start=1)]
    rows += [("b", number, 1, text) for number, text in enumerate([*FILLER[::-1], second], start=1)]
    return conflicts(given_sentences(rows), **options)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("The dam cost $2 million.", "They say the dam cost $2 million.", "same figure"),
        ("The dam cost $2 million.", "They say the dam cost $3 million.", "figure differs"),
        ("The dam cost close to $2 million.", "The dam cost over $2m.", "wording differs"),
        ("The dam cost nearly $2 million.", "The dam cost $1.9 million.", "rounded figure"),
        ("The dam cost nearly $2 million.", "The dam cost $1.5 million.", "figure differs"),
        ("More than 5,000 troops saw the dam.", "Then 5,200 troops saw the dam.", "rounded figure"),
        ("Dozens of boats hit the dam.", "About 60 boats hit the dam.", "rounded figure"),
        ("Dam repairs took two weeks.", "Dam repairs took 14 days.", "same figure"),
        ("Half of the dam broke.", "The dam broke by 50 percent.", "same figure"),
        ("Ada Lund, 57, left.", "The 58-year-old Lund left.", "figure differs"),
        ("The dam passed 52-48.", "The dam passed by 52 to 48.", "same figure"),
        ("The dam passed 52-48.", "The dam passed by 52 to 47.", "figure differs"),
        ("Near the dam 90 professors wrote.", "Near the dam 90 teachers wrote.", "same figure"),
        ("The dam costs $10 to $15.", "The dam costs $12.", "rounded figure"),
        ("The dam cost $5 million.", "The dam cost £4 million.", "currency differs"),
        ("The dam cost $5 million.", "The dam cost 5 million euros.", "currency differs"),
        ("$5 million was lost at the dam.", "£5 million was lost at the dam.", "currency differs"),
        ("Dam output fell by 3 percent.", "Dam output rose by 3 percent.", "direction differs"),
        ("Dam output fell by 3 percent.", "Dam output rose by 5 percent.", "direction differs"),
        ("A 3 percent drop at the dam.", "Dam output was up 3 percent.", "direction differs"),
        ("Dam output was -0.3 percent.", "Dam output was 0.3 percent.", "direction differs"),
        ("Dam output grew -0.3 percent.", "Dam output grew 0.3 percent.", "direction differs"),
        ("Dam output fell by 0.3 percent.", "Dam output was -0.3 percent.", "same figure"),
        ("The dam did not kill 12 people.", "The dam killed 12 people.", "denied"),
        ("The dam killed 12 people.", "At the dam, 12 people were not killed.", "denied"),
        ("The dam is 100 miles away.", "The dam is 161 km away.", "wording differs"),
        ("The dam is 100 miles away.", "The dam is 160 km away.", "wording differs"),
        ("The dam is 5 feet high.", "The dam is 1.5 metres high.", "wording differs"),
        ("The dam is 100 miles away.", "The dam is 180 km away.", "figure differs"),
        (
            "Dam water had 20 degrees Celsius.",
            "Dam water had 68 degrees Fahrenheit.",
            "same figure",
        ),
        ("The dam was shut for two days.", "The dam was shut for 48 hours.", "same figure"),
        ("The dam filled 39.8 percent.", "The dam filled 40 percent.", "wording differs"),
        ("The dam filled 39.8 percent.", "The dam filled 39.4 percent.", "figure differs"),
        ("The dam filled 39.4 percent.", "The dam filled 40 percent.", "rounded figure"),
        ("The dam cost $1.2 million.", "The dam cost $1,234,000.", "wording differs"),
        ("Near the dam 400 people left.", "Near the dam 396 people left.", "rounded figure"),
        ("The dam holds 816 000 tonnes.", "The dam holds 816,000 tonnes.", "same figure"),
        ("The dam took 1½ years.", "The dam took 18 months.", "same figure"),
        ("The dam took 3 1/2 years.", "The dam took three and a half years.", "same figure"),
        ("The dam cost $1MM.", "The dam cost one million dollars.", "same figure"),
        (
            "Two Republican senators saw the dam.",
            "Three Republican senators saw the dam.",
            "figure differs",
        ),
        ("Two senators saw the dam.", "Three state senators saw the dam.", "figure differs"),
    ],
)
def test_relations_of_figures(first, second, relation):
    table = side_by_side(first, second)
    assert list(table["relation"]) == [relation]
    row = table.iloc[0]
    assert row["kind"] == "figure"
    assert row["same_value"] == (relation in {"same figure", "wording differs", "denied"}) or (
        relation == "direction differs"  # its value may be either
    )
    assert (row["sentence_a"], row["sentence_b"]) == (5, 5)
    assert (row["text_a"], row["text_b"]) == (first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Two Republican senators in Ford saw the dam.",
            "Three Republican state senators saw the dam.",
        ),
        ("At the dam 40 percent of women left.", "At the dam 35 percent of men left."),
        ("Two German boats hit the dam.", "Three French boats hit the dam."),
        ("The dam cost $2 million.", "The dam cost $600."),  # a thousand-fold
        ("The dam has 3 gates.", "The dam has 4 guards."),
        ("The dam cost $2 million.", "A bread tax brought $3 million."),
        ("The dam broke in 1999.", "The dam broke in 2001."),  # dates are not compared
        ("The dam broke.", "The dam held."),
        ("", ""),
    ],
)
def test_what_does_not_speak_of_one_thing_is_no_row(first, second):
    table = side_by_side(first, second)
    assert list(table.columns) == COLUMNS
    assert len(table) == 0


def test_a_name_that_looks_like_a_stop_word_is_compared():
    row = side_by_side("The US has 40 dams.", "Dams in the U.S.: 50 dams, they told us.").iloc[0]
    assert (row["relation"], row["subject_a"], row["shared"]) == ("figure differs", "US", "US")


def test_the_score_by_hand():
    # 10 sentences; dam, cost, lake in 2 each, of 11: rarity 1 - log 2 / log 11 = 0.7109
    table = side_by_side(
        "At the lake, the dam cost $2 million.", "The lake: the dam cost $3 million."
    )
    row = table.iloc[0]
    assert row["shared"] == "dam cost"
    assert row["shared_context"] == "lake million"
    assert row["score"] == pytest.approx(0.7109 * 2 + 0.25 * 0.7109 * 2, abs=1e-3)
    assert len(side_by_side("Dam cost $2 million.", "Dam cost $3 million.", threshold=9)) == 0


def test_each_figure_stands_once_with_its_best_counterpart():
    table = side_by_side(
        "The dam cost $2 million and the bridge cost $3 million.",
        "The bridge cost $3 million; the dam cost $2 million.",
    )
    assert [(row.figure_a, row.figure_b) for row in table.itertuples()] == [
        ("$2 million", "$2 million"),
        ("$3 million", "$3 million"),
    ]


def test_every_pair_of_articles_is_compared():
    texts = {
        "a": "The dam cost $2 million.",
        "b": "The dam cost $3 million.",
        "c": "The dam cost $4 million.",
    }
    rows = [(name, 1, 1, text) for name, text in texts.items()]
    rows += [("c", number, 2, text) for number, text in enumerate(FILLER, start=2)]
    table = conflicts(given_sentences(rows))
    assert list(zip(table["article_a"], table["article_b"], strict=True)) == [
        ("a", "b"), ("a", "c"), ("b", "c"),
    ]  # fmt: skip
    assert len(conflicts(given_sentences(rows[:1]))) == 0


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Lund spoke at a meeting in Ford on dam gates.", "Lund spoke on dam gates at an online meeting.", "place differs"),
        ("Lund left Friday’s meeting on dam gates.", "Lund left the meeting on dam gates on Monday’s meeting.", "day differs"),
        ("Lund left an angry meeting on dam gates.", "Lund left a friendly meeting on dam gates.", "wording differs"),
    ],
)  # fmt: skip
def test_relations_of_events(first, second, relation):
    table = side_by_side(first, second)
    row = table[table["kind"] == "event"].iloc[0]
    assert row["relation"] == relation
    assert row["unit_a"] == row["unit_b"] == "meeting"
    assert not row["same_value"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Lund left an angry meeting on dam gates.", "Lund left an angry meeting on dam gates."),
        ("Lund left an angry meeting on dam gates.", "Bakers held a friendly meeting."),
        ("Lund left an angry meeting on dam gates.", "Lund left a friendly debate on dam gates."),
    ],
)
def test_equal_or_unrelated_events_are_no_row(first, second):
    assert len(side_by_side(first, second)) == 0


def test_the_forty_percent_of_the_two_articles(gold_sentences):
    spans = {
        (row.article, row.sentence): ((row.start, row.end),) for row in gold_sentences.itertuples()
    }
    attributions = pd.DataFrame(
        [
            ("lords-press", spans["lords-press", 8], ("kallas",)),
            ("ceo-outlook", spans["ceo-outlook", 5], ("European defence officials",)),
        ],
        columns=["article", "content_spans", "speaker"],
    )
    table = conflicts(gold_sentences, attributions=attributions)
    figure = table[table["kind"] == "figure"]
    assert len(figure) == 1
    row = figure.iloc[0]
    assert (row["figure_a"], row["figure_b"]) == ("close to 40 percent", "exceeding 40%")
    assert (row["sentence_a"], row["sentence_b"]) == (8, 5)
    assert (row["speaker_a"], row["speaker_b"]) == (
        ("kallas",),
        ("European defence officials",),
    )
    assert (row["quoted_a"], row["quoted_b"]) == (True, False)
    assert (row["editor_bracket_a"], row["editor_bracket_b"]) == (
        "[of total government spending]",
        "",
    )
    assert (row["relation"], row["same_value"]) == ("wording differs", True)


def test_the_two_accounts_of_the_meeting(gold_sentences):
    table = conflicts(gold_sentences)
    events = table[table["kind"] == "event"]
    assert [
        (row.sentence_a, row.sentence_b, row.figure_a, row.figure_b, row.relation)
        for row in events.itertuples()
    ] == [
        (2, 2, "extraordinary meeting of EU foreign ministers", "high-level meeting in Brussels", "wording differs"),
        (6, 2, "Wednesday’s online meeting", "high-level meeting in Brussels", "place differs"),
    ]  # fmt: skip


def test_of_equal_pairs_the_closer_one_counts():
    first = [*FILLER, "The plan will cost $2.3 million."]
    second = [*FILLER, "It would cost local shops $5 million a year.", "It will cost $3.2 million."]
    rows = [
        (article, number, 1, text)
        for article, texts in (("a", first), ("b", second))
        for number, text in enumerate(texts)
    ]
    found = conflicts(given_sentences(rows))
    assert found["figure_b"].tolist() == ["$3.2 million"]
