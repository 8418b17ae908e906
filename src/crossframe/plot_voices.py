"""Figures of the voices: who speaks how much in each outlet, and with which reporting cues."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from crossframe.cue_groups import GROUPS, OTHER
from crossframe.figures import (
    FAINT,
    INK,
    MUTED,
    label_outlet,
    new_figure,
    outlet_colours,
    shorten,
    style,
)
from crossframe.holders import OUTLET
from crossframe.speakers import UNRESOLVED
from crossframe.voices import FORMS

_OWN, _DIRECT, _PARAPHRASE = FORMS
_OWN_WORDS = "Outlet’s own words"
_PANELS_IN_A_ROW = 3
_HEIGHT = 0.62
_LONGEST_NAME = 40


@style()
def plot_voices(
    shares: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    most: int = 8,
) -> Figure:
    """Draw the share of each outlet's words by speaker and by form.

    Parameters
    ----------
    shares
        As of `crossframe.voices.voice_shares`.
    outlets
        Article id -> outlet name; one panel each.
    names
        Speaker -> name to show, as of `crossframe.voices.speaker_names` or a codebook's actors; by
        default the value of `speaker` itself.
    most
        Speakers that get a row of their own: those with the highest shares, summed over the
        outlets. The others share one, and what has no resolved speaker another.

    Returns
    -------
    matplotlib.figure.Figure
        One row a speaker, the same in all panels, the outlet's own words apart above them. Solid:
        direct quotation; hatched: paraphrase. Percent of the article's words and the words
        themselves stand on the bars; a speaker who does not speak reads "0".
    """
    rows, others = _speaker_rows(shares, most)
    totals = shares.groupby("article")["words"].sum()
    known = {OUTLET: _OWN_WORDS, **(names or {})}
    labels = [
        _capital(
            shorten(" and ".join(known.get(one, one) for one in row.split("|")), _LONGEST_NAME)
        )
        for row in rows
    ]
    shown = shares.assign(
        row=shares["speaker"].where(shares["speaker"].isin([*rows, UNRESOLVED]), "")
    )
    if others:
        rows, labels = [*rows, ""], [*labels, f"{others} other speaker{'s' * (others > 1)}"]
    if shares["speaker"].eq(UNRESOLVED).any():
        rows, labels = [*rows, UNRESOLVED], [*labels, "Speaker not resolved"]
    words = shown.groupby(["article", "row", "form"])["words"].sum()
    counts = {key: int(value) for key, value in words.items()}
    forms = shares.groupby(["article", "form"])["words"].sum()
    percents = {
        article: [_percent(forms.get((article, form), 0), totals.get(article, 0)) for form in FORMS]
        for article in outlets
    }
    title = "Words quoted and paraphrased: " + "; ".join(
        f"{outlet} {percents[article][1]} and {percents[article][2]}"
        for article, outlet in outlets.items()
    )
    figure, panels = _panels(
        outlets,
        len(rows) * 0.34 + 0.5,
        title=title,
        source="Percent of the article’s words (words, and how many of them quoted). Each word counts once, for the "
        "innermost attribution that holds it. Attributions found by rules.",
        alt=f"{title}. " + _voices_alt(counts, rows, labels, outlets, totals),
    )
    colours = outlet_colours(list(outlets))
    longest = max(
        (
            sum(counts.get((article, row, form), 0) for form in FORMS) / totals[article]
            for article in outlets
            for row in rows
            if article in totals
        ),
        default=0,
    )
    for axes, (article, outlet) in zip(panels, outlets.items(), strict=True):
        total = int(totals.get(article, 0))
        label_outlet(axes, outlet, colours[article], note=f"{total} words")
        for place, row in enumerate(rows):
            parts = [counts.get((article, row, form), 0) for form in FORMS]
            _voice_bar(axes, _row_place(place), parts, colours[article], total)
        axes.set_xlim(0, max(longest, 0.1) * 1.95)
        _rows(axes, [_row_place(place) for place in range(len(rows))], labels)
        axes.axhline(0.72, color=FAINT, lw=0.8)
    figure.legend(
        handles=[
            Patch(fc=MUTED, ec=MUTED, label="direct quotation"),
            Patch(fc="white", ec=MUTED, hatch="/////", label="paraphrase"),
        ],
        loc="outside right center",
        frameon=False,
        fontsize=8.5,
    )
    return figure


@style()
def plot_cue_verbs(cues: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw with how many cues of each group each outlet reports.

    Parameters
    ----------
    cues
        As of `crossframe.cue_groups.cue_verbs`; leave out rows to show fewer speakers.
    outlets
        Article id -> outlet name; one panel each.

    Returns
    -------
    matplotlib.figure.Figure
        One bar a group with its count, and the cues themselves with theirs.
    """
    groups = [*GROUPS, *([OTHER] if (cues["group"] == OTHER).any() else [])]
    counts = cues.groupby(["article", "group"])["count"].sum()
    totals = cues.groupby("article")["count"].sum()
    title = "Reporting cues that are neutral: " + ", ".join(
        f"{int(counts.get((article, GROUPS[0]), 0))} of {int(totals.get(article, 0))} in {outlet}"
        for article, outlet in outlets.items()
    )
    listed = {
        (article, group): _listed(cues[(cues["article"] == article) & (cues["group"] == group)])
        for article in outlets
        for group in groups
    }
    figure, panels = _panels(
        outlets,
        len(groups) * 0.62,
        title=title,
        source="Cues of attributions by group: neutral (say, ask), assertive (argue, warn, oppose), evaluative "
        "(admit, claim, slam), hedged (suggest, think, hope). Grouped by a list, without context.",
        alt=f"{title}. "
        + "; ".join(
            f"{outlets[article]}, {group}: {', '.join(cues) or 'none'}"
            for (article, group), cues in listed.items()
        ),
    )
    colours = outlet_colours(list(outlets))
    most = max([1, *(int(count) for count in counts)])
    for axes, (article, outlet) in zip(panels, outlets.items(), strict=True):
        total = int(totals.get(article, 0))
        label_outlet(
            axes, outlet, colours[article], note=f"{total} attribution{'s' * (total != 1)}"
        )
        for place, group in enumerate(groups):
            count = int(counts.get((article, group), 0))
            axes.barh(place, count, height=0.3, color=colours[article])
            for text, point, shift, size, colour in (
                (str(count), (count, place), (4, 0), 8.5, INK),
                (shorten(", ".join(listed[article, group]), 62), (0, place), (4, -17), 8, MUTED),
            ):
                axes.annotate(
                    text,
                    point,
                    xytext=shift,
                    textcoords="offset points",
                    va="center",
                    fontsize=size,
                    color=colour,
                )
        axes.set_xlim(0, most * 1.12)
        _rows(axes, list(range(len(groups))), groups)
    return figure


def _panels(
    outlets: Mapping[str, str], height: float, *, title: str, source: str, alt: str
) -> tuple[Figure, list[Axes]]:
    """Make a figure with a panel for each outlet, up to three in a row."""
    across = min(len(outlets), _PANELS_IN_A_ROW)
    down = ceil(len(outlets) / across)
    figure = new_figure(
        2.6 + 3.9 * across,
        1.55 + down * (height + 0.45),
        title=title,
        source=source,
        alt=alt,
    )
    grid = figure.subplots(down, across, sharey=True, squeeze=False).ravel().tolist()
    for unused in grid[len(outlets) :]:
        unused.set_visible(False)
    return figure, grid[: len(outlets)]


def _speaker_rows(shares: pd.DataFrame, most: int) -> tuple[list[str], int]:
    """Return the outlet and the speakers that get a row, and how many do not."""
    known = shares[~shares["speaker"].isin([OUTLET, UNRESOLVED])]
    spoken = known.groupby(["speaker", "article"])["share"].sum()
    highest = spoken.groupby("speaker").sum()
    ranked = sorted(highest.index, key=lambda name: (-highest[name], name))
    return [OUTLET, *ranked[:most]], len(ranked[most:])


def _voice_bar(axes: Axes, place: float, parts: list[int], colour: str, total: int) -> None:
    """Draw own words, quotation and paraphrase one after the other, with percent and words."""
    own, quoted, paraphrased = (part / max(total, 1) for part in parts)
    axes.barh(place, own, height=_HEIGHT, color=FAINT)
    axes.barh(place, quoted, left=own, height=_HEIGHT, color=colour)
    axes.barh(
        place,
        paraphrased,
        left=own + quoted,
        height=_HEIGHT,
        facecolor="white",
        edgecolor=colour,
        hatch="/////",
        lw=0.8 if paraphrased else 0,
    )
    words = sum(parts)
    inside = f", {parts[1]} quoted" if parts[1] else ""
    axes.annotate(
        f"{_percent(words, total)}  ({words}{inside})" if words else "0",
        (own + quoted + paraphrased, place),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=8,
        color=INK if words else MUTED,
    )


def _row_place(place: int) -> float:
    """Return where a row stands; the first one, the outlet's own words, stands apart."""
    return place + 0.35 if place else 0


def _rows(axes: Axes, places: list[float] | list[int], labels: list[str]) -> None:
    axes.set_ylim(places[-1] + 0.6, -0.5)
    axes.set_yticks(places, labels)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines["bottom"].set_visible(False)


def _listed(cues: pd.DataFrame) -> list[str]:
    counts = (
        cues.groupby("cue", sort=False)["count"].sum().sort_values(ascending=False, kind="stable")
    )
    return [f"{cue} {count}" for cue, count in counts.items()]


def _percent(words: int, total: int) -> str:
    return f"{100 * words / max(int(total), 1):.0f}%"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _voices_alt(
    counts: Mapping[tuple[str, str, str], int],
    rows: list[str],
    labels: list[str],
    outlets: Mapping[str, str],
    totals: pd.Series,
) -> str:
    parts = []
    for article, outlet in outlets.items():
        for row, label in zip(rows, labels, strict=True):
            spoken = [
                f"{counts[article, row, form]} words {form}"
                for form in FORMS
                if (article, row, form) in counts
            ]
            if spoken and row != OUTLET:
                parts.append(f"{outlet}, {label}: {', '.join(spoken)}")
            elif spoken:
                own = counts[article, row, _OWN]
                parts.append(f"{outlet}, own words: {own} of {int(totals[article])}")
    return "; ".join(parts)
