"""Distinctive words of each article or outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crossframe.errors import CrossframeError
from crossframe.text.words import iter_terms, stop_words

PRIOR_WORDS = 100.0
_NOTHING = 1e-9  # what rounding leaves of no words at all


def distinctive_words(
    sentences: pd.DataFrame,
    *,
    groups: Mapping[str, str] | None = None,
    prior_words: float = PRIOR_WORDS,
) -> pd.DataFrame:
    """Score how much more each article uses a word than all the others together.

    Parameters
    ----------
    sentences
        A sentence table of at least two articles. Headlines and quotations are words of the
        article like any others: what an outlet chose to quote counts as its text.
    groups
        Article id -> its group, for example its outlet. Without it every article is a group.
    prior_words
        How many words of average text are added to either side before they are compared; above 0.

    Returns
    -------
    pandas.DataFrame
        For every group each word that it uses, or that half of the other groups use and it does
        not, stop words left out: `article` (str; the column is called `group` where `groups` is
        given), `word` (str, folded, "US" apart from "us"), `count` (int, in this group),
        `count_others` (int, in all other groups together),
        `log_odds` (float, natural logarithm, above 0 where this group uses the word more) and `z`
        (float, `log_odds` in standard errors). Groups in order of appearance, then from the
        largest z to the smallest, then by word.

    Raises
    ------
    CrossframeError
        If there are fewer than two groups, an article has no group, or the prior has no mass.

    Notes
    -----
    Weighted log-odds with an informative Dirichlet prior: Monroe, Colaresi and Quinn (2008),
    "Fightin' Words", Political Analysis 16:372-403. With y and n a word's count and the number of
    all words (stop words included) of group i and of the others j, and a prior a = prior_words x
    the word's share of all words of all groups::

        log_odds = log((y_i + a) / (n_i + prior_words - y_i - a))
                 - log((y_j + a) / (n_j + prior_words - y_j - a))
        z = log_odds / sqrt(1 / (y_i + a) + 1 / (y_j + a))

    The prior pulls words towards equal use: what is seen once or twice moves little. It rests on
    the same counts that are compared, so z orders words and is no test of significance.

    In two articles of 400 words a word must stand about seven times in one and never in the other
    before z passes 1.96, and among hundreds of words some would do so by chance. Many come from one
    repeated phrase or one quotation: read the concordance. What is absent from a short text is not
    thereby avoided by its outlet. In a vocabulary of a single word `log_odds` and `z` are 0.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Dam, dam, dam, river."), ("b", 1, 1, "Dam, river.")])
    >>> distinctive_words(table, prior_words=6)[["article", "word", "count", "z"]].round(3)
      article   word  count      z
    0       a    dam      3  0.575
    1       a  river      1 -0.412
    2       b  river      1  0.412
    3       b    dam      1 -0.575
    """
    if prior_words <= 0:
        raise CrossframeError(
            f"the prior weighs {prior_words} words", remedy="give prior_words greater than 0"
        )
    counts = _counts(sentences, groups)
    if len(counts) < 2:
        raise CrossframeError(
            "distinctive words need at least two groups of articles to compare",
            remedy="give the sentences of another article",
        )
    pooled = Counter[str]()
    for count in counts.values():
        pooled.update(count)
    stop = stop_words()
    listed = [word for word in pooled if word not in stop]
    total = np.array([pooled[word] for word in listed], dtype=float)
    holding = Counter(chain.from_iterable(counts.values()))
    usual = 2 * np.array([holding[word] for word in listed], dtype=int) >= len(counts) - 1
    prior = prior_words * total / max(pooled.total(), 1)
    tables = []
    for group, count in counts.items():
        y = np.array([count[word] for word in listed], dtype=float)
        here = _log_odds(y, count.total(), prior, prior_words)
        others = _log_odds(total - y, pooled.total() - count.total(), prior, prior_words)
        log_odds = here - others
        table = pd.DataFrame(
            {
                "article" if groups is None else "group": group,
                "word": listed,
                "count": y.astype(int),
                "count_others": (total - y).astype(int),
                "log_odds": log_odds,
                "z": log_odds / np.sqrt(1 / (y + prior) + 1 / (total - y + prior)),
            }
        )
        table = table[usual | (y > 0)]
        tables.append(table.sort_values(["z", "word"], ascending=[False, True]))
    return pd.concat(tables, ignore_index=True)


def _counts(sentences: pd.DataFrame, groups: Mapping[str, str] | None) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for article, text in zip(sentences["article"], sentences["text"], strict=True):
        if groups is not None and article not in groups:
            raise CrossframeError(
                f"article {article!r} belongs to no group", remedy="name its group in groups"
            )
        group = article if groups is None else groups[article]
        counts.setdefault(group, Counter()).update(term.form for term in iter_terms(text))
    return counts


def _log_odds(
    count: NDArray[np.float64], words: int, prior: NDArray[np.float64], prior_words: float
) -> NDArray[np.float64]:
    others = words + prior_words - count - prior
    odds = np.divide(count + prior, others, out=np.ones_like(count), where=others > _NOTHING)
    return np.log(odds)
