"""Invented articles on invented events, as many as a test wants."""

import json
import os
import random
from unittest import mock

_SYLLABLES = [
    "ba",
    "cor",
    "del",
    "fen",
    "gri",
    "hol",
    "iva",
    "jel",
    "kul",
    "mor",
    "nes",
    "pra",
    "rud",
    "sto",
    "tan",
    "vul",
    "wex",
    "zim",
]
OUTLETS = ("Post", "Dial", "Herald")


def invented(events=6, *, seed=1):
    """Return rows: each event is in all three outlets, on a day of its own."""
    rows = []
    for event in range(events):
        chance = random.Random(f"{seed} {event}")
        words = ["".join(chance.sample(_SYLLABLES, 3)) for _ in range(14)]
        name, other, place = (word.capitalize() for word in words[:3])
        facts = [
            f"The {thing} {seen} of {place} was {deed}ed by {name}, the {words[7]} of {place} said."
            for thing, seen, deed in zip(words[3:6], words[8:11], words[11:], strict=True)
        ]
        facts.append(
            f"“We will keep the {words[6]} of {place}, whatever {other} writes,” said {name}."
        )
        for number, outlet in enumerate(OUTLETS):
            own = chance.sample(facts, 3)
            rows.append(
                {
                    "id": f"{event:03}-{number}",
                    "outlet": outlet,
                    "date": f"2021-{1 + event % 3:02}-{1 + event % 27:02}",
                    "title": f"{place}: the {words[3 + number]} and {name}",
                    "text": "\n\n".join(
                        [*own, f"{other} of {place} was asked about the {words[4]}."]
                    ),
                }
            )
    return rows


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def deadly(data):
    """Work as a worker does that the system kills over one part."""
    if data == b"deadly":
        os._exit(9)
    return {"length": str(len(data)).encode()}


def poisoned(data, work):
    """Work where a measure raises over an article that says Poison."""
    from crossframe.archive import annotation

    whole = annotation.attributions

    def raises(table):
        if table["text"].eq("Poison.").any():
            raise ZeroDivisionError("poison")
        return whole(table)

    with mock.patch.object(annotation, "attributions", raises):
        return work(data)
