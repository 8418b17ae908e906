"""Tests of reading codebooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Actor, Codebook, Theme, load_codebook

CODEBOOK = Path(__file__).parents[2] / "data" / "codebook.toml"
GOOD = """
title = "Traffic in Linden"
articles = ["a", "b"]

[[theme]]
id = "car_ban"
label = "Car ban"
proposition = "Cars should be banned from the old town."
terms = ["car ban", "cars"]
favor_cues = ["breathe again"]

[[theme]]
id = "tram"
label = "Tram"
proposition = "The city should build a tram."
terms = ["tram*"]

[[actor]]
id = "mayor"
name = "Ann Lee"
aliases = ["Mayor Lee"]

[[actor]]
id = "guild"
name = "Traders' Guild"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_themes_and_actors_in_order(tmp_path: Path) -> None:
    codebook = load_codebook(write(tmp_path, GOOD))
    assert codebook == Codebook(
        title="Traffic in Linden",
        articles=("a", "b"),
        themes=(
            Theme(
                "car_ban",
                "Car ban",
                "Cars should be banned from the old town.",
                ("car ban", "cars"),
                favor_cues=("breathe again",),
            ),
            Theme("tram", "Tram", "The city should build a tram.", ("tram*",)),
        ),
        actors=(Actor("mayor", "Ann Lee", ("Mayor Lee",)), Actor("guild", "Traders' Guild")),
    )


def test_the_projects_own_codebook() -> None:
    codebook = load_codebook(CODEBOOK)
    assert len(codebook.themes) == 10
    assert len(codebook.actors) == 10
    assert codebook.theme("troop_caps").label == "Troop caps on Ukraine"


def test_unknown_theme_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(CrossframeError, match=r"unknown theme 'tolls'.*car_ban, tram"):
        load_codebook(write(tmp_path, GOOD)).theme("tolls")


def test_articles_may_be_left_out(tmp_path: Path) -> None:
    text = GOOD.replace('articles = ["a", "b"]', "")
    assert load_codebook(write(tmp_path, text)).articles == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Traffic in Linden"', "", "key 'title' is missing"),
        ('id = "tram"', 'id = "car_ban"', "theme id 'car_ban' is used 2 times"),
        ('id = "guild"', 'id = "mayor"', "actor id 'mayor' is used 2 times"),
        ('id = "guild"', 'id = "outlet"', "actor id 'outlet' has another meaning"),
        ('id = "tram"', 'id = "all themes"', "theme id 'all themes' has another meaning"),
        ('id = "tram"', 'id = "a; b"', "theme id 'a; b' has"),
        ('id = "tram"', r'id = "a\nb"', "has another meaning in tables, or cannot stand in them"),
        ('terms = ["tram*"]', "terms = []", r"theme 2 \(tram\): list 'terms' is empty"),
        ('terms = ["tram*"]', 'terms = ["*"]', r"search term '\*' holds no letter"),
        ('terms = ["tram*"]', 'terms = ["tram", " "]', "key 'terms' is missing or not a list"),
        ('terms = ["tram*"]', 'terms = "tram"', "key 'terms' is missing or not a list"),
        ('terms = ["tram*"]', "", "key 'terms' is missing or not a list"),
        ('label = "Tram"', "label = 3", r"theme 2 \(tram\): key 'label' is missing"),
        ('label = "Tram"', 'lable = "Tram"', "unknown key 'lable'"),
        ('name = "Ann Lee"', "", r"actor 1 \(mayor\): key 'name' is missing"),
        ('title = "Traffic in Linden"', 'title = "x"\nthemes = 1', "unknown key 'themes'"),
        ('proposition = "The city', "proposition = The city", "not valid TOML.*line"),
    ],
)
def test_bad_input_names_place_and_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(CrossframeError, match=message) as caught:
        load_codebook(path)
    assert str(path) in str(caught.value)
    assert "Remedy" in str(caught.value)


def test_no_theme_at_all(tmp_path: Path) -> None:
    with pytest.raises(CrossframeError, match="no theme is named"):
        load_codebook(write(tmp_path, 'title = "x"'))


def test_theme_that_is_no_list_of_tables(tmp_path: Path) -> None:
    with pytest.raises(CrossframeError, match="'theme' is not a list of tables"):
        load_codebook(write(tmp_path, 'title = "x"\ntheme = 3'))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CrossframeError, match="codebook file is missing"):
        load_codebook(tmp_path / "none.toml")
