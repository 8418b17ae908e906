"""crossframe.number_words: what numbers in words and digits come to."""

import pytest

from crossframe.number_words import denominator, number, order_of_magnitude


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
        ("three dozen", 36),
        ("half a dozen", 6),
        ("a half-dozen", 6),
        ("half-million", 500_000),
        ("two and a half million", 2_500_000),
        ("hundred thousand", 100_000),
    ],
)
def test_numbers_are_multiplied_out(words, value):
    assert number(words) == value


def test_plurals_of_scale_and_parts():
    assert order_of_magnitude("hundreds of thousands") == 100_000
    assert order_of_magnitude("scores") == 20
    assert [denominator(part) for part in ("half", "halves", "third", "quarters")] == [2, 2, 3, 4]
