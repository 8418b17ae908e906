"""Figure of distinctive words: what sets each article apart, with how sure that is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from crossframe.plots.panels import (
    FEW,
    extremes,
    fitted,
    panel_grid,
    rows_that_fit,
    small_multiples,
    write,
)
from crossframe.plots.style import FAINT, MUTED, outlet_colours, style
from crossframe.text.words import counted

SURE = 1.96
_ACROSS = 3
_ROW = 0.165
_WORD = 1.3  # inches of a word at the most


@style()
def plot_distinctive_words(
    distinctive: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    most: int | None = None,
    of: str = "article",
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
    of
        Of what there is a panel: `article` or `outlet`.

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
        f"left out. Filled dots: z of 1.96 and more. At the right: count in this {of} : in the others.",
        said=(
            f"{outlets[a]}: "
            + (", ".join(f"{row.word} (z {row.z:.1f})" for row in top.itertuples()) or "none")
            for a, top in tops.items()
        ),
        across=_ACROSS,
        sharey=False,
    )
    colours = outlet_colours(outlets.values())
    limit = max([float(table["z"].max()) for table in tops.values() if len(table)] + [SURE]) * 1.45
    for article, axes in panels.items():
        table, colour = tops[article], colours[outlets[article]]
        axes.hlines(range(len(table)), 0, table["z"], color=colour, lw=1.4)
        shown = table[["z", "count", "count_others"]].itertuples(index=False, name=None)
        for place, (z, here, elsewhere) in enumerate(shown):
            axes.plot(z, place, "o", ms=4.5, color=colour, mfc=colour if z >= SURE else "white")
            write(axes, f"{here} : {elsewhere}", limit, place, ha="right", color=MUTED)
        if table.empty:
            write(axes, "no word", 0.1, 0, style="italic", color=MUTED)
        axes.axvline(SURE, color=MUTED, ls="--", lw=0.8)
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(0, limit)
        axes.set_ylim(rows - 0.4, -0.7)
        axes.set_yticks(
            range(len(table)), [fitted(word, _WORD, size=7.5) for word in table["word"]]
        )
        axes.set_xlabel("z-score of the log-odds")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
    return figure
