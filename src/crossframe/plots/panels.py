"""The parts of every figure: title and source line, panels in a grid, headings and legends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import ScaledTranslation

from crossframe.plots.style import MUTED, PAGE, SMALL, TITLE
from crossframe.plots.text import fitted, text_width

MOST_PANELS = 12
_HEADING = 8.5  # points
_HEAD = 0.5  # inches
_LINE = 0.17  # inches
_KEY = 0.45  # inches of the sign before a legend's words


def new_figure(height: float, *, title: str, source: str, alt: str) -> Figure:
    """Make an empty figure as wide as a page, with its title, its source line and its alt text.

    Parameters
    ----------
    height
        Inches, with a title and a source line of up to two lines; more lines make it higher.
    title
        What is seen, as a sentence; wrapped to the width.
    source
        Data and method, set small under the figure.
    alt
        What the figure shows, in words, for those who do not see it.

    Returns
    -------
    matplotlib.figure.Figure
        Its label is the alt text. Not known to pyplot, so a notebook shows it once.
    """
    width = PAGE[0] - 0.2
    above = fitted(title, width, size=TITLE, bold=True, lines=None)
    below = fitted(source, width, lines=None)
    height += _LINE * (max(above.count("\n"), 1) + max(below.count("\n"), 1) - 2)
    engine = ConstrainedLayoutEngine(h_pad=0.06, w_pad=0.06)
    figure = Figure(figsize=(PAGE[0], height), layout=engine)
    figure.suptitle(above, x=0.012, ha="left", linespacing=1.25)
    figure.supxlabel(below, x=0.012, ha="left", fontsize=SMALL, color=MUTED)
    figure.set_label(alt)
    return figure


def small_multiples(
    outlets: Mapping[str, str],
    height: float | Mapping[str, float],
    *,
    title: str,
    source: str,
    alt: str,
    across: int = 3,
    sharey: bool = True,
) -> tuple[Figure, dict[str, Axes]]:
    """Make a figure with a panel for each article, headed by its name.

    Parameters
    ----------
    outlets
        Article id -> the name it is shown by.
    height
        Inches of a panel without its heading, or article id -> inches: the panels of a row are as
        high as the highest of them.
    title, source, alt
        As of `new_figure`.
    across
        Panels in a row at the most.
    sharey
        Whether the panels of a row have the same y-axis, with labels at the left only.

    Returns
    -------
    figure
        matplotlib.figure.Figure
    panels
        Article id -> its panel: of the first twelve articles; the source line says so where there
        are more.
    """
    shown = list(outlets)[:MOST_PANELS]
    across, down = panel_grid(len(outlets), across)
    more = f" Shown: the first {len(shown)} of {len(outlets)} articles."
    wanted = [height if isinstance(height, int | float) else height[article] for article in shown]
    heights = [max(wanted[row * across : (row + 1) * across]) + _HEAD for row in range(down)]
    figure = new_figure(
        0.85 + sum(heights),
        title=title,
        source=source + more * (len(shown) < len(outlets)),
        alt=alt,
    )
    grid = figure.subplots(
        down, across, sharey=sharey, squeeze=False, height_ratios=heights
    ).ravel()
    for unused in grid[len(shown) :]:
        unused.remove()
    return figure, dict(zip(shown, grid, strict=False))


def panel_grid(number: int, across: int) -> tuple[int, int]:
    """Return how many panels stand across and down: as many rows as needed, evenly filled.

    Parameters
    ----------
    number
        Of panels; those after the twelfth are not drawn.
    across
        Panels in a row at the most.

    Returns
    -------
    tuple of int
        Across and down.

    Examples
    --------
    >>> panel_grid(4, 3), panel_grid(7, 3), panel_grid(30, 3)
    ((2, 2), (3, 3), (3, 4))
    """
    number = min(number, MOST_PANELS)
    down = ceil(number / across)
    return ceil(number / down), down


def rows_that_fit(down: int, row: float, *, least: int, most: int) -> int:
    """Return how many rows a panel can have if the figure is to fit a page.

    Parameters
    ----------
    down
        Panels below one another.
    row
        Inches of a row.
    least, most
        Bounds of the number.

    Returns
    -------
    int

    Examples
    --------
    >>> rows_that_fit(1, 0.2, least=3, most=14), rows_that_fit(6, 0.2, least=3, most=14)
    (14, 3)
    """
    room = (PAGE[1] - 1.0) / down - 0.95  # a heading and an x-axis
    return max(least, min(most, int(room / row)))


def label_outlet(axes: Axes, outlet: str, colour: str, *, note: str = "") -> None:
    """Head a panel with the outlet's name in the outlet's colour.

    Parameters
    ----------
    axes
        The panel.
    outlet
        The name the article is shown by; wrapped to the panel.
    colour
        The outlet's colour.
    note
        Set small below the name, for example a count.
    """
    place = axes.get_subplotspec()
    across = place.get_gridspec().ncols if place else 1
    name = fitted(outlet, (PAGE[0] - 2.6) / across, size=_HEADING, bold=True, lines=2)
    axes.set_title(name, color=colour, pad=14 if note else 5)
    if note:
        axes.annotate(
            note,
            (0, 1),
            xycoords="axes fraction",
            xytext=(0, 4),
            textcoords="offset points",
            fontsize=SMALL,
            color=MUTED,
        )


def legend_below(panels: Sequence[Axes], across: int, handles: Sequence[Artist]) -> None:
    """Set a legend below the lowest panel at the left: in one line if there is room for it.

    Parameters
    ----------
    panels
        All panels of a figure, row by row, with their x-axes labelled.
    across
        Panels in a row.
    handles
        What the legend explains, each with its label.
    """
    axes = panels[across * ((len(panels) - 1) // across)]
    below = 8 + (24 if axes.get_xlabel() else 0)
    room = PAGE[0] - 2.0
    one_line = sum(text_width(str(handle.get_label())) + _KEY for handle in handles) < room
    for handle in handles:
        handle.set_label(fitted(str(handle.get_label()), room - _KEY))
    axes.set_xlabel(axes.get_xlabel() + "\n " * (1 if one_line else len(handles)))  # keeps room
    legend = axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=axes.transAxes
        + ScaledTranslation(0, -below / 72, axes.figure.dpi_scale_trans),
        ncols=len(handles) if one_line else 1,
        frameon=False,
        borderaxespad=0,
        borderpad=0,
    )
    legend.set_in_layout(False)
