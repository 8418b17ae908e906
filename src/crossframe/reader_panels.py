"""The findings of the reader: a panel per theme, speaker, phrase and word, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from crossframe.agreement import unit_stances
from crossframe.articles import Article
from crossframe.codebook import Codebook
from crossframe.keyness import concordance
from crossframe.reader_text import Lines, Links, Quote, counterparts, element_names, visible
from crossframe.speakers import UNRESOLVED
from crossframe.stance import STANCE_COLUMNS
from crossframe.statements import statements
from crossframe.words import fold

GLYPHS = {"favor": "▲", "against": "▼", "neither": "○", "mixed": "◆"}
_WORDS = 8
_MOST_GLYPHS = 24
_CARRIED = {
    "same speaker": "also in {} (same speaker)",
    "other voice": "also in {} (another voice)",
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


def speaker_names(
    attributions: pd.DataFrame, sentences: pd.DataFrame, codebook: Codebook | None
) -> dict[str, str]:
    """Return for every speaker the name to show: the codebook's, else as the articles print it."""
    known = {actor.id: actor.name for actor in codebook.actors} if codebook else {}
    folded = [(fold(text), text) for text in sentences["text"]]
    names = {}
    for key in dict.fromkeys(key for value in attributions["speaker"] for key in value.split("|")):
        printed = Counter(
            text[place : place + len(key)]
            for low, text in folded
            if (place := low.find(key)) >= 0
        )
        names[key] = known.get(key) or (printed.most_common(1)[0][0] if printed else key)
    return names | {UNRESOLVED: "not resolved"}


def holder_name(holder: str, names: Mapping[str, str], codebook: Codebook) -> str:
    """Return the name of who holds a stance."""
    known = {actor.id: actor.name for actor in codebook.actors} | {"outlet": "the outlet’s own words"}
    return known.get(holder) or names.get(holder, holder)


def theme_panels(
    stance: pd.DataFrame, codebook: Codebook, lines: Lines, names: Mapping[str, str]
) -> list[Item]:
    """Return a panel per theme of the codebook: its sentences by article and stance."""
    units = unit_stances(stance)
    items = []
    for theme, name in zip(
        codebook.themes, element_names(theme.id for theme in codebook.themes), strict=True
    ):
        groups = []
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
                            f"{holder_name(row.holder, names, codebook)}: {row.stance}, by "
                            + (f"“{row.cue}”, " if row.cue else "")
                            + f"rule “{row.rule}”"
                            for row in held.itertuples()
                        ),
                    )
                )
            groups.extend(
                Group(f"theme-{name}-{place}-{side}", place, GLYPHS[side], side, side, quotes)
                for side in GLYPHS
                if (quotes := by_side.get(side))
            )
        items.append(_item(f"theme-{name}", theme.label, theme.proposition, groups, lines))
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
            _item(
                f"speaker-{name}",
                visible(names[key]),
                "a pronoun without an antecedent, or no source named"
                if key == UNRESOLVED
                else kind,
                groups,
                lines,
            )
        )
    return items


def phrase_panels(tables: Mapping[str, pd.DataFrame], lines: Lines) -> tuple[list[Item], list[Item]]:
    """Return a panel per phrase that an article repeats, and per phrase that articles share."""
    repeated = []
    places = tables["phrase_occurrences"]
    families = tables["phrase_families"].sort_values("count", ascending=False, kind="stable")
    for row in families.itertuples():
        place = lines.places[row.article]
        own = places[(places["article"] == row.article) & (places["family"] == row.family)]
        name = f"repeated-{place}-{row.family}"
        group = Group(f"{name}-at", place, "", "", "times", _concordance(own, lines))
        note = f"in the slot: {row.fillings}" if row.fillings else ""
        repeated.append(_item(name, _pattern(row.pattern), note, [group], lines, only=True))
    shared = []
    places = tables["shared_occurrences"]
    for number, (phrase, rows) in enumerate(
        tables["shared_phrases"].groupby("phrase", sort=False), start=1
    ):
        groups = [
            Group(
                f"shared-{number}-{lines.places[article]}",
                lines.places[article],
                "",
                "",
                "times" if len(own) > 1 else "time",
                _concordance(own, lines),
            )
            for article, own in places[places["phrase"] == phrase].groupby("article", sort=False)
        ]
        note = "inside quotation marks in two or more articles" if rows["verbatim"].any() else ""
        shared.append(_item(f"shared-{number}", str(phrase), note, groups, lines))
    return repeated, shared


def word_panels(words: pd.DataFrame, sentences: pd.DataFrame, lines: Lines) -> list[list[Item]]:
    """Return for each article a panel per word that it leans on, the eight of the largest z."""
    tables = []
    for article, place in lines.places.items():
        own = words[(words["article"] == article) & (words["z"] > 0) & (words["count"] > 1)]
        items = []
        for number, row in enumerate(own.head(_WORDS).itertuples(), start=1):
            found = concordance(sentences, row.word)
            groups = [
                Group(
                    f"word-{place}-{number}-{lines.places[key]}",
                    lines.places[key],
                    "",
                    "",
                    "times" if len(part) > 1 else "time",
                    _concordance(part, lines),
                )
                for key, part in found.groupby("article", sort=False)
            ]
            items.append(_item(f"word-{place}-{number}", row.word, f"z {row.z:.1f}", groups, lines))
        tables.append(items)
    return tables


def conflict_panels(
    conflicts: pd.DataFrame, lines: Lines, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return each pair of figures or events that two articles state, side by side."""
    return [
        {
            "kind": row["kind"],
            "relation": row["relation"],
            "score": f"{row['score']:.2f}",
            "shared": "; ".join(part for part in (row["shared"], row["shared_context"]) if part),
            "sides": [_side(row, side, lines, names) for side in "ab"],
        }
        for row in conflicts.to_dict("records")
    ]


def removed_panels(ledger: pd.DataFrame, articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Return for each article what the cleaner took out, by rule in the order of the page."""
    return [
        {
            "article": place,
            "count": int((ledger["article"] == article.id).sum()),
            "rules": [
                (str(rule), [visible(text) for text in rows["text"]])
                for rule, rows in ledger[ledger["article"] == article.id].groupby("rule", sort=False)
            ],
        }
        for place, article in enumerate(articles)
    ]


def _item(  # the counts come from the groups, so that number and sentences cannot differ
    name: str, title: str, note: str, groups: list[Group], lines: Lines, *, only: bool = False
) -> Item:
    counts = []
    for place in lines.places.values():
        own = [group for group in groups if group.article == place]
        number = sum(len(group.quotes) for group in own)
        glyphs = [(group.kind, group.glyph * len(group.quotes)) for group in own if group.glyph]
        if sum(len(run) for _, run in glyphs) > _MOST_GLYPHS:
            glyphs = [(group.kind, f"{group.glyph}{len(group.quotes)} ") for group in own]
        if own or not only:
            counts.append((place, number, own[0].id if own else "", glyphs))
    return Item(name, visible(title), visible(note), groups, counts)


def _concordance(rows: pd.DataFrame, lines: Lines) -> list[Quote]:
    return [
        lines.quote(row.article, row.sentence, row.sentence, [(row.start, row.end)])
        for row in rows.itertuples()
    ]


def _pattern(pattern: str) -> str:
    """Show a family's slot the way readers know it: "{army|military}" as "army / military"."""
    return pattern.replace("{", "[").replace("}", "]").replace("|", " / ")


def _refs(article: str, first: int, last: int, linked: Links, lines: Lines) -> str:
    """Return the references of all counterparts of some sentences."""
    found = {
        place for number in range(first, last + 1) for place in linked.get((article, number), ())
    }
    return ", ".join(line.ref for line in sorted(lines.of[place] for place in found))


def _side(
    row: Mapping[str, Any], side: str, lines: Lines, names: Mapping[str, str]
) -> dict[str, Any]:
    number = int(row[f"sentence_{side}"])
    speaker = str(row[f"speaker_{side}"] or "")
    notes = [
        f"said by {_spoken(speaker.split('|'), names)}" if speaker else "",
        "in quotation marks" if row[f"quoted_{side}"] else "",
        f"with the editor’s {row[f'editor_bracket_{side}']}" if row[f"editor_bracket_{side}"] else "",
    ]
    return {
        "figure": visible(str(row[f"figure_{side}"])),
        "quote": lines.quote(
            row[f"article_{side}"],
            number,
            number,
            [(int(row[f"start_{side}"]), int(row[f"end_{side}"]))],
            note=", ".join(note for note in notes if note),
        ),
    }


def _spoken(keys: Iterable[str], names: Mapping[str, str]) -> str:
    return " and ".join(visible(names.get(key, key)) for key in keys)
