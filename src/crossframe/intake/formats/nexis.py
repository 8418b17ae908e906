"""Articles that Nexis Uni exports as a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line

_END = "end of document"
_LISTED = re.compile(r"(\d{1,4})\.\s+(\S.*)", re.DOTALL)
_COUNT = re.compile(r"documents?\s*\((\d+)\)", re.IGNORECASE)
_COVER = re.compile(
    r"client/matter|search terms|search type|narrowed by|content type|news$", re.IGNORECASE
)
_LABEL = re.compile(
    r"(section|length|byline|dateline|highlight|load-date|edition|series|column):\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(  # a line by the title that is neither title nor outlet
    r"(?:see )?(?:corrections?|clarifications?|editors?['’]?s? notes?|errat(?:um|a)|updates?|retractions?"
    r"|corrected|updated)(?:(?: is| are)? (?P<where>appended|attached|below))?[.:;]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"classification$|load-date:|end of document$", re.IGNORECASE)
_GRAPHIC = re.compile(r"graphics?$", re.IGNORECASE)
_CAPTION = re.compile(r"(?i:photo|graphic|chart|map|image|drawing|illustration)|[A-Z]{4,}\b")
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+(?:19|20)\d\d"
    r"|\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Tell whether some paragraph is "Body" or "Classification" and one "End of Document"."""
    whole = {_folded(paragraph) for paragraph in paragraphs}
    return _END in whole and bool({"body", "classification"} & whole)


def read_nexis(paragraphs: Sequence[str], *, limits: Limits) -> list[Found]:
    """Read the articles of a Nexis file, and an entry for each on its cover that it lacks."""
    parts: list[list[str]] = [[]]
    for paragraph in paragraphs:
        parts[-1].append(paragraph)
        if _folded(paragraph) == _END:
            parts.append([])
    rest = parts.pop()
    cover = _cover(parts[0]) if parts else []
    listed = [title for paragraph in cover if (title := _listed(paragraph))]
    if parts:
        parts[0] = parts[0][len(cover) :]
    entries = [
        _article(part, number, {_folded(title) for title in listed})
        for number, part in enumerate(parts[: limits.items], start=1)
    ]
    if len(parts) > limits.items:
        left = len(parts) - limits.items
        problem = f"is one of more than {limits.items} articles: select those of one event"
        entries.append(Found(place=f"{left} articles", problem=problem, items=left))
    if any(_folded(paragraph) == "body" for paragraph in rest):
        problem = "has no 'End of Document': the file is cut off"
        entries.append(Found(place=f"article {len(parts) + 1}", problem=problem))
    entries.extend(_missing(entries, listed, cover))
    return entries


def _cover(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs of the cover: up to the last line of its list or its settings."""
    stop = next((n for n, text in enumerate(paragraphs) if _folded(text) == "body"), 0)
    head = list(paragraphs[:stop])
    last = -1
    number = 0
    for place, text in enumerate(head):
        match = _LISTED.match(text)
        if match and int(match.group(1)) == number + 1:
            number, last = number + 1, place
        elif _COUNT.match(text) or (last >= 0 and _COVER.match(text)):
            last = place
    return head[: last + 1]


def _listed(paragraph: str) -> str:
    match = _LISTED.match(paragraph)
    return one_line(match.group(2)) if match else ""


def _article(part: Sequence[str], number: int, listed: set[str]) -> Found:
    place = f"article {number}"
    folded = [_folded(paragraph) for paragraph in part]
    if "body" not in folded:
        return Found(
            place=place,
            headline=one_line(part[0]) if len(part) > 1 else "",
            problem="has no 'Body' and so no text in this export",
        )
    body = folded.index("body", 1 if "body" in folded[1:] else 0)  # a title may be "Body" too
    head, rest = [*_without_notices(part[:body])], part[body + 1 :]
    stop = _end_of_body(rest)
    labels = {
        match.group(1).lower(): one_line(match.group(2))
        for text in head
        if (match := _LABEL.match(text.replace("\xa0", " ")))
    }
    dated = next((n for n, text in enumerate(head) if n and _DATE.match(one_line(text))), None)
    first = _headline(head, listed, len(head) if dated is None else dated)
    after = head[first + 1 :]
    text = "\n\n".join(paragraph for paragraph in rest[:stop] if paragraph.strip())
    return Found(
        text=text,
        outlet=one_line(after[0]) if after else "",
        headline=one_line(head[first]) if head else "",
        author=labels.get("byline", ""),
        date=one_line(head[dated]) if dated is not None else "",
        place=place,
        problem="" if text.strip() else "has an empty 'Body'",
    )


def _without_notices(head: Sequence[str]) -> Iterator[str]:
    """Yield a head's lines but "Correction Appended" and its like; a title may be "Correction"."""
    for number, text in enumerate(head):
        notice = _NOTICE.match(one_line(text))
        if not notice or not (number or notice["where"]):
            yield text


def _end_of_body(paragraphs: Sequence[str]) -> int:
    """Return where the text ends: at the last "Classification", or at captions before it.

    "Notes", "Correction" and the like alone in a line are headings of the text as well as of what
    Nexis adds, so they stay: nothing of the text is lost.
    """
    closing = [n for n, text in enumerate(paragraphs) if _CLOSING.match(text.strip())]
    named = [n for n in closing if _folded(paragraphs[n]) == "classification"]
    stop = named[-1] if named else min(closing, default=len(paragraphs))
    for number in range(stop):
        after = paragraphs[number + 1 : stop]
        if _GRAPHIC.match(paragraphs[number].strip()) and all(map(_CAPTION.match, after)):
            return number
    return stop


def _headline(head: Sequence[str], listed: set[str], dated: int) -> int:
    """Return the headline's place: the last title of the cover before the date, or two above it."""
    titles = [n for n, text in enumerate(head[:dated]) if _folded(text) in listed]
    if titles:
        return titles[-1]
    return max(0, dated - 2) if dated < len(head) else 0


def _missing(entries: Sequence[Found], listed: Sequence[str], cover: Sequence[str]) -> list[Found]:
    """Return an entry for each article that the cover names and the file does not hold."""
    present = {_folded(entry.headline) for entry in entries}
    absent = [title for title in listed if _folded(title) not in present]
    stated = next((int(match.group(1)) for text in cover if (match := _COUNT.match(text))), 0)
    problem = "is listed on the cover and not in the file"
    lost = max(len(listed), stated) - len(entries)
    if lost <= 0:
        return []
    named = [Found(headline=title, place="cover", problem=problem) for title in absent[:lost]]
    unnamed = lost - len(named)
    if unnamed:
        named.append(Found(place="cover", problem=problem, items=unnamed))
    return named


def _folded(text: str) -> str:
    return one_line(text).casefold()
