"""After a fresh execution of the notebooks: every figure and table equals the committed one.

Run by `make notebooks-check`, which executes a copy of the notebooks and names it with --fresh.
"""

import base64
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def files(folder):
    return {
        str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("name", ["figures", "data/derived"])
def test_regenerated_files_equal_the_committed_ones(name, fresh):
    committed, made = files(ROOT / name), files(fresh / name)
    assert made
    assert list(made) == list(committed)
    for relative, path in made.items():
        assert path.read_bytes() == committed[relative].read_bytes(), (
            f"{name}/{relative} has changed: make figures"
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_stored_images_are_the_bytes_of_figures(path):
    figures = {file.read_bytes() for file in (ROOT / "figures").glob("*.png")}
    outputs = [
        output
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]
    for output in outputs:
        image = output.get("data", {}).get("image/png")
        if image:
            assert base64.b64decode("".join(image)) in figures


def test_every_figure_is_shown_in_a_notebook():
    text = "".join(path.read_text("utf-8") for path in NOTEBOOKS)
    for path in (ROOT / "figures").glob("*.png"):
        assert f"Figure {path.name}: " in text
