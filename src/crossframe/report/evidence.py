"""The words behind a number of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.report.figures import check_compared
from crossframe.report.readable import kept
from crossframe.similarity.cosine import DEFAULT, similarity_terms
from crossframe.similarity.terms import terms

Tables = Mapping[str, pd.DataFrame]


def evidence(tables: Tables, outlets: Mapping[str, str], name: str, *keys: str) -> pd.DataFrame:
    """Return the rows behind a measure for a pair of articles, or an article and a key."""
    if name not in _EVIDENCE:
        raise CrossframeError(
            f"there is nothing to explain {name!r}", remedy=f"use one of {', '.join(_EVIDENCE)}"
        )
    find, articles = _EVIDENCE[name]
    unknown = [key for key in keys[:articles] if key not in outlets]
    twice = articles == 2 and len({*keys}) < len(keys)
    if unknown or twice or not articles <= len(keys) <= 2:
        wanted = (
            "two different articles" if articles == 2 else "an article, and one thing to keep to"
        )
        raise CrossframeError(
            f"no article {unknown[0]!r}" if unknown else f"{name} is explained of {wanted}",
            remedy=f"give {'two' if articles == 2 else 'one'} of {', '.join(outlets)}",
        )
    return find(tables, *keys).reset_index(drop=True)


def _similarity(tables: Tables, a: str, b: str) -> pd.DataFrame:
    sentences = tables["sentences"]
    found = similarity_terms(sentences, a, b)
    for side, article in (("a", a), ("b", b)):
        own = sentences[sentences["article"] == article]
        holding = pd.Series(
            [
                terms(text, word_pairs=DEFAULT.word_pairs, function_words=DEFAULT.function_words)
                for text in own["text"]
            ],
            index=own["sentence"],
        ).explode()
        held = (
            holding.index.to_series()
            .groupby(holding.to_numpy())
            .agg(lambda n: tuple(dict.fromkeys(n)))
        )
        found[f"sentences_{side}"] = found["term"].map(held)
    return found


def _alignment(tables: Tables, a: str, b: str) -> pd.DataFrame:
    check_compared(tables, a, b)
    table = tables["alignment"]
    of_pair = table["article_a"].isin([a, b]) & table["article_b"].isin([a, b])
    found = table[of_pair & table["accepted"]]
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "score", "shared"]
    return found[columns].assign(
        text_a=_texts(tables, found["article_a"], found["sentence_a"]),
        text_b=_texts(tables, found["article_b"], found["sentence_b"]),
    )


def _phrases(tables: Tables, article: str, pattern: str = "") -> pd.DataFrame:
    return _kept(tables["phrase_occurrences"], article, "pattern", pattern)


def _voices(tables: Tables, article: str, speaker: str = "") -> pd.DataFrame:
    columns = ["article", "first_sentence", "speaker", "source", "cue", "quotation", "content"]
    found = _kept(tables["attributions"], article, "speaker", speaker)[columns]
    return with_texts(tables, found)


def _statements(tables: Tables, article: str, other: str = "") -> pd.DataFrame:
    if other in tables["sentences"]["article"].array:
        check_compared(tables, article, other)
    return _kept(tables["statements"], article, "other", other)


def _stance(tables: Tables, article: str, theme: str = "") -> pd.DataFrame:
    return with_texts(tables, _kept(tables["stance"], article, "theme", theme))


def _kept(table: pd.DataFrame, article: str, column: str, value: str) -> pd.DataFrame:
    return kept(table, {"article": article} | ({column: value} if value else {}))


def with_texts(tables: Tables, table: pd.DataFrame) -> pd.DataFrame:
    """Add the sentences that rows of an article's sentences stand in, where they have none."""
    number = next((one for one in ("sentence", "first_sentence") if one in table), "")
    if "text" in table or "article" not in table or not number:
        return table
    return table.assign(text=_texts(tables, table["article"], table[number]))


def surest(counterparts: pd.DataFrame) -> pd.DataFrame:
    """Keep to the surest counterparts, each sentence once, the surest first."""
    ranked = counterparts.sort_values("score", ascending=False, kind="stable")
    return ranked[~ranked["sentence_a"].duplicated() & ~ranked["sentence_b"].duplicated()]


def _texts(tables: Tables, articles: pd.Series, numbers: pd.Series) -> list[str]:
    texts = tables["sentences"].set_index(["article", "sentence"])["text"]
    return [texts[place] for place in zip(articles, numbers, strict=True)]


# Measure -> what finds its evidence, and of how many articles.
_EVIDENCE: dict[str, tuple[Callable[..., pd.DataFrame], int]] = {
    "similarity": (_similarity, 2),
    "alignment": (_alignment, 2),
    "phrases": (_phrases, 1),
    "voices": (_voices, 1),
    "statements": (_statements, 1),
    "stance": (_stance, 1),
}
