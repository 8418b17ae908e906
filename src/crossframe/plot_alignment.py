"""Figures of sentence counterparts: the ribbon and the heat map."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crossframe.figures import FAINT, INK, MUTED, new_figure, outlet_colours, shorten, style

_ALIKE = 0.1


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
        As of `crossframe.alignment.align`.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> outlet name, all articles of the project in its order.
    article_a, article_b
        The two articles, left and right.

    Returns
    -------
    matplotlib.figure.Figure
        Ribbons are as wide as their score; a sentence without counterpart is grey with a hollow dot.
    """
    links = _links(alignment, article_a, article_b)
    sides = {
        article: sentences[sentences["article"] == article].sort_values("sentence")
        for article in (article_a, article_b)
    }
    matched = {article_a: set(links["sentence_a"]), article_b: set(links["sentence_b"])}
    found = {article: len(matched[article]) for article in sides}
    title = (
        f"{found[article_a]} of {len(sides[article_a])} sentences of {outlets[article_a]} have a counterpart "
        f"in {outlets[article_b]}, {found[article_b]} of {len(sides[article_b])} the other way round"
    )
    rows = max(len(table) for table in sides.values())
    figure = new_figure(
        13,
        1.6 + 0.31 * rows,
        title=title,
        source="Sentences in reading order, 0 is the headline. A ribbon is as wide as the score of the pair; "
        "hollow dots: no counterpart found.",
        alt=f"{title}. "
        + "; ".join(
            f"sentence {row.sentence_a} with {row.sentence_b} (score {row.score:.2f})"
            for row in links.itertuples()
        ),
    )
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.4, -1.3)
    colours = outlet_colours(list(outlets))
    heights: dict[str, dict[int, float]] = {}
    for article, x, align in ((article_a, 0.44, "right"), (article_b, 0.56, "left")):
        table = sides[article]
        places = np.linspace(0, rows - 1, len(table)) if len(table) > 1 else np.array([0.0])
        heights[article] = dict(zip(table["sentence"], places.tolist(), strict=True))
        step = -0.012 if align == "right" else 0.012
        axes.text(
            x + step,
            -0.95,
            outlets[article],
            ha=align,
            weight="bold",
            color=colours[article],
            fontsize=10.5,
        )
        for row in table.itertuples():
            has = row.sentence in matched[article]
            axes.plot(
                x,
                heights[article][row.sentence],
                "o",
                ms=5.5,
                color=colours[article],
                mfc=colours[article] if has else "white",
                zorder=3,
            )
            words = shorten(row.text, 78)
            axes.text(
                x + step,
                heights[article][row.sentence],
                f"{words}  {row.sentence}" if align == "right" else f"{row.sentence}  {words}",
                ha=align,
                va="center",
                fontsize=8.2,
                color=INK if has else MUTED,
            )
    for row in links.itertuples():
        y_a, y_b = heights[article_a][row.sentence_a], heights[article_b][row.sentence_b]
        curve = Path(
            [(0.44, y_a), (0.5, y_a), (0.5, y_b), (0.56, y_b)],
            [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
        )
        axes.add_patch(
            PathPatch(
                curve, fill=False, lw=0.6 + 7 * row.score, color=INK, alpha=0.45, capstyle="round"
            )
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
        `crossframe.similarity.sentence_similarity`.
    alignment
        As of `crossframe.alignment.align`; accepted pairs get a ring.
    outlets
        Article id -> outlet name.
    article_a, article_b
        The articles of the rows and of the columns.

    Returns
    -------
    matplotlib.figure.Figure
        Cells of 0.10 and more show their value.
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
    figure = new_figure(
        9.2,
        2 + 0.36 * len(matrix),
        title=title,
        source="Cosine of TF-IDF vectors, values of 0.10 and more are written; rings mark the counterparts that the "
        "alignment accepts, which also weighs names, figures, quoted words and position.",
        alt=f"{title}. {alike} of {values.size} cells reach 0.10.",
    )
    axes: Axes = figure.add_subplot()
    top = max(0.5, float(values.max()))
    image = axes.imshow(values, cmap="Greys", vmin=0, vmax=top, aspect="auto")
    for (i, j), value in np.ndenumerate(values):
        if value >= _ALIKE:
            axes.text(
                j,
                i,
                f"{value:.2f}",
                ha="center",
                va="center",
                fontsize=8,
                color="white" if value > 0.55 * top else INK,
            )
    rows = {sentence: place for place, sentence in enumerate(matrix.index)}
    columns = {sentence: place for place, sentence in enumerate(matrix.columns)}
    axes.plot(
        [columns[s] for s in links["sentence_b"]],
        [rows[s] for s in links["sentence_a"]],
        "o",
        ms=21,
        mfc="none",
        mec="#D81B60",
        mew=1.8,
    )
    axes.set_yticks(range(len(rows)), [str(s) for s in rows])
    axes.set_xticks(range(len(columns)), [str(s) for s in columns])
    colours = outlet_colours(list(outlets))
    axes.set_ylabel(f"Sentence of {outlets[article_a]}", color=colours[article_a], weight="bold")
    axes.set_xlabel(f"Sentence of {outlets[article_b]}", color=colours[article_b], weight="bold")
    axes.tick_params(length=0, colors=INK)
    axes.spines[:].set_visible(False)
    bar = figure.colorbar(image, ax=axes, fraction=0.04, pad=0.02)
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
