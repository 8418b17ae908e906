"""The diverging bars of stance by theme, for one article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from crossframe.plots.style import FAINT, MUTED, SMALL, STANCE_COLOURS
from crossframe.plots.text import fitted
from crossframe.stance.codebook import Codebook

LABELS = 1.75  # inches for the themes at the left
_COUNTED = ("favor", "against", "neither", "mixed")


def label_themes(axes: Axes, codebook: Codebook, *, lines: int = 2) -> None:
    """Write the themes at the left of a panel.

    Parameters
    ----------
    axes
        The panel; its y-axis counts the codebook's themes from the top.
    codebook
        The themes.
    lines
        Lines of a label at the most.
    """
    labels = [fitted(theme.label, LABELS, size=7.5, lines=lines) for theme in codebook.themes]
    axes.set_yticks(range(len(labels)), labels, linespacing=1)


def stance_limit(units: pd.DataFrame) -> int:
    """Return how many sentences the longest bar stands for.

    Parameters
    ----------
    units
        Rows of `article, sentence, theme, stance`, one a unit.

    Returns
    -------
    int
        At least 1.
    """
    sides = [units[units["stance"].isin([side, "mixed"])] for side in ("favor", "against")]
    return max(
        [1, *(int(side.groupby(["article", "theme"]).size().max()) for side in sides if len(side))]
    )


def draw_stance(axes: Axes, units: pd.DataFrame, codebook: Codebook, *, limit: int) -> None:
    """Draw the diverging bars of one outlet.

    Parameters
    ----------
    axes
        The panel; its y-axis counts the codebook's themes from the top.
    units
        Rows of `sentence, theme, stance` of this outlet, one a unit.
    codebook
        All its themes are drawn, in its order.
    limit
        Sentences that the x-axis has room for on either side.
    """
    counts = units.groupby(["theme", "stance"]).size()
    side = limit * 1.25
    right = 1.75 * side  # with a column of numbers
    for row, theme in enumerate(codebook.themes):
        _bars(axes, row, {s: int(counts.get((theme.id, s), 0)) for s in _COUNTED}, right)
    axes.axvline(0, color=MUTED, lw=0.8)
    axes.set_xlim(-side, right)
    axes.set_ylim(len(codebook.themes) - 0.4, -0.95)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    _write(axes, "◂ against", 0, -0.75, ha="right", color=STANCE_COLOURS["against"])
    _write(axes, "favor ▸", 0, -0.75, color=STANCE_COLOURS["favor"])
    _write(axes, "neither", right, -0.75, ha="right", color=MUTED)


def _write(axes: Axes, text: str, x: float, y: float, *, ha: str = "left", **style: Any) -> None:
    """Write a little beside a place."""
    shift = 0.0 if x > 0 and ha == "right" else -3.0 if ha == "right" else 3.0
    axes.annotate(
        text, (x, y), xytext=(shift, 0), textcoords="offset points", ha=ha, va="center",
        fontsize=SMALL, **style,
    )  # fmt: skip


def _bars(axes: Axes, row: int, counts: Mapping[str, int], right: float) -> None:
    axes.axhline(row + 0.5, color=FAINT, lw=0.5)
    if not any(counts.values()):
        _write(axes, "0 sentences", 0, row, color=MUTED, style="italic")
        return
    for side, sign in (("favor", 1), ("against", -1)):
        value = counts[side] + counts["mixed"]
        if not value:
            continue
        axes.barh(row, sign * counts[side], height=0.5, color=STANCE_COLOURS[side])
        if counts["mixed"]:
            axes.barh(
                row,
                sign * counts["mixed"],
                left=sign * counts[side],
                height=0.5,
                color="white",
                edgecolor=STANCE_COLOURS[side],
                hatch="////",
                lw=0.8,
            )
        _write(axes, str(value), sign * value, row, ha="left" if sign > 0 else "right")
    if counts["neither"]:
        _write(axes, str(counts["neither"]), right, row, ha="right", color=MUTED)
