from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.pages import COLUMNS, LEDGER_COLUMNS, clean, clean_article, ledger
from crossframe.errors import CrossframeError

LEAD = (
    "The old harbour of the town will close in May, the mayor said on Monday after a long meeting"
    " with the dockers, who had hoped to the last that it could be saved."
)
SECOND = (
    "“It is a danger to all of us,” Ada Lund told the council. She said that the repair would cost"
    " more than the town earns in a year, and that nobody had offered to pay for it."
)
LAST = "The dockers want to go to court, and they say that they have good hopes to win there."
PAGE = f"""Skip to content
    News
    Sport
    Weather
Thursday, 4 March, 2021
light rain 11.3°C
The Sun Dial
Old harbour will close in May
Old harbour will close in May
By Olaf Berg
4 March 2021
Share
Tweet
The harbour on Monday. Photo: Olaf Berg

{LEAD}

Advertisement

{SECOND}

Related
Fishermen fear for the salmon of the lake
What comes next

{LAST}

About the author
Olaf Berg is a reporter of the Sun Dial and has written about the lake for ten years.
Tags
    harbour
    Lakeside
Sign up for our weekly newsletter
    Your email
Related stories
Lakeside gets a new library
The new library of the town has opened its doors to the public on Monday.
3 March 2021
Read more
Comments
    Ann says:
    I have always loved the old harbour and I will miss it very much, whatever they say about it.
    Reply
This website uses cookies to improve your experience.
Accept
© 2021 The Sun Dial. All rights reserved.
"""
HEADLINE = "Old Harbour Will Close in May"
NOTICES = (
    "Home\nThis website uses cookies to improve your experience.\n"
    "Sign up for our weekly newsletter to get the news in your inbox.\nAll rights reserved."
)
ARTICLE = Article("a", "The Sun Dial", PAGE, headline=HEADLINE, path=Path("page.txt"))


def kept(table):
    return table.loc[table["kind"] != "removed", "text"].tolist()


@pytest.mark.parametrize("headline", [HEADLINE, ""])
def test_only_the_article_is_left(headline):
    table = clean(PAGE, headline=headline)
    assert kept(table) == [
        "Old harbour will close in May",
        LEAD,
        SECOND,
        "What comes next",
        LAST,
    ]
    assert table["kind"].tolist().count("headline") == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Thursday, 4 March, 2021", "date line"),
        ("light rain 11.3°C", "weather"),
        ("By Olaf Berg", "byline"),
        ("Tweet", "share buttons"),
        ("The harbour on Monday. Photo: Olaf Berg", "caption or credit"),
        ("Advertisement", "advertisement"),
        ("Fishermen fear for the salmon of the lake", "related stories"),
        ("About the author", "author box"),
        ("Sign up for our weekly newsletter", "newsletter"),
        ("Comments", "comments"),
        ("This website uses cookies to improve your experience.", "cookie notice"),
        ("© 2021 The Sun Dial. All rights reserved.", "copyright"),
        ("The Sun Dial", "before the article"),
        ("Lakeside gets a new library", "after the article"),
    ],
)
def test_the_ledger_names_the_rule(text, rule):
    removed = ledger([ARTICLE])
    assert removed.loc[removed["text"] == text, "rule"].tolist() == [rule]


def test_the_second_headline_is_a_repetition():
    table = clean(PAGE, headline=HEADLINE)
    same = table.loc[table["text"] == "Old harbour will close in May"]
    assert same["kind"].tolist() == ["headline", "removed"]
    assert same["rule"].tolist() == ["given headline", "repeated headline"]


def test_ledger_and_kept_rows_are_the_whole_page():
    table = clean_article(ARTICLE)
    removed = ledger([ARTICLE])
    assert len(removed) + len(kept(table)) == len(table)
    assert removed["article"].unique().tolist() == ["a"]
    assert removed.columns.tolist() == LEDGER_COLUMNS
    for row in removed.itertuples():
        assert PAGE[row.start : row.end].split() == row.text.split()


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [LEAD, SECOND, LAST, "News", "    Sport", "Comments", "Read more", "1/2", "\u00a0", ""]
        )
        | st.text(max_size=30)
    ).map("\n".join)
)
def test_nothing_vanishes(page):
    table = clean(page)
    assert table.columns.tolist() == COLUMNS
    assert table["block"].tolist() == list(range(len(table)))
    assert set(table["kind"]) <= {"headline", "body", "removed"}
    assert table["rule"].map(bool).all()
    covered = ["".join(page[row.start : row.end].split()) for row in table.itertuples()]
    assert "".join(covered) == "".join(page.split())
    assert all(len(row.text) == row.end - row.start for row in table.itertuples())
    assert all(
        (a.isspace() and b == " ") or a == b
        for row in table.itertuples()
        for a, b in zip(page[row.start : row.end], row.text, strict=True)
    )


def test_white_space_becomes_plain_spaces_one_for_one():
    table = clean(f"A headline that is long enough\n{LEAD.replace(' ', chr(0xA0))}")
    assert kept(table)[-1] == LEAD


def test_hard_wrapped_paragraphs_are_one_block():
    wrapped = (
        "The old harbour of the town will close in May, the mayor said on\n"
        "Monday after a long meeting with the dockers, who had hoped to\n"
        "the last that it could be saved."
    )
    assert kept(clean(f"Home\n\n{wrapped}\n\n{SECOND}\n")) == [wrapped.replace("\n", " "), SECOND]


def test_a_standfirst_is_kept():
    deck = "Dockers had hoped that it could be saved."
    page = f"Home\nHarbour to close\n{deck}\nShare\nTweet\n1 May 2021\n{LEAD}"
    table = clean(page, headline="Harbour to close")
    assert kept(table) == ["Harbour to close", deck, LEAD]
    assert table.loc[table["text"] == deck, "rule"].tolist() == ["standfirst"]


def test_an_article_about_cookies_may_speak_of_them():
    notice = "“Do they use cookies? We use cookies,” they said, and nobody had asked your consent."
    page = f"Court bans cookies\n{LEAD}\n\nAll of us use cookies.\n\n{notice}\n\n{SECOND}"
    assert "All of us use cookies." in kept(clean(page, headline="Court bans cookies"))
    assert "All of us use cookies." not in kept(clean(page.replace("Court bans cookies", "Bridge")))


def test_empty_text():
    table = clean("")
    assert table.columns.tolist() == COLUMNS
    assert len(table) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u00a0\n",
        "Old harbour to close",
        "Home\n    News\n    Sport\nSubscribe\n© 2021",
        NOTICES,
    ],
)
def test_an_article_of_which_nothing_is_left_is_an_error(text):
    article = Article("a", "The Sun Dial", text, path=Path("page.txt"))
    with pytest.raises(CrossframeError, match="all of it is boilerplate") as caught:
        clean_article(article)
    assert caught.value.path == Path("page.txt")
    assert caught.value.remedy
    with pytest.raises(CrossframeError, match="boilerplate"):
        ledger([ARTICLE, article])


def test_a_headline_that_does_not_occur_is_an_error_that_names_the_file():
    article = Article("a", "The Sun Dial", PAGE, headline="Bridge opens", path=Path("page.txt"))
    with pytest.raises(CrossframeError, match=r"page.txt, article 'a': headline 'Bridge opens'"):
        clean_article(article)


def test_ledger_of_no_article():
    assert ledger([]).columns.tolist() == LEDGER_COLUMNS


@pytest.mark.parametrize("with_headline", [True, False])
def test_the_founding_articles_are_cleaned_as_by_reading(project, gold_sentences, with_headline):
    for article in project.articles:
        table = clean(article.text, headline=article.headline if with_headline else "")
        gold = gold_sentences[gold_sentences["article"] == article.id]
        paragraphs = gold.groupby("paragraph")["text"].agg(" ".join).tolist()
        assert [" ".join(text.split()) for text in kept(table)] == paragraphs


def test_the_founding_articles_ledger(project):
    removed = ledger(project.articles)
    rules = set(removed["rule"])
    assert {"date line", "weather", "repeated headline", "author box", "newsletter"} <= rules
    assert "cookie notice" in rules
    assert set(removed["article"]) == set(project.outlets)


def test_long_lines_and_many_lines_do_not_hang():
    assert len(clean("harbour " * 125_000)) == 1
    assert len(clean("News item\n" * 20_000)) == 20_000
    assert len(clean("Old harbour\n" * 20_000, headline="Old harbour")) == 20_000
