from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.errors import CrossframeError
from crossframe.maximal_phrases import maximal_phrases, repeated_groups
from crossframe.numbered_words import number_words
from crossframe.sentences import given_sentences
from crossframe.words import stop_words

# "the" and "of" are stop words; few words, so that phrases repeat
SENTENCE = st.lists(st.sampled_from(["the", "of", "bread", "tax", "cut"]), max_size=8)
ARTICLE = st.lists(SENTENCE, max_size=6)


def table_of(articles):
    return given_sentences(
        (f"a{number}", place, 1, " ".join(sentence))
        for number, article in enumerate(articles)
        for place, sentence in enumerate(article)
    )


def brute_force(sentences, min_words):
    """Count every phrase of every length, then strike out those inside one as frequent."""
    counts = Counter(
        tuple(sentence[start:end])
        for sentence in sentences
        for start in range(len(sentence))
        for end in range(start + 1, len(sentence) + 1)
    )
    return {
        " ".join(phrase): count
        for phrase, count in counts.items()
        if count > 1
        and len(phrase) >= min_words
        and not set(phrase) <= stop_words()
        and not any(
            other_count == count
            and len(other) > len(phrase)
            and f" {' '.join(phrase)} " in f" {' '.join(other)} "
            for other, other_count in counts.items()
        )
    }


@given(article=ARTICLE, min_words=st.integers(2, 4))
def test_phrases_and_counts_equal_brute_force(article, min_words):
    words = number_words(table_of([article]))
    found = maximal_phrases(words, words.within_articles(), min_words=min_words)
    listed = {
        words.text(row.at, row.words): row.count
        for row in found[found["at"] == found["first"]].itertuples(name="Place")
    }
    assert listed == brute_force(article, min_words)


@given(articles=st.lists(ARTICLE, min_size=2, max_size=3))
def test_what_other_articles_say_changes_nothing(articles):
    together = number_words(table_of(articles))
    found = maximal_phrases(together, together.within_articles(), min_words=3)
    firsts = found[found["at"] == found["first"]]
    listed = Counter(
        (together.text(row.at, row.words), row.count) for row in firsts.itertuples(name="Place")
    )
    alone = Counter(phrase for article in articles for phrase in brute_force(article, 3).items())
    assert listed == alone


def test_occurrences_of_a_phrase_that_overlaps_itself_all_count():
    words = number_words(given_sentences([("a", 1, 1, "yes yes yes yes")]))
    found = maximal_phrases(words, words.number, min_words=2)
    assert found[["at", "words", "count", "first"]].to_numpy().tolist() == [
        [0, 2, 3, 0],
        [1, 2, 3, 0],
        [2, 2, 3, 0],
        [0, 3, 2, 0],
        [1, 3, 2, 0],
    ]


@pytest.mark.parametrize("min_words", [1, 0, -3])
def test_a_phrase_has_two_words_at_least(min_words):
    words = number_words(given_sentences([("a", 1, 1, "yes yes")]))
    with pytest.raises(CrossframeError, match="set min_words to 2 or more"):
        maximal_phrases(words, words.number, min_words=min_words)


def test_places_that_share_a_label():
    at, group, count = repeated_groups(np.array([3, 5, 7, 9]), np.array([1, 2, 1, 1]))
    assert at.tolist() == [3, 7, 9]
    assert len(set(group.tolist())) == 1
    assert count.tolist() == [3, 3, 3]
