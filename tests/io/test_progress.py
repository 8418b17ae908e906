"""The progress line: in a terminal only, one line, cleared at the end."""

import io

import pytest

from crossframe.io.progress import progress_line, silent


class Terminal(io.StringIO):
    def isatty(self):
        return True


def lines_left(written):
    """What stands in the terminal's lines after carriage returns are obeyed."""
    left = []
    for line in written.split("\n"):
        cells = ""
        for part in line.split("\r"):
            cells = part + cells[len(part) :]
        left.append(cells.rstrip())
    return left


def attached(monkeypatch):
    """A terminal in place of stderr, from now on: pytest sets its own before each test."""
    made = Terminal()
    monkeypatch.setattr("sys.stderr", made)
    return made


def fail_while_reading():
    with progress_line() as progress:
        progress("Reading")
        raise RuntimeError


def test_each_step_replaces_the_one_before(monkeypatch):
    terminal = attached(monkeypatch)
    with progress_line() as progress:
        progress("Reading 1 of 2: a-very-long-name.txt")
        assert lines_left(terminal.getvalue()) == ["Reading 1 of 2: a-very-long-name.txt"]
        progress("Measuring")
        assert lines_left(terminal.getvalue()) == ["Measuring"]
    assert lines_left(terminal.getvalue()) == [""]


def test_a_step_never_breaks_the_line(monkeypatch):
    terminal = attached(monkeypatch)
    monkeypatch.setenv("COLUMNS", "40")
    with progress_line() as progress:
        progress("Reading " + "x" * 200)
        progress("Reading a\nb\x1b[2J")
        assert lines_left(terminal.getvalue()) == ["Reading a\\nb\\x1b[2J"]
    assert max(map(len, terminal.getvalue().split("\r"))) == 39


def test_the_line_is_cleared_when_a_run_fails(monkeypatch):
    terminal = attached(monkeypatch)
    with pytest.raises(RuntimeError):
        fail_while_reading()
    assert "Reading" in terminal.getvalue()
    assert lines_left(terminal.getvalue()) == [""]


def test_nothing_is_written_if_quiet_or_without_a_terminal(monkeypatch):
    terminal = attached(monkeypatch)
    with progress_line(quiet=True) as progress:
        progress("Reading")
    assert terminal.getvalue() == ""
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    with progress_line() as progress:
        assert progress is silent
        progress("Reading")
    assert pipe.getvalue() == ""
