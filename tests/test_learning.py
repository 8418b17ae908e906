"""A model learned from hand-coded rows: used where the rules are wrong, not where they are right."""

import math
from functools import partial

import pandas as pd
import pytest

from crossframe.agreement import UNIT
from crossframe.errors import CrossframeError
from crossframe.features import unit_features
from crossframe.learning import compare, cross_validate, learn
from crossframe.sentences import given_sentences

brief = partial(learn, resamples=200)

SENTENCES = given_sentences(
    [
        (article, n, n, f"{who} {verb} the bridge over the {river}.")
        for article, river in zip("abcd", ["Elm", "Oak", "Ash", "Fir"], strict=True)
        for n, (who, verb) in enumerate(
            [("Lee", "wants"), ("Roe", "fears"), ("Doe", "wants"), ("Poe", "fears"),
             ("Fay", "fears"), ("Gil", "wants"), ("Hal", "wants"), ("Ivy", "fears")]
        )
    ]
)  # fmt: skip
HAND = pd.DataFrame(
    [
        (row.article, row.sentence, "bridge", "favor" if "wants" in row.text else "against")
        for row in SENTENCES.itertuples()
    ],
    columns=[*UNIT, "stance"],
)


def machine_of(stances):
    return HAND.assign(
        stance=stances,
        holder="lee",
        rule="action",
        cue=SENTENCES["text"].str.split().str[1],
        evidence="",
    )


WRONG = machine_of(HAND["stance"].map({"favor": "against", "against": "favor"}))
RIGHT = machine_of(HAND["stance"])
ALWAYS = machine_of("favor")


def test_rules_that_are_systematically_wrong_are_replaced():
    table, comparison = brief(SENTENCES, WRONG, HAND)
    assert (comparison.rules, comparison.model) == (0, 1)
    assert comparison.used
    assert (comparison.low, comparison.high) == (1, 1)
    assert (comparison.units, comparison.articles) == (32, 4)
    assert table["stance"].tolist() == HAND["stance"].tolist()
    assert set(table["coded_by"]) == set(table["rule"]) == {"model"}
    assert "the model is used" in str(comparison)


def test_rules_that_are_right_are_kept():
    table, comparison = brief(SENTENCES, RIGHT, HAND)
    assert comparison.rules == 1
    assert comparison.difference <= 0
    assert not comparison.used
    pd.testing.assert_frame_equal(table.drop(columns="coded_by"), RIGHT)
    assert set(table["coded_by"]) == {"rules"}
    assert "the rules are kept" in str(comparison)


def test_only_what_the_model_says_differently_is_its_own():
    table, comparison = brief(SENTENCES, ALWAYS, HAND)
    assert comparison.used
    changed = table["coded_by"] == "model"
    assert table.loc[changed, "stance"].eq("against").all()
    assert table.loc[~changed, "stance"].eq("favor").all()
    assert set(table.loc[~changed, "rule"]) == {"action"}
    assert changed.sum() == HAND["stance"].eq("against").sum()


def test_false_hits_are_dropped():
    hand = HAND.assign(stance=HAND["stance"].replace("against", "absent"))
    table, comparison = brief(SENTENCES, ALWAYS, hand)
    assert comparison.used
    assert len(table) == hand["stance"].eq("favor").sum()
    assert set(table["stance"]) == {"favor"}


def test_units_are_predicted_from_other_articles_only():
    # the rules err in article a alone, in a way no other article shows: nothing to learn from
    stances = RIGHT["stance"].where(RIGHT["article"] != "a", WRONG["stance"])
    mixed = machine_of(stances).assign(rule="action")
    mixed.loc[mixed["article"] == "a", ["rule", "cue"]] = ["evaluation", ""]
    only_rules = SENTENCES.assign(text="The bridge.")
    validated = cross_validate(only_rules, mixed, HAND)
    own = validated[validated["article"] == "a"]
    assert (own["model"] == own["rules"]).all()
    assert (own["model"] != own["hand"]).all()


def test_what_the_rules_missed_stays_missed_and_counts():
    validated = cross_validate(SENTENCES, RIGHT.iloc[:20], HAND)
    missed = validated[validated["article"].eq("d")]
    assert set(missed["rules"]) == set(missed["model"]) == {"absent"}
    assert len(validated) == 32


def test_it_comes_out_the_same_each_time():
    one, two = (brief(SENTENCES, ALWAYS, HAND) for _ in range(2))
    pd.testing.assert_frame_equal(one[0], two[0])
    assert one[1] == two[1]


def test_one_hand_coded_value_teaches_nothing():
    table, comparison = brief(SENTENCES, WRONG, HAND.assign(stance="neither"))
    assert not comparison.used
    assert comparison.rules == comparison.model
    assert set(table["coded_by"]) == {"rules"}


def test_two_rows_of_a_unit_become_one_where_the_model_speaks():
    twice = pd.concat([WRONG, WRONG.assign(holder="roe")]).sort_values(UNIT, ignore_index=True)
    table, comparison = brief(SENTENCES, twice, HAND)
    assert comparison.used
    assert len(table) == 2 * len(HAND)  # both holders, each once
    assert not table.duplicated([*UNIT, "holder"]).any()


@pytest.mark.parametrize("articles", [[], ["a"]])
def test_fewer_than_two_articles_are_refused(articles):
    with pytest.raises(CrossframeError, match="two articles"):
        brief(SENTENCES, RIGHT, HAND[HAND["article"].isin(articles)])


def test_rows_on_unknown_sentences_are_refused():
    with pytest.raises(CrossframeError, match="no sentence 99"):
        brief(SENTENCES, RIGHT, HAND.assign(sentence=HAND["sentence"].replace(7, 99)))


def test_a_difference_that_chance_explains_is_no_gain():
    rows = [("a", n, "t", "favor" if n % 2 else "against", "favor", "favor") for n in range(20)]
    table = pd.DataFrame(rows, columns=[*UNIT, "hand", "rules", "model"])
    table.loc[0, "model"] = "against"
    comparison = compare(table)
    assert comparison.difference > 0
    assert comparison.low <= 0
    assert not comparison.used
    empty = compare(table.iloc[:0])
    assert math.isnan(empty.difference)
    assert not empty.used


def test_features_of_a_long_sentence_weigh_no_more():
    table = given_sentences([("a", 1, 1, "One two three four."), ("a", 2, 1, "Lee.")])
    rows = pd.DataFrame(
        [
            ("a", 1, "t", "outlet", "favor", "term", "one"),
            ("a", 2, "t", "lee", "favor", "term", ""),
        ],
        columns=[*UNIT, "holder", "stance", "rule", "cue"],
    )
    features = unit_features(table, rows)
    for unit, sparse in features.items():
        words = [value for name, value in sparse.items() if name.startswith("word=")]
        assert sum(value**2 for value in words) == pytest.approx(1)
        assert sparse["stance=favor"] == 1
        assert ("own voice" in sparse) == (unit[1] == 1)
    assert features["a", 1, "t"]["cue=one"] == 1
