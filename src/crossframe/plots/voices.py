"""Figures of the voices: who speaks how much in each outlet, and with which reporting cues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from crossframe.plots.panels import (
    FEW,
    extremes,
    fitted,
    legend_below,
    panel_grid,
    rows_that_fit,
    small_multiples,
    write,
)
from crossframe.plots.style import FAINT, INK, MUTED, PAGE, SMALL, outlet_colours, style
from crossframe.text.words import counted
from crossframe.voices.cue_groups import GROUPS, OTHER
from crossframe.voices.shares import FORMS
from crossframe.voices.speakers import OUTLET, UNRESOLVED

_OWN, _DIRECT, _PARAPHRASE = FORMS
Speaker = tuple[str, ...]
_OUTLET, _UNRESOLVED, _OTHERS = (OUTLET,), (UNRESOLVED,), ("",)
_OWN_WORDS = "Outlet’s own words"
_HEIGHT = 0.62
_LABELS = 1.8  # inches for the speakers at the left
_GROUPS = 0.75  # inches for the groups of cues
_ACROSS = 3


@style()
def plot_voices(
    shares: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    most: int | None = None,
    of: str = "article",
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
    of
        Of what there is a panel: `article` or `outlet`.

    Returns
    -------
    matplotlib.figure.Figure
        One row a speaker, the same in all panels, the outlet's own words apart above them. Solid:
        direct quotation; hatched: paraphrase. Percent of the article's words and the words
        themselves stand on the bars, with up to two articles also how many of them are quoted; a
        speaker who does not speak reads "0".
    """
    across, down = panel_grid(len(outlets), _ACROSS)
    in_full = across < _ACROSS
    rows = _rows(shares, names or {}, most or rows_that_fit(down, 0.22, least=4, most=8))
    row = shares["speaker"].where(shares["speaker"].isin(list(rows)), _OTHERS)
    words = shares.groupby(["article", row, "form"])["words"].sum().unstack(fill_value=0)
    index = pd.MultiIndex.from_product([outlets, rows])
    words = words.reindex(index=index, columns=list(FORMS), fill_value=0).astype(int)
    totals = words.groupby(level=0, sort=False).sum()
    lengths = totals.sum(axis=1)
    figure, panels = small_multiples(
        outlets,
        len(rows) * 0.17 + 0.1,
        title=_voices_title(totals, outlets),
        source=f"Percent of the {of}’s words, and their number"
        + (" and how many of them are quoted" if in_full else "")
        + ". Each word counts once, for the innermost attribution that holds it. Attributions found by rules.",
        said=_voices_said(words, rows, outlets),
        notes={article: counted(int(lengths[article]), "word") for article in outlets},
        across=_ACROSS,
    )
    colours = outlet_colours(outlets.values())
    share = words.div(lengths.clip(lower=1), axis=0, level=0)
    room = max(float(share.sum(axis=1).max()), 0.1) * (2.2 if in_full else 1.75)
    places = [0, *(place + 0.35 for place in range(1, len(rows)))]  # the own words stand apart
    for article, axes in panels.items():
        _voice_bars(axes, places, share.loc[article], colours[outlets[article]])
        for place, (own, quoted, paraphrased) in zip(
            places, words.loc[article].to_numpy(), strict=True
        ):
            spoken = own + quoted + paraphrased
            inside = f", {quoted:,} quoted" if quoted and in_full else ""
            part = spoken / max(int(lengths[article]), 1)
            label = f"{_percent(part)}  ({spoken:,}{inside})" if spoken else "0"
            write(axes, label, part, place, shift=(3, 0), color=INK if spoken else MUTED)
        axes.set_xlim(0, room)
        _label_rows(axes, places, [fitted(name, _LABELS, size=7.5) for name in rows.values()])
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
    counts = cues.groupby(["article", "group"])["count"].sum().unstack(fill_value=0)
    counts = counts.reindex(index=list(outlets), columns=groups, fill_value=0).astype(int)
    totals = counts.sum(axis=1)
    listed = {
        (article, group): _listed(cues[(cues["article"] == article) & (cues["group"] == group)])
        for article in outlets
        for group in groups
    }
    across, _ = panel_grid(len(outlets), _ACROSS)
    figure, panels = small_multiples(
        outlets,
        len(groups) * 0.3,
        title=_cues_title(counts[GROUPS[0]], totals, outlets),
        source="Cues of attributions by group: neutral (say, ask), assertive (argue, warn, oppose), evaluative "
        "(admit, claim, slam), hedged (suggest, think, hope). Grouped by a list, without context.",
        said=(f"{outlets[a]}, {group}: {found or 'none'}" for (a, group), found in listed.items()),
        notes={article: counted(int(totals[article]), "attribution") for article in outlets},
        across=_ACROSS,
    )
    colours = outlet_colours(outlets.values())
    places = list(range(len(groups)))
    for article, axes in panels.items():
        colour = colours[outlets[article]]
        bars = axes.barh(places, counts.loc[article], height=0.36, color=colour)
        axes.bar_label(bars, padding=3, fontsize=SMALL)
        for place, group in zip(places, groups, strict=True):
            found = fitted(listed[article, group], (PAGE[0] - _GROUPS) / across - 0.25)
            write(axes, found, 0, place, shift=(3, -9), color=MUTED)
        axes.set_xlim(0, max(1, int(counts.to_numpy().max())) * 1.12)
        _label_rows(axes, places, groups)
    return figure


def _rows(shares: pd.DataFrame, names: Mapping[str, str], most: int) -> dict[Speaker, str]:
    """Return speaker -> label of the rows: the outlet, those of most words, the rest together."""
    known = shares[~shares["speaker"].isin([_OUTLET, _UNRESOLVED])]
    spoken = known.groupby("speaker")["share"].sum()
    ranked = sorted(spoken.index, key=lambda speaker: (-spoken[speaker], speaker))
    rows: dict[Speaker, str] = {_OUTLET: _OWN_WORDS}
    for row in ranked[:most]:
        name = " and ".join(names.get(one, one) for one in row)
        rows[row] = name[:1].upper() + name[1:]
    if len(ranked) > most:
        rows[_OTHERS] = counted(len(ranked) - most, "other speaker")
    if _UNRESOLVED in set(shares["speaker"]):
        rows[_UNRESOLVED] = "Speaker not resolved"
    return rows


def _voice_bars(axes: Axes, places: list[float], share: pd.DataFrame, colour: str) -> None:
    """Draw own words, quotation and paraphrase one after the other."""
    left = np.zeros(len(share))
    looks: dict[str, dict[str, Any]] = {
        _OWN: {"color": FAINT},
        _DIRECT: {"color": colour},
        _PARAPHRASE: {"facecolor": "white", "edgecolor": colour, "hatch": "/////"},
    }
    for form, look in looks.items():
        width = share[form].to_numpy()
        edge = np.where(width > 0, 0.8, 0) if form == _PARAPHRASE else 0
        axes.barh(places, width, left=left, height=_HEIGHT, linewidth=edge, **look)
        left += width


def _voices_title(totals: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    percents = totals.div(totals.sum(axis=1).clip(lower=1), axis=0) * 100
    if len(outlets) > FEW:
        quoted = percents[_DIRECT].to_dict()
        said = {article: f"{value:.0f}% in" for article, value in quoted.items()}
        return f"Share of words quoted directly: {extremes(quoted, said, outlets)}"
    return "Words quoted and paraphrased: " + "; ".join(
        f"{outlets[article]} {row[_DIRECT]:.0f}% and {row[_PARAPHRASE]:.0f}%"
        for article, row in percents.iterrows()
    )


def _cues_title(neutral: pd.Series[int], totals: pd.Series[int], outlets: Mapping[str, str]) -> str:
    said = {article: f"{neutral[article]} of {totals[article]} in" for article in outlets}
    shares = (neutral / totals.clip(lower=1)).to_dict()
    few = ", ".join(f"{said[article]} {outlet}" for article, outlet in outlets.items())
    told = few if len(outlets) <= FEW else extremes(shares, said, outlets)
    return f"Reporting cues that are neutral: {told}"


def _percent(share: float) -> str:
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def _label_rows(axes: Axes, places: Sequence[float], labels: Sequence[str]) -> None:
    axes.set_ylim(places[-1] + 0.6, -0.5)
    axes.set_yticks(places, labels)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines["bottom"].set_visible(False)


def _listed(cues: pd.DataFrame) -> str:
    counts = cues.groupby("cue", sort=False)["count"].sum()
    counts = counts.sort_values(ascending=False, kind="stable")
    return ", ".join(f"{cue or 'no cue'} {count}" for cue, count in counts.items())


def _voices_said(
    words: pd.DataFrame, rows: Mapping[Speaker, str], outlets: Mapping[str, str]
) -> Iterator[str]:
    for (article, speaker), row in words.iterrows():
        outlet = outlets[article]
        spoken = [f"{counted(int(n), 'word')} {form}" for form, n in row.items() if n]
        if speaker == _OUTLET:
            yield f"{outlet}, own words: {row[_OWN]} of {words.loc[article].to_numpy().sum()}"
        elif spoken:
            yield f"{outlet}, {rows[speaker]}: {', '.join(spoken)}"
