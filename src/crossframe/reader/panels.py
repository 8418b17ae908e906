"""The panels of the reader: themes, speakers, phrases, words, conflicts, each with its sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from crossframe.claims.statements import CARRIED
from crossframe.coding.adjudication import ADJUDICATED
from crossframe.coding.coders import REFERENCE
from crossframe.coding.framing import FORMS
from crossframe.coding.standing import FIRST, UNSTATED, UNSTATED_NOTE, unit_standings
from crossframe.overview import leaning_words, printed_pattern
from crossframe.reader.numbers import Content
from crossframe.reader.text import (
    Lines,
    Quote,
    Value,
    element_names,
    letter,
    printed,
    visible,
)
from crossframe.text.words import fold
from crossframe.voices.speakers import UNRESOLVED

BY_HAND = "✎"
GLYPHS = {"favor": "▲", "against": "▼", "neither": "○", "mixed": "◆"}
HOLLOW = {"favor": "△", "against": "▽", "neither": "○", "mixed": "◇"}  # a first reading
_MOST_ZEROS = 3
_MOST_QUOTED = 12  # articles of which the uses of words are quoted; of more the numbers open them
_MOST_GLYPHS = 24  # more marks than that are counted in figures


class Group(NamedTuple):
    """The sentences behind one number."""

    id: str
    article: int
    label: str
    number: Value
    quotes: list[Quote]


class Item(NamedTuple):
    """One theme, speaker, phrase or word: a number per article and the sentences behind each."""

    id: str
    title: str
    note: str
    groups: list[Group]
    counts: list[tuple[int, Value, str, list[tuple[str, str]]]]  # article, number, group, glyphs
    find: str = ""  # words to look up


def coded_how(row: Mapping[str, Any]) -> str:
    """Say by what a stance was decided, and how often such codings are right."""
    who = row.get("coded_by") or "rules"
    if who == ADJUDICATED:
        return f"{BY_HAND} adjudicated by hand"
    if who == REFERENCE:
        return "reference coding, not people’s"
    cue = str(row.get("cue") or "")
    said = f"coded by {who}" + (f" from “{cue}”" if cue else "")
    confidence = row.get("confidence")
    said += f", confidence {'not stated' if pd.isna(confidence) else format(confidence, '.2f')}"
    if row.get("ground") == UNSTATED:
        said += f", {UNSTATED_NOTE}"
    return visible(said)


def theme_counts(c: Content) -> list[Item]:
    """Return for each theme of the codebook how many sentences touch it, by article and stance.

    The sentences stand in the framing view.
    """
    if c.codebook is None:
        return []
    items = []
    units = unit_standings(c.tables["stance"], c.tables["coder_agreement"])
    first = units[units["standing"] == FIRST]
    unreviewed = set(zip(first["article"], first["theme"], strict=True))
    named = units[units["unstated"]]["theme"].value_counts()
    names = element_names(theme.id for theme in c.codebook.themes)
    for theme, name in zip(c.codebook.themes, names, strict=True):
        counts = []
        for article, place in c.lines.places.items():
            signs = HOLLOW if (article, theme.id) in unreviewed else GLYPHS
            glyphs = [
                (
                    side,
                    glyph * row.number if row.number <= _MOST_GLYPHS else f"{glyph}{row.number} ",
                )
                for side, glyph in signs.items()
                if (row := c.numbers.row(article, side, theme.id))
            ]
            if glyphs or len(c.articles) <= _MOST_ZEROS:
                counts.append((place, c.numbers.value(article, "theme", theme.id), "", glyphs))
        note = f"{named[theme.id]} unstated" if theme.id in named else ""
        items.append(Item(f"framing-{name}", visible(theme.label), note, [], counts))
    return items


def speaker_panels(c: Content) -> list[Item]:
    """Return a panel per speaker, the most quoted first: the statements by article."""
    each = c.tables["attributions"].explode("speaker")
    kinds = each.set_index("speaker")["speaker_kind"].to_dict()
    spoken_by: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in each.itertuples():
        spoken_by[row.speaker, row.article].append(row)
    carried = how_carried(c)

    def quoted(row: Any) -> Quote:
        told = (
            FORMS[row.quotation],
            f"“{row.cue}”" if row.cue else "",
            carried.get((row.article, row.attribution), ""),
        )
        note = ", ".join(part for part in told if part)
        first, last = row.first_sentence, row.last_sentence
        return c.lines.quote(row.article, first, last, row.content_spans, note=note)

    items = []
    for key, name in speaker_ids(c).items():
        unresolved = "a pronoun without an antecedent, or no source named"
        note = unresolved if key == UNRESOLVED else kinds.get(key, "")
        if len(c.articles) > _MOST_QUOTED:
            numbers = ((place, number) for _, _, place, number in _by_article(c, "speaker", key))
            items.append(_brief(name, c.name(key), note, numbers))
            continue
        groups = []
        for _, article, place, number in _by_article(c, "speaker", key):
            quotes = [quoted(row) for row in spoken_by.get((key, article), ())]
            groups += _group(name, place, "statement", number, quotes)
        items.append(_panel(name, c.name(key), note, groups, _few(c)))
    return items


def speaker_ids(c: Content) -> dict[str, str]:
    """Return the speakers, those of most statements first, with the ids of their panels."""
    spoken: dict[str, int] = defaultdict(int)
    for row in c.numbers.of("speaker"):
        spoken[row.item] += row.number
    order = sorted(spoken, key=lambda key: (key == UNRESOLVED, -spoken[key]))
    names = (f"speaker-{name}" for name in element_names(order))
    return dict(zip(order, names, strict=True))


def repeated_panels(c: Content) -> list[Item]:
    """Return a panel per phrase that an article repeats, the most frequent first."""
    items = []
    places: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in c.tables["phrase_occurrences"].itertuples():
        places[row.article, row.family].append(row)
    families = c.tables["phrase_families"].sort_values("count", ascending=False, kind="stable")
    for row in families[["article", "family", "pattern", "fillings", "count"]].itertuples(
        name="Family"
    ):
        place, own = c.lines.places[row.article], places[row.article, row.family]
        name = f"repeated-{place}-{row.family}"
        number = Value(str(row[5]), f"phrase_families:{row.Index}:count")
        group = Group(f"{name}-at", place, "times", number, _in_context(own, c.lines))
        note = f"variants: {row.fillings}" if row.fillings else ""
        matches = [one.match for one in own]
        panel = _panel(name, printed_pattern(row.pattern, matches), note, [group], ())
        find = min(matches, key=lambda match: (-matches.count(match), match))
        items.append(panel._replace(find=find))
    return items


def shared_panels(c: Content) -> list[Item]:
    """Return a panel per phrase that articles share, with its places in each."""
    items = []
    places: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in c.tables["shared_occurrences"].itertuples():
        places[row.phrase, row.article].append(row)
    phrases: dict[str, list[Any]] = defaultdict(list)
    for row in c.tables["shared_phrases"].itertuples():
        phrases[row.phrase].append(row)
    for n, (phrase, rows) in enumerate(phrases.items(), start=1):
        groups: list[Group] = []
        matches: list[str] = []
        numbers: list[tuple[int, Value]] = []
        brief = len(c.articles) > _MOST_QUOTED
        for row in rows:
            own, place = places[phrase, row.article], c.lines.places[row.article]
            where = (row.article, (), [(one.start, one.end) for one in own])
            number = c.lines.value(row.count, f"shared_phrases:{row.Index}:count", where)
            numbers.append((place, number))
            if not brief:
                groups += _group(f"shared-{n}", place, "time", number, _in_context(own, c.lines))
            matches += [one.match for one in own]
        quoted = any(row.verbatim for row in rows)
        note = "inside quotation marks in two or more articles" if quoted else ""
        name, title = f"shared-{n}", printed(matches, phrase)
        if brief:
            panel = _brief(name, title, note, numbers)
        else:
            panel = _panel(name, title, note, groups, _few(c))
        items.append(panel._replace(find=panel.title))
    return items


def word_panels(c: Content) -> list[list[Item]]:
    """Return for each article a panel per word that it leans on, the eight of the largest z."""
    words = leaning_words(c.tables["distinctive_words"])
    panels = []
    for article, place in c.lines.places.items():
        items = []
        own = words[words["article"] == article]
        for n, row in enumerate(own.itertuples(), start=1):
            name = f"word-{place}-{n}"
            forms = c.lines.texts(article, c.numbers.row(article, "word", row.word).spans)
            groups = []
            for uses, _, at, number in _by_article(c, "word", row.word):
                if len(c.articles) > _MOST_QUOTED and at != place:
                    continue
                quotes = [c.lines.in_context(uses.article, span) for span in uses.spans]
                groups += _group(name, at, "time", number, quotes)
            panel = _panel(name, printed(forms, row.word), "", groups, _few(c))
            items.append(panel._replace(find=panel.title))
        panels.append(items)
    return panels


def suggested_counts(c: Content) -> list[Item]:
    """Return for each suggested theme how many sentences of each article hold its terms."""
    if c.codebook:
        return []
    forms = printed_terms(c)
    return [
        Item(
            f"framing-{n}",
            visible(forms[row.theme]),
            "",
            [],
            [
                (place, number, "", [])
                for _, _, place, number in _by_article(c, "suggested theme", row.theme)
            ],
        )
        for n, row in enumerate(c.tables["suggested_themes"].itertuples(), start=1)
    ]


def printed_terms(c: Content) -> dict[str, str]:
    """Return for each term of a suggested theme the form that is commonest in the articles."""
    matches: dict[str, list[str]] = defaultdict(list)
    for row in c.numbers.of("suggested theme"):
        for text in c.lines.texts(row.article, row.spans):
            matches[fold(text)].append(text)
    terms = {
        term
        for row in c.tables["suggested_themes"].itertuples()
        for term in (row.theme, *row.terms.split("; "))
    }
    return {term: printed(matches[term], term) for term in terms}


def conflict_panels(c: Content) -> list[dict[str, Any]]:
    """Return each pair of figures or events that two articles state, side by side."""
    return [
        {
            "kind": row["kind"],
            "relation": row["relation"],
            "score": Value(f"{row['score']:.2f}", f"conflicts:{index}:score"),
            "shared": c.lines.as_printed(
                ", ".join(f"{row['shared']} {row['shared_context']}".split())
            ),
            "sides": [_side(c, row, side) for side in "ab"],
        }
        for index, row in c.tables["conflicts"].iterrows()
    ]


def _side(c: Content, row: Any, side: str) -> dict[str, Any]:
    speakers = [c.name(speaker) for speaker in row[f"speaker_{side}"]]
    bracket = row[f"editor_bracket_{side}"]
    notes = [
        f"said by {' and '.join(speakers)}" if speakers else "",
        "in quotation marks" if row[f"quoted_{side}"] else "",
        f"in the editor’s brackets: {bracket}" if bracket else "",
    ]
    span = (int(row[f"start_{side}"]), int(row[f"end_{side}"]))
    note = ", ".join(note for note in notes if note)
    return {
        "figure": visible(str(row[f"figure_{side}"])),
        "quote": c.lines.quote_at(row[f"article_{side}"], span, note=note),
    }


def removed_panels(c: Content) -> list[tuple[int, Value, list[tuple[str, Value, list[str]]]]]:
    """Return for each article what the cleaner took out, by rule in the order of the page."""
    ledger = c.tables["cleaning_ledger"]
    texts = ledger.groupby(["article", "rule"], sort=False)["text"].agg(list)
    panels = []
    for article, place in c.lines.places.items():
        rules = [
            (
                row.item,
                c.numbers.value(article, "removed", row.item),
                [*map(visible, texts[article, row.item])],
            )
            for row in c.numbers.of("removed")
            if row.article == article
        ]
        panels.append((place, c.numbers.value(article, "removed parts"), rules))
    return panels


def _by_article(c: Content, measure: str, item: str) -> Iterator[tuple[Any, str, int, Value]]:
    """Yield the row, id, place and number of each article that holds an item."""
    for row in c.numbers.of(measure, item):
        number = c.numbers.value(row.article, measure, item)
        yield row, row.article, c.lines.places[row.article], number


def _group(name: str, place: int, unit: str, number: Value, quotes: list[Quote]) -> list[Group]:
    """Return the group of an article, or none where it holds no sentence."""
    label = unit if len(quotes) == 1 else f"{unit}s"
    return [Group(f"{name}-{place}", place, label, number, quotes)] if quotes else []


def _few(c: Content) -> Sequence[int]:
    """Return the places of all articles where they are so few that each stands in every panel."""
    return range(len(c.articles)) if len(c.articles) <= _MOST_ZEROS else ()


def _panel(name: str, title: str, note: str, groups: list[Group], places: Sequence[int]) -> Item:
    """Return a panel with the number of each group, and 0 for the other places that are given."""
    numbers = {place: (Value("0"), "") for place in places}
    numbers |= {group.article: (group.number, group.id) for group in groups}
    counts: list[tuple[int, Value, str, list[tuple[str, str]]]] = [
        (place, number, group, []) for place, (number, group) in sorted(numbers.items())
    ]
    return Item(name, visible(title), visible(note), groups, counts)


def _brief(name: str, title: str, note: str, numbers: Iterable[tuple[int, Value]]) -> Item:
    """Return a line with the number of each article, which opens its sentences."""
    counts: list[tuple[int, Value, str, list[tuple[str, str]]]] = [
        (place, number, "", []) for place, number in sorted(numbers)
    ]
    return Item(name, visible(title), visible(note), [], counts)


def _in_context(rows: list[Any], lines: Lines) -> list[Quote]:
    return [lines.in_context(row.article, (row.start, row.end)) for row in rows]


def how_carried(c: Content) -> dict[tuple[str, int], str]:
    """Say of each statement (article, attribution) how the other articles carry it."""
    rows: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in c.tables["statements"].itertuples():
        if c.beside(row):
            rows[row.article, row.attribution].append(row)
    return {place: _carried(own, c.lines) for place, own in rows.items()}


def _carried(statement: list[Any], lines: Lines) -> str:
    """Say "statement trimmed in B4; not found in C, whose C0 is like its sentence"."""
    said = []
    for way in CARRIED:
        refs = [
            _refs(row.other, row.other_sentences, lines) or _without(row, lines)
            for row in statement
            if row.carried == way
        ]
        if len(refs) > _MOST_ZEROS and way == CARRIED[-1]:
            refs = [f"{len(refs)} others"]
        if refs:
            said.append(f"{way} in {', '.join(refs)}")
    return f"statement {'; '.join(said)}" if said else ""


def _refs(article: str, numbers: Sequence[int], lines: Lines) -> str:
    return ", ".join(lines.of[article, number].ref for number in numbers)


def _without(row: Any, lines: Lines) -> str:
    """Name an article without a statement, and its sentences that are like that of the statement."""
    alike = _refs(row.other, sorted(row.counterparts), lines)
    return letter(lines.places[row.other]) + (f" (its sentence is like {alike})" if alike else "")
