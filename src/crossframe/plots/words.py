"""Figure of distinctive words: what sets each article apart, with how sure that is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from crossframe.plots.panels import (
    FEW,
    extremes,
    label_outlet,
    panel_grid,
    rows_that_fit,
    small_multiples,
)
from crossframe.plots.style import FAINT, MUTED, SMALL, outlet_colours, style
from crossframe.text.words import counted

SURE = 1.96
_ACROSS = 3
_ROW = 0.165


@style()
def plot_distinctive_words(
    distinctive: pd.DataFrame, outlets: Mapping[str, str], *, most: int | None = None
) -> Figure:
    """Draw the most distinctive words of each article with their z-scores and counts.

    Parameters
    ----------
    distinctive
        As of `crossframe.similarity.keyness.distinctive_words`.
    outlets
        Article id -> the name it is shown by; one panel each.
    most
        Words per article at the most; by default 14, and fewer with more articles.

    Returns
    -------
    matplotlib.figure.Figure
        A word beyond the dashed line at 1.96 has a filled dot. Counts read "here : elsewhere".
    """
    _, down = panel_grid(len(outlets), _ACROSS)
    most = most or rows_that_fit(down, _ROW, least=5, most=14)
    tops = {
        article: distinctive[(distinctive["article"] == article) & (distinctive["z"] > 0)]
        .sort_values(["z", "word"], ascending=[False, True])
        .head(most)
        for article in outlets
    }
    beyond = distinctive[distinctive["z"] >= SURE].groupby("article").size()
    sure = {article: int(beyond.get(article, 0)) for article in outlets}
    said = {article: f"{counted(sure[article], 'word')} of" for article in outlets}
    few = "; ".join(f"{said[article]} {outlet}" for article, outlet in outlets.items())
    title = (
        f"Words beyond z = {SURE}: {few if len(outlets) <= FEW else extremes(sure, said, outlets)}"
    )
    rows = max([len(table) for table in tops.values()] + [1])
    figure, panels = small_multiples(
        outlets,
        _ROW * rows + 0.35,
        title=title,
        source="Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), function words "
        "left out. Filled dots: z of 1.96 and more. At the right: count in this article : in the others.",
        alt=f"{title}. "
        + "; ".join(
            f"{outlets[a]}: "
            + (", ".join(f"{row.word} (z {row.z:.1f})" for row in tops[a].itertuples()) or "none")
            for a in outlets
        ),
        across=_ACROSS,
        sharey=False,
    )
    colours = outlet_colours(outlets.values())
    limit = max([float(table["z"].max()) for table in tops.values() if len(table)] + [SURE]) * 1.45
    for article, axes in panels.items():
        table, colour = tops[article], colours[outlets[article]]
        label_outlet(axes, outlets[article], colour)
        axes.hlines(range(len(table)), 0, table["z"], color=colour, lw=1.4)
        for place, (z, here, elsewhere) in enumerate(
            table[["z", "count", "count_others"]].itertuples(index=False, name=None)
        ):
            axes.plot(z, place, "o", ms=4.5, color=colour, mfc=colour if z >= SURE else "white")
            axes.text(
                limit, place, f"{here} : {elsewhere}", ha="right", va="center", fontsize=SMALL,
                color=MUTED,
            )  # fmt: skip
        if table.empty:
            axes.text(0.1, 0, "no word", va="center", style="italic", color=MUTED, fontsize=SMALL)
        axes.axvline(SURE, color=MUTED, ls="--", lw=0.8)
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(0, limit)
        axes.set_ylim(rows - 0.4, -0.7)
        axes.set_yticks(range(len(table)), list(table["word"]))
        axes.set_xlabel("z-score of the log-odds")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
    return figure
