"""What a user gives to compare and new is checked before anything is read, and nothing of it is lost."""

import json
import os

import pytest
from click.testing import CliRunner

from crossframe.cli.main import main

TEXT = "The old bridge over the river will be open again on Monday, the mayor of the town said. "


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "in"
    for name in ("Dial", "Post"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text(f"{name} says so.\n\n{TEXT * 3}", encoding="utf-8")
    return folder


def said(*arguments, code=1):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return " ".join(result.output.split())


@pytest.mark.parametrize("command", ["compare", "new"])
def test_a_wrong_path_a_web_address_and_a_pipe(command, tmp_path, articles):
    target = ["new", tmp_path / "made"] if command == "new" else ["compare"]
    assert "no such file or folder. Remedy: correct the path" in said(*target, tmp_path / "no")
    web = said(*target, articles, "https://sundial.test/bridge")
    assert "https://sundial.test/bridge: is a web address" in web
    assert "Remedy: open it in a browser, save the page" in web
    assert "is no regular file" in said(*target, os.devnull)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_an_existing_folder_and_its_remedies(tmp_path, articles):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    assert "with --out, or replace this output with --overwrite" in said(
        "compare", articles, "--out", out
    )
    assert "Remedy: name another folder." in said("new", out, articles)
    assert "something else than an output" in said("compare", articles, "--out", out, "--overwrite")
    (out / "manifest.json").write_text(json.dumps({"crossframe": "0", "rows": {}}))
    kept = said("compare", articles, "--out", out, "--overwrite")
    assert "holds files that crossframe did not write: thesis.txt" in kept
    assert (out / "thesis.txt").read_text() == "years of work"


def test_a_name_that_is_too_long(tmp_path, articles):
    assert "File name too long" in said("compare", articles, "--out", tmp_path / ("a" * 300))
    assert "File name too long" in said("new", tmp_path / ("a" * 300), articles)


@pytest.mark.parametrize("name", ["/etc/hostname", "../../outside.txt"])
def test_a_manifest_names_only_what_lies_in_its_project(name, tmp_path):
    (tmp_path / "outside.txt").write_text(TEXT)
    (tmp_path / "project").mkdir()
    entry = f'[[article]]\nid = "a"\noutlet = "A"\nfile = "{name}"\nsha256 = "0"\n'
    (tmp_path / "project" / "articles.toml").write_text(entry, encoding="utf-8")
    message = said("compare", tmp_path / "project", "--out", tmp_path / "out")
    assert "lies outside of the project" in message
    assert "sha256" not in message


def test_an_output_in_the_folder_of_the_articles_is_none_of_them(articles):
    out = articles / "results"
    for more in ([], ["--overwrite"]):
        text = said("compare", articles, "--out", out, *more, code=0)
        assert "2 used" in text
        assert text.startswith(f"{2 + len(more)} articles found")
    assert json.loads((out / "manifest.json").read_text("utf-8"))["files"][0].startswith("figures/")
    assert sorted(path.name for path in articles.iterdir()) == ["Dial", "Post", "results"]
