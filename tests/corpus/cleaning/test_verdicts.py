"""What becomes of the blocks of a page: links, promotions, galleries, what stands twice."""

import pytest

from crossframe.corpus.cleaning.pages import clean

HEADLINE = "Old harbour will close in May"
PARAGRAPHS = [
    "The old harbour of the town will close in May, the mayor said on Monday after a long meeting.",
    "She told the council that the repair would cost more than the town earns in a year.",
    "Dockers want to go to court, and they say that they have good hopes to win there.",
    "The harbour was built in 1907 and has been repaired twice since the war.",
    "A decision is expected by the end of the month.",
]
LINKS = [
    "Fishermen fear for the salmon of the lake",
    "Norwick gets a new library",
    "Mayor under fire over parking fees",
]


def body(*lines, headline=HEADLINE, form="page"):
    table = clean("\n".join(lines), headline=headline, form=form)
    return table.loc[table["kind"] == "body", "text"].tolist()


def rule_of(line, *lines, headline=HEADLINE, form="page"):
    table = clean("\n".join(lines), headline=headline, form=form)
    return table.loc[table["text"] == line, ["kind", "rule"]].to_numpy().tolist()


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize(
    "heading",
    ["Related", "Related stories", "Read more", "More on this story", "Most read", "Read next"],
)
def test_an_article_goes_on_behind_a_list_of_links(heading, blank):
    lines = [HEADLINE, *PARAGRAPHS[:3], heading, *LINKS, *PARAGRAPHS[3:]]
    for number in (1, 2, 3):
        page = [*lines[:5], *LINKS[:number], *PARAGRAPHS[3:]]
        assert body(*("\n\n".join(page).split("\n") if blank else page)) == PARAGRAPHS


def test_a_list_of_links_behind_the_article_is_still_its_end():
    teaser = "Norwick gets a new library and it opens its doors on Monday."
    foot = ["Related stories", *LINKS, "Library opens at last", teaser, "3 May 2021", "Read more"]
    page = [HEADLINE, *PARAGRAPHS[:3], "Related", *LINKS, *PARAGRAPHS[3:], *foot]
    assert body(*page) == PARAGRAPHS


def test_a_teaser_of_the_link_above_it_is_no_part_of_the_article():
    teaser = "The library of Norwick opens its doors to the mayor and the town on Monday."
    assert body(HEADLINE, *PARAGRAPHS, "Related", "Library opens its doors", teaser) == PARAGRAPHS


def test_lines_in_a_row_are_links_unless_a_colon_announces_them():
    page = [HEADLINE, *PARAGRAPHS[:3], *LINKS, *PARAGRAPHS[3:]]
    assert body(*page) == PARAGRAPHS
    assert rule_of(LINKS[1], *page) == [["removed", "list of links"]]
    for before in ("They ask for three things:", "What they want"):
        page[3] = before
        assert body(*page) == page[1:]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("View Photos", "gallery"),
        ("View all 12 photos", "gallery"),
        ("Gallery: the harbour through the years", "gallery"),
        ("1 /3 Norwick in pictures", "caption or credit"),
        ("Photo 2 of 9", "caption or credit"),
        ("Swipe for more pictures of the harbour.", "gallery"),
        ("This video is not available", "gallery"),
        ("Wait 1 second to continue.", "advertisement"),
        ("Your ad will end in 5 seconds", "advertisement"),
        ("Subscribe now to our eNorwick edition", "newsletter"),
        ("Subscribe today to read our digital edition.", "newsletter"),
        ("Download our app", "newsletter"),
        ("Enjoying this article? Subscribe for unlimited access.", "newsletter"),
        ("Try 4 weeks for £1", "newsletter"),
        ("Follow us on X and Facebook.", "share buttons"),
        ("Image copyright Ada Lund", "caption or credit"),
        ("Image caption The harbour on Monday", "caption or credit"),
        ("All photos by Ada Lund", "caption or credit"),
        ("Ada Lund/Norwick Post", "caption or credit"),
        ("Ada Lund for The Norwick Post", "caption or credit"),
        ("https://post.test/a https://post.test/b", "link"),
        ("www.post.test/a", "link"),
        ("post.test/harbour | post.test/lake", "link"),
        ("Harbour | Mayor | Council", "tags"),
        ("Harbour · Mayor · Council", "tags"),
    ],
)
def test_galleries_promotions_credits_and_bare_links_go(line, rule):
    page = [HEADLINE, *PARAGRAPHS[:3], line, *PARAGRAPHS[3:]]
    assert body(*page) == PARAGRAPHS
    assert rule_of(line, *page) == [["removed", rule]]


@pytest.mark.parametrize(
    "line",
    [
        "View from the harbour",
        "1/3 of the dockers want to leave",
        "The pictures of the harbour have gone round the world.",
        "Subscribe to his view, and the harbour is lost, the mayor said.",
        "“Support our harbour and download our app,” the mayor told them on Monday.",
        "Wait and see: that is what the mayor says.",
        "(Reporting by Ada Lund; editing by Olaf Berg)",
        "1/2 of a pound of salt",
        "Ada Lund for mayor",
    ],
)
def test_lines_of_articles_stay(line):
    assert line in body(HEADLINE, *PARAGRAPHS[:3], line, *PARAGRAPHS[3:])


@pytest.mark.parametrize("form", ["page", "extract", "text"])
@pytest.mark.parametrize(
    "standfirst",
    [PARAGRAPHS[0], PARAGRAPHS[0].upper(), PARAGRAPHS[0][:60] + "…", PARAGRAPHS[0][:60] + "..."],
)
def test_a_standfirst_that_the_first_paragraph_says_again_counts_once(standfirst, form):
    page = [HEADLINE, standfirst, *PARAGRAPHS]
    assert body(*page, form=form) == PARAGRAPHS
    table = clean("\n".join(page), headline=HEADLINE, form=form)
    assert table["rule"].tolist()[1] == "repeated standfirst"


def test_a_standfirst_above_byline_and_date_counts_once_too():
    page = [HEADLINE, PARAGRAPHS[0], "By Ada Lund", "4 May 2021", *PARAGRAPHS]
    assert body(*page) == PARAGRAPHS
    dateline = f"NORWICK (AP) — {PARAGRAPHS[0]}"
    assert body(*page[:4], dateline, *PARAGRAPHS[1:]) == [dateline, *PARAGRAPHS[1:]]


def test_a_standfirst_in_other_words_stays():
    other = "Mayor wants to close the old harbour in May, and dockers want to go to court over it"
    assert body(HEADLINE, other, *PARAGRAPHS) == [other, *PARAGRAPHS]
    assert body(HEADLINE, "By Ada Lund", "4 May 2021", other, *PARAGRAPHS) == [other, *PARAGRAPHS]


def test_a_paragraph_that_stands_twice_counts_once_on_a_page_but_not_in_a_text():
    page = [HEADLINE, *PARAGRAPHS, PARAGRAPHS[2]]
    assert rule_of(PARAGRAPHS[2], *page)[1] == ["removed", "repeated paragraph"]
    assert body(*page, form="text") == [*PARAGRAPHS, PARAGRAPHS[2]]
