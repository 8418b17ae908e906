"""What the page holds for coding: texts it takes from its articles, answers apart, the protocol."""

import json
import re
from importlib import resources

import pytest

from crossframe.coding.in_place import found_task
from crossframe.comparison import compare
from crossframe.corpus.articles import Article
from crossframe.reader.coding import coding_data, protocol
from crossframe.reader.numbers import content
from crossframe.reader.page import render_reader
from crossframe.stance.codebook import Actor, Codebook, Theme

BOOK = Codebook(
    "Harbour",
    (),
    (Theme("closing", "Closing\u202e", "The harbour should close.", ("harbour",)),),
    (Actor("lund", "Ada Lund", ("Lund",)),),
)
ARTICLES = [
    Article(
        "a", "Dial", "Mayor wants the harbour closed\nLund said 😀\x00 the harbour must close."
    ),
    Article("b", "Bell", "Rain is likely\nNobody came to the quay on Monday."),
]


@pytest.fixture(scope="module")
def tables():
    return compare(ARTICLES, codebook=BOOK)


def data_of(html):
    return json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])


def test_units_and_the_machines_rows_are_found_by_article_sentence_and_theme(tables):
    data = coding_data(content(tables, ARTICLES, BOOK), found_task(tables["stance_rules"], BOOK))
    assert data["articles"] == ["a", "b"]
    assert data["units"] == [[0, 0, 0], [0, 1, 0]]
    assert data["themes"] == [["closing", "Closing\u2060", "The harbour should close."]]
    assert "weight" not in data["columns"]
    sentences = tables["sentences"].query("article == 'a'")["text"].tolist()
    rules = tables["stance_rules"]
    for (_, number, _, stance, holder, unstated, start, end), row in zip(
        data["machine"], rules.itertuples(), strict=True
    ):
        assert (stance, holder, unstated) == (row.stance, row.holder, row.ground == "unstated")
        assert sentences[number][start:end] == row.evidence
    assert data["texts"] == {"0 1": sentences[1]}  # the one that the page shows otherwise


def test_the_protocol_on_the_page_is_that_beside_the_sheets():
    shown = protocol()
    lines = resources.files("crossframe.coding").joinpath("protocol.md").read_text("utf-8")
    plain = lines.replace("**", "").replace("`", "")
    told = [*shown.intro, *shown.rules, *(cell for row in shown.columns for cell in row)]
    assert all("".join(run.text for run in runs) in plain for runs in told)
    names = ["".join(run.text for run in name) for name, _ in shown.columns]
    assert names == ["article", "sentence", "theme", "holder", "stance", "evidence"]
    assert len(shown.rules) == len(re.findall(r"^\d+\. ", lines, re.MULTILINE))
    assert {run.tag for runs in told for run in runs} == {"", "strong", "code"}


def test_only_a_served_page_may_speak_with_its_server(tables):
    task = found_task(tables["stance_rules"], BOOK)
    pages = {
        saves: render_reader(
            tables, ARTICLES, title="T", codebook=BOOK, task=task._replace(saves=saves)
        )
        for saves in (False, True)
    }
    assert "connect-src" not in pages[False].partition("<style>")[0]
    assert 'connect-src &#39;self&#39;"' in pages[True].partition("<style>")[0]
    assert data_of(pages[True])["coding"]["saves"]


def test_without_a_codebook_or_a_theme_found_there_is_nothing_to_code(tables):
    assert "coding" not in data_of(render_reader(compare(ARTICLES), ARTICLES, title="T"))
    none = Codebook("", (), (Theme("x", "X", "X.", ("zebra",)),), ())
    html = render_reader(compare(ARTICLES, codebook=none), ARTICLES, title="T", codebook=none)
    assert "coding" not in data_of(html)
    assert 'id="code"' not in html
