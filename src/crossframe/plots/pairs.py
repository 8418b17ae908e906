"""Figure of many pairs of articles at once: how alike they are, and what they have in common."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.plots.panels import fitted, new_figure, text_width, write
from crossframe.plots.style import INK, MUTED, PAGE, SMALL, outlet_colours, style

_MOST = 40  # articles
_LABELS = 1.7  # inches for the names at the most
_CELL = 0.42  # inches at the most
_NUMBER = 0.16  # inches that a value needs
_GAP = 0.3


@style()
def plot_pairs(
    pairs: pd.DataFrame,
    alignment: pd.DataFrame,
    sentences: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
) -> Figure:
    """Draw for every two articles how alike they are and how many sentences have counterparts.

    Parameters
    ----------
    pairs
        As of `crossframe.similarity.cosine.similarity_pairs`.
    alignment
        As of `crossframe.similarity.alignment.align`.
    sentences
        The sentence table of the articles.
    groups
        As of `crossframe.similarity.same_event.event_groups`; of at least two articles.
    outlets
        Article id -> the name it is shown by.

    Returns
    -------
    matplotlib.figure.Figure
        Two squares with the articles in the order of their groups, lines between the groups. Left:
        similarity under the default weighting, in hundredths. Right: percent of the sentences of
        the row's article that have an accepted counterpart in the column's, which is not symmetric.
        The first 40 articles are drawn; values are written where there is room for them.
    """
    order = groups.sort_values("group", kind="stable")["article"].tolist()
    alike = _alike(pairs, order)
    carried = _carried(alignment, sentences, order)
    best, most = _largest(alike), _largest(carried)
    parts = groups["group"].nunique()
    title = (
        (f"The {len(order)} articles seem to be on {parts} events. " if parts > 1 else "")
        + f"Most alike: {outlets[best[0]]} and {outlets[best[1]]} ({alike.loc[best]:.2f}). "
        + f"{carried.loc[most]:.0%} of the sentences of {outlets[most[0]]} have a counterpart in {outlets[most[1]]}"
    )
    shown = order[:_MOST]
    cell = min((PAGE[0] - _LABELS - _GAP) / (2 * len(shown)), _CELL)
    figure = new_figure(
        1.5 + cell * len(shown),
        title=title,
        source="Left: cosine of TF-IDF vectors, default weighting. Right: sentences of the article at the left with a "
        "counterpart in the article above, found by alignment."
        + " Of pairs hardly alike none are looked for." * bool(pairs["low"].isna().any())
        + " Lines part articles that seem to be on different events." * (parts > 1)
        + f" Shown: {len(shown)} of {len(order)} articles." * (len(shown) < len(order)),
        said=(
            f"{outlets[a]} and {outlets[b]}: {alike.loc[a, b]:.2f}, {carried.loc[a, b]:.0%} and {carried.loc[b, a]:.0%}"
            for k, a in enumerate(order)
            for b in order[k + 1 :]
        ),
    )
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, values, heading in (
        (left, alike, "Similarity, in hundredths"),
        (right, carried, "Counterparts, in percent"),
    ):
        _heat_map(axes, values.loc[shown, shown], cell)
        _part(axes, groups.set_index("article")["group"].reindex(shown).tolist())
        axes.set_title(heading, color=INK)
    names = [outlets[article] for article in shown]
    left.set_yticks(
        range(len(names)),
        [
            f"{fitted(name, _LABELS - 0.3, size=7.5, bold=True)}  {number}"
            for number, name in enumerate(names, start=1)
        ],
        fontsize=7.5 if cell >= _NUMBER else SMALL,
    )
    colours = outlet_colours(outlets.values())
    for label, name in zip(left.get_yticklabels(), names, strict=True):
        label.set_color(colours[name])
        label.set_fontweight("bold")
    return figure


def _alike(pairs: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    table = pairs.pivot(index="article_a", columns="article_b", values="similarity")
    table = table.reindex(index=order, columns=order)
    return table.fillna(table.T)


def _carried(alignment: pd.DataFrame, sentences: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Return the share of the row's sentences that have a counterpart in the column."""
    links = alignment[alignment["accepted"]]
    total = sentences.groupby("article").size()
    table = pd.DataFrame(0.0, index=order, columns=order)
    for own, other in ("ab", "ba"):
        found = links.groupby([f"article_{own}", f"article_{other}"])[f"sentence_{own}"].nunique()
        for (article, counterpart), count in found.items():
            table.loc[article, counterpart] = count / total[article]
    return table.mask(np.eye(len(order), dtype=bool))


def _largest(table: pd.DataFrame) -> tuple[str, str]:
    row, column = np.unravel_index(int(np.nanargmax(table.to_numpy())), table.shape)
    return str(table.index[row]), str(table.columns[column])


def _heat_map(axes: Axes, table: pd.DataFrame, cell: float) -> None:
    values = table.to_numpy()
    top = max(0.5, float(np.nanmax(values)))
    axes.imshow(values, cmap="Greys", vmin=0, vmax=top, aspect="equal")
    for (i, j), value in np.ndenumerate(values):
        if cell >= _NUMBER and i != j:
            ink = "white" if value > 0.58 * top else INK
            write(axes, f"{100 * value:.0f}", j, i, ha="center", color=ink)
    numbers = range(len(table))
    each = 1 if cell >= text_width(f"{len(table)} ") else 5
    axes.set_xticks(numbers[each - 1 :: each], [str(k + 1) for k in numbers[each - 1 :: each]])
    axes.tick_params(length=0, colors=INK, labeltop=True, labelbottom=False)
    axes.spines[:].set_visible(False)


def _part(axes: Axes, group: list[int]) -> None:
    """Draw lines between groups of neighbouring articles."""
    for place in range(1, len(group)):
        if group[place] != group[place - 1]:
            axes.axhline(place - 0.5, color=MUTED, lw=1)
            axes.axvline(place - 0.5, color=MUTED, lw=1)
