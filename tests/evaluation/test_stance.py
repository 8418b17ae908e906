"""Tests of scoring stance codings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation import stance as evaluate_stance
from crossframe.evaluation.stance import GOLD_COLUMNS, predict, score, write

DATA = Path(__file__).parents[2] / "data"
CODEBOOK = """
title = "Linden"
[[theme]]
id = "tram"
label = "Tram"
proposition = "The city should build a tram."
terms = ["tram*"]
[[theme]]
id = "ban"
label = "Car ban"
proposition = "Cars should be banned."
terms = ["cars"]
[[actor]]
id = "guild"
name = "the guild"
"""
SENTENCES = """article,sentence,paragraph,text
a,0,0,The guild opposes the tram
a,1,1,The guild wants a tram
a,2,2,A tram and cars
a,3,3,"Cars, the guild said, must stay"
"""


def event(folder: Path, gold: str | None = None, *, name: str = "gold.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "codebook.toml").write_text(CODEBOOK)
    (folder / "sentences.csv").write_text(SENTENCES)
    if gold is not None:
        (folder / name).write_text("article,sentence,theme,holder,stance,evidence\n" + gold)
    return folder


def coding(*rows: tuple[str, int, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=GOLD_COLUMNS[:5]).assign(evidence="")


GOLD = """a,0,tram,the guild,against,
a,1,tram,guild,favor,
a,2,tram,outlet,neither,
a,2,ban,x,favor,
a,2,ban,y,against,
"""


def test_scores_by_hand(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden", GOLD)
    machine = coding(
        ("a", 0, "tram", "Guild", "against"),  # right, holder right
        ("a", 1, "tram", "outlet", "favor"),  # right, holder wrong
        ("a", 2, "ban", "y", "against"),  # gold is mixed: wrong
        ("a", 3, "ban", "guild", "favor"),  # not in the gold
    )
    scores = score([folder], {"linden": machine})
    assert list(scores) == ["detection", "favor", "against", "stance", "alpha", "holder"]
    assert scores["detection"] == pytest.approx(2 * 3 / (4 + 4))
    assert scores["favor"] == pytest.approx(2 * 1 / (2 + 1))
    assert scores["against"] == pytest.approx(2 * 1 / (2 + 1))
    assert scores["stance"] == pytest.approx(2 / 3)
    assert scores["holder"] == pytest.approx(1 / 2)
    # cells: against/against, favor/favor, absent/neither, against/mixed, favor/absent
    # observed disagreement 3/5; of 45 pairs of 10 values 3 + 3 + 1 agree (against, favor, absent)
    assert scores["alpha"] == pytest.approx(1 - (3 / 5) / (1 - 7 / 45))


def test_a_perfect_coding(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden", GOLD)
    machine = pd.read_csv(folder / "gold.csv")
    assert set(score([folder], {"linden": machine}).values()) == {1.0}


def test_disputed_units_are_left_out_on_both_sides(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden", GOLD)
    machine = coding(("a", 0, "tram", "guild", "against"), ("a", 3, "ban", "guild", "favor"))
    (folder / "disputed.csv").write_text(
        "article,sentence,theme,coder_a,coder_b\na,3,ban,absent,favor\na,1,tram,favor,against\n"
    )
    assert score([folder], {"linden": machine})["detection"] == pytest.approx(2 * 1 / (1 + 3))


def test_several_folders_are_pooled_and_given_apart(tmp_path: Path) -> None:
    one = event(tmp_path / "one", "a,0,tram,guild,against,\n")
    two = event(
        tmp_path / "two", "a,0,tram,guild,favor,\na,1,tram,guild,favor,\n", name="stance.csv"
    )
    none = event(tmp_path / "none")
    machine = coding(("a", 0, "tram", "guild", "against"))
    scores = score([one, two, none], dict.fromkeys(("one", "two", "none"), machine))
    assert scores["detection"] == pytest.approx(2 * 2 / (2 + 3))
    assert scores["one.detection"] == 1.0
    assert scores["two.detection"] == pytest.approx(2 / 3)
    assert scores["against"] == pytest.approx(2 * 1 / (2 + 1))
    assert "two.holder" not in scores
    assert not any(key.startswith("none") for key in scores)


def test_without_gold_there_is_no_score_but_a_prediction(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden")
    machine = predict([folder])
    assert machine["linden"][["sentence", "theme", "holder", "stance"]].to_numpy().tolist()[:2] == [
        [0, "tram", "guild", "against"],
        [1, "tram", "guild", "favor"],
    ]
    assert score([folder], machine) == {}


def test_predicting_never_reads_the_gold(tmp_path: Path) -> None:
    without = predict([event(tmp_path / "linden")])["linden"]
    event(tmp_path / "linden", "nonsense\n")
    pd.testing.assert_frame_equal(predict([tmp_path / "linden"])["linden"], without)


def test_a_codebook_in_the_folder_above_serves(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden")
    shutil.move(folder / "codebook.toml", tmp_path / "codebook.toml")
    assert not predict([folder])["linden"].empty
    (tmp_path / "codebook.toml").unlink()
    with pytest.raises(CrossframeError, match="codebook file is missing"):
        predict([folder])


def test_two_folders_of_one_name(tmp_path: Path) -> None:
    folders = [event(tmp_path / parent / "linden") for parent in ("x", "y")]
    with pytest.raises(CrossframeError, match="two folders are named 'linden'"):
        predict(folders)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,0,toll,guild,favor,", r"line 2: unknown theme 'toll'"),
        ("a,0,tram,guild,pro,", r"line 2: unknown stance 'pro'"),
        ("a,9,tram,guild,favor,", r"line 2: article 'a' has no sentence '9'"),
        ("b,0,tram,guild,favor,", r"line 2: article 'b' has no sentence '0'"),
    ],
)
def test_bad_gold_is_named(tmp_path: Path, row: str, message: str) -> None:
    folder = event(tmp_path / "linden", row + "\n")
    with pytest.raises(CrossframeError, match=message):
        score([folder], {"linden": coding()})


def test_gold_without_a_column(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden")
    (folder / "gold.csv").write_text("article,sentence,theme,stance\na,0,tram,favor\n")
    with pytest.raises(CrossframeError, match="column 'holder' is missing"):
        score([folder], {"linden": coding()})


def test_what_is_written_can_be_scored_anew(tmp_path: Path) -> None:
    folder = event(tmp_path / "linden")
    machine = predict([folder])
    write(machine, tmp_path / "machine.csv")
    write(machine, tmp_path / "machine")
    text = (tmp_path / "machine.csv").read_text()
    assert text.startswith("article,sentence,theme,holder,stance,evidence\na,0,tram,guild,against,")
    assert (tmp_path / "machine" / "linden.csv").read_text() == text
    (folder / "gold.csv").write_text(text)
    assert score([folder], machine)["detection"] == 1.0
    with pytest.raises(CrossframeError, match="2 tables do not fit into one file"):
        write({"x": machine["linden"], "y": machine["linden"]}, tmp_path / "machine.csv")


def test_the_reference_coding_of_the_two_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = score([DATA / "gold"], predict([DATA / "gold"]))
    assert scores["detection"] >= 0.95
    assert scores["stance"] >= 0.75
    assert scores["holder"] >= 0.65
    monkeypatch.setattr(evaluate_stance, "_gold", lambda _: None)
    assert score([DATA / "gold"], {}) == {}
