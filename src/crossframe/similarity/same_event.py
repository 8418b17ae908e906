"""Which articles seem to be about the same event."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from crossframe.similarity.cosine import DEFAULT, similarity_matrix

THRESHOLD = 0.074


def event_groups(sentences: pd.DataFrame, *, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Group articles that seem to be about the same event.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles.
    threshold
        Similarity from which two articles are in one group; groups that share an article are one.

    Returns
    -------
    pandas.DataFrame
        One row an article, in the table's order: `article` (str), `group` (int, from 1, the largest
        group first), `size` (int, articles in the group), `nearest` (str, the article most like it),
        `similarity` (float, of the two, 0 to 1).

    Raises
    ------
    CrossframeError
        If there is only one article, or no sentence holds a term.

    Notes
    -----
    Single linkage. The threshold is the 99th percentile of the similarities of pairs on different
    events in BASIL (Fan et al. 2019): there, 1 in 100 of those is taken for one event, and none of
    the 180 pairs on one event for two, whose lowest value is 0.082. It is a hint to look, no ruling:
    articles that are very short or report different sides of one event may fall below it.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> rows = [("a", 1, 1, "Dam bursts."), ("b", 1, 1, "Bakers win."), ("c", 1, 1, "A dam bursts.")]
    >>> event_groups(given_sentences(rows)).iloc[:, :4].values.tolist()
    [['a', 1, 2, 'c'], ['b', 2, 1, 'a'], ['c', 1, 2, 'a']]
    """
    matrix = similarity_matrix(sentences, weighting=DEFAULT)
    values = matrix.to_numpy(copy=True)
    label = pd.Series(connected_components(values >= threshold, directed=False)[1])
    size = label.map(label.value_counts())
    order = sorted(set(label), key=lambda one: (-int((label == one).sum()), one))
    np.fill_diagonal(values, -1)
    nearest = values.argmax(axis=1)
    return pd.DataFrame(
        {
            "article": matrix.index.astype("str"),
            "group": label.map({one: number for number, one in enumerate(order, start=1)}),
            "size": size,
            "nearest": matrix.index.to_numpy()[nearest],
            "similarity": values.max(axis=1),
        }
    )
