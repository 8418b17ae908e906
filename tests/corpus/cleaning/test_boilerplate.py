import pytest

from crossframe.corpus.cleaning.boilerplate import LISTS, Look, about, author_boxes, look
from crossframe.text.words import fold, word_list


def seen(text, **options):
    return look(text, fold(text), **options)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Thursday, 4 March, 2021", "date line"),
        ("Updated: March 4, 2021 at 9:21 AM", "date line"),
        ("3 hours ago", "date line"),
        ("By ADA LUND and Olaf Berg", "byline"),
        ("By Ada Lund 4 March 2021, 3:51 pm", "byline"),
        ("Humidity: 91%", "weather"),
        ("light rain 11.3°C", "weather"),
        ("Photo: Ada Lund", "caption or credit"),
        ("Dockers at the harbour on Monday. (Ada Lund/Sun Dial)", "caption or credit"),
        ("Mayor Ada Lund, left, shakes hands with Olaf Berg", "caption or credit"),
        ("harbour-1160x768.jpg", "caption or credit"),
        ("2 of 7 | The harbour in May", "caption or credit"),
        ("Related: Harbour to stay open", "related stories"),
        ("Read more about the harbour", "related stories"),
        ("You may also like", "related stories"),
        ("Share Tweet 12 Comments", "share buttons"),
        ("Politics / Economy / Harbours", "tags"),
        ("Filed under: harbours", "tags"),
        ("Leave a Reply", "comments"),
        ("Your e-mail", "newsletter"),
        ("Sign up for our weekly newsletter and never miss a story.", "newsletter"),
        ("We use cookies to improve your visit.", "cookie notice"),
        ("ADVERTISEMENT", "advertisement"),
        ("About the author", "author box"),
        ("© 2021 The Sun Dial", "copyright"),
        ("The Sun Dial. All rights reserved.", "copyright"),
        ("Skip to content", "skip links"),
        ("https://example.org/a", "link"),
        ("* * *", "no words"),
    ],
)
def test_boilerplate_is_named(text, rule):
    assert seen(text).rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday that the harbour must close by the end of 2021.",
        "“We use cookies and you know it,” the head of the company told the court in March 2021.",
        "The company changed its privacy policy after the court had ruled against it last year.",
        "LAKESIDE (AP) — The harbour will close in March, the mayor of the town said.",
        "In March 2021 the harbour was closed.",
        "Comments that the mayor made on the harbour have angered the dockers.",
        "Advertising revenue fell by ten percent last year, the company said.",
        "Search teams found the two boats on Tuesday.",
        "By then the harbour had been closed for a year.",
        "The harbour lies above, below and beside the town.",
    ],
)
def test_prose_of_articles_is_no_boilerplate(text):
    look_ = seen(text)
    assert look_.prose
    assert not (look_.rule and look_.sure)


def test_a_subheading_is_neither_prose_nor_boilerplate():
    assert seen("Eyes on the harbour") == Look("", False, False, 4)


def test_a_notice_with_a_quotation_or_of_many_words_is_not_sure():
    notice = "“We use cookies” is what your browser is told by the page of the harbour."
    assert seen(notice) == Look("cookie notice", False, True, 15)
    assert not seen(notice.replace("“", "").replace("”", "") + " The harbour is old." * 20).sure


def test_rules_about_the_articles_subject_do_not_hold():
    text = "We use cookies, like all the others."
    assert seen(text, subject=about("Court rules on cookies")).rule == ""
    assert seen(text, subject=about("Court rules on salmon")).rule == "cookie notice"


def test_quotes_and_case_do_not_matter():
    assert seen("DON’T MISS").rule == seen("don't miss").rule == "related stories"


def test_empty_block():
    assert seen("").prose is False


def test_author_box_takes_the_paragraph_after_it_and_no_other():
    heading, plain = Look("author box", True, False, 3), Look("", False, True, 6)
    lines = ["about the author", "ada lund is a poet.", "olaf berg is a docker."]
    marked = author_boxes(lines, [heading, plain, plain])
    assert [m.rule for m in marked] == ["author box", "author box", ""]


@pytest.mark.parametrize("rule", LISTS)
def test_word_lists_are_folded_and_without_repetition(rule):
    entries = word_list(f"corpus/cleaning/{rule.replace(' ', '_')}")
    assert entries
    assert len(set(entries)) == len(entries)
    assert all(fold(entry) == entry for entry in entries)
