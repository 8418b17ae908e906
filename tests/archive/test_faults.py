"""What goes wrong on a cluster: the right result all the same, or one clear error.

Those with a real scheduler and two worker processes on loopback are run by `make test-scale`.
"""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from hashlib import sha256

import pandas as pd
import pytest

from crossframe.archive import annotation, in_processes, in_this_process, on_cluster
from crossframe.archive.partitions import Part
from crossframe.errors import CrossframeError
from crossframe.io.output_folder import files_in
from invented import deadly, invented, poisoned, write_rows

long = pytest.mark.skipif(
    "CROSSFRAME_TEST_SCALE" not in os.environ, reason="takes a minute; make test-scale does it"
)
COMMAND = [sys.executable, "-m", "crossframe.cli.main", "archive"]


def digest(folder):
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in files_in(folder)}


class Cluster:
    """A scheduler and two workers, each a process that a test may kill."""

    def __init__(self, *options):
        self.options = options  # of the workers
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.processes = []
        self.start()

    def start(self):
        self.scheduler = self._process(
            "dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )
        self.workers = [
            self._process(
                *("dask_worker", self.address, "--nthreads", "1", "--no-dashboard", *self.options),
            )
            for _ in range(2)
        ]

    def _process(self, module, *arguments):
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.processes.append(process)
        return process

    def stop(self):
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def start():
    made = []

    def started(*options):
        made.append(Cluster(*options))
        return made[-1]

    yield started
    for one in made:
        one.stop()


@pytest.fixture
def cluster(start):
    return start("--no-nanny")


@pytest.fixture
def expected(run, table, tmp_path):
    run(table, "expected")
    return digest(tmp_path / "expected")


def meanwhile(engine, at, happen):
    """Return an engine during whose work something happens, after so many parts."""

    def run(work, parts):
        for number, done in enumerate(engine(work, parts), start=1):
            if number == at:
                happen()
            yield done

    return run


@long
@pytest.mark.filterwarnings("ignore")
def test_worker_and_scheduler_die_in_mid_run(run, table, tmp_path, cluster, expected):
    told = []
    engine = on_cluster(cluster.address, told.append)
    run(table, "worker", engine=meanwhile(engine, 2, cluster.workers[0].kill), partition=4)
    assert digest(tmp_path / "worker") == expected
    assert told[0].startswith("Dask dashboard: http://127.0.0.1")

    def restart():
        cluster.stop()
        cluster.start()

    run(table, "scheduler", engine=meanwhile(engine, 3, restart), partition=4)
    assert digest(tmp_path / "scheduler") == expected


@long
def test_client_is_killed_and_started_again(table, tmp_path, cluster, expected):
    out, kept = tmp_path / "out", tmp_path / "out.kept" / "annotated"
    command = [*COMMAND, str(table), "--out", str(out), "--partition", "4", "--readers", "0"]
    command += ["--scheduler", cluster.address]
    client = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while client.poll() is None and (not kept.is_dir() or len(list(kept.iterdir())) < 2):
        time.sleep(0.02)
    client.send_signal(signal.SIGKILL)
    client.communicate()
    assert not out.exists()
    first = {path.name: path.stat().st_mtime_ns for path in kept.glob("[!.]*")}
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Dask dashboard: http" in done.stderr
    assert digest(out) == expected
    assert all((kept / name).stat().st_mtime_ns == when for name, when in first.items())


@long
def test_disk_that_fills_in_mid_run_is_one_error_and_the_same_command_goes_on(
    run, table, tmp_path, cluster, expected
):
    engine = on_cluster(cluster.address, print)
    kept = tmp_path / "out.kept" / "annotated"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    fills = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(CrossframeError, match="cannot be written: File too large"):
            run(table, engine=meanwhile(engine, 3, fills), partition=4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "out").exists()
    first = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    assert len(first) == 2
    run(table, engine=engine, partition=4)
    assert digest(tmp_path / "out") == expected
    assert all((kept / name).stat().st_mtime_ns == when for name, when in first.items())


@long
def test_workers_whose_disks_are_full_need_none(run, table, tmp_path, cluster, expected):
    for worker in cluster.workers:
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (0, 0))
    run(table, engine=on_cluster(cluster.address, print), partition=4)
    assert digest(tmp_path / "out") == expected


@long
@pytest.mark.filterwarnings("ignore")
def test_part_that_kills_every_worker_of_a_cluster_is_one_error(start):
    parts = [Part("good", b"x", 1), Part("bad", b"deadly", 1)]
    with pytest.raises(CrossframeError, match="the worker on part bad died 4 times"):
        list(on_cluster(start().address, print)(deadly, parts))


@long
def test_corrupt_rows_poison_and_a_long_article_on_a_cluster(run, tmp_path, cluster):
    table = troubled(tmp_path)
    alone = run(table, "alone", engine=poisoning(in_this_process))
    engine = poisoning(on_cluster(cluster.address, print))
    assert run(table, "cluster", engine=engine, partition=1) == alone
    assert (alone["read"], alone["used"], alone["rejected"]) == (7, 5, 2)
    assert digest(tmp_path / "cluster") == digest(tmp_path / "alone")


def test_scheduler_that_is_not_there_is_one_error(run, table, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("crossframe.archive.engines._PATIENCE", 0)
    with pytest.raises(CrossframeError, match="there is no Dask scheduler"):
        run(table, engine=on_cluster("tcp://127.0.0.1:9", print))


def test_full_disk_is_one_error_and_the_same_command_goes_on(table, tmp_path, expected):
    command = [*COMMAND, str(table), "--out", str(tmp_path / "out"), "--readers", "0"]

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_500, resource.RLIM_INFINITY))

    full = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=little)
    assert full.returncode == 1
    assert full.stderr.startswith("Error: ")
    assert "cannot be written: File too large" in full.stderr
    assert full.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
    subprocess.run(command, capture_output=True, check=True)
    assert digest(tmp_path / "out") == expected


def test_worker_that_dies_over_one_part_is_one_error_after_all_others_are_done():
    parts = [Part(str(n), b"x" * n, 1) for n in range(1, 6)]
    parts.insert(2, Part("bad", b"deadly", 1))
    done = in_processes(2)(deadly, parts)
    assert {next(done)[0], next(done)[0]} <= {"1", "2", "3", "4", "5"}
    with pytest.raises(CrossframeError, match="the worker on part bad died 3 times"):
        list(done)


def troubled(folder):
    """Write six articles, one that raises, one 100 times as long, and a row that is cut off."""
    rows = invented(2)
    rows[1]["text"] += "\n\nPoison."
    rows[4]["text"] = "\n\n".join([rows[4]["text"]] * 100)
    path = write_rows(folder / "troubled.jsonl", rows)
    path.write_text(path.read_text("utf-8") + '{"id": "7", "text": "It', encoding="utf-8")
    return path


def poisoning(engine):
    return lambda work, parts: engine(partial(poisoned, work=work), parts)


def test_poisoned_article_is_rejected_and_a_long_one_is_not(run, tmp_path):
    table = troubled(tmp_path)
    made = run(table, engine=poisoning(in_this_process))
    assert (made["read"], made["used"], made["rejected"]) == (7, 5, 2)
    run(table, "alone", engine=poisoning(in_this_process), partition=1)  # a part with nothing left
    assert digest(tmp_path / "alone") == digest(tmp_path / "out")
    rejects = pd.read_csv(tmp_path / "out" / "rejects.csv", keep_default_na=False)
    assert rejects[["place", "article", "reason"]].values.tolist() == [
        ["line 7", "", "is not valid JSON"],
        ["", "000-1", "raises ZeroDivisionError('poison')"],
    ]
    articles = pd.read_parquet(tmp_path / "out" / "articles").set_index("article")
    assert articles.loc["001-1", "words"] > 90 * articles.loc["001-0", "words"]


def test_archive_of_which_no_article_can_be_annotated_is_one_error(run, table, monkeypatch):
    whole = annotation.attributions
    monkeypatch.setattr(
        annotation, "attributions", lambda text: whole(text) if text.empty else 1 / 0
    )
    with pytest.raises(CrossframeError, match="articles could be annotated: raises ZeroDivision"):
        run(table)
