"""Figure of phrase dispersion: where in each article its repeated phrases stand."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.overview import printed_pattern
from crossframe.plots.panels import FEW, fitted, panel_grid, rows_that_fit, small_multiples, write
from crossframe.plots.style import FAINT, MUTED, SMALL, outlet_colours, style
from crossframe.text.words import counted, words

_ROW = 0.25
_TITLE_LETTERS = 120  # of a pattern


@style()
def plot_phrase_dispersion(
    families: pd.DataFrame,
    occurrences: pd.DataFrame,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    of: str = "article",
) -> Figure:
    """Draw each repeated phrase of each article as marks along the article.

    Parameters
    ----------
    families
        As of `crossframe.phrases.families.phrase_families`.
    occurrences
        As of `crossframe.phrases.families.family_occurrences`.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> the name it is shown by; one panel each.
    of
        Of what there is a panel: `article` or `outlet`.

    Returns
    -------
    matplotlib.figure.Figure
        A mark is as long as the phrase; its count stands at the right. Of each article eight
        families at the most, by count and then length, and fewer with more articles; the panel says
        how many more there are.
    """
    across, down = panel_grid(len(outlets), 1 if len(outlets) <= FEW else 2)
    most = rows_that_fit(down, _ROW, least=2, most=8)
    matches = dict(list(occurrences.groupby(["article", "family"])["match"]))
    keys = zip(families["article"], families["family"], families["pattern"], strict=True)
    families = families.assign(
        pattern=[printed_pattern(pattern, matches[a, family]) for a, family, pattern in keys]
    )
    shown = {article: _largest(families, article, most) for article in outlets}
    table = words(sentences)
    figure, panels = small_multiples(
        outlets,
        {article: 0.4 + _ROW * max(len(own), 1) for article, own in shown.items()},
        title=_title(shown, outlets),
        source=f"Phrases of three words and more that an {of} repeats, variants of one word beside “|”, overlapping "
        f"repeats merged; headline included. Dotted lines: {'paragraphs' if of == 'article' else 'articles'}.",
        said=(
            f"{outlets[article]}: {pattern} ({count} times)"
            for article, own in shown.items()
            for pattern, count in own[["pattern", "count"]].itertuples(index=False, name=None)
        ),
        notes=_notes(table, families, shown),
        across=across,
        sharey=False,
    )
    colours = outlet_colours(outlets.values())
    row_of = {article: place // across for place, article in enumerate(panels)}
    for article, axes in panels.items():
        own, colour = table[table["article"] == article], colours[outlets[article]]
        places = occurrences[occurrences["article"] == article]
        _panel(axes, shown[article], places, own, colour, across=across)
        first = sentences[sentences["article"] == article].groupby("paragraph")["start"].min()
        between = own["start"].to_numpy().searchsorted(first.iloc[1:].to_numpy()) - 0.5
        grid = axes.get_xaxis_transform()
        axes.vlines(between, 0, 1, transform=grid, color=FAINT, lw=0.7, ls=":", zorder=0)
        beside = [len(shown[one]) for one, row in row_of.items() if row == row_of[article]]
        axes.set_ylim(max(1, *beside) - 0.4, -0.6)
        axes.set_xlabel(f"word of the {of}")
    return figure


def _notes(
    table: pd.DataFrame, families: pd.DataFrame, shown: Mapping[str, pd.DataFrame]
) -> dict[str, str]:
    """Say how many words each article has, and how many of its phrases are not drawn."""
    notes = {}
    for article, drawn in shown.items():
        more = int(families["article"].eq(article).sum()) - len(drawn)
        left = f", {counted(more, 'phrase').replace(' ', ' more ')}" if more else ""
        notes[article] = counted(int(table["article"].eq(article).sum()), "word") + left
    return notes


def _title(shown: Mapping[str, pd.DataFrame], outlets: Mapping[str, str]) -> str:
    tops = {article: table.iloc[0] for article, table in shown.items() if len(table)}
    if not tops:
        return "No phrase is repeated within an article"
    said = {article: f"“{_short(top['pattern'])}”" for article, top in tops.items()}
    if len(outlets) > FEW:
        most = max(tops, key=lambda one: (tops[one]["count"], tops[one]["words"]))
        return f"The phrase repeated most: {said[most]}, {tops[most]['count']} times in {outlets[most]}"
    return "; ".join(
        f"{outlet} repeats {said[article]} {tops[article]['count']} times"
        if article in tops
        else f"{outlet} repeats no phrase"
        for article, outlet in outlets.items()
    )


def _short(pattern: str) -> str:
    """Shorten a pattern of very many variants for a title."""
    return shorten(pattern, _TITLE_LETTERS, placeholder=" …")


def _largest(families: pd.DataFrame, article: str, most: int) -> pd.DataFrame:
    own = families[families["article"] == article]
    return own.sort_values(["count", "words", "pattern"], ascending=[False, False, True]).head(most)


def _panel(
    axes: Axes,
    families: pd.DataFrame,
    occurrences: pd.DataFrame,
    own: pd.DataFrame,
    colour: str,
    *,
    across: int,
) -> None:
    starts, ends = own["start"].to_numpy(), own["end"].to_numpy()
    for place, row in enumerate(families.itertuples()):
        axes.axhline(place, color=FAINT, lw=0.6, zorder=0)
        found = occurrences[occurrences["family"] == row.family]
        firsts = ends.searchsorted(found["start"].to_numpy(), "right")
        lengths = starts.searchsorted(found["end"].to_numpy()) - firsts
        places = list(zip(firsts - 0.5, lengths, strict=True))
        axes.broken_barh(places, (place - 0.275, 0.55), color=colour)
    end = len(own) * (1.08 if across == 1 else 1.15)
    axes.set_xlim(-1, end)
    if families.empty:
        write(axes, "no repeated phrase", 0, 0, color=MUTED, style="italic", fontsize=8)
        axes.set_yticks([])
        return
    for place, count in enumerate(families["count"]):
        write(axes, f"{count}×", end, place, ha="right", fontsize=7.5, weight="bold")
    labels = [fitted(pattern, 2.3 / across, lines=2) for pattern in families["pattern"]]
    axes.set_yticks(range(len(families)), labels, fontsize=SMALL)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
