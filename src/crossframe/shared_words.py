"""What two passages have in common: stems of their content words, and how telling each stem is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from crossframe.words import iter_words, stem, stop_words

Stems = dict[str, str]


def stems(text: str) -> Stems:
    """Return the stems of a text's content words.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    dict
        Stem -> the first word that has it, in order of appearance; stop words and numbers are left
        out, a possessive 's is cut off.

    Examples
    --------
    >>> stems("The dam’s gates: 3 gates failed")
    {'dam': 'dam', 'gate': 'gates', 'fail': 'failed'}
    """
    found: Stems = {}
    for word in iter_words(text):
        form = word.form.removesuffix("'s")
        if form not in stop_words() and form[0].isalpha():
            found.setdefault(stem(form), form)
    return found


def rarity(sentences: Iterable[Stems]) -> dict[str, float]:
    """Return how telling each stem is among some sentences.

    Parameters
    ----------
    sentences
        The stems of each sentence.

    Returns
    -------
    dict
        Stem -> 1 - log(sentences with it) / log(all sentences + 1): 1 for a stem of one sentence,
        near 0 for a stem of all.

    Examples
    --------
    >>> rare = rarity([stems("dam burst"), stems("dam holds"), stems("dam leaks")])
    >>> round(rare["dam"], 2), rare["burst"]
    (0.21, 1.0)
    """
    sentences = list(sentences)
    counts = Counter(found for sentence in sentences for found in sentence)
    return {
        found: 1 - math.log(count) / math.log(len(sentences) + 1) for found, count in counts.items()
    }


def weight(shared: Iterable[str], rare: dict[str, float]) -> float:
    """Return the sum of some stems' rarities."""
    return math.fsum(rare[found] for found in shared)
