"""Given paths are checked before anything heavy is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossframe.errors import CrossframeError
from crossframe.io.paths import check_paths

HEAVY = ("pandas", "numpy", "sklearn", "matplotlib", "trafilatura", "lxml")


def test_files_and_folders_may_be_read(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    check_paths([tmp_path, tmp_path / "a.txt", str(tmp_path / "b.txt")])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("no such.txt", "no such file or folder. Remedy: correct the path"),
        ("", "no such file"),
        ("a" * 5000, "no such file"),
        ("a\0b", r"a\\x00b: there is no such file"),
        ("https://sundial.test/a.html", "web address.*Remedy: open it in a browser, save the page"),
        (Path("https://sundial.test/a.html"), "web address"),
        ("HTTP://sundial.test", "web address"),
        ("www.sundial.test/a", "web address"),
        ("ftp://sundial.test/a.txt", "web address"),
        ("file:///tmp/no-such.txt", "give its path, without file://"),
    ],
)
def test_what_is_not_there(path, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CrossframeError, match=message):
        check_paths([tmp_path, path] if path else [Path("no"), path])


def test_a_file_that_is_named_like_an_address_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("www.sundial.test").write_text("x")
    check_paths(["www.sundial.test"])


def test_a_link_to_nothing_and_a_device(tmp_path):
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    with pytest.raises(CrossframeError, match="symbolic link to nothing"):
        check_paths([tmp_path / "gone"])
    with pytest.raises(CrossframeError, match="no regular file"):
        check_paths([os.devnull])


def test_a_loop_of_links_is_no_file(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CrossframeError, match="link to nothing"):
        check_paths([tmp_path / "loop"])


@pytest.mark.parametrize("module", ["crossframe.io", "crossframe.io.paths"])
def test_the_check_imports_nothing_heavy(module):
    code = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
