"""What the documents say of the files is so."""

import re
from pathlib import Path

import pytest

import crossframe as cf

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "data/reference/README.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
]


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


def test_the_readme_says_what_the_articles_show():
    text = (ROOT / "README.md").read_text("utf-8")
    told = re.search(r"<!-- findings -->\n(.*?)<!-- end", text, re.DOTALL)[1].splitlines()
    assert told == [
        f"- {one}" for one in cf.compare(cf.load(ROOT / "data" / "articles.toml")).findings
    ]


def test_every_room_is_described():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    described = set(re.findall(r"\*\*`(\w+)(?:/|\.py)`\*\*", text))
    places = (ROOT / "src" / "crossframe").iterdir()
    rooms = {
        path.stem for path in places if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert described == {room for room in rooms if not room.startswith("_")}


def test_files_that_are_named_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`([\w./]+(?:\.py|\.txt|\.toml|\.md|/))`", text))
    named = {path for path in named if "NAME" not in path}
    source = ROOT / "src" / "crossframe"
    assert len(named) > 40
    assert {p for p in named if not (ROOT / p).exists() and not list(source.rglob(p))} == set()
