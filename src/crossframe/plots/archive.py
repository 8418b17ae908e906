"""Figures of an archive: how alike outlets are on the same events, who speaks, themes by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.coding.standing import NAMES
from crossframe.plots.panels import (
    fitted,
    interval_dot,
    left_out,
    legend_below,
    most_outlets,
    new_figure,
)
from crossframe.plots.style import FAINT, INK, PAGE, SMALL, outlet_colours, style
from crossframe.stance.codebook import Codebook
from crossframe.text.words import counted

_MOST = 40  # pairs
_SPEAKERS = 12
_ROW = 0.19
_PANEL = 1.5
_LABELS = 2.4  # inches
_YEAR = 12  # months
_TICKS = 11


@style()
def plot_outlet_pairs(pairs: pd.DataFrame) -> Figure:
    """Draw how alike each two outlets' reports of one event are on average, with the interval.

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
        title=f"Most alike on the same events: {first.outlet_a} and {first.outlet_b} ({first.similarity:.2f}{_between(first)})",
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
        interval_dot(axes, row, place, INK, value=row.similarity)
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
def plot_speakers(speakers: pd.DataFrame) -> Figure:
    """Draw which share of the words that it attributes each outlet gives to whom, with intervals.

    Parameters
    ----------
    speakers
        The table `speakers` of `crossframe.archive.aggregates.aggregates`, of all months; at least
        one row.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each of the twelve whose words are carried most, a dot in it for each outlet.
    """
    outlets, shown = most_outlets(speakers, "words")
    order = shown.groupby("speaker")["words"].sum().sort_values(ascending=False, kind="stable")
    places = {speaker: place for place, speaker in enumerate(order.index[:_SPEAKERS])}
    names = dict(zip(shown["speaker"], shown["name"], strict=True))
    shown = shown[shown["speaker"].isin(places)]
    colours = outlet_colours(outlets)
    most = " and ".join(f"{names[speaker]} ({words:,})" for speaker, words in order.head(2).items())
    figure = new_figure(
        1.2 + max(_ROW, 0.1 * len(outlets)) * len(places),
        title=f"Whose words are carried most: {most}",
        source="Share of an outlet's attributed words, over all its articles; lines: 95% of shares over events drawn with "
        "replacement." + left_out(outlets, speakers),
        said=(
            f"{row.name}, {row.outlet}: {row.share:.2f} ({counted(int(row.words), 'word')})"
            for row in shown.itertuples()
        ),
    )
    axes = figure.subplots()
    for row in shown.itertuples():
        step = (outlets.index(row.outlet) + 0.5) / len(outlets) - 0.5
        interval_dot(
            axes, row, places[row.speaker] + 0.8 * step, colours[row.outlet], value=row.share
        )
    for place in list(places.values())[:-1]:
        axes.axhline(place + 0.5, color=FAINT, lw=0.5)
    axes.set_yticks(range(len(places)), [fitted(names[one], _LABELS, size=SMALL) for one in places])
    axes.set_ylim(len(places) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.set_xlabel("share of attributed words")
    legend_below([axes], 1, _handles(outlets, colours))
    return figure


@style()
def plot_theme_months(themes: pd.DataFrame, codebook: Codebook) -> Figure:
    """Draw how often each outlet touches each theme, month by month, with intervals.

    Parameters
    ----------
    themes
        The table `themes` of `crossframe.archive.aggregates.aggregates`; with a share above 0 in a
        dated month.
    codebook
        Which has the themes' labels.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each theme that somebody touches; in it a dot for each outlet and month, those
        of months in a row joined.
    """
    rows = themes[(themes["measure"] == "mention") & themes["month"].str.match(r"\d{4}-\d{2}$")]
    touching = rows.loc[rows["share"] > 0, "outlet"]
    outlets, rows = most_outlets(rows[rows["outlet"].isin(touching)], "units")
    dates = rows["month"].str.split("-", expand=True).astype(int)
    rows = rows.assign(at=dates[0] * _YEAR + dates[1] - 1)
    names = list(rows.loc[rows["share"] > 0, "theme"].unique())
    colours = outlet_colours(outlets)
    top = rows.loc[rows["share"].idxmax()]
    figure = new_figure(
        0.9 + _PANEL * len(names),
        title=f"Themes by month: most often {codebook.theme(top.theme).label} in {top.outlet}, {top.month} ({top.share:.0%} of "
        f"{counted(int(top.units), 'sentence')}, {counted(int(top.events), 'event')})",
        source=f"Share of sentences that touch the theme, by {NAMES.get(top.coder, top.coder)}: a first reading. "
        "Lines: 95% of shares over events drawn with replacement; months without one have a single event."
        + left_out(outlets, themes),
        said=(
            f"{row.theme}, {row.outlet}, {row.month}: {row.share:.2f}" for row in rows.itertuples()
        ),
    )
    panels = figure.subplots(len(names), 1, sharex=True, squeeze=False).ravel()
    for axes, theme in zip(panels, names, strict=True):
        axes.set_title(fitted(codebook.theme(theme).label, PAGE[0] - 1, size=SMALL))
        for number, outlet in enumerate(outlets):
            own = rows[(rows["theme"] == theme) & (rows["outlet"] == outlet)].sort_values("at")
            x = own["at"] + 0.5 * ((number + 0.5) / len(outlets) - 0.5)
            axes.vlines(x, own["low"], own["high"], color=colours[outlet], lw=0.8)
            axes.plot(x, own["share"], "o", ms=2.5, color=colours[outlet])
            gaps = own["at"].diff().gt(1).cumsum()
            for _, run in own.assign(x=x).groupby(gaps):
                axes.plot(run["x"], run["share"], lw=0.8, color=colours[outlet])
        axes.set_ylim(bottom=0)
    first, last = rows["at"].min(), rows["at"].max()
    step = next(n for n in (1, 2, 3, 6, *range(12, 1200, 12)) if (last - first) / n <= _TICKS)
    ticks = range(-(-first // step) * step, last + 1, step)
    panels[-1].set_xticks(ticks, [f"{at // _YEAR}-{at % _YEAR + 1:02}" for at in ticks])
    panels[-1].set_xlabel("month")
    legend_below([panels[-1]], 1, _handles(outlets, colours))
    return figure


def _between(row: Any) -> str:
    """Return the interval of a row, where it has one, as it follows its number."""
    return f", {row.low:.2f} to {row.high:.2f}" if pd.notna(row.low) else ""


def _handles(outlets: Sequence[str], colours: Mapping[str, str]) -> list[Line2D]:
    return [Line2D([], [], color=colours[one], marker="o", ms=3, label=one) for one in outlets]
