"""Articles on one event among many: the search of `crossframe archive` against those of other libraries.

`python benchmarks/event_search.py ARTICLES.jsonl [--articles 30000] [--runs 5]` writes its section of
`benchmarks/results.md`, in an environment that has sparse_dot_topn and datasketch, too. Each search runs in a
process of its own with one thread, without the dates, on the same vectors, and its pairs are made events by the
same linkage. Scored are the pairs of articles of different outlets that are put together, against the
known events. Articles: benchmarks/synthetic_archive.py.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array, csr_matrix, load_npz, save_npz

from crossframe.corpus.sentences import plain_sentences
from crossframe.similarity.event_search import THRESHOLD, event_labels, event_pairs
from crossframe.similarity.vectors import article_vectors
from measuring import Bar, Cost, alone, machine, median_cost, table, write_docs, write_results

BATCH = 500
NEAREST = 10
BANDS = 128  # of two hashes each: of 32, 64 and 128 what finds most of other events
LIBRARIES = ("numpy", "scipy", "sparse_dot_topn", "datasketch")


def vectors_of(rows):
    """Return the vectors of articles, made in batches, with the terms that some batch has."""
    columns, parts = {}, []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        texts = [plain_sentences(row["id"], f"{row['title']}\n{row['text']}") for row in batch]
        vectors, terms = article_vectors(pd.concat(texts, ignore_index=True))
        number = np.array([columns.setdefault(term, len(columns)) for term in terms])
        coo = vectors.tocoo()
        parts.append((coo.row + start, number[coo.col], coo.data.astype(np.float32)))
    row, column, data = (np.concatenate(part) for part in zip(*parts, strict=True))
    return csr_array(coo_array((data, (row, column)), shape=(len(rows), len(columns))))


def ours(vectors, outlets, days):
    """Return the pairs that rare terms find."""
    return event_pairs(vectors, outlets, days)


def all_pairs(vectors, outlets, _):
    """Return pairs by the ten articles nearest to each among all, by sparse_dot_topn."""
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415  (a peer, in the benchmark's environment only)

    matrix = csr_matrix(vectors)
    found = sp_matmul_topn(  # each is its own nearest
        matrix, matrix.T.tocsr(), top_n=NEAREST + 1, threshold=THRESHOLD, n_threads=1
    )
    return mutual(csr_array(found), outlets)


def by_minhash(vectors, outlets, _):
    """Return pairs by MinHash LSH over the same terms, by datasketch: the ten that seem nearest to each."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  (a peer)

    sketches = list(
        MinHash.generator(
            (
                vectors.indices[start:end].tolist()
                for start, end in zip(vectors.indptr, vectors.indptr[1:], strict=False)
            ),
            num_perm=2 * BANDS,
            hashfunc=int,
        )
    )
    hashes = np.array([sketch.hashvalues for sketch in sketches])
    index = MinHashLSH(num_perm=2 * BANDS, params=(BANDS, 2))
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch)
    rows, columns, values = [], [], []
    for number, sketch in enumerate(sketches):
        near = np.array([other for other in index.query(sketch) if other != number], dtype=int)
        alike = (hashes[near] == hashes[number]).mean(axis=1)
        best = np.argsort(-alike, kind="stable")[:NEAREST]
        rows += [number] * len(best)
        columns += near[best].tolist()
        values += alike[best].tolist()
    shape = (len(sketches),) * 2
    pairs = mutual(csr_array((values, (rows, columns)), shape=shape), outlets)
    return pairs.assign(
        closeness=np.asarray(vectors[pairs["a"]].multiply(vectors[pairs["b"]]).sum(axis=1)).ravel()
    )


def mutual(nearest, outlets):
    """Return the pairs of different outlets of which each is among the nearest to the other."""
    both = coo_array(nearest.minimum(nearest.T))
    own = (both.row < both.col) & (outlets[both.row] != outlets[both.col])
    return pd.DataFrame({"a": both.row[own], "b": both.col[own], "closeness": both.data[own]})


SEARCHES = {
    ours: "`event_pairs`, by rare terms",
    all_pairs: f"sparse_dot_topn, top {NEAREST} of all pairs (exact)",
    by_minhash: f"datasketch, MinHash LSH of {2 * BANDS} permutations in {BANDS} bands, top {NEAREST}",
}


def search(name, folder, articles):
    """Run a search, and print its seconds, those of making events, and its scores, as JSON."""
    vectors = csr_array(load_npz(Path(folder, f"{articles}.npz")))
    outlets, events = np.load(Path(folder, "known.npy"))[:, :articles]
    days = np.full(len(outlets), np.nan)
    begun = time.process_time()
    pairs = globals()[name](vectors, outlets, days)
    found = time.process_time()
    labels = event_labels(vectors, outlets, days, pairs)
    done = time.process_time()
    print(json.dumps([found - begun, done - found, *scores(labels, outlets, events)]))


def scores(labels, outlets, events):
    """Return precision, recall and F1 of the pairs of different outlets."""

    def pairs(*keys):
        def together(*own):
            counts = np.array(list(Counter(zip(*own, strict=True)).values()))
            return int((counts * (counts - 1) // 2).sum())

        return together(*keys) - together(*keys, outlets)

    right, put, real = pairs(labels, events), pairs(labels), pairs(events)
    return right / put, right / real, 2 * right / (put + real)


def measured(made, folder, articles, runs):
    """Return the median cost of a search, and the numbers that it printed: seconds are its own alone."""
    code = (
        f"import event_search, sys; event_search.search({made.__name__!r}, sys.argv[1], {articles})"
    )
    costs = [alone(code, folder) for _ in range(runs)]
    numbers = [json.loads(cost.printed) for cost in costs]
    cost = median_cost([Cost(n[0], c.megabytes) for n, c in zip(numbers, costs, strict=True)])
    return cost, numbers[0]


def main():
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", metavar="articles", type=Path)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with asked.source.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, asked.articles)]
    with tempfile.TemporaryDirectory(prefix="crossframe-bench-") as folder:
        vectors, few = vectors_of(rows), len(rows) // 10
        for number in (few, len(rows)):
            save_npz(Path(folder, f"{number}.npz"), vectors[:number])
        known = [
            pd.factorize(np.array([row[key] for row in rows]))[0] for key in ("outlet", "event")
        ]
        np.save(Path(folder, "known.npy"), np.array(known))
        found = {one: measured(one, folder, len(rows), asked.runs) for one in SEARCHES}
        tenth = measured(ours, folder, few, 1)[0].megabytes
    cost, f1 = (
        {one: own for one, (own, _) in found.items()},
        {one: own[-1] for one, (_, own) in found.items()},
    )
    each = (cost[ours].megabytes - tenth) * 1024 / (len(rows) - few)
    shown = [
        (
            SEARCHES[one],
            f"{own.seconds:.1f}",
            f"{own.seconds / cost[all_pairs].seconds:.2f}",
            f"{own.megabytes:.0f}",
            f"{numbers[1]:.1f}",
            *(f"{score:.4f}" for score in numbers[2:]),
        )
        for one, (own, numbers) in found.items()
    ]
    lines = [
        f"`python benchmarks/event_search.py` on {machine(LIBRARIES)}: {len(rows):,} synthetic articles without dates,",
        f"medians of {asked.runs} run(s), processor seconds of one thread in a process of its own.",
        "",
        *table(
            [
                *(
                    "search",
                    "seconds",
                    "of the exact search's",
                    "megabytes",
                    "then events, seconds",
                ),
                *("pair precision", "recall", "F1"),
            ],
            shown,
        ),
        "",
        f"Memory of `event_pairs`: {tenth:.0f} MB for {few:,} articles, and {each:.1f} KB for each more.",
    ]
    share = cost[ours].seconds / cost[all_pairs].seconds
    bars = [
        Bar(
            f"same event, {len(rows):,} articles: pair F1 within 0.01 of the exact search's",
            f"{f1[ours]:.4f} and {f1[all_pairs]:.4f}",
            f1[ours] >= f1[all_pairs] - 0.01,
        ),
        Bar(
            "same-event search: at most half the time of the exact search",
            f"{share:.2f}",
            share <= 0.5,
        ),
        Bar(
            "same-event search: under 600 MB",
            f"{cost[ours].megabytes:.0f} MB",
            cost[ours].megabytes < 600,
        ),
    ]
    write_docs("event_search.py", lines)
    write_results("event_search.py", "How articles on one event are found", lines, bars)


if __name__ == "__main__":
    main()
