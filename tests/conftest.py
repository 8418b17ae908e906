"""Shared by the tests: where the project lies, the founding articles, and a small invented corpus."""

from pathlib import Path

import pytest
from hypothesis import settings

from crossframe.corpus.articles import load_project
from crossframe.corpus.given import read_event
from crossframe.corpus.sentences import given_sentences

ROOT = Path(__file__).parents[1]

# No test asserts a time: a slow machine finds no more errors than a fast one.
settings.register_profile("crossframe", deadline=None)
settings.load_profile("crossframe")


def pytest_addoption(parser):
    parser.addoption("--fresh", help="folder of a fresh execution, for tests/regenerated.py")


@pytest.fixture
def fresh(request):
    folder = request.config.getoption("--fresh")
    if folder is None:
        pytest.fail("name the folder of a fresh execution: make notebooks-check does")
    return Path(folder)


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def project():
    return load_project(ROOT / "data" / "articles.toml")


@pytest.fixture(scope="session")
def gold_sentences():
    return read_event(ROOT / "data" / "gold")


@pytest.fixture(scope="session")
def harbour():
    """Three invented reports: a and b on one event, c on another."""
    return given_sentences(
        [
            ("a", 0, 0, "Mayor Lund says the harbour must close"),
            (
                "a",
                1,
                1,
                "Mayor Ada Lund said the old harbour must close by 40 percent of its length.",
            ),
            ("a", 2, 1, "“The old harbour is a danger to us all,” she said."),
            ("a", 3, 2, "The council meets on Friday."),
            ("b", 0, 0, "Harbour should stay open, say dockers"),
            ("b", 1, 1, "Dockers argued that the old harbour should stay open rather than close."),
            ("b", 2, 1, "Lund called the harbour “a danger to us all” on Tuesday."),
            ("c", 0, 0, "Bakers win a prize for rye bread"),
            ("c", 1, 1, "A bakery in the hills won the national prize for its rye bread."),
        ]
    )
