"""The one picture that sums a comparison up."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.agreement import unit_stances
from crossframe.codebook import Codebook
from crossframe.figures import (
    FAINT,
    INK,
    MUTED,
    label_outlet,
    new_figure,
    outlet_colours,
    shorten,
    style,
)
from crossframe.plot_similarity import draw_reference
from crossframe.plot_stance import draw_stance, stance_limit
from crossframe.similarity import DEFAULT
from crossframe.words import words


@style()
def plot_summary(
    placed: pd.DataFrame,
    alignment: pd.DataFrame,
    families: pd.DataFrame,
    statements: pd.DataFrame,
    stance: pd.DataFrame,
    *,
    codebook: Codebook,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    speaker: str,
) -> Figure:
    """Draw how alike the articles are, what each carries, repeats and attributes, and the stances.

    Parameters
    ----------
    placed
        As of `crossframe.percentiles.similarity_percentiles`.
    alignment
        As of `crossframe.alignment.align`.
    families
        As of `crossframe.phrase_families.phrase_families`.
    statements
        As of `crossframe.statements.statements`.
    stance
        As of `crossframe.stance.code_stance`.
    codebook
        Its themes are drawn, in its order.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> outlet name.
    speaker
        Name of the speaker of `statements`.

    Returns
    -------
    matplotlib.figure.Figure
        Five panels, a to e.
    """
    title = " and ".join(outlets.values()) + " on one event"
    figure = new_figure(
        14.5,
        4.6 + 0.35 * max(len(codebook.themes), 4 * len(outlets)),
        title=title,
        source="a: cosine of TF-IDF, bars from the 5th to the 95th percentile of pairs in BASIL (Fan et al. 2019). "
        "b: counterparts found by alignment. c: the phrase each article repeats most, variants in braces. "
        "d: words attributed to the speaker by rules. e: sentences by stance towards the theme's proposition, coded by "
        "rules; hatched: both stances in one sentence.",
        alt="",
    )
    left, right = figure.subfigures(1, 2, squeeze=False, width_ratios=[1, 1.2], wspace=0.04)[0]
    size = 1.2 + len(outlets)
    panels = left.subplots(4, 1, height_ratios=[2.6, size, size, size])
    colours = outlet_colours(list(outlets))
    total = words(sentences).groupby("article").size().reindex(list(outlets), fill_value=0)
    said = [
        _similarity(panels[0], placed, outlets),
        _counterparts(panels[1], alignment, sentences, outlets, colours),
        _repeats(panels[2], families, outlets, colours),
        _speaker(panels[3], statements, total, outlets, colours, speaker=speaker),
    ]
    units = unit_stances(stance).reset_index()
    columns = right.subplots(1, len(outlets), sharey=True, squeeze=False)[0]
    for axes, (article, outlet) in zip(columns, outlets.items(), strict=True):
        draw_stance(axes, units[units["article"] == article], codebook, limit=stance_limit(units))
        label_outlet(axes, outlet, colours[article])
    columns[0].set_yticks(range(len(codebook.themes)), [theme.label for theme in codebook.themes])
    right.suptitle(
        "e  Stance by theme, in sentences", x=0.03, ha="left", fontsize=10.5, weight="bold"
    )
    counts = units.groupby(["article", "stance"]).size()
    said.append(
        "; ".join(
            f"{outlet}: " + ", ".join(f"{count} {side}" for side, count in counts[article].items())
            for article, outlet in outlets.items()
            if article in counts.index
        )
    )
    figure.set_label(
        f"{title}. "
        + " ".join(f"{letter}: {text}." for letter, text in zip("abcde", said, strict=True))
    )
    return figure


def _rows(axes: Axes, outlets: Mapping[str, str], colours: Mapping[str, str], title: str) -> None:
    axes.set_title(title, color=INK)
    axes.set_yticks(range(len(outlets)), list(outlets.values()))
    for label, article in zip(axes.get_yticklabels(), outlets, strict=True):
        label.set_color(colours[article])
        label.set_fontweight("bold")
    axes.set_ylim(len(outlets) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xticks([])


def _similarity(axes: Axes, placed: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    draw_reference(axes, DEFAULT.name, (1, 0), height=0.55, labels=True)
    own = placed[(placed["variant"] == DEFAULT.name) & (placed["compared_with"] == "same_event")]
    axes.plot(own["similarity"], [1] * len(own), "D", ms=7, color=INK, mec="white", mew=0.8)
    best = own.sort_values("similarity").iloc[-1]
    pair = (
        "" if len(own) == 1 else f"{outlets[best['article_a']]} and {outlets[best['article_b']]}: "
    )
    said = f"{pair}{best['meaning']}"
    axes.set_title(f"a  {said[0].upper()}{said[1:]}", color=INK)
    axes.set_ylim(-0.5, 1.6)
    axes.set_xlim(0, max(0.62, 1.05 * float(own["similarity"].max())))
    axes.set_yticks([])
    axes.set_xlabel("cosine similarity", fontsize=8.5)
    axes.spines["left"].set_visible(False)
    return said


def _bars(
    axes: Axes, parts: list[list[tuple[int, str, bool]]], colours: list[str], room: int
) -> None:
    """Draw one stacked bar a row from (count, label, filled) parts."""
    for row, (pieces, colour) in enumerate(zip(parts, colours, strict=True)):
        left = 0
        for count, label, filled in pieces:
            if not count:
                continue
            axes.barh(
                row,
                count,
                left=left,
                height=0.62,
                color=colour if filled else FAINT,
                ec="white",
                lw=1,
                clip_on=False,  # the id of a clip path hangs on the last digits of the layout
            )
            if count > 0.13 * room:
                axes.text(
                    left + count / 2,
                    row,
                    f"{count} {label}",
                    ha="center",
                    va="center",
                    fontsize=8.5,
                    color="white" if filled else INK,
                )
            left += count
    axes.set_xlim(0, room)


def _counterparts(
    axes: Axes,
    alignment: pd.DataFrame,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    colours: Mapping[str, str],
) -> str:
    links = alignment[alignment["accepted"]]
    linked = set(zip(links["article_a"], links["sentence_a"], strict=True)) | set(
        zip(links["article_b"], links["sentence_b"], strict=True)
    )
    total = sentences.groupby("article").size()
    found = {article: sum(a == article for a, _ in linked) for article in outlets}
    _rows(axes, outlets, colours, "b  Sentences with a counterpart in another outlet")
    _bars(
        axes,
        [[(found[a], "with", True), (int(total[a]) - found[a], "without", False)] for a in outlets],
        [colours[a] for a in outlets],
        int(total.max()),
    )
    return "; ".join(
        f"{found[a]} of {total[a]} sentences of {outlets[a]} have a counterpart" for a in outlets
    )


def _repeats(
    axes: Axes, families: pd.DataFrame, outlets: Mapping[str, str], colours: Mapping[str, str]
) -> str:
    _rows(axes, outlets, colours, "c  Phrase repeated most")
    said = []
    for row, article in enumerate(outlets):
        own = families[families["article"] == article].sort_values(
            ["count", "words"], ascending=False
        )
        if own.empty:
            axes.text(0.012, row, "no repeated phrase", va="center", style="italic", color=MUTED)
            said.append(f"{outlets[article]} repeats no phrase")
            continue
        top = own.iloc[0]
        axes.text(
            0.012,
            row,
            f"{top['count']}×",
            va="center",
            weight="bold",
            color=colours[article],
            fontsize=12,
        )
        axes.text(0.09, row, shorten(top["pattern"], 74), va="center", fontsize=8.5)
        said.append(f"{outlets[article]} repeats “{top['pattern']}” {top['count']} times")
    axes.set_xlim(0, 1)
    return "; ".join(said)


def _speaker(
    axes: Axes,
    statements: pd.DataFrame,
    total: pd.Series[int],
    outlets: Mapping[str, str],
    colours: Mapping[str, str],
    *,
    speaker: str,
) -> str:
    own = (
        statements.groupby("article")[["words", "quoted_words"]]
        .sum()
        .reindex(list(outlets), fill_value=0)
    )
    _rows(axes, outlets, colours, f"d  Words attributed to {speaker}")
    room = int(own["words"].max() * 1.02) or 1
    _bars(
        axes,
        [
            [
                (int(own.loc[a, "quoted_words"]), "quoted", True),
                (int(own.loc[a, "words"] - own.loc[a, "quoted_words"]), "paraphrased", False),
            ]
            for a in outlets
        ],
        [colours[a] for a in outlets],
        room,
    )
    return "; ".join(
        f"{outlets[a]} attributes {own.loc[a, 'words']} of its {total[a]} words to {speaker}, "
        f"{own.loc[a, 'quoted_words']} of them in quotation marks"
        for a in outlets
    )
