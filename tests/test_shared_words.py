"""crossframe.shared_words: stems and how telling they are."""

import math

import pytest

from crossframe.shared_words import rarity, stems, weight
from crossframe.words import stem


def test_stems_leave_out_stop_words_numbers_and_possessives():
    assert stems("The town’s 40 boats and the boat of Spending") == {
        "town": "town",
        "boat": "boats",
        "spend": "spending",
    }
    assert stems("of the 40") == {}
    assert stem("spending") == stem("spend")


def test_rarity_by_hand():
    rare = rarity([stems("dam river"), stems("dam boat"), stems("dam")])
    assert rare == {
        "dam": pytest.approx(1 - math.log(3) / math.log(4)),
        "river": 1.0,
        "boat": 1.0,
    }
    assert weight(["dam", "boat"], rare) == pytest.approx(2 - math.log(3) / math.log(4))
    assert weight([], rare) == 0
    assert rarity([]) == {}
