import json

import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation import cleaning as evaluate_cleaning

BODY = (
    "The old harbour of the town will close in May, the mayor said on Monday after a long meeting"
    " with the dockers."
)
PAGES = [
    {
        "file": "a.html",
        "text": f"Home\nSubscribe\n\n{BODY}\n\nShare",
        "keep": ["will close\nin  May", "the dockers."],
        "drop": ["Subscribe", "Home Subscribe"],
    },
    {
        "file": "b.html",
        "text": "Home\nMenu",
        "keep": ["a text that is not there"],
        "drop": ["Menu"],
    },
]


@pytest.fixture
def pages(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(map(json.dumps, PAGES)), encoding="utf-8")
    return path


def test_predictions_hold_a_text_for_every_page(pages):
    assert evaluate_cleaning.predict([pages]) == [
        {"file": "a.html", "text": BODY},
        {"file": "b.html", "text": ""},
    ]


def test_predicting_does_not_read_the_gold(pages, tmp_path):
    blind = tmp_path / "blind.jsonl"
    rows = [{"file": page["file"], "text": page["text"]} for page in PAGES]
    blind.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    predictions = evaluate_cleaning.predict([blind])
    assert predictions == evaluate_cleaning.predict([pages])
    assert evaluate_cleaning.score([blind], predictions) == {}


def test_shares_are_of_all_strings_and_white_space_does_not_matter(pages):
    predictions = evaluate_cleaning.predict([pages])
    assert evaluate_cleaning.score([pages], predictions) == {
        "keep_recall": 2 / 3,
        "drop_rejection": 1.0,
        "balanced": pytest.approx(5 / 6),
    }


def test_keeping_everything_rejects_nothing(pages):
    everything = [{"file": page["file"], "text": page["text"]} for page in PAGES]
    assert evaluate_cleaning.score([pages], everything)["drop_rejection"] == 0.0


def test_a_page_without_prediction_counts_as_empty(pages):
    scores = evaluate_cleaning.score([pages], [])
    assert scores == {"keep_recall": 0.0, "drop_rejection": 1.0, "balanced": 0.5}


def test_written_predictions_are_json_lines(pages, tmp_path):
    target = tmp_path / "predictions.jsonl"
    predictions = evaluate_cleaning.predict([pages])
    evaluate_cleaning.write(predictions, target)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == predictions


def test_a_page_without_text_is_an_error(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text('{"file": "a"}', encoding="utf-8")
    with pytest.raises(CrossframeError, match="key 'text' is missing"):
        evaluate_cleaning.predict([path])


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ({"file": "a", "text": None}, "line 1: 'text' is not a text"),
        ({"file": 1, "text": "x"}, "line 1: 'file' is not a text"),
        ({"file": "a", "text": "x", "keep": "abc"}, "'keep' is not a list of texts"),
        ({"file": "a", "text": "x", "drop": [1]}, "'drop' is not a list of texts"),
    ],
)
def test_other_values_are_one_error(tmp_path, page, message):
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(page), encoding="utf-8")
    with pytest.raises(CrossframeError, match=message):
        evaluate_cleaning.score([path], evaluate_cleaning.predict([path]))
