"""The package's own error: what it says, and that it says the same in another process."""

import pickle

import pytest

from crossframe.errors import CrossframeError


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (CrossframeError("it broke"), "it broke."),
        (CrossframeError("it broke", path="a.csv"), "a.csv: it broke."),
        (CrossframeError("it broke", place="line 3"), "line 3: it broke."),
        (
            CrossframeError("it broke", path="a.csv", place="line 3", remedy="mend it"),
            "a.csv, line 3: it broke. Remedy: mend it.",
        ),
    ],
)
def test_message(error, expected):
    assert str(error) == expected
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == expected
    assert again.remedy == error.remedy
