"""Tests of confidence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.stance.confidence import (
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
        ("a", 3, "tram", "lee", "favor", "attitude"),
        ("a", 4, "tram", "lee", "favor", "attitude"),
        ("a", 5, "tram", "outlet", "favor", "mention"),
    )
    several = {("a", number, "tram") for number in range(4)}
    assert tuple(grounds(stance, several)) == (*GROUNDS[1:], GROUNDS[0])
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
    assert by_ground["named"] < by_ground["several terms"]
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
