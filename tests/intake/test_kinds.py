"""What a file is, is told by what stands in it."""

import pytest

from crossframe.intake.kinds import binary_kind, is_running_text, text_kind


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (b"PK\x03\x04...", "zip", ""),
        (b"PAR1...PAR1", "parquet", ""),
        (b"PAR1 is no table", "", ""),
        (b"%PDF-1.7", "pdf", ""),
        (b"{\\rtf1", "rtf", ""),
        (b"WARC/1.0\r\n", "warc", ""),
        (b"bplist00", "webarchive", ""),
        (b"<?xml version='1.0'?><plist><dict><key>WebMainResource</key>", "webarchive", ""),
        (b"MIME-Version: 1.0\n", "mhtml", ""),
        (b"From: <Saved by Blink>", "mhtml", ""),
        (b"Subject: =?utf-8?q?a?=\r\n b\r\nMIME-Version: 1.0\r\n", "mhtml", ""),
        (b"The MIME-Version: 1.0 of it", "", ""),
        (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "docx"),
        (b"\x1f\x8b", "packed by gzip twice", "unpack it"),
        (b"GIF89a", "a picture", "OCR"),
        (b"\0\0\0\x18ftypheic", "a picture or film", "OCR"),
        (b"Bridge opens", "", ""),
        (b"", "", ""),
    ],
)
def test_kinds_of_bytes(data, kind, remedy):
    found, said = binary_kind(data)
    assert found == kind
    assert remedy in said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><html>", "html"),
        ("\ufeff\n <!-- saved -->\n<HTML>", "html"),
        ("<?xml version='1.0'?><!DOCTYPE html>", "html"),
        ("<p>It is open.</p>", "html"),
        ("<pre>", "text"),
        ("<?xml version='1.0'?><rss>", "xml"),
        ("<rss>", "xml"),
        ('[{"text": ""}]', "json"),
        ('{ "text": ""}', "json"),
        ("{}", "json"),
        ("[]", "json"),
        ("[Photo] The bridge", "text"),
        (f"Title: a\n{'_' * 60}\n", "proquest"),
        (f"{'_' * 60}\nThe bridge is open.", "text"),
        ('[[article]]\nid = "a"', "manifest"),
        ('[[theme]]\nid = "a"', "settings"),
        ("Bridge opens", "text"),
        ("", "text"),
    ],
)
def test_kinds_of_text(text, kind):
    assert text_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("The bridge is open.", True),
        ("{a: [1, 2]}", False),
        ("aaaaaaa111", True),  # 7 of 10
        ("aaaaaa1111", False),
    ],
)
def test_most_of_running_text_is_letters(text, running):
    assert is_running_text(text) is running
