"""Figure of one speaker's statements: where each outlet carries them, and in whose words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from crossframe.plots.panels import fitted, new_figure, text_width
from crossframe.plots.style import FAINT, INK, MUTED, PAGE, SMALL, outlet_colours, style
from crossframe.text.words import counted, words

_HALF = 0.16
_LABELS = 1.3  # inches for the names at the left


@style()
def plot_statements(
    statements: pd.DataFrame,
    alignment: pd.DataFrame,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    speaker: str,
) -> Figure:
    """Draw each article as a line of words with the speaker's statements as boxes on it.

    Parameters
    ----------
    statements
        As of `crossframe.claims.statements.statements`.
    alignment
        As of `crossframe.similarity.alignment.align`.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> outlet name, from top to bottom.
    speaker
        The speaker's name for the title.

    Returns
    -------
    matplotlib.figure.Figure
        Filled boxes: direct quotation; hatched: mixed; white: paraphrase. The cue stands above. A
        line leads to the counterpart sentence in the outlet below, dotted where that sentence holds
        no statement of the speaker.
    """
    table = words(sentences)
    parts = []
    for article, outlet in outlets.items():
        own = statements[statements["article"] == article]
        share = 100 * int(own["words"].sum()) / max(int(table["article"].eq(article).sum()), 1)
        parts.append(
            f"{outlet}: {counted(len(own), 'statement')}, {counted(int(own['words'].sum()), 'word')} ({share:.0f}% of the article), "
            f"{int(own['quoted_words'].sum())} of them inside quotation marks"
        )
    title = f"{speaker} in " + "; ".join(parts)
    figure = new_figure(
        1.5 + 0.95 * len(outlets),
        title=title,
        source="Boxes: words attributed to the speaker, the cue above; lines: counterpart sentences found by alignment, "
        "dotted where the counterpart is not attributed to the speaker.",
        said=(
            f"{outlets[row.article]} sentence {row.first_sentence}: {row.cue} ({row.quotation})"
            for row in statements.itertuples()
        ),
    )
    axes = figure.add_subplot()
    colours = outlet_colours(outlets.values())
    rows = {article: place for place, article in enumerate(outlets)}
    centres = {}
    longest = int(table.groupby("article").size().max())
    for article, row in rows.items():
        own = table[table["article"] == article].reset_index(drop=True)
        axes.plot([0, len(own)], [row, row], color=FAINT, lw=3, solid_capstyle="round", zorder=1)
        for sentence, group in own.groupby("sentence"):
            centres[article, sentence] = (group["position"].min() + group["position"].max() + 1) / 2
            if sentence:
                axes.plot(
                    [group["position"].min()] * 2,
                    [row - 0.05, row + 0.05],
                    color=MUTED,
                    lw=0.6,
                    zorder=1,
                )
        axes.text(
            len(own) + 4,
            row + _HALF + 0.04,
            counted(len(own), "word"),
            va="top",
            ha="right",
            fontsize=SMALL,
            color=MUTED,
        )
        _boxes(
            axes,
            statements[statements["article"] == article],
            own,
            row,
            colours[outlets[article]],
            inch=longest / (PAGE[0] - _LABELS - 0.3),
        )
    _lines(axes, statements, alignment, rows, centres)
    axes.set_xlim(-2, longest * 1.02)
    axes.set_ylim(len(rows) - 0.6, -0.62)
    axes.set_yticks(
        range(len(rows)),
        [fitted(outlet, _LABELS, size=7.5, bold=True, lines=2) for outlet in outlets.values()],
    )
    for label, outlet in zip(axes.get_yticklabels(), outlets.values(), strict=True):
        label.set_color(colours[outlet])
        label.set_fontweight("bold")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("word of the article")
    axes.spines["left"].set_visible(False)
    axes.legend(
        handles=[
            Patch(fc=MUTED, ec=MUTED, label="direct quotation"),
            Patch(fc="white", ec=MUTED, hatch="////", label="mixed"),
            Patch(fc="white", ec=MUTED, label="paraphrase"),
        ],
        loc="upper right",
        ncols=3,
        frameon=False,
        borderaxespad=0,
    )
    return figure


def _boxes(
    axes: Axes, statements: pd.DataFrame, own: pd.DataFrame, row: int, colour: str, *, inch: float
) -> None:
    """Draw the statements of one article; a label steps up where there is no room beside the last."""
    ends = [-1e9] * 3  # where the last label ends, in each line of labels
    for statement in statements.itertuples():
        boxed = [
            own.index[(own["start"] >= start) & (own["end"] <= end)]
            for start, end in statement.content_spans
        ]
        runs = [(indices.min(), indices.max() + 1) for indices in boxed if len(indices)]
        for first, end in runs:
            axes.add_patch(
                Rectangle(
                    (first, row - _HALF),
                    end - first,
                    2 * _HALF,
                    fc=colour if statement.quotation == "direct" else "white",
                    ec=colour,
                    hatch="////" if statement.quotation == "mixed" else None,
                    lw=1.4,
                    zorder=2,
                )
            )
        if runs:
            first = runs[0][0]
            line = next((k for k, end in enumerate(ends) if end < first), len(ends) - 1)
            ends[line] = first + inch * (text_width(statement.cue) + 0.05)
            axes.text(
                first,
                row - _HALF - 0.03 - 0.12 * line,
                statement.cue,
                fontsize=SMALL,
                va="bottom",
                color=INK,
                bbox={"fc": "white", "ec": "none", "pad": 0.4, "alpha": 0.85},
            )


def _lines(
    axes: Axes,
    statements: pd.DataFrame,
    alignment: pd.DataFrame,
    rows: Mapping[str, int],
    centres: Mapping[tuple[str, int], float],
) -> None:
    """Lead from each statement's sentence to its counterpart in a neighbouring row."""
    speaks = {
        (statement.article, sentence)
        for statement in statements.itertuples()
        for sentence in range(statement.first_sentence, statement.last_sentence + 1)
    }
    for link in alignment[alignment["accepted"]].itertuples():
        ends = sorted(
            [
                (rows[link.article_a], link.article_a, link.sentence_a),
                (rows[link.article_b], link.article_b, link.sentence_b),
            ]
        )
        held = [(article, sentence) in speaks for _, article, sentence in ends]
        if not any(held) or ends[1][0] - ends[0][0] != 1:
            continue
        axes.plot(
            [centres[article, sentence] for _, article, sentence in ends],
            [ends[0][0] + _HALF * held[0], ends[1][0] - _HALF * held[1]],
            color=INK,
            lw=1.2,
            ls="-" if all(held) else ":",
            alpha=0.6,
            zorder=1,
        )
        for (row, article, sentence), speaks_here in zip(ends, held, strict=True):
            if not speaks_here:
                axes.plot(
                    centres[article, sentence], row, "o", ms=5, color=INK, mfc="white", zorder=2
                )
