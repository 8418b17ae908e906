"""Figures and events on which two articles speak of the same thing, side by side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd
import snowballstemmer

from crossframe.events import event_descriptions
from crossframe.quantities import quantities
from crossframe.units import in_base_unit
from crossframe.words import iter_words, stop_words

THRESHOLD = 0.8

_COMPARED = ("amount", "share", "score", "vague", "age")
_CONTEXT = 0.25
_SAME_VALUE = 0.5
_ROUNDING = 0.1
_SIDE = [
    "article", "sentence", "start", "end", "figure", "value", "value_to", "unit", "comparator", "subject",
    "editor_bracket", "quoted", "speaker", "text",
]  # fmt: skip
COLUMNS = ["kind", "relation", "same_value", "shared", "score", *(f"{c}_{s}" for s in "ab" for c in _SIDE)]


def conflicts(
    sentences: pd.DataFrame,
    *,
    attributions: pd.DataFrame | None = None,
    threshold: float = THRESHOLD,
) -> pd.DataFrame:
    """Put side by side what two articles state of what seems to be the same thing.

    """
    rows: list[dict[str, Any]] = []
    texts = dict(zip(zip(sentences["article"], sentences["sentence"], strict=True), sentences["text"], strict=True))
    rarity = _rarity(texts.values())
    stems = {place: _stems(text) for place, text in texts.items()}
    figures = quantities(sentences, attributions=attributions)
    figures = figures[figures["kind"].isin(_COMPARED)].rename(columns={"text": "figure"})
    events = event_descriptions(sentences, attributions=attributions).rename(columns={"text":"figure","event":"unit"})
    for kind, table in (("figure", figures), ("event", events)):
        ...


def _rarity(texts: Iterable[str]) -> dict[str, float]:
    """Return how telling each stem is: 0 if it is in every sentence, 1 if it is in one only."""
    texts = list(texts)
    counts = Counter(stem for text in texts for stem in _stems(text))
    most = math.log(max(len(texts), 2))
    return {stem: 1 - math.log(count) / most for stem, count in counts.items()}
