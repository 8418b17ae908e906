"""Sentences that people rated: scores of a coder and of the people, by hand."""

import pandas as pd
import pytest

from crossframe.coding.coders import Coding
from crossframe.errors import CrossframeError
from crossframe.evaluation.human import rated_material
from crossframe.evaluation.stance import predict, score

CODEBOOK = """
title = "Tax"
[[theme]]
id = "tax"
label = "Tax"
proposition = "Sugar should be taxed."
terms = ["tax*"]
"""
RATINGS = """id,sentence,rater_0,rater_1,rater_2,p_favor,p_against,p_neither
s1,We want the tax.,favor,favor,favor,0.9,0.05,0.05
s2,We reject the tax.,against,against,favor,0.2,0.7,0.1
s3,It rained.,neither,against,neither,0.1,0.1,0.8
s4,The tax is due on Monday.,favor,against,neither,0.3,0.3,0.4
"""


@pytest.fixture
def ratings(tmp_path):
    (tmp_path / "codebook.toml").write_text(CODEBOOK, "utf-8")
    path = tmp_path / "rated.csv"
    path.write_text(RATINGS, "utf-8")
    return path


def says(*stances):
    """Make a coder that gives the sentences these stances in turn, no row where it is empty."""

    def coder(sentences, codebook, attributions):
        rows = sentences[["article", "sentence"]].assign(
            theme="tax", holder="we", stance=list(stances), evidence=""
        )
        return Coding(rows[rows["stance"] != ""], {"coder": "test"})

    return coder


def test_scores_by_hand(ratings):
    coded = predict([ratings], coder=says("favor", "favor", "", "neither"))
    scores = score([ratings], coded)
    # gold: favor, against, neither, neither; said: favor, favor, neither (not listed), neither
    assert scores["favor"] == pytest.approx(2 / 3)
    assert (scores["against"], scores["neither"]) == (0, 1)
    assert scores["stance"] == pytest.approx(1 / 3)
    assert scores["accuracy"] == 3 / 4
    # 8 values: favor 3, against 1, neither 4; 2 of 8 differ, of 56 pairs 64 - 9 - 1 - 16 = 38
    assert scores["alpha"] == pytest.approx(1 - (2 / 8) / (38 / 56))


def test_raters_are_scored_by_the_majority_of_the_others(ratings):
    scores = score([ratings], predict([ratings], coder=says("", "", "", "")))
    # clear majorities of the other two: s1 three times, s2 once (rater_2), s3 once (rater_1)
    assert scores["raters.accuracy"] == pytest.approx(3 / 5)
    # favor: said 4 (s1 three times, s2 by rater_2), true 3; against: said 1, true 1, none right
    assert scores["raters.favor"] == pytest.approx(6 / 7)
    assert scores["raters.against"] == 0
    assert scores["raters.stance"] == pytest.approx(3 / 7)


def test_the_rules_code_rated_sentences(ratings):
    rows = predict([ratings])["rated"]
    assert rows.set_index("article")["stance"].to_dict() == {
        "s1": "favor",
        "s2": "against",
        "s4": "neither",
    }


def test_ratings_beside_events_are_a_part_of_their_own(ratings, tmp_path):
    folder = tmp_path / "elm"
    folder.mkdir()
    (folder / "codebook.toml").write_text(CODEBOOK, "utf-8")
    pd.DataFrame(
        [("a", 1, 1, "We want the tax.")], columns=["article", "sentence", "paragraph", "text"]
    ).to_csv(folder / "sentences.csv", index=False)
    (folder / "gold.csv").write_text(
        "article,sentence,theme,holder,stance,evidence\na,1,tax,we,favor,tax\n", "utf-8"
    )
    paths = [folder, ratings]
    scores = score(paths, predict(paths))
    assert scores["detection"] == 1
    assert {"rated.stance", "rated.raters.alpha"} <= set(scores)
    assert not any(name.startswith("elm") for name in scores)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("p_neither", "neither", "p_neither"),
        ("s1,We want the tax.,favor", "s1,We want the tax.,for", "unknown rater_0 'for'"),
        ("0.9", "high", "line 2.*not a number"),
    ],
)
def test_malformed_ratings_are_one_clear_error(ratings, old, new, message):
    ratings.write_text(RATINGS.replace(old, new, 1), "utf-8")
    with pytest.raises(CrossframeError, match=message):
        score([ratings], predict([ratings]))


def test_a_codebook_of_two_themes_is_refused(ratings):
    book = ratings.parent / "codebook.toml"
    book.write_text(CODEBOOK + CODEBOOK.split("\n", 2)[2].replace('"tax"', '"more"'), "utf-8")
    with pytest.raises(CrossframeError, match="2 themes"):
        rated_material(ratings)


def test_without_a_codebook_beside_it_the_shipped_one_serves(ratings):
    (ratings.parent / "codebook.toml").unlink()
    assert len(rated_material(ratings).codebook.themes) == 1
