"""Figures of sentence counterparts: the ribbon and the heat map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crossframe.plots.panels import fitted, new_figure, write
from crossframe.plots.style import (
    FAINT,
    INK,
    MUTED,
    PAGE,
    outlet_colours,
    style,
)
from crossframe.text.words import counted

MOST_SENTENCES = 200  # of the longer article; above it sentences are dots, and cells are blocks
_BLOCKS = 100  # on a side of the heat map of long articles
_EVERY = 50  # sentences that have a number where there are many
_TOO_LONG = " The texts are left out, as there are more than 200 sentences."
_MOST_SAID = 200  # pairs that the alt text names
_ALIKE = 0.1
_LINE = 2.75  # inches of a line of a sentence
_ROW = 0.165  # inches of a line
_LEFT, _RIGHT = 0.445, 0.555  # where the dots stand
_CELL = (0.1, 0.32)  # inches of a cell of the heat map
_NUMBER = 0.2  # inches that a value needs


@style()
def plot_alignment(
    alignment: pd.DataFrame,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    article_a: str,
    article_b: str,
) -> Figure:
    """Draw two articles side by side with a ribbon between each two counterpart sentences.

    Parameters
    ----------
    alignment
        As of `crossframe.similarity.alignment.align`.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> the name it is shown by, all articles of the project in its order.
    article_a, article_b
        The two articles, left and right.

    Returns
    -------
    matplotlib.figure.Figure
        Ribbons are as wide as their score; a sentence without counterpart is grey with a hollow
        dot. If an article has more than 200 sentences, the dots stand without the texts.
    """
    links = _links(alignment, article_a, article_b)
    sides = {
        article: sentences[sentences["article"] == article].sort_values("sentence")
        for article in (article_a, article_b)
    }
    matched = {article_a: set(links["sentence_a"]), article_b: set(links["sentence_b"])}
    found = {article: len(matched[article]) for article in sides}
    title = (
        f"{found[article_a]} of {counted(len(sides[article_a]), 'sentence')} of {outlets[article_a]} "
        f"{'has' if found[article_a] == 1 else 'have'} a counterpart in {outlets[article_b]}, "
        f"{found[article_b]} of {len(sides[article_b])} the other way round"
    )
    rows = max(len(table) for table in sides.values())
    lines = 2 if rows * 2 * _ROW < PAGE[1] - 1.2 else 1
    in_full = rows <= MOST_SENTENCES
    figure = new_figure(
        1.1 + _ROW * lines * rows if in_full else PAGE[1] - 1,
        title=title,
        source="Sentences in reading order, 0 is the headline. A ribbon is as wide as the score of the pair; "
        "hollow dots: no counterpart found." + _TOO_LONG * (not in_full),
        said=[
            f"sentence {row.sentence_a} with {row.sentence_b} (score {row.score:.2f})"
            for row in links.head(_MOST_SAID).itertuples()
        ]
        + [f"and {len(links) - _MOST_SAID} more pairs"] * (len(links) > _MOST_SAID),
    )
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.4, -0.5 - 1.2 / lines * (1 if in_full else rows / 50))
    colours = outlet_colours(outlets.values())
    heights: dict[str, dict[int, float]] = {}
    for article, x, align in ((article_a, _LEFT, "right"), (article_b, _RIGHT, "left")):
        table, colour = sides[article], colours[outlets[article]]
        places = np.linspace(0, rows - 1, len(table)) if len(table) > 1 else np.array([0.0])
        heights[article] = dict(zip(table["sentence"], places.tolist(), strict=True))
        step, other = (-0.014, "left") if align == "right" else (0.014, "right")
        name: Any = {"weight": "bold", "fontsize": 8.5, "va": "baseline", "color": colour}
        head = fitted(outlets[article], _LINE, size=8.5, bold=True)
        write(
            axes,
            head,
            x + step,
            -0.3 - 0.9 / lines * (1 if in_full else rows / 50),
            ha=align,
            **name,
        )
        for row in table.itertuples() if in_full else ():
            y, has = heights[article][row.sentence], row.sentence in matched[article]
            ink = INK if has else MUTED
            axes.plot(x, y, "o", ms=4, color=colour, mfc=colour if has else "white", zorder=3)
            words = fitted(row.text, _LINE, lines=lines)
            write(axes, words, x + step * 2.6, y, ha=align, linespacing=1.1, color=ink)
            write(axes, str(row.sentence), x + step * 2.2, y, ha=other, color=ink)
        if not in_full:
            has = table["sentence"].isin(matched[article]).to_numpy()
            axes.plot([x] * int((~has).sum()), places[~has], "o", ms=2, color=colour, mfc="white")
            axes.plot([x] * int(has.sum()), places[has], "o", ms=2, color=colour)
            for number in range(0, len(table), _EVERY):
                write(axes, str(number), x + step * 2.2, places[number], ha=align, color=MUTED)
    for row in links.itertuples():
        y_a, y_b = heights[article_a][row.sentence_a], heights[article_b][row.sentence_b]
        curve = Path(
            [(_LEFT, y_a), (0.5, y_a), (0.5, y_b), (_RIGHT, y_b)],
            [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
        )
        width = 0.4 + 4 * row.score
        axes.add_patch(
            PathPatch(curve, fill=False, lw=width, color=INK, alpha=0.45, capstyle="round")
        )
    return figure


@style()
def plot_sentence_similarity(
    matrix: pd.DataFrame,
    alignment: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    article_a: str,
    article_b: str,
) -> Figure:
    """Draw the similarity of each two sentences of two articles as a heat map.

    Parameters
    ----------
    matrix
        Sentences of `article_a` by sentences of `article_b`, cosines in 0..1, as of
        `crossframe.similarity.cosine.sentence_similarity`.
    alignment
        As of `crossframe.similarity.alignment.align`; accepted pairs get a ring.
    outlets
        Article id -> the name it is shown by, all articles of the project in its order.
    article_a, article_b
        The articles of the rows and of the columns.

    Returns
    -------
    matplotlib.figure.Figure
        Cells of 0.10 and more show their value, in hundredths, where there is room for it. If an
        article has more than 200 sentences, a cell is a block of them and shows its highest value.
    """
    links = _links(alignment, article_a, article_b)
    values = matrix.to_numpy(dtype=float)
    at = np.unravel_index(int(values.argmax()), values.shape)
    alike = int((values >= _ALIKE).sum())
    most = 2 * alike < values.size
    title = (
        f"{'Most' if most else 'Many'} pairs of sentences share {'almost no' if most else 'some'} wording; "
        f"the closest pair ({matrix.index[at[0]]} and {matrix.columns[at[1]]}) reaches {values.max():.2f}"
    )
    down, across = (-(-n // _BLOCKS) if n > MOST_SENTENCES else 1 for n in values.shape)
    shown = np.maximum.reduceat(values, range(0, len(matrix), down), axis=0)
    shown = np.maximum.reduceat(shown, range(0, len(matrix.columns), across), axis=1)
    cell = min(max((PAGE[0] - 1.5) / shown.shape[1], _CELL[0]), _CELL[1])
    written = cell >= _NUMBER
    figure = new_figure(
        max(1.6 + cell * len(shown), 2.6),
        title=title,
        source=f"Cosine of TF-IDF vectors{', values of 0.10 and more in hundredths' * written}. Rings: the "
        "counterparts that the alignment accepts, which also weighs names, figures, quoted words and position."
        + f" A cell is the highest value of {down} by {across} sentences."
        * (down * across > 1),
        said=[f"{alike} of {values.size} cells reach 0.10."],
    )
    axes: Axes = figure.add_subplot()
    top = max(0.5, float(values.max()))
    image = axes.imshow(shown, cmap="Greys", vmin=0, vmax=top, aspect="equal")
    for (i, j), value in np.ndenumerate(shown):
        if written and value >= _ALIKE:
            ink = "white" if value > 0.58 * top else INK
            write(axes, f"{100 * value:.0f}", j, i, ha="center", color=ink)
    rows = {sentence: place // down for place, sentence in enumerate(matrix.index)}
    columns = {sentence: place // across for place, sentence in enumerate(matrix.columns)}
    axes.plot(
        [columns[s] for s in links["sentence_b"]],
        [rows[s] for s in links["sentence_a"]],
        "o",
        ms=72 * cell * 0.82,
        mfc="none",
        mec="#D81B60",
        mew=1.2,
    )
    every = 1 if written else 5
    axes.set_yticks(range(0, len(shown), every), [str(s) for s in rows][:: down * every])
    axes.set_xticks(range(0, shown.shape[1], every), [str(s) for s in columns][:: across * every])
    colours = outlet_colours(outlets.values())
    for set_label, outlet, number in (
        (axes.set_ylabel, outlets[article_a], len(shown)),
        (axes.set_xlabel, outlets[article_b], shown.shape[1]),
    ):
        room = max(cell * number, 1.2)
        label = fitted(f"sentence of {outlet}", room, size=7.5, bold=True, lines=2)
        set_label(label, color=colours[outlet], weight="bold")
    axes.tick_params(length=0, colors=INK)
    axes.spines[:].set_visible(False)
    bar = figure.colorbar(image, ax=axes, fraction=0.03, pad=0.02, shrink=0.6)
    bar.outline.set_edgecolor(FAINT)
    bar.set_label("cosine")
    return figure


def _links(alignment: pd.DataFrame, article_a: str, article_b: str) -> pd.DataFrame:
    """Return the accepted pairs of two articles, `article_a` first whichever way they are given."""
    turned = alignment.rename(
        columns={
            "article_a": "article_b",
            "sentence_a": "sentence_b",
            "article_b": "article_a",
            "sentence_b": "sentence_a",
        }
    )
    accepted = [table[table["accepted"]] for table in (alignment, turned)]
    return pd.concat(
        table[(table["article_a"] == article_a) & (table["article_b"] == article_b)]
        for table in accepted
    )
