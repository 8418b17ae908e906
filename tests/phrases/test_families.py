from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.phrases.families import family_occurrences, phrase_families
from crossframe.phrases.repeated import repeated_phrases
from crossframe.text.words import iter_words

SENTENCE = st.lists(st.sampled_from(["the", "bread", "tax", "cut", "price"]), max_size=9)
ARTICLE = st.lists(SENTENCE, max_size=6)


def sentences_of(*articles):
    return given_sentences(
        ("abcdef"[number], place, min(place, 1), text)
        for number, article in enumerate(articles)
        for place, text in enumerate(article)
    )


def rows(table, *columns):
    return table[list(columns)].to_numpy().tolist()


def matches(pattern, sentence):
    """Count places of a pattern in a list of words from the left, none overlapping another."""
    parts = [part.strip("{}").split("|") for part in pattern.split()]
    found, at = 0, 0
    while at + len(parts) <= len(sentence):
        if all(word in part for word, part in zip(sentence[at:], parts, strict=False)):
            found += 1
            at += len(parts)
        else:
            at += 1
    return found


def test_variants_parts_and_contexts_of_a_slogan_are_one_family():
    table = sentences_of(
        [
            "New Law Must Protect the City’s Parks Rather Than Roads",
            "They say that the new law must protect the city’s rivers rather than roads—a surprise.",
            "Again: the new law must protect the city's parks rather than roads, because it can.",
            "It is argued that the new law must protect the city’s rivers rather than roads.",
            "“The new law must protect the city’s parks rather than roads”, a phrase of the day.",
        ]
    )
    families = phrase_families(table)
    assert rows(families, "family", "words", "count", "variants", "fillings") == [
        [1, 10, 5, 2, "parks 3, rivers 2"]
    ]
    assert families["pattern"][0] == (
        "new law must protect the city's {parks|rivers} rather than roads"
    )
    assert families["phrases"][0] == len(repeated_phrases(table)) > 3
    places = family_occurrences(table)
    assert places["sentence"].tolist() == [0, 1, 2, 3, 4]
    assert places["filling"].tolist() == ["parks", "rivers", "parks", "rivers", "parks"]
    assert places["left"].tolist()[1:3] == ["They say that the ", "Again: the "]


def test_every_filling_may_occur_once():
    table = sentences_of(
        ["cut the tax of bread", "cut the price of bread", "cut the cost of bread"]
    )
    assert rows(phrase_families(table), "pattern", "count", "variants", "phrases") == [
        ["cut the {tax|price|cost} of bread", 3, 3, 0]
    ]


def test_a_shortened_slogan_joins_the_family_and_does_not_raise_its_count():
    table = sentences_of(["cut the bread tax today"] * 4 + ["the bread tax falls"])
    assert rows(phrase_families(table), "pattern", "count", "phrases") == [
        ["cut the bread tax today", 4, 2]
    ]


def test_of_two_phrases_that_repeat_as_much_the_more_frequent_founds_the_family():
    # three content words four times after the first, four content words three times
    table = sentences_of(["cut the bread tax today"] * 4 + ["cut the bread tax tomorrow"])
    assert rows(phrase_families(table), "pattern", "count") == [["cut the bread tax", 5]]


def test_a_long_phrase_with_a_short_frequent_one_inside_is_a_family_of_its_own():
    long = "small bakers of the bread tax office fear large empty shops"
    table = sentences_of([long, long, *["bread tax office opens", "old bread tax office"] * 5])
    families = phrase_families(table)
    assert families["pattern"].tolist() == ["bread tax office", long]
    assert families["count"].tolist() == [12, 2]


def test_phrases_that_share_stop_words_are_not_merged():
    table = sentences_of(
        ["the end of the war"] * 2 + ["the side of the road"] * 2 + ["the top of the town"] * 2
    )
    assert rows(phrase_families(table), "pattern", "count") == [
        ["the end of the war", 2],
        ["the side of the road", 2],
        ["the top of the town", 2],
    ]


def test_a_chain_of_overlaps_does_not_tie_unlike_phrases_together():
    table = sentences_of(
        [
            "red cats chase small mice",
            "red cats chase small mice eat old cheese",
            "small mice eat old cheese",
            "old cheese feeds poor farmers",
            "small mice eat old cheese feeds poor farmers",
        ]
    )
    families = phrase_families(table).set_index("pattern")["count"].to_dict()
    assert families == {
        "small mice eat old cheese": 3,
        "red cats chase small mice": 2,
        "old cheese feeds poor farmers": 2,
    }


def test_overlapping_places_are_one_place():
    table = sentences_of(["cut tax cut tax cut tax cut tax cut tax"])
    assert repeated_phrases(table)["count"].max() == 4
    families = phrase_families(table)
    assert rows(families, "pattern", "count") == [["cut tax cut tax", 2]]


def test_a_phrase_at_one_place_only_is_no_family():
    table = sentences_of(["yes yes yes cut cut cut cut"])
    assert len(repeated_phrases(table)) == 1
    assert phrase_families(table).empty


def test_articles_are_measured_alone_and_numbered_anew():
    one = ["cut the bread tax", "cut the bread tax", "two old men", "two old men"]
    both = phrase_families(sentences_of(one, one, ["cut the bread tax"]))
    assert rows(both, "article", "family", "count") == [
        ["a", 1, 2],
        ["a", 2, 2],
        ["b", 1, 2],
        ["b", 2, 2],
    ]


@pytest.mark.parametrize(
    "article", [[], [""], ["Word"], ["One two three four"], ["all of the"] * 3]
)
def test_no_family(article):
    table = sentences_of(article)
    full = sentences_of(["cut the tax", "cut the tax"])
    for measure in (phrase_families, family_occurrences):
        assert measure(table).empty
        assert list(measure(table).columns) == list(measure(full).columns)


def test_min_words_is_checked():
    with pytest.raises(CrossframeError, match="2 or more"):
        phrase_families(sentences_of(["a b"]), min_words=1)


def test_case_and_quotes_do_not_matter():
    table = sentences_of(["RUSSIA’S NEW PLAN", "“russia's ‘new’ plan”"])
    assert rows(phrase_families(table), "pattern", "count") == [["russia's new plan", 2]]


@given(article=ARTICLE)
def test_counts_are_those_of_a_search_for_the_pattern(article):
    table = sentences_of([" ".join(sentence) for sentence in article])
    families = phrase_families(table)
    places = family_occurrences(table)
    assert Counter(places["family"]) == dict(
        zip(families["family"], families["count"], strict=True)
    )
    for row in families.itertuples(name="Family"):
        assert row.count == sum(matches(row.pattern, sentence) for sentence in article)
        assert row.count >= 2
        assert row.words == len(row.pattern.split())


@given(article=ARTICLE)
def test_each_repeated_phrase_is_in_one_family_unless_it_overlaps_itself(article):
    table = sentences_of([" ".join(sentence) for sentence in article])
    phrases = repeated_phrases(table)["phrase"]
    apart = sum(sum(matches(phrase, sentence) for sentence in article) > 1 for phrase in phrases)
    assert apart <= phrase_families(table)["phrases"].sum() <= len(phrases)


@given(article=ARTICLE)
def test_places_lie_where_the_table_says(article):
    table = sentences_of(["—".join(sentence).title() for sentence in article])
    texts = table.set_index("sentence")
    for row in family_occurrences(table).itertuples():
        sentence = texts.loc[row.sentence]
        assert row.left + row.match + row.right == sentence["text"]
        assert (row.start, row.end) == (
            sentence["start"] + len(row.left),
            sentence["start"] + len(row.left) + len(row.match),
        )
        assert matches(row.pattern, [word.form for word in iter_words(row.match)]) == 1
        assert row.filling == "" or row.filling in row.pattern


def test_the_slogan_of_a_founding_article_is_one_row_of_six(gold_sentences):
    families = phrase_families(gold_sentences)
    own = families[families["article"] == "ceo-outlook"]
    assert rows(own, "pattern", "words", "count", "fillings", "phrases") == [
        [
            "peace deal should limit russia's {army|military} rather than ukraine's",
            9,
            6,
            "army 4, military 2",
            9,
        ]
    ]
    places = family_occurrences(gold_sentences)
    places = places[places["article"] == "ceo-outlook"]
    assert places["sentence"].tolist() == [0, 1, 2, 6, 11, 12]
    assert places["match"].iloc[0] == "Peace Deal Should Limit Russia’s Army Rather Than Ukraine’s"


def test_nothing_is_lost_in_the_founding_articles(gold_sentences):
    held = phrase_families(gold_sentences).groupby("article")["phrases"].sum()
    assert held.to_dict() == repeated_phrases(gold_sentences).groupby("article").size().to_dict()
