"""Shares of voice, cues, sourcing and partial quotations, counted by hand on invented reports."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.attribution.attributions import attributions
from crossframe.corpus.sentences import given_sentences, sentences
from crossframe.stance.codebook import load_codebook
from crossframe.text.words import words
from crossframe.voices.cue_groups import cue_verbs
from crossframe.voices.shares import FORMS, speaker_names, speaker_table, voice_shares, voice_words
from crossframe.voices.sourcing import NAMING, named_sourcing, partial_quotations
from crossframe.voices.speakers import speakers


@pytest.fixture(scope="module")
def founding(project):
    table = sentences(project.articles)
    actors = load_codebook(project.codebook).actors
    return speakers(attributions(table), table, actors), table


def test_every_word_has_one_speaker_and_one_form(said, table):
    found = voice_words(said, table)
    assert len(found) == len(words(table))
    by_word = found[(found["article"] == "a") & (found["sentence"] == 2)]
    assert list(
        zip(by_word["word"], by_word["speaker"].map(" and ".join), by_word["form"], strict=True)
    ) == [
        ("lund", "outlet", FORMS[0]),
        ("said", "outlet", FORMS[0]),
        ("that", "lund", FORMS[2]),
        ("berg", "lund", FORMS[2]),
        ("had", "lund", FORMS[2]),
        ("promised", "lund", FORMS[2]),
        ("no", "berg", FORMS[1]),
        ("more", "berg", FORMS[1]),
        ("boats", "berg", FORMS[2]),
    ]


def test_quoted_words_of_nobody_are_the_outlets_own(said, table):
    found = voice_words(said, table).set_index(["article", "sentence", "word"])
    row = found.loc[("a", 3, "experts")]
    assert (row["attribution"], row["quoted"], row["form"]) == (-1, True, "outlet's own words")


def test_shares_counted_by_hand(said, table):
    found = voice_shares(said, table)
    columns = ["article", "speaker", "form", "words", "sentences"]
    assert found[columns].to_numpy().tolist() == [
        ["a", ("outlet",), FORMS[0], 12, (0, 1, 2, 3)],
        ["a", ("lund",), FORMS[1], 5, (1,)],
        ["a", ("lund",), FORMS[2], 7, (0, 2)],
        ["a", ("berg",), FORMS[1], 2, (2,)],
        ["a", ("berg",), FORMS[2], 1, (2,)],
        ["b", ("outlet",), FORMS[0], 5, (1, 2)],
        ["b", ("lund",), FORMS[2], 3, (2,)],
        ["b", ("some officials",), FORMS[2], 3, (1,)],
    ]
    assert found["share"].iloc[1] == pytest.approx(5 / 27)


def test_speakers_by_outlet(said, table):
    found = speaker_table(said, table)
    columns = ["speaker", "article", "attributions", "words", "quoted_words", "sentences"]
    assert found[columns].to_numpy().tolist() == [
        [("lund",), "a", 3, 12, 5, (0, 1, 2)],
        [("lund",), "b", 1, 3, 0, (2,)],
        [("berg",), "a", 1, 3, 2, (2,)],
        [("berg",), "b", 0, 0, 0, ()],
        [("some officials",), "a", 0, 0, 0, ()],
        [("some officials",), "b", 1, 3, 0, (1,)],
    ]


def test_a_speaker_whom_an_article_lacks_is_listed_where_half_of_the_others_have_them(say):
    texts = {"a": "Lund said it held.", "b": "Lund said it fell.", "c": "No.", "d": "Yes."}
    four = given_sentences([(name, 1, 1, text) for name, text in texts.items()])
    rows = [
        (article, 1, "Lund", "said", [content], "lund", "person")
        for article, content in (("a", "it held"), ("b", "it fell"))
    ]
    assert speaker_table(say(four, rows), four)["article"].tolist() == ["a", "b", "c", "d"]
    assert speaker_table(say(four, rows[:1]), four)["article"].tolist() == ["a"]


def test_an_article_without_attributions_is_all_its_own(said, table):
    none = said.iloc[:0]
    found = voice_shares(none, table)
    assert found[["speaker", "share"]].to_numpy().tolist() == [
        [("outlet",), 1.0],
        [("outlet",), 1.0],
    ]
    assert speaker_table(none, table).empty
    assert cue_verbs(none).empty
    assert named_sourcing(none).empty


def test_no_text_gives_empty_tables(said, table):
    assert voice_shares(said.iloc[:0], table.iloc[:0]).empty
    assert partial_quotations(said.iloc[:0], table.iloc[:0]).empty


def test_a_headline_below_the_text(said, table, say):
    upside_down = table.assign(start=1000 - table["start"] - table["text"].str.len())
    upside_down = upside_down.assign(end=upside_down["start"] + upside_down["text"].str.len())
    found = voice_shares(say(upside_down), upside_down)
    assert found["words"].tolist() == voice_shares(said, table)["words"].tolist()


PIECES = st.sampled_from(
    ["Lund", "said", "that", "“", "”", '"', "'", "rain", "U.S.", "é\u0301", "\u00a0", "."]
)
TEXT = st.lists(PIECES, min_size=1, max_size=25).map(" ".join) | st.text(min_size=1, max_size=60)


@given(
    st.lists(TEXT, min_size=1, max_size=4),
    st.lists(st.lists(st.integers(0, 120), min_size=2, max_size=4), max_size=6),
)
def test_every_word_counts_exactly_once(texts, cuts):
    table = given_sentences([("a", n, 1, text.replace("\n", " ")) for n, text in enumerate(texts)])
    rows = [
        {
            "article": "a",
            "attribution": number,
            "first_sentence": 0,
            "content_spans": tuple(zip(sorted(cut)[::2], sorted(cut)[1::2], strict=False)),
            "speaker": (f"speaker {number % 3}",),
            "speaker_kind": "person",
        }
        for number, cut in enumerate(cuts)
    ]
    columns = [
        "article",
        "attribution",
        "first_sentence",
        "content_spans",
        "speaker",
        "speaker_kind",
    ]
    said = pd.DataFrame(rows, columns=columns)
    found = voice_shares(said, table)
    assert found["words"].sum() == len(words(table))
    if len(found):
        assert found["share"].sum() == pytest.approx(1)
    counted = voice_words(said, table)
    assert set(counted["form"]) <= set(FORMS)
    assert (counted["attribution"].eq(-1) == counted["form"].eq(FORMS[0])).all()
    for row in counted[counted["attribution"] >= 0].itertuples():
        holding = [
            spans for spans in said["content_spans"] if any(a <= row.start < b for a, b in spans)
        ]
        assert said["content_spans"][row.attribution] in holding
        own = sum(b - a for a, b in said["content_spans"][row.attribution])
        assert own == min(sum(b - a for a, b in spans) for spans in holding)


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_no_text_raises_and_places_give_back_the_words(texts):
    table = given_sentences([("a", n, 1, text.replace("\n", " ")) for n, text in enumerate(texts)])
    said = speakers(attributions(table), table)
    assert voice_shares(said, table)["words"].sum() == len(words(table))
    file = {
        row.start + place: character
        for row in table.itertuples()
        for place, character in enumerate(row.text)
    }
    for row in partial_quotations(said, table).itertuples():
        assert "".join(file[place] for place in range(row.start, row.end)) == row.quotation
    named_sourcing(said)
    cue_verbs(said)


def test_cues_by_speaker_and_article(said):
    found = cue_verbs(said)
    columns = ["article", "speaker", "cue", "group", "count", "forms", "sentences"]
    assert found[columns].to_numpy().tolist() == [
        ["a", ("lund",), "say", "neutral", 3, ("says", "said"), (0, 1, 2)],
        ["a", ("berg",), "promise", "assertive", 1, ("had promised",), (2,)],
        ["b", ("some officials",), "fear", "hedged", 1, ("fear",), (1,)],
        ["b", ("lund",), "call", "neutral", 1, ("called",), (2,)],
    ]


def test_names_as_they_are_written():
    said = pd.DataFrame(
        {
            "source": ["she", "Treasurer Ada Roe", "Some officials", "Roe", ""],
            "speaker": [("ada roe",), ("ada roe",), ("some officials",), ("r",), ("",)],
        }
    )
    assert speaker_names(said) == {
        "ada roe": "Ada Roe",
        "some officials": "Some officials",
    }


def test_the_founding_articles(founding):
    said, table = founding
    assert set(said["speaker_kind"]) <= set(NAMING)
    shares = voice_shares(said, table)
    assert shares.groupby("article")["share"].sum().round(9).tolist() == [1.0, 1.0]
    by_form = shares.groupby(["article", "form"])["words"].sum()
    assert by_form["lords-press", FORMS[1]] > 190
    assert by_form["ceo-outlook", FORMS[1]] == 5
    kallas = speaker_table(said, table).explode("speaker").set_index(["speaker", "article"])
    kallas = kallas.loc["kallas"]
    assert kallas["words"]["lords-press"] > 4 * kallas["words"]["ceo-outlook"]
    partial = partial_quotations(said, table)
    assert partial.loc[partial["article"] == "ceo-outlook", "quotation"].tolist() == [
        "“institutionalize risk”",
        "“no credible indication”",
    ]
    assert partial["attributed"].all()
    naming = named_sourcing(said).groupby(["article", "naming"])["attributions"].sum()
    assert ("lords-press", "unnamed") not in naming.index
    assert naming["ceo-outlook", "unnamed"] >= 5
