"""Figures of stance: diverging bars by theme and outlet, and the strip of themes along articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.coding.coders import REFERENCE
from crossframe.coding.standing import CHECKED, FIRST, SETTLED, coding_note, unit_standings
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
    SMALL,
    STANCE_COLOURS,
    STANCE_TINTS,
    style,
)
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import unit_stances
from crossframe.text.words import counted

_LABELS = 1.75  # inches for the themes at the left
_ROW = 0.36  # inches of a theme with its proposition
_MARK = 0.15  # inches of a sentence in the strip
_MARKERS = {"favor": "^", "against": "v", "neither": "o", "mixed": "D"}


@style()
def plot_stance(
    stance: pd.DataFrame,
    codebook: Codebook,
    outlets: Mapping[str, str],
    *,
    rules: pd.DataFrame | None = None,
    agreement: pd.DataFrame | None = None,
    of: str = "article",
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
    rules
        The rules' coding of the same sentences where another one counts: small hollow diamonds.
    agreement
        How the machine's coding agrees with people's, as of
        `crossframe.coding.standing.coder_agreement`.
    of
        Of what there is a panel: `article` or `outlet`.

    Returns
    -------
    matplotlib.figure.Figure
        Counts of sentences stand on the bars, filled where people or a coder checked against them
        decided, pale for a reference coding, hollow for a machine's first reading, dotted where that
        rests on a mention alone.
        A theme an outlet never touches reads "0 sentences".
    """
    units = unit_standings(stance, agreement)
    counts = units.groupby(["article", "theme", "stance"]).size()
    beside = None if rules is None else unit_stances(rules).reset_index()
    touching = units[units["article"].isin(outlets)].groupby("theme")["article"].nunique()
    both = sum(int(touching.get(theme.id, 0)) == len(outlets) for theme in codebook.themes)
    title = f"{both} of {counted(len(codebook.themes), 'theme')} {'is' if both == 1 else 'are'} touched by every {of}"
    first = int(units["standing"].eq(FIRST).sum())
    if units["standing"].eq(REFERENCE).any() and not first:
        title = f"Reference coding, not people's: {title}"
    elif first and first == len(units):
        title = "First reading by machine, unreviewed: sentences for and against each proposition"
    elif first:
        title = f"{len(units) - first} of {counted(len(units), 'unit')} decided, the rest a machine's first reading, unreviewed"
    figure, panels = small_multiples(
        outlets,
        0.25 + (_ROW if len(outlets) <= 2 * FEW else 0.23) * len(codebook.themes),
        title=title,
        source="Sentences that touch the theme, by stance towards its proposition, whoever holds it; hatched: both "
        f"stances in one sentence. {hollow_note(units)}{coding_note(stance, agreement, codebook)}"
        + ("" if beside is None else " Diamonds: what the rules count (a first reading)."),
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
    limit = max(stance_limit(table) for table in (units, beside) if table is not None)
    for article, axes in panels.items():
        draw_stance(axes, units[units["article"] == article], codebook, limit=limit)
        if beside is not None:
            _mark_beside(axes, beside[beside["article"] == article], codebook)
        label_themes(axes, codebook, propositions=len(outlets) <= 2 * FEW)
    return figure


def _mark_beside(axes: Axes, units: pd.DataFrame, codebook: Codebook) -> None:
    counts = units.groupby(["theme", "stance"]).size()
    for row, theme in enumerate(codebook.themes):
        for sign, side in ((1, "favor"), (-1, "against")):
            value = sign * sum(int(counts.get((theme.id, one), 0)) for one in (side, "mixed"))
            if value:
                style: Any = {"ms": 3.5, "color": "white", "mec": STANCE_COLOURS[side], "mew": 0.8}
                axes.plot(value, row + 0.33, "d", **style)


def label_themes(
    axes: Axes, codebook: Codebook, *, lines: int = 2, propositions: bool = False
) -> None:
    """Write the themes at the left of a panel, and below each the proposition that it is for."""
    labels = [fitted(theme.label, _LABELS, size=7.5, lines=lines) for theme in codebook.themes]
    if propositions:
        labels = [
            f"{fitted(theme.label, _LABELS, size=7.5)}\n"
            f"{fitted(theme.proposition, _LABELS, size=SMALL, lines=2)}"
            for theme in codebook.themes
        ]
    small: Any = {"fontsize": SMALL} if propositions else {}
    axes.set_yticks(range(len(labels)), labels, linespacing=1, **small)


def hollow_note(units: pd.DataFrame) -> str:
    """Say what pale, hollow and dotted bars and marks mean, where there are any."""
    standings = set(units["standing"])
    looks = {
        "filled: coded by people, or a coder checked against them": standings & {SETTLED, CHECKED},
        "pale: a reference coding": standings & {REFERENCE},
        "hollow: a machine's first reading": standings & {FIRST},
        "dotted or small: unstated, the theme is only named": units["unstated"].any(),
    }
    said = "; ".join(look for look, there in looks.items() if there)
    plain = standings <= {SETTLED, CHECKED} and not units["unstated"].any()
    return "" if plain else f"{said[0].upper()}{said[1:]}. "


def _looks(units: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Mapping[str, str] | None, bool]]:
    """Yield units that look alike, their colours (None: hollow), and whether they are unstated."""
    unstated, standing = units["unstated"], units["standing"]
    yield units[standing.isin([SETTLED, CHECKED]) & ~unstated], STANCE_COLOURS, False
    yield units[standing.eq(REFERENCE)], STANCE_TINTS, False
    yield units[standing.eq(FIRST) & ~unstated], None, False
    yield units[unstated], None, True


def stance_limit(units: pd.DataFrame) -> int:
    """Return how many sentences the longest bar stands for, at least 1."""
    sides = [units[units["stance"].isin([side, "mixed"])] for side in ("favor", "against")]
    return max(
        [1, *(int(side.groupby(["article", "theme"]).size().max()) for side in sides if len(side))]
    )


def draw_stance(axes: Axes, units: pd.DataFrame, codebook: Codebook, *, limit: int) -> None:
    """Draw the diverging bars of one outlet, with room for `limit` sentences on either side."""
    themes = [theme.id for theme in codebook.themes]
    counts = _counts(units, themes)
    rows, room = range(len(themes)), limit * 1.25
    right = 1.75 * room  # with a column of numbers
    across: Any = axes.get_yaxis_transform()
    axes.hlines([row + 0.5 for row in rows], 0, 1, transform=across, color=FAINT, lw=0.5)
    looks = [
        (_counts(alike, themes), colours, unstated)
        for alike, colours, unstated in _looks(units)
        if len(alike)
    ]
    for side, sign in (("favor", 1), ("against", -1)):
        own, mixed = sign * counts[side], sign * counts["mixed"]
        colour, left = STANCE_COLOURS[side], 0 * own
        for alike, colours, unstated in looks:
            part = sign * alike[side]
            fill = colours[side] if colours else "white"
            _bars(axes, part, left, fc=fill, ec=colour, ls=":" if unstated else "solid")
            left = left + part
        _bars(axes, mixed, own, fc="white", ec=colour, hatch="////")
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


def _bars(axes: Axes, part: pd.Series[int], left: pd.Series[int], **look: Any) -> None:
    """Draw a bar in each row where there is something."""
    at = np.flatnonzero(part)
    if len(at):
        axes.barh(at, part.iloc[at], left=left.iloc[at], height=0.5, lw=0.8, **look)


def _counts(units: pd.DataFrame, themes: list[str]) -> pd.DataFrame:
    """Return the units of each theme (rows) by stance (columns)."""
    counts = units.groupby(["theme", "stance"]).size().unstack(fill_value=0)
    return counts.reindex(index=themes, columns=[*_MARKERS], fill_value=0)


def _write(axes: Axes, text: str, x: float, y: float, *, ha: str = "left", **style: Any) -> None:
    """Write a little beside a place."""
    shift = 0 if x > 0 and ha == "right" else -3 if ha == "right" else 3
    write(axes, text, x, y, ha=ha, shift=(shift, 0), **style)


@style()
def plot_theme_strip(
    stance: pd.DataFrame,
    sentences: pd.DataFrame,
    codebook: Codebook,
    outlets: Mapping[str, str],
    *,
    agreement: pd.DataFrame | None = None,
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
    agreement
        As of `plot_stance`.

    Returns
    -------
    matplotlib.figure.Figure
        A mark per sentence and theme: up favor, down against, circle neither, diamond mixed;
        filled, pale and hollow as of `plot_stance`, small where a stance rests on a mention alone.
    """
    units = unit_standings(stance, agreement)
    lengths = {article: int(sentences["article"].eq(article).sum()) for article in outlets}
    touched = {
        article: units.loc[units["article"] == article, "sentence"].nunique() for article in outlets
    }
    across = _strip_panels(lengths)
    in_full = panel_grid(len(outlets), across)[1] <= FEW
    notes = {a: f"{touched[a]} of {counted(lengths[a], 'sentence')}" for a in outlets if in_full}
    figure, panels = small_multiples(
        outlets,
        (0.25 if in_full else 0.18) * len(codebook.themes) + (0.25 if in_full else -0.14),
        title=_strip_title(units, touched, lengths, outlets),
        source=f"One mark per sentence and theme; sentence 0 is the headline. "
        f"{hollow_note(units)}{coding_note(stance, agreement, codebook)}",
        said=_strip_said(units, outlets, codebook),
        notes=notes,
        across=across,
    )
    last = int(sentences.loc[sentences["article"].isin(outlets), "sentence"].max())
    room = (PAGE[0] - _LABELS) / across
    size = min(6.0, max(72 * room / (last + 2), 1.5))
    every = next(n for n in (1, 5, 10, 50, 100, 500, last + 1) if last / n * _MARK < room)
    for place, (article, axes) in enumerate(panels.items()):
        own = units[units["article"] == article]
        _strip(axes, own, codebook, last=lengths[article] - 1, size=size)
        axes.set_xlim(-0.9, last + 0.9)
        axes.set_xticks(range(0, last + 1, every))
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
        colour = STANCE_COLOURS[side]
        for alike, colours, unstated in _looks(units):
            part = alike[alike["stance"] == side]
            if part.empty:
                continue
            solid = colours is STANCE_COLOURS
            axes.plot(
                part["sentence"], part["theme"].map(places), marker, ls="",
                ms=0.6 * size if unstated else size, mew=0.3 if solid else 0.8,
                color=colours[side] if colours else "white", mec="white" if solid else colour,
            )  # fmt: skip
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
