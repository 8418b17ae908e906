"""The methods paragraph: what was done, in which words and numbers."""

import re

import pandas as pd
import pytest

from crossframe.comparison import compare
from crossframe.corpus.articles import Article
from crossframe.io.reference_data import reference_file
from crossframe.report.methods import methods, prepared
from crossframe.stance.codebook import Actor, Codebook, Theme

HARBOUR = """The council voted on Monday to close the old harbour after a long debate about its walls.

Mayor Ada Lund said the old harbour was a danger to the people who live beside the water."""
BREAD = """A small bakery in the hills has won the national prize for its dark rye bread, the jury said.

The baker, Maria Stone, said the recipe had been in her family for more than a hundred years."""
BOOK = Codebook(
    title="Harbour",
    articles=(),
    themes=(
        Theme(id="closing", label="Closing", proposition="It should close.", terms=("clos*",)),
    ),
    actors=(Actor(id="lund", name="Ada Lund", aliases=()),),
)


def article(id_, outlet, text=HARBOUR, form="text", headline="", **more):
    return Article(id=id_, outlet=outlet, text=text, form=form, headline=headline, **more)


@pytest.fixture(scope="module")
def two():
    articles = [article("a", "Anchor"), article("b", "Bay", f"{HARBOUR}\n\nIt rained all day.")]
    return articles, compare(articles, codebook=BOOK)


def test_the_articles_are_counted_and_named(two):
    articles, tables = two
    text = methods(tables, articles, title="The old harbour")
    assert text.startswith("# What the articles show\n\n- Both give most room to Lund: Anchor ")
    assert '# Methods\n\n2 articles on "The old harbour" were compared with crossframe' in text
    assert re.search(r"^- Anchor, 2 sentences, \d+ words$", text, re.MULTILINE)
    assert "left out" not in text.split("**")[0]
    assert "2 articles came as text and nothing else" in text
    assert "Nothing was removed." in text


def test_without_a_title_none_is_quoted(two):
    articles, tables = two
    assert "2 articles were compared" in methods(tables, articles, title="Articles compared")


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 other was found and left out"), (12, "12 others were found and left out")],
)
def test_what_was_left_out_is_counted(two, number, said):
    articles, tables = two
    intake = pd.DataFrame({"status": ["used", "used", "left out"], "items": [1, 1, number]})
    assert said in methods({**tables, "intake": intake}, articles, title="X")


def test_with_a_codebook_its_themes_are_named_and_alpha_is_cited(two):
    articles, tables = two
    text = methods(tables, articles, title="X", codebook=BOOK)
    assert '**Stance.** 1 theme of the codebook "Harbour": Closing.' in text
    assert "the 1 actor of the codebook" in text
    assert "Krippendorff, K. 2004." in text
    assert "coded by people" not in text
    assert "about half right on new events" in text
    table = pd.read_csv(reference_file("stance_confidence.csv"))
    assert f"{table['right'].sum()} of {table['rows'].sum()} rows of the rules" in text


def test_without_a_codebook_there_is_no_stance_and_no_alpha(two):
    articles, tables = two
    tables = {name: table for name, table in tables.items() if name != "stance"}
    text = methods(tables, articles, title="X")
    assert "None was coded, for want of a codebook." in text
    assert "Krippendorff" not in text


def test_rows_settled_by_hand_are_counted(two):
    articles, tables = two
    stance = tables["stance"].assign(coded_by="rules")
    stance.loc[stance.index[0], "coded_by"] = "adjudicated"
    text = methods({**tables, "stance": stance}, articles, title="X", codebook=BOOK)
    assert " units coded by people; the others by rules" in text


def test_copy_and_other_events_are_pointed_out(two):
    articles, tables = two
    text = methods(tables, articles, title="X")
    assert "1 pair of articles shares copy" in text
    assert "Broder, A. Z. 1997." in text
    assert "events (`tables" not in text
    mixed = [article("a", "Anchor"), article("c", "Anchor", BREAD)]
    text = methods(compare(mixed), mixed, title="X")
    assert "seem to be on 2 events" in text
    assert "Broder" not in text
    assert "- Anchor (1), 2 sentences" in text
    assert "- Anchor (2), 2 sentences" in text


def test_each_form_of_text_is_said_to_be_prepared_in_its_way():
    articles = [
        article(str(n), "Anchor", form=form) for n, form in enumerate(["page", "page", "extract"])
    ]
    text = prepared(articles)
    assert text.startswith("2 articles came as scraped pages: ")
    assert (
        "1 article came as text that a program took out of a page: only certain boilerplate was removed of it."
        in text
    )


def test_the_program_that_read_an_html_page_is_named_with_its_version():
    html = article(
        "b", "Bay", form="extract", kept=((0, len(HARBOUR)),), extractor="trafilatura 9.9"
    )
    assert prepared([html]) == (
        "1 article came as text that trafilatura 9.9 (Barbaresi 2021) took out of a page: only certain"
        " boilerplate was removed of it, and the ledger lists what it left out of the page."
    )
    text = methods(
        compare([article("a", "Anchor"), html]), [article("a", "Anchor"), html], title="X"
    )
    assert "- Barbaresi, A. 2021." in text


def test_names_and_titles_stay_in_their_line(two):
    articles, tables = two
    broken = [article("a", "An\nchor", headline="Two\r\nlines"), articles[1]]
    text = methods(tables, broken, title="A\n\n# B")
    assert "- An chor: Two lines, " in text
    assert 'on "A # B" were' in text


def test_paragraphs_are_parted_and_every_source_cited_is_listed(two):
    articles, tables = two
    text = methods(tables, articles, title="X", codebook=BOOK)
    body, references = text.split("\n\n## References\n\n")
    assert "\n\n\n" not in text
    assert all(
        "\n\n**" in f"\n\n{part}" for part in re.findall(r"(?:\n\n|\A)[^\n]*\*\*[^\n]*", body)
    )
    cited = set(
        re.findall(
            r"([A-Z][a-z]+)(?: et al\.| and [A-Z][a-z]+|, [A-Z][a-z]+ and [A-Z][a-z]+)? (?:19|20)\d\d",
            body,
        )
    )
    assert {"Fan", "Efron", "Gusfield", "Krippendorff", "Monroe"} <= cited | {"Monroe"}
    assert all(f"\n- {name}, " in f"\n{references}" for name in cited - {"Quinn"})
