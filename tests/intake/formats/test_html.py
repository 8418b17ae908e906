from importlib.metadata import version

import pytest

from crossframe.corpus.cleaning.pages import clean
from crossframe.errors import CrossframeError
from crossframe.evaluation import cleaning as evaluate_cleaning
from crossframe.intake.formats.html import read_html
from crossframe.intake.found import LIMITS, Limits
from samples import PAGE, SENTENCE


def test_the_article_and_what_the_page_says_of_it():
    found = read_html(PAGE, limits=LIMITS)
    assert found.headline == "Bridge <script> opens"
    assert (found.outlet, found.author, found.date) == ("The Sun Dial", "Ann Lee", "2021-05-03")
    assert found.form == "extract"
    assert found.extractor == f"trafilatura {version('trafilatura')}"
    taken = "\n".join(found.text[start:end] for start, end in found.kept)
    assert taken.split("\n")[0] == "Bridge <script> opens"
    assert SENTENCE in taken
    assert "Sport" not in taken
    assert found.text.split("\n")[:3] == ["Home", "Sport", "Bridge <script> opens"]
    assert "alert" not in found.text  # nor what a script would write
    assert "more" not in found.text.split()


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body>" + "<div>" * 50_000,
        "<html><body>" + "<b>" * 3000 + "x" + "</b>" * 3000,
        "<!DOCTYPE html>",
        "<html><body><p " + 'a="b" ' * 100_000 + ">",
    ],
)
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(CrossframeError, match="no article is found"):
        read_html(page, limits=LIMITS)


def test_a_page_that_is_too_long_is_refused():
    with pytest.raises(CrossframeError, match="more than 100 characters"):
        read_html(PAGE, limits=Limits(page_characters=100))


def test_of_an_extract_certain_boilerplate_is_removed_and_of_a_text_nothing():
    text = f"Bridge opens\n\n{SENTENCE}\n\n© 2021 The Sun Dial\n\nNo. 3\n\nBridge opens"
    extract = clean(text, headline="Bridge opens", form="extract")
    assert extract[["kind", "rule"]].to_numpy().tolist() == [
        ["headline", "given headline"],
        ["body", "given text"],
        ["removed", "copyright"],
        ["body", "given text"],
        ["removed", "repeated headline"],
    ]
    given = clean(text, headline="Bridge opens", form="text")
    assert given["kind"].tolist() == ["headline", "body", "body", "body", "removed"]
    assert clean(text, form="text")["kind"].tolist() == ["body"] * 5


def test_pages_are_scored_on_their_html(tmp_path):
    import json

    path = tmp_path / "pages.jsonl"
    rows = [
        {"file": "a", "html": PAGE, "keep": [SENTENCE], "drop": ["Sport", "© 2021"]},
        {"file": "b", "html": "<html></html>", "keep": ["gone"], "drop": ["x"]},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    predictions = evaluate_cleaning.predict([path], html=True)
    assert predictions[1] == {"file": "b", "text": ""}
    assert evaluate_cleaning.score([path], predictions) == {
        "keep_recall": 0.5,
        "drop_rejection": 1.0,
        "balanced": 0.75,
    }
