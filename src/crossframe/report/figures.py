"""The figures of a comparison, by name: which table each draws, and for which pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from crossframe.corpus.articles import Article, outlet_names
from crossframe.errors import CrossframeError
from crossframe.intake.ids import article_ids
from crossframe.outlets.articles import joined
from crossframe.plots.alignment import plot_alignment, plot_sentence_similarity
from crossframe.plots.pairs import plot_pairs
from crossframe.plots.phrases import plot_phrase_dispersion
from crossframe.plots.similarity import plot_similarity
from crossframe.plots.stance import plot_stance, plot_theme_strip
from crossframe.plots.statements import plot_statements
from crossframe.plots.summary import plot_summary
from crossframe.plots.voices import plot_cue_verbs, plot_voices
from crossframe.plots.words import plot_distinctive_words
from crossframe.similarity.cosine import sentence_similarity
from crossframe.stance.codebook import Codebook
from crossframe.voices.shares import speaker_names

Tables = Mapping[str, pd.DataFrame]
MOST_PAIRS = 3
# Names of tables, and of attributes of a comparison, whose figure is called otherwise.
_DRAWN_BY = {
    "similarity_pairs": "similarity",
    "similarity_percentiles": "similarity",
    "phrases": "phrase_dispersion",
    "phrase_families": "phrase_dispersion",
    "phrase_occurrences": "phrase_dispersion",
    "voice_shares": "voices",
    "event_groups": "pairs",
}


def _alignment(t: Tables, outlets: Mapping[str, str], a: str, b: str) -> Figure:
    return plot_alignment(t["alignment"], t["sentences"], outlets, article_a=a, article_b=b)


def _sentence_similarity(t: Tables, outlets: Mapping[str, str], a: str, b: str) -> Figure:
    matrix = sentence_similarity(t["sentences"], a, b)
    return plot_sentence_similarity(matrix, t["alignment"], outlets, article_a=a, article_b=b)


_OF_PAIRS: dict[str, Callable[[Tables, Mapping[str, str], str, str], Figure]] = {
    "alignment": _alignment,
    "sentence_similarity": _sentence_similarity,
}


def _beside(t: Tables) -> pd.DataFrame | None:
    """Return the rules' coding where another one counts in its place."""
    return None if t["stance"]["coded_by"].eq("rules").any() else t["stance_rules"]


def _by_outlet(t: Tables) -> tuple[Tables, dict[str, str]]:
    """Return the tables of outlets in the form of those of articles: a panel an outlet."""
    whole = {
        name: t[name][t[name]["period"] == ""].rename(columns={"outlet": "article"})
        for name in ("outlet_voices", "outlet_words", "outlet_phrases")
    }
    groups = t["outlet_articles"][t["outlet_articles"]["period"] == ""]
    outlet = dict(zip(groups["article"], groups["outlet"], strict=True))
    sentences = joined(t["sentences"], groups)
    running = sentences.set_index(["of_article", "of_sentence"])["sentence"]
    shift = t["outlet_occurrences"]["article"].map(sentences.groupby("of_article")["shift"].first())

    def moved(coding: pd.DataFrame) -> pd.DataFrame:
        cells = pd.MultiIndex.from_frame(coding[["article", "sentence"]])
        numbers = running.reindex(cells).to_numpy()
        return coding.assign(article=coding["article"].map(outlet), sentence=numbers)

    places = t["outlet_occurrences"].drop(columns="article")
    places = places.assign(start=places["start"] + shift, end=places["end"] + shift)
    made = {
        "voice_shares": whole["outlet_voices"].rename(columns={"number": "words"}),
        "distinctive_words": whole["outlet_words"],
        "phrase_families": whole["outlet_phrases"],
        "phrase_occurrences": places[places["period"] == ""].rename(columns={"outlet": "article"}),
        "cue_verbs": t["cue_verbs"].assign(article=t["cue_verbs"]["article"].map(outlet)),
        "sentences": sentences,
        **{name: moved(t[name]) for name in ("stance", "stance_rules") if name in t},
    }
    return made, {name: name for name in outlet.values()}


def _of_all(
    t: Tables, articles: Sequence[Article], codebook: Codebook | None, speaker: str
) -> dict[str, Callable[..., Figure]]:
    """Return what draws each figure of all articles, in the order in which they are written."""
    outlets = outlet_names(articles)
    actors = codebook.actors if codebook else ()

    def names() -> dict[str, str]:
        return speaker_names(t["attributions"], sentences, actors=actors)

    def own() -> pd.DataFrame:
        return t["statements"][[speaker in heard for heard in t["statements"]["speaker"]]]

    placed, sentences = "similarity_percentiles", t["sentences"]
    p, panels, of = t, outlets, "article"
    if 1 < len({article.outlet for article in articles}) < len(articles):
        (p, panels), of = _by_outlet(t), "outlet"
    drawn: dict[str, Callable[..., Figure]] = {
        "similarity": lambda: plot_similarity(t[placed], outlets),
        "pairs": lambda: plot_pairs(
            t["similarity_pairs"], t["alignment"], sentences, t["event_groups"], outlets
        ),
        "phrase_dispersion": lambda: plot_phrase_dispersion(
            p["phrase_families"], p["phrase_occurrences"], p["sentences"], panels, of=of
        ),
        "distinctive_words": lambda **o: plot_distinctive_words(
            p["distinctive_words"], panels, of=of, **o
        ),
        "voices": lambda **o: plot_voices(p["voice_shares"], panels, names=names(), of=of, **o),
        "cue_verbs": lambda: plot_cue_verbs(p["cue_verbs"], panels),
    }
    if codebook is not None:
        drawn |= {
            "stance": lambda **o: plot_stance(
                p["stance"],
                codebook,
                panels,
                of=of,
                **{"agreement": t["coder_agreement"], "rules": _beside(p), **o},
            ),
            "theme_strip": lambda: plot_theme_strip(
                t["stance"], sentences, codebook, outlets, agreement=t["coder_agreement"]
            ),
        }
    drawn["statements"] = lambda: plot_statements(
        own(), sentences, outlets, speaker=names().get(speaker, speaker or "Nobody")
    )
    if codebook is not None:
        drawn["summary"] = lambda: plot_summary(
            t[placed],
            t["alignment"],
            t["phrase_families"],
            own(),
            t["stance"],
            places=t["phrase_occurrences"],
            codebook=codebook,
            sentences=sentences,
            outlets=outlets,
            speaker=names().get(speaker, speaker or "nobody"),
            agreement=t["coder_agreement"],
        )
    return drawn


def draw(
    tables: Tables,
    articles: Sequence[Article],
    codebook: Codebook | None,
    name: str,
    *pair: str,
    speaker: str = "",
    **options: Any,
) -> Figure:
    """Draw one figure by its name, or that of its table; one of a pair by default of the first."""
    figure = _DRAWN_BY.get(name, name)
    if figure in _OF_PAIRS:
        outlets = outlet_names(articles)
        if len(set(pair) & set(outlets)) != len(pair) or len(pair) not in (0, 2):
            raise CrossframeError(
                f"{name} is drawn of two articles, not of {', '.join(pair)}",
                remedy=f"give two of {', '.join(outlets)}",
            )
        pairs = [pair] if pair else pairs_to_draw(tables, articles, most=1)
        a, b = sorted(pairs[0], key=list(outlets).index)
        check_compared(tables, a, b)
        return _OF_PAIRS[figure](tables, outlets, a, b)
    of_all = _of_all(tables, articles, codebook, speaker)
    if figure not in of_all:
        raise CrossframeError(
            f"there is no figure {name!r}", remedy=f"use one of {', '.join([*of_all, *_OF_PAIRS])}"
        )
    return of_all[figure](**options)


def comparison_figures(
    tables: Tables,
    articles: Sequence[Article],
    codebook: Codebook | None = None,
    *,
    speaker: str = "",
) -> Iterator[tuple[str, Figure]]:
    """Draw all figures, each with a name fit for a file.

    Of outlets with several articles there is a panel for each outlet instead, where places in an
    article are not what is drawn. Those with a panel for each article show the first twelve; those of two articles are drawn for
    the pairs of `pairs_to_draw`; of three articles and more, `pairs` shows every pair. `statements`
    and `summary` are of one speaker, if there is one to follow.
    """
    outlets = outlet_names(articles)
    part = dict(zip(outlets, file_names(articles), strict=True))
    unheard = speaker not in set(tables["speakers"]["speaker"].explode())
    left_out = {
        *(("statements", "summary") if unheard else ()),
        *(("pairs",) if len(outlets) == 2 else ()),
    }
    for name, figure in _of_all(tables, articles, codebook, speaker).items():
        if name not in left_out:
            yield name, figure()
    for a, b in pairs_to_draw(tables, articles):
        suffix = "" if len(outlets) == 2 else f"_{part[a]}_{part[b]}"
        for name, of_pair in _OF_PAIRS.items():
            yield f"{name}{suffix}", of_pair(tables, outlets, a, b)


def file_names(articles: Sequence[Article]) -> list[str]:
    """Return the articles' ids, fit for the names of files."""
    return article_ids([article.id for article in articles])


def _compared(tables: Tables) -> pd.DataFrame:
    return tables["similarity_pairs"].dropna(subset="low")


def check_compared(tables: Tables, a: str, b: str) -> None:
    """Refuse two articles that were not compared sentence by sentence: nothing was looked for."""
    compared = _compared(tables)
    of_pair = compared["article_a"].isin([a, b]) & compared["article_b"].isin([a, b])
    if a != b and not of_pair.any():
        raise CrossframeError(
            f"{a} and {b} were not compared sentence by sentence, since they are hardly alike",
            remedy="compare these two articles alone",
        )


def pairs_to_draw(
    tables: Tables, articles: Sequence[Article], *, most: int = MOST_PAIRS
) -> list[tuple[str, str]]:
    """Choose the pairs that get figures of their own, in the order of the articles.

    They are the pairs most alike of those that were compared sentence by sentence, those of
    different outlets first. Pairs that seem to be on different events stand there only if all of
    them do.
    """
    pairs, groups = _compared(tables), tables["event_groups"]
    outlet = {article.id: article.outlet for article in articles}
    group = dict(zip(groups["article"], groups["group"], strict=True))
    table = pairs.assign(
        other_event=pairs["article_a"].map(group) != pairs["article_b"].map(group),
        one_outlet=pairs["article_a"].map(outlet) == pairs["article_b"].map(outlet),
    )
    table = table[table["other_event"] == table["other_event"].min()]
    ranked = table.sort_values(["one_outlet", "similarity"], ascending=[True, False], kind="stable")
    chosen = ranked.head(most).sort_index()
    return list(zip(chosen["article_a"], chosen["article_b"], strict=True))
