"""Scoring sentence boundaries: hand-counted places, and predictions that do not see the gold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.errors import CrossframeError
from crossframe.evaluation import sentences as evaluate_sentences
from crossframe.evaluation.sentences import predict, score, write


@pytest.fixture
def corpus(tmp_path):
    def use(*articles, name="corpus.jsonl"):
        path = tmp_path / name
        rows = (
            {"id": f"{name}{number}", "paragraphs": paragraphs}
            for number, paragraphs in enumerate(articles)
        )
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return use


def test_perfect(corpus):
    path = corpus(
        [["It rained.", "Mr. Roe left."], ["Why?"]], [["He came.", "She went.", "Nobody."]]
    )
    predictions = predict([path])
    assert predictions[0]["paragraphs"] == [["It rained.", "Mr. Roe left."], ["Why?"]]
    assert score([path], predictions) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_counted_by_hand(corpus):
    """Gold has 3 inner ends (2 + 1), predicted are 2, 1 of them right."""
    path = corpus([["One.", "Two.", "Three."], ["Four.", "Five."]])
    predictions = [
        {"id": "corpus.jsonl0", "paragraphs": [["One.", "Two. Three."], ["Fo", "ur. Five."]]}
    ]
    assert score([path], predictions) == {"precision": 1 / 2, "recall": 1 / 3, "f1": 2 / 5}


def test_nothing_predicted(corpus):
    path = corpus([["One.", "Two."]])
    predictions = [{"id": "corpus.jsonl0", "paragraphs": [["One. Two."]]}]
    assert score([path], predictions) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_no_gold(corpus):
    path = corpus([["One. Two."], ["Three."], []])
    predictions = predict([path])
    assert predictions[0]["paragraphs"] == [["One.", "Two."], ["Three."], []]
    assert score([path], predictions) == {}


def test_white_space_and_empty_sentences_count_for_nothing(corpus):
    path = corpus([["One. ", "", " Two.\u00a0it ", "  "]])
    assert score([path], predict([path])) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_predictions_depend_on_the_joined_text_only(corpus):
    whole = corpus([["One came. Two went. Three stayed."]])
    expected = predict([whole])
    parts = corpus([["One", "came.", "Two went. Three", "stayed."]])
    assert predict([parts]) == expected


def test_articles_with_one_id_are_told_apart_by_their_order(tmp_path):
    path = tmp_path / "corpus.jsonl"
    rows = [{"id": "a", "paragraphs": [["One.", "Two."]]}, {"id": "a", "paragraphs": [["Three."]]}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert score([path], predict([path])) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_several_files(corpus):
    paths = [corpus([["One.", "Two."]], name="a"), corpus([["He went.", "and came."]], name="b")]
    predictions = predict(paths)
    assert [row["id"] for row in predictions] == ["a0", "b0"]
    assert score(paths, predictions) == {"precision": 1.0, "recall": 0.5, "f1": 2 / 3}


def test_written_predictions_have_the_form_of_the_gold(corpus, tmp_path):
    path = corpus([["“Wé left. ", "We came.”"], []])
    predictions = predict([path])
    target = tmp_path / "predictions.jsonl"
    write(predictions, target)
    assert "“Wé left." in target.read_text(encoding="utf-8")
    assert score([target], predictions) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert predict([target]) == predictions


@pytest.mark.parametrize(
    ("prediction", "expected"),
    [
        ([], "not of the same articles"),
        ([{"id": "other", "paragraphs": [["One.", "Two."]]}], "not of the same articles"),
        ([{"id": "corpus.jsonl0", "paragraphs": []}], "paragraphs of 'corpus.jsonl0' are not"),
        (
            [{"id": "corpus.jsonl0", "paragraphs": [["One."]]}],
            "paragraphs of 'corpus.jsonl0' are not",
        ),
    ],
)
def test_predictions_of_another_text(corpus, prediction, expected):
    path = corpus([["One.", "Two."]])
    with pytest.raises(CrossframeError, match=expected):
        score([path], prediction)


def test_malformed_gold(tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "a", "paragraphs": "One."}', encoding="utf-8")
    with pytest.raises(CrossframeError, match="not a list of lists of texts"):
        predict([path])


@given(st.lists(st.text(alphabet="ab .", max_size=6), max_size=6))
def test_inner_ends_are_inside_the_text(sentences):
    ends, length = evaluate_sentences._inner_ends(sentences)
    assert length == len("".join("".join(sentences).split()))
    assert all(0 < end < length for end in ends)
    assert len(ends) <= max(0, len(sentences) - 1)
