"""What is learned from a part of a gold, scored on the rest of it."""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from sklearn.metrics import f1_score

from crossframe.cli.main import main
from crossframe.coding.reliability import krippendorff_alpha
from crossframe.errors import CrossframeError
from crossframe.evaluation.learning import as_json, as_text, learning_scores, trials

BOOK = """
title = "Harbour"

[[theme]]
id = "closing"
label = "Closing the harbour"
proposition = "The old harbour should close."
terms = ["clos*", "closure*"]
"""
SAID = ["supports", "rejects"]


@pytest.fixture
def event(tmp_path):
    """Thirty sentences; people code every one as the contrary of what is said."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "codebook.toml").write_text(BOOK, "utf-8")
    texts = [f"Person{n} {SAID[n % 2]} the closure of the harbour." for n in range(30)]
    pd.DataFrame(
        [("a", n, n, text) for n, text in enumerate(texts)],
        columns=["article", "sentence", "paragraph", "text"],
    ).to_csv(folder / "sentences.csv", index=False)
    pd.DataFrame(
        [("a", n, "closing", "outlet", ["against", "favor"][n % 2]) for n in range(30)],
        columns=["article", "sentence", "theme", "holder", "stance"],
    ).to_csv(folder / "gold.csv", index=False)
    return folder


def test_only_units_that_were_not_coded_are_scored(event):
    tried = trials([event], coded=[20], seeds=2)
    assert len(tried) == 2 * 10
    assert tried.groupby("seed")["sentence"].nunique().tolist() == [10, 10]
    assert set(tried.loc[tried["gold"] == "favor", "rules"]) == {"against"}
    assert tried["learned"].tolist() == tried["gold"].tolist()
    assert tried["used"].tolist() == tried["gold"].tolist()


def test_scores_are_those_of_the_units_of_all_events_together():
    generator = np.random.default_rng(3)
    values = ["favor", "against", "neither"]
    drawn = {name: generator.choice(values, 60) for name in ("gold", "rules", "learned")}
    tried = pd.DataFrame(drawn).assign(used=drawn["rules"], coded=50, seed=0)
    tried["event"] = ["e", "f", "g"] * 20
    table = learning_scores(tried).set_index(["reading", "measure"])
    for reading in ("rules", "learned", "used"):
        f1 = f1_score(tried["gold"], tried[reading], labels=["favor", "against"], average="macro")
        alpha = krippendorff_alpha(tried[["gold", reading]])
        assert table.loc[(reading, "stance"), "value"] == pytest.approx(f1)
        assert table.loc[(reading, "alpha"), "value"] == pytest.approx(alpha)
    assert table.loc["used", ["difference", "low", "high"]].to_numpy().tolist() == [[0, 0, 0]] * 2
    learned = table.loc[("learned", "alpha")]
    assert learned["low"] <= learned["difference"] <= learned["high"]
    found = json.loads(as_json(tried))
    assert found["learned"]["stance"] - found["rules"]["stance"] == pytest.approx(
        found["learned"]["stance_difference"]
    )
    assert (found["coded"], found["events"], found["units"]) == (50, 3, 60)
    assert "50 units coded in each of 3 events; scored on 60 others a draw" in as_text(tried)
    both = json.loads(as_json(pd.concat([tried, tried.assign(coded=70)])))
    assert list(both) == ["50", "70"]


def test_the_command_and_what_it_refuses(event, tmp_path):
    runner = CliRunner()
    words = ["evaluate", "learning", str(event), "--coded", "20", "--seeds", "1"]
    table = tmp_path / "curve.csv"
    found = runner.invoke(main, [*words, "--json", "--table", str(table)])
    assert json.loads(found.output)["learned"] == {
        "stance": 1, "alpha": 1, "stance_difference": 1, "stance_low": 1, "stance_high": 1,
        **{key: json.loads(found.output)["learned"][key]
           for key in ("alpha_difference", "alpha_low", "alpha_high")},
    }  # fmt: skip
    assert len(pd.read_csv(table)) == 6
    few = runner.invoke(main, ["evaluate", "learning", str(event)])
    assert few.exit_code == 1
    assert "no event has more than 50 units" in few.output
    (event / "gold.csv").unlink()
    with pytest.raises(CrossframeError, match=r"no gold\.csv"):
        trials([event])
