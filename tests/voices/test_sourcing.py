"""Named and unnamed sources, and partial quotations."""

import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.voices.sourcing import named_sourcing, partial_quotations


def test_named_and_unnamed_sources(said):
    found = named_sourcing(said)
    assert found.to_numpy().tolist() == [
        ["a", "named", "person", 4, 2, ("Lund (3)", "Berg"), (0, 1, 2, 2)],
        ["b", "named", "person", 1, 1, ("Lund",), (2,)],
        ["b", "unnamed", "unnamed", 1, 1, ("Some officials",), (1,)],
    ]


def test_an_unknown_kind_of_speaker_is_reported(said):
    with pytest.raises(CrossframeError, match="unknown kind of speaker 'ghost'"):
        named_sourcing(said.assign(speaker_kind="ghost"))


def test_partial_quotations_of_the_invented_report(said, table):
    found = partial_quotations(said, table)
    columns = ["sentence", "quotation", "words", "attributed", "speaker", "left", "right"]
    assert found[columns].to_numpy().tolist() == [
        [2, "“no more”", 2, True, ("berg",), "Lund said that Berg had promised", "boats."],
        [3, "“experts”", 1, False, (), "The", "have left."],
    ]
    for row in found.itertuples():
        sentence = table[
            table["article"].eq(row.article) & table["sentence"].eq(row.sentence)
        ].iloc[0]
        local = slice(row.start - sentence["start"], row.end - sentence["start"])
        assert sentence["text"][local] == row.quotation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “experts” have left.", ["“experts”"]),
        ('The "experts" have left.', ['"experts"']),
        ("The ‘so-called experts’ have left.", ["‘so-called experts’"]),
        ("It is a “big lie.”", ["“big lie.”"]),
        ("The “Big Lie” theory is back.", ["“Big Lie”"]),
        ("“Rain,” she said.", []),
        ("She said: “Rain.”", []),
        ("She said, “We will see.”", []),
        ("“It rains.”", []),
        ("“It rains”", []),
        ("She said it was “one two three four five six seven eight nine” things.", []),
        ("She spoke of “…” and went.", []),
        ("The teachers’ plan isn’t new.", []),
        ("", []),
    ],
)
def test_what_is_a_partial_quotation(say, text, expected):
    table = given_sentences([("a", 1, 1, text)])
    none = say(table, []).reindex(
        columns=["article", "attribution", "content_spans", "speaker", "speaker_kind"]
    )
    assert partial_quotations(none, table)["quotation"].tolist() == expected


def test_pieces_of_a_longer_quotation_are_not_partial(say):
    table = given_sentences(
        [("a", 1, 1, "She said it was “time to go."), ("a", 2, 1, "Now,” and went.")]
    )
    none = say(table, []).reindex(
        columns=["article", "attribution", "content_spans", "speaker", "speaker_kind"]
    )
    assert partial_quotations(none, table).empty


def test_max_words_must_be_one_or_more(said, table):
    assert partial_quotations(said, table, max_words=1)["quotation"].tolist() == ["“experts”"]
    with pytest.raises(CrossframeError, match="max_words is 0"):
        partial_quotations(said, table, max_words=0)
