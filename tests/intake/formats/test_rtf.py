import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.rtf import read_rtf
from crossframe.intake.found import LIMITS, Limits
from samples import rtf


def test_paragraphs_without_heads_and_feet():
    assert read_rtf(rtf(["“Open,” she said.", "", "It is."]), limits=LIMITS) == [
        "“Open,” she said.",
        "It is.",
    ]


def test_letters_in_bytes_and_in_two_halves():
    data = rb"{\rtf1\ansi\ansicpg1252 caf\'e9 \u-10179?\u-8704? end\par}"
    assert read_rtf(data, limits=LIMITS) == ["café 😀 end"]


def test_the_address_of_a_link_is_no_text():
    link = r'{\field{\*\fldinst{HYPERLINK "http://sundial.test"}}{\fldrslt{the dial}}}'
    assert read_rtf(rf"{{\rtf1 See {link}.\par}}".encode(), limits=LIMITS) == ["See the dial."]


def test_pictures_are_passed_over():
    assert read_rtf(rb"{\rtf1 a{\pict\pngblip 89504e47}b\par}", limits=LIMITS) == ["ab"]


def test_limits_and_damage():
    with pytest.raises(CrossframeError, match="more than 20 characters"):
        read_rtf(rtf(["a"]), limits=Limits(page_characters=20))
    with pytest.raises(CrossframeError, match="damaged RTF"):
        read_rtf(rb"{\rtf1 \u9999999?\par}", limits=LIMITS)
