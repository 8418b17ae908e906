"""Words for what tables hold as ids and codes: headings, names, numbers with their units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

ARTICLES = ("article", "article_a", "article_b", "other")
SPEAKERS = ("speaker", "holder", "other_speaker", "speaker_a", "speaker_b")
SHARES = ("share", "share_of_a", "share_of_b", "confidence", "estimate", "same")  # in percent
BOUNDS = ("low", "high")  # in percent where what they bound is
HEADINGS = {
    "attributed": "attributed to somebody",
    "best_for": "best for",
    "carried": "how it is carried",
    "coded_by": "coded by",
    "confidence": "right on other events",
    "count": "times",
    "count_others": "times in the others",
    "cue": "reporting word",
    "different_event": "among pairs on different events",
    "evidence": "words that show it",
    "figure": "figure or event",
    "f1": "F1",
    "fillings": "variants",
    "first_sentence": "sentence",
    "ground": "rests on",
    "high": "to",
    "holder": "whose position",
    "item": "theme",
    "left": "before",
    "log_odds": "log-odds",
    "low": "from",
    "match": "found",
    "min_words": "phrases of at least (words)",
    "naming": "named or not",
    "other": "in the other article",
    "other_sentences": "sentences there",
    "other_speaker": "speaker there",
    "other_text": "words there",
    "pattern": "phrase",
    "percentile": "place among 100",
    "quotation": "quoted or not",
    "quoted_words": "words in quotation marks",
    "right": "after",
    "same": "coded alike",
    "same_event": "among pairs on one event",
    "same_event_like_length": "among those of like length",
    "shared": "words both have",
    "variant": "weighting",
}
YES_OR_NO = {"headline": "headline counted"}  # of columns of that type alone
WORDS = {
    "best_for": {"a": "the first", "b": "the second"},
    "coded_by": {
        "adjudicated": "people",
        "learned": "a model learned from people's codes",
        "llm": "a language model",
        "reference": "reference coding",
        "rules": "rules, first reading",
    },
    "ground": {"named": "one term of the theme", "unstated": "the mention of the theme alone"},
    "quotation": {"direct": "quoted", "mixed": "partly quoted", "indirect": "paraphrased"},
    "stance": {
        "favor": "in favor",
        "favor, unstated": "in favor, unstated",
        "against": "against",
        "against, unstated": "against, unstated",
        "neither": "neither",
        "neither, unstated": "neither, unstated",
    },
}
NOBODY = "The outlet itself"


@dataclass(frozen=True)
class Words:
    """Names of articles, speakers and themes, each in the order in which they are shown.

    >>> words = Words({"x": "The Daily"}, themes={"tax": "The tax"})
    >>> words.of("article", "x"), words.of("theme", "tax"), words.of("stance", "favor")
    ('The Daily', 'The tax', 'in favor')
    >>> words.of("share", 0.251), words.of("speaker", ("outlet", "smith")), words.of("quoted", False)
    ('25%', 'The outlet itself, Smith', 'no')
    """

    outlets: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)

    def of(
        self, column: str, value: Any, *, digits: int | None = None, percent: bool = False
    ) -> str:
        """Return the words for a value of a column."""
        if isinstance(value, list | tuple | set | frozenset | np.ndarray):
            shown = (self.of(column, one) for one in value)
            return ", ".join(dict.fromkeys(one for one in shown if one))
        if pd.isna(value):
            return ""
        if isinstance(value, bool | np.bool_):
            return "yes" if value else "no"
        if isinstance(value, int | float | np.number):
            whole = 0 if float(value).is_integer() else 2
            form = f",.{whole if digits is None else digits}f"
            return f"{value:.0%}" if percent or column in SHARES else f"{value:{form}}"
        return self._known(column).get(str(value), self._plain(column, str(value)))

    def order(self, column: str) -> list[str]:
        """Return the words of a column in the order in which they are shown; none if any is."""
        return list(self._known(column).values()) if column not in SPEAKERS else []

    def heading(self, label: Any) -> str:
        """Return what heads a column; of one with several levels, the parts side by side."""
        parts = [str(part) for part in label if str(part)] if isinstance(label, tuple) else [label]
        return " · ".join(self.outlets.get(part) or heading_of(str(part)) for part in parts)

    def _known(self, column: str) -> Mapping[str, str]:
        if column in ARTICLES:
            return self.outlets
        if column in SPEAKERS:
            return {**self.names, "outlet": NOBODY}
        return self.themes if column in ("theme", "item") else WORDS.get(column, {})

    @staticmethod
    def _plain(column: str, text: str) -> str:
        if column in SPEAKERS:
            return text[:1].upper() + text[1:]
        coded = column in ("theme", "item", "compared_with", "variant")
        return text.replace("_", " ") if coded else text


def heading_of(column: str) -> str:
    """Return the words that head a column."""
    if column.endswith(("_a", "_b")) and column not in HEADINGS:
        return f"{heading_of(column[:-2])} ({'first' if column.endswith('_a') else 'second'})"
    return HEADINGS.get(column, column.replace("_", " "))


def in_order(words: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return words once, those known in their order, then the others as they come."""
    rank = {word: place for place, word in enumerate(known)}
    return sorted(dict.fromkeys(words), key=lambda word: rank.get(word, len(rank)))
