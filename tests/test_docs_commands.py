"""Every command that the documentation tells to run does what it says, on its own example."""

import csv
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from coding.model_server import rows, serve
from crossframe.cli.main import main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
OLLAMA = "http://localhost:11434/v1"


def commands(page):
    """Return the commands of a page in their order: the lines of its blocks marked sh."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the example, as a reader has it who follows a page."""
    for outlet in ("Daily Ledger", "Evening Post", "Harbour Courier"):
        shutil.copytree(DOCS / "example" / outlet, tmp_path / "downloads" / outlet)
    shutil.copy(DOCS / "example" / "codebook.toml", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gold").symlink_to(ROOT / "data" / "gold")
    with (tmp_path / "export.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["body", "source"])
        for path in sorted((tmp_path / "downloads").glob("*/*.txt")):
            table.writerow([path.read_text("utf-8"), path.parent.name])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def code_by_hand(folder):
    """Fill in the sheets that lie open, as two coders would who differ here and there."""
    for path in folder.glob("*.csv"):
        text = path.read_text("utf-8-sig")
        lines = list(csv.DictReader(text.splitlines(keepends=True)))
        if not lines or "stance" not in lines[0] or "weight" not in lines[0]:
            continue
        for line in lines:
            if not line["stance"]:
                word = "clos" if path.stem == "coder-b" else "ban"
                line["stance"] = "favor" if word in line["text"] else "absent"
                line["holder"] = "outlet" if line["stance"] == "favor" else ""
        with path.open("w", encoding="utf-8", newline="") as file:
            sheet = csv.DictWriter(file, list(lines[0]))
            sheet.writeheader()
            sheet.writerows(lines)


@pytest.mark.parametrize("page", sorted(p.name for p in DOCS.glob("*.md") if commands(p)))
def test_the_commands_of_a_page(page, desk):
    with serve(rows()) as (url, _):
        for command in commands(DOCS / page):
            words = shlex.split(command.replace(OLLAMA, url))
            if words[0] == "crossframe":
                result = CliRunner().invoke(main, words[1:])
                assert result.exit_code == 0, (command, result.output, result.exc_info)
            else:
                subprocess.run(words, check=True)
            code_by_hand(desk)


def test_links_between_pages_are_checked_by_the_strict_build():
    assert re.search(r"^strict: true$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
