"""Figures of the voices: who speaks how much in each outlet, and with which reporting cues."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from crossframe.plots.panels import (
    fitted,
    label_outlet,
    legend_below,
    panel_grid,
    rows_that_fit,
    small_multiples,
)
from crossframe.plots.style import FAINT, INK, MUTED, PAGE, SMALL, outlet_colours, style
from crossframe.text.words import counted
from crossframe.voices.cue_groups import GROUPS, OTHER
from crossframe.voices.shares import FORMS
from crossframe.voices.speakers import OUTLET, UNRESOLVED

_OWN, _DIRECT, _PARAPHRASE = FORMS
_OWN_WORDS = "Outlet’s own words"
_HEIGHT = 0.62
_LABELS = 1.8  # inches for the speakers at the left
_GROUPS = 0.75  # inches for the groups of cues
_ACROSS = 3
_FEW = 3  # outlets that a title names one by one


@style()
def plot_voices(
    shares: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    most: int | None = None,
) -> Figure:
    """Draw the share of each outlet's words by speaker and by form.

    Parameters
    ----------
    shares
        As of `crossframe.voices.shares.voice_shares`.
    outlets
        Article id -> outlet name; one panel each.
    names
        Speaker -> name to show, as of `crossframe.voices.shares.speaker_names` or a codebook's actors; by
        default the value of `speaker` itself.
    most
        Speakers that get a row of their own: those with the highest shares, summed over the
        articles; by default 8, and fewer with more articles. The others share one, and what has no
        resolved speaker another.

    Returns
    -------
    matplotlib.figure.Figure
        One row a speaker, the same in all panels, the outlet's own words apart above them. Solid:
        direct quotation; hatched: paraphrase. Percent of the article's words and the words
        themselves stand on the bars, with up to two articles also how many of them are quoted; a
        speaker who does not speak reads "0".
    """
    across, down = panel_grid(len(outlets), _ACROSS)
    known = {OUTLET: _OWN_WORDS, **(names or {})}
    named = {
        " and ".join(speaker): " and ".join(known.get(one, one) for one in speaker)
        for speaker in [*shares["speaker"], (OUTLET,)]
    }
    shares = shares.assign(speaker=shares["speaker"].map(" and ".join))
    rows, others = _speaker_rows(shares, most or rows_that_fit(down, 0.22, least=4, most=8))
    totals = shares.groupby("article")["words"].sum()
    labels = [fitted(_capital(named[row]), _LABELS, size=7.5) for row in rows]
    shown = shares.assign(
        row=shares["speaker"].where(shares["speaker"].isin([*rows, UNRESOLVED]), "")
    )
    if others:
        rows, labels = [*rows, ""], [*labels, counted(others, "other speaker")]
    if shares["speaker"].eq(UNRESOLVED).any():
        rows, labels = [*rows, UNRESOLVED], [*labels, "Speaker not resolved"]
    words = shown.groupby(["article", "row", "form"])["words"].sum()
    counts = {key: int(value) for key, value in words.items()}
    forms = shares.groupby(["article", "form"])["words"].sum()
    percents = {
        article: [
            100 * int(forms.get((article, form), 0)) / max(int(totals.get(article, 0)), 1)
            for form in FORMS
        ]
        for article in outlets
    }
    title = _voices_title(percents, outlets)
    in_full = across < _ACROSS
    figure, panels = small_multiples(
        outlets,
        len(rows) * 0.17 + 0.1,
        title=title,
        source="Percent of the article’s words, and their number"
        + (" and how many of them are quoted" if in_full else "")
        + ". Each word counts once, for the innermost attribution that holds it. Attributions found by rules.",
        alt=f"{title}. " + _voices_alt(counts, rows, labels, outlets, totals),
        across=_ACROSS,
    )
    colours = outlet_colours(outlets.values())
    longest = max(
        (
            sum(counts.get((article, row, form), 0) for form in FORMS) / totals[article]
            for article in outlets
            for row in rows
            if article in totals
        ),
        default=0,
    )
    for article, axes in panels.items():
        outlet, total = outlets[article], int(totals.get(article, 0))
        label_outlet(axes, outlet, colours[outlet], note=counted(total, "word"))
        for place, row in enumerate(rows):
            parts = [counts.get((article, row, form), 0) for form in FORMS]
            _voice_bar(axes, _row_place(place), parts, colours[outlet], total, in_full=in_full)
        axes.set_xlim(0, max(longest, 0.1) * (2.2 if in_full else 1.75))
        _rows(axes, [_row_place(place) for place in range(len(rows))], labels)
        axes.axhline(0.72, color=FAINT, lw=0.8)
    handles = [
        Patch(fc=MUTED, ec=MUTED, label="direct quotation"),
        Patch(fc="white", ec=MUTED, hatch="/////", label="paraphrase"),
    ]
    legend_below(list(panels.values()), across, handles)
    return figure


@style()
def plot_cue_verbs(cues: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw with how many cues of each group each outlet reports.

    Parameters
    ----------
    cues
        As of `crossframe.voices.cue_groups.cue_verbs`; leave out rows to show fewer speakers.
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
    title = _cues_title(counts, totals, outlets)
    listed = {
        (article, group): _listed(cues[(cues["article"] == article) & (cues["group"] == group)])
        for article in outlets
        for group in groups
    }
    across, _ = panel_grid(len(outlets), _ACROSS)
    figure, panels = small_multiples(
        outlets,
        len(groups) * 0.3,
        title=title,
        source="Cues of attributions by group: neutral (say, ask), assertive (argue, warn, oppose), evaluative "
        "(admit, claim, slam), hedged (suggest, think, hope). Grouped by a list, without context.",
        alt=f"{title}. "
        + "; ".join(
            f"{outlets[article]}, {group}: {', '.join(cues) or 'none'}"
            for (article, group), cues in listed.items()
        ),
        across=_ACROSS,
    )
    colours = outlet_colours(outlets.values())
    most = max([1, *(int(count) for count in counts)])
    for article, axes in panels.items():
        outlet = outlets[article]
        label_outlet(
            axes,
            outlet,
            colours[outlet],
            note=counted(int(totals.get(article, 0)), "attribution"),
        )
        for place, group in enumerate(groups):
            count = int(counts.get((article, group), 0))
            axes.barh(place, count, height=0.36, color=colours[outlet])
            words = fitted(", ".join(listed[article, group]), (PAGE[0] - _GROUPS) / across - 0.25)
            for text, point, shift, colour in (
                (str(count), (count, place), (3, 0), INK),
                (words, (0, place), (3, -9), MUTED),
            ):
                axes.annotate(
                    text,
                    point,
                    xytext=shift,
                    textcoords="offset points",
                    va="center",
                    fontsize=SMALL,
                    color=colour,
                )
        axes.set_xlim(0, most * 1.12)
        _rows(axes, list(range(len(groups))), groups)
    return figure


def _voices_title(percents: Mapping[str, list[float]], outlets: Mapping[str, str]) -> str:
    if len(outlets) <= _FEW:
        return "Words quoted and paraphrased: " + "; ".join(
            f"{outlets[article]} {quoted:.0f}% and {paraphrased:.0f}%"
            for article, (_, quoted, paraphrased) in percents.items()
        )
    ranked = sorted(percents, key=lambda article: percents[article][1])
    low, high = ranked[0], ranked[-1]
    return (
        f"Share of words quoted directly: from {percents[low][1]:.0f}% in {outlets[low]} to "
        f"{percents[high][1]:.0f}% in {outlets[high]}"
    )


def _cues_title(counts: pd.Series[int], totals: pd.Series[int], outlets: Mapping[str, str]) -> str:
    neutral = {
        article: (int(counts.get((article, GROUPS[0]), 0)), int(totals.get(article, 0)))
        for article in outlets
    }
    if len(outlets) <= _FEW:
        return "Reporting cues that are neutral: " + ", ".join(
            f"{part} of {total} in {outlets[article]}" for article, (part, total) in neutral.items()
        )
    ranked = sorted(neutral, key=lambda one: neutral[one][0] / max(neutral[one][1], 1))
    (low, low_total), (high, high_total) = neutral[ranked[0]], neutral[ranked[-1]]
    return (
        f"Reporting cues that are neutral: from {low} of {low_total} in {outlets[ranked[0]]} to "
        f"{high} of {high_total} in {outlets[ranked[-1]]}"
    )


def _speaker_rows(shares: pd.DataFrame, most: int) -> tuple[list[str], int]:
    """Return the outlet and the speakers that get a row, and how many do not."""
    known = shares[~shares["speaker"].isin([OUTLET, UNRESOLVED])]
    spoken = known.groupby(["speaker", "article"])["share"].sum()
    highest = spoken.groupby("speaker").sum()
    ranked = sorted(highest.index, key=lambda name: (-highest[name], name))
    return [OUTLET, *ranked[:most]], len(ranked[most:])


def _voice_bar(
    axes: Axes, place: float, parts: list[int], colour: str, total: int, *, in_full: bool
) -> None:
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
    inside = f", {parts[1]:,} quoted" if parts[1] and in_full else ""
    axes.annotate(
        f"{_percent(words / total)}  ({words:,}{inside})" if words else "0",
        (own + quoted + paraphrased, place),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        color=INK if words else MUTED,
    )


def _percent(share: float) -> str:
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


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
    return [f"{cue or 'no cue'} {count}" for cue, count in counts.items()]


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
                f"{counted(int(counts[article, row, form]), 'word')} {form}"
                for form in FORMS
                if (article, row, form) in counts
            ]
            if spoken and row != OUTLET:
                parts.append(f"{outlet}, {label}: {', '.join(spoken)}")
            elif spoken:
                own = counts[article, row, _OWN]
                parts.append(f"{outlet}, own words: {own} of {int(totals[article])}")
    return "; ".join(parts)
