"""A page names its outlet in its own words; what is no more than a guess is marked as one."""

import json

import pytest
import trafilatura

from crossframe.corpus.articles import Article
from crossframe.intake.articles import read_articles
from crossframe.intake.outlets import outlet_of_html, outlet_of_page

HEADLINE = "Old bridge opens again after two years"
BODY = (
    "The old bridge over the river will be open again on Monday, the mayor said at noon.\n\n"
    "Nobody was hurt when it was shut in the spring of last year, and no boat was damaged by it.\n\n"
    "“We are glad that the bridge opens,” she told the council of the town on Friday evening."
)


def page(above="", below=""):
    return f"{above}\n\n{HEADLINE}\n\n{BODY}\n\n{below}\n"


def outlet(text):
    return outlet_of_page(Article("a", "x", text, headline=HEADLINE))


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("Home", "© 2021 The Sun Dial", "The Sun Dial"),
        ("", "© 2019-2021 The Sun Dial. All rights reserved.", "The Sun Dial"),
        ("", "Copyright © The Sun Dial 2021. All Rights Reserved", "The Sun Dial"),
        ("", "(c) 2021 Harbour & Bay Post | Privacy | Terms", "Harbour & Bay Post"),
        ("", "COPYRIGHT 2021 EVENING POST", "EVENING POST"),
        ("", "© Driver’s Weekly, 2021", "Driver's Weekly"),
        ("The Sun Dial\nLog in", "The Sun Dial\nAbout us\nThe Sun Dial", "The Sun Dial"),
        (f"{HEADLINE} | The Sun Dial", "Contact us", "The Sun Dial"),
    ],
)
def test_what_is_stated(above, below, name):
    found = outlet(page(above, below))
    assert (found.name, found.sure) == (name, True)
    assert found.note.startswith("outlet from ")


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("", "© 2021 Dial Media Group Ltd", "Dial Media Group"),
        ("", "© 2021 Sun Dial Publishing. All rights reserved.", "Sun Dial Publishing"),
        ("The Sun Dial", "Contact us\nThe Sun Dial", "The Sun Dial"),
        (
            "",
            """Newsletter
Sign up for the best stories from Harbour Herald, every morning.
This website uses cookies. We share data with Harbour Herald and its partners.""",
            "Harbour Herald",
        ),
    ],
)
def test_a_loose_guess_is_marked_as_one(above, below, name):
    found = outlet(page(above, below))
    assert (found.name, found.sure) == (name, False)
    assert found.note.startswith("outlet is a guess from ")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Home\nSport", "Home\nSport"),
        ("News", "News\nNews"),
        ("Share your work", "Share your work\nShare your work"),
        ("Monday, 3 May 2021", "Contact us"),
        ("", "Photo © Ann Lee"),
        ("", "Read our Privacy Policy. By signing up you agree to our Privacy Policy and Terms."),
        ("", "Follow us on Facebook\nShare on Facebook"),
        ("", ""),
    ],
)
def test_what_names_no_outlet(above, below):
    assert outlet(page(above, below)) is None


def test_the_last_line_on_copyright_counts_and_those_above_are_of_pictures():
    found = outlet(page("", "© 2020 Lee Pictures\nContact us\n© 2021 The Sun Dial"))
    assert found.name == "The Sun Dial"


@pytest.mark.parametrize(
    ("head", "name", "words"),
    [
        ('<meta property="og:site_name" content="The Sun Dial">', "The Sun Dial", "og:site_name"),
        ('<meta name="application-name" content="Sun Dial">', "Sun Dial", "application-name"),
        (
            '<script type="application/ld+json">'
            + json.dumps({"@graph": [{"publisher": {"@type": "x", "name": "Evening Post"}}]})
            + "</script>",
            "Evening Post",
            "JSON-LD",
        ),
        ('<script type="application/ld+json">{"publisher": </script>', "Dial", "copyright line"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "Dial", "copyright"),
        ('<meta property="og:site_name" content=" ">', "Dial", "copyright line"),
    ],
)
def test_what_html_states(head, name, words):
    source = (
        f"<html><head>{head}</head><body><p>{BODY}</p><footer>© 2021 Dial</footer></body></html>"
    )
    found = outlet_of_html(trafilatura.load_html(source))
    assert (found.name, found.sure) == (name, True)
    assert words in found.words


@pytest.mark.parametrize(
    ("file", "below", "outlets", "said"),
    [
        ("000_50a646b7f3948090.txt", "© 2021 The Sun Dial", "The Sun Dial", "outlet from"),
        ("article-3.txt", "© 2021 Dial Media", "Dial Media", "outlet is a guess"),
        ("post.txt", "© 2021 The Sun Dial", "The Sun Dial", "outlet from"),
        ("post.txt", "© 2021 Dial Media", "post", ""),
        ("2021-05-03.txt", "Contact us", "2021-05", "put the file into a folder"),
        ("Evening Post/article.txt", "© 2021 The Sun Dial", "Evening Post", ""),
        ("post.txt", "Contact us", "post", ""),
    ],
)
def test_the_intake_table_says_from_which_words_the_outlet_is_known(
    tmp_path, file, below, outlets, said
):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(page("", below), encoding="utf-8")
    [article], intake = read_articles([tmp_path])
    assert article.outlet == intake.loc[0, "outlet"] == outlets
    assert said in intake.loc[0, "reason"]
    assert bool(said) == bool(intake.loc[0, "reason"])


def test_the_founding_articles_name_their_outlets(root):
    articles, intake = read_articles([root / "data" / "raw"])
    assert [article.outlet for article in articles] == ["Lord's Press", "CEO Outlook Magazine"]
    assert [article.id for article in articles] == ["lords-press", "ceo-outlook-magazine"]
    assert "is a guess from the page's own words: “…Writers at Lord’s Press" in intake["reason"][0]
    assert "“CEO Outlook Magazine” is its first line" in intake["reason"][1]
