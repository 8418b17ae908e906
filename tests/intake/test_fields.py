"""Columns and keys are known by their names, whatever the case and the separators."""

import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.fields import check_columns, folded, found_in_row, guess_columns


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Publication title", "publication_title"),
        ("source-hostname", "source_hostname"),
        (" Text ", "text"),
        ("北京", ""),
    ],
)
def test_names_are_folded(name, expected):
    assert folded(name) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["id", "Title", "media_name"], {"outlet": ["media_name"], "headline": ["Title"]}),
        (["content", "TEXT"], {"text": ["TEXT", "content"]}),
        (["source", "url"], {"outlet": ["source"], "url": ["url", "source"]}),
        ([], {}),
        (["texts", "headlines"], {}),
    ],
)
def test_columns_are_guessed_best_first(names, expected):
    assert guess_columns(names) == expected


def test_a_given_column_goes_before_a_known_one():
    assert guess_columns(["text", "lede"], {"text": "lede"}) == {"text": ["lede"]}
    with pytest.raises(CrossframeError, match=r"no column 'words' for text.*one of: text, lede"):
        guess_columns(["text", "lede"], {"text": "words"})


def test_a_field_that_no_article_has_is_refused():
    check_columns(None)
    check_columns({"text": "a", "url": "b"})
    with pytest.raises(CrossframeError, match="no field 'words'"):
        check_columns({"words": "text"})


@pytest.mark.parametrize(
    ("row", "field", "expected"),
    [
        ({"text": "a", "url": "https://www.sundial.test/bridge"}, "outlet", "sundial.test"),
        ({"text": "a", "outlet": "Dial", "url": "https://x.test/"}, "outlet", "Dial"),
        ({"text": "a", "site": "http://x.test:80/a"}, "outlet", "x.test"),
        ({"text": "a", "authors": ["Ann Lee", 3, "Bo\nBerg"]}, "author", "Ann Lee; Bo Berg"),
        ({"text": "a", "title": "Bridge\n  opens"}, "headline", "Bridge opens"),
        ({"text": "a\n b"}, "text", "a\n b"),
        ({"text": "", "content": "b"}, "text", "b"),
        ({"text": "a", "url": "no address"}, "url", ""),
        ({"text": "a", "date": 7}, "date", ""),
        ({"text": " \n"}, "problem", "has no text"),
        ({"text": None}, "problem", "has no text"),
    ],
)
def test_the_first_column_that_holds_something_counts(row, field, expected):
    found = found_in_row(row, guess_columns(row), place="row 1")
    assert getattr(found, field) == expected
    assert found.place == "row 1"
