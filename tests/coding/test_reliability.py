"""Agreement tables, their intervals and confusions."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.coding.reliability import (
    ALL_THEMES,
    COLUMNS,
    agreement,
    alpha_interval,
    alphas,
    coincidences,
    compared_cells,
    confusion,
    krippendorff_alpha,
)
from crossframe.errors import CrossframeError
from crossframe.stance.units import UNIT, coding_cells

# The four observers of Krippendorff (2011), section C; a dot is a missing value.
FOUR = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}

VALUES = ["favor", "against", "neither", "absent"]


def cells_of(**coders):
    """Lay values side by side, two themes in turn, two units a sentence."""
    (length,) = {len(values) for values in coders.values()}
    units = [("a", place // 2, ["tax", "ban"][place % 2]) for place in range(length)]
    return pd.DataFrame(coders, index=pd.MultiIndex.from_tuples(units, names=UNIT), dtype=object)


def coding(*rows):
    return pd.DataFrame(rows, columns=[*UNIT, "stance"])


CODERS = cells_of(
    ann=["favor", "against", "favor", "absent", "neither", "absent", "against", "favor"],
    bo=["favor", "against", "against", "absent", "neither", "absent", "against", "neither"],
)


def test_shares_and_alpha_by_hand():
    table = agreement(CODERS).set_index("theme")
    assert table.index.tolist() == [ALL_THEMES, "tax", "ban"]
    # tax: 4 units, 3 equal; ban: 4 units, 2 absent for both and left out, 1 of 2 equal
    assert table["units"].tolist() == [6, 4, 2]
    assert table["absent"].tolist() == [2, 0, 2]
    assert table["sentences"].tolist() == [4, 4, 2]
    assert table["agreement"].tolist() == pytest.approx([4 / 6, 3 / 4, 1 / 2])
    # tax: values favor 3, against 3, neither 2; observed disagreement 2 of 8, expected
    # (64 - 9 - 9 - 4) / 56 = 42/56: alpha = 1 - (1/4) / (3/4)
    assert table.loc["tax", "alpha"] == pytest.approx(2 / 3)
    # ban: against 2, favor 1, neither 1; observed 2 of 4, expected (16 - 6) / 12
    assert table.loc["ban", "alpha"] == pytest.approx(1 - (2 / 4) / (10 / 12))
    # dealt at random, tax differs in 42/56 of 4 units, ban in 10/12 of 2
    assert table.loc[["tax", "ban"], "by_chance"].tolist() == pytest.approx([3, 20 / 12])
    assert set(table["level"]) == {"too few"}
    assert list(agreement(CODERS).columns) == COLUMNS


@pytest.mark.parametrize(
    ("length", "differing", "level"),
    # dealt at random, a value meets one of length others among 2 length - 1
    [
        (12, 0, "too few"),
        (28, 0, "too few"),
        (30, 0, "reliable"),
        (60, 1, "reliable"),
        (60, 3, "tentative"),
        (60, 12, "open"),
        (60, 26, "unreliable"),
    ],
)
def test_a_level_is_what_the_whole_interval_bears_out(length, differing, level):
    ann = (["favor", "favor", "against", "against"] * length)[:length]
    turn = {"favor": "against", "against": "favor"}
    bo = [*map(turn.get, ann[:differing]), *ann[differing:]]
    overall = agreement(cells_of(ann=ann, bo=bo)).iloc[0]
    assert overall["level"] == level
    assert overall["by_chance"] == pytest.approx(length * length / (2 * length - 1), rel=0.02)
    holds = {
        "reliable": overall["low"] >= 0.8,
        "tentative": 0.667 <= overall["low"] < 0.8,
        "open": overall["low"] < 0.667 <= overall["high"],
        "unreliable": overall["high"] < 0.667,
        "too few": True,
    }
    assert holds[level]


def test_rare_values_need_more_units():
    rare = ["against"] * 3 + ["favor"] * 27
    assert agreement(cells_of(ann=rare, bo=rare)).iloc[0]["level"] == "too few"
    assert agreement(cells_of(ann=rare * 3, bo=rare * 3)).iloc[0]["level"] == "reliable"


@pytest.mark.parametrize("seed", range(5))
def test_coders_at_random_are_never_called_reliable(seed):
    generator = np.random.default_rng(seed)
    for units in (4, 20, 60):
        cells = cells_of(
            ann=generator.choice(VALUES, units).tolist(),
            bo=generator.choice(VALUES, units).tolist(),
        )
        assert not set(agreement(cells, resamples=200)["level"]) & {"reliable", "tentative"}


def test_a_theme_with_one_value_has_too_few():
    sides = ["favor", "against"] * 30
    # nothing can differ by chance in it
    assert agreement(cells_of(ann=sides, bo=sides))["level"].tolist() == [
        "reliable", "too few", "too few",
    ]  # fmt: skip


def test_perfect_agreement_has_an_interval_of_one():
    table = agreement(cells_of(ann=["favor", "against"] * 4, bo=["favor", "against"] * 4))
    overall = table.iloc[0]
    assert (overall["alpha"], overall["low"], overall["high"]) == (1, 1, 1)
    assert overall["level"] == "too few"
    assert table["agreement"].tolist() == [1, 1, 1]


def test_one_sentence_and_no_unit_have_no_interval():
    one = agreement(cells_of(ann=["favor", "against"], bo=["favor", "favor"]))
    assert one["low"].isna().all()
    none = agreement(cells_of(ann=["absent", None], bo=["absent", "favor"]))
    assert none["units"].tolist() == [0, 0, 0]
    assert none["absent"].tolist() == [1, 1, 0]
    assert none["alpha"].isna().all()
    assert none["agreement"].isna().all()


def test_three_coders_and_the_machine():
    cells = CODERS.assign(cy=CODERS["ann"], machine=CODERS["bo"])
    table = agreement(cells, machine="machine", resamples=50)
    assert list(table["coders"].unique()) == [
        "ann, bo, cy",
        "ann, bo",
        "ann, cy",
        "bo, cy",
        "machine, ann",
        "machine, bo",
        "machine, cy",
    ]
    alpha = table[table["theme"] == ALL_THEMES].set_index("coders")["alpha"]
    assert alpha["ann, cy"] == alpha["machine, bo"] == 1
    assert alpha["ann, bo"] == pytest.approx(alpha["machine, cy"])
    assert alpha["ann, bo"] < alpha["ann, bo, cy"] < 1


def test_one_coder_alone_is_refused():
    with pytest.raises(CrossframeError, match="two codings"):
        agreement(CODERS[["ann"]])
    assert len(agreement(CODERS[["ann", "bo"]], machine="bo")) == 3


def test_the_interval_is_the_same_each_time_and_holds_alpha():
    ann = ["favor", "against", "neither", "favor"] * 20
    bo = [*ann[:60], *("against" for _ in ann[60:])]
    cells = cells_of(ann=ann, bo=bo)
    table = agreement(cells)
    pd.testing.assert_frame_equal(table, agreement(cells))
    overall = table.iloc[0]
    assert overall["low"] < overall["alpha"] < overall["high"]
    other = agreement(cells, seed=1).iloc[0]
    assert other["alpha"] == overall["alpha"]
    assert other["low"] == pytest.approx(overall["low"], abs=0.05)
    assert other[["low", "high"]].tolist() != overall[["low", "high"]].tolist()


def test_units_of_a_sentence_are_drawn_together():
    # two sentences, one all equal, one all different: a draw holds each 0, 1 or 2 times
    cells = cells_of(ann=["favor", "against"] * 2, bo=["favor", "against", "against", "favor"])
    matrices = coincidences(cells)
    assert matrices.sum(axis=(1, 2)).tolist() == [4, 4]
    low, high = alpha_interval(matrices, generator=np.random.default_rng(0))
    assert (low, high) == (alphas(2 * matrices[1:])[0], 1)


def textbook_alpha(rows):
    """Krippendorff's alpha pair by pair: observed over expected share of pairs that differ."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    pairs = [(one, other) for i, one in enumerate(values) for other in values[i + 1 :]]
    expected = sum(one != other for one, other in pairs) / len(pairs) if pairs else 0
    if not expected:
        return math.nan
    observed = sum(
        sum(one != other for one in unit for other in unit) / (len(unit) - 1) for unit in units
    )
    return 1 - observed / len(values) / expected


@given(
    st.lists(st.tuples(*[st.sampled_from([*VALUES, None])] * 3), min_size=1, max_size=12),
)
def test_alpha_is_what_the_textbook_says(rows):
    ann, bo, cy = zip(*rows, strict=True)
    found = krippendorff_alpha(cells_of(ann=list(ann), bo=list(bo), cy=list(cy)))
    assert found == pytest.approx(textbook_alpha(rows), nan_ok=True)


def test_a_verdict_does_not_depend_on_the_coders_names():
    ann = ["favor", "against", "neither", "favor"] * 20
    bo = [*ann[:66], *("against" for _ in ann[66:])]
    numbers = ["alpha", "low", "high", "level"]
    tables = [
        agreement(cells_of(**{first: ann, second: bo}))[numbers]
        for first, second in (("ann", "bo"), ("zoe", "bo"), ("bo", "ann"), ("sheet-2", "x"))
    ]
    turned = agreement(cells_of(bo=bo, ann=ann))[numbers]
    for other in (*tables[1:], turned):
        pd.testing.assert_frame_equal(tables[0], other)


def test_a_sample_says_nothing_of_units_it_does_not_hold():
    codings = {
        "ann": coding(("a", 1, "tax", "favor"), ("a", 2, "tax", "absent")),
        "bo": coding(("a", 1, "tax", "favor"), ("a", 3, "tax", "favor")),
        "machine": coding(("a", 3, "tax", "against"), ("a", 4, "tax", "favor")),
    }
    cells = compared_cells(codings, ["ann", "bo"])
    assert [unit[1] for unit in cells.index] == [1, 2, 3]
    assert cells.fillna("-").to_numpy().tolist() == [
        ["favor", "favor", "absent"],
        ["absent", "-", "absent"],
        ["-", "favor", "against"],
    ]
    pd.testing.assert_frame_equal(compared_cells(codings, []), coding_cells(codings))


def test_confusions_add_up():
    table = confusion(CODERS)
    assert table["units"].sum() == len(CODERS)
    counts = table.set_index(["value_a", "value_b"])["units"]
    assert counts["favor", "against"] == 1
    assert counts["absent", "absent"] == 2
    assert ("against", "favor") not in counts
    assert confusion(CODERS.assign(cy=None)).groupby(["coder_a", "coder_b"]).ngroups == 1


def test_published_example_with_missing_values() -> None:
    table = pd.DataFrame(
        {name: [None if v == "." else v for v in row.split()] for name, row in FOUR.items()}
    )
    assert krippendorff_alpha(table) == pytest.approx(0.743, abs=0.0005)


def test_published_binary_example() -> None:
    table = pd.DataFrame({"Meg": list("0100000010"), "Owen": list("1110010000")})
    assert krippendorff_alpha(table) == pytest.approx(0.095, abs=0.0005)


def test_perfect_agreement() -> None:
    assert krippendorff_alpha(pd.DataFrame({"a": list("xyx"), "b": list("xyx")})) == 1.0


def test_full_disagreement_is_below_zero() -> None:
    # two units, each with the two values: observed 1, expected 2/3 (4 values, 2 of each)
    table = pd.DataFrame({"a": list("xy"), "b": list("yx")})
    assert krippendorff_alpha(table) == pytest.approx(1 - 1 / (2 / 3))


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"a": [], "b": []}),
        pd.DataFrame({"a": ["x", "x"], "b": ["x", "x"]}),
        pd.DataFrame({"a": ["x", None], "b": [None, "y"]}),
    ],
)
def test_undefined(table: pd.DataFrame) -> None:
    assert math.isnan(krippendorff_alpha(table))


def test_a_unit_with_one_value_changes_nothing() -> None:
    table = pd.DataFrame({"a": ["x", "y", "x"], "b": ["x", "y", "y"]})
    longer = pd.concat([table, pd.DataFrame({"a": ["y"], "b": [None]})])
    assert krippendorff_alpha(longer) == krippendorff_alpha(table)


@given(st.lists(st.tuples(*[st.sampled_from("xyz")] * 3), min_size=2, max_size=12))
def test_order_of_units_and_coders_does_not_matter(rows: list[tuple[str, ...]]) -> None:
    table = pd.DataFrame(rows, columns=list("abc"))
    turned = table.iloc[::-1, ::-1]
    one, other = krippendorff_alpha(table), krippendorff_alpha(turned)
    assert one == pytest.approx(other) or (math.isnan(one) and math.isnan(other))
    assert math.isnan(one) or one <= 1
