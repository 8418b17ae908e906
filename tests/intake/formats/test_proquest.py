import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.proquest import read_proquest
from crossframe.intake.found import LIMITS, Limits
from samples import LINE, STATED

AS_EXPORTED = """Harbour stays shut

Author: Berg, Bo

Full text: It will not open.

The council says so.

Subject: Harbours; Councils

Location: Harbourton

Title: Harbour stays shut

Publication title: Evening Post

Publication date: May 4, 2021

Document URL: https://proquest.test/1

Copyright: Evening Post 2021
"""


def test_labels_before_and_after_the_text():
    file = f"{LINE}\n\n{STATED}\n{LINE}\r\n{AS_EXPORTED}\n{LINE}\n\nContact us at: the library\n"
    first, second = read_proquest(file, limits=LIMITS)
    assert (first.headline, first.author, first.outlet, first.date) == (
        "Bridge opens",
        "Lee, Ann",
        "The Sun Dial, Late Edition",
        "May 3, 2021",
    )
    assert first.text == (
        "The old bridge is open again.\n\n"
        "Location: that was all she would talk about on Monday.\n\nIt stays open."
    )
    assert (second.headline, second.author, second.outlet) == (
        "Harbour stays shut",
        "Berg, Bo",
        "Evening Post",
    )
    assert second.text == "It will not open.\n\nThe council says so."
    assert second.url == "https://proquest.test/1"


@pytest.mark.parametrize("text", ["", "Full text: Not available.", "Full text: None available"])
def test_without_full_text_there_is_a_problem(text):
    [found] = read_proquest(f"Title: Bridge opens\nAuthor: Lee\n{text}\n{LINE}\n", limits=LIMITS)
    assert found.problem == "has no full text in this export"
    assert found.headline == "Bridge opens"


def test_too_many_articles():
    with pytest.raises(CrossframeError, match="more than 1"):
        read_proquest(f"{LINE}\n".join([STATED] * 2), limits=Limits(items=1))
