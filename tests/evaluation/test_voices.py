"""Scores of attributions: worked out by hand on a few invented lines."""

import json

import pandas as pd
import pytest

from crossframe.corpus.sentences import plain_sentences
from crossframe.errors import CrossframeError
from crossframe.evaluation.voices import predict, score, write

TEXT = 'Ada Roe said "it rains a lot in May." Bob Low denied that it snows.'


def spans(*words):
    """Return the spans of some words in TEXT."""
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def attribution(source, cue, content):
    return {
        "source": spans(source) if source else [],
        "cue": spans(cue),
        "content": spans(content),
    }


GOLD = [
    attribution("Ada Roe", "said", '"it rains a lot in May."'),
    attribution("Bob Low", "denied", "that it snows"),
]


@pytest.fixture
def gold(tmp_path):
    def make(attributions=GOLD, text=TEXT, identifier="a"):
        path = tmp_path / f"{identifier}.jsonl"
        line = {"id": identifier, "text": text, "attributions": attributions}
        path.write_text(json.dumps(line) + "\n", encoding="utf-8")
        return path

    return make


def scored(path, *attributions):
    return score([path], [{"id": "a", "attributions": list(attributions)}])


def test_the_gold_itself_is_perfect(gold):
    result = scored(gold(), *GOLD)
    assert set(result.values()) == {1.0}
    assert {"all.full", "quoted.full", "all.cue", "all.content_exact", "all.source"} <= set(result)
    assert {"all.full.precision", "all.full.recall", "all.full.low", "all.full.high"} <= set(result)


def test_nothing_predicted_and_nothing_right(gold):
    assert set(scored(gold()).values()) == {0.0}
    wrong = attribution("May", "lot", "Bob")
    assert scored(gold(), wrong)["all.full"] == 0.0


def test_half_of_the_content_is_enough_for_overlap_only(gold):
    # gold content has 6 words, 3 of them predicted: Jaccard coefficient 3/6
    half = attribution("Ada Roe", "said", "it rains a")
    result = scored(gold(), half)
    assert result["all.content"] == pytest.approx(2 * 1 * 0.5 / 1.5)
    assert result["all.content_exact"] == 0.0
    assert result["all.full.precision"] == 1.0
    assert result["all.full.recall"] == 0.5
    less = attribution("Ada Roe", "said", "it rains")
    assert scored(gold(), less)["all.content"] == 0.0


def test_sources_share_a_word_or_are_both_missing(gold):
    assert scored(gold(), attribution("Roe", "said", '"it rains a lot in May."'))["all.source"] > 0
    nobody = [attribution("", "said", '"it rains a lot in May."')]
    assert scored(gold(nobody), *nobody)["all.full"] == 1.0
    assert scored(gold(nobody), *nobody)["all.source"] == 0.0
    assert (
        scored(gold(nobody), attribution("Roe", "said", "it rains a lot in May"))["all.full"] == 0
    )


def test_one_to_one(gold):
    twice = scored(gold(), GOLD[0], GOLD[0], GOLD[1])
    assert twice["all.full.precision"] == pytest.approx(2 / 3)
    assert twice["all.full.recall"] == 1.0


def test_quoted_precision_is_of_predictions_and_recall_of_the_gold(gold):
    # the prediction leaves the marks out: it is no quoted one, but it finds the quoted gold
    bare = attribution("Ada Roe", "said", "it rains a lot in May")
    result = scored(gold(), bare)
    assert result["quoted.full.recall"] == 1.0
    assert result["quoted.full.precision"] == 0.0
    assert scored(gold(), GOLD[0])["quoted.full"] == 1.0
    assert scored(gold(), GOLD[1])["quoted.full"] == 0.0


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said 'it rains a lot' there.", True),
        ("She said ''it rains'' there.", True),
        ("She said “it” there.", True),
        ("She said 'it' there.", False),
        ("She said it’s Roe’s there.", False),
    ],
)
def test_what_counts_as_quoted(tmp_path, text, quoted):
    one = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, len(text) - 1]]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "attributions": [one]}), encoding="utf-8")
    assert scored(path, one)["quoted.full"] == float(quoted)


def test_the_first_line_of_an_id_is_the_gold(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [
        {"id": "a", "text": TEXT, "attributions": GOLD},
        {"id": "a", "text": TEXT, "attributions": []},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert scored(path, *GOLD)["all.full"] == 1.0
    assert [one["id"] for one in predict([path])] == ["a"]


def test_predicting_reads_no_gold(gold, tmp_path):
    path = tmp_path / "plain.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    assert predict([path]) == predict([gold()])
    assert score([path], predict([path])) == {}


def test_the_rules_find_what_the_lines_say(gold):
    path = gold()
    assert score([path], predict([path]))["all.full"] == 1.0


def test_what_is_written_can_be_scored_anew(gold, tmp_path):
    path = gold()
    predictions = predict([path])
    target = tmp_path / "out.jsonl"
    write(predictions, target)
    again = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert again == predictions
    assert score([path], again) == score([path], predictions)


def test_several_files_and_an_interval_over_articles(gold):
    paths = [gold(), gold(identifier="b")]
    result = score(paths, [{"id": "a", "attributions": GOLD}, {"id": "b", "attributions": []}])
    assert result["all.full.recall"] == 0.5
    assert 0 <= result["all.full.low"] < result["all.full"] < result["all.full.high"] <= 1


def test_bad_input(tmp_path):
    with pytest.raises(CrossframeError, match="missing"):
        predict([tmp_path / "none.jsonl"])
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(CrossframeError, match="'text' is missing"):
        predict([path])


def test_sentences_of_a_plain_text_keep_their_place():
    text = "Head\u00a0line\n\n  One. Two.\nThree."
    table = plain_sentences("a", text)
    assert table["paragraph"].tolist() == [0, 1, 1, 2]
    assert table["sentence"].tolist() == [0, 1, 2, 3]
    for row in table.itertuples():
        assert text[row.start : row.end].replace("\u00a0", " ") == row.text
    assert plain_sentences("a", "").empty
    assert isinstance(plain_sentences("a", ""), pd.DataFrame)
