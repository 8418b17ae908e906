"""Numbers of articles and pairs: counted by hand on two short reports."""

import pandas as pd
import pytest

from crossframe.comparison import compare
from crossframe.corpus.articles import Article
from crossframe.overview import pair_counterparts, printed_pattern
from crossframe.stance.codebook import Codebook, Theme

A = (
    "Mayor opens bridge\n\n"  # a text of no known headline begins with sentence 1
    "Ada Lund said the old bridge must stay open.\n"
    "“The old bridge must stay,” Lund said.\n"
    "It rained."
)
B = "Rain in the hills\n\nThe old bridge must close, engineers warned."
ARTICLES = [
    Article("a", "Anchor", A, form="text"),
    Article("b", "Bay Times", B, form="text"),
]
BOOK = Codebook(
    "Bridge",
    (),
    (Theme("open", "Open", "The bridge should be open.", ("bridge",)),
     Theme("tax", "Tax", "There should be a tax.", ("tax",))),
    (),
)  # fmt: skip


@pytest.fixture(scope="module")
def plain():
    return compare(ARTICLES)


@pytest.fixture(scope="module")
def coded():
    return compare(ARTICLES, codebook=BOOK)


def number(tables, article, measure, item=""):
    table = tables["article_numbers"].set_index(["article", "measure", "item"])
    row = table.loc[(article, measure, item)]
    return int(row["number"]), row["sentences"], [TEXTS[article][a:b] for a, b in row["spans"]]


TEXTS = {article.id: article.text for article in ARTICLES}


def test_sentences_and_those_with_a_counterpart_add_up(plain):
    assert number(plain, "a", "sentences") == (4, (1, 2, 3, 4), [])
    linked, alone = (
        number(plain, "a", f"sentences {which} a counterpart") for which in ("with", "without")
    )
    assert linked[0] + alone[0] == 4
    assert sorted(linked[1] + alone[1]) == [1, 2, 3, 4]


def test_words_of_repeated_phrases_are_marked_once_each(plain):
    count, sentences, marked = number(plain, "a", "words in repeated phrases")
    assert (count, sentences) == (10, (2, 3))
    assert marked == ["the old bridge must stay", "The old bridge must stay"]
    assert number(plain, "a", "words")[0] == 21
    assert number(plain, "a", "repeats")[0] == 2
    assert number(plain, "b", "words in repeated phrases") == (0, (), [])


def test_shared_phrases_are_counted_in_each_article(plain):
    assert number(plain, "a", "shared phrases")[2] == [
        "the old bridge must",
        "The old bridge must",
    ]
    assert number(plain, "b", "shared phrases")[2] == ["The old bridge must"]


def test_statements_by_form_and_by_speaker(plain):
    assert number(plain, "a", "statements")[:2] == (2, (2, 3))
    assert number(plain, "a", "direct statements")[:2] == (1, (3,))
    assert number(plain, "a", "indirect statements")[:2] == (1, (2,))
    assert number(plain, "a", "speaker", "ada lund")[0] == 2
    assert number(plain, "b", "mixed statements") == (0, (), [])


def test_themes_by_stance_and_words(coded):
    count, sentences, _ = number(coded, "a", "theme", "open")
    assert (count, sentences) == (3, (1, 2, 3))
    sides = coded["article_numbers"].query("article == 'a' and item == 'open'")
    by_side = sides[sides["measure"].isin(["favor", "against", "neither", "mixed"])]
    assert by_side["number"].sum() == 3
    assert number(coded, "a", "terms", "open")[2] == ["bridge"] * 3
    assert number(coded, "a", "sentences on a theme")[0] == 3
    assert not coded["article_numbers"]["item"].eq("tax").any()
    assert not coded["article_numbers"]["measure"].eq("suggested theme").any()


def test_without_a_codebook_there_are_suggested_themes_and_none_coded(plain):
    measures = set(plain["article_numbers"]["measure"])
    assert "suggested theme" in measures
    assert not measures & {"theme", "favor", "terms", "sentences on a theme"}


def test_every_number_has_its_sentences(coded):
    table = coded["article_numbers"]
    placed = table[(table["number"] > 0) & ~table["measure"].str.startswith("removed")]
    assert (placed["sentences"].map(len) > 0).all()
    assert (table.loc[table["number"] == 0, "sentences"].map(len) == 0).all()


def test_uses_of_a_word_are_those_that_were_counted(plain):
    words = plain["distinctive_words"].set_index(["article", "word"])["count"]
    uses = plain["article_numbers"].query("measure == 'word'")
    assert len(uses)
    for row in uses.itertuples():
        assert row.number == words[row.article, row.item] == len(row.spans)


def test_counterparts_of_a_pair():
    alignment = pd.DataFrame(
        [("a", 1, "b", 2, True), ("a", 1, "b", 3, True), ("a", 2, "b", 0, False)],
        columns=["article_a", "sentence_a", "article_b", "sentence_b", "accepted"],
    )
    pairs = pd.DataFrame({"article_a": ["a", "a"], "article_b": ["b", "c"]})
    assert pair_counterparts(alignment, pairs).to_numpy().tolist() == [
        ["a", "b", 2, (1,), (2, 3)],
        ["a", "c", 0, (), ()],
    ]


def test_terms_of_a_pair_and_where_they_stand(plain):
    table = plain["pair_terms"]
    (pair,) = plain["similarity_pairs"].to_dict("records")
    assert table["share"].to_numpy() * pair["similarity"] == pytest.approx(table["contribution"])
    assert table["share"].is_monotonic_decreasing
    assert table["share"].sum() <= 1 + 1e-9
    row = table.set_index("term").loc["bridge"]
    assert row["sentences_b"] == (2,)
    assert [B[start:end] for start, end in row["spans_b"]] == ["bridge"]


def test_a_pattern_is_written_as_the_texts_print_it():
    texts = ["Limit Anland’s army now", "limit Anland’s navy now", "Limit Anland’s army now"]
    shown = printed_pattern("limit anland's {army|navy} now", texts)
    assert shown == "Limit Anland’s {army | navy} now"
    assert printed_pattern("never seen", texts) == "never seen"
