"""Figures of an archive: how alike outlets are on the same events, and themes by month."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.plots.panels import fitted, legend_below, new_figure
from crossframe.plots.style import INK, MUTED, SMALL, outlet_colours, style
from crossframe.text.words import counted

_MOST = 40  # pairs
_ROW = 0.19
_PANEL = 1.5
_LABELS = 2.4  # inches


@style()
def plot_outlet_pairs(pairs: pd.DataFrame) -> Figure:
    """Draw for every two outlets the mean similarity of their reports of one event, with its interval.

    Parameters
    ----------
    pairs
        The table `outlet_pairs` of `crossframe.archive.aggregates.aggregates`, of all months; at
        least one row.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each pair, the most alike first, 40 at the most.
    """
    known = pairs.dropna(subset="similarity").sort_values(
        ["similarity", "outlet_a", "outlet_b"], ascending=[False, True, True]
    )
    shown = known.head(_MOST)
    first = shown.iloc[0]
    figure = new_figure(
        1.2 + _ROW * len(shown),
        title=f"Most alike on the same events: {first.outlet_a} and {first.outlet_b} ({first.similarity:.2f})",
        source="Cosine of TF-IDF vectors, mean over events; lines: 95% of means over events drawn with replacement. Pairs that "
        "share an agency's copy do not count."
        + f" Shown: {len(shown)} of {len(known)} pairs of outlets."
        * (len(shown) < len(known)),
        said=(
            f"{row.outlet_a} and {row.outlet_b}: {row.similarity:.2f} over {counted(int(row.events), 'event')}"
            for row in shown.itertuples()
        ),
    )
    axes = figure.subplots()
    for place, row in enumerate(shown.itertuples()):
        axes.plot([row.low, row.high], [place, place], color=MUTED, lw=1.4)
        axes.plot(row.similarity, place, "o", ms=4, color=INK)
    labels = [
        fitted(f"{row.outlet_a} – {row.outlet_b} ({row.events:.0f})", _LABELS, size=SMALL)
        for row in shown.itertuples()
    ]
    axes.set_yticks(range(len(labels)), labels, fontsize=SMALL)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.set_xlabel("similarity (events behind it in brackets)")
    return figure


@style()
def plot_theme_months(themes: pd.DataFrame) -> Figure:
    """Draw how often each outlet touches each theme, month by month, with intervals.

    Parameters
    ----------
    themes
        The table `themes` of `crossframe.archive.aggregates.aggregates`; with a share above 0 in a
        dated month.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each theme that somebody touches; in it a line for each outlet.
    """
    rows = themes[(themes["measure"] == "mention") & themes["month"].str.match(r"\d{4}-\d{2}$")]
    months = sorted(rows["month"].unique())
    outlets = sorted(rows["outlet"].unique())
    names = list(rows.loc[rows["share"] > 0, "theme"].unique())
    colours = outlet_colours(outlets)
    top = rows.loc[rows["share"].idxmax()]
    figure = new_figure(
        0.9 + _PANEL * len(names),
        title=f"Themes by month: most often {top.theme} in {top.outlet}, {top.month} ({top.share:.0%} of sentences)",
        source="Share of sentences that touch the theme, by the rules: a first reading. Lines: 95% of shares over events drawn "
        "with replacement.",
        said=(
            f"{row.theme}, {row.outlet}, {row.month}: {row.share:.2f}" for row in rows.itertuples()
        ),
    )
    panels = figure.subplots(len(names), 1, sharex=True, squeeze=False).ravel()
    for axes, theme in zip(panels, names, strict=True):
        axes.set_title(theme)
        for number, outlet in enumerate(outlets):
            own = rows[(rows["theme"] == theme) & (rows["outlet"] == outlet)]
            x = own["month"].map(months.index) + 0.5 * ((number + 0.5) / len(outlets) - 0.5)
            axes.vlines(x, own["low"], own["high"], color=colours[outlet], lw=0.8)
            axes.plot(x, own["share"], "o-", ms=2.5, lw=0.8, color=colours[outlet])
        axes.set_ylim(bottom=0)
    step = max(1, len(months) // 12)
    panels[-1].set_xticks(range(0, len(months), step), months[::step])
    panels[-1].set_xlabel("month")
    handles = [Line2D([], [], color=colours[one], marker="o", ms=3, label=one) for one in outlets]
    legend_below([panels[-1]], 1, handles)
    return figure
