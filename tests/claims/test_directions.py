"""Which way a figure moves, and whether it is denied."""

import pytest

from crossframe.claims.quantities import figures


def only(text):
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Output fell by 3 percent.", "down"),
        ("Output rose 3 percent.", "up"),
        ("Output rose sharply to nearly 3 percent.", "up"),
        ("They cut the price by 3 percent.", "down"),
        ("A rise of 3 percent was seen.", "up"),
        ("A fall in prices of 3 percent was seen.", "down"),
        ("A 3 percent drop was seen.", "down"),
        ("It is 3 percent lower than thought.", "down"),
        ("Prices were up 3 percent.", "up"),
        ("Sales shrank from $5 million.", "down"),
        ("The mill shed 300 jobs.", "down"),
        ("At the mill 300 jobs were added.", "up"),
        ("Some $5 million was lost.", "down"),
        ("They set up 3 camps.", ""),
        ("They closed down two of the lanes.", ""),
        ("The dam killed 12 people.", ""),
        ("Prices fell while 12 people left.", ""),
        ("Prices rose, and 12 people left.", ""),
        ("Output is 3 percent.", ""),
    ],
)
def test_which_way(text, way):
    assert only(text).direction == way


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The dam did not kill 12 people.", True),
        ("The dam didn’t kill 12 people.", True),
        ("The dam has never cost the town $5 million.", True),
        ("They denied that it killed 12 people.", True),
        ("They denied killing 12 people.", True),
        ("They failed to save 12 people.", True),
        ("At the dam 12 people were not found.", True),
        ("The rate is not 3 percent.", True),
        ("The dam killed 12 people.", False),
        ("Not more than 12 people came.", False),
        ("Not only 12 people came.", False),
        ("Lund did not say how 12 people came.", False),
        ("Lund did not stay, and 12 people came.", False),
        ("Lund did not meet the 12 people.", False),
        ("Lund did not speak in 12 towns.", False),
        ("Lund built 12 dams and did not stop.", False),
        ("In 12 towns that do not vote it rained.", False),
        ("The sum he did not name was 12 dollars.", False),
    ],
)
def test_what_is_denied(text, denied):
    assert only(text).denied == denied
