"""crossframe.evaluation.results: a row for each coder and gold that was scored."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from crossframe._version import __version__
from crossframe.cli.main import main
from crossframe.errors import CrossframeError
from crossframe.evaluation.results import COLUMNS, add_results

BOOK = """title = "Linden"
[[theme]]
id = "tram"
label = "Tram"
proposition = "The city should build a tram."
terms = ["tram*"]
"""
RATINGS = """id,sentence,p_favor,p_against,p_neither
1,We must build the tram,1,0,0
2,The tram is a waste of money,0,1,0
"""


@pytest.fixture
def gold(tmp_path):
    event = tmp_path / "linden"
    event.mkdir()
    (event / "codebook.toml").write_text(BOOK)
    (event / "sentences.csv").write_text("article,sentence,paragraph,text\na,0,0,The tram\n")
    (event / "gold.csv").write_text("article,sentence,theme,holder,stance\na,0,tram,x,favor\na,0,tram,y,favor\n")  # fmt: skip
    (tmp_path / "codebook.toml").write_text(BOOK)
    (tmp_path / "rated.csv").write_text(RATINGS)
    return [event, tmp_path / "rated.csv"]


def test_each_run_adds_a_row_for_events_and_one_for_ratings(gold, tmp_path):
    path = tmp_path / "models.csv"
    scores = {"stance": 0.51239, "favor": 0.5, "against": 0.6, "rated.stance": 0.3, "rated.alpha": -0.1}  # fmt: skip
    add_results(path, gold, scores, {"coder": "llm", "model": "m", "served": "m (fp)", "ask": "rows"})  # fmt: skip
    add_results(path, gold[1:], {"stance": 0.2, "alpha": 0.1}, {"coder": "rules"})
    table = pd.read_csv(path, keep_default_na=False)
    assert table.columns.tolist() == COLUMNS
    assert table["crossframe"].unique().tolist() == [__version__]
    assert table[["coder", "model", "served", "gold", "kind", "units"]].values.tolist() == [
        ["llm", "m", "m (fp)", "linden", "reference codings", 1],
        ["llm", "m", "m (fp)", "rated", "human", 2],
        ["rules", "", "", "rated", "human", 2],
    ]
    assert table[["stance", "alpha"]].astype(str).values.tolist() == [
        ["0.512", ""], ["0.3", "-0.1"], ["0.2", "0.1"]
    ]  # fmt: skip


def test_the_command_records_and_another_table_is_left_alone(gold, tmp_path):
    path = tmp_path / "models.csv"
    words = ["evaluate", "stance", *map(str, gold), "--record", str(path)]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert CliRunner().invoke(main, words).exit_code == 0
    table = pd.read_csv(path)
    assert table["kind"].tolist() == ["reference codings", "human"] * 2
    assert table["coder"].unique().tolist() == ["rules"]
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CrossframeError, match=r"models\.csv"):
        add_results(path, gold, {}, {"coder": "rules"})
    assert Path(path).read_text() == "a,b\n1,2\n"
    wrong = CliRunner().invoke(main, ["evaluate", "voices", "x", "--record", str(path)])
    assert (wrong.exit_code, "--record goes with stance" in wrong.output) == (2, True)
