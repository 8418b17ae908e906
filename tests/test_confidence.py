"""Tests of confidence and its calibration."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.calibration import calibrate, confidence_bins, right_rows
from crossframe.confidence import (
    CONFIDENCE_COLUMNS,
    GROUNDS,
    confidence,
    confidence_table,
    grounds,
)
from crossframe.consistency import CONSISTENCY, consistent
from crossframe.errors import CrossframeError
from crossframe.evaluate_stance import GOLD_COLUMNS, predict

COLUMNS = ["article", "sentence", "theme", "holder", "stance", "rule"]


def rows(*cells: tuple[str, int, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=COLUMNS)


def test_the_first_ground_that_applies() -> None:
    stance = rows(
        ("a", 0, "tram", "lee", "favor", CONSISTENCY),
        ("a", 1, "tram", "outlet", "favor", "evaluation"),
        ("a", 2, "tram", "lee", "favor", "evaluation"),
        ("a", 3, "tram", "lee", "favor", "mention"),
        ("a", 4, "tram", "lee", "favor", "mention"),
    )
    several = {("a", number, "tram") for number in range(4)}
    assert tuple(grounds(stance, several)) == GROUNDS
    assert grounds(stance.iloc[:0], set()).empty


def test_the_table_by_hand() -> None:
    ground = pd.Series(["named"] * 6 + ["own voice"] * 4)
    right = pd.Series([True] * 5 + [False] + [True, False, False, False])
    table = confidence_table(ground, right).set_index("ground")
    # all: 6 of 10; named: (5 + 5 * 0.6) / (6 + 5); own voice: (1 + 5 * 0.6) / (4 + 5); others: 0.6
    assert table.loc["named"].tolist() == [6, 5, 0.727]
    assert table.loc["own voice"].tolist() == [4, 1, 0.444]
    assert table.loc["judged"].tolist() == [0, 0, 0.6]


@given(st.lists(st.tuples(st.sampled_from(GROUNDS), st.booleans()), max_size=40))
def test_confidence_stays_in_range_and_grows_with_right_rows(cells: list[tuple[str, bool]]) -> None:
    ground = pd.Series([name for name, _ in cells], dtype=str)
    right = pd.Series([value for _, value in cells], dtype=bool)
    table = confidence_table(ground, right)
    assert table["ground"].tolist() == list(GROUNDS)
    assert table["confidence"].between(0, 1).all()
    for index in right.index[~right]:
        better = confidence_table(ground, right.where(right.index != index, other=True))
        assert (better["confidence"] >= table["confidence"]).all()
        break


def test_the_shipped_table_covers_every_ground() -> None:
    values = confidence(pd.Series(GROUNDS))
    assert values.between(0.3, 0.95).all()
    by_ground = dict(zip(GROUNDS, values, strict=True))
    assert by_ground["own voice"] < by_ground["named"] < by_ground["judged"]
    with pytest.raises(KeyError):
        by_ground["no such ground"]


@pytest.mark.parametrize(
    ("stances", "rules", "expected"),
    [
        ("faaa", "xxxx", "aaaa"),
        ("faa", "xxx", "faa"),
        ("faaa", "xxxm", "faaa"),
        ("faaa", "mxxx", "aaaa"),
        ("fa", "xx", "fa"),
        ("fna", "xxx", "fna"),
        ("naaa", "xxxx", "naaa"),
        ("faaa", "cxxx", "faaa"),
        ("faaff", "xxxxx", "faaff"),
        ("ffaa", "xxxx", "ffaa"),
    ],
)
def test_rows_that_contradict_their_holder(stances: str, rules: str, expected: str) -> None:
    names = {"f": "favor", "a": "against", "n": "neither"}
    names_of_rules = {"x": "action", "m": "mention", "c": "codebook cue"}
    stance = rows(
        *(
            ("a", number, "tram", "lee", names[side], names_of_rules[rule])
            for number, (side, rule) in enumerate(zip(stances, rules, strict=True))
        )
    )
    found = consistent(stance)
    assert [value[0] for value in found["stance"]] == list(expected)
    turned = [rule == CONSISTENCY for rule in found["rule"]]
    assert turned == [before != after for before, after in zip(stances, expected, strict=True)]


@pytest.mark.parametrize("column", ["article", "theme", "holder"])
def test_only_the_same_article_theme_and_holder_count(column: str) -> None:
    stance = rows(
        *(("a", number, "tram", "lee", "favor", "action") for number in range(3)),
        ("a", 3, "tram", "lee", "against", "action"),
    )
    assert consistent(stance)["stance"].tolist()[-1] == "favor"
    stance.loc[3, column] = "other"
    assert consistent(stance)["stance"].tolist()[-1] == "against"
    assert consistent(stance.assign(holder="outlet"))["stance"].tolist()[-1] == "against"


@pytest.fixture
def event(tmp_path: Path) -> Path:
    folder = tmp_path / "linden"
    folder.mkdir()
    (folder / "codebook.toml").write_text(
        'title = "Linden"\n[[theme]]\nid = "tram"\nlabel = "Tram"\n'
        'proposition = "The city should build a tram."\nterms = ["tram*"]\n'
    )
    texts = ["A tram is wanted", "The guild opposes the tram.", "A tram would be a mistake."]
    lines = [f"a,{number},{number},{text}\n" for number, text in enumerate(texts)]
    (folder / "sentences.csv").write_text("article,sentence,paragraph,text\n" + "".join(lines))
    return folder


def test_calibrating_by_a_coded_event(event: Path, tmp_path: Path) -> None:
    machine = predict([event])
    stances = machine["linden"]["stance"].tolist()
    coded = ["a,0,tram,x,neither,", f"a,1,tram,x,{stances[1]},", f"a,2,tram,x,{stances[2]},"]
    gold = ",".join(GOLD_COLUMNS) + "\n" + "\n".join(coded) + "\n"
    (event / "gold.csv").write_text(gold)
    assert right_rows([event], machine)["right"].tolist() == [stances[0] == "neither", True, True]
    target = tmp_path / "table.csv"
    table = calibrate([event], machine, target)
    assert table["rows"].sum() == 3
    pd.testing.assert_frame_equal(pd.read_csv(target), table)
    assert table.columns.tolist() == CONFIDENCE_COLUMNS
    bins = confidence_bins([event], machine)
    assert bins["rows"].sum() == 3
    assert ((bins["from"] <= bins["confidence"]) & (bins["confidence"] <= bins["to"])).all()
    (event / "disputed.csv").write_text("article,sentence,theme\na,1,tram\n")
    assert len(right_rows([event], machine)) == 2


def test_without_a_reference_coding_nothing_can_be_calibrated(event: Path) -> None:
    with pytest.raises(CrossframeError, match="no folder has a reference coding"):
        right_rows([event], predict([event]))
    with pytest.raises(CrossframeError, match="no folder has a reference coding"):
        confidence_bins([], {})
