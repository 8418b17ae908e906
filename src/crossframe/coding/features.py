"""Units as numbers, for what is learned from codes: what the rules say of them, and words."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crossframe.stance.coding import STANCES
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import iter_words, stem

# Chosen by the totals over twelve coded events, so that scores on these are a little high.
VOTE = 3.0  # scale of the rules' stance, so that the penalty hardly touches it
_TOPICS = 10  # dimensions of the words
_BY_THEME = 2.0  # scale of the words by theme

Unit = tuple[str, int, str]


class Features(NamedTuple):
    """How units are described by numbers."""

    names: Any  # scikit-learn's DictVectorizer
    words: Any  # and its TfidfVectorizer
    topics: Any  # its TruncatedSVD; None of fewer than two passages or words
    themes: tuple[str, ...]

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Describe the units of rows that have a `passage`; the rules' stance comes last."""
        from sklearn.preprocessing import normalize  # noqa: PLC0415  (heavy import)

        said, named = unit_stances(rows), _named(rows)
        units = pd.MultiIndex.from_tuples(list(named), names=UNIT)
        passages, places = np.unique(rows.drop_duplicates(UNIT)["passage"], return_inverse=True)
        topics = np.zeros((len(units), 0))
        if self.topics is not None:
            topics = normalize(self.topics.transform(self.words.transform(passages)))[places]
        themes = units.get_level_values("theme")
        parts = [
            self.names.transform(named.values()),
            topics,
            *(_BY_THEME * topics * (themes == theme)[:, None] for theme in self.themes),
            VOTE * np.equal.outer(said.reindex(units).to_numpy(), np.array(STANCES)),
        ]
        return pd.DataFrame(np.hstack(parts), index=units)


def learned_features(rows: pd.DataFrame) -> Features:
    """Learn from passages how units are described; codes play no part."""
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415  (heavy import)
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    names = DictVectorizer(sparse=False).fit(_named(rows).values())
    words, topics = TfidfVectorizer(analyzer=_stems), None
    weights = words.fit_transform(rows.drop_duplicates(UNIT[:2])["passage"])
    size = min(_TOPICS, *(n - 1 for n in weights.shape))
    if size > 0:
        with np.errstate(divide="ignore", invalid="ignore"):  # where all passages are alike
            topics = TruncatedSVD(size, algorithm="arpack", random_state=0).fit(weights)
    return Features(names, words, topics, tuple(rows["theme"].unique()))


def in_passages(sentences: pd.DataFrame, stance: pd.DataFrame) -> pd.DataFrame:
    """Give rows the words that are learned from, `passage`: their sentence and the one before."""
    before = sentences.groupby("article", sort=False)["text"].shift(fill_value="")
    places = zip(sentences["article"], sentences["sentence"], strict=True)
    texts = dict(zip(places, before + "\n" + sentences["text"], strict=True))
    own = zip(stance["article"], stance["sentence"], strict=True)
    return stance.assign(passage=[texts[place] for place in own])


def _named(rows: pd.DataFrame) -> dict[Unit, dict[str, float]]:
    """Return what is told of each unit by name: theme, stance, holders, terms."""
    said = unit_stances(rows)
    named: dict[Unit, dict[str, float]] = {}
    for row in rows.itertuples():
        unit = (row.article, row.sentence, row.theme)
        names = [
            f"theme={row.theme}",
            f"theme={row.theme} {said[unit]}",
            f"holder={row.holder}",
            f"holder={row.holder} {row.theme}",
            f"term={row.term}",
        ]
        named.setdefault(unit, {}).update(dict.fromkeys(names, 1.0))
    return named


def _stems(text: str) -> list[str]:
    return sorted({stem(word.form) for word in iter_words(text)})
