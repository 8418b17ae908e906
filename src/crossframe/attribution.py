"""Who says what: every attribution of an article as source, cue and content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.grammar import Clause, is_title_case, tag, tokens
from crossframe.quotations import Quotation, quotations
from crossframe.reporting import Report, announces, reports, speaks_only

ATTRIBUTION_COLUMNS = [
    "article", "attribution", "first_sentence", "last_sentence", "source", "cue", "content",
    "source_spans", "cue_spans", "content_spans", "quotation",
]  # fmt: skip

_QUOTATION_MARKS = "\"'`“”„‟«»‘’ "

Span = tuple[int, int]


class Found(NamedTuple):
    """One attribution in a passage: spans of source, cue and content."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


def attributions(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find who says what."""
    rows = []
    for article, group in sentences.groupby("article", sort=False):
        passage = _Passage(
            group["sentence"].tolist(), group["paragraph"].tolist(), group["start"].tolist(), group["text"].tolist()
        )
        found = _find(passage)
        for number, one in enumerate(found):
            rows.append((article, number, *passage.row(one)))
    return pd.DataFrame(rows, columns=ATTRIBUTION_COLUMNS)


class _Passage:
    def __init__(self, numbers: list[int], paragraphs: list[int], starts: list[int], texts: list[str]) -> None:
        self.numbers = numbers
        self.paragraphs = paragraphs
        self.file_starts = starts
        self.starts: list[int] = []
        parts: list[str] = []
        position = 0
        before = None
        for paragraph, text in zip(paragraphs, texts, strict=True):
            if before is not None:
                parts.append(" " if paragraph == before else "\n")
                position += 1
            self.starts.append(position)
            parts.append(text.replace("\n", " "))
            position += len(text)
            before = paragraph
        self.texts = texts
        self.text = "".join(parts)

    def in_file(self, span: Span) -> list[Span]:
        """Return a span of the passage as spans of the file, one a paragraph."""
        start, end = span
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        spans: list[Span] = []
        for s in range(first, last + 1):
            a = max(start, self.starts[s]) - self.starts[s] + self.file_starts[s]
            b = min(end - self.starts[s], len(self.texts[s])) + self.file_starts[s]
            if spans and self.paragraphs[s] == self.paragraphs[s - 1]:
                spans[-1] = (spans[-1][0], b)
            elif b > a:
                spans.append((a, b))
        return spans

    def row(self, one: Found) -> tuple[object, ...]:
        spans = [*one.source, *one.cue, *one.content]
        first = bisect_right(self.starts, min(a for a, _ in spans)) - 1
        last = bisect_right(self.starts, max(b for _, b in spans) - 1) - 1
        words = [" … ".join(self.text[a:b].replace("\n", " ") for a, b in part) for part in one]
        in_file = [tuple(f for span in part for f in self.in_file(span)) for part in one]
        return (self.numbers[first], self.numbers[last], *words, *in_file, _form(words[2]))


def _form(content: str) -> str:
    quoted = sum(q.end - q.start for q in quotations(content))
    if not quoted:
        return "indirect"
    rest = content
    for q in reversed(quotations(content)):
        rest = rest[: q.start] + rest[q.end :]
    left = [word for word in rest.replace("…", " ").split() if word.strip(",.;:")]
    return "direct" if left in ([], ["that"]) else "mixed"


def _clauses(passage: _Passage, quoted: list[Quotation]) -> list[tuple[int, Clause]]:
    """Return (paragraph, clause) for stretches between sentence boundaries outside of quotations."""
    result = []
    text = passage.text
    n = 0
    bounds = [*passage.starts, len(text) + 1]
    inside = iter(quoted)
    quotation = next(inside, None)
    words: list[tuple[str, int, int]] = []
    for s in range(len(passage.starts)):
        position, end = bounds[s], bounds[s + 1] - 1
        if quotation is not None and position > quotation.start:
            position = max(position, quotation.end)
        while position < end:
            while quotation is not None and quotation.end <= position:
                quotation = next(inside, None)
            if quotation is not None and quotation.start < end and quotation.start >= position:
                words.extend(tokens(text, position, quotation.start))
                inner = text[quotation.start : quotation.end].strip(_QUOTATION_MARKS)
                words.append((f"@{inner[:1]}{inner[-1:]}", quotation.start, quotation.end))
                if inner.endswith(","):
                    words.append((",", quotation.end, quotation.end))
                position = quotation.end
            else:
                words.extend(tokens(text, position, end))
                position = end
        last = s + 1 == len(passage.starts)
        boundary_inside = not last and bool(words) and words[-1][0][0] in "@," and words[-1][2] > bounds[s + 1]
        if boundary_inside:
            continue
        if words:
            forms = [w[0] for w in words]
            result.append(
                (passage.paragraphs[s], Clause([f if f[0] == "@" else f.lower().replace("’", "'") for f in forms], [w[1] for w in words], [w[2] for w in words], tag(forms, title=is_title_case(forms))))
            )
        words = []
        n += 1
    return result


def _find(passage: _Passage) -> list[Found]:
    """Find the attributions of a passage, with quotations that have no cue joined to the one before."""
    found: list[Found] = []
    speaking: Found | None = None
    paragraph_of_speech = clause_of_speech = -2
    quoting = False
    pending: list[Span] = []
    announced: Found | None = None
    clauses = _clauses(passage, quotations(passage.text))
    for number, (paragraph, clause) in enumerate(clauses):
        if announced is not None:
            if not announced.content or paragraph == paragraph_of_speech:
                announced.content.append((clause.starts[0], clause.ends[-1]))
                paragraph_of_speech = paragraph
                continue
            announced = None
        if "@" in clause.tags and set(clause.tags) <= set("@.,?-"):
            spans = [(a, b) for a, b, t in zip(clause.starts, clause.ends, clause.tags, strict=True) if t == "@"]
            following = clauses[number + 1] if number + 1 < len(clauses) else (-1, clause)
            if following[0] == paragraph and speaks_only(following[1]):
                pending = [*pending, *spans]
            elif speaking is not None and (
                number == clause_of_speech + 1 or (quoting and paragraph - paragraph_of_speech <= 1)
            ):
                speaking.content.extend(spans)
                paragraph_of_speech, clause_of_speech, quoting = paragraph, number, True
                pending = []
            else:
                pending = [*pending, *spans]
            continue
        following = clauses[number + 1][0] if number + 1 < len(clauses) else paragraph
        opening = announces(clause) if following != paragraph else None
        if opening:
            announced = _found(clause, opening)
            found.append(announced)
            speaking = announced
            continue
        only = speaks_only(clause) if pending else None
        if only:
            one = _found(clause, only)
            one.content.extend(pending)
            found.append(one)
            speaking, paragraph_of_speech, clause_of_speech, quoting = one, paragraph, number, True
        else:
            for report in reports(clause, headline=paragraph == clauses[0][0]):
                one = _found(clause, report)
                if report.speaks:
                    quoting = any("@" in clause.tags[a:b] for a, b in report.content)
                    speaking, paragraph_of_speech, clause_of_speech = one, paragraph, number
                found.append(one)
        pending = []
    return [one for one in found if one.content]


def _found(clause: Clause, report: Report) -> Found:
    return Found(
        _spans(clause, [report.source] if report.source else []),
        _spans(clause, [report.cue]),
        _spans(clause, report.content),
    )


def _spans(clause: Clause, places: Sequence[tuple[int, int]]) -> list[Span]:
    return [(clause.starts[a], clause.ends[b - 1]) for a, b in places]
