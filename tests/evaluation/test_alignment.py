"""Scoring counterparts against reference alignments, written and read anew."""

import pandas as pd
import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation.alignment import (
    CURVE,
    predict,
    read_alignment,
    reference_counts,
    score,
    threshold_curve,
    write,
)
from crossframe.evaluation.scores import precision_recall_f1
from crossframe.similarity.alignment import DEFAULT_THRESHOLD, PAIR, align

SENTENCES = """article,sentence,paragraph,text
a,0,0,Mayor Lund closes the old harbour
a,1,1,"Ada Lund, the mayor, said on Friday that 40 boats must leave."
a,2,1,Rain is likely.
b,0,0,Old harbour closed by mayor Lund
b,1,1,Some 40 boats have to leave by Friday.
b,2,2,Bakers won a prize for rye bread.
c,0,0,Harbour of Lund closes
c,1,1,Trains were late.
"""
HEADER = "article_a,sentence_a,article_b,sentence_b,relation\n"
GOLD = HEADER + "a,0,b,0,same\na,1,b,1,differs\na,1,b,0,related\na,2,b,2,same\n"


@pytest.fixture
def event(tmp_path):
    def make(name="harbour", *, gold=GOLD, sentences=SENTENCES):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "sentences.csv").write_text(sentences, encoding="utf-8")
        if gold is not None:
            (folder / "alignment.csv").write_text(gold, encoding="utf-8")
        return folder

    return make


def test_one_folder(event):
    folder = event()
    predictions = predict([folder])
    table = predictions["harbour"]
    assert table.columns.tolist() == [*PAIR, "score"]
    assert {("a", 0, "b", 0), ("a", 1, "b", 1)} <= set(
        table[[*PAIR]].itertuples(index=False, name=None)
    )
    assert set(table["article_b"]) == {"b", "c"}  # every pair of articles is predicted
    assert score([folder], predictions) == pytest.approx(
        {"precision": 1, "recall": 2 / 3, "f1": 0.8}
    )


def test_several_folders_are_scored_together_and_each(event):
    folders = [
        event("one"),
        event("two", gold=HEADER + "b,0,a,0,same\n"),
        event("three", gold=None),
    ]
    scores = score(folders, predict(folders))
    # a 1 and b 1 are accepted in both, and not listed in the second; related pairs are not counted
    assert scores["one.f1"] == pytest.approx(0.8)
    assert scores["two.recall"] == 1
    assert scores["two.precision"] < 1
    assert not any(key.startswith("three") for key in scores)
    counts = [reference_counts(predict([f])[f.name], read_alignment(f)) for f in folders[:2]]
    together = precision_recall_f1(*(sum(column) for column in zip(*counts, strict=True)))
    assert {key: scores[key] for key in together} == together


def test_perfect_predictions_score_one(event):
    folder = event()
    gold = read_alignment(folder)
    perfect = gold[gold["relation"] != "related"].assign(score=1.0)
    assert score([folder], {"harbour": perfect}) == {"precision": 1, "recall": 1, "f1": 1}
    assert score([folder], {"harbour": perfect[:0]}) == {"precision": 0, "recall": 0, "f1": 0}


def test_predicting_needs_and_reads_no_gold(event):
    without, broken = event("without", gold=None), event("broken", gold="not, a\ngold")
    predictions = predict([without, broken])
    pd.testing.assert_frame_equal(predictions["without"], predictions["broken"])
    assert score([without], predictions) == {}


def test_written_predictions_score_the_same_when_read_anew(event, tmp_path):
    folder = event()
    predictions = predict([folder])
    write(predictions, tmp_path / "pairs.csv")
    anew = pd.read_csv(tmp_path / "pairs.csv")
    pd.testing.assert_frame_equal(
        anew, predictions["harbour"].round({"score": 6}), check_dtype=False
    )
    assert score([folder], {"harbour": anew}) == score([folder], predictions)
    assert (tmp_path / "pairs.csv").read_bytes().count(b"\r") == 0


def test_a_directory_gets_a_file_for_each_folder(event, tmp_path):
    predictions = predict([event("one"), event("two")])
    write(predictions, tmp_path / "deep" / "predicted")
    written = sorted(path.name for path in (tmp_path / "deep" / "predicted").iterdir())
    assert written == ["one.csv", "two.csv"]
    write({"one": predictions["one"]}, tmp_path / "single")
    assert [path.name for path in (tmp_path / "single").iterdir()] == ["one.csv"]


def test_several_folders_do_not_fit_into_one_file(event, tmp_path):
    with pytest.raises(CrossframeError, match="2 tables do not fit"):
        write(predict([event("one"), event("two")]), tmp_path / "pairs.csv")


def test_a_file_in_the_place_of_the_directory(event, tmp_path):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(CrossframeError, match="folder cannot be made"):
        write(predict([event()]), tmp_path / "taken")


def test_two_folders_of_one_name(event, tmp_path):
    (tmp_path / "other").mkdir()
    with pytest.raises(CrossframeError, match="two folders are named"):
        predict([event("one"), event("other/one")])


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        (
            HEADER + "a,0,b,0,same\na,9,b,0,same\n",
            r"alignment\.csv, line 3: article 'a' has no sentence '9'",
        ),
        (HEADER + "a,0,x,0,same\n", r"line 2: article 'x' has no sentence '0'"),
        (HEADER + "a,0,b,one,same\n", "line 2: article 'b' has no sentence 'one'"),
        (HEADER + "a,0,b,0,alike\n", "line 2: unknown relation 'alike'.*same, differs, related"),
        ("article_a,sentence_a,article_b,sentence_b\na,0,b,0\n", "column 'relation' is missing"),
    ],
)
def test_bad_gold_is_reported(event, gold, message):
    folder = event(gold=gold)
    with pytest.raises(CrossframeError, match=message):
        score([folder], predict([folder]))


def test_missing_sentences_are_reported(tmp_path):
    with pytest.raises(CrossframeError, match=r"sentences\.csv"):
        predict([tmp_path])


def test_the_projects_own_gold(root):
    folder = root / "data" / "gold"
    scores = score([folder], predict([folder]))
    assert set(scores) == {"precision", "recall", "f1"}
    assert scores["f1"] >= 0.45


def test_curve_agrees_with_aligning_at_each_threshold(root, gold_sentences):
    reference = read_alignment(root / "data" / "gold")
    curve = threshold_curve(align(gold_sentences, threshold=0), reference)
    assert curve["threshold"].tolist() == list(CURVE)
    assert DEFAULT_THRESHOLD in curve["threshold"].to_list()
    for row in curve.itertuples():
        table = align(gold_sentences, threshold=row.threshold)
        counts = reference_counts(table[table["accepted"]], reference)
        assert (row.found, row.accepted, row.listed) == counts
        assert {"precision": row.precision, "recall": row.recall, "f1": row.f1} == (
            precision_recall_f1(*counts)
        )
    assert curve["recall"].is_monotonic_decreasing


def test_counts_leave_out_related_pairs_and_other_articles():
    reference = pd.DataFrame(
        [("a", 0, "b", 0, "same"), ("a", 1, "b", 1, "differs"), ("a", 0, "b", 2, "related")],
        columns=[*PAIR, "relation"],
    )
    accepted = pd.DataFrame(
        [
            ("b", 0, "a", 0),  # listed, the other way round
            ("a", 0, "b", 2),  # related: not counted
            ("a", 2, "b", 0),  # not listed: wrong
            ("a", 0, "c", 0),  # articles of which the reference does not speak
            ("b", 0, "c", 0),
        ],
        columns=[*PAIR],
    )
    assert reference_counts(accepted, reference) == (1, 2, 2)
    assert reference_counts(accepted[:0], reference) == (0, 0, 2)
