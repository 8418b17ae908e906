"""How long `crossframe compare` takes, beside the import of the libraries that it stands on.

`python benchmarks/compare_speed.py CORPUS.jsonl [--runs 5]` (JSON lines with outlet, title, date and paragraphs, as BASIL)
runs each line in processes of its own, and writes the medians of their processor time, the ratios to the import and
the largest memory as `benchmarks/results.md`, and how the time grows with the number of articles as `growth.png`.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from matplotlib.figure import Figure

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
IMPORT = "import pandas, sklearn.feature_extraction.text, matplotlib.figure"
LIBRARIES = ("numpy", "pandas", "scikit-learn", "matplotlib")
GROWTH = (10, 20, 40, 80, 120)


def cost(code, *arguments):
    """Return the processor seconds and the megabytes of a run of Python in a process of its own."""
    measured = f"{code}\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", measured, *map(str, arguments)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, int(run.stdout.split()[-1]) / 1024


def compare(*options):
    """Return a run of the command on the paths that are its arguments."""
    arguments = ["compare", "--any-language", "--quiet", *options]
    return (
        "import sys, tempfile; from crossframe.cli.main import main\n"
        f"arguments = {arguments!r} + sys.argv[1:] + ['--out', tempfile.mkdtemp() + '/out']\n"
        "main(arguments, standalone_mode=False)"
    )


def written(articles, path):
    """Write articles as one table of JSON lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return path


def main():
    """Measure, write the table and draw the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    given = [json.loads(line) for line in asked.corpus.read_text("utf-8").splitlines()]
    articles = [
        {
            "outlet": one["outlet"],
            "headline": one["title"],
            "date": one["date"],
            "text": "\n\n".join(" ".join(paragraph) for paragraph in one["paragraphs"]),
        }
        for one in given
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = {n: written(articles[:n], folder / f"{n}.jsonl") for n in GROWTH}
        long = "\n\n".join(one["text"] for one in articles)[:149_000].rpartition(" ")[0]
        one_long = [{**articles[0], "text": long}, articles[1]]
        runs = {
            "import of pandas, scikit-learn, matplotlib": (IMPORT, ()),
            "the two articles, all figures": (compare(), (DATA,)),
            "the two articles, `--no-figures`": (compare("--no-figures"), (DATA,)),
            "120 articles, `--no-figures`": (compare("--no-figures"), (sets[120],)),
            "an article of 149,000 characters and a short one, `--no-figures`": (
                compare("--no-figures"),
                (written(one_long, folder / "long.jsonl"),),
            ),
        }
        medians = {}
        for label, (code, arguments) in runs.items():
            costs = [cost(code, *arguments) for _ in range(asked.runs)]
            medians[label] = tuple(statistics.median(column) for column in zip(*costs, strict=True))
        grown = [cost(compare("--no-figures"), path)[0] for path in sets.values()]
    base = next(iter(medians.values()))[0]
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    lines = [
        "# How long a comparison takes",
        "",
        f"`python benchmarks/compare_speed.py`: medians of {asked.runs} run(s), processor seconds of a process each, on",
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {versions}. Growth: one run each.",
        "",
        "| what | seconds | times the import | megabytes |",
        "| --- | --- | --- | --- |",
        *(
            f"| {label} | {seconds:.1f} | {seconds / base:.1f} | {megabytes:.0f} |"
            for label, (seconds, megabytes) in medians.items()
        ),
        "",
        "| articles | " + " | ".join(map(str, sets)) + " |",
        "| --- |" + " --- |" * len(sets),
        "| seconds | " + " | ".join(f"{seconds:.1f}" for seconds in grown) + " |",
        "",
        "![Seconds by number of articles](growth.png)",
    ]
    results = HERE / "results.md"
    after = "\n# ".join(
        ["", *results.read_text("utf-8").split("\n# ")[1:]]
    )  # sections of other benchmarks
    results.write_text("\n".join(lines) + "\n" + after, encoding="utf-8")
    figure = Figure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    axes.plot(list(sets), grown, marker="o")
    axes.set(xlabel="articles", ylabel="processor seconds", xlim=(0, None), ylim=(0, None))
    figure.savefig(HERE / "growth.png", dpi=150, metadata={"Software": None})
    print((HERE / "results.md").read_text("utf-8"))


if __name__ == "__main__":
    main()
