"""Events found in an archive, against given ones."""

import json

import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation.events import predict, score, write
from invented import invented


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    rows = [
        {
            **row,
            "event": row["id"][:3],
            "paragraphs": [[text] for text in row["text"].split("\n\n")],
        }
        for row in invented(4)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def test_events_that_are_found_score_one_with_dates_and_without(corpus, tmp_path):
    found = predict([corpus])
    scores = score([corpus], found)
    assert len(scores) == 12
    assert set(scores.values()) == {1.0}
    write(found, tmp_path / "out.jsonl")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 12


def test_precision_and_recall_are_of_pairs(corpus):
    found = predict([corpus])
    for row in found[:6]:  # two events of three articles as one: 15 pairs, 6 of them right
        row["undated"] = [0] * 31
    for row in found[9:]:  # one event in pieces: 0 of 3 pairs
        row["undated"] = [row["number"] + 100] * 31
    scores = score([corpus], found)
    assert scores["undated.precision"] == pytest.approx(9 / 18)
    assert scores["undated.recall"] == pytest.approx(9 / 12)


def test_predictions_of_another_corpus_are_an_error(corpus):
    with pytest.raises(CrossframeError, match="1 articles were predicted, the corpus has 12"):
        score([corpus], predict([corpus])[:1])
