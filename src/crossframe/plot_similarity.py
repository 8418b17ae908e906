"""Figure of what a similarity is worth: its place among pairs of known events."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.figures import INK, MUTED, new_figure, style
from crossframe.similarity import WEIGHTINGS
from crossframe.weights import reference_file

_BANDS = {
    "same_event": ("#7FB8A4", "one event"),
    "different_event": ("#CFCFCF", "different events"),
}


@style()
def plot_similarity(placed: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw the similarity of each pair of articles against pairs of known events, per weighting.

    Parameters
    ----------
    placed
        As of `crossframe.percentiles.similarity_percentiles`.
    outlets
        Article id -> outlet name.

    Returns
    -------
    matplotlib.figure.Figure
        One row a weighting: bars from the 5th to the 95th percentile of pairs on one event and on
        different events, the median as a line; a diamond a pair of articles, its place in words at
        the right (of the pair most alike where there are several).
    """
    same = placed[placed["compared_with"] == "same_event"]
    names = list(dict.fromkeys(same["variant"]))
    low, high, n = int(same["below"].min()), int(same["below"].max()), int(same["n"].iloc[0])
    share = f"{low}" if low == high else f"{low} to {high}"
    pairs = same[["article_a", "article_b"]].drop_duplicates()
    title = f"More alike than {share} of {n} pairs of outlets on one event, depending on how words are weighted"
    if len(pairs) > 1:
        title = f"{len(pairs)} pairs of articles among {n} pairs of outlets on one event"
    figure = new_figure(
        10.5,
        2.1 + 0.72 * len(names),
        title=title,
        source=f"Cosine similarity. Bars: 5th to 95th percentile, line: median, of {n} pairs on one event and of all "
        "pairs on different events in BASIL (Fan et al. 2019). Diamond: "
        + "; ".join(f"{outlets[a]} and {outlets[b]}" for a, b in pairs.itertuples(index=False))
        + ".",
        alt=f"{title}. "
        + "; ".join(
            f"{row.variant}: {row.similarity:.2f}, {row.meaning}" for row in same.itertuples()
        ),
    )
    axes = figure.add_subplot()
    for row, name in enumerate(names):
        draw_reference(axes, name, (row - 0.17, row + 0.17), height=0.3, labels=row == 0)
        own = same[same["variant"] == name]
        axes.plot(
            own["similarity"],
            [row - 0.17] * len(own),
            "D",
            ms=7,
            color=INK,
            mec="white",
            mew=0.8,
            zorder=3,
        )
        best = own.sort_values("similarity").iloc[-1]
        axes.text(
            1.02,
            row,
            f"{best['similarity']:.2f}: {best['below']} of {best['n']}",
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=9,
            weight="bold",
        )
    axes.set_yticks(range(len(names)), [f"{name}\n{_about(name)}" for name in names], fontsize=8.5)
    axes.set_ylim(len(names) - 0.5, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xlabel("cosine similarity of two articles")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.text(
        1.02,
        -0.6,
        "value: more alike than" if len(pairs) == 1 else "most alike: more than",
        transform=axes.get_yaxis_transform(),
        fontsize=8,
        color=MUTED,
    )
    return figure


def draw_reference(
    axes: Axes, variant: str, places: tuple[float, float], *, height: float, labels: bool
) -> None:
    """Draw how alike pairs on one event, and on different events, are under one weighting.

    Parameters
    ----------
    axes
        The panel; its x-axis is the similarity.
    variant
        Name of the weighting.
    places
        Heights of the two bars: one event, different events.
    height
        Of a bar.
    labels
        Whether to write beside each bar what it is.
    """
    known = pd.read_csv(reference_file("percentiles.csv"))
    known = known[known["variant"] == variant]
    for place, (among, (colour, label)) in zip(places, _BANDS.items(), strict=True):
        values = known[known["among"] == among].set_index("percentile")["value"]
        axes.barh(place, values[95] - values[5], left=values[5], height=height, color=colour)
        axes.plot([values[50]] * 2, [place - height / 2, place + height / 2], color="white", lw=2)
        if labels:
            axes.text(values[95] + 0.01, place, label, va="center", fontsize=8.5, color=MUTED)


def _about(name: str) -> str:
    about = WEIGHTINGS[name].label
    middle = about.find(", ")
    return (
        about if len(about) < 34 or middle < 0 else f"{about[: middle + 1]}\n{about[middle + 2 :]}"
    )
