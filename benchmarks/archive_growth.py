"""What an article costs `crossframe archive` in small and large archives, step by step.

`python benchmarks/archive_growth.py ARTICLES.jsonl [--sizes 1000 10000 100000] [--runs 5]` works on
the first so many articles with two workers, each time in a process of its own, and writes its
section of `benchmarks/results.md` and `archive_growth.png`: processor seconds of the process and
its workers. What is written meanwhile lies in the system's temporary folder (TMPDIR), about 10 KB
an article, and is removed. Articles: benchmarks/synthetic_archive.py.
"""

import argparse
import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

from matplotlib.figure import Figure

from crossframe.archive import in_processes, in_this_process, make_archive
from measuring import OUT, Bar, alone, machine, table, write_docs, write_results

STEPS = ("Reading", "Annotating", "Looking for events", "Comparing", "Writing", "Summing up")
LIBRARIES = ("numpy", "pandas", "scipy", "pyarrow")
FIRST = 80  # articles, whose cost is taken off: mostly Python's start in the workers
PART = 500
ROOM = 30_000  # bytes an article, with some to spare


def processor_seconds():
    """Return those of this process and of the workers that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def work(source, folder, size, workers, part):
    """Make an archive of the first articles in a folder; print the seconds of each step."""
    spent, now = defaultdict(float), [STEPS[0], 0.0]

    def progress(text):
        step = next((one for one in STEPS if text.startswith(one)), now[0])
        seconds = processor_seconds()
        spent[now[0]] += seconds - now[1]
        now[:] = step, seconds

    folder = Path(folder)
    with Path(source).open("rb") as lines, (folder / "articles.jsonl").open("wb") as some:
        some.writelines(islice(lines, size))
    engine = in_this_process if workers == 1 else in_processes(workers)
    now[1], begun = processor_seconds(), time.perf_counter()
    made = make_archive(
        [folder / "articles.jsonl"],
        folder / "out",
        engine=engine,
        partition=part,
        readers=0,
        progress=progress,
    )
    progress(now[0])
    wall = time.perf_counter() - begun
    kept = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    f1 = made["against_known_events"]["f1"]
    print(json.dumps({"steps": spent, "wall": wall, "bytes": kept, "used": made["used"], "f1": f1}))


def run(source, size, *, workers=2, part=PART):
    """Return what `work` printed of a run in a process of its own, and the memory of that process."""
    code = f"import sys, archive_growth as g; g.work(*sys.argv[1:], {size}, {workers}, {part})"
    with tempfile.TemporaryDirectory(prefix="crossframe-bench-") as folder:
        cost = alone(code, source, folder)
    found = json.loads(cost.printed)
    if found["used"] != size:
        raise SystemExit(f"of {size:,} articles {found['used']:,} were used")
    return {**found, "megabytes": cost.megabytes}


def middle(runs):
    """Return the medians of runs of the same articles."""
    one = {key: statistics.median(run[key] for run in runs) for key in runs[0] if key != "steps"}
    steps = {step: statistics.median(run["steps"].get(step, 0) for run in runs) for step in STEPS}
    return {**one, "steps": steps}


def growth(source, sizes, runs):
    """Return lines on the milliseconds an article by step and size, and the bar."""
    first = middle([run(source, FIRST, part=FIRST // 2) for _ in range(runs)])
    found = [
        middle([run(source, size) for _ in range(runs if size <= sizes[0] else 1)])
        for size in sizes
    ]
    costs = {
        step: [
            1000 * (one["steps"][step] - first["steps"][step]) / (size - FIRST)
            for one, size in zip(found, sizes, strict=True)
        ]
        for step in STEPS
    }
    whole = [sum(column) for column in zip(*costs.values(), strict=True)]
    draw(sizes, found, costs)
    rows = [
        *((step, *(f"{cost:.2f}" for cost in own)) for step, own in costs.items()),
        ("all steps", *(f"{cost:.1f}" for cost in whole)),
        ("wall, seconds", *(f"{one['wall']:.0f}" for one in found)),
        ("memory of the main process, megabytes", *(f"{one['megabytes']:.0f}" for one in found)),
        (
            "on disk when done, KB an article",
            *(f"{one['bytes'] / 1000 / size:.1f}" for one, size in zip(found, sizes, strict=True)),
        ),
        ("pair F1 on the known events, with dates", *(f"{one['f1']:.4f}" for one in found)),
    ]
    lines = table(
        ["processor milliseconds an article", *(f"{size:,} articles" for size in sizes)], rows
    )
    more = (found[-1]["megabytes"] - found[0]["megabytes"]) / max(sizes[-1] - sizes[0], 1)
    lines += [
        "",
        f"Memory of the main process grows by {1024 * more:.1f} KB an article.",
        "",
        f"Taken off is what the first {FIRST} articles cost ({sum(first['steps'].values()):.1f} s, mostly Python's start in the",
        f"workers). {sizes[0]:,} articles: medians of {runs} run(s); more: one run.",
        *plan(costs, found[-1], sizes[-1], more),
        "",
        "![Cost by number of articles](archive_growth.png)",
    ]
    ratio = max(whole) / min(whole)
    wanted = f"cost an article, Python's start taken off, flat from {sizes[0]:,} to {sizes[-1]:,} articles within 1.3"
    return lines, Bar(wanted, f"dearest {ratio:.2f} times the cheapest", ratio <= 1.3)


def plan(costs, largest, size, megabytes):
    """Return lines on archives too large for this machine, reckoned from the largest that was measured."""
    spread = ("Annotating", "Comparing")
    columns = []
    for articles, workers in ((1_000_000, 8), (100_000_000, 100)):
        hours = {step: own[-1] * articles / 3_600_000 for step, own in costs.items()}
        alone = sum(own for step, own in hours.items() if step not in spread)
        memory = largest["megabytes"] + (articles - size) * megabytes
        columns.append(
            [
                f"{articles / PART:,.0f}",
                *(f"{own:,.2f}" for own in hours.values()),
                f"{alone + sum(hours[step] for step in spread) / workers:,.1f} with {workers}",
                f"{memory / 1024:,.0f}",
                f"{largest['bytes'] / size * articles / 1e9:,.0f}",
            ]
        )
    rows = [f"parts of {PART}", *(f"{step}, hours of a core" for step in costs)]
    rows += ["hours in all, with workers", "memory of the main process, GB", "disk, GB"]
    head = ["reckoned, not measured", "a million articles", "a hundred million"]
    return ["", *table(head, zip(rows, *columns, strict=True))]


def draw(sizes, found, costs):
    """Draw the cost of whole runs, and that of an article by step."""
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    left, right = figure.subplots(1, 2)
    minutes = [sum(one["steps"].values()) / 60 for one in found]
    left.plot(sizes, minutes, marker="o", color="#0072B2")
    left.set(xlabel="articles", ylabel="processor minutes", xlim=(0, None), ylim=(0, None))
    left.locator_params(axis="x", nbins=5)
    left.xaxis.set_major_formatter("{x:,.0f}")
    bottom = [0.0] * len(sizes)
    colours = ("#999999", "#0072B2", "#E69F00", "#009E73", "#56B4E9", "#CC79A7")
    for (step, own), colour in zip(costs.items(), colours, strict=True):
        right.bar([f"{size:,}" for size in sizes], own, bottom=bottom, label=step, color=colour)
        bottom = [low + cost for low, cost in zip(bottom, own, strict=True)]
    right.set(xlabel="articles", ylabel="processor milliseconds an article")
    handles, labels = right.get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="outside right", frameon=False)
    figure.savefig(OUT / "archive_growth.png", dpi=150, metadata={"Software": None})


def main():
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    sizes = sorted(asked.sizes)
    with asked.articles.open("rb") as file:
        there = sum(1 for _ in islice(file, sizes[-1]))
    if there < sizes[-1] or sizes[0] <= PART:  # so that both workers have something to do
        sys.exit(f"{asked.articles} has {there:,} articles; sizes are from {PART + 1} to that")
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < sizes[-1] * ROOM:
        sys.exit(
            f"{tempfile.gettempdir()} has too little room: set TMPDIR to a folder with {sizes[-1] * ROOM / 1e9:.0f} GB"
        )
    lines, flat = growth(asked.articles, sizes, asked.runs)
    lines = [
        f"`python benchmarks/archive_growth.py` on {machine(LIBRARIES)}: whole runs without readers and codebook,",
        f"two workers, parts of {PART} synthetic articles; processor seconds of the process and its workers.",
        "",
        *lines,
    ]
    write_docs("archive_growth.py", lines)
    write_results("archive_growth.py", "What an article costs in a large archive", lines, [flat])


if __name__ == "__main__":
    main()
