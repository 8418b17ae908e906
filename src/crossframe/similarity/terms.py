"""Terms of a sentence, and how much each weighs: inverse document frequencies from a background."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from crossframe.errors import CrossframeError
from crossframe.io.reading import decode, read_bytes
from crossframe.io.reference_data import reference_file
from crossframe.text.words import counted_forms, stop_words

_LEAST_EVENTS = 2


def terms(text: str, *, word_pairs: bool = True, function_words: bool = False) -> list[str]:
    """Return the terms of a sentence: its words without stop words, then pairs of neighbours."""
    stop = frozenset() if function_words else stop_words()
    kept = [part for word in counted_forms(text) for part in _parts(word, stop)]
    found = [word for word in kept if word is not None]
    if word_pairs:  # none reaches over a stop word
        found += [f"{a} {b}" for a, b in pairwise(kept) if a is not None and b is not None]
    return found


@lru_cache(maxsize=100_000)
def _parts(word: tuple[str, bool], stop: frozenset[str]) -> tuple[str | None, ...]:
    """Return a word in small letters, a compound in its parts; None for what is stopped."""
    form, content = word
    parts = [part for part in form.lower().split("-") if part]
    if stop and (len(parts) > 1 or not content):
        return tuple(part if content and part not in stop else None for part in parts)
    return tuple(parts)


def smooth_idf(frequencies: npt.ArrayLike, documents: int) -> npt.NDArray[np.float64]:
    """Return ln((1 + documents) / (1 + frequency)) + 1 for each term, as scikit-learn does."""
    return np.log((1 + documents) / (1 + np.asarray(frequencies, dtype=float))) + 1


def background_idf(
    vocabulary: Sequence[str], *, background: Path | None = None
) -> npt.NDArray[np.float64]:
    """Return the weights that a background table (`term, events`; None: the shipped one) gives."""
    # The shipped table counts in how many of 60 news events, each the reports of three outlets
    # together, a term occurs (BASIL; Fan et al. 2019, "In Plain Sight", EMNLP). Terms of one event
    # only are left out on purpose: they are what that event is about. So the articles that made the
    # table meet it as new articles do, the names and things of their own event being unknown to it
    # and at the highest weight, and figures computed on them hold for others.
    events, count = _shipped() if background is None else _read_background(background)
    return smooth_idf([events.get(term, 0) for term in vocabulary], count)


def event_frequencies(events: Iterable[Iterable[str]]) -> dict[str, int]:
    """Count in how many events, each the sentences of all its reports, each term occurs."""
    # Words, stop words included, and word pairs without them: all that a weighting by the
    # background asks for. Terms of a single event are left out.
    counts: Counter[str] = Counter()
    for sentences in events:
        found: set[str] = set()
        for sentence in sentences:
            found.update(terms(sentence))
            found.update(terms(sentence, word_pairs=False, function_words=True))
        counts.update(found)
    return {term: counts[term] for term in sorted(counts) if counts[term] >= _LEAST_EVENTS}


@cache
def _shipped() -> tuple[dict[str, int], int]:
    return _read_background(reference_file("background.csv"))


def _read_background(path: Path) -> tuple[dict[str, int], int]:
    rows = csv.DictReader(io.StringIO(decode(read_bytes(path, what="background"), path)))
    try:
        events = {row["term"]: int(row["events"]) for row in rows}
        return events, events.pop("")
    except (KeyError, TypeError, ValueError) as error:
        raise CrossframeError(
            "not a background table",
            path=path,
            remedy="give columns term and events, and one row without a term for all events",
        ) from error
