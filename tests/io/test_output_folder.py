"""The output folder is the old or the new one, whole."""

import importlib
import json
import os
import signal
import subprocess
import sys

import pytest

from crossframe.errors import CrossframeError
from crossframe.io.output_folder import is_output, is_temporary, output_folder
from crossframe.io.writing import write_file

MODULE = importlib.import_module("crossframe.io.output_folder")  # its name is the function's too
MANIFEST = {"crossframe": "0", "rows": {}, "files": ["table.csv"]}
OTHER_RUN = """
import sys
from pathlib import Path
from crossframe.io.output_folder import is_output, is_temporary, output_folder
with output_folder(Path(sys.argv[1]), force=True) as folder:
    (folder / "table.csv").write_text("other")
    (folder / "manifest.json").write_text(sys.argv[2])
    print("filled", flush=True)
    sys.stdin.read()
"""


def fill(folder, text="new"):
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
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


@pytest.fixture
def other_run(tmp_path):
    """Start runs that have filled their folder and wait; each ends when its input is closed."""
    runs = []

    def start(name):
        run = subprocess.Popen(
            [sys.executable, "-c", OTHER_RUN, str(tmp_path / name), json.dumps(MANIFEST)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        runs.append(run)
        assert run.stdout.readline() == "filled\n"
        return run

    yield start
    for run in runs:
        run.kill()
        run.communicate()


def temporaries(folder):
    return [path for path in folder.iterdir() if is_temporary(path)]


def test_what_a_killed_run_for_the_same_folder_left_is_cleared(tmp_path, other_run):
    for name in ("out", "out.v2"):
        run = other_run(name)
        run.kill()
        run.wait()
    old, other = temporaries(tmp_path)
    if "v2" in (old / "lock").read_text():
        old, other = other, old
    with output_folder(tmp_path / "out") as folder:
        fill(folder)
        assert old.exists()
    assert temporaries(tmp_path) == [other]
    assert (tmp_path / "out" / "table.csv").read_text() == "new"


def test_nothing_is_cleared_when_nothing_is_written(tmp_path, other_run):
    run = other_run("out")
    run.kill()
    run.wait()
    with pytest.raises(RuntimeError), output_folder(tmp_path / "out"):
        raise RuntimeError
    assert len(temporaries(tmp_path)) == 1


@pytest.mark.parametrize("name", ["out", "out.v2", "ou"])
def test_a_run_beside_another_leaves_its_folder_alone(tmp_path, other_run, name):
    run = other_run(name)
    with output_folder(tmp_path / "out") as folder:
        fill(folder)
    assert (tmp_path / "out" / "table.csv").read_text() == "new"
    run.communicate("")
    assert run.returncode == 0
    assert (tmp_path / name / "table.csv").read_text() == "other"
    assert temporaries(tmp_path) == []


def test_the_second_of_two_runs_without_force_is_told(tmp_path):
    second = output_folder(tmp_path / "out")
    fill(second.__enter__(), "second")
    with output_folder(tmp_path / "out") as first:
        fill(first, "first")
    with pytest.raises(CrossframeError, match="exists already"):
        second.__exit__(None, None, None)
    assert (tmp_path / "out" / "table.csv").read_text() == "first"
    assert temporaries(tmp_path) == []


def test_folders_without_a_lock_are_not_touched(tmp_path):
    for name, content in (("a", None), ("b", ""), ("c", "1\nother"), ("d", "1")):
        (tmp_path / f".{name}.crossframe-tmp").mkdir()
        if content is not None:
            (tmp_path / f".{name}.crossframe-tmp" / "lock").write_text(content)
    with output_folder(tmp_path / "out") as folder:
        fill(folder)
    assert len(temporaries(tmp_path)) == 4


def test_files_that_crossframe_did_not_write_are_named_and_kept(tmp_path):
    fill_old(tmp_path / "out")
    (tmp_path / "out" / "notes").mkdir()
    (tmp_path / "out" / "notes" / "mine\x1b.txt").write_text("years of work")
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    (tmp_path / "out" / ".DS_Store").write_text("of the system")
    with (
        pytest.raises(CrossframeError, match=r"did not write: link, notes/mine\\x1b\.txt\."),
        output_folder(tmp_path / "out", force=True),
    ):
        pass
    assert (tmp_path / "out" / "notes" / "mine\x1b.txt").exists()
    for number in range(9):
        (tmp_path / "out" / f"{number}").touch()
    with (
        pytest.raises(CrossframeError, match="write: 0, 1, 2, 3, 4 and 6 more"),
        output_folder(tmp_path / "out", force=True),
    ):
        pass


def test_a_file_put_there_during_the_run_is_kept(tmp_path):
    fill_old(tmp_path / "out")
    run = output_folder(tmp_path / "out", force=True)
    fill(run.__enter__())
    (tmp_path / "out" / "mine.txt").write_text("new thought")
    with pytest.raises(CrossframeError, match="did not write"):
        run.__exit__(None, None, None)
    assert (tmp_path / "out" / "mine.txt").read_text() == "new thought"
    assert (tmp_path / "out" / "table.csv").read_text() == "old"


@pytest.mark.parametrize("files", [None, "table.csv", [["table.csv"]], {"table.csv": 1}])
def test_a_manifest_that_lists_no_files_protects_all(tmp_path, files):
    fill_old(tmp_path / "out")
    (tmp_path / "out" / "manifest.json").write_text(json.dumps({**MANIFEST, "files": files}))
    with (
        pytest.raises(CrossframeError, match=r"did not write: table\.csv"),
        output_folder(tmp_path / "out", force=True),
    ):
        pass


@pytest.mark.parametrize("name", ["a" * 300, "é" * 200])
def test_a_name_that_is_too_long_is_one_error_at_once(tmp_path, name):
    with (
        pytest.raises(CrossframeError, match="too long"),
        output_folder(tmp_path / name),
    ):
        pytest.fail("the run began")
    assert names(tmp_path) == []


def test_a_name_that_is_as_long_as_it_may_be(tmp_path):
    with output_folder(tmp_path / ("a" * 255)) as folder:
        fill(folder)
    assert names(tmp_path) == ["a" * 255]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_manifest_that_is_a_pipe_does_not_hang(tmp_path):
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out" / "manifest.json")
    assert not is_output(tmp_path / "out")


def test_a_signal_after_the_exchange_is_too_late(tmp_path, monkeypatch):
    fill_old(tmp_path / "out")
    put = MODULE._put

    def put_and_interrupt(*args, **options):
        put(*args, **options)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(MODULE, "_put", put_and_interrupt)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with output_folder(tmp_path / "out", force=True) as folder:
            fill(folder)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (tmp_path / "out" / "table.csv").read_text() == "new"
    assert names(tmp_path) == ["out"]


def test_without_an_exchange_of_the_system_the_old_folder_makes_way(tmp_path, monkeypatch):
    monkeypatch.setattr(MODULE, "_exchanged", lambda *_: False)
    fill_old(tmp_path / "out")
    with output_folder(tmp_path / "out", force=True) as folder:
        fill(folder)
    assert (tmp_path / "out" / "table.csv").read_text() == "new"
    assert names(tmp_path) == ["out"]


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
