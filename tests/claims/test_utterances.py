"""The same utterance in other outlets, and quotations against a primary document."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.attribution.attributions import attributions
from crossframe.claims.passages import compare_wording, editor_brackets, passages
from crossframe.claims.primary import CHECKED, check_quotations
from crossframe.claims.utterances import CARRIED, utterances
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


def say(table, rows):
    """Make an attribution table of (article, sentence, content, speaker)."""
    texts = table.set_index(["article", "sentence"])
    made = []
    for article, sentence, content, speaker in rows:
        row = texts.loc[(article, sentence)]
        place = int(row["start"]) + row["text"].index(content)
        made.append(
            {
                "article": article,
                "attribution": sum(one["article"] == article for one in made),
                "first_sentence": sentence,
                "last_sentence": sentence,
                "source": speaker,
                "cue": "said",
                "content": content,
                "content_spans": ((place, place + len(content)),),
                "quotation": "direct",
                "speaker": (speaker,) if isinstance(speaker, str) else speaker,
                "speaker_kind": "person",
            }
        )
    return pd.DataFrame(made)


def links(*pairs):
    rows = [("a", i, "b", j, True) for i, j in pairs]
    return pd.DataFrame(rows, columns=list(NO_LINKS.columns)).astype({"accepted": bool})


def how(table, said, alignment=NO_LINKS):
    found = utterances(said, alignment, table)
    return found[found["article"].eq("a")].iloc[0]


def test_quoted_in_full_with_other_marks_and_a_cue_in_between():
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


def test_trimmed_shows_what_was_cut():
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


def test_a_changed_word_is_shown_and_still_quoted_in_full():
    content = "“The old harbor is a danger to the town, and the council must close it by June,”"
    table = event(f"{content} Lund said.")
    row = how(table, say(table, [("a", 1, FULL, "lund"), ("b", 1, content, "lund")]))
    assert (row["carried"], row["changed"]) == ("quoted in full", "harbour → harbor")
    assert row["kept"] == pytest.approx(16 / 17)


def test_a_missing_function_word_is_shown_and_still_quoted_in_full():
    content = "“The old harbour is a danger to the town, the council must close it by June,”"
    table = event(f"{content} Lund said.")
    row = how(table, say(table, [("a", 1, FULL, "lund"), ("b", 1, content, "lund")]))
    assert (row["carried"], row["cut"]) == ("quoted in full", "and")


def test_the_outlets_words_in_brackets_do_not_count():
    content = "“The old harbour [at the mouth] is a danger to the town, and the council must close it by June,”"
    table = event(f"{content} Lund said.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, content, "lund")])
    assert utterances(said, NO_LINKS, table)["carried"].tolist() == ["quoted in full"] * 2


def test_paraphrased_by_shared_words_alone_or_in_counterpart_sentences():
    table = event("Lund wants the council to close the harbour.")
    said = say(
        table, [("a", 1, FULL, "lund"), ("b", 1, "the council to close the harbour", "lund")]
    )
    row = how(table, said)
    assert (row["carried"], row["shared"], row["aligned"]) == (
        "paraphrased",
        "harbour, council, close",
        False,
    )
    assert row["other_text"] == "the council to close the harbour"
    short = event("Lund wants the harbour to close for good.")
    said = say(short, [("a", 1, FULL, "lund"), ("b", 1, "the harbour to close for good", "lund")])
    assert how(short, said, links((1, 1)))["carried"] == "paraphrased"


def test_one_shared_word_is_not_enough():
    table = event("Lund praised the harbour and its many fine fishing boats.")
    said = say(
        table,
        [("a", 1, FULL, "lund"), ("b", 1, "the harbour and its many fine fishing boats", "lund")],
    )
    row = how(table, said, links((1, 1)))
    assert (row["carried"], row["other_text"], row["other_sentences"]) == ("not found", "", ())


def test_attributed_to_somebody_else_in_the_same_words():
    table = event("The harbour is “a danger to the town,” Berg said.")
    row = how(
        table, say(table, [("a", 1, FULL, "lund"), ("b", 1, "“a danger to the town,”", "berg")])
    )
    assert (row["carried"], row["other_speaker"]) == ("attributed to somebody else", ("berg",))
    assert row["cut"].startswith("The old harbour is … ")


def test_attributed_to_nobody_in_the_outlets_own_words():
    table = event("The council must close the harbour.", "Berg said nothing.")
    row = how(table, say(table, [("a", 1, FULL, "lund"), ("b", 2, "nothing", "berg")]))
    assert (row["carried"], row["other_speaker"], row["other_sentences"]) == (
        "attributed to nobody",
        (),
        (1,),
    )


def test_an_unresolved_speaker_is_nobody_and_has_no_statements_of_its_own():
    table = event(f"{FULL} it was said.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, FULL, "unresolved")])
    found = utterances(said, NO_LINKS, table)
    assert found[["article", "carried"]].to_numpy().tolist() == [["a", "attributed to nobody"]]


def test_one_of_two_speakers_is_enough():
    table = event(f"{FULL} they said.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, FULL, ("berg", "lund"))])
    assert how(table, said)["carried"] == "quoted in full"
    assert len(utterances(said, NO_LINKS, table, speaker="berg")) == 1


def test_words_common_to_the_whole_event_do_not_make_another_speakers_words_the_same():
    texts = [f"The harbour council of the town met on day {n}." for n in range(8)]
    table = event("The town council met at the harbour, Berg said.", *texts)
    said = say(
        table, [("a", 1, FULL, "lund"), ("b", 1, "The town council met at the harbour", "berg")]
    )
    assert how(table, said, links((1, 1)))["carried"] == "not found"


def test_one_row_for_each_statement_and_each_other_article():
    rows = [(article, 1, 1, f"{FULL} Lund said.") for article in ("a", "b", "c")]
    table = given_sentences(rows)
    said = say(table, [(article, 1, FULL, "lund") for article in ("a", "b", "c")])
    found = utterances(said, NO_LINKS, table)
    assert found[["article", "other"]].to_numpy().tolist() == [
        ["a", "b"], ["a", "c"], ["b", "a"], ["b", "c"], ["c", "a"], ["c", "b"],
    ]  # fmt: skip
    assert set(found["carried"]) == {"quoted in full"}
    assert utterances(said, NO_LINKS, table, speaker="nobody").empty


def test_passages_hold_every_word_once():
    table = event("Berg said that Lund wants rain.")
    said = say(
        table,
        [
            ("a", 1, FULL, "lund"),
            ("b", 1, "that Lund wants rain", "berg"),
            ("b", 1, "rain", "lund"),
        ],
    )
    found = passages(said, table)
    assert {key: one.words for key, one in found["b"].items()} == {
        0: ["that", "lund", "wants"],
        1: ["rain"],
        -2: ["berg", "said"],
    }


@pytest.mark.parametrize(
    ("words", "other", "kept", "changed"),
    [
        ("", "", (), ()),
        ("a b c", "", (), ()),
        ("a b c", "a b c", (0, 1, 2), ()),
        ("a b c", "d e f", (), ()),
        ("a", "x a y", (0,), ()),
        ("a b", "x a y", (), ()),
        ("a b c d", "x b c d", (1, 2, 3), ()),
        ("a b c d e", "a b c X e", (0, 1, 2, 4), ((3, 4, 3, 4),)),
        ("a b c d e f g h", "a b c x h", (0, 1, 2), ()),
        ("of the", "in the of", (), ()),
    ],
)
def test_wordings_compared_by_hand(words, other, kept, changed):
    found = compare_wording(words.split(), other.split())
    assert (found.kept, found.changed) == (kept, changed)


@given(
    st.lists(st.sampled_from("abcde"), max_size=20), st.lists(st.sampled_from("abcde"), max_size=20)
)
def test_kept_words_stand_in_both_in_order(words, other):
    found = compare_wording(words, other)
    assert list(found.kept) == sorted(set(found.kept))
    rest = iter(other)
    assert all(words[place] in rest for place in found.kept)
    assert compare_wording(words, words).kept == tuple(range(len(words)))


def test_brackets():
    assert editor_brackets("“They [the mayors] left [sic].”") == [(6, 18), (24, 29)]
    assert editor_brackets("no [end") == []


SPEECH = (
    "Good morning. The old harbour is a danger to the town. I have said so for ten years, and the "
    "council must close it by June. There is no time to lose, and no money either."
)


@pytest.mark.parametrize(
    ("quotation", "checked", "difference"),
    [
        ("“The old harbour is a danger to the town,”", "verbatim", ""),
        ("“THE OLD HARBOUR is a danger”", "verbatim", ""),
        ("“danger”", "verbatim", ""),
        ("“The old harbour … must close it by June,”", "verbatim", ""),
        ("“The old harbour . . . must close it”", "verbatim", ""),
        ("“[I think] the old harbour is a danger [to us],”", "verbatim", ""),
        (
            "“The harbour is a great danger to the town,”",
            "altered",
            "the [-old-] harbour is a {+great+} danger to the town",
        ),
        (
            "“The council must close it by July,”",
            "altered",
            "the council must close it by {+july+}",
        ),
        (
            "“The council must close it … the old harbour”",
            "altered",
            "the council must close it … the old harbour",
        ),
        ("“Boats are welcome in every season,”", "not found in it", ""),
        ("“welcome”", "not found in it", ""),
        ("“[I think]”", "not found in it", ""),
    ],
)
def test_quotations_checked_against_a_speech(quotation, checked, difference):
    table = given_sentences([("a", 1, 1, f"{quotation} Lund said.")])
    row = check_quotations(say(table, [("a", 1, quotation, "lund")]), table, SPEECH).iloc[0]
    assert (row["checked"], row["difference"]) == (checked, difference)
    assert row["primary"] == (
        SPEECH[row["primary_start"] : row["primary_end"]]
        if difference or checked == "verbatim"
        else ""
    )
    assert (
        table["text"][0][row["start"] - table["start"][0] : row["end"] - table["start"][0]]
        == row["quotation"]
    )


def test_only_attributed_quotations_of_the_speaker_are_checked():
    table = given_sentences([("a", 1, 1, "Lund said “no time” and Berg said “no money” to “us”.")])
    said = say(table, [("a", 1, "“no time”", "lund"), ("a", 1, "“no money”", "berg")])
    assert check_quotations(said, table, SPEECH)["quotation"].tolist() == ["no time", "no money"]
    assert check_quotations(said, table, SPEECH, speaker="berg")["speaker"].tolist() == [("berg",)]
    assert check_quotations(said.iloc[:0], table, SPEECH).empty


def test_an_empty_document_holds_nothing():
    table = given_sentences([("a", 1, 1, "Lund said “no time to lose”.")])
    row = check_quotations(say(table, [("a", 1, "“no time to lose”", "lund")]), table, "").iloc[0]
    assert (row["checked"], row["primary_start"], row["primary"]) == ("not found in it", -1, "")


def test_utterances_with_a_primary_document():
    table = event("Berg said it rains.")
    said = say(table, [("a", 1, FULL, "lund"), ("b", 1, "it rains", "berg")])
    found = utterances(said, NO_LINKS, table, primary=SPEECH)
    assert found[["article", "primary"]].to_numpy().tolist() == [["a", "altered"], ["b", ""]]
    assert "[-i have said so for ten years-]" in found["primary_difference"][0]


PIECES = st.sampled_from(
    ["Lund", "said", "that", "“", "”", '"', "'", "…", "[", "]", "rain", "é\u0301", "\u00a0"]
)
TEXT = st.lists(PIECES, min_size=1, max_size=25).map(" ".join) | st.text(min_size=1, max_size=60)


@given(st.lists(TEXT, min_size=2, max_size=5), TEXT)
def test_no_text_raises(texts, primary):
    rows = [("ab"[n % 2], n, 1, text.replace("\n", " ")) for n, text in enumerate(texts)]
    table = given_sentences(sorted(rows))
    said = speakers(attributions(table), table)
    found = utterances(said, NO_LINKS, table, primary=primary)
    assert set(found["carried"]) <= set(CARRIED)
    assert set(found["primary"]) <= {"", *CHECKED}


def test_the_founding_articles(project):
    table = sentences(project.articles)
    said = speakers(attributions(table), table, load_codebook(project.codebook).actors)
    found = utterances(said, align(table), table, speaker="kallas")
    assert set(found["carried"]) <= set(CARRIED)
    by_sentence = found.set_index(["article", "first_sentence"])
    row = by_sentence.loc[("lords-press", 8)]
    assert (row["carried"], row["other_sentences"]) == ("attributed to somebody else", (5,))
    assert "40" in row["shared"]
    assert (by_sentence.loc[("ceo-outlook", 10), "carried"] == "not found").all()
    assert not found["carried"].isin(["quoted in full", "trimmed"]).any()


def test_each_founding_article_quotes_itself_verbatim(project):
    table = sentences(project.articles)
    said = speakers(attributions(table), table)
    for article in project.articles:
        own = table[table["article"] == article.id]
        checked = check_quotations(said[said["article"] == article.id], own, article.text)
        assert len(checked) >= 2
        assert set(checked["checked"]) == {"verbatim"}
