"""Tests of putting codings and their texts together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossframe.corpus.given import read_event
from crossframe.errors import CrossframeError
from crossframe.evaluation.coded_events import join_events
from crossframe.evaluation.stance import predict, score

CODEBOOK = """title = "Trams"
articles = ["b", "a"]

[[theme]]
id = "tram"
label = "Tram"
proposition = "The city should build a tram."
terms = ["tram"]
"""
GOLD = """article,sentence,theme,holder,stance
a,0,tram,outlet,neither
b,2,tram,lee,favor
"""


@pytest.fixture
def codings(tmp_path: Path) -> Path:
    folder = tmp_path / "codings" / "trams-2020"
    folder.mkdir(parents=True)
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "gold.csv").write_text(GOLD, encoding="utf-8")
    return folder.parent


def corpus(folder: Path, *ids: str) -> Path:
    path = folder / "corpus.jsonl"
    records = [
        {
            "id": name,
            "title": "The tram",
            "paragraphs": [["It rains."], ["Lee wants a tram.", "So."]],
        }
        for name in ids
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_sentences_are_numbered_through_all_paragraphs(codings: Path, tmp_path: Path) -> None:
    made = join_events(codings, corpus(tmp_path, "a", "b", "c"), tmp_path / "out")
    assert made == [tmp_path / "out" / "trams-2020"]
    table = read_event(made[0])
    assert table["article"].tolist() == ["b"] * 4 + ["a"] * 4
    own = table[table["article"] == "a"]
    assert own["sentence"].tolist() == [0, 1, 2, 3]
    assert own["paragraph"].tolist() == [0, 1, 2, 2]
    assert own["text"].tolist() == ["The tram", "It rains.", "Lee wants a tram.", "So."]


def test_the_folders_can_be_scored(codings: Path, tmp_path: Path) -> None:
    made = join_events(codings, corpus(tmp_path, "a", "b"), tmp_path / "out")
    assert score(made, predict(made))["detection"] == pytest.approx(4 / 6)


def test_an_article_that_the_corpus_lacks(codings: Path, tmp_path: Path) -> None:
    with pytest.raises(CrossframeError, match=r"'b' is not in corpus\.jsonl"):
        join_events(codings, corpus(tmp_path, "a"), tmp_path / "out")


def test_no_codings(tmp_path: Path) -> None:
    with pytest.raises(CrossframeError, match=r"no folder with a gold\.csv"):
        join_events(tmp_path, corpus(tmp_path, "a"), tmp_path / "out")


def test_the_codings_of_the_project_are_whole() -> None:
    events = sorted((Path(__file__).parents[2] / "data" / "events").glob("*/codebook.toml"))
    assert len(events) == 8
    for codebook in events:
        assert "articles = [" in codebook.read_text(encoding="utf-8")
        assert "evidence" not in (codebook.parent / "gold.csv").read_text(encoding="utf-8")
