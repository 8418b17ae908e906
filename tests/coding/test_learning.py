"""A model learned from hand-coded rows: used where the rules are wrong, not where they are right."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

from crossframe.coding.adjudication import apply_adjudication
from crossframe.coding.features import in_passages
from crossframe.coding.learning import (
    cross_validate,
    fit,
    learn,
    measured_gain,
    predicted_stances,
)
from crossframe.coding.shares import shares
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.stance.units import UNIT

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
        term="bridge",
        cue=SENTENCES["text"].str.split().str[1],
        evidence="the bridge",
    )


COLUMNS = [*UNIT, "hand", "rules", "model", "block"]
TURNED = {"favor": "against", "against": "favor"}
WRONG = machine_of(HAND["stance"].map(TURNED))
RIGHT = machine_of(HAND["stance"])
ALWAYS = machine_of("favor")
CODED = HAND[HAND["article"] <= "g"]  # one of the eight articles is not coded by hand


def test_rules_that_are_systematically_wrong_are_replaced():
    rows, comparison = brief(SENTENCES, WRONG, CODED)
    assert (comparison.rules, comparison.model, comparison.model_alpha) == (0, 1, 1)
    assert comparison.used
    assert (comparison.low, comparison.high) == (1, 1)
    assert (comparison.units, comparison.blocks) == (56, 20)
    assert str(comparison).endswith("The model is used.")
    assert "difference +1.000 (95% interval +1.000 to +1.000)" in str(comparison)
    table = apply_adjudication(WRONG, rows)
    assert table["stance"].tolist() == HAND["stance"].tolist()
    assert set(table["coded_by"]) == set(table["rule"]) == {"learned"}


def test_rules_that_are_right_are_kept():
    rows, comparison = brief(SENTENCES, RIGHT, HAND)
    assert comparison.rules == 1
    assert comparison.difference <= 0
    assert not comparison.used
    assert rows.empty
    pd.testing.assert_frame_equal(apply_adjudication(RIGHT, rows).drop(columns="coded_by"), RIGHT)
    assert str(comparison).endswith("the rules are kept.")


def test_only_what_the_model_says_differently_is_its_own():
    rows, comparison = brief(SENTENCES, ALWAYS, CODED)
    assert comparison.used
    assert set(rows["stance"]) == {"against"}
    uncoded = HAND["article"].gt("g")
    assert rows["article"].gt("g").sum() == (HAND["stance"].eq("against") & uncoded).sum()


def test_what_people_find_absent_teaches_no_stance():
    # the model says which side; it drops nothing, and an absent unit counts against both readings
    hand = CODED.assign(stance=CODED["stance"].mask(CODED["sentence"] == 7, "absent"))
    rows, comparison = brief(SENTENCES, WRONG, hand)
    assert comparison.used
    assert comparison.model < 1
    assert set(rows["stance"]) == {"favor", "against"}


@pytest.mark.parametrize("articles", [1, 2])
def test_two_articles_or_one_are_enough(articles):
    # the same 64 sentences, as if they stood in fewer articles
    joined = {row: "ab"[place * articles // 64] for place, row in enumerate(SENTENCES.index)}
    names, numbers = SENTENCES.index.map(joined), range(len(SENTENCES))
    tables = [t.assign(article=names, sentence=numbers) for t in (SENTENCES, WRONG, HAND)]
    rows, gain = brief(tables[0], tables[1], tables[2].iloc[:56])
    assert gain.used
    assert gain.alpha_low > 0
    assert rows["sentence"].tolist() == list(range(64))


def test_too_few_units_say_why_not():
    with pytest.raises(CrossframeError, match="47 units coded by hand; a model needs 50") as raised:
        brief(SENTENCES, WRONG, CODED.iloc[:47])
    assert "code 3 more" in str(raised.value)
    assert brief(SENTENCES, WRONG, CODED.iloc[:47], least=20)[1].units == 47


@pytest.mark.parametrize("shares", [(0.25, 0.25, 0.25, 0.25), (0.2, 0.5, 0.1, 0.2)])
def test_a_coding_at_random_gains_nothing_that_chance_does_not_give(shares):
    sure = 0
    values = ["favor", "against", "neither", "absent"]
    for seed in range(3):
        stances = np.random.default_rng(seed).choice(values, len(HAND), p=shares)
        gain = brief(SENTENCES, RIGHT, HAND.assign(stance=stances))[1]
        sure += gain.used and gain.alpha_low > 0
    assert sure == 0


def test_agreement_as_by_chance_is_not_enough():
    # hand and model are against in two of three units, neither minding the other; the rules never
    sides = ["against", "against", "favor"]
    rows = [("a", n, "t", sides[n % 3], "favor", sides[n // 3 % 3], n // 9) for n in range(216)]
    gain = measured_gain(pd.DataFrame(rows, columns=COLUMNS))
    # rules: favor 2 * 72 / (72 + 216), against 0; model: favor 1 of 3, against 2 of 3
    assert gain.rules == pytest.approx(1 / 4)
    assert gain.model == pytest.approx(1 / 2)
    assert gain.low > 0
    # as many units agree as by chance: 120 of 216 are equal, and alpha is a little above 0
    assert gain.model_alpha == pytest.approx(0, abs=0.01)
    assert gain.rules_alpha < 0
    assert gain.alpha_low > 0
    kept = measured_gain(pd.DataFrame(rows, columns=COLUMNS).assign(model="favor"))
    assert not kept.used
    assert "do not" not in str(kept)
    assert str(kept).endswith("the rules are kept.")


def test_what_a_model_decided_is_not_learned_from():
    rows, _ = brief(SENTENCES, WRONG, CODED)
    with pytest.raises(CrossframeError, match="decided by a model"):
        brief(SENTENCES, WRONG, pd.concat([CODED, rows]))


def test_each_block_is_predicted_from_the_others():
    # the rules err in the last block alone, in a way that no other shows: nothing to learn from
    last = SENTENCES.index > 60
    mixed = machine_of(RIGHT["stance"].where(~last, WRONG["stance"])).assign(holder=RIVERS * 8)
    validated = cross_validate(SENTENCES.assign(text="The bridge."), mixed, HAND)
    assert validated["block"].nunique() == 20
    assert validated["block"].is_monotonic_increasing
    own = validated[validated["block"] == 19]
    assert len(own) == 3
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
    assert rows.empty


def test_two_rows_of_a_unit_become_one_where_the_model_speaks():
    twice = pd.concat([WRONG, WRONG.assign(holder="roe")]).sort_values(UNIT, ignore_index=True)
    rows, comparison = brief(SENTENCES, twice, CODED)
    assert comparison.used
    assert len(rows) == 2 * 64  # both holders, each once
    table = apply_adjudication(twice, rows)
    assert len(table) == len(twice)
    assert not table.duplicated([*UNIT, "holder"]).any()


def test_rows_on_unknown_sentences_are_refused():
    with pytest.raises(CrossframeError, match="no sentence 99"):
        brief(SENTENCES, RIGHT, HAND.assign(sentence=HAND["sentence"].replace(7, 99)))


def test_a_gain_that_chance_explains_is_told():
    sides = ["against" if n % 2 else "favor" for n in range(20)]
    rows = [("a", n, "t", side, side, side, n) for n, side in enumerate(sides)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table.loc[0, "rules"] = "against"
    gain = measured_gain(table)
    assert (gain.model, gain.model_alpha) == (1, 1)
    assert gain.alpha_difference > 0
    assert gain.alpha_low <= 0
    assert gain.used
    assert "chance alone may give such a gain" in str(gain)


def test_units_coded_by_hand_are_read_by_a_model_that_did_not_see_them():
    # one code that nothing explains: learned with it, a model knows it by heart from its holder
    hand = HAND.assign(stance=HAND["stance"].mask(HAND.index == 5, "neither"))
    alone = WRONG.assign(holder=["odd" if n == 5 else "lee" for n in HAND.index])
    table = apply_adjudication(alone, brief(SENTENCES, alone, hand)[0])
    assert predicted_stances(SENTENCES, alone, hand).iloc[5] == "neither"
    tried = cross_validate(SENTENCES, alone, hand)
    assert table["stance"].tolist() == tried["model"].tolist()
    assert table["stance"][5] == HAND["stance"][5]


def test_shares_hold_although_the_machine_learned_from_the_codes():
    # nothing that is known of a unit says its stance, but each has a holder of its own: learned by heart
    misses = {"apart": 0, "by heart": 0}
    numbers = np.arange(250)
    sentences = given_sentences([("a", int(n), int(n), "The bridge.") for n in numbers])
    machine = pd.DataFrame(
        {"article": "a", "sentence": numbers, "theme": "bridge", "stance": "neither"}
    ).assign(evidence="bridge", term="bridge", holder=[f"h{n}" for n in numbers])
    for seed in range(5):
        draw = np.random.default_rng(seed)
        truth = machine.assign(stance=draw.choice(["favor", "against"], len(numbers)))
        hand = truth.iloc[np.sort(draw.permutation(numbers)[:50])].assign(weight=5.0)
        learned = fit(sentences, machine, hand, resamples=50)
        rows = in_passages(sentences, machine)
        for name, apart in {"apart": learned.apart, "by heart": {}}.items():
            model = learned._replace(apart=apart, gain=learned.gain._replace(used=True))
            coded = apply_adjudication(machine, model.decided(rows))
            found = shares(sentences, {"a": "Post"}, coded, hand).set_index("measure")
            true = truth["stance"].eq("favor").mean()
            misses[name] += not found.loc["favor", "low"] <= true <= found.loc["favor", "high"]
    assert misses["apart"] <= 1
    assert misses["by heart"] >= 3


def test_of_many_coded_articles_each_is_predicted_from_others():
    names = [f"{place // 2:02}" for place in SENTENCES.index]  # 32 articles of two sentences
    tables = [
        t.assign(article=names, sentence=SENTENCES.index % 2) for t in (SENTENCES, WRONG, HAND)
    ]
    tried = cross_validate(*tables)
    assert tried["block"].nunique() == 20
    assert tried.groupby("article")["block"].nunique().eq(1).all()


def test_rules_that_found_nothing_teach_nothing():
    with pytest.raises(CrossframeError, match="found no theme where people coded"):
        brief(SENTENCES, RIGHT.iloc[:0], HAND)
