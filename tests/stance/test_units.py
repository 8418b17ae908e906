"""Tests of agreement between codings."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.coding.reliability import krippendorff_alpha
from crossframe.stance.units import UNIT, coding_cells, unit_stances

# The four observers of Krippendorff (2011), section C; a dot is a missing value.
FOUR = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}


def coding(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*UNIT, "stance"])


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


def test_values_of_a_unit() -> None:
    rows = coding(
        ("a", 2, "t", "neither"),
        ("a", 1, "t", "favor"),
        ("a", 1, "t", "against"),
        ("a", 1, "u", "neither"),
        ("a", 1, "u", "against"),
    )
    assert unit_stances(rows).to_dict() == {
        ("a", 1, "t"): "mixed",
        ("a", 1, "u"): "against",
        ("a", 2, "t"): "neither",
    }


def test_no_rows_at_all() -> None:
    assert unit_stances(coding()).empty
    assert coding_cells({"a": coding(), "b": coding()}).empty


def test_cells_say_absent_where_a_coder_has_no_row() -> None:
    cells = coding_cells(
        {"a": coding(("x", 1, "t", "favor")), "b": coding(("x", 2, "t", "neither"))}
    )
    assert cells.reset_index().to_numpy().tolist() == [
        ["x", 1, "t", "favor", "absent"],
        ["x", 2, "t", "absent", "neither"],
    ]
