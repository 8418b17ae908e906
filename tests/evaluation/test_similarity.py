"""Tests of crossframe.evaluation.similarity."""

import json

import numpy as np
import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation.similarity import (
    corpus_sentences,
    left_out_counts,
    pair_counts,
    predict,
    rank,
    retrieval,
    score,
    write,
)

CORPUS = [
    {
        "id": "1",
        "event": "x",
        "title": "Harbour",
        "paragraphs": [["Harbour!"], ["Dockers strike."]],
    },
    {"id": "2", "event": "x", "title": "Dockers", "paragraphs": [["Harbour dockers strike."]]},
    {"id": "same", "event": "y", "title": "Rye bread", "paragraphs": [["Bakers bake.", "It is."]]},
    {"id": "same", "event": "y", "title": "Bread", "paragraphs": [["Bakers bake rye bread."]]},
]


def store(path, corpus):
    path.write_text("".join(f"{json.dumps(row)}\n" for row in corpus))
    return path


@pytest.fixture
def corpus(tmp_path):
    return store(tmp_path / "corpus.jsonl", CORPUS)


def test_articles_of_one_id_stay_apart_and_repeated_titles_go(corpus):
    table = corpus_sentences([corpus])
    assert table["article"].unique().tolist() == ["1", "2", "3", "4"]
    assert table["id"].drop_duplicates().tolist() == ["1", "2", "same"]
    assert table.loc[table["article"] == "1", "text"].tolist() == ["Harbour", "Dockers strike."]
    assert table.loc[table["article"] == "4", "text"].tolist() == [
        "Bread",
        "Bakers bake rye bread.",
    ]


def test_articles_on_one_event_find_each_other(corpus):
    predictions = predict([corpus])
    assert [row["ranked_numbers"][0] for row in predictions] == [2, 1, 4, 3]
    assert [len(row["ranked"]) for row in predictions] == [3, 3, 3, 3]
    assert all(row["scores"] == sorted(row["scores"], reverse=True) for row in predictions)
    scores = score([corpus], predictions)
    assert {name: scores[name] for name in ("map", "p_at_2", "mrr")} == {
        "map": 1.0,
        "p_at_2": 0.5,
        "mrr": 1.0,
    }
    assert scores["groups.f1"] == scores["undated.left_out.f1"] == 1


def test_predicting_does_not_read_events(corpus, tmp_path):
    blind = [{key: row[key] for key in ("id", "title", "paragraphs")} for row in CORPUS]
    other = store(tmp_path / "blind.jsonl", blind)
    assert predict([other]) == predict([corpus])
    assert score([other], predict([other])) == {}


def test_several_files_are_one_corpus(corpus, tmp_path):
    parts = [store(tmp_path / f"{i}.jsonl", CORPUS[2 * i : 2 * i + 2]) for i in range(2)]
    assert predict(parts) == predict([corpus])
    assert score(parts, predict(parts)) == score([corpus], predict([corpus]))


def test_written_predictions_can_be_scored_anew(corpus, tmp_path):
    target = tmp_path / "predictions.jsonl"
    predictions = predict([corpus])
    write(predictions, target)
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert [row["id"] for row in rows] == [row["id"] for row in CORPUS]
    assert rows[0]["ranked"][0] == "2"
    assert score([corpus], rows) == score([corpus], predictions)


def test_some_events_missing(tmp_path):
    rows = [dict(row) for row in CORPUS]
    del rows[1]["event"]
    path = store(tmp_path / "corpus.jsonl", rows)
    with pytest.raises(CrossframeError, match="object 2 has no 'event'"):
        score([path], predict([path]))


def test_predictions_of_another_corpus(corpus):
    with pytest.raises(CrossframeError, match="1 articles were predicted, the corpus has 4"):
        score([corpus], predict([corpus])[:1])


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"title": 1}, "line 1"),
        ({"paragraphs": 1}, "id '1'"),
        ({"paragraphs": ["Bakers bake."]}, "id '1'"),
        ({"paragraphs": [[None]]}, "id '1'"),
    ],
)
def test_malformed_article(tmp_path, part, place):
    path = store(tmp_path / "corpus.jsonl", [{**CORPUS[0], **part}, CORPUS[1]])
    with pytest.raises(CrossframeError, match=place):
        predict([path])


def test_single_article(tmp_path):
    with pytest.raises(CrossframeError, match="one article"):
        predict([store(tmp_path / "corpus.jsonl", CORPUS[:1])])


def test_rank_orders_equals_by_id_and_leaves_the_article_out():
    similarities = np.array([[1, 0, 0, 0.5], [0, 1, 0, 0], [0, 0, 1, 0], [0.5, 0, 0, 1]])
    orders = rank(similarities, np.array(["d", "c", "b", "a"]))
    assert [order.tolist() for order in orders] == [[3, 2, 1], [3, 2, 0], [3, 1, 0], [0, 2, 1]]


def test_retrieval_by_hand():
    """Manning et al. 2008, 8.4: right ones at ranks 1 and 3 give (1/1 + 2/3) / 2."""
    orders = [np.array([1, 2, 3])]
    assert retrieval(orders, ["x", "x", "y", "x"]) == pytest.approx(
        {"map": (1 + 2 / 3) / 2, "p_at_2": 0.5, "mrr": 1.0}
    )


def test_retrieval_without_a_right_answer():
    assert retrieval([np.array([1]), np.array([0])], ["x", "y"]) == {}


def test_pairs_put_together_are_counted_with_half_of_those_of_two_events():
    close = np.full((4, 4), 0.01)
    close[:3, :3] = 0.5  # the third is taken for the event of the first two
    np.fill_diagonal(close, 1)
    events = np.array([0, 0, 1, 1])
    assert pair_counts(close, events) == (1, 3, 2)
    assert pair_counts(close, events, of=0) == (1, 2, 1)
    assert pair_counts(close, events, of=1) == (0, 1, 1)
    assert pair_counts(close, events, threshold=0) == (2, 6, 2)


def test_the_threshold_is_chosen_without_the_event_that_is_scored():
    # events 0 and 1 ask for a threshold above 0.16; the articles of event 2 are only 0.1 alike
    close = np.full((6, 6), 0.15)
    for first, alike in ((0, 0.9), (2, 0.9), (4, 0.1)):
        close[first : first + 2, first : first + 2] = alike
    np.fill_diagonal(close, 1)
    found, _, listed = left_out_counts(close, np.array([0, 0, 1, 1, 2, 2]))
    assert listed == 3
    assert found < 3
