"""crossframe.io.reference_data: the tables of reference, installed or in a checkout."""

import pytest

from crossframe.errors import CrossframeError
from crossframe.io import reference_data
from crossframe.io.reference_data import reference_file


def test_reference_file_of_checkout_and_of_installed_package(root, tmp_path, monkeypatch):
    assert reference_file("background.csv") == root / "data" / "reference" / "background.csv"
    package = tmp_path / "site-packages" / "crossframe"
    (package / "reference_data").mkdir(parents=True)
    (package / "reference_data" / "background.csv").touch()
    monkeypatch.setattr(reference_data, "__file__", str(package / "io" / "reference_data.py"))
    assert reference_file("background.csv").parent == package / "reference_data"


def test_missing_reference_file():
    with pytest.raises(CrossframeError, match="reference table is missing"):
        reference_file("none.csv")
