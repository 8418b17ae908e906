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


@pytest.mark.parametrize(
    "paragraph",
    [
        "Location: that was all she would say.",
        "Title: “I do not have one.”",
        "People: Everyone in town came.",
        "Subject: closed, said the mayor!",
        "Location: The old harbour, she said.",
    ],
)
@pytest.mark.parametrize("after", ["", "It stays open.\n\n", "One.\n\nTwo.\n\n"])
def test_a_paragraph_that_begins_like_a_field_is_text_to_the_end(paragraph, after):
    text = f"It will not open.\n\n{paragraph}\n\n{after}"
    part = AS_EXPORTED.replace("It will not open.\n\nThe council says so.\n\n", text)
    [found] = read_proquest(part, limits=LIMITS)
    assert found.text == text.strip()
    assert found.outlet == "Evening Post"


@pytest.mark.parametrize(
    "field",
    [
        "Publisher: The Harbour News Company of London Ltd.",
        "Copyright: Copyright (c) 2021 Evening Post. All rights reserved.",
        "Credit: By Ann Lee Jr.",
        "Location: Harbourton; U.S.",
        "Company / organization: Name: Harbour Co.; Name: Post Inc.",
    ],
)
def test_a_field_that_ends_with_a_full_stop_is_none_of_the_text(field):
    label = field.partition(":")[0]
    others = [line for line in AS_EXPORTED.split("\n") if not line.startswith(f"{label}:")]
    part = "\n".join(others).replace("The council says so.", f"The council says so.\n\n{field}")
    [found] = read_proquest(part, limits=LIMITS)
    assert found.text == "It will not open.\n\nThe council says so."
