"""Tests of crossframe.similarity.vectors."""

import math
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.similarity.terms import terms
from crossframe.similarity.vectors import (
    DEFAULT,
    WEIGHTINGS,
    article_counts,
    article_vectors,
    sentence_vectors,
    term_counts,
    term_weights,
    weigh,
)

TABLE = given_sentences(
    [
        ("a", 0, 0, "Army meets navy"),
        ("b", 0, 0, "Army"),
        ("a", 1, 1, "The army, the army."),
        ("b", 1, 1, "It is."),
    ]
)


def dense(result):
    vectors, vocabulary = result
    return vectors.toarray(), vocabulary


def test_counts_of_sentences_and_articles():
    counts, vocabulary = term_counts(TABLE, weighting=WEIGHTINGS["words"])
    assert vocabulary == ["army", "meets", "navy"]
    assert counts.toarray().tolist() == [[1, 1, 1], [1, 0, 0], [2, 0, 0], [0, 0, 0]]
    assert article_counts(counts, TABLE).toarray().tolist() == [[3, 1, 1], [1, 0, 0]]


def test_article_vector_by_hand(tmp_path):
    background = tmp_path / "background.csv"
    background.write_text("term,events\n,9\narmy,4\n")
    weighting = replace(WEIGHTINGS["words"], background=background)
    known, unknown = math.log(10 / 5) + 1, math.log(10) + 1
    expected = np.array([(1 + math.log(3)) * known, unknown, unknown])
    vectors, _ = dense(article_vectors(TABLE, weighting=weighting))
    assert vectors[0] == pytest.approx(expected / np.linalg.norm(expected))
    assert vectors[1] == pytest.approx([1, 0, 0])


def test_raw_counts_by_hand():
    vectors, vocabulary = dense(article_vectors(TABLE, weighting=WEIGHTINGS["counts"]))
    assert vocabulary == ["army", "is", "it", "meets", "navy", "the"]
    assert vectors[0] == pytest.approx(np.array([3, 0, 0, 1, 1, 2]) / math.sqrt(15))


@pytest.mark.parametrize("weighting", WEIGHTINGS.values(), ids=str)
def test_vectors_have_length_one_or_nought(weighting):
    vectors, _ = dense(sentence_vectors(TABLE, weighting=weighting))
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[:3] == pytest.approx(1)
    assert lengths[3] == pytest.approx(1 if weighting.function_words else 0)


def test_idf_of_two_articles_is_degenerate(gold_sentences):
    """A term in both articles weighs 1, a term in one weighs ln(3/2) + 1; there is nothing else."""
    for name, values in (("pair_idf", 2), ("sentence_idf", 6), ("default", 20)):
        counts, vocabulary = term_counts(gold_sentences, weighting=WEIGHTINGS[name])
        weights = term_weights(counts, gold_sentences, vocabulary, weighting=WEIGHTINGS[name])
        assert (
            (len(np.unique(weights)) == 2) if values == 2 else (len(np.unique(weights)) >= values)
        )
        if name == "pair_idf":
            assert np.unique(weights) == pytest.approx([1, math.log(1.5) + 1])


def test_case_and_quotation_marks_do_not_matter():
    table = given_sentences(
        [("a", 0, 0, "Norway’s “old army”"), ("b", 0, 0, 'NORWAY\'S "OLD ARMY"')]
    )
    vectors, _ = dense(sentence_vectors(table))
    assert vectors[0] == pytest.approx(vectors[1])


def test_rows_of_a_subset_with_any_labels():
    subset = TABLE[TABLE["article"] == "b"]
    vectors, vocabulary = dense(article_vectors(subset))
    assert (vectors.tolist(), vocabulary) == ([[1.0]], ["army"])


@pytest.mark.parametrize("texts", [[], [""], ["It is.", "the"]])
def test_no_term_at_all(texts):
    table = given_sentences([("a", number, number, text) for number, text in enumerate(texts)])
    with pytest.raises(CrossframeError, match="no sentence holds a word"):
        sentence_vectors(table, weighting=DEFAULT)


def test_counts_and_lengths_are_those_of_scikit_learn(gold_sentences):
    analyzer = partial(terms, word_pairs=True, function_words=False)
    vectorizer = CountVectorizer(analyzer=analyzer)
    expected = vectorizer.fit_transform(gold_sentences["text"])
    counts, vocabulary = term_counts(gold_sentences, weighting=DEFAULT)
    assert vocabulary == vectorizer.get_feature_names_out().tolist()
    assert (counts.toarray() == expected.toarray()).all()
    weighed = weigh(counts, np.ones(len(vocabulary)), weighting=WEIGHTINGS["counts"])
    assert weighed.toarray() == pytest.approx(normalize(expected).toarray())
