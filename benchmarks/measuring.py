"""What the benchmarks share: a process of its own for what is measured, and the file of the results."""

import os
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
OUT = Path(os.environ.get("RESULTS", HERE))  # for a trial set RESULTS to another folder
_BARS = "# Bars"
_HEAD = ["| bar | measured | met | by |", "| --- | --- | --- | --- |"]
_MEMORY = (
    "\nfor line in open('/proc/self/status'):\n"
    "    if line.startswith('VmHWM'): print('\\n' + line.split()[1])"
)


class Cost(NamedTuple):
    """Processor seconds of a process and its children, the most memory it had itself, what it printed."""

    seconds: float
    megabytes: float
    printed: str = ""


class Bar(NamedTuple):
    """What is to be reached, what was measured, and whether that is enough."""

    wanted: str
    measured: str
    met: bool


def alone(code: str, *arguments: object) -> Cost:
    """Run Python code in a process of its own, with `arguments` in `sys.argv` (on Linux).

    The memory is that of the process itself (VmHWM): `ru_maxrss` would begin with its parent's.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    run = subprocess.run(
        [sys.executable, "-c", code + _MEMORY, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    if run.returncode:
        raise SystemExit(f"{code}\n{run.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    *printed, kilobytes = run.stdout.rstrip().splitlines()
    return Cost(used, int(kilobytes) / 1024, "\n".join(printed))


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the median of the seconds and that of the memory, and what the first printed."""
    seconds, megabytes, printed = zip(*costs, strict=True)
    return Cost(statistics.median(seconds), statistics.median(megabytes), printed[0])


def machine(libraries: Iterable[str]) -> str:
    """Return on what a benchmark ran."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {versions}"


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a table in Markdown."""
    return [f"| {' | '.join(map(str, row))} |" for row in (head, ["---"] * len(head), *rows)]


def write_docs(script: str, lines: Sequence[str]) -> None:
    """Write what a script found where `docs/archive.md` names the script, unless it is a trial."""
    path = HERE.parent / "docs" / "archive.md"
    begin, end = f"<!-- {script} -->\n", "<!-- end -->"
    before, _, after = path.read_text("utf-8").partition(begin)
    told = "\n".join(line for line in lines if not line.startswith("!["))
    if OUT.resolve() == HERE.resolve():
        rest = after[after.index(end) :]
        path.write_text(f"{before}{begin}\n{told.rstrip()}\n\n{rest}", encoding="utf-8")


def write_results(script: str, title: str, lines: Sequence[str], bars: Sequence[Bar]) -> None:
    """Write the section of a script into `results.md`, its bars into the table at the top; print both."""
    path = OUT / "results.md"
    text = path.read_text("utf-8") if path.is_file() else ""
    sections = dict(part.split("\n", 1) for part in text.removeprefix("# ").split("\n# ") if part)
    others = [
        line
        for line in sections.pop(_BARS.removeprefix("# "), "").splitlines()
        if line.startswith("|") and line not in _HEAD and not line.endswith(f"| {script} |")
    ]
    own = [
        f"| {one.wanted} | {one.measured} | {'yes' if one.met else 'no'} | {script} |"
        for one in bars
    ]
    sections[title] = "\n".join(["", *lines, ""])
    whole = [f"# {name}\n\n{body.strip()}\n" for name, body in sections.items()]
    top = "\n".join(
        [_BARS, "", *_HEAD, *sorted(others + own, key=lambda row: row.split("|")[-2]), ""]
    )
    path.write_text("\n".join([top, *whole]), encoding="utf-8")
    print("\n".join([*lines, "", *own]))
