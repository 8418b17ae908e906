import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.phrases.shared_copy import COLUMNS, shared_copy

WIRE = "Engineers closed the old bridge on Monday after a crack was found in one arch."  # 15 words
QUOTE = "“We will not open it before the whole arch has been built anew,” she said."


def table(**articles):
    return given_sentences(
        (name, number, number, text)
        for name, texts in articles.items()
        for number, text in enumerate(texts)
    )


def test_shared_wording_is_found_with_its_places():
    sentences = table(
        a=["Bridge shut", WIRE, "Trains go on."],
        b=["No way over the river", f"Late: {WIRE} Nobody knows for how long it will be so."],
    )
    [pair] = shared_copy(sentences).to_dict("records")
    assert pair["words_shared"] == pair["longest"] == 15
    assert pair["passages"] == 1
    assert pair["share_of_a"] == pytest.approx(15 / 18)
    assert pair["share_of_b"] == pytest.approx(15 / 25)
    assert pair["shared_copy"]
    [(start, end)] = pair["spans_b"]
    row = sentences.loc[(sentences["article"] == "b") & (sentences["sentence"] == 1)].iloc[0]
    assert row["text"][start - row["start"] : end - row["start"]] == WIRE.rstrip(".")


def test_headlines_and_quotations_are_no_copy():
    head = "The old bridge over the river stays shut for long"
    [pair] = shared_copy(table(a=[head, QUOTE, "So it is."], b=[head, QUOTE, "Why?"])).to_dict(
        "records"
    )
    assert (pair["words_shared"], pair["shared_copy"], pair["spans_a"]) == (0, False, ())


@pytest.mark.parametrize(("words", "shared"), [(7, 0), (8, 8)])
def test_a_run_is_eight_words(words, shared):
    run = " ".join(WIRE.split()[:words])
    pair = shared_copy(table(a=["A", f"{run} x."], b=["B", f"{run} y."]))
    assert pair["words_shared"].tolist() == [shared]


def test_every_pair_has_a_row_even_without_words():
    pairs = shared_copy(table(a=["Head"], b=["Head", WIRE], c=["Head", WIRE]))
    assert pairs[["article_a", "article_b", "shared_copy"]].to_numpy().tolist() == [
        ["a", "b", False],
        ["a", "c", False],
        ["b", "c", True],
    ]
    assert list(shared_copy(table(a=["Head", WIRE])).columns) == COLUMNS
    assert shared_copy(table(a=["Head", WIRE])).empty


def test_a_pair_does_not_depend_on_other_articles():
    two = shared_copy(table(a=["A", WIRE], b=["B", WIRE]))
    three = shared_copy(table(a=["A", WIRE], b=["B", WIRE], c=["C", WIRE]))
    assert three.loc[[0]].equals(two)


def test_the_founding_articles_share_no_copy(gold_sentences):
    assert not shared_copy(gold_sentences)["shared_copy"].any()
