"""Articles on one event among many: the search of `crossframe archive` against that of all pairs.

`python benchmarks/synthetic_archive.py BASIL.jsonl 30000 build/archive.jsonl`, then
`python benchmarks/event_search.py build/archive.jsonl` in an environment that has sparse_dot_topn, too. Each search
runs in a process of its own, without the dates, on the same vectors; printed are the median seconds of --runs, the
memory at its highest, and precision, recall and F1 of the pairs of articles of different outlets that are put together.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array, csr_matrix, load_npz, save_npz

from crossframe.corpus.sentences import plain_sentences
from crossframe.similarity.event_search import event_labels, event_pairs
from crossframe.similarity.vectors import article_vectors

BATCH = 500


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
    """Return the same pairs by the ten articles nearest to each among all, by sparse_dot_topn."""
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415  (a peer, in the benchmark's environment only)

    matrix = csr_matrix(vectors)
    found = coo_array(sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=11, n_threads=1))
    other = outlets[found.row] != outlets[found.col]
    keys = set(zip(found.row[other].tolist(), found.col[other].tolist(), strict=True))
    values = {
        pair: value
        for *pair, value in zip(
            found.row.tolist(), found.col.tolist(), found.data.tolist(), strict=True
        )
        for pair in [tuple(pair)]
        if pair in keys and pair[::-1] in keys and pair[0] < pair[1]
    }
    pairs = pd.DataFrame(list(values), columns=["a", "b"]).assign(similarity=list(values.values()))
    return pairs.assign(closeness=pairs["similarity"])


def measured(search, path, outlets, events, answers):
    """Run one search and put its seconds, its memory and its scores into a queue."""
    vectors = csr_array(load_npz(path))
    days = np.full(len(outlets), np.nan)
    begun = time.perf_counter()
    pairs = search(vectors, outlets, days)
    found = time.perf_counter()
    labels = event_labels(vectors, outlets, days, pairs)
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers.put((found - begun, done - found, memory, scores(labels, outlets, events)))


def scores(labels, outlets, events):
    """Return precision, recall and F1 of the pairs of different outlets."""

    def pairs(*keys):
        def together(*own):
            counts = np.array(list(Counter(zip(*own, strict=True)).values()))
            return int((counts * (counts - 1) // 2).sum())

        return together(*keys) - together(*keys, outlets)

    right, put, real = pairs(labels, events), pairs(labels), pairs(events)
    return right / put, right / real, 2 * right / (put + real)


def main():
    """Print a line for each search."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    lines = asked.articles.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    path = asked.articles.with_suffix(".npz")
    if not path.is_file():
        save_npz(path, vectors_of(rows))
    outlets, events = (
        pd.factorize(np.array([row[key] for row in rows]))[0] for key in ("outlet", "event")
    )
    context = multiprocessing.get_context("spawn")
    for search in (ours, all_pairs):
        runs = []
        for _ in range(asked.runs):
            answers = context.Queue()
            given = (search, path, outlets, events, answers)
            process = context.Process(target=measured, args=given)
            process.start()
            runs.append(answers.get())
            process.join()
        found, grouped, memory = (
            statistics.median(part) for part in list(zip(*runs, strict=True))[:3]
        )
        precision, recall, f1 = runs[0][3]
        print(
            f"{search.__name__:10} search {found:6.1f} s, events {grouped:5.1f} s, {memory:4.0f} MB,"
            f" precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}"
        )


if __name__ == "__main__":
    main()
