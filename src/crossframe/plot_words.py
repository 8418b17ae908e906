"""Figure of distinctive words: what sets each article apart, with how sure that is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from crossframe.figures import FAINT, MUTED, label_outlet, new_figure, outlet_colours, style

SURE = 1.96


@style()
def plot_distinctive_words(
    distinctive: pd.DataFrame, outlets: Mapping[str, str], *, most: int = 14
) -> Figure:
    """Draw the most distinctive words of each article with their z-scores and counts.

    Parameters
    ----------
    distinctive
        As of `crossframe.keyness.distinctive_words`.
    outlets
        Article id -> outlet name; one panel each.
    most
        Words per article at the most.

    Returns
    -------
    matplotlib.figure.Figure
        A word beyond the dashed line at 1.96 has a filled dot. Counts read "here : elsewhere".
    """
    tops = {
        article: distinctive[(distinctive["article"] == article) & (distinctive["z"] > 0)]
        .sort_values(["z", "word"], ascending=[False, True])
        .head(most)
        for article in outlets
    }
    sure = {article: int((table["z"] >= SURE).sum()) for article, table in tops.items()}
    title = "; ".join(
        f"{sure[a]} word{'' if sure[a] == 1 else 's'} of {outlets[a]}" for a in outlets
    )
    title = f"Words beyond z = {SURE}: {title}"
    figure = new_figure(
        1.2 + 3.9 * len(outlets),
        2 + 0.27 * max([len(table) for table in tops.values()] + [1]),
        title=title,
        source="Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), function words "
        "left out. At the right: count in this article : in the others.",
        alt=f"{title}. "
        + "; ".join(
            f"{outlets[a]}: "
            + ", ".join(f"{row.word} (z {row.z:.1f})" for row in tops[a].itertuples())
            for a in outlets
        ),
    )
    panels = figure.subplots(1, len(outlets), squeeze=False)[0]
    colours = outlet_colours(list(outlets))
    limit = max([float(table["z"].max()) for table in tops.values() if len(table)] + [SURE]) * 1.3
    for axes, (article, table) in zip(panels, tops.items(), strict=True):
        label_outlet(axes, outlets[article], colours[article])
        axes.hlines(range(len(table)), 0, table["z"], color=colours[article], lw=1.6)
        for place, row in enumerate(
            table[["z", "count", "count_others"]].itertuples(index=False, name="Top")
        ):
            face = colours[article] if row.z >= SURE else "white"
            axes.plot(row.z, place, "o", ms=6.5, color=colours[article], mfc=face)
            axes.text(
                limit,
                place,
                f"{row[1]} : {row[2]}",
                ha="right",
                va="center",
                fontsize=8,
                color=MUTED,
            )
        axes.axvline(SURE, color=MUTED, ls="--", lw=0.8)
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(0, limit)
        axes.set_ylim(most - 0.4, -0.7)
        axes.set_yticks(range(len(table)), list(table["word"]))
        axes.set_xlabel("z-score of the log-odds")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
    return figure
