import json

import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.json import read_json
from crossframe.intake.found import LIMITS, Limits

TRAFILATURA = {
    "title": "Bridge opens",
    "author": "Ann Lee",
    "hostname": "sundial.test",
    "date": "2021-05-03",
    "text": "The old bridge is open again.",
    "raw_text": "raw",
    "source": "https://sundial.test/bridge",
    "source-hostname": "The Sun Dial",
}
NEWSPAPER = {
    "url": "https://post.test/harbour",
    "title": "Harbour stays shut",
    "authors": ["Bo Berg", "Cy Dahl"],
    "publish_date": "2021-05-04 00:00:00",
    "text": "It will not open.",
    "meta_site_name": "Evening Post",
}


def test_trafilatura_and_newspaper4k():
    first, second = read_json(json.dumps([TRAFILATURA, NEWSPAPER]), limits=LIMITS)
    assert (first.outlet, first.headline, first.author, first.date) == (
        "The Sun Dial",
        "Bridge opens",
        "Ann Lee",
        "2021-05-03",
    )
    assert first.url == "https://sundial.test/bridge"
    assert first.text == "The old bridge is open again."
    assert first.form == "extract"
    assert (second.outlet, second.author) == ("Evening Post", "Bo Berg; Cy Dahl")
    assert second.form == "extract"


def test_one_object_a_list_and_lines_are_the_same():
    lines = "\n".join(json.dumps(one) for one in (TRAFILATURA, NEWSPAPER)) + "\n\n"
    by_line = read_json(lines, limits=LIMITS)
    assert [one.place for one in by_line] == ["line 1", "line 2"]
    assert [one.headline for one in by_line] == ["Bridge opens", "Harbour stays shut"]
    [alone] = read_json(json.dumps(TRAFILATURA, indent=2), limits=LIMITS)
    assert alone.place == ""
    assert alone.text == by_line[0].text


def test_an_object_of_ones_own_is_taken_as_it_is():
    [found] = read_json('{"Text": "Open.", "outlet": "Post"}', limits=LIMITS)
    assert (found.text, found.outlet, found.form) == ("Open.", "Post", "text")


def test_the_key_can_be_named():
    [found] = read_json(
        '{"lede": "No.", "words": "Open.", "text": "x"}', limits=LIMITS, columns={"text": "words"}
    )
    assert found.text == "Open."


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"title": "Bridge"}, "no key for the text; its keys are title"),
        ({"text": None}, "has no text"),
        ({"text": "  "}, "has no text"),
        ({"text": ["a"]}, ""),
        (17, "is no JSON object"),
        (["a"], "is no JSON object"),
    ],
)
def test_items_without_text(value, problem):
    [found] = read_json(json.dumps([value]), limits=LIMITS)
    assert problem in found.problem


def test_a_broken_line_is_an_entry_of_its_own():
    good, bad = read_json('{"text": "Open."}\n{"text": "cut o', limits=LIMITS)
    assert not good.problem
    assert (bad.place, bad.problem) == ("line 2", "is no JSON object")


@pytest.mark.parametrize("text", ['{"text": ', '{"text": "a"} and more', "[1, 2"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(CrossframeError, match="not valid JSON"):
        read_json(text, limits=LIMITS)


def test_deep_nesting_is_refused():
    with pytest.raises(CrossframeError, match="nested more deeply"):
        read_json("[" * 200_000, limits=LIMITS)
    lines = '{"text": "Open."}\n' + '{"a":' * 100_000
    assert [bool(one.problem) for one in read_json(lines, limits=LIMITS)] == [False, True]


def test_a_million_digits_are_no_article():
    with pytest.raises(CrossframeError, match="not valid JSON"):
        read_json("[" + "9" * 1_000_000 + "]", limits=LIMITS)


def test_too_many_articles():
    with pytest.raises(CrossframeError, match="more than 2"):
        read_json(json.dumps([TRAFILATURA] * 3), limits=Limits(items=2))
