"""`crossframe code --in-reader`: what is told before the page opens, and how it ends."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from crossframe.cli import in_reader
from crossframe.cli.main import main
from crossframe.coding.sheets import codesheet, read_codesheet, write_codesheet
from crossframe.reader.serving import PageServer
from crossframe.stance.machine import machine_coding

SECONDS = 120  # for what takes a few: the machine may be slow


@pytest.fixture(scope="module")
def place(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data", folder / "data", ignore=shutil.ignore_patterns("derived"))
    return folder


@pytest.fixture
def run(place, monkeypatch):
    """Run the command on the project; the server ends at once, and no browser opens."""
    opened = []
    monkeypatch.setattr(
        PageServer, "serve_forever", lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    monkeypatch.setattr(in_reader.webbrowser, "open", opened.append)

    def use(*arguments, code=0, project=place):
        command = ["code", project, "--in-reader", "--port", 0, *arguments]
        result = CliRunner().invoke(main, [str(argument) for argument in command])
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    use.opened = opened
    return use


def test_it_says_where_the_page_is_and_where_codes_go(run, place):
    printed = run("--as", "Ann")
    assert re.search(r"56 units to code at (http://127\.0\.0\.1:\d+/[\w-]{32}/#code)\n", printed)
    assert f"Codes go to {place / 'data' / 'codings' / 'coded-ann.csv'}." in printed
    assert "No browser was found: open the address above in one." in printed
    assert printed.endswith("Ended. Nothing was coded.\n")
    assert len(run.opened) == 1
    assert "coded-NAME.csv" in run("--no-open")
    assert len(run.opened) == 1


def test_of_a_sheet_its_units_are_coded_and_other_columns_are_left(run, place, tmp_path):
    coding = machine_coding(place)
    sheet = codesheet(coding.sentences, coding.codebook, coding.stance, units=7)
    write_codesheet(sheet.assign(mood="good"), tmp_path / "drawn.csv")
    before = (tmp_path / "drawn.csv").read_bytes()
    printed = run("--sheet", tmp_path / "drawn.csv", "--no-open")
    assert "7 units to code" in printed
    assert str(tmp_path / "drawn-NAME.csv") in printed
    assert (tmp_path / "drawn.csv").read_bytes() == before


@pytest.fixture
def other(tmp_path):
    """Write a file that is no sheet of the project."""

    def written(text):
        path = tmp_path / "other.csv"
        path.write_text(text, "utf-8")
        return path

    return written


HEADER = "article,sentence,theme,stance,holder,evidence,text\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEADER}lords-press,1,territory,,,,Other words\n", "not that of the sentence"),
        (f"{HEADER}a,1,tax,,,,\n", "unknown article 'a'"),
        (HEADER, "asks for no unit"),
        ("a,b\n1,2\n", "column 'article' is missing"),
        ("", "column 'article' is missing"),
    ],
)
def test_a_sheet_that_does_not_fit_is_one_message(run, other, text, message):
    assert message in run("--sheet", other(text), code=1)


def test_files_that_stand_in_the_way_are_told_before_the_page_opens(run, other, tmp_path):
    sheet = other(f"{HEADER}lords-press,1,territory,,,,\n")
    assert "the sheet stays as it was" in run("--sheet", sheet, "--out", sheet, code=1)
    assert "ends in .csv" in run("--out", tmp_path / "x.json", code=1)
    assert "no row has a stance" in run("--out", sheet, code=1)
    (tmp_path / "file").write_text("")
    assert "cannot be made" in run("--out", tmp_path / "file" / "x.csv", code=1)
    assert "missing" in run("--sheet", tmp_path / "none.csv", code=1)
    assert "is no name of a coder" in run("--as", "/", code=1)
    assert run.opened == []


def test_a_port_in_use_is_one_message(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "--port" in run("--port", taken.getsockname()[1], code=1)


def test_sentences_without_articles_have_no_page(run, root):
    assert "sentences alone" in run(project=root / "data" / "gold", code=1)


@pytest.mark.parametrize("option", [("--review",), ("--no-open",), ("--as", "x"), ("--sheet", "x")])
def test_options_of_the_page_go_with_it(place, option):
    result = CliRunner().invoke(main, ["code", str(place), *option])
    assert result.exit_code == 2
    assert "go with --in-reader" in result.output


@pytest.mark.parametrize("option", [("--coder", "llm"), ("--model", "x"), ("--json",)])
def test_options_of_machines_do_not_go_with_it(run, option):
    assert "is for people" in run(*option, code=2)


@pytest.fixture
def interruptible():
    """Take notice of interrupts, which a shell may have had ignored here and in every child."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="the system has no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_it_well_and_says_where_the_codes_are(place, tmp_path, sent):
    command = [Path(sys.executable).with_name("crossframe"), "code", place, "--in-reader"]
    out = tmp_path / "codes" / "mine.csv"
    process = subprocess.Popen(
        [*command, "--no-open", "--port", "0", "--out", out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    url = re.search(r"127\.0\.0\.1:(\d+)(/[\w-]+/)", process.stdout.readline())
    connection = http.client.HTTPConnection("127.0.0.1", int(url[1]), timeout=SECONDS)
    row = "lords-press,0,russian_concessions,favor,kallas,must make concessions,\r\n"
    body = {"coder": "Ann", "csv": HEADER + row, "known": "", "open": [], "seen": 0}
    origin = {"Origin": f"http://127.0.0.1:{url[1]}"}
    connection.request("POST", f"{url[2]}sheet", json.dumps(body), origin)
    assert connection.getresponse().status == 200
    process.send_signal(sent)
    printed, error = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, error
    assert printed.endswith(f"Ended. Saved in {out}.\n")
    assert "Traceback" not in error
    assert read_codesheet(out)["holder"].tolist() == ["kallas"]
