"""Shares of units in which the wording of a proposition did not matter, by hand."""

from pathlib import Path

import pandas as pd
import pytest

from crossframe.evaluation.wording import predict, score

ROWS = pd.DataFrame(
    [
        ("a", 1, "t", "same", "favor", "favor"),
        ("a", 2, "t", "same", "neither", "favor"),
        ("a", 3, "t", "same", "against", "absent"),
        ("a", 1, "t", "denied", "favor", "against"),
        ("a", 2, "t", "denied", "neither", "favor"),
        ("a", 3, "t", "denied", "against", "against"),
    ],
    columns=["article", "sentence", "theme", "kind", "before", "after"],
)


def test_shares_by_hand():
    scores = score([Path("elm")], {"elm": ROWS})
    assert scores == {"same": pytest.approx(1 / 3), "denied": 1 / 2}
    assert score([Path("elm")], {"elm": ROWS.iloc[:0]}) == {}


def test_events_without_a_paraphrase_give_no_rows(tmp_path):
    folder = tmp_path / "elm"
    folder.mkdir()
    (folder / "codebook.toml").write_text(
        'title = "T"\n[[theme]]\nid = "tax"\nlabel = "Tax"\nproposition = "Tax it."\nterms = ["tax"]\n',
        "utf-8",
    )
    table = pd.DataFrame([("a", 1, 1, "We want the tax.")])
    table.columns = ["article", "sentence", "paragraph", "text"]
    table.to_csv(folder / "sentences.csv", index=False)
    assert predict([folder])["elm"].empty
