"""A model learned from hand-coded rows: used where the rules are wrong, not where they are right."""

import math
from functools import partial

import numpy as np
import pandas as pd
import pytest

from crossframe.coding.adjudication import apply_adjudication
from crossframe.coding.learning import compare, cross_validate, learn, model_sheet, unit_features
from crossframe.coding.sheets import read_codesheet, write_codesheet
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, Theme
from crossframe.stance.units import UNIT, unit_stances

brief = partial(learn, resamples=200)

RIVERS = ["Elm", "Oak", "Ash", "Fir", "Yew", "Box", "Bay", "Fig"]
SENTENCES = given_sentences(
    [
        (article, n, n, f"{who} {verb} the bridge over the {river}.")
        for article, river in zip("abcdefgh", RIVERS, strict=True)
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
        evidence="the bridge",
    )


TURNED = {"favor": "against", "against": "favor"}
WRONG = machine_of(HAND["stance"].map(TURNED))
RIGHT = machine_of(HAND["stance"])
ALWAYS = machine_of("favor")
CODED = HAND[HAND["article"] <= "f"]  # two of the eight articles are not coded by hand


def test_rules_that_are_systematically_wrong_are_replaced():
    rows, comparison = brief(SENTENCES, WRONG, CODED)
    assert (comparison.rules, comparison.model, comparison.alpha) == (0, 1, 1)
    assert comparison.used
    assert (comparison.low, comparison.high) == (1, 1)
    assert (comparison.units, comparison.articles) == (48, 6)
    assert str(comparison).endswith("The model is used.")
    # what was coded by hand needs no model
    assert set(rows["article"]) == {"g", "h"}
    table = apply_adjudication(WRONG, rows)
    uncoded = table["article"] > "f"
    assert table.loc[uncoded, "stance"].tolist() == HAND.loc[uncoded, "stance"].tolist()
    assert set(table.loc[uncoded, "coded_by"]) == set(table.loc[uncoded, "rule"]) == {"learned"}
    pd.testing.assert_frame_equal(table[~uncoded].drop(columns="coded_by"), WRONG[~uncoded])
    assert set(table.loc[~uncoded, "coded_by"]) == {"rules"}


def test_rules_that_are_right_are_kept():
    rows, comparison = brief(SENTENCES, RIGHT, HAND)
    assert comparison.rules == 1
    assert comparison.difference <= 0
    assert not comparison.used
    assert rows.empty
    pd.testing.assert_frame_equal(apply_adjudication(RIGHT, rows).drop(columns="coded_by"), RIGHT)
    assert str(comparison).endswith("not better beyond chance: the rules are kept.")


def test_only_what_the_model_says_differently_is_its_own():
    rows, comparison = brief(SENTENCES, ALWAYS, CODED)
    assert comparison.used
    assert set(rows["stance"]) == {"against"}
    assert len(rows) == (HAND["stance"].eq("against") & HAND["article"].gt("f")).sum()


def test_false_hits_are_dropped():
    hand = CODED.assign(stance=CODED["stance"].replace("against", "absent"))
    rows, comparison = brief(SENTENCES, ALWAYS, hand)
    assert comparison.used
    assert set(rows["stance"]) == {"absent"}
    assert set(rows["holder"]) == {""}
    table = apply_adjudication(ALWAYS, rows)
    assert len(table) == len(ALWAYS) - len(rows)


@pytest.mark.parametrize("articles", [2, 5])
def test_few_articles_allow_no_verdict(articles):
    hand = HAND[HAND["article"].isin(list("abcde")[:articles])]
    rows, comparison = brief(SENTENCES, WRONG, hand)
    assert (comparison.rules, comparison.model) == (0, 1)
    assert not comparison.used
    assert rows.empty
    assert "No verdict under 6 articles" in str(comparison)


@pytest.mark.parametrize("shares", [(0.25, 0.25, 0.25, 0.25), (0.2, 0.5, 0.1, 0.2)])
@pytest.mark.parametrize("articles", [2, 8])
def test_a_coding_at_random_is_not_learned(shares, articles):
    # of 100 random codings of the reports on three real events 0 to 2 were accepted
    accepted = 0
    values = ["favor", "against", "neither", "absent"]
    coded = HAND[HAND["article"].isin(list("abcdefgh")[:articles])]
    for seed in range(3):
        stances = np.random.default_rng(seed).choice(values, len(coded), p=shares)
        accepted += brief(SENTENCES, RIGHT, coded.assign(stance=stances))[1].used
    assert accepted == 0


def test_a_coding_that_only_errs_at_random_is_not_learned():
    accepted = 0
    for seed in range(3):
        generator = np.random.default_rng(seed)
        turned = HAND["stance"].map(TURNED).where(generator.random(len(HAND)) < 0.2, HAND["stance"])
        accepted += brief(SENTENCES, RIGHT, HAND.assign(stance=turned))[1].used
    assert accepted == 0


def test_agreement_as_by_chance_is_not_enough():
    # hand and model are against in two of three units, neither minding the other; the rules never
    sides = ["against", "against", "favor"]
    rows = [
        ("abcdef"[n // 9 % 6], n, "t", sides[n % 3], "favor", sides[n // 3 % 3]) for n in range(216)
    ]
    comparison = compare(pd.DataFrame(rows, columns=[*UNIT, "hand", "rules", "model"]))
    # rules: favor 2 * 1 / (3 + 1), against 0; model: favor 1 of 3, against 2 of 3
    assert comparison.rules == pytest.approx(1 / 4)
    assert comparison.model == pytest.approx(1 / 2)
    assert comparison.low > 0
    assert comparison.alpha == pytest.approx(0, abs=0.01)
    assert comparison.alpha_low < 0 < comparison.alpha_high
    assert not comparison.used
    assert "as by chance" in str(comparison)


def test_the_sheet_of_a_model_comes_back_as_the_model_s(tmp_path):
    rows, _ = brief(SENTENCES, WRONG, CODED)
    book = Codebook("Bridge", (), (Theme("bridge", "B", "Build the bridge.", ("bridge",)),), ())
    sheet = model_sheet(SENTENCES, book, WRONG, rows)
    assert len(sheet) == 16
    assert set(sheet["note"]) == {"rules: favor", "rules: against"}
    path = tmp_path / "model.csv"
    write_codesheet(sheet, path)
    back = read_codesheet(path, book, SENTENCES)
    assert set(back["coded_by"]) == {"learned"}
    assert unit_stances(apply_adjudication(WRONG, back)).equals(
        unit_stances(apply_adjudication(WRONG, rows))
    )
    with pytest.raises(CrossframeError, match="decided by a model"):
        brief(SENTENCES, WRONG, pd.concat([CODED, back]))
    # whoever corrects a row empties its mark
    path.unlink()
    write_codesheet(sheet.assign(coded_by=["", *["learned"] * 15]), path)
    corrected = apply_adjudication(WRONG, read_codesheet(path, book, SENTENCES))
    assert corrected["coded_by"].value_counts().to_dict() == {
        "rules": 48, "learned": 15, "adjudicated": 1,
    }  # fmt: skip
    path.unlink()
    write_codesheet(sheet.assign(coded_by="me"), path)
    with pytest.raises(CrossframeError, match="unknown coded_by"):
        read_codesheet(path)


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
    validated = cross_validate(SENTENCES, RIGHT.iloc[:50], HAND)
    missed = validated[validated["article"].eq("h")]
    assert set(missed["rules"]) == set(missed["model"]) == {"absent"}
    assert len(validated) == 64


def test_it_comes_out_the_same_each_time():
    one, two = (brief(SENTENCES, ALWAYS, HAND) for _ in range(2))
    pd.testing.assert_frame_equal(one[0], two[0])
    assert one[1] == two[1]


def test_one_hand_coded_value_teaches_nothing():
    rows, comparison = brief(SENTENCES, WRONG, HAND.assign(stance="neither"))
    assert not comparison.used
    assert comparison.rules == comparison.model
    assert rows.empty


def test_two_rows_of_a_unit_become_one_where_the_model_speaks():
    twice = pd.concat([WRONG, WRONG.assign(holder="roe")]).sort_values(UNIT, ignore_index=True)
    rows, comparison = brief(SENTENCES, twice, CODED)
    assert comparison.used
    assert len(rows) == 2 * 16  # both holders, each once
    table = apply_adjudication(twice, rows)
    assert len(table) == len(twice)
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
    assert "1 article," in str(comparison)
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
