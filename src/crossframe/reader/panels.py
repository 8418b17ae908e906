"""The panels of the reader: one per theme and one per speaker, with their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from crossframe.claims.statements import statements
from crossframe.coding.adjudication import ADJUDICATED
from crossframe.reader.text import Lines, Links, Quote, counterparts, element_names, visible
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import STANCE_COLUMNS
from crossframe.stance.units import unit_stances
from crossframe.voices.speakers import UNRESOLVED

BY_HAND = "✎"
GLYPHS = {"favor": "▲", "against": "▼", "neither": "○", "mixed": "◆"}
_MOST_ZEROS = 3
_MOST_GLYPHS = 24  # more marks than that are counted in figures
_CARRIED = {
    "same speaker": "its sentences have counterparts in {}, where the same speaker is quoted or reported",
    "other voice": "its sentences have counterparts in {}, without this speaker",
    "not found": "no counterpart found",
}


class Group(NamedTuple):
    """The sentences behind one number."""

    id: str
    article: int
    glyph: str
    kind: str
    label: str
    quotes: list[Quote]


class Item(NamedTuple):
    """One theme, speaker, phrase or word: a number per article and the sentences behind each."""

    id: str
    title: str
    note: str
    groups: list[Group]
    counts: list[tuple[int, int, str, list[tuple[str, str]]]]  # article, number, group, glyphs


def holder_name(holder: str, names: Mapping[str, str], codebook: Codebook) -> str:
    """Return the name of who holds a stance."""
    known = {actor.id: actor.name for actor in codebook.actors} | {
        "outlet": "the outlet’s own words"
    }
    return known.get(holder) or names.get(holder, holder)


def coded_how(row: Mapping[str, Any]) -> str:
    """Say by what a stance was decided."""
    if row.get("coded_by") == ADJUDICATED:
        return f"{BY_HAND} adjudicated by hand"
    by = "model" if row.get("coded_by") == "model" else f"rule “{row['rule']}”"
    return visible(f"by “{row['cue']}”, {by}" if row["cue"] else f"by {by}")


def theme_panels(
    stance: pd.DataFrame, codebook: Codebook, lines: Lines, names: Mapping[str, str]
) -> list[Item]:
    """Return a panel per theme of the codebook: its sentences by article and stance."""
    units = unit_stances(stance)
    items = []
    for theme, name in zip(
        codebook.themes, element_names(theme.id for theme in codebook.themes), strict=True
    ):
        groups: list[Group] = []
        for article, place in lines.places.items():
            rows = stance[(stance["article"] == article) & (stance["theme"] == theme.id)]
            by_side: dict[str, list[Quote]] = {}
            for number, held in rows.groupby("sentence"):
                side = units[article, number, theme.id]
                by_side.setdefault(side, []).append(
                    lines.quote(
                        article,
                        int(number),
                        int(number),
                        list(zip(held["start"], held["end"], strict=True)),
                        note="; ".join(
                            f"{holder_name(row['holder'], names, codebook)}: {row['stance']}, "
                            f"{coded_how(row)}"
                            for row in held.to_dict("records")
                        ),
                    )
                )
            groups.extend(
                Group(f"theme-{name}-{place}-{side}", place, GLYPHS[side], side, side, quotes)
                for side in GLYPHS
                if (quotes := by_side.get(side))
            )
        items.append(panel(f"theme-{name}", theme.label, theme.proposition, groups, lines))
    return items


def speaker_panels(
    attributions: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    lines: Lines,
    names: Mapping[str, str],
) -> list[Item]:
    """Return a panel per speaker, the most quoted first: the statements by article."""
    linked = counterparts(tables["alignment"])
    each = attributions.assign(speaker=attributions["speaker"].str.split("|")).explode("speaker")
    kinds = attributions.set_index("speaker")["speaker_kind"].to_dict()
    stance = tables.get("stance", pd.DataFrame(columns=STANCE_COLUMNS))
    ranked = each["speaker"].value_counts(sort=False)
    order = sorted(ranked.index, key=lambda key: (key == UNRESOLVED, -ranked[key]))
    items = []
    for key, name in zip(order, element_names(order), strict=True):
        told = statements(each, tables["alignment"], stance, tables["sentences"], speaker=key)
        groups = []
        for article, place in lines.places.items():
            quotes = [
                lines.quote(
                    article,
                    row.first_sentence,
                    row.last_sentence,
                    row.content_spans,
                    note=", ".join(
                        part
                        for part in (
                            row.quotation,
                            f"“{row.cue}”" if row.cue else "",
                            _CARRIED[row.carried].format(
                                _refs(article, row.first_sentence, row.last_sentence, linked, lines)
                            ),
                        )
                        if part
                    ),
                )
                for row in told[told["article"] == article].itertuples()
            ]
            if quotes:
                label = "statement" if len(quotes) == 1 else "statements"
                groups.append(Group(f"speaker-{name}-{place}", place, "", "", label, quotes))
        kind = kinds.get(key, "")
        items.append(
            panel(
                f"speaker-{name}",
                visible(names.get(key, key)),
                "a pronoun without an antecedent, or no source named"
                if key == UNRESOLVED
                else kind,
                groups,
                lines,
            )
        )
    return items


def panel(
    name: str, title: str, note: str, groups: list[Group], lines: Lines, *, only: bool = False
) -> Item:
    """Return a panel with a number per article, or `only` for those that have a group.

    With more than three articles those without a group go unmentioned in any case.
    The numbers are counted in the groups, so that number and sentences cannot differ.
    """
    counts = []
    for place in lines.places.values():
        own = [group for group in groups if group.article == place]
        number = sum(len(group.quotes) for group in own)
        glyphs = [(group.kind, group.glyph * len(group.quotes)) for group in own if group.glyph]
        if sum(len(run) for _, run in glyphs) > _MOST_GLYPHS:
            glyphs = [(group.kind, f"{group.glyph}{len(group.quotes)} ") for group in own]
        if own or not (only or len(lines.places) > _MOST_ZEROS):
            counts.append((place, number, own[0].id if own else "", glyphs))
    return Item(name, visible(title), visible(note), groups, counts)


def _refs(article: str, first: int, last: int, linked: Links, lines: Lines) -> str:
    """Return the references of all counterparts of some sentences."""
    found = {
        place for number in range(first, last + 1) for place in linked.get((article, number), ())
    }
    return ", ".join(line.ref for line in sorted(lines.of[place] for place in found))
