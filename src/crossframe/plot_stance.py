"""Figures of stance: diverging bars by theme and outlet, and the strip of themes along articles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.adjudication import coding_note
from crossframe.agreement import unit_stances
from crossframe.codebook import Codebook
from crossframe.figures import (
    FAINT,
    MUTED,
    STANCE_COLOURS,
    label_outlet,
    new_figure,
    outlet_colours,
    style,
)

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
        Rows of `article, sentence, theme, stance`, as of `crossframe.stance.code_stance`.
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
    both = sum(
        all((units["article"].eq(a) & units["theme"].eq(t.id)).any() for a in outlets)
        for t in codebook.themes
    )
    title = f"{both} of {len(codebook.themes)} themes are touched by every outlet"
    figure = new_figure(
        3.4 + 4.1 * len(outlets),
        1.9 + 0.42 * len(codebook.themes),
        title=title,
        source="Sentences that touch the theme, by stance towards its proposition, whoever holds it; hatched: both "
        f"stances in one sentence. {coding_note(stance)}"
        + ("" if reference is None else " Diamonds: counts of the reference coding."),
        alt=f"{title}. "
        + "; ".join(
            f"{outlets[a]}, {t.label}: "
            + (
                ", ".join(
                    f"{counts[a, t.id, s]} {s}" for s in _MARKERS if (a, t.id, s) in counts.index
                )
                or "0 sentences"
            )
            for a in outlets
            for t in codebook.themes
        ),
    )
    panels = figure.subplots(1, len(outlets), sharey=True, sharex=True, squeeze=False)[0]
    colours = outlet_colours(list(outlets))
    limit = max(stance_limit(table) for table in (units, checked) if table is not None)
    for axes, (article, outlet) in zip(panels, outlets.items(), strict=True):
        label_outlet(axes, outlet, colours[article])
        draw_stance(axes, units[units["article"] == article], codebook, limit=limit)
        if checked is not None:
            _mark_reference(axes, checked[checked["article"] == article], codebook)
    panels[0].set_yticks(range(len(codebook.themes)), [theme.label for theme in codebook.themes])
    return figure


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
    right = limit * 1.22 + 1.85
    for row, theme in enumerate(codebook.themes):
        _bars(axes, row, {s: int(counts.get((theme.id, s), 0)) for s in _MARKERS}, right)
    axes.axvline(0, color=MUTED, lw=0.8)
    axes.set_xlim(-limit * 1.22 - 0.4, right + 0.05)
    axes.set_ylim(len(codebook.themes) - 0.4, -0.95)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.text(-0.15, -0.62, "◂ against", ha="right", color=STANCE_COLOURS["against"], fontsize=8.5)
    axes.text(0.15, -0.62, "favor ▸", ha="left", color=STANCE_COLOURS["favor"], fontsize=8.5)
    axes.text(right, -0.62, "neither", ha="right", color=MUTED, fontsize=8.5)


def _mark_reference(axes: Axes, units: pd.DataFrame, codebook: Codebook) -> None:
    counts = units.groupby(["theme", "stance"]).size()
    for row, theme in enumerate(codebook.themes):
        for sign, side in ((1, "favor"), (-1, "against")):
            value = int(counts.get((theme.id, side), 0)) + int(counts.get((theme.id, "mixed"), 0))
            if value:
                axes.plot(
                    sign * value,
                    row + 0.33,
                    "d",
                    ms=4.5,
                    color=STANCE_COLOURS[side],
                    mec="white",
                    mew=0.5,
                )


def _bars(axes: Axes, row: int, counts: Mapping[str, int], right: float) -> None:
    axes.axhline(row + 0.5, color=FAINT, lw=0.5)
    if not any(counts.values()):
        axes.text(0.15, row, "0 sentences", va="center", fontsize=8, color=MUTED, style="italic")
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
        axes.text(
            sign * (value + 0.12),
            row,
            str(value),
            va="center",
            ha="left" if sign > 0 else "right",
            fontsize=8.5,
        )
    if counts["neither"]:
        axes.text(
            right, row, str(counts["neither"]), va="center", ha="right", fontsize=8.5, color=MUTED
        )


@style()
def plot_theme_strip(
    stance: pd.DataFrame, sentences: pd.DataFrame, codebook: Codebook, outlets: Mapping[str, str]
) -> Figure:
    """Draw where in each article each theme is touched, and with which stance.

    Parameters
    ----------
    stance
        As of `crossframe.stance.code_stance`.
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
    title = "; ".join(
        f"{outlet} touches {units.loc[units['article'] == article, 'theme'].nunique()} themes "
        f"in {units.loc[units['article'] == article, 'sentence'].nunique()} of {lengths[article]} sentences"
        for article, outlet in outlets.items()
    )
    figure = new_figure(
        3 + 0.24 * sum(lengths.values()) + 0.3 * len(outlets),
        2.1 + 0.33 * len(codebook.themes),
        title=title,
        source=f"One mark per sentence and theme; sentence 0 is the headline. {coding_note(stance)}",
        alt=f"{title}. " + _strip_alt(units, outlets, codebook),
    )
    panels = figure.subplots(
        1,
        len(outlets),
        sharey=True,
        squeeze=False,
        width_ratios=[max(n, 4) for n in lengths.values()],
    )[0]
    colours = outlet_colours(list(outlets))
    places = {theme.id: row for row, theme in enumerate(codebook.themes)}
    for axes, (article, outlet) in zip(panels, outlets.items(), strict=True):
        label_outlet(axes, outlet, colours[article])
        for row in places.values():
            axes.axhline(row, color=FAINT, lw=0.6)
        own = units[units["article"] == article]
        for side, marker in _MARKERS.items():
            part = own[own["stance"] == side]
            axes.plot(
                part["sentence"],
                part["theme"].map(places),
                marker,
                ls="",
                ms=8,
                color=STANCE_COLOURS[side],
                mec="white",
                mew=0.6,
                label={"favor": "favor", "against": "against"}.get(side, side),
            )
        numbers = sentences.loc[sentences["article"] == article, "sentence"]
        for theme, row in places.items():
            if not own["theme"].eq(theme).any():
                axes.text(
                    numbers.mean(),
                    row,
                    "0 sentences",
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=MUTED,
                    style="italic",
                    bbox={"fc": "white", "ec": "none", "pad": 1},
                )
        axes.set_xlim(numbers.min() - 0.7, numbers.max() + 0.7)
        axes.set_xticks(numbers)
        axes.set_xlabel("sentence")
        axes.set_ylim(len(places) - 0.5, -0.6)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
    panels[0].set_yticks(range(len(places)), [theme.label for theme in codebook.themes])
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center", frameon=False, fontsize=8.5)
    return figure


def _strip_alt(units: pd.DataFrame, outlets: Mapping[str, str], codebook: Codebook) -> str:
    parts = []
    for article, outlet in outlets.items():
        for theme in codebook.themes:
            rows = units[(units["article"] == article) & (units["theme"] == theme.id)]
            if len(rows):
                marks = ", ".join(f"{row.sentence} {row.stance}" for row in rows.itertuples())
                parts.append(f"{outlet}, {theme.label}: sentences {marks}")
    return "; ".join(parts)
