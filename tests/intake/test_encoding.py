import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.encoding import decode_text

TEXT = "“We agree,” said the mayor’s café owner – for £5. " * 5


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_text_comes_back_from_every_encoding(written, name):
    assert decode_text(TEXT.encode(written)) == (TEXT, name)


def test_what_an_html_page_declares_is_believed_if_it_fits():
    page = '<html><meta charset="koi8-r">мост'
    assert decode_text(page.encode("koi8-r")) == (page, "koi8-r")
    wrong = '<html><meta charset="ascii">' + TEXT
    assert decode_text(wrong.encode("cp1252"))[1] == "cp1252"
    assert decode_text(b'<meta charset="no-such">' + TEXT.encode("cp1252"))[1] == "cp1252"


def test_other_scripts_are_left_to_the_library():
    text = "Старый мост в городе снова открыт, сказала в понедельник мэр. " * 10
    assert decode_text(text.encode("cp1251"))[0] == text


def test_a_given_encoding_is_used():
    assert decode_text("mëns".encode("cp437"), encoding="cp437") == ("mëns", "cp437")


@pytest.mark.parametrize(
    ("data", "encoding", "problem"),
    [
        (b"\xff\xfe\xff", "utf-8", "not in the encoding utf-8: byte 0"),
        (b"a", "no-such", "no text encoding 'no-such'"),
        (b"a", "base64", "no text encoding 'base64'"),
        (b"The bridge\0is open", None, "no text|NUL"),
        (bytes(range(256)) * 20, None, "no text|NUL"),
    ],
)
def test_what_is_no_text_is_refused(data, encoding, problem):
    with pytest.raises(CrossframeError, match=problem):
        decode_text(data, encoding=encoding)


def test_nothing_is_nothing():
    assert decode_text(b"") == ("", "utf-8")
