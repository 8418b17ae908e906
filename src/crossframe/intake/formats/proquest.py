"""Articles that ProQuest exports as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossframe.errors import CrossframeError
from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line
from crossframe.text.words import word_list

_PARTING = re.compile(r"^_{60,}[ \t\r]*$", re.MULTILINE)
_LABEL = re.compile(
    rf"({'|'.join(map(re.escape, word_list('intake/proquest_labels')))}):[ \t\xa0]*(.*)"
)
_NO_TEXT = re.compile(r"(?:full text )?(?:is )?(?:not|none|un) ?available\.?$", re.IGNORECASE)


def read_proquest(text: str, *, limits: Limits) -> list[Found]:
    """Read articles parted by lines of sixty underscores, each of labelled fields."""
    parts = [part.strip("\n\r") for part in _PARTING.split(text)]
    lines = [[line.strip(" \t\r") for line in part.split("\n")] for part in parts if part.strip()]
    articles = [part for part in lines if any(_LABEL.match(line) for line in part)]
    if len(articles) > limits.items:
        raise CrossframeError(
            f"holds more than {limits.items} articles", remedy="select those of one event"
        )
    return [_article(part, f"article {n}") for n, part in enumerate(articles, start=1)]


def _article(lines: Sequence[str], place: str) -> Found:
    fields: dict[str, str] = {}
    label = ""
    body: list[str] = []
    for number, line in enumerate(lines):
        match = _LABEL.match(line)
        if match and (label != "Full text" or _fields_go_on(lines[number:])):
            label = match.group(1)
            if label == "Full text":
                body.append(match.group(2))
            else:
                fields.setdefault(label, match.group(2))
        elif label == "Full text":
            body.append(line)
    text = "\n".join(body).strip()
    first = next((line for line in lines if line), "")
    problem = ""
    if not text or _NO_TEXT.match(text):
        problem = "has no full text in this export"
    return Found(
        text=text,
        outlet=one_line(fields.get("Publication title", "").split(";")[0]),
        headline=one_line(fields.get("Title", "" if _LABEL.match(first) else first)),
        author=one_line(fields.get("Author", "")),
        date=one_line(fields.get("Publication date", "")),
        url=one_line(fields.get("Document URL", "")),
        place=place,
        problem=problem,
    )


def _fields_go_on(lines: Sequence[str]) -> bool:
    """Tell whether most of the three lines after a label have one: a sentence may begin like one."""
    after = [line for line in lines[1:40] if line][:3]
    return 2 * sum(bool(_LABEL.match(line)) for line in after) >= len(after)
