"""What the documents say of the files is so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "data/README.md", "data/reference/README.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files(name):
    text = (ROOT / name).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert all(((ROOT / name).parent / link).exists() for link in links), links


def test_every_derived_table_is_described():
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    described = set(re.findall(r"^\| `(\w+\.csv)` \| \d\d \|", text, re.MULTILINE))
    assert described == {path.name for path in (ROOT / "data" / "derived").glob("*.csv")}


def test_every_figure_is_mapped_to_its_notebook():
    text = (ROOT / "README.md").read_text("utf-8")
    assert {path.name for path in (ROOT / "figures").glob("*.png")} <= set(
        re.findall(r"figures/(\w+\.png)", text)
    )


def test_every_module_has_its_place_in_the_map():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_*]+)`", text))
    groups = tuple(name.removesuffix("*") for name in named if name.endswith("_*"))
    modules = {path.stem for path in (ROOT / "src" / "crossframe").glob("*.py")} - {"__init__"}
    assert {
        module for module in modules if module not in named and not module.startswith(groups)
    } == set()


def test_no_module_imports_one_further_down_the_map():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    listed = re.search(r"^\| step \|.*?\n\n", text, re.MULTILINE | re.DOTALL).group()
    place = {}
    for number, name in enumerate(re.findall(r"`([a-z_*]+)`", listed)):
        paths = (ROOT / "src" / "crossframe").glob(f"{name}.py")
        place |= {path.stem: number for path in paths if path.stem not in place}
    back = {
        (module, other)
        for module, own in place.items()
        for other in re.findall(
            r"^ *from crossframe\.(\w+) import",
            (ROOT / "src" / "crossframe" / f"{module}.py").read_text("utf-8"),
            re.MULTILINE,
        )
        if place.get(other, own) > own
    }
    assert back == set()
