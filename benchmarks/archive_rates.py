"""Rates of `crossframe archive`: annotation against one regex pass, one process against two.

`python benchmarks/archive_rates.py ARTICLES.jsonl [--articles 1000]` prints words and articles a second of the
annotation, how many times one regex pass over the same text it takes, for a tenth of the articles and for
all, and the whole run without readers with one and with two workers. Articles: benchmarks/synthetic_archive.py.
"""

import argparse
import re
import tempfile
import time
from itertools import islice
from pathlib import Path

import pandas as pd

from crossframe.archive import in_processes, in_this_process, make_archive
from crossframe.archive.annotation import Asked, annotate
from crossframe.archive.partitions import part
from crossframe.archive.reading import Row, read_rows

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
PART = 500


def seconds(work, clock=time.process_time):
    """Return how long a call takes; of this process alone, whatever else the machine does."""
    begun = clock()
    work()
    return clock() - begun


def main():
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="most", type=int, default=1000)
    asked = parser.parse_args()
    rows = list(islice(read_rows([asked.articles]), asked.most))
    reading = seconds(lambda: list(islice(read_rows([asked.articles]), asked.most)))
    print(f"reading: {asked.most / reading:,.0f} articles a second")
    for used in (rows[: asked.most // 10], rows):
        words = sum(len(WORD.findall(row.text)) for row in used)
        regex = min(
            seconds(lambda u=used: [len(WORD.findall(row.text)) for row in u]) for _ in range(3)
        )
        parts = [
            part(pd.DataFrame(used[start : start + PART], columns=Row._fields), "rates").data
            for start in range(0, len(used), PART)
        ]
        annotation = seconds(lambda p=parts: [annotate(data, Asked()) for data in p])
        print(
            f"annotation of {len(used)}: {words / annotation:,.0f} words and {len(used) / annotation:,.1f}"
            f" articles a second, {annotation / regex:.0f} times one regex pass"
        )
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "articles.parquet"
        pd.DataFrame(rows, columns=Row._fields).rename(columns={"article": "id"}).to_parquet(table)
        times = [
            seconds(
                lambda e=engine, n=name: make_archive(
                    [table], Path(folder) / n, engine=e, partition=50, readers=0
                ),
                time.perf_counter,
            )
            for name, engine in (("one", in_this_process), ("two", in_processes(2)))
        ]
    print(
        f"whole run of {len(rows)}: {times[0]:.1f} s in one process, {times[1]:.1f} s in two:"
        f" {times[0] / times[1]:.2f} times as fast"
    )


if __name__ == "__main__":
    main()
