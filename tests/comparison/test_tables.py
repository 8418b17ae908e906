"""Of many articles, those that may be on one event are compared sentence by sentence."""

from itertools import combinations

import pandas as pd
import pytest

import crossframe as cf
from crossframe.claims.conflicts import conflicts
from crossframe.claims.statements import statements
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError
from crossframe.overview import pair_terms
from crossframe.similarity.alignment import align
from crossframe.similarity.cosine import similarity_pairs
from crossframe.similarity.percentiles import similarity_percentiles
from crossframe.stance.codebook import Codebook, Theme
from crossframe.stance.units import UNIT
from invented import invented


@pytest.fixture(scope="module")
def many():
    """24 articles on eight events."""
    articles = [
        Article(
            row["id"],
            row["outlet"],
            f"{row['text']}\n\nRepairs in {row['title'].split(':')[0]} cost {n} million crowns.",
            date=row["date"],
            form="text",
        )
        for n, row in enumerate(invented(8), start=20)
    ]
    return cf.compare(articles, title="Eight events")


@pytest.fixture(scope="module")
def compared(many):
    pairs = many["similarity_pairs"].dropna(subset="low")
    return set(zip(pairs["article_a"], pairs["article_b"], strict=True))


def kept(table, pairs, first="article_a", second="article_b"):
    inside = [
        bool({(a, b), (b, a)} & pairs) for a, b in zip(table[first], table[second], strict=True)
    ]
    assert sum(inside) < len(inside)
    return table[inside].reset_index(drop=True)


def test_a_coding_that_is_given_stands_in_place_of_the_rules():
    texts = [("a", "Keep the bridge, Roe said."), ("b", "The town will keep its bridge.")]
    articles = [Article(one, one, text, form="text") for one, text in texts]
    book = Codebook("Bridge", (), (Theme("keep", "Keep", "It should be kept.", ("keep",)),), ())
    rules = cf.compare(articles, codebook=book)["stance"]
    assert set(rules["article"]) == {"a", "b"}
    given = rules.iloc[:1].assign(stance="against", coded_by="learned")
    own = cf.compare(articles, codebook=book, coding=given)
    assert own["stance"][[*UNIT, "stance", "coded_by"]].values.tolist() == [
        ["a", 1, "keep", "against", "learned"]
    ]
    assert "a model learned from people's codes" in str(own.coding)


def test_articles_of_one_event_are_compared_and_not_all_with_all(many, compared):
    group = many["event_groups"].set_index("article")["group"]
    assert compared >= {
        pair for pair in combinations(group.index, 2) if group[pair[0]] == group[pair[1]]
    }
    assert len(compared) < 24 * 23 / 2
    listed = many["pair_counterparts"][["article_a", "article_b"]].itertuples(
        index=False, name=None
    )
    assert set(listed) == compared


def test_pairs_that_were_not_compared_show_no_empty_evidence(many):
    a, b = many["similarity_pairs"].query("low.isna()").iloc[0][["article_a", "article_b"]]
    for show in (many.plot, many.explain):
        with pytest.raises(CrossframeError, match="were not compared sentence by sentence"):
            show("alignment", a, b)
    with pytest.raises(CrossframeError, match="were not compared"):
        many.explain("statements", b, a)
    assert "term" in many.explain("similarity", a, b)


def test_the_page_says_where_no_counterparts_were_looked_for(many):
    said = "in the others no counterparts were looked for"
    assert said in many.reader().html
    assert said not in cf.compare(many.articles[:3]).reader().html


def test_what_is_found_is_what_all_against_all_finds(many, compared):
    """The yardstick: every pair compared, then those kept that the tables speak of."""
    texts, said = many["sentences"], many["attributions"]
    every = align(texts)
    assert (
        many["similarity_pairs"]
        .iloc[:, :3]
        .equals(similarity_pairs(texts, resamples=1).iloc[:, :3])
    )
    assert many["alignment"].equals(kept(every, compared))
    found = kept(statements(said, every, texts), compared, "article", "other")
    pd.testing.assert_frame_equal(many["statements"], found)
    assert {"quoted in full", "not found"} <= set(found["carried"])
    figures = kept(conflicts(texts, attributions=said), compared)
    pd.testing.assert_frame_equal(many["conflicts"], figures)
    placed = kept(similarity_percentiles(texts), compared)
    pd.testing.assert_frame_equal(many["similarity_percentiles"], placed)
    terms = kept(pair_terms(texts, many["similarity_pairs"]), compared)
    pd.testing.assert_frame_equal(many["pair_terms"], terms)
