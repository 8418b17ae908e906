"""Sums of an archive, computed by hand, and how they are shown."""

import json

import numpy as np
import pandas as pd
import pytest

from crossframe.archive.aggregates import aggregates, ratios
from crossframe.plots.archive import plot_outlet_pairs, plot_speakers, plot_theme_months
from crossframe.stance.codebook import Codebook, Theme
from invented import invented, write_rows

ARTICLES = pd.DataFrame(
    [
        ("a1", "Post", "2021-01", 1, 4, "T"),
        ("b1", "Dial", "2021-01", 1, 5, "T"),
        ("a2", "Post", "2021-02", 2, 6, "T"),
        ("b2", "Dial", "2021-02", 2, 5, "T"),
        ("a3", "Post", "2021-02", 0, 2, ""),
    ],
    columns=["article", "outlet", "month", "event", "sentences", "title"],
)
PAIRS = pd.DataFrame(
    [
        (1, "a1", "b1", 0.2, False, 3, "2021-01"),
        (2, "a2", "b2", 0.4, False, 1, "2021-02"),
        (2, "b2", "a2", 0.9, True, 0, "2021-02"),
    ],
    columns=["event", "article_a", "article_b", "similarity", "copy", "shared_phrases", "month"],
)
STATEMENTS = pd.DataFrame(
    [
        ("a1", "ada roe", "Ada Roe", 20),
        ("a1", "low", "Low", 10),
        ("a2", "ada roe", "she", 10),
        ("b1", "roe", "Ms. Roe", 10),
        ("a1", "ada roe", "Treasurer Ada Roe", 10),
    ],
    columns=["article", "speaker", "source", "words"],
).assign(speaker_kind="person")
SHARED = pd.DataFrame(
    [
        (1, "a b c d e", 5, ["Dial", "Post"], False, "2021-01"),
        (2, "a b c d e", 5, ["Herald", "Post"], False, "2021-01"),
        (2, "an agency wrote this here", 5, ["Dial", "Post"], True, "2021-01"),
    ],
    columns=["event", "phrase", "words", "outlets", "copy", "month"],
)
STANCE = pd.DataFrame(
    [("a1", 1, "tax", "roe", "favor"), ("a1", 2, "tax", "roe", "against"), ("a2", 1, "tax", "roe", "favor")],
    columns=["article", "sentence", "theme", "holder", "stance"],
)  # fmt: skip
TABLES = {
    "articles": ARTICLES,
    "pairs": PAIRS,
    "statements": STATEMENTS,
    "shared": SHARED,
    "stance": STANCE,
}
BOOK = Codebook("Taxes", (), (Theme("tax", "Tax", "Taxes should rise.", ("tax",)),), ())


@pytest.fixture(scope="module")
def sums():
    return aggregates(TABLES, BOOK)


def test_similarity_of_outlets_is_a_mean_over_events_without_copies(sums):
    (row,) = sums["outlet_pairs"].query("month == 'all'").to_dict("records")
    assert row["similarity"] == pytest.approx(0.3)
    assert (row["events"], row["pairs"], row["copies"], row["shared_phrases"]) == (2, 3, 1, 2)
    assert (row["low"], row["high"]) == pytest.approx((0.2, 0.4))
    january = sums["outlet_pairs"].query("month == '2021-01'").iloc[0]
    assert np.isnan(january["low"])  # one event has no interval


def test_speakers_share_of_attributed_words(sums):
    rows = sums["speakers"].query("month == 'all'")
    post = rows[rows["outlet"] == "Post"].set_index("speaker")
    assert post.loc["ada roe", ["words", "events"]].tolist() == [40, 2]
    assert post.loc["ada roe", "share"] == pytest.approx(0.8)
    assert post.loc["low", "share"] == pytest.approx(0.2)
    (dial,) = rows[rows["outlet"] == "Dial"].to_dict("records")  # "Roe" alone, of the same event
    assert (dial["speaker"], dial["name"], dial["words"]) == ("ada roe", "Ada Roe", 10)
    assert dial["names"] == ("ada roe", "roe")


def test_phrases_of_copy_are_left_out_and_events_added_up(sums):
    assert sums["shared_phrases"].values.tolist() == [
        ["2021-01", "a b c d e", 5, 2, ("Dial", "Herald", "Post")]
    ]


def test_themes_count_articles_that_do_not_touch_them(sums):
    rows = sums["themes"].query("month == 'all' and outlet == 'Post'").set_index("measure")
    assert rows.loc["mention", "share"] == pytest.approx(3 / 12)
    assert rows.loc["favor", "share"] == pytest.approx(2 / 3)
    assert rows.loc["mention", ["units", "events"]].tolist() == [12, 3]
    assert set(rows["standing"]) == {"first reading"}
    dial = sums["themes"].query("month == 'all' and outlet == 'Dial'")
    assert dial[["measure", "share"]].values.tolist() == [["mention", 0]]


def test_coded_sample_gives_estimates():
    rows = [("a2", n, "tax", "roe", "favor", 1.0) for n in range(6)]
    rows += [("a1", n, "tax", "", "absent", 1.0) for n in range(4)]
    coded = pd.DataFrame(
        rows, columns=["article", "sentence", "theme", "holder", "stance", "weight"]
    )
    found = aggregates(TABLES, BOOK, coded)["estimates"].query("measure == 'mention'")
    post = found.set_index(["outlet", "theme"]).loc[[("Post", "tax"), ("Post", "")]]
    assert post[["coded", "units", "people"]].values.tolist() == [[10, 12, 0.6]] * 2
    assert (post["low"] < post["estimate"]).all()
    assert (post["estimate"] < post["high"]).all()
    every = found.set_index(["outlet", "theme"]).loc[("", "tax")]
    assert (every["coded"], every["units"]) == (10, 22)  # both outlets


def test_interval_does_not_hang_on_other_groups():
    cells = pd.DataFrame(
        {"outlet": list("ab") * 6, "event": np.arange(12), "part": 1, "whole": range(1, 13)}
    )
    both, alone = ratios(cells, ["outlet"]), ratios(cells[cells["outlet"] == "b"], ["outlet"])
    assert both.iloc[1].tolist() == alone.iloc[0].tolist()


def test_figures_say_what_they_draw(sums):
    pairs = plot_outlet_pairs(sums["outlet_pairs"].query("month == 'all'"))
    assert pairs.get_label().startswith(
        "Most alike on the same events: Dial and Post (0.30, 0.20 to 0.40)"
    )
    assert [label.get_text() for label in pairs.axes[0].get_yticklabels()] == ["Dial – Post (2)"]
    months = plot_theme_months(sums["themes"], BOOK)
    assert "tax, Post, 2021-01: 0.50" in months.get_label()
    speakers = plot_speakers(sums["speakers"].query("month == 'all'"))
    assert speakers.get_label().startswith(
        "Whose words are carried most: Ada Roe (50) and Low (10)"
    )
    assert "Ada Roe, Dial: 1.00 (10 words)" in speakers.get_label()


def test_page_lists_events_and_leads_to_their_readers(tmp_path, table):
    from crossframe.archive import in_this_process, make_archive

    made = make_archive([table], tmp_path / "out", engine=in_this_process, readers=2)
    page = (tmp_path / "out" / "index.html").read_text()
    assert page.count('<tr id="event-') == made["events"] == 6
    linked = [path.name for path in (tmp_path / "out" / "readers").iterdir()]
    assert len(linked) == 2
    assert all(f'href="readers/{name}"' in page for name in linked)
    assert set(made["files"]) >= {
        "archive.ipynb",
        "tables/speakers.csv",
    }


def test_cells_of_the_notebook_run_on_an_archive(tmp_path, monkeypatch, run):
    run(write_rows(tmp_path / "a.jsonl", invented(2)))
    notebook = json.loads((tmp_path / "out" / "archive.ipynb").read_text())
    monkeypatch.chdir(tmp_path / "out")
    space = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    assert space["made"]["used"] == 6
