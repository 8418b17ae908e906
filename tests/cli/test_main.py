"""The command line: scores, predictions, and bad input without a traceback."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from crossframe import __version__
from crossframe.cli.main import EVALUATIONS, main


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *arguments: runner.invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    rows = [
        {
            "id": "x",
            "event": "1",
            "title": "Harbour closes",
            "paragraphs": [["The harbour closes.", "It rains."]],
        },
        {
            "id": "y",
            "event": "1",
            "title": "Harbour shut",
            "paragraphs": [["The harbour closes now."]],
        },
        {
            "id": "z",
            "event": "2",
            "title": "Bread prize",
            "paragraphs": [["Bakers won.", "A prize for rye bread."]],
        },
        {
            "id": "w",
            "event": "2",
            "title": "Rye bread",
            "paragraphs": [["Rye bread takes a prize."]],
        },
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_version(run):
    assert run("--version").output == f"crossframe, version {__version__}\n"


def test_help_names_every_kind_of_gold(run):
    output = run("evaluate", "--help").output
    assert all(what in output for what in EVALUATIONS)


def test_json_is_one_flat_object_of_fractions(run, corpus):
    result = run("evaluate", "sentences", corpus, "--json")
    assert result.exit_code == 0
    scores = json.loads(result.output)
    assert set(scores) == {"precision", "recall", "f1"}
    assert scores["f1"] == 1.0


def test_similarity_ranks_the_same_event_first(run, corpus, tmp_path):
    predictions = tmp_path / "ranked.jsonl"
    result = run("evaluate", "similarity", corpus, "--json", "--predictions", predictions)
    assert json.loads(result.output)["map"] == 1.0
    assert len(predictions.read_text("utf-8").splitlines()) == 4


def test_without_gold_predictions_are_still_written(run, root, tmp_path):
    folder = tmp_path / "event"
    folder.mkdir()
    (folder / "sentences.csv").write_bytes((root / "data" / "gold" / "sentences.csv").read_bytes())
    result = run("evaluate", "alignment", folder, "--predictions", tmp_path / "out.csv")
    assert result.exit_code == 0
    assert "nothing was scored" in result.output
    header = (tmp_path / "out.csv").read_text("utf-8").splitlines()[0]
    assert header == "article_a,sentence_a,article_b,sentence_b,score"


def test_text_output_prints_every_score(run, root):
    result = run("evaluate", "alignment", root / "data" / "gold")
    assert [line.split()[0] for line in result.output.splitlines()] == ["precision", "recall", "f1"]


@pytest.mark.parametrize("what", sorted(EVALUATIONS))
def test_a_missing_file_is_one_message(run, what, tmp_path):
    result = run("evaluate", what, tmp_path / "nothing.jsonl")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "nothing.jsonl" in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_broken_json_names_the_line(run, tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "1", "paragraphs": []}\n{"id": \n', "utf-8")
    result = run("evaluate", "sentences", path)
    assert result.exit_code == 1
    assert "line 2" in result.output


def test_an_unknown_kind_is_wrong_use(run):
    assert run("evaluate", "everything", "x").exit_code == 2


def test_a_folder_without_notebooks_is_one_message(run, tmp_path):
    result = run("notebooks", tmp_path)
    assert result.exit_code == 1
    assert "no notebook found" in result.output


def test_a_coding_sheet_hides_the_machines_answer(run, root, tmp_path):
    result = run("codesheet", root, "--out", tmp_path / "sheet.csv", "--units", 12)
    assert result.exit_code == 0
    assert "12 units" in result.output
    assert (
        "12 units will not carry shares by outlet and theme (2 × 10): these need 200"
        in result.output
    )
    sheet = pd.read_csv(tmp_path / "sheet.csv", encoding="utf-8-sig")
    assert len(sheet) == 12
    assert sheet[["stance", "holder", "evidence", "note"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["codesheet", "none", "--out", "x.csv"], 1, "none"),
        (["codesheet"], 2, "--out"),
        (["codesheet", "--out", "x.csv", "--units", "0"], 2, "--units"),
        (["agreement", "none.csv", "nothing.csv"], 1, "none.csv"),
        (["agreement", "none.csv"], 2, "second sheet"),
        (["code", "none", "--coder", "learned"], 1, "none"),
        (["shares", "none"], 2, "SHEETS"),
    ],
)
def test_coding_commands_take_bad_input_without_a_traceback(run, arguments, code, message):
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_sheet_that_cannot_be_written_is_one_message(run, root, tmp_path):
    (tmp_path / "no").write_text("a file, no folder")
    result = run("codesheet", root, "--out", tmp_path / "no" / "sheet.csv")
    assert result.exit_code == 1
    assert str(tmp_path / "no") in result.output
    assert "Traceback" not in result.output
