"""The findings of two short reports, counted by hand, and of more than three."""

from types import SimpleNamespace

import numpy as np
import pytest

from crossframe.comparison import compare
from crossframe.corpus.articles import Article
from crossframe.findings import Number, findings, sentence, with_interval
from crossframe.stance.codebook import Codebook, Theme

A = (
    "Ada Lund said the old bridge must stay open.\n"
    "“The old bridge must stay open, and we will pay a tax,” Lund said.\n"
    "It rained for 3 days."
)
B = "The old bridge must close, engineers warned.\nIt rained for 5 days."
ARTICLES = [
    Article("a", "Anchor", A, form="text"),
    Article("b", "Bay Times", B, form="text"),
]
THEMES = {"open": "bridge", "tax": "tax", "boats": "boat*"}
BOOK = Codebook(
    "Bridge",
    (),
    tuple(Theme(id_, id_.title(), f"The {id_}.", (term,)) for id_, term in THEMES.items()),
    (),
)


@pytest.fixture(scope="module")
def compared():
    return compare(ARTICLES, codebook=BOOK)


@pytest.fixture(scope="module")
def told(compared):
    return [sentence(finding).strip() for finding in findings(compared, ARTICLES, BOOK)]


def test_who_speaks_and_how(told):
    assert told[0].startswith(
        "Anchor gives most room to Ada Lund: 18 of its 28 words, 12 of them in"
    )
    assert "Anchor attributes 2 statements: 1 quoted, 0 partly quoted, 1 paraphrased." in told[1]
    assert "Bay Times attributes 1 statement: 0 quoted" in told[1]


def test_repeats_themes_and_figures(told):
    text = "\n".join(told)
    assert "Anchor repeats “the old bridge must stay open” 2 times." in text
    assert "only Anchor touches Tax (1 sentence)." in text
    assert "No article touches Boats." in text


def test_there_are_five_to_eight_and_none_is_a_verdict_or_a_stance(told):
    assert 5 <= len(told) <= 8
    text = " ".join(told).casefold()
    assert not any(word in text for word in ("favor", "against its", "biased", "omits", "hides"))


def test_every_number_names_its_cell_and_has_its_sentences(compared):
    numbers = [
        part
        for finding in findings(compared, ARTICLES, BOOK)
        for part in finding
        if isinstance(part, Number)
    ]
    assert len(numbers) > 15
    for number in numbers:
        table, row, column = number.cell.split(":")
        value = compared[table].loc[int(row), column]
        shown = f"{value:.2f}" if isinstance(value, float) else str(value)
        assert number.said == shown
    with_words = [number for number in numbers if number.where]
    assert with_words
    assert all(sentences for number in with_words for _, sentences, _ in number.where if number.said != "0")  # fmt: skip


def test_words_of_a_speaker_are_exactly_those_that_are_counted(compared):
    voices = next(iter(findings(compared, ARTICLES, BOOK)))
    spoken = [part for part in voices if isinstance(part, Number) and "words" in part.cell]
    said = {
        part.cell.rpartition(":")[2]: [A[start:end] for _, _, spans in part.where for start, end in spans]
        for part in spoken[::-1]
    }  # fmt: skip
    assert said["words"] == ["the old bridge must stay open", "The old bridge must stay open, and we will pay a tax"]  # fmt: skip
    assert said["quoted_words"] == ["The old bridge must stay open, and we will pay a tax"]


def test_many_articles_are_told_of_together():
    many = [Article(f"a{n}", f"Outlet {n}", A if n % 2 else B, form="text") for n in range(5)]
    told = [sentence(finding) for finding in findings(compare(many), many, None)]
    assert any(text.startswith("Most alike are Outlet") for text in told)
    assert all(len(text) < 600 for text in told)


def test_figures_of_one_number_in_another_direction_are_told():
    said = "Rents in the old harbour {} by 40 percent last year, Ada Lund said on Monday."
    posts = [
        Article(id=id_, outlet=outlet, text=f"Rents\n\n{said.format(verb)}\n")
        for id_, outlet, verb in (("a", "Anchor", "rose"), ("b", "Bay", "fell"))
    ]
    c = compare(posts)
    assert "direction differs" in set(c["conflicts"]["relation"])
    told = " ".join(sentence(finding) for finding in findings(c, posts, None))
    assert "stated in two ways" in told
    assert "(direction differs)" in told
    apart = dict(c) | {"event_groups": c["event_groups"].assign(group=[1, 2])}
    told = " ".join(sentence(finding) for finding in findings(apart, posts, None))
    assert "stated in two ways" not in told  # of two events they are two figures
    assert "Of the statements" not in told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("They closed the Mill Bridge.", "Ada Lund likes the Mill Bridge.", None),  # a name
        ("Becker leads the Chamber of Trade.", "It saw the Chamber of Trade.", None),  # a long name
        ("And that is a threat, he said.", "We know and that is a threat.", None),  # one of content
        ("We want to close the bridge now.", "They want to close the bridge soon.", "want to close the bridge"),
    ],
)  # fmt: skip
def test_a_name_that_stands_twice_is_no_finding(first, second, told):
    posts = [
        Article("a", "Anchor", f"{first}\nIt rained.\n{second}", form="text"),
        Article("b", "Bay Times", B, form="text"),
    ]
    c = compare(posts)
    assert len(c["phrase_families"]) == 1
    text = " ".join(sentence(finding) for finding in findings(c, posts, None))
    assert (f"Anchor repeats “{told}” 2 times" in text) if told else ("repeats" not in text)


def test_a_name_that_stands_three_times_is_told_and_the_longer_phrase_before_it():
    name = "Ada saw the Mill Bridge.\nBo likes the Mill Bridge.\nCy left the Mill Bridge."
    longer = "We want to close all of it now.\nThey want to close all of it soon."
    for text, phrase in ((name, "the Mill Bridge” 3"), (f"{name}\n{longer}", "want to close all of it” 2")):  # fmt: skip
        posts = [
            Article("a", "Anchor", text, form="text"),
            Article("b", "Bay Times", B, form="text"),
        ]
        told = " ".join(sentence(finding) for finding in findings(compare(posts), posts, None))
        assert f"Anchor repeats “{phrase} times" in told


def test_of_several_articles_an_outlet_the_outlets_are_told():
    boats = "Boats may leave the old harbour.\nLund likes boats."
    posts = [
        *(Article(f"a{n}", "Anchor", A, form="text") for n in range(3)),
        Article("b", "Bay Times", B, form="text"),
        Article("c", "Bay Times", f"{B}\n{boats}", form="text"),
    ]
    c = compare(posts, codebook=BOOK)
    found = findings(c, posts, BOOK)
    told = "\n".join(map(sentence, found))
    own, low, high = c["outlet_forms"].loc[0, ["share", "low", "high"]]
    assert f"Of the words in 3 articles of Anchor, {own:.0%} ({low:.0%} to {high:.0%}) are its own" in told  # fmt: skip
    assert "95% interval over articles" in told
    assert "only Anchor touches Tax (3 sentences)." in told
    assert "only Bay Times touches Boats (2 sentences)." in told
    tax = next(n for one in found for n in one if isinstance(n, Number) and n.cell.startswith("outlet_numbers"))  # fmt: skip
    assert [article for article, _, _ in tax.where] == ["a0", "a1", "a2"]


@pytest.mark.parametrize(
    ("share", "low", "high", "said"),
    [
        (0.404, 0.31, 0.52, [("40%", "share"), (" (", ""), ("31%", "low"), (" to ", ""), ("52%", "high"), (")", "")]),
        (0.404, np.nan, np.nan, [("40%", "share")]),
        (np.nan, np.nan, np.nan, [("0%", "")]),
    ],
)  # fmt: skip
def test_a_share_stands_with_its_interval_where_it_has_one(share, low, high, said):
    row = SimpleNamespace(share=share, low=low, high=high)
    assert list(with_interval(row, "share", ".0%")) == said
