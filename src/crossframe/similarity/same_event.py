"""Which articles seem to be about the same event."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date as date_type

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from crossframe.similarity.cosine import DEFAULT, similarity_matrix

THRESHOLD = 0.12
HALF_LIFE = 30  # days between two articles that halve their similarity
NEAREST = 10  # articles most like an article that it is compared with, whatever their event

_TELLING_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|(?=.*\b\d{4}\b).*[A-Za-z]{3}")  # not 3/4/2019


def event_groups(
    sentences: pd.DataFrame,
    *,
    dates: Mapping[str, str] | None = None,
    threshold: float = THRESHOLD,
) -> pd.DataFrame:
    """Group articles that seem to be about the same event.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles.
    dates
        Article id -> its date, as "2019-03-28" or "March 28, 2019". An article without one, or with
        one that can be read in two ways, is judged by its words alone.
    threshold
        Closeness from which articles are in one group. The closeness of two articles is their
        similarity, halved for every 30 days between their dates, that of two groups the mean of
        their articles'.

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
    Average linkage (Sokal and Michener 1958): one article that resembles two events does not make
    them one. Threshold and half-life were chosen on the 180 articles on 60 events of BASIL (Fan et
    al. 2019), taken as one set: of the pairs put together there all are on one event, and 97 of 100
    pairs on one event are put together; without dates 87 and 98 of 100. With the threshold chosen
    without the event that is scored it is 95 and 98, without dates 90 and 91 (``crossframe evaluate
    similarity``). A hint to look, no ruling: articles that are very short, or report different
    sides of one event, may fall apart, and stories of one campaign may not.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> rows = [("a", 1, 1, "Dam bursts."), ("b", 1, 1, "Bakers win."), ("c", 1, 1, "A dam bursts.")]
    >>> event_groups(given_sentences(rows)).iloc[:, :4].values.tolist()
    [['a', 1, 2, 'c'], ['b', 2, 1, 'a'], ['c', 1, 2, 'a']]
    """
    matrix = similarity_matrix(sentences, weighting=DEFAULT)
    values = matrix.to_numpy(copy=True)
    dated = [(dates or {}).get(article, "") for article in matrix.index]
    label = pd.Series(grouped(closeness(values, dated), threshold))
    size = label.map(label.value_counts())
    order = sorted(
        label.unique(), key=lambda one: (-int((label == one).sum()), label.eq(one).argmax())
    )
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


def pairs_to_compare(sentences: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Choose the pairs of articles that are worth a comparison sentence by sentence.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles.
    groups
        As of `event_groups`.

    Returns
    -------
    pandas.DataFrame
        `article_a`, `article_b` (str), in the table's order: the pairs of one group, and each
        article with the ten most like it, since a group may miss an article. So all pairs of up to
        eleven articles, and of more a number that grows with the articles and the size of their
        groups, not with the square of all.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Dam bursts."), ("b", 1, 1, "Bakers win.")])
    >>> pairs_to_compare(table, event_groups(table)).values.tolist()
    [['a', 'b']]
    """
    matrix = similarity_matrix(sentences, weighting=DEFAULT)
    group = groups.set_index("article")["group"].reindex(matrix.index).to_numpy()
    near = np.equal.outer(group, group)
    values = matrix.to_numpy(copy=True)
    np.fill_diagonal(values, -1)
    nearest = np.argsort(-values, axis=1, kind="stable")[:, :NEAREST]
    np.put_along_axis(near, nearest, values=True, axis=1)
    a, b = np.nonzero(np.triu(near | near.T, 1))
    return pd.DataFrame({"article_a": matrix.index[a], "article_b": matrix.index[b]})


def closeness(
    similarities: npt.NDArray[np.float64], dates: Sequence[str]
) -> npt.NDArray[np.float64]:
    """Return similarities halved for every 30 days between two dates, where both are known."""
    days = np.array([day_number(date) for date in dates])
    apart = np.nan_to_num(np.abs(np.subtract.outer(days, days)), nan=0.0)
    close: npt.NDArray[np.float64] = similarities * 0.5 ** (apart / HALF_LIFE)
    return close


def grouped(close: npt.NDArray[np.float64], threshold: float) -> npt.NDArray[np.int64]:
    """Return the number of each article's group by average linkage."""
    distances = np.maximum(1 - (close + close.T) / 2, 0)  # a copy may be 1 + 1e-16 alike
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    return np.asarray(fcluster(tree, 1 - threshold, "distance"), dtype=np.int64)


def day_number(date: str) -> float:
    """Return a date in days since 1970, NaN where there is none or it can be read in two ways."""
    with suppress(ValueError):
        return float((date_type.fromisoformat(date) - date_type(1970, 1, 1)).days)
    if not _TELLING_DATE.match(date):
        return float("nan")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dates are written in many ways
        read = pd.to_datetime(date, errors="coerce", utc=True)
    return float("nan") if pd.isna(read) else read.timestamp() / 86400
