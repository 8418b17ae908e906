"""A table of invented articles, and a way to run an archive on it."""

from hashlib import sha256

import pytest

from crossframe.archive import in_this_process, make_archive
from crossframe.io.output_folder import files_in
from invented import invented, write_rows


@pytest.fixture
def table(tmp_path):
    return write_rows(tmp_path / "articles.jsonl", invented())


@pytest.fixture
def run(tmp_path):
    """Make an archive in a folder of this name, and return its manifest."""

    def made(table, name="out", *, engine=in_this_process, **options):
        options = {"readers": 0, **options}
        return make_archive([table], tmp_path / name, engine=engine, **options)

    return made


@pytest.fixture
def digest():
    """Return the hash of each file of a folder."""
    return lambda folder: {
        name: sha256((folder / name).read_bytes()).hexdigest() for name in files_in(folder)
    }
