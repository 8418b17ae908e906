"""The output folder is the old or the new one, whole."""

import os

import pytest

from crossframe.errors import CrossframeError
from crossframe.io.output_folder import output_folder
from crossframe.io.writing import write_file


def fill(folder, text="new"):
    (folder / "manifest.json").write_text('{"crossframe": "0", "rows": {}}')
    (folder / "table.csv").write_text(text)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_is_there_whole(tmp_path):
    target = tmp_path / "deep" / "out"
    with output_folder(target) as folder:
        fill(folder)
        assert not target.exists()
    assert names(target) == ["manifest.json", "table.csv"]
    assert names(target.parent) == ["out"]


def test_an_existing_folder_is_kept_without_force(tmp_path):
    fill_old(tmp_path / "out")
    with (
        pytest.raises(CrossframeError, match="exists already"),
        output_folder(tmp_path / "out") as folder,
    ):
        fill(folder)
    assert (tmp_path / "out" / "table.csv").read_text() == "old"


def interrupted(target, error):
    with output_folder(target, force=True) as folder:
        fill(folder)
        raise error


def fill_old(target):
    target.mkdir()
    fill(target, "old")


def test_force_replaces_it(tmp_path):
    fill_old(tmp_path / "out")
    with output_folder(tmp_path / "out", force=True) as folder:
        fill(folder)
    assert (tmp_path / "out" / "table.csv").read_text() == "new"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "x", "[" * 100_000, '{"crossframe": 1}'])
def test_force_does_not_replace_what_crossframe_did_not_write(tmp_path, manifest):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    if manifest is not None:  # that of something else
        (tmp_path / "out" / "manifest.json").write_text(manifest)
    with (
        pytest.raises(CrossframeError, match="something else"),
        output_folder(tmp_path / "out", force=True),
    ):
        pass
    assert (tmp_path / "out" / "thesis.txt").exists()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_interruption_leaves_the_old_one_and_nothing_else(tmp_path, error):
    fill_old(tmp_path / "out")
    with pytest.raises(error):
        interrupted(tmp_path / "out", error)
    assert (tmp_path / "out" / "table.csv").read_text() == "old"
    assert names(tmp_path) == ["out"]


def test_what_a_killed_run_left_is_cleared(tmp_path):
    (tmp_path / ".out.abc.crossframe-tmp").mkdir()
    (tmp_path / ".other.abc.crossframe-tmp").mkdir()
    with output_folder(tmp_path / "out") as folder:
        fill(folder)
    assert names(tmp_path) == [".other.abc.crossframe-tmp", "out"]


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "out").mkdir()
    with output_folder(tmp_path / "out") as folder:
        fill(folder)
    assert names(tmp_path / "out") == ["manifest.json", "table.csv"]


def test_a_file_in_the_way_is_reported(tmp_path):
    (tmp_path / "out").write_text("x")
    with (
        pytest.raises(CrossframeError, match="is no folder"),
        output_folder(tmp_path / "out", force=True),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(CrossframeError, match="cannot be written"),
        output_folder(tmp_path / "file" / "out"),
    ):
        pass


def test_the_folder_has_usual_rights(tmp_path):
    with output_folder(tmp_path / "out") as folder:
        fill(folder)
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~mask


def test_an_error_names_the_file_where_it_was_to_be(tmp_path):
    with (
        pytest.raises(CrossframeError) as error,
        output_folder(tmp_path / "out") as folder,
    ):
        write_file("x", folder / "tables" / "a.csv")
    assert error.value.path == tmp_path / "out" / "tables" / "a.csv"
    assert names(tmp_path) == []
