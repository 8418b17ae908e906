"""Sentence counterparts: signals computed by hand, the shape of the table, the founding articles."""

from math import exp, log, log1p, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.evaluation.alignment import read_alignment, reference_counts
from crossframe.similarity.alignment import (
    DEFAULT_THRESHOLD,
    PAIR,
    align,
    article_stems,
    signals,
)
from crossframe.similarity.terms import background_idf

# Invented words, so that the background table gives all of them the same weight.
RAK, LOM, TIV = "rakkon", "lomdir", "tivvek"


def article(name, *texts, paragraphs=None):
    numbers = paragraphs or range(len(texts))
    return [(name, i, p, text) for i, (p, text) in enumerate(zip(numbers, texts, strict=True))]


def compare(a, b, *, paragraphs_b=None):
    first = article_stems(given_sentences(article("a", *a)))
    second = article_stems(given_sentences(article("b", *b, paragraphs=paragraphs_b)))
    return signals(first, second)


def pairs(alignment):
    """Sentence pairs with their scores, whichever article stands first."""
    return {
        frozenset(((row.article_a, row.sentence_a), (row.article_b, row.sentence_b))): row.score
        for row in alignment.itertuples()
    }


def test_rarity_is_one_for_each_word_of_these_two_sentences_only():
    rarity = compare([f"{RAK} {LOM}", "Rain."], [f"The {LOM}s, {RAK}"]).rarity
    assert rarity == pytest.approx(np.array([[2.0], [0.0]]))


def test_rarity_falls_with_the_sentences_that_hold_the_word():
    # 3 of 4 sentences hold it: ln(5 / 3) / ln(5 / 2)
    rarity = compare([RAK, f"{RAK} {TIV}"], [RAK, LOM]).rarity
    assert rarity[0, 0] == pytest.approx(log(5 / 3) / log(5 / 2))
    assert rarity[0, 1] == 0


def test_lead_counts_sentences_from_the_headline():
    lead = compare([RAK] * 4, [LOM] * 6).lead
    assert lead[0, 0] == 1
    assert lead[3, 5] == pytest.approx(exp(-1))


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("Close to 40 percent of it.", "It exceeds 40% of all.", 1),
        ("A 28-point plan.", "The plan has 28 points.", 1),
        ("About 40 boats.", "About 41 boats.", 0),
        ("Forty boats.", "40 boats.", 0),
        ("No figure.", "No figure.", 0),
        ("A budget of 1,000.50 in all.", "The 1,000.50 were spent.", 1),
    ],
)
def test_figures(a, b, shared):
    assert compare([a], [b]).figures.tolist() == [[shared]]


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        (f"“{RAK} and {LOM},” she said.", f'He called it "{LOM}" again.', 1),
        (f"“{RAK} {LOM}” it is.", f"“{RAK} {TIV}” it is.", 0.5),
        (f"“{RAK}s,” she said.", f"«{RAK}», he said.", 1),
        (f"“{RAK},” she said.", f"She said {RAK}.", 0),
        (f"She said {RAK}.", f"She said {RAK}.", 0),
        ("“The,” she said.", "“The,” she said.", 0),
    ],
)
def test_quotation_is_the_share_of_the_shorter_one(a, b, share):
    assert compare([a], [b]).quotation.tolist() == [[share]]


def test_a_quotation_goes_on_over_sentences():
    read = article_stems(
        given_sentences(article("a", f"“{RAK}.", f"{LOM}.”", TIV, paragraphs=[1, 1, 1]))
    )
    assert list(read.stems) == [RAK, LOM, TIV]
    assert read.quoted.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 0]]


def test_forms_of_a_word_are_one_stem_with_the_weight_of_the_commonest():
    read = article_stems(given_sentences([("a", 1, 1, "Limits: “no limit” on 40 ferries.")]))
    assert read.forms == [{"limit": "limits", "40": "40", "ferri": "ferries"}]
    assert read.counts.tolist() == [[2, 1, 1]]
    assert read.quoted.tolist() == [[1, 0, 0]]
    assert read.weights[0] == min(background_idf(["limits", "limit"]))


def test_context_is_the_cosine_of_a_sentence_read_with_its_neighbours():
    half = compare([RAK], [LOM, RAK], paragraphs_b=[1, 1]).context
    assert half[0, 0] == pytest.approx(0.5 / sqrt(1.25))
    assert half[0, 1] == pytest.approx(1 / sqrt(1.25))
    quarter = compare([RAK], [LOM, RAK], paragraphs_b=[1, 2]).context
    assert quarter[0, 0] == pytest.approx(0.25 / sqrt(1 + 0.25**2))


def test_hub_is_what_the_two_sentences_share_with_all_others():
    # cosines [[1, 0, h], [0, 1, h]]; each cell without itself, mean of its row times of its column
    h = sqrt(0.5)
    hub = compare([RAK, LOM], [RAK, LOM, f"{RAK} {LOM}"]).hub
    row = [[h / 2, (1 + h) / 2, 0.5], [(1 + h) / 2, h / 2, 0.5]]
    column = [[0, 1, h], [1, 0, h]]
    assert hub == pytest.approx(np.sqrt(np.multiply(row, column)))
    # sentences of the same words are one statement: there is no other
    assert compare([RAK, RAK], [RAK, RAK]).hub.tolist() == [[0, 0], [0, 0]]
    assert compare([RAK], [RAK]).hub.tolist() == [[0]]


def test_the_score_is_the_logistic_of_the_stated_sum():
    table = align(
        given_sentences(article("a", f"40 {RAK}") + article("b", f"40 {RAK}", f"{LOM} {TIV}")),
        threshold=0,
    )
    row = table.iloc[0]
    # 3 sentences, each shared word in 2 of them: rarity 2
    assert row[["rarity", "lead", "hub", "figures", "quotation"]].tolist() == [2, 1, 0, 1, 0]
    evidence = 4 * log1p(2) + 4 + 7 * row["context"] + 2 - 7
    assert row["score"] == pytest.approx(1 / (1 + exp(-evidence)))


def test_columns_and_types(harbour):
    table = align(harbour)
    assert table.columns.tolist() == [
        "article_a",
        "sentence_a",
        "article_b",
        "sentence_b",
        "score",
        "accepted",
        "best_for",
        "rarity",
        "context",
        "lead",
        "hub",
        "figures",
        "quotation",
        "shared",
    ]
    assert table["accepted"].dtype == bool
    assert table["sentence_a"].dtype == table["sentence_b"].dtype == np.int64
    order = table[["article_a", "article_b"]].drop_duplicates().to_numpy().tolist()
    assert order == [["a", "b"], ["a", "c"], ["b", "c"]]


def test_a_verbatim_quotation_is_the_best_pair_and_another_event_has_none(harbour):
    table = align(harbour)
    best = table.loc[table["score"].idxmax()]
    assert best[[*PAIR]].tolist() == ["a", 2, "b", 2]
    assert best[["best_for", "quotation", "shared"]].tolist() == ["both", 1, "danger, harbour"]
    assert not table.loc[table["article_b"] == "c", "accepted"].any()


def test_shared_words_are_those_of_the_first_sentence_the_rarest_first():
    table = align(
        given_sentences(
            article("a", f"{LOM}s {RAK}s {TIV}", LOM) + article("b", f"a {RAK} of {LOM}", "Rain.")
        ),
        threshold=0,
    )
    assert table["shared"].iloc[0] == f"{RAK}s, {LOM}s"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor’s “last word” is 5.", 'The mayor\'s "last word" is 5.'),
        ("THE OLD HARBOUR", "the old harbour"),
        ("The old\u00a0harbour", "The old harbour"),
        ("The U.S. plan", "The US plan"),
    ],
)
def test_case_quotation_marks_and_spaces_do_not_matter(a, b):
    other = article("b", "The old harbour, the mayor’s “last word,” the U.S. plan: 5", "Rain.")
    scores = [
        align(given_sentences(article("a", text) + other), threshold=0)["score"].tolist()
        for text in (a, b)
    ]
    assert scores[0] == pytest.approx(scores[1])


def test_identical_articles_find_themselves(gold_sentences):
    own = gold_sentences[gold_sentences["article"] == "lords-press"]
    table = align(pd.concat([own, own.assign(article="copy")], ignore_index=True))
    same = table[table["sentence_a"] == table["sentence_b"]]
    assert len(same) == len(own)
    assert same["accepted"].all()
    assert (same["best_for"] == "both").all()


def test_one_sentence_each():
    table = align(
        given_sentences(article("a", "Old harbour closes") + article("b", "Old harbour closes"))
    )
    assert table[["accepted", "best_for"]].to_numpy().tolist() == [[True, "both"]]
    table = align(given_sentences(article("a", "Old harbour closes") + article("b", "Rye bread")))
    assert table[["accepted", "best_for"]].to_numpy().tolist() == [[False, "both"]]


def test_a_sentence_may_have_several_counterparts():
    texts = [f"Mayor Lund closes the old harbour {word}" for word in ("today", "soon")]
    filler = ["Rain is likely in the hills.", "Bakers won a prize.", "Trains were late."]
    table = align(
        given_sentences(article("a", texts[0], *filler) + article("b", *texts, "A cat sang."))
    )
    accepted = table[table["accepted"] & (table["sentence_a"] == 0)]
    assert accepted["sentence_b"].tolist() == [0, 1]
    assert accepted["best_for"].tolist() == ["both", "b"]


def test_a_slogan_is_no_counterpart_of_all_that_repeats_it():
    """The one sentence with news in it outranks those that only repeat the slogan."""
    slogan = "The harbour must stay open"
    news = "Dredging costs 70 million crowns a year, the auditor found"
    a = article(
        "a",
        "Dockers march",
        "A band played.",
        f"{slogan}.",
        f"{slogan}, for dredging cost 70 million.",
    )
    b = article(
        "b",
        "Auditor reports",
        news,
        *(f"{slogan}, {word}." for word in ("he said", "she said", "they sang")),
    )
    table = align(given_sentences(a + b), threshold=0)
    best = table[(table["sentence_a"] == 3) & table["best_for"].isin(["a", "both"])]
    assert best["sentence_b"].tolist() == [1]


SLOGAN = "A fair town should widen bridges before tunnels"
TOLD = (
    f"{SLOGAN}, Says Orla Finch",
    f"Traders pressed on Monday with a petition: a {SLOGAN[2:].lower()}.",
    "Rain is likely in the hills.",
    f"This is why a {SLOGAN[2:].lower()}, a line now on every poster.",
    f"Drivers from two valleys backed her, arguing that a {SLOGAN[2:].lower()} because ferries fail.",
)


def test_a_slogan_is_one_statement_and_other_sentences_their_own():
    read = article_stems(given_sentences(article("a", *TOLD)))
    first, second, rain, fourth, fifth = read.statements
    assert first == second == fourth == fifth != rain
    twice = article_stems(given_sentences(article("a", *TOLD[:3])))
    assert len(set(twice.statements)) == 3  # what two sentences repeat is no slogan yet


def test_sentences_that_repeat_a_slogan_are_linked_alike():
    """All of them carry what another outlet says once, in a long sentence of other matters."""
    other = article(
        "b",
        "Finch wants wider bridges",
        "Bakers won a prize for rye bread.",
        "Orla Finch said the budget had no line for a fair town and argued that the council must "
        "pay for the roads, including wider bridges rather than new tunnels.",
        "A cat sang on the roof.",
    )
    table = align(given_sentences(article("a", *TOLD) + other))
    linked = table[table["accepted"]]
    for sentence in (0, 2):
        found = linked.loc[linked["sentence_b"] == sentence, "sentence_a"]
        assert found.tolist() == [0, 1, 3, 4]
    assert table.loc[table["sentence_a"] == 2, "accepted"].tolist() == [False]


def test_a_match_that_does_not_rest_on_the_slogan_is_not_handed_on():
    other = article(
        "b", "Rye bread wins", "The petition of Monday, pressed by traders, was counted.", "Cats."
    )
    table = align(given_sentences(article("a", *TOLD) + other), threshold=0)
    scores = table[table["sentence_b"] == 1].set_index("sentence_a")["score"]
    assert scores[1] > 0.5 > scores[[0, 3, 4]].max()


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_thresholds_out_of_range(harbour, threshold):
    with pytest.raises(CrossframeError, match="not between 0 and 1"):
        align(harbour, threshold=threshold)


@pytest.mark.parametrize("articles", [[], article("a", "Alone", "Still alone.")])
def test_nothing_to_compare(articles):
    with pytest.raises(CrossframeError, match="nothing to compare"):
        align(given_sentences(articles))


def test_sentences_without_words_have_a_rejected_candidate():
    table = align(given_sentences(article("a", "…", "The") + article("b", "?", "–", "42")))
    assert not table["accepted"].any()
    assert set(table["sentence_a"]) == {0, 1}
    assert set(table["sentence_b"]) == {0, 1, 2}


_texts = st.lists(
    st.one_of(
        st.text(max_size=12).map(lambda text: " ".join(text.split())),
        st.lists(
            st.sampled_from(["mayor", "Harbour", "“closes”", "40", "Lund", "the", "rain"]),
            max_size=6,
        ).map(" ".join),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(_texts, _texts, _texts, st.sampled_from([0.0, 0.2, DEFAULT_THRESHOLD, 1.0]))
def test_laws(a, b, c, threshold):
    table = align(given_sentences(article("a", *a) + article("b", *b)), threshold=threshold)
    assert table["score"].between(0, 1).all()
    assert (table["accepted"] == (table["score"] >= threshold)).all()
    assert not table.duplicated([*PAIR]).any()
    assert set(table["sentence_a"]) == set(range(len(a)))
    assert set(table["sentence_b"]) == set(range(len(b)))
    for side, others in (("a", len(a)), ("b", len(b))):
        best = table[table["best_for"].isin([side, "both"])]
        assert len(best) == others
        highest = table.groupby(f"sentence_{side}")["score"].max()
        assert best.set_index(f"sentence_{side}")["score"].sort_index().equals(highest)
    if threshold == 0:
        assert len(table) == len(a) * len(b)
        turned = align(given_sentences(article("b", *b) + article("a", *a)), threshold=threshold)
        assert pairs(turned) == pytest.approx(pairs(table))
    three = align(
        given_sentences(article("a", *a) + article("b", *b) + article("c", *c)), threshold=threshold
    )
    first = three[(three["article_a"] == "a") & (three["article_b"] == "b")]
    pd.testing.assert_frame_equal(first.reset_index(drop=True), table)


def test_the_founding_articles(root, gold_sentences):
    table = align(gold_sentences)
    share = table[table["shared"].str.contains("40")]
    assert share[["accepted", "best_for"]].to_numpy().tolist() == [[True, "both"]]
    texts = gold_sentences.set_index(["article", "sentence"])["text"]
    row = share.iloc[0]
    assert "close to 40 percent" in texts[row["article_a"], row["sentence_a"]]
    assert "exceeding 40%" in texts[row["article_b"], row["sentence_b"]]
    found, accepted, listed = reference_counts(
        table[table["accepted"]], read_alignment(root / "data" / "gold")
    )
    assert listed == 8
    assert found >= 5
    assert found / accepted >= 0.8
    linked = table[table["accepted"]].groupby("sentence_a")["sentence_b"].agg(set)
    slogan = {0, 1, 2, 6, 11, 12}
    assert linked[1] >= slogan  # all sentences that carry it, or none
    assert linked[7] >= {0, 2}  # the demand stands at the end of a long sentence
