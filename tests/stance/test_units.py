"""Tests of the one value of a unit, and of codings side by side."""

from __future__ import annotations

import pandas as pd

from crossframe.stance.units import UNIT, coding_cells, unit_stances


def coding(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*UNIT, "stance"])


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
