"""Whether a passage of one article carries what a passage of another says."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pandas as pd

from crossframe.claims.passages import Comparison, Passage, compare_wording
from crossframe.text.words import iter_words, stem, stop_words

_COMMON_SHARE = 0.2
_FEWEST_COMMON = 4
_FEWEST_QUOTED = 4
_FEWEST_ALIGNED, _OVERLAP_ALIGNED = 2, 0.2
_FEWEST_ALONE, _OVERLAP_ALONE = 3, 0.5


class Vocabulary(NamedTuple):
    """The content words of two articles.

    Attributes
    ----------
    counts
        Stem -> in how many sentences of the two.
    common
        Stems in more than a fifth of the sentences, and in at least four: the subject itself.
    """

    counts: Counter[str]
    common: frozenset[str]


class Carrier(NamedTuple):
    """A passage that shares words with a statement, and what that shows.

    Attributes
    ----------
    passage
        The passage.
    wording
        What it keeps of the statement's quoted words.
    shared
        The statement's content words that it has, in their order.
    aligned
        Their sentences are counterparts.
    weight
        Sum over the shared words of 1 / sentences of the two articles that hold it.
    quotes
        It quotes the statement, in part at least.
    alike
        It says the same, if it is the same speaker's.
    alike_alone
        It says the same, whoever's it is.
    """

    passage: Passage
    wording: Comparison
    shared: list[str]
    aligned: bool
    weight: float
    quotes: bool
    alike: bool
    alike_alone: bool


def vocabulary(sentences: pd.DataFrame) -> Vocabulary:
    """Count the content words of two articles.

    Parameters
    ----------
    sentences
        The rows of both articles in a sentence table.

    Returns
    -------
    Vocabulary

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> rows = [("a", n, 1, f"The dam {n} leaks.") for n in (1, 2)]
    >>> found = vocabulary(given_sentences([*rows, *(("b", *row[1:]) for row in rows)]))
    >>> found.counts["dam"], found.counts["2"], sorted(found.common)
    (4, 2, ['dam', 'leak'])
    """
    counts = Counter(
        key
        for text in sentences["text"]
        for key in {stem(word.form) for word in iter_words(text) if word.form not in stop_words()}
    )
    fewest = max(_FEWEST_COMMON, _COMMON_SHARE * len(sentences))
    return Vocabulary(counts, frozenset(key for key, count in counts.items() if count >= fewest))


def carrier(
    statement: Passage, passage: Passage, words: Vocabulary, *, aligned: bool
) -> Carrier | None:
    """Say what shows that a passage carries a statement.

    Parameters
    ----------
    statement, passage
        Passages of two articles.
    words
        The vocabulary of the two articles.
    aligned
        Their sentences are accepted counterparts.

    Returns
    -------
    Carrier or None
        None if they share no content word but the speaker's name.

    Notes
    -----
    It `quotes` the statement if the quoted words kept hold two content words that are not common
    to both articles, or are all its quoted words, or are four of a counterpart sentence. It is
    `alike` if the two share two content words, which are a fifth of those of the shorter, in
    counterpart sentences, or three which are half; and `alike_alone` if that holds without the
    words that are common, for on one event many speakers use those.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.claims.passages import passages
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said: “The dam leaks badly.”"),
    ...                          ("b", 1, 1, "Ada Roe warned that the dam leaks.")])
    >>> said = attributions(table).assign(speaker=[("roe",)] * 2, speaker_kind="person")
    >>> both = passages(said, table)
    >>> found = carrier(both["a"][0], both["b"][0], vocabulary(table), aligned=True)
    >>> found.shared, found.quotes, found.alike
    (['dam', 'leaks'], False, True)
    """
    names = {stem(name) for one in statement.speaker for name in one.replace("_", " ").split()}
    shared = [key for key in statement.stems if key in passage.stems and key not in names]
    if not shared:
        return None
    wording = compare_wording(statement.quoted_words, passage.quoted_words)
    quoted = statement.quoted_words
    kept = {stem(quoted[place]) for place in wording.kept if quoted[place] not in stop_words()}
    rare = kept - words.common
    quotes = (
        len(rare) >= _FEWEST_ALIGNED
        or (bool(kept) and len(wording.kept) == len(quoted))
        or (aligned and bool(rare) and len(wording.kept) >= _FEWEST_QUOTED)
    )
    return Carrier(
        passage,
        wording if quotes else Comparison((), ()),
        [statement.stems[key] for key in shared],
        aligned,
        sum(1 / words.counts[key] for key in shared),
        quotes,
        _enough(shared, statement, passage, frozenset(), aligned=aligned),
        _enough(shared, statement, passage, words.common, aligned=aligned),
    )


def _enough(
    shared: list[str], a: Passage, b: Passage, left_out: frozenset[str], *, aligned: bool
) -> bool:
    count = len(set(shared) - left_out)
    shorter = min(len(a.stems.keys() - left_out), len(b.stems.keys() - left_out))
    if aligned and count >= _FEWEST_ALIGNED and count >= _OVERLAP_ALIGNED * shorter:
        return True
    return count >= _FEWEST_ALONE and count >= _OVERLAP_ALONE * shorter
