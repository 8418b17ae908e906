"""Figure of what a similarity is worth: its place among pairs of known events."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import comb
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.io.reference_data import reference_file
from crossframe.plots.panels import legend_below, new_figure, write
from crossframe.plots.style import INK, MUTED, SMALL, style
from crossframe.similarity.cosine import DEFAULT, WEIGHTINGS

_BANDS = {
    "same_event": ("#7FB8A4", "one event"),
    "different_event": ("#CFCFCF", "different events"),
}
_MARKS = "Dos"  # with more pairs, a stroke for each


@style()
def plot_similarity(placed: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw the similarity of each pair of articles against pairs of known events, per weighting.

    Parameters
    ----------
    placed
        As of `crossframe.similarity.percentiles.similarity_percentiles`.
    outlets
        Article id -> the name it is shown by.

    Returns
    -------
    matplotlib.figure.Figure
        One row a weighting: bars from the 5th to the 95th percentile of pairs on one event and on
        different events, the median as a line; a mark a pair of articles. At the right the pair's
        value and place, or the lowest and the highest value of several pairs.
    """
    same = placed[placed["compared_with"] == "same_event"]
    names = list(dict.fromkeys(same["variant"]))
    pairs = list(same[["article_a", "article_b"]].drop_duplicates().itertuples(index=False))
    marks = dict(
        zip(pairs, _MARKS if len(pairs) <= len(_MARKS) else "|" * len(pairs), strict=False)
    )
    title = _title(same)
    figure = new_figure(
        1.25 + 0.55 * len(names) + 0.4 * (1 < len(pairs) <= len(_MARKS)),
        title=title,
        source=f"Cosine similarity. Bars: 5th to 95th percentile, line: median, of {same['n'].iloc[0]} pairs on one event "
        "and of all pairs on different events in BASIL (Fan et al. 2019). "
        + (
            f"{'Diamond' if len(pairs) == 1 else 'Stroke'}: "
            f"{' and '.join(outlets[one] for one in pairs[0]) if len(pairs) == 1 else 'a pair of articles'}."
            if len(pairs) == 1 or len(pairs) > len(_MARKS)
            else ""
        )
        + " Pairs that may be on one event." * (len(pairs) < comb(len(outlets), 2))
        + " Usual: the 5th percentile and more, default weighting." * (len(pairs) > 1),
        said=(
            f"{row.variant}{_pair(row, outlets) if len(pairs) > 1 else ''}: {row.similarity:.2f}, {row.meaning}"
            for row in same.itertuples()
        ),
    )
    axes = figure.add_subplot()
    for row, name in enumerate(names):
        draw_reference(axes, name, (row - 0.17, row + 0.17), height=0.3, labels=row == 0)
        own = same[same["variant"] == name]
        for pair in own.itertuples():
            mark = marks[pair.article_a, pair.article_b]
            look: Any = {"ms": 5.5, "mec": "white", "mew": 0.6}
            if mark == "|":
                look = {"ms": 8, "mec": INK, "mew": 1}
            axes.plot(pair.similarity, row - 0.17, mark, color=INK, zorder=3, **look)
        low, high = (f"{value:.2f}" for value in (own["similarity"].min(), own["similarity"].max()))
        said = f"{low} to {high}" if low < high else low
        if len(pairs) == 1:
            said = f"{high}: {own['below'].max()} of {own['n'].max()}"
        write(
            axes, said, 1.02, row, fontsize=7.5, weight="bold", xycoords=("axes fraction", "data")
        )
    axes.set_yticks(
        range(len(names)), [f"{name}\n{_about(name)}" for name in names], fontsize=SMALL
    )
    axes.set_ylim(len(names) - 0.5, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xlabel("cosine similarity of two articles")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    head = "more alike than" if len(pairs) == 1 else "lowest, highest"
    beside: Any = {"xycoords": ("axes fraction", "data"), "va": "baseline", "color": MUTED}
    write(axes, head, 1.02, -0.6, **beside)
    if 1 < len(pairs) <= len(_MARKS):
        handles = [
            Line2D(
                [],
                [],
                ls="",
                marker=marks[a, b],
                ms=5,
                color=INK,
                label=f"{outlets[a]} and {outlets[b]}",
            )
            for a, b in pairs
        ]
        legend_below([axes], 1, handles)
    return figure


def _title(same: pd.DataFrame) -> str:
    if len(same) == same["variant"].nunique():
        low, high = int(same["below"].min()), int(same["below"].max())
        return (
            f"More alike than {low if low == high else f'{low} to {high}'} of {same['n'].iloc[0]} pairs of outlets "
            "on one event, depending on how words are weighted"
        )
    own = same[same["variant"] == DEFAULT.name]
    usual = int((own["similarity"] >= _known()[DEFAULT.name, "same_event", 5]).sum())
    return f"{usual} of {len(own)} pairs of articles {'is' if usual == 1 else 'are'} as alike as pairs on one event usually are"


def _pair(row: Any, outlets: Mapping[str, str]) -> str:
    return f" {outlets[row.article_a]} and {outlets[row.article_b]}"


def draw_reference(
    axes: Axes, variant: str, places: tuple[float, float], *, height: float, labels: bool
) -> None:
    """Draw how alike pairs on one event, and on different events, are under one weighting."""
    above = height / 2 if places[0] > places[1] else -height / 2
    for place, (among, (colour, label)) in zip(places, _BANDS.items(), strict=True):
        values = _known().loc[variant, among]
        axes.barh(place, values[95] - values[5], left=values[5], height=height, color=colour)
        axes.plot([values[50]] * 2, [place - height / 2, place + height / 2], color="white", lw=1.5)
        if labels and among == "same_event":  # marks stand beside this bar: its label above it
            write(axes, label, values[5], place + above, shift=(0, 2), va="bottom", color=MUTED)
        elif labels:
            write(axes, label, values[95], place, shift=(4, 0), color=MUTED)


@cache
def _known() -> pd.Series[float]:
    """Return variant, kind of pair, percentile -> similarity of the pairs of known events."""
    known = pd.read_csv(reference_file("percentiles.csv"))
    return known.set_index(["variant", "among", "percentile"]).sort_index()["value"]


def _about(name: str) -> str:
    about = WEIGHTINGS[name].label
    middle = about.find(", ")
    return (
        about if len(about) < 34 or middle < 0 else f"{about[: middle + 1]}\n{about[middle + 2 :]}"
    )
