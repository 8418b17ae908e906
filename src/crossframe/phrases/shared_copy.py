"""Which articles share copy: wording of their own that is the same word for word, as of an agency."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crossframe.phrases.numbered_words import in_quotation_marks, numbered_words

COLUMNS = [
    "article_a", "article_b", "share_of_a", "share_of_b", "words_shared", "passages", "longest",
    "shared_copy", "spans_a", "spans_b",
]  # fmt: skip
RUN = 8  # fewest words in a row that count as shared wording
THRESHOLD = 0.1  # least share of an article's words that makes a pair share copy


def shared_copy(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find for every pair of articles the wording that they share word for word.

    Parameters
    ----------
    sentences
        A sentence table; headlines are left out.

    Returns
    -------
    pandas.DataFrame
        One row a pair, in the table's order: `article_a`, `article_b` (str), `share_of_a`,
        `share_of_b` (float, 0 to 1: of the article's words outside quotation marks, those in
        shared runs of eight words and more), `words_shared` (int, such words of the first
        article), `passages` (int, runs in the first article), `longest` (int, words of the longest
        of them), `shared_copy` (bool: the larger share is at least 0.1), `spans_a`, `spans_b`
        (tuple of (start, end), the runs in the two files).

    Notes
    -----
    Containment of word shingles (Broder 1997, "On the resemblance and containment of documents").
    Words in quotation marks are left out, and no run goes over them: two reporters who quote one
    statement share it without sharing copy. Outside them, runs of eight words are rare in articles
    written apart: of 180 pairs of outlets on one event (BASIL, Fan et al. 2019) one has a share of
    0.14, which is a passage of 38 words that is the same in both, and all others have 0.05 or less.
    Articles that share copy are no independent witnesses: that they agree says nothing.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> text = "The old bridge over the river was closed to all traffic."
    >>> table = given_sentences([("a", 1, 1, text), ("b", 1, 1, f"{text} It stays so."), ("c", 1, 1, "No.")])
    >>> shared_copy(table).iloc[:, [0, 1, 2, 3, 4, 7]].values.tolist()[0]
    ['a', 'b', 1.0, 0.7857142857142857, 11, True]
    """
    articles = list(sentences["article"].unique())
    rows = sentences.loc[sentences["sentence"] > 0].reset_index(drop=True)
    words = numbered_words(rows)
    quoted = in_quotation_marks(rows, words)
    owner = rows["article"].to_numpy()[words.row] if len(rows) else np.array([], dtype=object)
    places = {article: np.flatnonzero(owner == article) for article in articles}
    runs = {a: _runs_of_words(words.number[at], quoted[at]) for a, at in places.items()}
    table = []
    for pair in combinations(articles, 2):
        common = runs[pair[0]].keys() & runs[pair[1]].keys()
        shares, shared, spans = [], [], []
        for one in pair:
            at = places[one]
            inside = np.zeros(len(at), dtype=np.int64)
            for run in common:
                for start in runs[one][run]:
                    inside[start : start + RUN] = 1
            shares.append(float(inside.sum() / max((~quoted[at]).sum(), 1)))
            edges = np.flatnonzero(np.diff(inside, prepend=0, append=0)).reshape(-1, 2)
            shared.append([int(end - start) for start, end in edges])
            spans.append(
                tuple((int(words.start[at[a]]), int(words.end[at[b - 1]])) for a, b in edges)
            )
        lengths = shared[0]  # of the first article
        copied = max(shares) >= THRESHOLD
        table.append(
            (*pair, *shares, sum(lengths), len(lengths), max(lengths, default=0), copied, *spans)
        )
    return pd.DataFrame(table, columns=COLUMNS)


def _runs_of_words(
    numbers: NDArray[np.int64], quoted: NDArray[np.bool_]
) -> dict[tuple[int, ...], list[int]]:
    """Return where each run of words that touches no quotation begins."""
    listed = numbers.tolist()
    inside = np.concatenate([[0], np.cumsum(quoted)])
    found: dict[tuple[int, ...], list[int]] = {}
    for start in range(len(listed) - RUN + 1):
        if inside[start + RUN] == inside[start]:
            found.setdefault(tuple(listed[start : start + RUN]), []).append(start)
    return found
