"""Tests of crossframe.evaluation.reference and of the tables in data/reference."""

import json

import numpy as np
import pandas as pd
import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation.reference import build_reference
from crossframe.evaluation.similarity import corpus_sentences
from crossframe.similarity.cosine import WEIGHTINGS, similarity_matrix
from crossframe.similarity.percentiles import PHRASE_SHARES, share_name

TABLES = ["background.csv", "pairs.csv", "articles.csv", "retrieval.csv", "percentiles.csv"]
THINGS = ["harbour", "bakery", "railway", "orchestra"]


def invented(things=THINGS):
    return [
        {
            "id": f"{outlet}-{thing}",
            "event": thing,
            "title": f"Old {thing} in danger",
            "paragraphs": [
                [f"The {outlet} says the old {thing} may close.", f"The old {thing} may close."]
            ],
        }
        for thing in things
        for outlet in ("Echo", "Mirror")
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    corpus = folder / "corpus.jsonl"
    corpus.write_text("".join(f"{json.dumps(row)}\n" for row in invented()))
    return corpus, build_reference(corpus, folder / "tables")


def test_files_and_bytes(built, tmp_path):
    corpus, paths = built
    assert [path.name for path in paths] == TABLES
    again = build_reference(corpus, tmp_path / "again")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]


def test_background_counts_events(built):
    background = pd.read_csv(built[1][0], keep_default_na=False).set_index("term")["events"]
    assert background[""] == 4
    assert background["old"] == background["mirror"] == background["mirror says"] == 4
    assert "harbour" not in background
    assert list(background.index) == sorted(background.index)


def test_pairs_are_weighted_by_the_new_background(built):
    pairs = pd.read_csv(built[1][1])
    assert len(pairs) == 4
    assert list(pairs.columns[2:]) == list(WEIGHTINGS)
    assert (pairs["words_shorter"] <= pairs["words_longer"]).all()
    assert pairs[list(WEIGHTINGS)].to_numpy().min() > 0.5
    shipped = similarity_matrix(corpus_sentences([built[0]]))
    assert pairs["default"].iloc[0] != pytest.approx(shipped.iloc[0, 1], abs=1e-4)


def test_percentiles_are_those_of_the_values(built):
    tables = {path.name: pd.read_csv(path) for path in built[1]}
    percentiles = tables["percentiles.csv"]
    groups = percentiles.groupby(["measure", "variant", "among"])
    assert len(groups) == 2 * len(WEIGHTINGS) + len(PHRASE_SHARES)
    assert (groups.size() == 101).all()
    assert set(percentiles.loc[percentiles["among"] == "different_event", "n"]) == {24}
    assert set(percentiles.loc[percentiles["among"] == "articles", "n"]) == {8}


def test_retrieval_holds_the_cross_check(built):
    table = pd.read_csv(built[1][3])
    assert table.loc[table["background"] == "other events", "weighting"].tolist() == [
        "default",
        "words",
        "plain",
    ]
    assert table["weighting"].unique().tolist() == list(WEIGHTINGS)
    assert (table["map"] == 1).all()


@pytest.mark.parametrize("events", [["x", "x"], ["x", "y"]])
def test_corpus_without_both_kinds_of_pairs(tmp_path, events):
    rows = [{**row, "event": event} for row, event in zip(invented(), events, strict=False)]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    with pytest.raises(CrossframeError, match="on one event"):
        build_reference(corpus, tmp_path)


def test_corpus_without_events(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "1", "title": "Old harbour", "paragraphs": []}\n')
    with pytest.raises(CrossframeError, match="'event' is missing"):
        build_reference(corpus, tmp_path)


def test_shipped_tables_agree_with_each_other(root):
    folder = root / "data" / "reference"
    tables = {name: pd.read_csv(folder / name, keep_default_na=False) for name in TABLES}
    percentiles = tables["percentiles.csv"].set_index(["variant", "among"])["value"]
    for name in WEIGHTINGS:
        values = np.percentile(tables["pairs.csv"][name], range(101))
        assert percentiles[name, "same_event"].to_numpy() == pytest.approx(values, abs=2e-6)
    for min_words, headline in PHRASE_SHARES:
        name = share_name(min_words, headline=headline)
        values = np.percentile(tables["articles.csv"][name], range(101))
        assert percentiles[name, "articles"].to_numpy() == pytest.approx(values, abs=2e-6)
    assert [len(tables[name]) for name in ("pairs.csv", "articles.csv")] == [180, 180]
    assert tables["background.csv"]["events"].between(2, 60).all()


def test_shipped_scores(root):
    table = pd.read_csv(root / "data" / "reference" / "retrieval.csv")
    scores = table.set_index(["weighting", "background"])["map"]
    assert scores["default", "shipped"] >= 0.985
    assert scores["default", "other events"] >= 0.985
    assert scores["default", "shipped"] == scores.max()


def test_shipped_folder_holds_tables_and_their_origin_only(root):
    folder = root / "data" / "reference"
    of_stance = ["stance_confidence.csv", "stance_events.csv", "stance_scores.csv"]
    others = ["README.md", "human_codebook.toml", "paraphrases.csv", *of_stance]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*TABLES, *others])
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "Fan" in readme
    assert "crossframe reference" in readme
    assert all(f"`{name}`" in readme for name in TABLES)
