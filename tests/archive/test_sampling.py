"""A sample of an archive: each unit with its chance, and back as the codes of a coding."""

import pandas as pd
import pytest

from crossframe.archive.sampling import check_sample
from crossframe.coding.sheets import read_codesheet
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, Theme

# the invented quotation "We will keep the …" stands in three of four articles
BOOK = Codebook("Keeping", (), (Theme("keep", "Keep", "It should be kept.", ("keep",)),), ())


def as_text(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_whole_archive_is_drawn_with_weight_one(run, table, tmp_path):
    run(table, codebook=BOOK, sheet=tmp_path / "sheet.csv", units=10_000)
    articles = pd.read_parquet(tmp_path / "out" / "articles")
    sheet = as_text(tmp_path / "sheet.csv")
    assert len(sheet) == articles["sentences"].sum()
    assert set(sheet["weight"]) == {"1.0"}
    assert (tmp_path / "PROTOCOL.md").is_file()


def test_a_sample_stands_for_all_and_comes_back_as_codes(run, table, tmp_path):
    run(table, codebook=BOOK, sheet=tmp_path / "sheet.csv", units=15)
    sheet = as_text(tmp_path / "sheet.csv")
    assert len(sheet) == 15
    articles = pd.read_parquet(tmp_path / "out" / "articles")
    stance = pd.read_parquet(tmp_path / "out" / "stance")
    own = sheet["article"].str.removeprefix("'")  # the mark by which spreadsheets leave ids alone
    touched = own.isin(stance["article"])
    assert 0 < touched.sum() < 15
    assert own.is_monotonic_increasing  # coders are not told by the order where a theme was found
    assert sheet["weight"].astype(float).min() > 1
    sheet.assign(stance="absent").to_csv(tmp_path / "coded.csv", index=False)
    run(table, codebook=BOOK, coding=tmp_path / "coded.csv")
    found = pd.read_csv(tmp_path / "out" / "tables" / "estimates.csv")
    assert found["coded"].sum() > 0
    assert found["units"].max() <= articles["sentences"].sum()


def test_codes_without_weights_are_refused(tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("article,sentence,theme,holder,stance,evidence\na,1,keep,roe,favor,keep\n")
    assert len(read_codesheet(sheet)) == 1
    with pytest.raises(CrossframeError, match="no weights"):
        check_sample(sheet, BOOK)


@pytest.mark.parametrize("units", [2, 3, 7, 20, 29])
def test_as_many_units_are_drawn_as_were_asked_for(run, table, tmp_path, units):
    run(table, codebook=BOOK, sheet=tmp_path / "sheet.csv", units=units)
    assert len(as_text(tmp_path / "sheet.csv")) == units
