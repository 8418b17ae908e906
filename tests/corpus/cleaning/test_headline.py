import pytest

from crossframe.corpus.cleaning.blocks import blocks
from crossframe.corpus.cleaning.boilerplate import look
from crossframe.corpus.cleaning.headline import given_headline, guess_headline
from crossframe.corpus.cleaning.pages import clean
from crossframe.errors import CrossframeError
from crossframe.text.words import fold


def located(text, headline):
    page, head = given_headline(text, fold(text), blocks(text), headline)
    return text[page[head].start : page[head].end], [text[b.start : b.end] for b in page]


def guessed(text, span):
    page = blocks(text)
    folded = fold(text)
    looks = [look(text[b.start : b.end], folded[b.start : b.end]) for b in page]
    number = guess_headline(folded, page, looks, span)
    return None if number is None else text[page[number].start : page[number].end]


@pytest.mark.parametrize(
    "headline",
    ["It’s open, says “mayor”", 'it\'s open, says "mayor"', "  IT’S  OPEN,\nsays “mayor” "],
)
def test_case_white_space_and_quotes_do_not_matter(headline):
    assert located("Home\nIt’s open,\u00a0says “mayor”\nText.", headline)[0].startswith("It’s open")


def test_a_line_of_its_own_comes_before_a_longer_line():
    text = "Home > Bridge opens\n  Bridge opens\nText."
    assert located(text, "Bridge opens")[1] == ["Home > Bridge opens", "Bridge opens", "Text."]


def test_headline_is_cut_out_of_a_longer_line():
    assert located("A | Bridge opens | B\nText.", "Bridge opens")[1] == [
        "A |",
        "Bridge opens",
        "| B",
        "Text.",
    ]


def test_headline_on_two_lines_is_one_block():
    assert located("Home\nBridge opens\nat last\nText.", "Bridge opens at last")[1] == [
        "Home",
        "Bridge opens\nat last",
        "Text.",
    ]


@pytest.mark.parametrize(
    "text", ["", "Bridge closes", "They say the bridge opens.", "Drawbridge opens"]
)
def test_a_headline_that_does_not_occur_is_an_error(text):
    with pytest.raises(CrossframeError, match="does not occur") as caught:
        located(text, "Bridge opens")
    assert caught.value.remedy


def test_headline_is_guessed_by_its_words():
    text = (
        "Home\nSun Dial of the Lakeside\nOld harbour to close in May\nAda Lund\n"
        "The old harbour will close in May, the mayor said, after a long fight over its future in"
        " the council of the town and in the courts."
    )
    assert guessed(text, (4, 5)) == "Old harbour to close in May"


def test_no_guess_where_no_line_is_like_a_headline():
    assert guessed("Home\nNews\nThe harbour is closed.", (2, 3)) is None
    assert guessed("Home", (0, 0)) is None


@pytest.mark.parametrize("between", [[], ["By Ada Lund", "4 May 2021"]])
@pytest.mark.parametrize(
    ("title", "standfirst"),
    [
        (
            "Dockers lose their harbour",
            "The mayor said the repair would cost more than the town earns in a year",
        ),
        (
            "Port closure divides Norwick",  # no word of it returns in the text
            "Mayor says the old harbour will close in May, dockers want to go to court",
        ),
        (
            "Harbour to close",
            "The repair of the harbour would cost more than the town earns, she said.",
        ),
    ],
)
def test_a_longer_line_under_the_title_is_its_standfirst(title, standfirst, between):
    page = [
        "The Sun Dial",
        "News",
        "Sport",
        title,
        *between,
        standfirst,
        "The old harbour of the town will close in May, the mayor said on Monday after a meeting.",
        "She told the council that the repair would cost more than the town earns in a year.",
        "Dockers want to go to court, and they say that they have good hopes to win there.",
    ]
    table = clean("\n".join(page))
    assert table.loc[table["kind"] == "headline", "text"].tolist() == [title]
    assert table.loc[table["kind"] == "body", "text"].tolist() == page[-4:]


def test_the_name_of_a_section_above_a_long_headline_is_none():
    long = "Mayor says that the old harbour of the town will close in May after a long meeting"
    text = f"News and views\n{long}\nBy Ada Lund\nThe old harbour of the town will close in May."
    text += " The mayor said so on Monday after a long meeting with the dockers and the council."
    table = clean(text)
    assert table.loc[table["kind"] == "headline", "text"].tolist() == [long]
