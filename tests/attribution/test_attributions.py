"""Who says what: every form of attribution in invented sentences, and the two articles."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.attribution.attributions import ATTRIBUTION_COLUMNS, attributions, quotation_form
from crossframe.attribution.grammar.lexicon import verb_frames, word_classes
from crossframe.corpus.sentences import COLUMNS, given_sentences, plain_sentences, sentences
from crossframe.io.reading import read_table
from crossframe.stance.codebook import load_codebook
from crossframe.text.words import word_list
from crossframe.voices.speakers import speakers

PIECES = [
    *"“”„«»\"'‘’` \n\u00a0aE.,!?—:(s)@",
    " said ",
    " Roe ",
    " that ",
    " the ",
    " who ",
    " says ",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def found(*paragraphs):
    """Return (source, cue, content) of each attribution of a text with a headline before it."""
    text = "\n\n".join(("A headline", *paragraphs))
    table = attributions(plain_sentences("a", text))
    return list(zip(table["source"], table["cue"], table["content"], strict=True))


DIRECT = [
    ("“It rains,” Ada Roe said.", ("Ada Roe", "said", "“It rains,”")),
    ('"It rains," Ada Roe said.', ("Ada Roe", "said", '"It rains,"')),
    ("''It rains,'' Ada Roe said.", ("Ada Roe", "said", "''It rains,''")),
    ("“It rains,” said Ada Roe.", ("Ada Roe", "said", "“It rains,”")),
    (
        "“It rains,” said Ada Roe, a farmer in Ely.",
        ("Ada Roe, a farmer in Ely", "said", "“It rains,”"),
    ),
    ("“Does it rain?” Ada Roe asked.", ("Ada Roe", "asked", "“Does it rain?”")),
    ("“Does it rain?” she asked in May.", ("she", "asked", "“Does it rain?”")),
    ("Ada Roe said, “It rains.”", ("Ada Roe", "said", "“It rains.”")),
    ("Ada Roe said: “It rains. A lot.”", ("Ada Roe", "said", "“It rains. A lot.”")),
    ("Ada Roe told reporters on Monday, “It rains.”", ("Ada Roe", "told", "“It rains.”")),
    ("“It rains,” Ada Roe said. “A lot.”", ("Ada Roe", "said", "“It rains,” … “A lot.”")),
    ("“It rains,” she said, “and it snows.”", ("she", "said", "“It rains,” … “and it snows.”")),
    ("“It rains,” fumed Ada Roe.", ("Ada Roe", "fumed", "“It rains,”")),
    ("“It rains,” Ada Roe quipped.", ("Ada Roe", "quipped", "“It rains,”")),
    ("“It rains,” she elaborated.", ("she", "elaborated", "“It rains,”")),
    ("“It rains,” she grinned.", ("she", "grinned", "“It rains,”")),
    (
        "Ada Roe, who is 30, said that “it rains.”",
        ("Ada Roe, who is 30,"[:-1], "said", "that “it rains.”"),
    ),
    ("Bob Low: “It rains.”", ("Bob Low", ":", "“It rains.”")),
]

INDIRECT = [
    ("Ada Roe said that it rained.", ("Ada Roe", "said", "that it rained")),
    ("Ada Roe said it rained.", ("Ada Roe", "said", "it rained")),
    ("Ada Roe said Monday that it rained.", ("Ada Roe", "said", "that it rained")),
    ("Ada Roe said in a statement that it rained.", ("Ada Roe", "said", "that it rained")),
    ("Ada Roe, who warned that it rained, left.", ("who", "warned", "that it rained")),
    ("It rained, Ada Roe said.", ("Ada Roe", "said", "It rained")),
    ("It rained, said Ada Roe.", ("Ada Roe", "said", "It rained")),
    ("It rained, according to Ada Roe.", ("Ada Roe", "according to", "It rained")),
    ("According to Ada Roe, it rained.", ("Ada Roe", "According to", "it rained")),
    ("The plan, Ada Roe said, would fail.", ("Ada Roe", "said", "The plan … would fail")),
    ("Ada Roe told him it rained.", ("Ada Roe", "told", "it rained")),
    ("Ada Roe asked whether it rained.", ("Ada Roe", "asked", "whether it rained")),
    ("Ada Roe promised to resign.", ("Ada Roe", "promised", "to resign")),
    ("Ada Roe urged voters to stay home.", ("Ada Roe", "urged", "to stay home")),
    ("Ada Roe criticized the plan.", ("Ada Roe", "criticized", "the plan")),
    ("Ada Roe called for an inquiry.", ("Ada Roe", "called", "an inquiry")),
    ("Ada Roe made the case that it rained.", ("Ada Roe", "made the case", "that it rained")),
    ("Ada Roe is sure that it rained.", ("Ada Roe", "is sure", "that it rained")),
    ("Roe’s claim that it rained was new.", ("Roe’s", "claim", "that it rained")),
    ("There was concern that it rained.", ("", "concern", "that it rained")),
    ("The plan was criticized by Ada Roe.", ("Ada Roe", "was criticized", "The plan")),
    ("The leaked framework asks Ely to yield.", ("The leaked framework", "asks", "to yield")),
    ("The poll shows that it rains.", ("The poll", "shows", "that it rains")),
    ("Speaking in Ely, Ada Roe said that it rained.", ("Ada Roe", "said", "that it rained")),
    ("Noting that it rained, Ada Roe left.", ("Ada Roe", "Noting", "that it rained")),
    (
        "Farmer Ada Roe, 30, of Ely, said it rained.",
        ("Farmer Ada Roe, 30, of Ely", "said", "it rained"),
    ),
    ("Voters who met Ada Roe said it rained.", ("Voters who met Ada Roe", "said", "it rained")),
    ("He has a plan that Ada Roe opposes.", ("Ada Roe", "opposes", "a plan")),
    ("Ada Roe spoke in Ely about the rain.", ("Ada Roe", "spoke", "the rain")),
    ("Ada Roe pointed out that it rained.", ("Ada Roe", "pointed out", "that it rained")),
]

MIXED = [
    (
        "Ada Roe said the rain was “a joy” for all.",
        ("Ada Roe", "said", "the rain was “a joy” for all"),
    ),
    ("Ada Roe called it “a joy.”", ("Ada Roe", "called", "it “a joy.”")),
    (
        "Ada Roe said “nobody at the table” was dry.",
        ("Ada Roe", "said", "“nobody at the table” was dry"),
    ),
    ("The rain was “a joy,” Ada Roe said.", ("Ada Roe", "said", "The rain was “a joy,”")),
    ("Ada Roe said she ''felt it'' in May.", ("Ada Roe", "said", "she ''felt it'' in May")),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT + INDIRECT + MIXED)
def test_one_attribution(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("cases", "form"), [(DIRECT, "direct"), (INDIRECT, "indirect"), (MIXED, "mixed")]
)
def test_forms_of_quotation(cases, form):
    assert {quotation_form(content) for _, (_, _, content) in cases} == {form}


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Rain will stop, says Ada Roe", ("Ada Roe", "says", "Rain will stop")),
        ("Rain Will Stop Soon, Says Ada Roe", ("Ada Roe", "Says", "Rain Will Stop Soon")),
        ("Ada Roe: Rain will stop", ("Ada Roe", ":", "Rain will stop")),
        ("Rain will stop: Ada Roe", ("Ada Roe", ":", "Rain will stop")),
        ("Ada Roe Slams Rain Plan", ("Ada Roe", "Slams", "Rain Plan")),
    ],
)
def test_headlines(headline, expected):
    table = attributions(plain_sentences("a", f"{headline}\n\nIt rained."))
    assert table[["source", "cue", "content"]].to_numpy().tolist() == [list(expected)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Ely.",
        "The Washington Post was founded in 1877.",
        "Islamic State fighters left Ely.",
        "Update: It rained in Ely.",
        "The rain was heavy.",
        "He met Ada Roe in May.",
    ],
)
def test_nobody_says_anything(text):
    assert found(text) == []


def test_a_name_that_looks_like_a_verb_is_a_source():
    assert found("The Washington Post reported that it rained.") == [
        ("The Washington Post", "reported", "that it rained")
    ]


def test_two_cues_of_one_source():
    assert found("Ada Roe said it rained and argued that it would snow.") == [
        ("Ada Roe", "said", "it rained"),
        ("Ada Roe", "argued", "that it would snow"),
    ]
    assert found("Ada Roe said it rained, adding that it would snow.") == [
        ("Ada Roe", "said", "it rained"),
        ("Ada Roe", "adding", "that it would snow"),
    ]


def test_what_stands_inside_a_content_has_no_row_of_its_own():
    assert found("Ada Roe said that Bob Low claimed it rained.") == [
        ("Ada Roe", "said", "that Bob Low claimed it rained")
    ]


def test_a_quotation_over_paragraphs_and_its_continuation():
    assert found("“One,” Ada Roe said.", "“Two.", "“Three.”", "It rained. “Four.”") == [
        ("Ada Roe", "said", "“One,” … “Two. … “Three.”")
    ]


def test_a_block_that_a_colon_announces():
    assert found("Ada Roe wrote:", "It rains. A lot.", "Then it stopped.") == [
        ("Ada Roe", "wrote", "It rains. … A lot.")
    ]
    assert found("Ada Roe wrote:", "“It rains.”") == [("Ada Roe", "wrote", "“It rains.”")]


def test_a_speaker_after_a_question_that_was_split_off():
    table = given_sentences(
        [("a", 0, 0, "Rain"), ("a", 1, 1, "“Why?”"), ("a", 2, 1, "Ada Roe asked.")]
    )
    row = attributions(table).iloc[0]
    assert (row["source"], row["content"], row["first_sentence"]) == ("Ada Roe", "“Why?”", 1)


def test_a_line_that_signs_a_quotation():
    assert found("“It rains.”", "— Ada Roe, farmer") == [("Ada Roe, farmer", "—", "“It rains.”")]


def test_a_quotation_between_two_cues_goes_with_the_second():
    assert found("Ada Roe vowed, “It rains,” she said.") == [("she", "said", "“It rains,”")]


def test_a_sentence_without_end_is_cut_and_does_not_take_long():
    assert len(found("Roe said that " * 3000)) > 1


KNOWN_FRAMES = {
    *("clause", "that", "hearer", "wh", "object", "to", "someone-to", "ing", "as", "complement"),
    *("to-noun", "on-to"),
}


def test_the_word_lists_hold_what_their_heads_explain():
    for verb, frames in verb_frames().items():
        assert frames, verb
        assert all(name in KNOWN_FRAMES or name in word_classes()["I"] for name in frames), verb
    for name in (
        "attribution/cue_verbs",
        "attribution/cue_nouns",
        "attribution/cue_adjectives",
        "attribution/cue_plain_verbs",
        "voices/cue_documents",
    ):
        entries = [line.partition(":")[0] for line in word_list(name)]
        assert len(entries) == len(set(entries)), name


def test_offsets_give_back_the_words():
    text = "Rain\n\n“One, two,” said Ada Roe.\n“Three.\n“Four,” she said of the ‘plan’."
    for row in attributions(plain_sentences("a", text)).itertuples():
        for words, spans in (
            (row.source, row.source_spans),
            (row.cue, row.cue_spans),
            (row.content, row.content_spans),
        ):
            assert words.replace(" … ", " ") == " ".join(text[a:b] for a, b in spans)


def test_columns_of_an_empty_table():
    table = attributions(pd.DataFrame(columns=COLUMNS))
    assert list(table.columns) == ATTRIBUTION_COLUMNS
    assert table.empty


def test_each_article_by_itself():
    one = given_sentences([("a", 0, 0, "Rain"), ("a", 1, 1, "Ada Roe said it rained.")])
    two = given_sentences([("b", 0, 0, "Rain"), ("b", 1, 1, "“More.”")])
    both = attributions(pd.concat([one, two], ignore_index=True))
    assert both["article"].tolist() == ["a"]
    pd.testing.assert_frame_equal(both, attributions(one))


def test_curly_and_straight_quotes_and_no_break_spaces_change_nothing():
    curly = found("Ada\u00a0Roe said it’s “a\u00a0joy,” adding that it’d last.")
    straight = found("Ada Roe said it's \"a joy,\" adding that it'd last.")
    plain = str.maketrans({"’": "'", "“": '"', "”": '"', "\u00a0": " "})
    assert [tuple(part.translate(plain) for part in row) for row in curly] == straight


@settings(deadline=None)
@given(TEXTS | st.text(max_size=60))
def test_no_text_raises_and_all_offsets_hold(text):
    table = attributions(plain_sentences("a", text))
    for row in table.itertuples():
        assert row.cue_spans
        assert row.content_spans
        for words, spans in (
            (row.source, row.source_spans),
            (row.cue, row.cue_spans),
            (row.content, row.content_spans),
        ):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert re.sub(r"[\s…]", "", words) == re.sub(
                r"[\s…]", "", "".join(text[start:end] for start, end in spans)
            )


def _words(text):
    return set(re.findall(r"\w+", text.lower()))


def _finds(row, gold):
    """Tell whether a row finds a gold row: sources share a word, contents agree by half."""
    a, b = _words(row.content), _words(gold.content)
    near = (
        row.first_sentence <= int(gold.last_sentence)
        and int(gold.first_sentence) <= row.last_sentence
    )
    return near and bool(_words(row.source) & _words(gold.source)) and 2 * len(a & b) >= len(a | b)


@pytest.mark.parametrize("article", ["lords-press", "ceo-outlook"])
def test_the_two_articles(root, project, article):
    codebook = load_codebook(root / "data" / "codebook.toml")
    table = sentences(one for one in project.articles if one.id == article)
    voices = speakers(attributions(table), table, codebook.actors)
    gold = read_table(
        root / "data" / "gold" / "attributions.csv", required=("article", "speaker", "level")
    )
    gold = gold[gold["article"] == article]
    matched = {
        number: [row for row in voices.itertuples() if _finds(row, one)]
        for number, one in enumerate(gold.itertuples())
    }
    for number, one in enumerate(gold.itertuples()):
        if one.level == "core":
            assert one.speaker in [";".join(row.speaker) for row in matched[number]], one.content
            assert one.quotation in [row.quotation for row in matched[number]], one.content
    used = {row.Index for rows in matched.values() for row in rows}
    assert set(voices.index) == used  # no row that the reading by hand has not


def test_a_count_of_votes_is_no_part_of_what_was_voted_for():
    table = given_sentences(
        [("a", 1, 1, "The council voted 17 to 14 on Wednesday to close a road.")]
    )
    assert attributions(table)["content"].tolist() == ["close a road"]
