"""A run that is killed, terminated or interrupted leaves the old output or the new one, whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crossframe.cli.main import _interrupt_again
from crossframe.io.output_folder import output_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the system has no such signals")
_LIMIT = 120  # seconds after which a run that hangs is given up
_FILL = """
import sys, time
from pathlib import Path
from crossframe.io.output_folder import output_folder
with output_folder(Path(sys.argv[1]), force=True) as folder:
    (folder / "manifest.json").write_text('{"crossframe": "0", "rows": {}}')
    (folder / "table.csv").write_text("half of it")
    time.sleep(600)
"""


def left_over(parent):
    return [path for path in parent.iterdir() if path.name.endswith(".crossframe-tmp")]


def wait_until(happened, process):
    for _ in range(_LIMIT * 100):
        if happened():
            return
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    pytest.fail("nothing was written")


def test_after_a_kill_the_old_output_stands_and_the_next_run_clears_the_rest(tmp_path):
    out = tmp_path / "out"
    with output_folder(out) as folder:
        (folder / "manifest.json").write_text('{"crossframe": "0", "rows": {}}')
    process = subprocess.Popen([sys.executable, "-c", _FILL, str(out)], stderr=subprocess.PIPE)
    wait_until(lambda: list(tmp_path.glob(".*.crossframe-tmp/new/table.csv")), process)
    process.kill()
    process.communicate()
    assert [path.name for path in out.iterdir()] == ["manifest.json"]
    assert len(left_over(tmp_path)) == 1
    with output_folder(out, force=True) as folder:
        (folder / "manifest.json").write_text("new")
    assert (out / "manifest.json").read_text() == "new"
    assert left_over(tmp_path) == []


@pytest.fixture
def interruptible():
    """Take notice of interrupts, which a shell may have had ignored here and in every child."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class _Interrupted:
    """Is interrupted while it is destroyed."""

    def __del__(self):
        raise KeyboardInterrupt


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_that_a_destructor_swallows_comes_again(monkeypatch):
    monkeypatch.setattr(sys, "unraisablehook", _interrupt_again)
    with pytest.raises(KeyboardInterrupt):
        _wait_after(_Interrupted())


def _wait_after(one):
    del one  # the last name of it
    for _ in range(_LIMIT * 100):
        time.sleep(0.01)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_command_says_so_and_clears_its_folder(tmp_path, root, sent):
    command = Path(sys.executable).with_name("crossframe")
    process = subprocess.Popen(
        [command, "compare", root / "data" / "raw", "--out", tmp_path / "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: left_over(tmp_path), process)
    process.send_signal(sent)
    printed, error = process.communicate(timeout=_LIMIT)
    assert process.returncode == 130
    assert printed == ""
    assert error == "Interrupted; nothing was left half-written.\n"
    assert list(tmp_path.iterdir()) == []
