"""The whole text of an HTML page, what was taken of it, and what of it is given back."""

from dataclasses import replace

import pytest

from crossframe.comparison import compare
from crossframe.corpus.articles import Article, load_project
from crossframe.corpus.cleaning.pages import clean_article, ledger
from crossframe.intake.articles import read_articles
from crossframe.intake.formats.html_text import (
    PageBlock,
    page_blocks,
    restored_blocks,
    taken_blocks,
)
from crossframe.report.new_project import write_project

TITLE = "Old harbour will close in May"
LEAD = "The old harbour of the town will close in May, the mayor said on Monday after a meeting."
PARAGRAPHS = [
    "She told the council that the repair would cost more than the town earns in a whole year.",
    "Dockers want to go to court, and they say that they have good hopes to win there in the end.",
    "The harbour was built in 1907 and has been repaired twice since the war by the fishermen.",
]
MENU = '<nav><a href="/">Home</a><a href="/s">Sport</a></nav>'
FOOT = "<aside><p>Read our other story about the library.</p></aside><footer>© 2021 Dial</footer>"


def page(body, title=TITLE, head=""):
    return (
        f"<!DOCTYPE html><html><head><title>{title} | The Sun Dial</title>{head}"
        '<meta property="og:site_name" content="The Sun Dial"><style>p {color: red}</style></head>'
        f"<body>{MENU}{body}{FOOT}<script>let x = 1;</script></body></html>"
    )


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.fixture
def read(tmp_path):
    """Read a page from its file: the article, and each block's kind and rule by its text."""

    def use(source):
        (tmp_path / "page.html").write_text(source, encoding="utf-8")
        articles, _ = read_articles([tmp_path / "page.html"])
        return articles[0], clean_article(articles[0])

    return use


def body_of(table):
    return table.loc[table["kind"] == "body", "text"].tolist()


def test_every_block_of_the_page_is_in_the_article_or_in_the_ledger(read):
    article, table = read(
        page(f"<article><h1>{TITLE}</h1>{paragraphs(LEAD, *PARAGRAPHS)}</article>")
    )
    assert article.headline == TITLE
    assert body_of(table) == [LEAD, *PARAGRAPHS]
    removed = ledger([article])
    assert removed["text"].tolist() == [
        "Home",
        "Sport",
        "Read our other story about the library.",
        "© 2021 Dial",
    ]
    assert set(removed["rule"]) == {article.extractor}
    assert article.extractor.startswith("trafilatura ")
    for row in table.itertuples():
        assert article.text[row.start : row.end] == row.text
    assert "".join(table["text"]).split() == article.text.replace("\n", "").split()


@pytest.mark.parametrize(
    "link",
    [
        f'<p><a href="/x">{PARAGRAPHS[1]}</a></p>',
        f'<p><strong><a href="/x">{PARAGRAPHS[1]}</a></strong></p>',
        f'<div><a href="/x">{PARAGRAPHS[1]}</a></div>',
    ],
)
def test_a_paragraph_that_is_all_link_stays(read, link):
    body = paragraphs(LEAD, PARAGRAPHS[0]) + link + paragraphs(PARAGRAPHS[2])
    _, table = read(page(f"<main><h1>{TITLE}</h1>{body}</main>"))
    assert body_of(table) == [LEAD, *PARAGRAPHS]


@pytest.mark.parametrize("name", ["teaser", "article-teaser", "lead", "intro", "summary"])
def test_the_first_paragraph_in_a_box_of_its_own_stays(read, name):
    first = f'<div class="{name}"><p>{LEAD}</p></div>'
    rest = f'<div class="text">{paragraphs(*PARAGRAPHS)}</div>'
    _, table = read(page(f"<main><h1>{TITLE}</h1>{first}{rest}</main>"))
    assert body_of(table) == [LEAD, *PARAGRAPHS]


@pytest.mark.parametrize(
    "heads",
    [
        f"<h1>{TITLE}</h1>",
        f"<header><h1>The Sun Dial</h1></header><h2>{TITLE}</h2>",
        f"<h1>{TITLE}</h1><h1>{TITLE}</h1>",
        f"<h1>{TITLE}</h1><h2>{TITLE}</h2>",
        f"<h2>{TITLE}</h2><h1>{TITLE}</h1>",
    ],
)
def test_the_headline_is_kept_once_and_what_stands_beside_it_is_in_the_ledger(read, heads):
    article, table = read(page(f"<main>{heads}<div>{paragraphs(LEAD, *PARAGRAPHS)}</div></main>"))
    assert article.headline == TITLE
    assert table.loc[table["kind"] == "headline", "text"].tolist() == [TITLE]
    assert body_of(table) == [LEAD, *PARAGRAPHS]
    beside = heads.count("<h") - heads.count("<header") - 1
    assert (table["text"].isin([TITLE, "The Sun Dial"])).sum() == 1 + beside


def test_another_heading_under_the_headline_is_its_standfirst(read):
    deck = "Dockers are going to court over a decision of the mayor"
    heads = f"<h1>{TITLE}</h1><h2>{deck}</h2>"
    _, table = read(page(f"<main>{heads}{paragraphs(LEAD, *PARAGRAPHS)}</main>"))
    assert body_of(table) == [deck, LEAD, *PARAGRAPHS]


def test_an_h1_in_other_words_than_the_title_is_lost_to_nobody(read):
    other = "Town council gives up its port"
    article, table = read(page(f"<main><h1>{other}</h1>{paragraphs(LEAD, *PARAGRAPHS)}</main>"))
    rows = table.loc[table["text"] == other, "kind"].tolist()
    assert len(rows) == 1
    assert article.headline in (TITLE, other)
    assert body_of(table)[-4:] == [LEAD, *PARAGRAPHS]


def test_a_new_project_keeps_the_spans_of_the_article(read, tmp_path):
    article, table = read(
        page(f"<article><h1>{TITLE}</h1>{paragraphs(LEAD, *PARAGRAPHS)}</article>")
    )
    tables = compare([article, replace(article, id="b")])
    write_project(tmp_path / "project", tables, [article], title="Harbour")
    (again,) = load_project(tmp_path / "project" / "data" / "articles.toml").articles
    assert (again.kept, again.extractor) == (article.kept, article.extractor)
    assert clean_article(again).equals(table)


def test_the_page_s_text_is_a_line_a_block():
    blocks = page_blocks(
        "<html><head><title>T</title></head><body><div>One <b>bold</b>\n word<br>Two"
        "<ul><li>Three</li><li>Four</li></ul><!-- no -->Five</div>"
        "<nav>Six<a>Seven</a></nav><h2>Eight</h2>nine<noscript>none</noscript></body></html>"
    )
    assert [block.text for block in blocks] == [
        "One bold word",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "nine",
    ]
    assert [block.text for block in blocks if block.heading] == ["Eight"]
    assert [block.text for block in blocks if block.apart] == ["Six", "Seven"]


def blocks_of(*texts):
    return [PageBlock(text, heading=False, apart=False) for text in texts]


@pytest.mark.parametrize(
    ("extracted", "expected"),
    [
        ("One goes.\nTwo comes home.", {1, 2}),
        ("- One goes.\n| Two comes home. |", {1, 2}),  # marks of a list and of a table
        ("One goes. Two comes home.", {1, 2}),  # joined
        ("Three is said to be by far the longest.", {3}),  # with a gap
        ("Three is said\nto be by far the very longest of them all.", {3}),  # cut
        ("Menu", {0}),
        ("Nothing of this is on the page.", None),
        ("", None),
    ],
)
def test_what_was_taken_is_found_on_the_page(extracted, expected):
    page_ = blocks_of(
        "Menu",
        "One goes.",
        "Two comes home.",
        "Three is said to be by far the very longest of them all.",
        "Menu",
    )
    assert taken_blocks(page_, extracted) == expected


def test_of_two_like_blocks_that_behind_the_last_is_taken():
    assert taken_blocks(blocks_of("Go on.", "One goes.", "Go on."), "One goes.\nGo on.") == {1, 2}


def test_only_prose_between_what_was_taken_is_given_back():
    page_ = [
        *blocks_of("Head", LEAD, "Sport", PARAGRAPHS[0], PARAGRAPHS[1], "Read more", PARAGRAPHS[2]),
        PageBlock(LEAD, heading=False, apart=True),
        *blocks_of(PARAGRAPHS[0], LEAD),
    ]
    assert restored_blocks(page_, {3, 6, 8}, 0) == {1, 4}
    assert restored_blocks(page_, {3, 6, 8}, -1) == {4}


def test_an_extract_without_spans_is_all_the_article():
    article = Article("a", "Dial", f"{TITLE}\n{LEAD}", headline=TITLE, form="extract")
    assert body_of(clean_article(article)) == [LEAD]
