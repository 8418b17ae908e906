"""Figures of stance: diverging bars by theme and outlet, and the strip of themes along articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.coding.adjudication import coding_note
from crossframe.plots.panels import (
    FEW,
    extremes,
    fitted,
    legend_below,
    panel_grid,
    small_multiples,
    write,
)
from crossframe.plots.style import (
    FAINT,
    MUTED,
    PAGE,
    STANCE_COLOURS,
    style,
)
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import unit_stances
from crossframe.text.words import counted

_LABELS = 1.75  # inches for the themes at the left
_MARK = 0.15  # inches of a sentence in the strip
_MARKERS = {"favor": "^", "against": "v", "neither": "o", "mixed": "D"}


@style()
def plot_stance(
    stance: pd.DataFrame,
    codebook: Codebook,
    outlets: Mapping[str, str],
    *,
    reference: pd.DataFrame | None = None,
) -> Figure:
    """Draw for each theme and outlet how many sentences favor the proposition, and how many not.

    Parameters
    ----------
    stance
        Rows of `article, sentence, theme, stance`, as of `crossframe.stance.coding.code_stance`.
    codebook
        All its themes are drawn, in its order.
    outlets
        Article id -> outlet name; one panel each.
    reference
        A reference coding of the same sentences, drawn as small diamonds; same columns.

    Returns
    -------
    matplotlib.figure.Figure
        Counts of sentences stand on the bars. A theme an outlet never touches reads "0 sentences".
    """
    units = unit_stances(stance).reset_index()
    counts = units.groupby(["article", "theme", "stance"]).size()
    checked = None if reference is None else unit_stances(reference).reset_index()
    touching = units[units["article"].isin(outlets)].groupby("theme")["article"].nunique()
    both = sum(int(touching.get(theme.id, 0)) == len(outlets) for theme in codebook.themes)
    figure, panels = small_multiples(
        outlets,
        0.25 + (0.25 if len(outlets) <= 2 * FEW else 0.23) * len(codebook.themes),
        title=f"{both} of {counted(len(codebook.themes), 'theme')} {'is' if both == 1 else 'are'} touched by every article",
        source="Sentences that touch the theme, by stance towards its proposition, whoever holds it; hatched: both "
        f"stances in one sentence. {coding_note(stance)}"
        + ("" if reference is None else " Diamonds: counts of the reference coding."),
        said=(
            f"{outlet}, {theme.label}: "
            + (
                ", ".join(
                    f"{counts[key]} {s}"
                    for s in _MARKERS
                    if (key := (a, theme.id, s)) in counts.index
                )
                or "0 sentences"
            )
            for a, outlet in outlets.items()
            for theme in codebook.themes
        ),
    )
    limit = max(stance_limit(table) for table in (units, checked) if table is not None)
    for article, axes in panels.items():
        draw_stance(axes, units[units["article"] == article], codebook, limit=limit)
        if checked is not None:
            _mark_reference(axes, checked[checked["article"] == article], codebook)
        label_themes(axes, codebook)
    return figure


def _mark_reference(axes: Axes, units: pd.DataFrame, codebook: Codebook) -> None:
    counts = units.groupby(["theme", "stance"]).size()
    for row, theme in enumerate(codebook.themes):
        for sign, side in ((1, "favor"), (-1, "against")):
            value = sign * sum(int(counts.get((theme.id, one), 0)) for one in (side, "mixed"))
            if value:
                style: Any = {"ms": 3.5, "color": STANCE_COLOURS[side], "mec": "white", "mew": 0.4}
                axes.plot(value, row + 0.33, "d", **style)


def label_themes(axes: Axes, codebook: Codebook, *, lines: int = 2) -> None:
    """Write the themes at the left of a panel whose y-axis counts them from the top."""
    labels = [fitted(theme.label, _LABELS, size=7.5, lines=lines) for theme in codebook.themes]
    axes.set_yticks(range(len(labels)), labels, linespacing=1)


def stance_limit(units: pd.DataFrame) -> int:
    """Return how many sentences the longest bar stands for, at least 1."""
    sides = [units[units["stance"].isin([side, "mixed"])] for side in ("favor", "against")]
    return max(
        [1, *(int(side.groupby(["article", "theme"]).size().max()) for side in sides if len(side))]
    )


def draw_stance(axes: Axes, units: pd.DataFrame, codebook: Codebook, *, limit: int) -> None:
    """Draw the diverging bars of one outlet, with room for `limit` sentences on either side."""
    themes = [theme.id for theme in codebook.themes]
    counts = units.groupby(["theme", "stance"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=themes, columns=[*_MARKERS], fill_value=0)
    rows, room = range(len(themes)), limit * 1.25
    right = 1.75 * room  # with a column of numbers
    for row in rows:
        axes.axhline(row + 0.5, color=FAINT, lw=0.5)
    for side, sign in (("favor", 1), ("against", -1)):
        own, mixed = sign * counts[side], sign * counts["mixed"]
        colour, both = STANCE_COLOURS[side], np.flatnonzero(mixed)
        axes.barh(rows, own, height=0.5, color=colour)
        axes.barh(
            both, mixed.iloc[both], left=own.iloc[both], height=0.5, color="white",
            edgecolor=colour, hatch="////", lw=0.8,
        )  # fmt: skip
        for row, value in enumerate(own + mixed):
            if value:
                _write(axes, str(abs(value)), value, row, ha="left" if sign > 0 else "right")
    for row, number in enumerate(counts["neither"]):
        if number:
            _write(axes, str(number), right, row, ha="right", color=MUTED)
    for row, number in enumerate(counts.sum(axis=1)):
        if not number:
            _write(axes, "0 sentences", 0, row, color=MUTED, style="italic")
    axes.axvline(0, color=MUTED, lw=0.8)
    axes.set_xlim(-room, right)
    axes.set_ylim(len(themes) - 0.4, -0.95)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    _write(axes, "◂ against", 0, -0.75, ha="right", color=STANCE_COLOURS["against"])
    _write(axes, "favor ▸", 0, -0.75, color=STANCE_COLOURS["favor"])
    _write(axes, "neither", right, -0.75, ha="right", color=MUTED)


def _write(axes: Axes, text: str, x: float, y: float, *, ha: str = "left", **style: Any) -> None:
    """Write a little beside a place."""
    shift = 0 if x > 0 and ha == "right" else -3 if ha == "right" else 3
    write(axes, text, x, y, ha=ha, shift=(shift, 0), **style)


@style()
def plot_theme_strip(
    stance: pd.DataFrame, sentences: pd.DataFrame, codebook: Codebook, outlets: Mapping[str, str]
) -> Figure:
    """Draw where in each article each theme is touched, and with which stance.

    Parameters
    ----------
    stance
        As of `crossframe.stance.coding.code_stance`.
    sentences
        The sentence table of the articles.
    codebook
        All its themes are drawn, in its order.
    outlets
        Article id -> outlet name; one panel each.

    Returns
    -------
    matplotlib.figure.Figure
        A mark per sentence and theme: up favor, down against, circle neither, diamond mixed.
    """
    units = unit_stances(stance).reset_index()
    lengths = {article: int(sentences["article"].eq(article).sum()) for article in outlets}
    touched = {
        article: units.loc[units["article"] == article, "sentence"].nunique() for article in outlets
    }
    across = _strip_panels(lengths)
    in_full = panel_grid(len(outlets), across)[1] <= FEW
    notes = {a: f"{touched[a]} of {counted(lengths[a], 'sentence')}" for a in outlets if in_full}
    figure, panels = small_multiples(
        outlets,
        (0.235 if in_full else 0.18) * len(codebook.themes) + (0.2 if in_full else -0.14),
        title=_strip_title(units, touched, lengths, outlets),
        source=f"One mark per sentence and theme; sentence 0 is the headline. {coding_note(stance)}",
        said=_strip_said(units, outlets, codebook),
        notes=notes,
        across=across,
    )
    last = int(sentences.loc[sentences["article"].isin(outlets), "sentence"].max())
    size = min(6.0, 72 * (PAGE[0] - _LABELS) / across / (last + 2))
    for place, (article, axes) in enumerate(panels.items()):
        own = units[units["article"] == article]
        _strip(axes, own, codebook, last=lengths[article] - 1, size=size)
        axes.set_xlim(-0.9, last + 0.9)
        axes.set_xticks(range(0, last + 1, 1 if last * _MARK * across < PAGE[0] - _LABELS else 5))
        lowest = place >= len(panels) - across
        axes.tick_params(axis="x", labelbottom=lowest)
        axes.set_xlabel("sentence" if lowest else "")
        label_themes(axes, codebook, lines=2 if in_full else 1)
    handles = [
        Line2D([], [], ls="", marker=marker, ms=5, color=STANCE_COLOURS[side], label=side)
        for side, marker in _MARKERS.items()
    ]
    legend_below(list(panels.values()), across, handles)
    return figure


def _strip_panels(lengths: Mapping[str, int]) -> int:
    """Return how many strips stand side by side: as many as have room for their marks."""
    room = (PAGE[0] - _LABELS) / (_MARK * max([1, *lengths.values()]))
    most = 1 if len(lengths) <= 2 * FEW else 2
    return panel_grid(len(lengths), max(most, min(int(room), FEW)))[0]


def _strip(axes: Axes, units: pd.DataFrame, codebook: Codebook, *, last: int, size: float) -> None:
    """Draw the marks of one article, whose last sentence is the given one."""
    places = {theme.id: row for row, theme in enumerate(codebook.themes)}
    axes.hlines(list(places.values()), 0, last, color=FAINT, lw=0.6, zorder=0)
    for side, marker in _MARKERS.items():
        part = units[units["stance"] == side]
        style: Any = {"ms": size, "color": STANCE_COLOURS[side], "mec": "white", "mew": 0.3}
        axes.plot(part["sentence"], part["theme"].map(places), marker, ls="", **style)
    paper = {"fc": "white", "ec": "none", "pad": 1}
    for theme, row in places.items():
        if not units["theme"].eq(theme).any():
            write(axes, "0 sentences", last / 2, row, ha="center", color=MUTED, style="italic", bbox=paper)  # fmt: skip
    axes.set_ylim(len(places) - 0.5, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _strip_title(
    units: pd.DataFrame,
    touched: Mapping[str, int],
    lengths: Mapping[str, int],
    outlets: Mapping[str, str],
) -> str:
    if len(outlets) > FEW:
        shares = {article: touched[article] / max(lengths[article], 1) for article in outlets}
        said = {article: f"{touched[article]} of {lengths[article]} in" for article in outlets}
        return f"Sentences that touch a theme: {extremes(shares, said, outlets)}"
    themes = units.groupby("article")["theme"].nunique()
    return "; ".join(
        f"{outlet} touches {counted(int(themes.get(article, 0)), 'theme')} in "
        f"{touched[article]} of {counted(lengths[article], 'sentence')}"
        for article, outlet in outlets.items()
    )


def _strip_said(
    units: pd.DataFrame, outlets: Mapping[str, str], codebook: Codebook
) -> Iterator[str]:
    for article, outlet in outlets.items():
        for theme in codebook.themes:
            rows = units[(units["article"] == article) & (units["theme"] == theme.id)]
            if len(rows):
                marks = ", ".join(f"{row.sentence} {row.stance}" for row in rows.itertuples())
                yield f"{outlet}, {theme.label}: sentences {marks}"
