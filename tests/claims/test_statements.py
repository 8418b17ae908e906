"""What other outlets make of a statement."""

import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.attribution.attributions import attributions
from crossframe.claims.statements import CARRIED, statements
from crossframe.corpus.sentences import given_sentences, sentences
from crossframe.similarity.alignment import align
from crossframe.stance.codebook import load_codebook
from crossframe.voices.speakers import speakers

FULL = "“The old harbour is a danger to the town, and the council must close it by June,”"
NO_LINKS = pd.DataFrame(
    {"article_a": [], "sentence_a": [], "article_b": [], "sentence_b": [], "accepted": []}
).astype({"accepted": bool})


def event(*carried):
    """Make two articles: the first quotes Lund in full, the second is given as sentences."""
    rows = [("a", 1, 1, f"{FULL} Ada Lund said."), ("a", 2, 2, "Rain fell on the hills.")]
    return given_sentences([*rows, *(("b", n, 1, text) for n, text in enumerate(carried, start=1))])


def links(*pairs):
    rows = [("a", i, "b", j, True) for i, j in pairs]
    return pd.DataFrame(rows, columns=list(NO_LINKS.columns)).astype({"accepted": bool})


def how(table, said, alignment=NO_LINKS):
    found = statements(said, alignment, table)
    return found[found["article"].eq("a")].iloc[0]


def test_quoted_in_full_with_other_marks_and_a_cue_in_between(say):
    first, second = (
        "“The old harbour is a danger to the town,",
        "and the council must close it by June.”",
    )
    table = event(f"{first}” Lund said, “{second}")
    row = how(
        table,
        say(
            table,
            [("a", 1, FULL, "lund"), ("b", 1, f"{first}”", "lund"), ("b", 1, f"“{second}", "lund")],
        ),
    )
    assert (row["carried"], row["kept"], row["cut"]) == ("quoted in full", 1.0, "")
    assert row["other_sentences"] == (1,)
    assert len(row["other_spans"]) == 2


def test_trimmed_shows_what_was_cut(say):
    table = event("Lund called the harbour “a danger to the town” on Monday.")
    row = how(
        table,
        say(
            table, [("a", 1, FULL, "lund"), ("b", 1, "the harbour “a danger to the town”", "lund")]
        ),
    )
    assert row["carried"] == "trimmed"
    assert row["kept"] == pytest.approx(5 / 17)
    assert row["cut"] == "The old harbour is … and the council must close it by June"
    text = table["text"].iloc[0]
    assert [text[start:end] for start, end in row["cut_spans"]] == row["cut"].split(" … ")


def test_a_changed_word_is_shown_and_still_quoted_in_full(say):
    content = "“The old harbor is a danger to the town, and the council must close it by June,”"
    table = event(f"{content} Lund said.")
    row = how(table, say(table, [("a", 1, FULL, "lund"), ("b", 1, content, "lund")]))
    assert (row["carried"], row["changed"]) == ("quoted in full", ("harbour → harbor",))
    assert row["kept"] == pytest.approx(16 / 17)


def test_a_missing_function_word_is_shown_and_still_quoted_in_full(say):
    content = "“The old harbour is a danger to the town, the council must close it by June,”"
    table = event(f"{content} Lund said.")
    row = how(table, say(table, [("a", 1, FULL, "lund"), ("b", 1, content, "lund")]))
    assert (row["carried"], row["cut"]) == ("quoted in full", "and")


def test_the_outlets_words_in_brackets_do_not_count(say):
    content = "“The old harbour [at the mouth] is a danger to the town, and the council must close it by June,”"
    table = event(f"{content} Lund said.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, content, "lund")])
    assert statements(said, NO_LINKS, table)["carried"].tolist() == ["quoted in full"] * 2


def test_paraphrased_by_shared_words_alone_or_in_counterpart_sentences(say):
    table = event("Lund wants the council to close the harbour.")
    said = say(
        table, [("a", 1, FULL, "lund"), ("b", 1, "the council to close the harbour", "lund")]
    )
    row = how(table, said)
    assert (row["carried"], row["shared"], row["aligned"]) == (
        "paraphrased",
        ("harbour", "council", "close"),
        False,
    )
    assert row["other_text"] == "the council to close the harbour"
    short = event("Lund wants the harbour to close for good.")
    said = say(short, [("a", 1, FULL, "lund"), ("b", 1, "the harbour to close for good", "lund")])
    assert how(short, said, links((1, 1)))["carried"] == "paraphrased"


def test_one_shared_word_is_not_enough(say):
    table = event("Lund praised the harbour and its many fine fishing boats.")
    said = say(
        table,
        [("a", 1, FULL, "lund"), ("b", 1, "the harbour and its many fine fishing boats", "lund")],
    )
    row = how(table, said, links((1, 1)))
    assert (row["carried"], row["other_text"], row["other_sentences"]) == ("not found", "", ())


def test_attributed_to_somebody_else_in_the_same_words(say):
    table = event("The harbour is “a danger to the town,” Berg said.")
    row = how(
        table, say(table, [("a", 1, FULL, "lund"), ("b", 1, "“a danger to the town,”", "berg")])
    )
    assert (row["carried"], row["other_speaker"]) == ("attributed to somebody else", ("berg",))
    assert row["cut"].startswith("The old harbour is … ")


def test_attributed_to_nobody_in_the_outlets_own_words(say):
    table = event("The council must close the harbour.", "Berg said nothing.")
    row = how(table, say(table, [("a", 1, FULL, "lund"), ("b", 2, "nothing", "berg")]))
    assert (row["carried"], row["other_speaker"], row["other_sentences"]) == (
        "attributed to nobody",
        (),
        (1,),
    )


def test_an_unresolved_speaker_is_nobody_and_has_no_statements_of_its_own(say):
    table = event(f"{FULL} it was said.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, FULL, "unresolved")])
    found = statements(said, NO_LINKS, table)
    assert found[["article", "carried"]].to_numpy().tolist() == [["a", "attributed to nobody"]]


def test_one_of_two_speakers_is_enough(say):
    table = event(f"{FULL} they said.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, FULL, ("berg", "lund"))])
    assert how(table, said)["carried"] == "quoted in full"
    assert len(statements(said, NO_LINKS, table, speaker="berg")) == 1


def test_words_common_to_the_whole_event_do_not_make_another_speakers_words_the_same(say):
    texts = [f"The harbour council of the town met on day {n}." for n in range(8)]
    table = event("The town council met at the harbour, Berg said.", *texts)
    said = say(
        table, [("a", 1, FULL, "lund"), ("b", 1, "The town council met at the harbour", "berg")]
    )
    assert how(table, said, links((1, 1)))["carried"] == "not found"


def test_one_row_for_each_statement_and_each_other_article(say):
    rows = [(article, 1, 1, f"{FULL} Lund said.") for article in ("a", "b", "c")]
    table = given_sentences(rows)
    said = say(table, [(article, 1, FULL, "lund") for article in ("a", "b", "c")])
    found = statements(said, NO_LINKS, table)
    assert found[["article", "other"]].to_numpy().tolist() == [
        ["a", "b"], ["a", "c"], ["b", "a"], ["b", "c"], ["c", "a"], ["c", "b"],
    ]  # fmt: skip
    assert set(found["carried"]) == {"quoted in full"}
    assert statements(said, NO_LINKS, table, speaker="nobody").empty


CLOSING = [
    ("a", 0, 0, "Harbour must close, says Lund"),
    ("a", 1, 1, "“The harbour is a danger,” she said on Monday."),
    ("a", 2, 1, "Lund added that it “must close” soon."),
    ("b", 0, 0, "Dockers protest"),
    ("b", 1, 1, "Lund called the harbour a danger."),
]
CLOSING_SAID = [
    ("a", 0, "Harbour must close", "lund"),
    ("a", 1, "“The harbour is a danger,”", "lund"),
    ("a", 2, "that it “must close” soon", "lund"),
    ("b", 0, "protest", "dockers"),
    ("b", 1, "the harbour a danger", "lund"),
]


@pytest.fixture
def hers(say):
    """Lund's statements of an invented event, with counterparts and stances."""
    table = given_sentences(CLOSING)
    stance = pd.DataFrame(
        [
            ("a", 1, "closing", "lund", "favor"),
            ("a", 1, "closing", "outlet", "neither"),
            ("b", 1, "closing", "x", "favor"),
        ],
        columns=["article", "sentence", "theme", "holder", "stance"],
    )
    said = say(table, CLOSING_SAID)
    return statements(said, links((1, 1), (0, 0)), table, stance=stance, speaker="lund")


def test_every_statement_of_the_speaker_is_listed_in_order(hers):
    assert hers[["article", "statement", "attribution", "first_sentence"]].to_numpy().tolist() == [
        ["a", 1, 0, 0],
        ["a", 2, 1, 1],
        ["a", 3, 2, 2],
        ["b", 1, 1, 1],
    ]


def test_words_are_counted_by_hand(hers):
    assert hers["words"].tolist() == [3, 5, 5, 4]
    assert hers["quoted_words"].tolist() == [0, 5, 2, 0]


def test_what_becomes_of_each_in_the_other_article(hers):
    assert hers["counterparts"].tolist() == [(0,), (1,), (), (1,)]
    assert hers["carried"].tolist() == ["not found", "paraphrased", "not found", "paraphrased"]


def test_only_the_speakers_own_stance_is_shown(hers):
    assert hers["themes"].tolist() == [(), ("closing: favor",), (), ()]


def test_the_words_around_the_content(hers):
    assert hers["around"].tolist() == [
        "… , says Lund",
        "… she said on Monday.",
        "Lund added … .",
        "Lund called … .",
    ]


def test_a_speaker_without_statements_gives_an_empty_table(say):
    table = given_sentences(CLOSING)
    found = statements(say(table, CLOSING_SAID), links(), table, speaker="nobody")
    assert found.empty
    assert "carried" in found.columns


def test_quoted_words_count_where_the_quotation_opens_sentences_earlier(say):
    table = given_sentences(
        [("a", 1, 1, "“We know it."), ("a", 2, 1, "It holds,” Lund said."), ("b", 1, 1, "Rain.")]
    )
    found = statements(say(table, [("a", 2, "It holds,”", "lund")]), links(), table)
    assert found[["words", "quoted_words"]].to_numpy().tolist() == [[2, 2]]


PIECES = st.sampled_from(
    ["Lund", "said", "that", "“", "”", '"', "'", "…", "[", "]", "rain", "é\u0301", "\u00a0"]
)
TEXT = st.lists(PIECES, min_size=1, max_size=25).map(" ".join) | st.text(min_size=1, max_size=60)


@given(st.lists(TEXT, min_size=2, max_size=5))
def test_no_text_raises(texts):
    rows = [("ab"[n % 2], n, 1, text.replace("\n", " ")) for n, text in enumerate(texts)]
    table = given_sentences(sorted(rows))
    said = speakers(attributions(table), table)
    assert set(statements(said, NO_LINKS, table)["carried"]) <= set(CARRIED)


@given(st.lists(TEXT, min_size=2, max_size=6))
def test_the_passages_that_are_looked_at_are_all_that_count(texts):
    """Compared with every passage, as it stands in the definition, the table is the same."""
    rows = [("ab"[n % 2], n, 1, text.replace("\n", " ")) for n, text in enumerate(texts)]
    table = given_sentences(sorted(rows))
    said = speakers(attributions(table), table)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            sys.modules[statements.__module__], "candidates", lambda own, passages, index: passages
        )
        slow = statements(said, NO_LINKS, table)
    pd.testing.assert_frame_equal(statements(said, NO_LINKS, table), slow)


def test_the_founding_articles(project):
    table = sentences(project.articles)
    said = speakers(attributions(table), table, load_codebook(project.codebook).actors)
    found = statements(said, align(table), table, speaker="kallas")
    assert set(found["carried"]) <= set(CARRIED)
    by_sentence = found.set_index(["article", "first_sentence"])
    row = by_sentence.loc[("lords-press", 8)]
    assert (row["carried"], row["other_sentences"]) == ("attributed to somebody else", (5,))
    assert "40" in row["shared"]
    assert (by_sentence.loc[("ceo-outlook", 10), "carried"] == "not found").all()
    assert not found["carried"].isin(["quoted in full", "trimmed"]).any()
