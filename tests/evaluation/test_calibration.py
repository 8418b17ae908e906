"""Confidence against reference codings: which rows are right, events left out, and the command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from crossframe.cli.main import main
from crossframe.errors import CrossframeError
from crossframe.evaluation.calibration import (
    calibrate,
    leave_one_event_out,
    reliability,
    right_rows,
)
from crossframe.evaluation.stance import GOLD_COLUMNS, predict
from crossframe.stance.confidence import CONFIDENCE_COLUMNS


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


def test_confidence_from_the_other_events_by_hand() -> None:
    # Laplace's rule over one other event: (0 + 1) / 3 and (1 + 1) / 3
    cells = [("elm", "named", True), ("elm", "named", True), ("oak", "named", False)]
    rows = pd.DataFrame(cells, columns=["event", "ground", "right"])
    assert leave_one_event_out(rows)[["event", "share", "confidence"]].to_numpy().tolist() == [
        ["elm", 0.0, 0.333],
        ["elm", 0.0, 0.333],
        ["oak", 1.0, 0.667],
    ]
