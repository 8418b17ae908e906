"""Tests of finding themes in sentences."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.given import read_event
from crossframe.corpus.sentences import given_sentences
from crossframe.stance.codebook import Actor, Codebook, Theme, load_codebook
from crossframe.stance.themes import (
    HIT_COLUMNS,
    term_pattern,
    theme_hits,
    touched_themes,
)
from crossframe.text.words import fold

DATA = Path(__file__).parents[2] / "data"

BAN = Theme("ban", "Car ban", "Cars should be banned from town.", ("car ban", "cars"))
TRAM = Theme("tram", "Tram", "The city should build a tram.", ("tram*",))


def book(*themes: Theme, actors: tuple[Actor, ...] = ()) -> Codebook:
    return Codebook("Linden", (), themes, actors)


def table(*texts: str, article: str = "a") -> pd.DataFrame:
    return given_sentences([(article, i, i, text) for i, text in enumerate(texts)])


def touched(sentences: pd.DataFrame, codebook: Codebook) -> list[tuple[str, int, str]]:
    rows = touched_themes(sentences, codebook)
    return list(rows[["article", "sentence", "theme"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("tax", "Taxes, a tax, syntax, TAX.", ["tax", "tax"]),
        ("tax*", "Taxes and taxation, no syntax", ["taxes", "taxation"]),
        ("limit* russia's", "limiting Russia’s army", ["limiting russia's"]),
        ("t*m line", "the tram-line", ["tram-line"]),
        ("car-free zone", "A car free zone", ["car free zone"]),
        ("so-called “ban”", 'the so-called "ban"', ['so-called "ban"']),
        ("#tramnow", "We want #TramNow!", ["#tramnow"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("old town", "old\u00a0town", ["old town"]),
        ("café", "the cafe\u0301s and the cafe\u0301", ["cafe\u0301"]),
        ("20-mph", "20 mph, 120 mph", ["20 mph"]),
    ],
)
def test_term_patterns(term: str, text: str, found: list[str]) -> None:
    assert term_pattern(term).findall(fold(text)) == found


@given(st.text(min_size=1, max_size=8), st.text(max_size=30))
def test_hits_lie_where_they_say(term: str, text: str) -> None:
    if not any(character.isalnum() for character in term):
        return
    theme = Theme("x", "x", "It is so.", (term,))
    sentences = given_sentences([("a", 0, 0, "Head"), ("a", 1, 1, text)])
    for row in theme_hits(sentences, book(theme)).itertuples():
        start = sentences["start"].tolist()[row.sentence]
        part = sentences["text"].tolist()[row.sentence][row.start - start : row.end - start]
        assert term_pattern(term).fullmatch(fold(part))


def test_hits_are_in_reading_order_with_file_offsets() -> None:
    sentences = table("Tram or cars?", "No cars, one tram.")
    hits = theme_hits(sentences, book(BAN, TRAM))
    assert hits.columns.tolist() == HIT_COLUMNS
    assert hits.to_numpy().tolist() == [
        ["a", 0, "tram", "tram*", 0, 4],
        ["a", 0, "ban", "cars", 8, 12],
        ["a", 1, "ban", "cars", 18, 22],
        ["a", 1, "tram", "tram*", 28, 32],
    ]


def test_nothing_found_keeps_the_columns() -> None:
    assert theme_hits(table("Rain."), book(TRAM)).columns.tolist() == HIT_COLUMNS
    assert touched_themes(table("Rain."), book(TRAM)).columns.tolist() == HIT_COLUMNS
    assert touched_themes(table("Rain.").iloc[:0], book(TRAM)).columns.tolist() == HIT_COLUMNS


def test_a_term_inside_a_longer_one_of_another_theme_gives_way() -> None:
    safety = Theme("safety", "Safety", "Trams are safe.", ("safety",))
    school = Theme("school", "Schools", "Schools need more money.", ("school safety",))
    assert touched(table("School safety matters.", "Safety first."), book(safety, school)) == [
        ("a", 0, "school"),
        ("a", 1, "safety"),
    ]


def test_articles_do_not_influence_each_other() -> None:
    first, second = table("Tram wanted", "They oppose the plan."), table("Rain", article="b")
    alone = touched_themes(first, book(TRAM))
    both = touched_themes(pd.concat([first, second], ignore_index=True), book(TRAM))
    pd.testing.assert_frame_equal(alone, both)


def test_the_two_articles() -> None:
    sentences = read_event(DATA / "gold")
    rows = touched_themes(sentences, load_codebook(DATA / "codebook.toml"))
    units = set(rows[["article", "sentence", "theme"]].itertuples(index=False, name=None))
    assert ("ceo-outlook", 0, "russian_force_limits") in units
    assert ("lords-press", 10, "russian_threat") not in units
    texts = dict(
        zip(
            zip(sentences["article"], sentences["sentence"], strict=True),
            sentences["text"],
            strict=True,
        )
    )
    starts = dict(
        zip(
            zip(sentences["article"], sentences["sentence"], strict=True),
            sentences["start"],
            strict=True,
        )
    )
    for row in rows.itertuples():
        key = (row.article, row.sentence)
        part = texts[key][row.start - starts[key] : row.end - starts[key]]
        assert term_pattern(row.term).fullmatch(fold(part))
