import plistlib

import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.web_archive import read_mhtml, read_warc, read_webarchive
from crossframe.intake.found import LIMITS, Limits
from samples import PAGE, mhtml, warc, webarchive

ADDRESS = "https://sundial.test/bridge"
ANSWER = (ADDRESS, "text/html; charset=utf-8", "200 OK", PAGE.encode())
PICTURE = ("https://sundial.test/a.png", "image/png", "200 OK", b"\x89PNG")
MOVED = ("https://sundial.test/b", "text/html", "301 Moved", b"<html></html>")


def check(one):
    assert (one.headline, one.outlet) == ("Bridge <script> opens", "The Sun Dial")
    assert one.url == ADDRESS
    assert "“We are glad,” she told" in one.text
    assert "frame" not in one.text


def test_the_page_and_none_of_its_frames():
    [one] = read_mhtml(mhtml(PAGE), limits=LIMITS)
    check(one)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_safari(form):
    [one] = read_webarchive(webarchive(PAGE, form=form), limits=LIMITS)
    check(one)


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive_and_what_else_it_holds(packed):
    one, others = read_warc(warc(ANSWER, PICTURE, MOVED, packed=packed), limits=LIMITS)
    check(one)
    assert one.place == ADDRESS
    assert one.note.endswith("captured on 2021-05-04")
    assert others.place == "2 records"
    assert "no HTML pages" in others.problem


def test_a_page_without_an_article_is_said():
    empty = (ADDRESS, "text/html", "200 OK", b"<html><body></body></html>")
    [one] = read_warc(warc(empty), limits=LIMITS)
    assert one.place == ADDRESS
    assert "no article is found" in one.problem


def test_western_bytes_as_the_server_said():
    page = PAGE.replace("mayor", "maire élu")
    answer = (ADDRESS, "text/html; charset=iso-8859-1", "200 OK", page.encode("cp1252"))
    [one] = read_warc(warc(answer), limits=LIMITS)
    assert "maire élu" in one.text


def test_limits_of_count_and_size():
    with pytest.raises(CrossframeError, match="more than 1 pages"):
        read_warc(warc(ANSWER, ANSWER), limits=Limits(items=1))
    [one] = read_warc(warc(ANSWER), limits=Limits(page_characters=100))
    assert "more than 100 bytes" in one.problem


def test_a_damaged_web_archive_keeps_what_came_before(capsys):
    whole = warc(ANSWER, ANSWER)
    first, second = read_warc(whole[:-400], limits=LIMITS)
    check(first)
    assert "cut off" not in first.note
    assert second.note.endswith("its record is cut off")
    half = len(warc(ANSWER))
    first, rest = read_warc(whole[:half] + b"no header" + b"x" * 300, limits=LIMITS)
    check(first)
    assert rest.problem.startswith("is damaged after 1 page:")
    assert not any(capsys.readouterr())


@pytest.mark.parametrize(
    ("read", "data", "problem"),
    [
        (read_mhtml, b"MIME-Version: 1.0\n\nHello", "without a page"),
        (read_webarchive, b"bplist00 and nothing", "damaged web archive"),
        (read_webarchive, plistlib.dumps({"a": 1}), "holds no page"),
        (read_webarchive, plistlib.dumps([1]), "holds no page"),
    ],
)
def test_what_holds_no_page(read, data, problem):
    with pytest.raises(CrossframeError, match=problem):
        read(data, limits=LIMITS)
