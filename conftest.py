"""For the doctests of the face: the founding comparison as `c`, and paths from the checkout on."""

from pathlib import Path

import pytest

import crossframe as cf

ROOT = Path(__file__).parent


@pytest.fixture(scope="session")
def founding():
    return cf.compare(cf.load(ROOT / "data" / "articles.toml"))


@pytest.fixture(autouse=True)
def _tutorial(request, doctest_namespace, monkeypatch):
    if request.node.name.split(".")[:2] in (["crossframe"], ["crossframe", "comparison"]):
        doctest_namespace["c"] = request.getfixturevalue("founding")
        monkeypatch.chdir(ROOT)
