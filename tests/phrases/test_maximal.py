from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.phrases.maximal import maximal_frames, maximal_phrases
from crossframe.phrases.numbered_words import numbered_words
from crossframe.text.words import stop_words

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
    words = numbered_words(table_of([article]))
    found = maximal_phrases(words, words.within_articles(), min_words=min_words)
    listed = {
        words.text(row.at, row.words): row.count
        for row in found[found["at"] == found["first"]].itertuples(name="Place")
    }
    assert listed == brute_force(article, min_words)


@given(articles=st.lists(ARTICLE, min_size=2, max_size=3))
def test_what_other_articles_say_changes_nothing(articles):
    together = numbered_words(table_of(articles))
    found = maximal_phrases(together, together.within_articles(), min_words=3)
    firsts = found[found["at"] == found["first"]]
    listed = Counter(
        (together.text(row.at, row.words), row.count) for row in firsts.itertuples(name="Place")
    )
    alone = Counter(phrase for article in articles for phrase in brute_force(article, 3).items())
    assert listed == alone


def test_occurrences_of_a_phrase_that_overlaps_itself_all_count():
    words = numbered_words(given_sentences([("a", 1, 1, "yes yes yes yes")]))
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
    words = numbered_words(given_sentences([("a", 1, 1, "yes yes")]))
    with pytest.raises(CrossframeError, match="set min_words to 2 or more"):
        maximal_phrases(words, words.number, min_words=min_words)


# --- frames with a slot


def frames_of(article, min_words=3):
    words = numbered_words(table_of([article]))
    found = maximal_frames(words, min_words=min_words)
    listed = {}
    for _, places in found.groupby("number"):
        row = places.iloc[0]
        form = words.text(row["at"], row["words"]).split()
        frame = (tuple(form[: row["slot"]]), tuple(form[row["slot"] + 1 :]))
        listed[frame] = Counter(words.form[at + row["slot"]] for at in places["at"])
        assert row["count"] == len(places)
    return listed


def brute_force_frames(article, min_words):
    frames = defaultdict(list)
    for number, sentence in enumerate(article):
        for slot in range(1, len(sentence) - 1):
            for start in range(slot):
                for end in range(slot + 2, len(sentence) + 1):
                    frame = (tuple(sentence[start:slot]), tuple(sentence[slot + 1 : end]))
                    frames[frame].append((number, slot, sentence[slot]))
    listed = {}
    for (left, right), places in frames.items():
        fillings = Counter(word for *_, word in places)
        repeated = sum(count > 1 for count in fillings.values())
        sides = sum(not set(side) <= stop_words() for side in (left, right))
        longer = any(
            len(other_left) + len(other_right) > len(left) + len(right)
            and other_left[-len(left) :] == left
            and other_right[: len(right)] == right
            and len(other) == len(places)
            for (other_left, other_right), other in frames.items()
        )
        if (
            len(fillings) > 1
            and len(left) + len(right) >= min_words + (repeated == 0)
            and sides >= (1 if repeated > 1 else 2)
            and not longer
        ):
            listed[left, right] = fillings
    return listed


@given(article=ARTICLE, min_words=st.integers(2, 4))
def test_frames_and_fillings_equal_brute_force_frames(article, min_words):
    assert frames_of(article, min_words) == brute_force_frames(article, min_words)


@pytest.mark.parametrize(
    ("first", "second", "frame"),
    [
        # both sides hold a content word, four words around the slot
        ("cut the tax of bread", "cut the price of bread", "cut the _ of bread"),
        # three words are too few where no filling is repeated
        ("cut the tax today", "cut the price today", None),
        # the slot is one word, not two
        ("cut the tax of bread", "cut the high price of bread", None),
        # stop words only on the left
        ("to the town hall said they", "to the city hall said they", None),
        # nothing on the right: no frame, the rest is a repeated phrase
        ("please cut the old tax", "please cut the old price", None),
    ],
)
def test_what_is_a_frame(first, second, frame):
    expected = []
    if frame:
        left, right = frame.split(" _ ")
        expected = [(tuple(left.split()), tuple(right.split()))]
    assert list(frames_of([first.split(), second.split()])) == expected


def test_three_words_are_enough_where_a_filling_is_repeated():
    article = ["cut the tax today", "cut the tax today", "cut the price today"]
    assert frames_of([sentence.split() for sentence in article]) == {
        (("cut", "the"), ("today",)): {"tax": 2, "price": 1}
    }


def test_one_side_is_enough_where_two_fillings_are_repeated():
    article = ["we should cut the tax"] * 2 + ["we should double the tax"] * 2
    assert frames_of([sentence.split() for sentence in article]) == {
        (("we", "should"), ("the", "tax")): {"cut": 2, "double": 2}
    }


def test_stop_words_alone_are_no_frame():
    article = ["at the end of the"] * 2 + ["at the side of the"] * 2
    assert frames_of([sentence.split() for sentence in article]) == {}


def test_a_frame_does_not_cross_a_sentence_or_an_article():
    table = given_sentences(
        [
            ("a", 1, 1, "cut the tax"),
            ("a", 2, 1, "of old bread"),
            ("a", 3, 1, "cut the price of old bread"),
            ("b", 1, 1, "cut the cost of old bread"),
        ]
    )
    assert maximal_frames(numbered_words(table), min_words=3).empty
