"""crossframe.units: units of measure and their conversion."""

import pytest

from crossframe.units import in_base_unit, unit_at


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("%", "percent"),
        (" percent", "percent"),
        (" per cent of", "percent"),
        (" percentage points", "percentage point"),
        ("-mile march", "mile"),
        (" square miles", "square mile"),
        (" miles an hour", "mile per hour"),
        (" dollars", "USD"),
        (" months", "month"),
        (" monthly", None),
        (" bridges", None),
        ("", None),
        (", months", None),
    ],
)
def test_units_are_read_where_they_stand(text, unit):
    found = unit_at(text, 0)
    assert (found and found[0]) == unit


def test_units_of_one_kind_convert_into_each_other():
    assert in_base_unit(3.0, "mile") == (pytest.approx(4828.032), "metre")
    assert in_base_unit(2.0, "week") == in_base_unit(14.0, "day")
    assert in_base_unit(1.0, "year") == in_base_unit(12.0, "month")
    assert in_base_unit(50.0, "basis point") == in_base_unit(0.5, "percentage point")
    assert in_base_unit(1.0, "USD")[1] != in_base_unit(1.0, "EUR")[1]
    assert in_base_unit(1.0, "troops") is None
