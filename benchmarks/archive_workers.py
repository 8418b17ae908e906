"""Two workers of `crossframe archive` against one, by the clock on the wall: the machine has to be idle.

`python benchmarks/archive_workers.py ARTICLES.jsonl [--sizes 1000 3000] [--runs 5]` writes its
section of `benchmarks/results.md`. Articles: benchmarks/synthetic_archive.py.
"""

import argparse
import os
import statistics
from pathlib import Path

from archive_growth import LIBRARIES, run
from measuring import Bar, machine, table, write_docs, write_results


def main():
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    sizes, load = sorted(asked.sizes), os.getloadavg()[0]
    one, two = (
        [
            statistics.median(
                run(asked.articles, size, workers=workers, part=100)["wall"]
                for _ in range(asked.runs)
            )
            for size in sizes
        ]
        for workers in (1, 2)
    )
    ratios = [alone / both for alone, both in zip(one, two, strict=True)]
    rows = [
        ("one worker, seconds by the clock", *(f"{seconds:.0f}" for seconds in one)),
        ("two workers", *(f"{seconds:.0f}" for seconds in two)),
        ("times as fast", *(f"{ratio:.2f}" for ratio in ratios)),
    ]
    lines = [
        f"`python benchmarks/archive_workers.py` on {machine(LIBRARIES)}: whole runs without readers and codebook,",
        f"medians of {asked.runs} run(s), load of the machine before: {load:.1f}. Two workers start Python four times, which takes",
        "seconds of either core.",
        "",
        *table(["synthetic articles", *(f"{size:,}" for size in sizes)], rows),
    ]
    wanted = f"two workers at least 1.4 times one, on {sizes[-1]:,} articles"
    told = f"{ratios[-1]:.2f}" + f" (on {sizes[0]:,}: {ratios[0]:.2f})" * (len(sizes) > 1)
    bar = Bar(wanted, told, ratios[-1] >= 1.4)
    write_docs("archive_workers.py", lines)
    write_results("archive_workers.py", "Two workers against one", lines, [bar])


if __name__ == "__main__":
    main()
