"""Figure of one speaker's statements: where each outlet carries them, and in whose words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from crossframe.claims.statements import CARRIED
from crossframe.plots.panels import new_figure, outlet_rows, text_width, write
from crossframe.plots.style import FAINT, INK, MUTED, PAGE, outlet_colours, style
from crossframe.text.words import counted, words

_HALF = 0.16
_STYLES = dict(
    zip(CARRIED, ("-", "--", "-.", ":", (0, (1, 4)), ""), strict=True)
)  # of the lines to what carries a statement
_LABELS = 1.3  # inches for the names at the left


@style()
def plot_statements(
    statements: pd.DataFrame,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    speaker: str,
) -> Figure:
    """Draw each article as a line of words with the speaker's statements as boxes on it.

    Parameters
    ----------
    statements
        Those of the speaker, as of `crossframe.claims.statements.statements`.
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
        line leads to the words that carry a statement in the outlet above or below, its style says
        how; there is none where they were not found.
    """
    table = words(sentences)
    once = statements.drop_duplicates(["article", "attribution"])
    parts = []
    for article, outlet in outlets.items():
        own = once[once["article"] == article]
        share = 100 * int(own["words"].sum()) / max(int(table["article"].eq(article).sum()), 1)
        parts.append(
            f"{outlet}: {counted(len(own), 'statement')}, {counted(int(own['words'].sum()), 'word')} ({share:.0f}% of the article), "
            f"{int(own['quoted_words'].sum())} of them inside quotation marks"
        )
    title = f"{speaker} in " + "; ".join(parts)
    figure = new_figure(
        1.5 + 0.95 * len(outlets),
        title=title,
        source="Boxes: words attributed to the speaker, the cue above; lines: how the outlet beside carries them, "
        "by their words; none where they were not found.",
        said=(
            f"{outlets[row.article]} sentence {row.first_sentence}: {row.cue} ({row.quotation}), "
            f"{row.carried} in {outlets[row.other]}"
            for row in statements.itertuples()
        ),
    )
    axes = figure.add_subplot()
    colours = outlet_colours(outlets.values())
    rows = {article: place for place, article in enumerate(outlets)}
    starts = {}
    longest = int(table.groupby("article").size().max())
    for article, row in rows.items():
        own = table[table["article"] == article].reset_index(drop=True)
        starts[article] = sorted(own["start"].tolist())
        axes.plot([0, len(own)], [row, row], color=FAINT, lw=3, solid_capstyle="round", zorder=1)
        firsts = own[own["sentence"] > 0].groupby("sentence")["position"].min()
        axes.vlines(firsts, row - 0.05, row + 0.05, color=MUTED, lw=0.6, zorder=1)
        end, below = len(own) + 4, row + _HALF + 0.04
        write(axes, counted(len(own), "word"), end, below, va="top", ha="right", color=MUTED)
        inch = longest / (PAGE[0] - _LABELS - 0.3)
        _boxes(
            axes, once[once["article"] == article], own, row, colours[outlets[article]], inch=inch
        )
    ways = _lines(axes, statements, rows, starts)
    axes.set_xlim(-2, longest * 1.02)
    axes.set_ylim(len(rows) - 0.6, -0.62)
    outlet_rows(axes, outlets, _LABELS)
    axes.set_xlabel("word of the article")
    legend = axes.legend(
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
    if ways:
        axes.add_artist(legend)
        handles = [
            Line2D([], [], color=INK, lw=1.2, ls=_STYLES[way], alpha=0.6, label=way)
            for way in CARRIED
            if way in ways
        ]
        place: Any = {"loc": "upper left", "bbox_to_anchor": (0, -0.22), "borderaxespad": 0}
        axes.legend(handles=handles, ncols=len(ways), handlelength=3, frameon=False, **place)
    return figure


def _boxes(
    axes: Axes, statements: pd.DataFrame, own: pd.DataFrame, row: int, colour: str, *, inch: float
) -> None:
    """Draw an article's statements; a label steps up where there is no room beside the last."""
    ends = [-1e9] * 3  # where the last label ends, in each line of labels
    for statement in statements.itertuples():
        boxed = [
            own.index[(own["start"] >= start) & (own["end"] <= end)]
            for start, end in statement.content_spans
        ]
        runs = [(indices.min(), indices.max() + 1) for indices in boxed if len(indices)]
        hatch = "////" if statement.quotation == "mixed" else None
        face = colour if statement.quotation == "direct" else "white"
        look: Any = {"fc": face, "ec": colour, "hatch": hatch, "lw": 1.4, "zorder": 2}
        for first, end in runs:
            axes.barh(row, end - first, left=first, height=2 * _HALF, **look)
        if runs:
            first = runs[0][0]
            line = next((k for k, end in enumerate(ends) if end < first), len(ends) - 1)
            ends[line] = first + inch * (text_width(statement.cue) + 0.05)
            paper = {"fc": "white", "ec": "none", "pad": 0.4, "alpha": 0.85}
            above = row - _HALF - 0.03 - 0.12 * line
            write(axes, statement.cue, first, above, va="bottom", bbox=paper)


def _lines(
    axes: Axes,
    statements: pd.DataFrame,
    rows: Mapping[str, int],
    starts: Mapping[str, list[int]],
) -> set[str]:
    """Lead from each statement to what a neighbouring row makes of it; return the ways drawn."""
    drawn: dict[frozenset[tuple[int, float]], str] = {}
    for row in statements.itertuples():
        hers = row.carried in CARRIED[:3]  # the speaker's there too: a box stands on these words
        here, there = rows.get(row.article, -9), rows.get(row.other, -9)
        if abs(here - there) != 1 or not row.other_spans:
            continue
        ends = [
            (place, _centre(starts[article], spans), step)
            for place, article, spans, step in (
                (here, row.article, row.content_spans, there - here),
                (there, row.other, row.other_spans, (here - there) * hers),
            )
        ]
        joined = frozenset(end[:2] for end in ends)
        if joined in drawn:  # the other's statement, carried here: the same two places
            continue
        drawn[joined] = row.carried
        x, y = [at for _, at, _ in ends], [place + _HALF * step for place, _, step in ends]
        axes.plot(x, y, color=INK, lw=1.2, ls=_STYLES[row.carried], alpha=0.6, zorder=1)
        if not hers:
            axes.plot(ends[1][1], there, "o", ms=5, color=INK, mfc="white", zorder=2)
    return set(drawn.values())


def _centre(starts: list[int], spans: Iterable[tuple[int, int]]) -> float:
    """Return the word in the middle of some spans of the file."""
    ends = [bisect_left(starts, place) for span in spans for place in span]
    return (min(ends) + max(ends)) / 2
