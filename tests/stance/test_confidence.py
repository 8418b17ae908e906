"""Tests of confidence and its calibration."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from crossframe.cli.main import main
from crossframe.errors import CrossframeError
from crossframe.evaluation.calibration import (
    calibrate,
    leave_one_event_out,
    reliability,
    right_rows,
)
from crossframe.evaluation.stance import GOLD_COLUMNS, predict
from crossframe.stance.confidence import (
    CONFIDENCE_COLUMNS,
    CONSISTENCY,
    GROUNDS,
    confidence,
    confidence_table,
    consistent,
    grounds,
)

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
    table = confidence_table(ground, right, events=3).set_index("ground")
    # all: 6 of 10; named: (5 + 5 * 0.6) / (6 + 5); own voice: (1 + 5 * 0.6) / (4 + 5); others: 0.6
    assert table["share"][["named", "own voice", "judged"]].tolist() == [0.727, 0.444, 0.6]
    # two events more, one all right and one all wrong: (3 * 8/11 + 1) / 5, (3 * 4/9 + 1) / 5
    assert table["confidence"][["named", "own voice", "judged"]].tolist() == [0.636, 0.467, 0.56]
    assert table.loc["named", ["rows", "right"]].tolist() == [6, 5]
    # the more events, the nearer to the share
    many = confidence_table(ground, right, events=1000).set_index("ground")
    assert many["confidence"].tolist() == pytest.approx(many["share"].tolist(), abs=0.002)
    assert set(confidence_table(ground[:0], right[:0], events=0)["confidence"]) == {0.5}


@given(st.lists(st.tuples(st.sampled_from(GROUNDS), st.booleans()), max_size=40))
def test_confidence_stays_in_range_and_grows_with_right_rows(cells: list[tuple[str, bool]]) -> None:
    ground = pd.Series([name for name, _ in cells], dtype=str)
    right = pd.Series([value for _, value in cells], dtype=bool)
    table = confidence_table(ground, right, events=3)
    assert table["ground"].tolist() == list(GROUNDS)
    assert table["confidence"].between(0, 1).all()
    for index in right.index[~right]:
        better = confidence_table(ground, right.where(right.index != index, other=True), events=3)
        assert (better["confidence"] >= table["confidence"]).all()
        break


def test_the_shipped_table_covers_every_ground() -> None:
    values = confidence(pd.Series(GROUNDS))
    assert values.between(0.3, 0.95).all()
    by_ground = dict(zip(GROUNDS, values, strict=True))
    assert by_ground["own voice"] < by_ground["named"] < by_ground["several terms"]
    table = pd.read_csv(Path(__file__).parents[2] / "data" / "reference" / "stance_confidence.csv")
    assert table["ground"].tolist() == list(GROUNDS)
    carried = (8 * table["share"] + 1) / 10  # of eight events
    assert table["confidence"].tolist() == pytest.approx(carried.tolist(), abs=0.001)
    with pytest.raises(KeyError):
        by_ground["no such ground"]


@pytest.mark.parametrize(
    ("stances", "rules", "expected"),
    [
        ("faaa", "xxxx", "aaaa"),
        ("faa", "xxx", "aaa"),
        ("faaa", "xxxm", "aaaa"),
        ("faaa", "mxxx", "aaaa"),
        ("fa", "xx", "fa"),
        ("fna", "xxx", "fna"),
        ("naaa", "xxxx", "naaa"),
        ("faaa", "cxxx", "faaa"),
        ("faaff", "xxxxx", "fffff"),
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


@pytest.fixture
def coded(event: Path) -> list[Path]:
    """Return two events that are alike but for what people coded of the headline."""
    stances = predict([event])["linden"]["stance"].tolist()
    other = event.parent / "rowan"
    shutil.copytree(event, other)
    for folder, first in ((event, "neither"), (other, stances[0])):
        answers = [first, stances[1], stances[2]]
        lines = [f"a,{n},tram,x,{stance},\n" for n, stance in enumerate(answers)]
        (folder / "gold.csv").write_text(",".join(GOLD_COLUMNS) + "\n" + "".join(lines))
    return [event, other]


def test_right_rows_are_those_that_people_coded_alike(coded: list[Path]) -> None:
    machine = predict(coded)
    rows = right_rows(coded, machine)
    assert rows["event"].tolist() == ["linden"] * 3 + ["rowan"] * 3
    assert rows["right"].tolist() == [False, True, True, True, True, True]
    assert calibrate(rows)["rows"].sum() == 6
    (coded[0] / "disputed.csv").write_text("article,sentence,theme\na,1,tram\n")
    assert len(right_rows(coded, machine)) == 5


def test_an_event_is_left_out(coded: list[Path]) -> None:
    rows = right_rows(coded, predict(coded))
    found = leave_one_event_out(rows)
    table = calibrate(rows[rows["event"] == "rowan"]).set_index("ground")["confidence"]
    own = found[found["event"] == "linden"]
    assert own["confidence"].tolist() == table[own["ground"]].tolist()
    with pytest.raises(CrossframeError, match="one only"):
        leave_one_event_out(rows[rows["event"] == "linden"])


def test_confidence_is_calibrated_where_events_are_alike() -> None:
    # forty events, on each half of the rows on one ground are right and nine tenths on the other
    cells = [
        (f"e{event}", ground, place < right)
        for event in range(40)
        for ground, right in (("named", 5), ("judged", 9))
        for place in range(10)
    ]
    rows = pd.DataFrame(cells, columns=["event", "ground", "right"])
    table = reliability(leave_one_event_out(rows))
    assert table["ground"].tolist() == ["named", "judged", "all rows"]
    assert table["share_right"].tolist() == pytest.approx([0.5, 0.9, 0.7])
    assert table["confidence"].tolist() == pytest.approx([0.5, 0.9, 0.7], abs=0.03)


def test_the_command_prints_reliability_and_writes_the_table(
    coded: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "table.csv"
    result = CliRunner().invoke(main, ["calibrate", *map(str, coded), "--out", str(target)])
    assert result.exit_code == 0, result.output
    for part in ("Confidence as shipped", "Confidence from the other events", "all rows"):
        assert part in result.output
    written = pd.read_csv(target)
    assert written.columns.tolist() == CONFIDENCE_COLUMNS
    assert written["rows"].sum() == 6
    single = CliRunner().invoke(main, ["calibrate", str(coded[0])])
    assert single.exit_code == 0
    assert "other events" not in single.output


def test_without_a_reference_coding_nothing_can_be_calibrated(event: Path) -> None:
    with pytest.raises(CrossframeError, match="no folder has a reference coding"):
        right_rows([event], predict([event]))
    result = CliRunner().invoke(main, ["calibrate", str(event)])
    assert result.exit_code == 1
    assert "no folder has a reference coding" in result.output
