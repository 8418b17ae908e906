"""Figure of phrase dispersion: where in each article its repeated phrases stand."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.figures import FAINT, MUTED, label_outlet, new_figure, outlet_colours, style
from crossframe.words import words


@style()
def plot_phrase_dispersion(
    families: pd.DataFrame,
    occurrences: pd.DataFrame,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    most: int = 8,
) -> Figure:
    """Draw each repeated phrase of each article as marks along the article.

    Parameters
    ----------
    families
        As of `crossframe.phrase_families.phrase_families`.
    occurrences
        As of `crossframe.phrase_families.family_occurrences`.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> outlet name; one panel each, below one another.
    most
        Families per article at the most, by count and then length; the panel says how many more.

    Returns
    -------
    matplotlib.figure.Figure
        A mark is as long as the phrase; its count stands at the right.
    """
    shown = {article: _largest(families, article, most) for article in outlets}
    top = families.sort_values(["count", "words"], ascending=False).head(1)
    title = "No phrase is repeated within an article"
    if len(top):
        row = top.iloc[0]
        title = f"{outlets[row['article']]} repeats “{row['pattern']}” {row['count']} times"
    figure = new_figure(
        11,
        1.4 + sum(0.9 + 0.34 * max(len(table), 1) for table in shown.values()),
        title=title,
        source="Phrases of three words and more that an article repeats, variants of one word in braces, overlapping "
        "repeats merged; headline included. Dotted lines: paragraphs.",
        alt=f"{title}. "
        + "; ".join(
            f"{outlets[article]}: {row.pattern} ({row.count} times)"
            for article, table in shown.items()
            for row in table[["pattern", "count"]].itertuples(index=False, name="Family")
        ),
    )
    panels = figure.subplots(
        len(outlets),
        1,
        squeeze=False,
        height_ratios=[0.9 + 0.34 * max(len(t), 1) for t in shown.values()],
    )[:, 0]
    colours = outlet_colours(list(outlets))
    table = words(sentences)
    for axes, (article, outlet) in zip(panels, outlets.items(), strict=True):
        own = table[table["article"] == article]
        more = int(families["article"].eq(article).sum()) - len(shown[article])
        label_outlet(
            axes,
            outlet,
            colours[article],
            note=f"{len(own)} words" + (f", {more} more families" if more else ""),
        )
        _panel(
            axes,
            shown[article],
            occurrences[occurrences["article"] == article],
            own,
            colours[article],
        )
        for start in (
            sentences[sentences["article"] == article].groupby("paragraph")["start"].min().iloc[1:]
        ):
            axes.axvline(
                int((own["start"] < start).sum()) - 0.5, color=FAINT, lw=0.8, ls=":", zorder=0
            )
        axes.set_xlabel("word of the article")
    return figure


def _largest(families: pd.DataFrame, article: str, most: int) -> pd.DataFrame:
    own = families[families["article"] == article]
    return own.sort_values(["count", "words", "pattern"], ascending=[False, False, True]).head(most)


def _panel(
    axes: Axes, families: pd.DataFrame, occurrences: pd.DataFrame, own: pd.DataFrame, colour: str
) -> None:
    starts, ends = own["start"].to_numpy(), own["end"].to_numpy()
    for place, row in enumerate(families.itertuples()):
        axes.axhline(place, color=FAINT, lw=0.6, zorder=0)
        for found in occurrences[occurrences["family"] == row.family].itertuples():
            first = int((ends <= found.start).sum())
            last = int((starts < found.end).sum())
            axes.barh(place, last - first, left=first - 0.5, height=0.55, color=colour)
    axes.set_xlim(-1, len(own) * 1.06)
    axes.set_ylim(max(len(families), 1) - 0.4, -0.6)
    if families.empty:
        axes.text(0, 0, "no repeated phrase", color=MUTED, style="italic", va="center")
        axes.set_yticks([])
        return
    counts = families["count"].to_list()
    for place, count in enumerate(counts):
        axes.text(
            len(own) * 1.055, place, f"{count}×", ha="right", va="center", fontsize=9, weight="bold"
        )
    axes.set_yticks(range(len(families)), [_wrap(pattern) for pattern in families["pattern"]])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _wrap(pattern: str, width: int = 46) -> str:
    if len(pattern) <= width:
        return pattern
    middle = pattern.rfind(" ", 0, len(pattern) // 2 + 6)
    if middle < 0:
        return pattern
    return f"{pattern[:middle]}\n{pattern[middle + 1 :]}"
