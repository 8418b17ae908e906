"""The parts of every figure: title, source line, panels, headings, legends, text that fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.textpath import text_to_path
from matplotlib.transforms import ScaledTranslation

from crossframe.plots.style import FONT, MUTED, PAGE, SMALL, TITLE, outlet_colours, unknown_letters

MOST_PANELS = 12
_OUTLETS = 8  # of which the dots of one row can be told apart
FEW = 3  # outlets that a title names one by one
_HEADING = 8.5  # points
_HEAD = 0.5  # inches
_LINE = 0.17  # inches
_KEY = 0.45  # inches of the sign before a legend's words
_POINTS = 72  # of an inch
_SAFETY = 1.02  # a renderer's hinting widens some letters


def new_figure(height: float, *, title: str, source: str, said: Iterable[str]) -> Figure:
    """Make an empty figure as wide as a page, with its title, source line and alt text.

    Its `height` is in inches, with a title and a source line of up to two lines; more lines make
    it higher. The alt text is its label: the title, then what is `said` of each part. Not known to
    pyplot, so a notebook shows it once.
    """
    width = PAGE[0] - 0.2
    above = fitted(title, width, size=TITLE, bold=True, lines=None)
    below = fitted(source, width, lines=None)
    height += _LINE * (max(above.count("\n"), 1) + max(below.count("\n"), 1) - 2)
    engine = ConstrainedLayoutEngine(h_pad=0.06, w_pad=0.06)
    figure = Figure(figsize=(PAGE[0], height), layout=engine)
    figure.suptitle(above, x=0.012, ha="left", linespacing=1.25)
    figure.supxlabel(below, x=0.012, ha="left", fontsize=SMALL, color=MUTED)
    figure.set_label(f"{title}. {'; '.join(said)}")
    return figure


def small_multiples(
    outlets: Mapping[str, str],
    height: float | Mapping[str, float],
    *,
    title: str,
    source: str,
    said: Iterable[str],
    notes: Mapping[str, str] | None = None,
    across: int = 3,
    sharey: bool = True,
) -> tuple[Figure, dict[str, Axes]]:
    """Make a figure with a panel for each of the first twelve articles: article id -> panel.

    Each is headed by the outlet's name in its colour, and a note below it. `height` is that of a
    panel without its heading, in inches, one for all or by article: the panels of a row are as high
    as the highest of them. With `sharey` those of a row have the same y-axis.
    """
    shown = list(outlets)[:MOST_PANELS]
    across, down = panel_grid(len(outlets), across)
    more = f" Shown: the first {len(shown)} of {len(outlets)} articles."
    wanted = [height if isinstance(height, int | float) else height[article] for article in shown]
    heights = [max(wanted[row * across : (row + 1) * across]) + _HEAD for row in range(down)]
    source += more * (len(shown) < len(outlets))
    figure = new_figure(0.85 + sum(heights), title=title, source=source, said=said)
    grid = figure.subplots(down, across, sharey=sharey, squeeze=False, height_ratios=heights)
    panels = dict(zip(shown, grid.ravel(), strict=False))
    for unused in grid.ravel()[len(shown) :]:
        unused.remove()
    colours = outlet_colours(outlets.values())
    for article, axes in panels.items():
        outlet = outlets[article]
        label_outlet(axes, outlet, colours[outlet], note=(notes or {}).get(article, ""))
    return figure, panels


def panel_grid(number: int, across: int) -> tuple[int, int]:
    """Return how many panels stand across and down: as many rows as needed, evenly filled."""
    number = min(number, MOST_PANELS)
    down = ceil(number / across)
    return ceil(number / down), down


def rows_that_fit(down: int, row: float, *, least: int, most: int) -> int:
    """Return how many rows of a height a panel can have if the figure is to fit a page."""
    room = (PAGE[1] - 1.0) / down - 0.95  # a heading and an x-axis
    return max(least, min(most, int(room / row)))


def extremes(
    ranks: Mapping[str, float], said: Mapping[str, str], outlets: Mapping[str, str]
) -> str:
    """Say what holds for the articles of the lowest and the highest rank."""
    low, high = min(ranks, key=ranks.__getitem__), max(ranks, key=ranks.__getitem__)
    return f"from {said[low]} {outlets[low]} to {said[high]} {outlets[high]}"


def outlet_rows(axes: Axes, outlets: Mapping[str, str], inches: float) -> None:
    """Write the outlets at the left of a panel, each in its colour, from the top."""
    names = [fitted(name, inches, size=7.5, bold=True, lines=2) for name in outlets.values()]
    axes.set_yticks(range(len(outlets)), names, weight="bold", size=7.5)
    colours = outlet_colours(outlets.values())
    for label, outlet in zip(axes.get_yticklabels(), outlets.values(), strict=True):
        label.set_color(colours[outlet])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def most_outlets(table: pd.DataFrame, size: str) -> tuple[list[str], pd.DataFrame]:
    """Return the outlets that have most of something, as many as can be told apart, and their rows."""
    sizes = table.groupby("outlet")[size].sum().sort_values(ascending=False, kind="stable")
    outlets = sorted(sizes.index[:_OUTLETS])
    return outlets, table[table["outlet"].isin(outlets)]


def left_out(outlets: Sequence[str], table: pd.DataFrame) -> str:
    """Say how many outlets of a table are not shown; nothing if all are."""
    every: int = table["outlet"].nunique()
    if len(outlets) == every:
        return ""
    return f" Shown: the {len(outlets)} outlets of {every} that have most; all stand in the tables."


def interval_dot(axes: Axes, row: Any, y: float, colour: str, *, value: float) -> None:
    """Draw an estimate as a dot, and the interval from `row.low` to `row.high` as a line."""
    axes.plot([row.low, row.high], [y, y], color=colour, lw=1.4)
    axes.plot(value, y, "o", ms=4, color=colour, mec="white", mew=0.4)


def label_outlet(axes: Axes, outlet: str, colour: str, *, note: str = "") -> None:
    """Head a panel with the outlet's name in its colour, and below it a small note."""
    place = axes.get_subplotspec()
    across = place.get_gridspec().ncols if place else 1
    name = fitted(outlet, (PAGE[0] - 2.6) / across, size=_HEADING, bold=True, lines=2)
    pad = 14 if note else 5
    axes.set_title(name, color=colour, y=1, pad=pad)  # without y, looked for at each drawing
    if note:
        write(axes, note, 0, 1, shift=(0, 4), xycoords="axes fraction", va="baseline", color=MUTED)


def write(axes: Axes, text: str, x: float, y: float, **style: Any) -> None:
    """Write a little at a place; `shift` moves it by some points."""
    style = {"va": "center", "fontsize": SMALL, "xytext": style.pop("shift", (0, 0))} | style
    axes.annotate(text, (x, y), textcoords="offset points", annotation_clip=False, **style)


def legend_below(panels: Sequence[Axes], across: int, handles: Sequence[Artist]) -> None:
    """Set a legend below the lowest panel at the left: in one line if there is room for it."""
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


def text_width(text: str, *, size: float = SMALL, bold: bool = False) -> float:
    """Return the width of a line of text in print, in inches: its letters, without kerning."""
    units = sum(_word_width(word, bold=bold) for word in text.split(" "))
    units += text.count(" ") * _advance(" ", bold=bold)
    return units * size / _POINTS * _SAFETY


@cache
def _word_width(word: str, *, bold: bool) -> float:
    """Return the width of a word, as a share of the font's size."""
    return sum(_advance(letter, bold=bold) for letter in word)


@cache
def _advance(letter: str, *, bold: bool) -> float:
    """Return how much wider a line gets by a letter, as a share of the font's size."""
    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=1)
    with unknown_letters():
        without, width = (
            text_to_path.get_text_width_height_descent(text, font, False)[0]
            for text in ("xx", f"x{letter}x")
        )
    return float(width - without)


def fitted(
    text: str, inches: float, *, size: float = SMALL, bold: bool = False, lines: int | None = 1
) -> str:
    """Wrap a text to a width, and shorten it with "…" at a word's end where it has too many lines.

    A word wider than a line is cut; with `lines` None there are as many as needed.
    """

    def fits(line: str) -> bool:
        return text_width(line, size=size, bold=bold) <= inches

    words = text.split()
    rows: list[str] = []
    while words:
        last = lines is not None and len(rows) == lines - 1
        if last and fits(" ".join(words)):
            return "\n".join([*rows, " ".join(words)])
        end = "…" if last else ""
        taken = 0
        while taken < len(words) and fits(_stripped(words[: taken + 1], end)):
            taken += 1
        if taken:
            rows.append(_stripped(words[:taken], end))
        else:
            letters = min(len(words[0]), int(inches * _POINTS) + 1)  # none is narrower than a point
            while letters > 1 and not fits(words[0][:letters] + end):
                letters -= 1
            rows.append(words[0][:letters] + end)
            words[0] = words[0][letters:]
            taken = 0 if words[0] else 1
        if last:
            break
        words = words[taken:]
    return "\n".join(rows)


def _stripped(words: list[str], end: str) -> str:
    line = " ".join(words)
    return f"{line.rstrip(' ,;:—-')}{end}" if end else line
