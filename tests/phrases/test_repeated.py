import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.phrases.repeated import (
    phrase_occurrences,
    phrase_share,
    repeated_phrases,
    shared_occurrences,
    shared_phrases,
)
from crossframe.text.words import iter_words, stop_words

SENTENCE = st.lists(st.sampled_from(["the", "of", "bread", "tax", "cut"]), max_size=8)
ARTICLE = st.lists(SENTENCE, max_size=5)


def sentences_of(*articles):
    """Make a table of articles a, b, ... given as lists of sentences, the first a headline."""
    return given_sentences(
        ("abcdef"[number], place, min(place, 1), text)
        for number, article in enumerate(articles)
        for place, text in enumerate(article)
    )


def listed(table):
    return dict(zip(table["phrase"], table["count"], strict=True))


def test_a_phrase_inside_one_as_frequent_is_not_listed():
    table = sentences_of(["Cut the bread tax", "cut the bread tax now", "Cut the bread!"])
    assert listed(repeated_phrases(table)) == {"cut the bread": 3, "cut the bread tax": 2}


def test_order_is_by_count_then_length_then_place():
    table = sentences_of(
        ["old brown dogs", "two small red cats", "old brown dogs", "two small red cats"],
        ["one big town", "one big town", "one big town", "five more large towns"],
    )
    assert repeated_phrases(table).to_numpy().tolist() == [
        ["a", "two small red cats", 4, 2],
        ["a", "old brown dogs", 3, 2],
        ["b", "one big town", 3, 3],
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Russia's new plan", "RUSSIA’S NEW PLAN"),
        ("“Russia's new” plan", "Russia's 'new plan'"),
        ("Russia's\u00a0new plan", "Russia's new\u2009plan"),
        ("Russia's new, plan", "Russia's—new (plan)"),
        ("Zo\u00eb’s new plan", "Zoe\u0308’s new plan"),
        ("STRAßE new plan", "straße new plan"),
        ("新しい new plan", "新しい new plan"),
    ],
)
def test_case_marks_and_spaces_do_not_matter(first, second):
    assert repeated_phrases(sentences_of([first, second]))["count"].tolist() == [2]


@pytest.mark.parametrize(
    "article",
    [
        [],
        [""],
        ["Word"],
        ["One two three four"],
        ["One two three", "four five six"],
        ["one two", "three", "one two", "three"],  # not over the end of a sentence
        ["all of the", "all of the"],  # stop words only
        ["bread-tax cut now", "bread tax cut now"],  # a hyphenated word is one word
    ],
)
def test_no_phrase(article):
    table = sentences_of(article)
    assert repeated_phrases(table).empty
    assert phrase_occurrences(table).empty


def test_columns_stand_in_an_empty_table_too():
    empty, full = sentences_of(), sentences_of(["cut the tax", "cut the tax"], ["cut the tax"])
    for measure in (repeated_phrases, phrase_occurrences, shared_phrases, shared_occurrences):
        assert measure(empty).empty
        assert len(measure(full))
        assert list(measure(empty).columns) == list(measure(full).columns)
    assert list(phrase_share(empty).columns) == list(phrase_share(full).columns)


def test_identical_sentences_are_one_phrase():
    assert listed(repeated_phrases(sentences_of(["cut the bread tax now"] * 5))) == {
        "cut the bread tax now": 5
    }


@given(article=ARTICLE)
def test_occurrences_lie_where_the_table_says(article):
    table = sentences_of([" — ".join(sentence).title() for sentence in article])
    phrases = repeated_phrases(table)
    places = phrase_occurrences(table)
    assert list(dict.fromkeys(places["phrase"])) == phrases["phrase"].tolist()
    assert Counter(places["phrase"]) == listed(phrases)
    texts = table.set_index("sentence")
    for row in places.itertuples():
        sentence = texts.loc[row.sentence]
        assert row.left + row.match + row.right == sentence["text"]
        assert row.start == sentence["start"] + len(row.left)
        assert row.end - row.start == len(row.match)
        assert " ".join(word.form for word in iter_words(row.match)) == row.phrase


@given(articles=st.lists(ARTICLE, min_size=1, max_size=3))
def test_share_equals_brute_force(articles):
    table = sentences_of(*([" ".join(sentence) for sentence in article] for article in articles))
    shares = phrase_share(table).set_index("article")
    for number, article in enumerate(articles):
        if not article:
            continue
        inside = 0
        counts = Counter(
            tuple(sentence[start:end])
            for sentence in article
            for start in range(len(sentence))
            for end in range(start + 3, len(sentence) + 1)
        )
        for sentence in article:
            covered = set()
            for start in range(len(sentence)):
                for end in range(start + 3, len(sentence) + 1):
                    phrase = tuple(sentence[start:end])
                    if counts[phrase] > 1 and not set(phrase) <= stop_words():
                        covered.update(range(start, end))
            inside += len(covered)
        row = shares.loc["abcdef"[number]]
        total = sum(map(len, article))
        assert (row["words"], row["words_in_phrases"]) == (total, inside)
        assert row["share"] == pytest.approx(inside / total if total else float("nan"), nan_ok=True)


def test_share_with_and_without_the_headline():
    table = sentences_of(["Cut the bread tax", "They cut the bread tax", "No, they said"])
    with_headline = phrase_share(table, min_words=4).iloc[0]
    assert with_headline.tolist() == ["a", 4, True, 12, 8, pytest.approx(8 / 12)]
    assert phrase_share(table, headline=False).iloc[0].tolist() == ["a", 3, False, 8, 0, 0.0]


def test_an_article_without_words_has_no_share():
    shares = phrase_share(sentences_of(["Cut the tax"], ["…"]), headline=False)
    assert shares["words"].tolist() == [0, 0]
    assert shares["share"].isna().tolist() == [True, True]


def brute_force_shared(articles):
    counts = {}
    for number, article in enumerate(articles):
        for sentence in article:
            for start in range(len(sentence)):
                for end in range(start + 3, len(sentence) + 1):
                    phrase = tuple(sentence[start:end])
                    counts.setdefault(phrase, Counter())["abcdef"[number]] += 1
    return {
        (" ".join(phrase), article): count
        for phrase, by_article in counts.items()
        if len(by_article) > 1
        and not set(phrase) <= stop_words()
        and not any(
            len(other) > len(phrase)
            and f" {' '.join(phrase)} " in f" {' '.join(other)} "
            and other_counts.total() == by_article.total()
            for other, other_counts in counts.items()
        )
        for article, count in by_article.items()
    }


@given(articles=st.lists(ARTICLE, min_size=1, max_size=3))
def test_shared_phrases_equal_brute_force(articles):
    table = sentences_of(*([" ".join(sentence) for sentence in article] for article in articles))
    shared = shared_phrases(table)
    found = {(row.phrase, row.article): row.count for row in shared.itertuples(name="Shared")}
    assert found == brute_force_shared(articles)
    assert not shared["in_quotation"].any()
    places = shared_occurrences(table)
    assert Counter(zip(places["phrase"], places["article"], strict=True)) == found


def test_verbatim_quotations_come_first_then_the_longest():
    table = sentences_of(
        [
            "Three very long common words here",
            "“Just peace now,” she said.",
            "An “old town wall” fell",
        ],
        [
            "Three very long common words here",
            "He wants “just peace now”.",
            "The old town wall stands",
        ],
        ["It is new"],
    )
    shared = shared_phrases(table)
    assert shared[["phrase", "article", "in_quotation", "verbatim"]].to_numpy().tolist() == [
        ["just peace now", "a", 1, True],
        ["just peace now", "b", 1, True],
        ["three very long common words here", "a", 0, False],
        ["three very long common words here", "b", 0, False],
        ["old town wall", "a", 1, False],
        ["old town wall", "b", 0, False],
    ]


def test_a_shared_phrase_that_begins_before_the_mark_is_in_quotation():
    table = sentences_of(["a “just and lasting peace”"], ["in a “just and lasting peace”"])
    shared = shared_phrases(table)
    assert shared["phrase"].unique().tolist() == ["a just and lasting peace"]
    assert shared["verbatim"].all()


def test_a_quotation_within_one_article_is_not_verbatim():
    table = sentences_of(["", "“just peace now” and “just peace now”"], ["just peace now"])
    shared = shared_phrases(table)
    assert shared["in_quotation"].tolist() == [2, 0]
    assert not shared["verbatim"].any()


def test_phrases_repeated_in_one_article_alone_are_not_shared():
    assert shared_phrases(sentences_of(["cut the tax"] * 3, ["raise the tax"])).empty


def test_three_articles_with_a_shorter_and_a_longer_common_phrase():
    table = sentences_of(["cut the bread tax"], ["cut the bread tax"], ["cut the bread"])
    shared = shared_phrases(table)
    assert shared[["phrase", "article"]].to_numpy().tolist() == [
        ["cut the bread tax", "a"],
        ["cut the bread tax", "b"],
        ["cut the bread", "a"],
        ["cut the bread", "b"],
        ["cut the bread", "c"],
    ]


def test_counts_in_the_founding_articles_are_those_of_a_plain_search(gold_sentences):
    phrases = repeated_phrases(gold_sentences)
    assert len(phrases) > 5
    for row in phrases.itertuples(name="Phrase"):
        texts = gold_sentences.loc[gold_sentences["article"] == row.article, "text"]
        pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, row.phrase.split())) + r"(?!\w)")
        found = sum(len(pattern.findall(text.lower().replace("’", "'"))) for text in texts)
        assert found == row.count


def test_shares_in_the_founding_articles(gold_sentences):
    shares = phrase_share(gold_sentences, min_words=4, headline=False).set_index("article")
    assert shares.loc["lords-press", ["words", "words_in_phrases"]].tolist() == [451, 10]
    assert shares.loc["ceo-outlook", ["words", "words_in_phrases"]].tolist() == [342, 55]


def test_shared_phrases_of_the_founding_articles(gold_sentences):
    shared = shared_phrases(gold_sentences)
    assert shared["phrase"].unique().tolist() == [
        "of frozen russian assets",
        "any peace deal",
        "reduce its military",
        "the draft plan",
    ]


def test_sums_in_different_currencies_are_different_phrases():
    table = given_sentences(
        [("a", 1, 1, "Some $5 million was lost."), ("b", 1, 1, "Some £5 million was lost.")]
    )
    assert set(shared_phrases(table)["phrase"]) == {"million was lost"}
    same = given_sentences(
        [("a", 1, 1, "Some $5 million was lost."), ("b", 1, 1, "Some $5 million was lost.")]
    )
    found = shared_phrases(same)
    assert set(found["phrase"]) == {"some $5 million was lost"}
