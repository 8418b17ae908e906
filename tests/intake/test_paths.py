import gzip

import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.found import LIMITS, Limits
from crossframe.intake.paths import (
    check_size,
    file_bytes,
    gunzip,
    input_files,
    only_project,
    project_manifest,
)
from crossframe.io.output_folder import output_folder


def test_files_come_in_the_order_of_their_names(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [file.path.name for file in input_files([tmp_path], limits=LIMITS)]
    assert found == ["a.txt", "b.txt", "d.txt"]


def test_too_many_files(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CrossframeError, match="more than 2 files"):
        list(input_files([tmp_path], limits=Limits(files=2)))


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a" * 101)
    with pytest.raises(CrossframeError, match=r"larger than 0\.0001 MB"):
        file_bytes(tmp_path / "a.txt", limits=Limits(file_bytes=100))
    assert len(file_bytes(tmp_path / "a.txt", limits=Limits(file_bytes=101))) == 101


def test_what_cannot_be_read_says_why(tmp_path):
    with pytest.raises(CrossframeError, match="cannot be read: Is a directory"):
        file_bytes(tmp_path, limits=LIMITS)


def test_a_bomb_is_refused_by_ratio_and_by_size():
    bomb = gzip.compress(b"a" * 3_000_000)
    with pytest.raises(CrossframeError, match="100 times its size"):
        gunzip(bomb, limits=LIMITS)
    with pytest.raises(CrossframeError, match="unpacks to more than 2 MB"):
        gunzip(bomb, limits=Limits(file_bytes=2_000_000, ratio=10_000))


def test_members_are_joined_and_empty_ones_passed_over():
    data = gzip.compress(b"one ") + gzip.compress(b"") * 1000 + gzip.compress(b"two")
    assert gunzip(data, limits=LIMITS) == b"one two"


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b", gzip.compress(b"text", mtime=0)[:-9], b"\x1f\x8b" + b"a" * 40]
)
def test_what_is_damaged_is_refused(data):
    with pytest.raises(CrossframeError, match="damaged"):
        gunzip(data, limits=LIMITS)


@pytest.mark.parametrize(("size", "packed"), [(1_000_000, 1), (64_000_000, 640_000), (0, 0)])
def test_sizes_up_to_the_limits_are_read(size, packed):
    check_size(size, packed, limits=LIMITS)


def test_a_project_is_named_by_its_manifest_or_a_folder(root, tmp_path):
    manifest = root / "data" / "articles.toml"
    assert [project_manifest(path) for path in (root, root / "data", manifest)] == [manifest] * 3
    assert project_manifest(root / "data" / "raw") is None
    assert project_manifest("a" * 5000) is None
    [file] = input_files([root], limits=LIMITS)
    assert (file.path, file.manifest) == (manifest, True)


def test_several_paths_may_name_one_project_and_two_name_none(root, tmp_path):
    assert only_project([tmp_path]) == (None, [])
    project, notes = only_project([root, tmp_path, root / "data"])
    assert project.folder == root / "data"
    assert notes == []
    data = tmp_path / "data"
    data.mkdir()
    (data / "articles.toml").touch()
    project, notes = only_project([root, tmp_path])
    assert project is None
    assert "There are 2 projects" in notes[0]


def test_what_a_run_is_writing_is_no_input(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with output_folder(tmp_path / "out") as folder:
        (folder / "b.txt").write_text("x", encoding="utf-8")
        found = list(input_files([tmp_path], limits=LIMITS))
    assert [(file.path.name, file.problem) for file in found] == [("a.txt", "")]
