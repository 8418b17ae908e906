"""crossframe.text.numbers: what numbers and units in words come to."""

import pytest

from crossframe.text.numbers import (
    denominator,
    in_base_unit,
    number,
    order_of_magnitude,
    precision,
    unit_at,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("1,000.5", 1000.5),
        (".5", 0.5),
        ("twenty-seven", 27),
        ("a hundred", 100),
        ("two hundred and fifty thousand", 250_000),
        ("one million two hundred thousand", 1_200_000),
        ("1.1 million", 1_100_000),  # 1.1 * 10**6 in floats is 1100000.0000000002
        ("$1.3-billion", 1_300_000_000),
        ("20k", 20_000),
        ("£3bn", 3_000_000_000),
        ("three dozen", 36),
        ("half a dozen", 6),
        ("a half-dozen", 6),
        ("half-million", 500_000),
        ("two and a half million", 2_500_000),
        ("hundred thousand", 100_000),
        ("816 000", 816_000),
        ("13 009 million", 13_009_000_000),
        ("1½", 1.5),
        ("3 1/2", 3.5),
        ("¾ million", 750_000),
        ("two and three quarters", 2.75),
        ("a quarter of a million", 250_000),
        ("$1mm", 1_000_000),
        ("5 crore", 50_000_000),
    ],
)
def test_numbers_are_multiplied_out(words, value):
    assert number(words) == value


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("40", 1),
        ("39.8", 0.1),
        ("1.2 million", 100_000),
        ("13 009 million", 1_000_000),
        ("two hundred and fifty thousand", 1000),
        ("three hundred thousand", 100_000),
        ("1½", 0.1),
        ("3 1/2 million", 100_000),
        ("forty", 1),
    ],
)
def test_what_the_last_written_place_counts(words, step):
    assert precision(words) == pytest.approx(step)


def test_units_are_converted_from_where_their_zero_lies():
    assert in_base_unit(68, "degree fahrenheit") == (pytest.approx(20), "degree celsius")
    assert in_base_unit(2, "day") == in_base_unit(48, "hour")


def test_plurals_of_scale_and_parts():
    assert order_of_magnitude("hundreds of thousands") == 100_000
    assert [order_of_magnitude(word) for word in ("scores", "dozens")] == [20, 12]
    assert [denominator(part) for part in ("half", "halves", "third", "quarters")] == [2, 2, 3, 4]


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
