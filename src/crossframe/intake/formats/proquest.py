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
# A value of a field is no sentence: that ends with a full stop, has a word in small letters that is in no
# name, and says nothing of rights.
_SENTENCE = re.compile(
    r"(?!.*(?:©|copyright|rights reserved)).*[a-z]{2}[.!?…][”’\"')]*$", re.IGNORECASE
)
_IN_NAMES = frozenset(
    [
        "and",
        "de",
        "des",
        "di",
        "du",
        "for",
        "in",
        "la",
        "le",
        "of",
        "on",
        "the",
        "to",
        "van",
        "von",
        "und",
        "y",
        "&",
    ]
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
        if match and (label != "Full text" or _ends_text(match, lines[number + 1 :])):
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


def _ends_text(match: re.Match[str], after: Sequence[str]) -> bool:
    """Tell whether fields go on here: no sentence, a label, most of three after it fields."""
    fields = [_LABEL.match(line) for line in after if line]
    if _is_sentence(match) or any(field and field[1] == match[1] for field in fields):
        return False
    most = fields[:3]
    return 2 * sum(1 for field in most if field and not _is_sentence(field)) >= len(most)


def _is_sentence(match: re.Match[str]) -> bool:
    small = set(re.findall(r"\b[a-z][\w’']*", match[2])) - _IN_NAMES
    return bool(small and _SENTENCE.match(match[2]))
