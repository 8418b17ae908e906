"""Text fit to be printed."""

import pytest

from crossframe.text.printable import one_line, shown, well_formed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge\n  opens\x1b[2J ", "Bridge opens[2J"),
        ("\u00a0Bridge\u2028opens\t", "Bridge opens"),
        ("a\u200b\u202eb\x00c", "abc"),
        ("Élise “Roe” 😀", "Élise “Roe” 😀"),
        (" \n", ""),
    ],
)
def test_a_line_holds_no_control_characters(text, expected):
    assert one_line(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a\nb.txt", r"a\nb.txt"),
        ("\x1b[31m.txt", r"\x1b[31m.txt"),
        ("caf\udce9.txt", r"caf\udce9.txt"),
        ("année 1.txt", "année 1.txt"),
    ],
)
def test_what_cannot_be_printed_of_a_name_is_written_out(name, expected):
    assert shown(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\ud800b", "a\ufffdb"), ("\udfff\ud83d", "\ufffd\ufffd"), ("😀", "😀"), ("", "")],
)
def test_halves_of_surrogate_pairs_are_replaced_one_for_one(text, expected):
    assert well_formed(text) == expected
    assert well_formed(text).encode("utf-8").decode("utf-8") == expected
