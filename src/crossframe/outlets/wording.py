"""Words and phrases of all articles of an outlet."""

from __future__ import annotations

import pandas as pd

from crossframe.outlets.articles import GROUP, each_period, joined
from crossframe.phrases.families import family_occurrences, phrase_families
from crossframe.similarity.keyness import distinctive_words

_SCORES = ["count", "count_others", "log_odds", "z"]
_WORDS = [*GROUP, "word", "articles", "in_articles", *_SCORES]


def outlet_words(
    sentences: pd.DataFrame, words: pd.DataFrame, groups: pd.DataFrame
) -> pd.DataFrame:
    """Score how much more each outlet uses a word than all the others together.

    Parameters
    ----------
    sentences
        The sentence table of the articles.
    words
        As of `crossframe.similarity.keyness.distinctive_words`, by article.
    groups
        As of `outlet_articles`.

    Returns
    -------
    pandas.DataFrame
        For every outlet each word that it uses, or that half of the others use: `outlet`,
        `period`, `word` (str), `articles`, `in_articles` (int: the outlet's articles, and how many
        of them use the word: what one article alone uses says little of the outlet), `count`,
        `count_others` (int), `log_odds`, `z` (float), as of
        `crossframe.similarity.keyness.distinctive_words`. None for a period of one outlet alone.
    """
    used = words[words["count"] > 0]

    def scored(period: str, own: pd.DataFrame) -> pd.DataFrame:
        outlets = dict(zip(own["article"], own["outlet"], strict=True))
        if len(set(outlets.values())) < 2:
            return pd.DataFrame(columns=_WORDS)
        table = distinctive_words(sentences[sentences["article"].isin(outlets)], groups=outlets)
        holding = used.assign(group=used["article"].map(outlets)).groupby(["group", "word"]).size()
        cells = pd.MultiIndex.from_frame(table[["group", "word"]])
        return pd.DataFrame(
            {
                "outlet": table["group"],
                "period": period,
                "word": table["word"],
                "articles": table["group"].map(own["outlet"].value_counts()),
                "in_articles": holding.reindex(cells, fill_value=0).to_numpy(),
                **{name: table[name] for name in _SCORES},
            }
        )

    return each_period(groups, scored)


def outlet_phrases(sentences: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Find the phrases that an outlet repeats, within an article or from one to another.

    Parameters
    ----------
    sentences
        The sentence table of the articles.
    groups
        As of `outlet_articles`.

    Returns
    -------
    pandas.DataFrame
        One row a family of phrases of an outlet: `outlet`, `period`, and as of
        `crossframe.phrases.families.phrase_families` `family`, `pattern`, `fillings`, `words`,
        `count`; `articles`, `in_articles` (int: the outlet's articles, and those of them that hold
        the phrase).
    """
    places = outlet_occurrences(sentences, groups)
    holding = places.groupby([*GROUP, "family"])["article"].nunique()

    def repeated(period: str, own: pd.DataFrame) -> pd.DataFrame:
        table = phrase_families(joined(sentences, own)).rename(columns={"article": "outlet"})
        table.insert(1, "period", period)
        table["articles"] = table["outlet"].map(own["outlet"].value_counts())
        cells = pd.MultiIndex.from_frame(table[[*GROUP, "family"]])
        return table.assign(in_articles=holding.reindex(cells).to_numpy(dtype=int))

    return each_period(groups, repeated)


def outlet_occurrences(sentences: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Return every place of the phrases of `outlet_phrases`, in its article.

    Parameters
    ----------
    sentences, groups
        As of `outlet_phrases`.

    Returns
    -------
    pandas.DataFrame
        One row a place: `outlet`, `period`, `family`, `article`, and as of
        `crossframe.phrases.families.family_occurrences` `sentence`, `start`, `end`, `left`,
        `match`, `right`.
    """

    def found(period: str, own: pd.DataFrame) -> pd.DataFrame:
        together = joined(sentences, own)
        places = family_occurrences(together).rename(columns={"article": "outlet"})
        cells = pd.MultiIndex.from_frame(places[["outlet", "sentence"]])
        home = together.set_index(["article", "sentence"]).loc[cells].reset_index(drop=True)
        return pd.DataFrame(
            {
                "outlet": places["outlet"],
                "period": period,
                "family": places["family"],
                "article": home["of_article"],
                "sentence": home["of_sentence"],
                "start": places["start"] - home["shift"],
                "end": places["end"] - home["shift"],
                **{name: places[name] for name in ("left", "match", "right")},
            }
        )

    return each_period(groups, found)
