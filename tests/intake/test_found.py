"""A text is headed once."""

import pytest

from crossframe.intake.found import headed


@pytest.mark.parametrize(
    ("text", "headline", "expected"),
    [
        ("It is open.", "Bridge opens", "Bridge opens\n\nIt is open."),
        ("BRIDGE  OPENS\nIt is open.", "Bridge opens", "BRIDGE  OPENS\nIt is open."),
        ("\n\nThe mayor’s bridge\nIt is open.", "The mayor's bridge", None),
        ("It is open.", "", None),
        (
            "Bridge opens again\nIt is.",
            "Bridge opens",
            "Bridge opens\n\nBridge opens again\nIt is.",
        ),
        ("", "Bridge opens", "Bridge opens\n\n"),
    ],
)
def test_the_headline_is_the_first_line(text, headline, expected):
    assert headed(text, headline) == (text if expected is None else expected)
