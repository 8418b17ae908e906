"""Figure of valid shares: estimates with their intervals by outlet, theme and stance."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.plots.panels import (
    fitted,
    interval_dot,
    left_out,
    legend_below,
    most_outlets,
    new_figure,
)
from crossframe.plots.style import FAINT, MUTED, SMALL, outlet_colours, style
from crossframe.stance.codebook import Codebook
from crossframe.text.words import counted

_LABELS = 2.1  # inches for a theme with its proposition
_ROW = 0.36
_HEADS = {
    "mention": ("touch the theme", "share of sentences"),
    "favor": ("of these in favor", "share of these"),
    "against": ("of these against", "share of these"),
}


@style()
def plot_shares(shares: pd.DataFrame, codebook: Codebook) -> Figure:
    """Draw shares of mentions, of favor and of against, each with its interval.

    Parameters
    ----------
    shares
        As of `crossframe.coding.shares.shares`, by outlet and theme.
    codebook
        Its themes are the rows, in its order, each with its proposition.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each measure; in a row a dot and its interval for each outlet, in its colour. A
        share without an estimate is not drawn; the small tick is what the machine alone coded.
    """
    estimated = shares[shares["estimate"].notna()]
    missing = len(shares) - len(estimated)
    colours = outlet_colours(dict.fromkeys(shares["outlet"]))
    most, known = most_outlets(estimated, "coded")
    outlets = [outlet for outlet in colours if outlet in most]
    places = {theme.id: row for row, theme in enumerate(codebook.themes)}
    figure = new_figure(
        1.25 + _ROW * len(places),
        title=f"Shares with 95% intervals: {counted(len(known), 'estimate')} from people's sample and a machine's coding",
        source="Dots: prediction-powered estimates (a machine's coding of everything, corrected by people's coding of a "
        "random sample), lines: 95% intervals; ticks: what the machine alone coded, no estimate."
        + (f" {missing} without enough coded units are not drawn." if missing else "")
        + left_out(most, estimated),
        said=(
            f"{row.outlet}, {row.theme}, {row.measure}: {row.estimate:.2f} ({row.low:.2f} to {row.high:.2f})"
            for row in known.itertuples()
        ),
    )
    panels = figure.subplots(1, len(_HEADS), sharey=True, sharex=True)
    for axes, (measure, (head, unit)) in zip(panels, _HEADS.items(), strict=True):
        axes.set_title(head, fontsize=8, loc="left")
        axes.set_xlabel(unit)
        for row in places.values():
            axes.axhline(row + 0.5, color=FAINT, lw=0.5)
        for one in known[known["measure"] == measure].itertuples():
            step = (outlets.index(one.outlet) + 0.5) / len(outlets) - 0.5
            y = places[one.theme] + 0.7 * step
            interval_dot(axes, one, y, colours[one.outlet], value=one.estimate)
            axes.plot(one.machine, y, "|", ms=5, color=MUTED)
        axes.set_xlim(-0.02, 1.02)
        axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
    labels = [
        f"{fitted(theme.label, _LABELS, size=7.5)}\n{fitted(theme.proposition, _LABELS, lines=2)}"
        for theme in codebook.themes
    ]
    panels[0].set_yticks(range(len(labels)), labels, linespacing=1, fontsize=SMALL)
    panels[0].set_ylim(len(places) - 0.5, -0.6)
    handles = [
        Line2D([], [], color=colours[name], marker="o", ms=4, lw=1.4, label=name)
        for name in outlets
    ]
    legend_below(list(panels), len(panels), handles)
    return figure
