"""What the page needs for coding in it: units, themes, a machine's answers, the protocol in parts."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from crossframe.coding.checks import CHANGED, SHEET_COLUMNS, WEIGHT
from crossframe.coding.in_place import Task
from crossframe.coding.sheets import protocol_text
from crossframe.coding.standing import UNSTATED
from crossframe.reader.numbers import Content
from crossframe.reader.text import visible

_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>.+?)`")


class Run(NamedTuple):
    """A stretch of the protocol: its words, and the element they stand in, if any."""

    text: str
    tag: str = ""


class Protocol(NamedTuple):
    """The coders' protocol: its first words, what a column means, and the rules."""

    intro: list[list[Run]]
    columns: list[tuple[list[Run], list[Run]]]
    rules: list[list[Run]]


def coding_data(c: Content, task: Task) -> dict[str, Any]:
    """Return what the script of coding reads; texts of sentences it takes from the page."""
    assert c.codebook is not None
    at, sentences = c.lines.places, c.tables["sentences"]
    themes = {theme.id: place for place, theme in enumerate(c.codebook.themes)}
    drawn = WEIGHT in task.units
    return {
        "id": task.digest(c.codebook, sentences),
        "name": task.name,
        "review": task.review,
        "coder": task.coder,
        "saves": task.saves,
        "columns": [*SHEET_COLUMNS, *([WEIGHT] if drawn else [])],
        "changed": CHANGED.pattern.replace(r"\d", r"\p{Nd}"),
        "articles": list(at),
        "themes": [
            [theme.id, visible(theme.label), visible(theme.proposition)]
            for theme in c.codebook.themes
        ],
        "actors": [
            [actor.id, visible(actor.name), [visible(name) for name in actor.aliases]]
            for actor in c.codebook.actors
        ],
        "units": [
            [
                at[row.article],
                int(row.sentence),
                themes[row.theme],
                *([row.weight] if drawn else []),
            ]
            for row in task.units.itertuples()
        ],
        # rows of a machine: unit, stance, holder, whether unstated, words of the sentence
        "machine": [
            [
                *(at[row.article], int(row.sentence), themes[row.theme]),
                *(row.stance, row.holder, int(getattr(row, "ground", "") == UNSTATED)),
                *chain(*(words for _, *words in touched[:1])),
            ]
            for row in task.proposed.itertuples()
            for touched in [c.lines.touching(row.article, [(row.start, row.end)])]
        ],
        # what people coded, for each unit, in a review of a sheet for adjudication
        "others": [[[visible(part) for part in code] for code in codes] for codes in task.others]
        if task.review
        else [],
        # what the page shows otherwise than it is, since it has control characters
        "texts": {
            f"{at[row.article]} {row.sentence}": row.text
            for row in sentences.itertuples()
            if visible(row.text) != row.text
        },
    }


@cache
def protocol() -> Protocol:
    """Return the protocol that lies beside coding sheets, for the page."""
    lines = protocol_text().split("\n")
    table = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][2:]
    return Protocol(
        [_runs(line) for line in lines if line[:1].isalpha()],
        [(_runs(name), _runs(meaning)) for name, meaning in table],
        [_runs(line.partition(". ")[2]) for line in lines if line[:1].isdigit()],
    )


def _runs(text: str) -> list[Run]:
    runs, end = [], 0
    for match in _INLINE.finditer(text):
        tag = str(match.lastgroup)
        runs += [Run(text[end : match.start()]), Run(match[tag], tag)]
        end = match.end()
    return [run for run in (*runs, Run(text[end:])) if run.text]
