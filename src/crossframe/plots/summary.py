"""The one picture that sums a comparison up."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.coding.coders import REFERENCE
from crossframe.coding.standing import FIRST, coding_note, unit_standings
from crossframe.overview import printed_pattern, telling_phrases
from crossframe.plots.panels import fitted, label_outlet, new_figure, outlet_rows, text_width, write
from crossframe.plots.similarity import draw_reference
from crossframe.plots.stance import draw_stance, hollow_note, label_themes, stance_limit
from crossframe.plots.style import FAINT, INK, MUTED, SMALL, outlet_colours, style
from crossframe.similarity.cosine import DEFAULT
from crossframe.stance.codebook import Codebook
from crossframe.text.words import counted, words

_HALF = 2.6  # inches of a panel
_LABELS = 0.9  # inches for the outlets at the left


@style()
def plot_summary(
    placed: pd.DataFrame,
    alignment: pd.DataFrame,
    families: pd.DataFrame,
    statements: pd.DataFrame,
    stance: pd.DataFrame,
    *,
    places: pd.DataFrame,
    codebook: Codebook,
    sentences: pd.DataFrame,
    outlets: Mapping[str, str],
    speaker: str,
    agreement: pd.DataFrame | None = None,
) -> Figure:
    """Draw how alike the articles are, what each carries, repeats and attributes, and the stances.

    Parameters
    ----------
    placed
        As of `crossframe.similarity.percentiles.similarity_percentiles`.
    alignment
        As of `crossframe.similarity.alignment.align`.
    families
        As of `crossframe.phrases.families.phrase_families`.
    statements
        As of `crossframe.claims.statements.statements`.
    stance
        As of `crossframe.stance.coding.code_stance`.
    places
        As of `crossframe.phrases.families.family_occurrences`.
    codebook
        Its themes are drawn, in its order.
    sentences
        The sentence table of the articles.
    outlets
        Article id -> outlet name.
    speaker
        Name of the speaker of `statements`.
    agreement
        As of `crossframe.plots.stance.plot_stance`.

    Returns
    -------
    matplotlib.figure.Figure
        Five panels, a to e.
    """
    *first, last = outlets.values()
    title = (", ".join(first) + " and " if first else "") + f"{last} on one event"
    top, bottom = 1.9 + 0.5 * len(outlets), 0.75 + 0.36 * len(codebook.themes)
    units = unit_standings(stance, agreement)
    figure = new_figure(
        1 + top + bottom,
        title=title,
        source="a: cosine of TF-IDF, bars from the 5th to the 95th percentile of pairs in BASIL (Fan et al. 2019). "
        "b: counterparts found by alignment. c: the longest or most frequent phrase, names that stand twice left out, variants beside “|”. "
        "d: words attributed to the speaker by rules. e: sentences by stance towards the theme's proposition; "
        f"hatched: both stances in one sentence. {hollow_note(units)}{coding_note(stance, agreement, codebook)}",
        said=(),
    )
    upper, lower = figure.subfigures(2, 1, squeeze=False, height_ratios=[top, bottom])[:, 0]
    panels = upper.subplots(2, 2).ravel()
    colours = outlet_colours(outlets.values())
    total = words(sentences).groupby("article").size().reindex(list(outlets), fill_value=0)
    said = [
        _similarity(panels[0], placed, outlets),
        _counterparts(panels[1], alignment, sentences, outlets),
        _repeats(panels[2], families, places, outlets),
        _speaker(panels[3], statements, total, outlets, speaker=speaker),
    ]
    columns = lower.subplots(1, len(outlets), sharey=True, squeeze=False)[0]
    for axes, (article, outlet) in zip(columns, outlets.items(), strict=True):
        draw_stance(axes, units[units["article"] == article], codebook, limit=stance_limit(units))
        label_outlet(axes, outlet, colours[outlet])
        label_themes(axes, codebook, propositions=True)
    heading = "e Stance by theme, in sentences"
    if units["standing"].eq(FIRST).any():
        heading += ": a machine's first reading"
    elif units["standing"].eq(REFERENCE).any():
        heading += ": a reference coding, not people's"
    lower.suptitle(heading, x=0.012, ha="left", fontsize=8.5, weight="bold")
    counts = units.groupby(["article", "stance"]).size()
    said.append(
        "; ".join(
            f"{outlet}: " + ", ".join(f"{count} {side}" for side, count in counts[article].items())
            for article, outlet in outlets.items()
            if article in counts.index
        )
    )
    figure.set_label(
        f"{title}. "
        + " ".join(f"{letter}: {text}." for letter, text in zip("abcde", said, strict=True))
    )
    return figure


def _rows(axes: Axes, outlets: Mapping[str, str], title: str) -> None:
    _head(axes, title)
    outlet_rows(axes, outlets, _LABELS)
    axes.set_ylim(len(outlets) - 0.5, -0.5)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])


def _head(axes: Axes, title: str) -> None:
    axes.set_title(fitted(title, _HALF, size=8.5, bold=True, lines=None), y=1, color=INK)


def _similarity(axes: Axes, placed: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    draw_reference(axes, DEFAULT.name, (1, 0), height=0.55, labels=True)
    own = placed[(placed["variant"] == DEFAULT.name) & (placed["compared_with"] == "same_event")]
    axes.plot(own["similarity"], [1] * len(own), "D", ms=5.5, color=INK, mec="white", mew=0.6)
    best = own.sort_values("similarity").iloc[-1]
    pair = (
        f"{outlets[best['article_a']]} and {outlets[best['article_b']]}: " if len(own) > 1 else ""
    )
    said = f"{pair}{best['meaning']}"
    _head(axes, f"a {said[0].upper()}{said[1:]}")
    axes.set_ylim(-0.5, 1.6)
    axes.set_xlim(0, max(0.62, 1.05 * float(own["similarity"].max())))
    axes.set_yticks([])
    axes.set_xlabel("cosine similarity")
    axes.spines["left"].set_visible(False)
    return said


def _bars(axes: Axes, parts: pd.DataFrame, colours: list[str], room: int) -> None:
    """Draw one stacked bar a row, first column filled, labelled inside where there is room."""
    rows = [
        [(int(n), f"{n} {label}", label == parts.columns[0]) for label, n in row.items() if n]
        for _, row in parts.iterrows()
    ]
    fits = [all(text_width(text) < _HALF * n / room for n, text, _ in row) for row in rows]
    for drawn, inside in zip(rows, fits, strict=True):
        if not inside:
            words = text_width(", ".join(text for _, text, _ in drawn)) + 0.1
            room = max(room, ceil(sum(n for n, _, _ in drawn) / (1 - words / _HALF)))
    for row, (drawn, inside, colour) in enumerate(zip(rows, fits, colours, strict=True)):
        left = 0
        for count, text, filled in drawn:
            face, ink = (colour, "white") if filled else (FAINT, INK)
            bar = axes.barh(
                row, count, left=left, height=0.62, color=face, ec="white", lw=1,
                clip_on=False,  # the id of a clip path hangs on the last digits of the layout
            )  # fmt: skip
            if inside:
                axes.bar_label(bar, [text], label_type="center", fontsize=SMALL, color=ink)
            left += count
        if not inside:
            label = ", ".join(text for _, text, _ in drawn)
            write(axes, label, left + 0.02 * room, row)
    axes.set_xlim(0, room)


def _counterparts(
    axes: Axes, alignment: pd.DataFrame, sentences: pd.DataFrame, outlets: Mapping[str, str]
) -> str:
    links = alignment[alignment["accepted"]]
    ends = [
        links[[f"article_{side}", f"sentence_{side}"]].set_axis(["article", "sentence"], axis=1)
        for side in "ab"
    ]
    total = sentences.groupby("article").size().reindex(list(outlets))
    found = pd.concat(ends).drop_duplicates().groupby("article").size()
    parts = pd.DataFrame({"with": found.reindex(total.index, fill_value=0)})
    parts["without"] = total - parts["with"]
    _rows(axes, outlets, "b Sentences with a counterpart in another outlet")
    _bars(axes, parts, list(outlet_colours(outlets.values()).values()), int(total.max()))
    return "; ".join(
        f"{n} of {counted(int(total[a]), 'sentence')} of {outlets[a]} {'has' if n == 1 else 'have'} a counterpart"
        for a, n in parts["with"].items()
    )


def _repeats(
    axes: Axes, families: pd.DataFrame, places: pd.DataFrame, outlets: Mapping[str, str]
) -> str:
    _rows(axes, outlets, "c Phrase repeated most")
    colours, said = outlet_colours(outlets.values()), []
    ranked = telling_phrases(families, places)
    for row, (article, outlet) in enumerate(outlets.items()):
        own = ranked[ranked["article"] == article]
        if own.empty:
            write(
                axes,
                "no long or frequent phrase",
                0.012,
                row,
                style="italic",
                color=MUTED,
                fontsize=8,
            )
            said.append(f"{outlet} repeats no long or frequent phrase")
            continue
        family, count, pattern = own.iloc[0][["family", "count", "pattern"]]
        there = (places["article"] == article) & (places["family"] == family)
        pattern = printed_pattern(pattern, places.loc[there, "match"])
        write(axes, f"{count}×", 0.012, row, weight="bold", color=colours[outlet], fontsize=10)
        write(axes, fitted(pattern, _HALF - 0.4, lines=2), 0.13, row)
        said.append(f"{outlet} repeats “{pattern}” {count} times")
    axes.set_xlim(0, 1)
    return "; ".join(said)


def _speaker(
    axes: Axes,
    statements: pd.DataFrame,
    total: pd.Series[int],
    outlets: Mapping[str, str],
    *,
    speaker: str,
) -> str:
    once = statements.drop_duplicates(["article", "attribution"])
    own = once.groupby("article")[["words", "quoted_words"]].sum()
    own = own.reindex(list(outlets), fill_value=0).astype(int)
    parts = pd.DataFrame(
        {"quoted": own["quoted_words"], "paraphrased": own["words"] - own["quoted_words"]}
    )
    _rows(axes, outlets, f"d Words attributed to {speaker}")
    room = int(own["words"].max() * 1.02) or 1
    _bars(axes, parts, list(outlet_colours(outlets.values()).values()), room)
    return "; ".join(
        f"{outlets[a]} attributes {row['words']} of its {counted(int(total[a]), 'word')} to {speaker}, "
        f"{row['quoted_words']} of them in quotation marks"
        for a, row in own.iterrows()
    )
