"""Who says what: every attribution of an article as source, cue and content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.cues import verb_forms, verb_frames
from crossframe.grammar import Clause, tag, tokens
from crossframe.quotations import Quotation, quotations

ATTRIBUTION_COLUMNS = [
    "article", "attribution", "first_sentence", "last_sentence", "source", "cue", "content",
    "source_spans", "cue_spans", "content_spans", "quotation",
]  # fmt: skip

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
                words.append(("@", quotation.start, quotation.end))
                position = quotation.end
            else:
                words.extend(tokens(text, position, end))
                position = end
        last = s + 1 == len(passage.starts)
        boundary_inside = not last and bool(words) and words[-1][0] == "@" and words[-1][2] > bounds[s + 1]
        if boundary_inside:
            continue
        if words:
            forms = [w[0] for w in words]
            result.append(
                (passage.paragraphs[s], Clause([f.lower().replace("’", "'") for f in forms], [w[1] for w in words], [w[2] for w in words], tag(forms)))
            )
        words = []
        n += 1
    return result


def _find(passage: _Passage) -> list[Found]:
    quoted = quotations(passage.text)
    found: list[Found] = []
    last: Found | None = None
    last_paragraph = -1
    for paragraph, clause in _clauses(passage, quoted):
        only_quote = set(clause.tags) <= set("@.,?") and "@" in clause.tags
        if only_quote and last is not None and paragraph - last_paragraph <= 1:
            last.content.extend((clause.starts[i], clause.ends[i]) for i, t in enumerate(clause.tags) if t == "@")
            last_paragraph = paragraph
            continue
        new = _in_clause(clause)
        for one in new:
            if any(passage.text[b - 1] in "”\"'’»" for _, b in one.content):
                last = one
                last_paragraph = paragraph
        found.extend(new)
    return found


def _in_clause(c: Clause) -> list[Found]:
    forms, starts, ends, tags = c
    lexicon, frames = verb_forms(), verb_frames()
    found: list[Found] = []
    subject: tuple[int, int] | None = None
    taken = 0
    for i, letter in enumerate(tags):
        if letter not in "VXZBGU":
            continue
        base = lexicon.get(forms[i], (forms[i], ""))[0]
        auxiliaries = ""
        j = i - 1
        while j >= 0 and (tags[j] in "RnMHKQ" or (tags[j] == "'" and j and tags[j - 1] in "PW")):
            auxiliaries += tags[j]
            j -= 1
        near_quote = (j >= 0 and (tags[j] == "@" or tags[j : j + 1] == "," and j and tags[j - 1] == "@")) or "@" in tags[i + 1 : i + 4]
        infinitive = j >= 0 and tags[j] == "t"
        source: tuple[int, int] | None
        inverted = False
        if infinitive or letter == "G" and "K" not in auxiliaries:
            source = subject
        else:
            source = _before(tags, j, subject)
            if source is None or tags[j] in ",@" and i + 1 < len(tags) and tags[i + 1] in "DEPN" and j and "@" in tags[j - 1 : j + 1]:
                after = _after(tags, i + 1)
                if after and j >= 0 and tags[j] in ",@":
                    source, inverted = after, True
        if source and not infinitive and letter != "G":
            subject = source
        if base not in frames and not near_quote:
            continue
        if "K" in auxiliaries and letter in "ZU":
            continue
        kinds = frames.get(base, frozenset())
        content: list[tuple[int, int]] = []
        k = source[1] if inverted and source else i + 1
        # quotation before the cue
        q = (source[0] if source and not inverted and source[1] <= i else i) - 1
        while q >= 0 and tags[q] in ",":
            q -= 1
        if q >= 0 and tags[q] == "@" and not infinitive and letter != "G" and (inverted or (source and source[0] > q)):
            content.append((q, q + 1))
            after_quote = next((m for m in range(k, len(tags)) if tags[m] == "@"), None)
            if after_quote is not None and tags[after_quote - 1] in ",.:":
                content.append((after_quote, after_quote + 1))
        elif base in frames or tags[k : k + 1] in ("@", ":", ","):
            right = _content(c, k, kinds)
            if right:
                content.append(right)
            elif "clause" in kinds and source and not infinitive and source[0] > 1 and tags[source[0] - 1 if not inverted else i - 1] == ",":
                a = taken
                b = (source[0] if not inverted else i) - 1
                if b > a:
                    content.append((a, b))
        if not content:
            continue
        found.append(
            Found(
                [(starts[source[0]], ends[source[1] - 1])] if source else [],
                [(starts[i], ends[i])],
                [(starts[a], ends[b - 1]) for a, b in content],
            )
        )
    return found


_NOMINAL = "NE#A'D"


def _before(tags: str, j: int, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the subject whose last token is j."""
    if j < 0:
        return None
    t = tags[j]
    if t in "PWT":
        return (j, j + 1)
    if t == "C":
        return last
    end = j + 1
    if t == ",":
        k = tags.rfind(",", 0, j)
        if k <= 0:
            return None
        if tags[k + 1] not in "WDNEA" or (tags[k + 1] not in "W" and any(x in tags[k:j] for x in "VXMK")):
            return None
        inner = _before(tags, k - 1, last)
        return (inner[0], j) if inner else None
    k = j
    while k >= 0:
        x = tags[k]
        if x in "NE#A'@":
            k -= 1
        elif x == "D":
            k -= 1
            if k < 0 or tags[k] not in "I":
                break
        elif x == "I" and k and tags[k - 1] in "NE#'":
            k -= 1
        elif x == "C" and k and tags[k - 1] in "NE#" and tags[k + 1] in "NEDA":
            k -= 1
        else:
            break
    k += 1
    return (k, end) if k < end else None


def _after(tags: str, i: int) -> tuple[int, int] | None:
    k = i
    n = len(tags)
    if k < n and tags[k] == "P":
        return (k, k + 1)
    while k < n and (tags[k] in "NE#A'D" or (tags[k] in "IC" and k > i and k + 1 < n and tags[k + 1] in "NE#AD")):
        k += 1
    return (i, k) if k > i else None


def _content(c: Clause, k: int, kinds: frozenset[str]) -> tuple[int, int] | None:
    tags, forms = c.tags, c.forms
    n = len(tags)
    while k < n and tags[k] == "R":
        k += 1
    if k >= n:
        return None
    t = tags[k]
    if k + 1 >= n:
        return None if t in ",:." else (k, k + 1) if t in "NEOP@" else None
    if t in ",:" and tags[k + 1] == "@":
        return (k + 1, _end(c, k + 1))
    if t == ":" and "clause" in kinds:
        return (k + 1, _end(c, k + 1))
    if t == "@":
        return (k, _end(c, k))
    if "hearer" in kinds or "someone-to" in kinds:
        after = (k, k + 1) if t in "OP" else _after(tags, k)
        if after and after[1] < n:
            m = after[1]
            if tags[m] == "T" or (tags[m] == "t" and "someone-to" in kinds) or tags[m] in "@P":
                return (m, _end(c, m))
            if tags[m] in ",:" and tags[m + 1 : m + 2] == "@":
                return (m + 1, _end(c, m + 1))
    if t == "T" and "clause" in kinds:
        return (k, _end(c, k))
    if "clause" in kinds and t in "DNEP#AO" :
        after = _after(tags, k)
        if after and after[1] < n and tags[after[1]] in "MHKQVXZR'n":
            return (k, _end(c, k))
    if "clause" in kinds and t == "I":
        m = next((m for m in range(k, n) if tags[m] in "TVXKM,"), None)
        if m is not None and tags[m] == "T":
            return (m, _end(c, m))
    if ("wh" in kinds or "clause" in kinds) and (t in "wW" or forms[k] in ("if", "when")):
        return (k, _end(c, k))
    if "to" in kinds and (t == "t" or t == "n"):
        return (k, _end(c, k))
    if {"object", "complement", "as", "someone-to"} & kinds:
        if t in "DNE#AOP":
            return (k, _phrase_end(c, k))
    if "ing" in kinds and t == "G":
        return (k, _end(c, k))
    if t in "It" and forms[k] in kinds and k + 1 < n:
        return (k + 1, _phrase_end(c, k + 1))
    return None


def _end(c: Clause, k: int) -> int:
    tags = c.tags
    n = len(tags)
    m = k + 1
    while m < n:
        if tags[m] in ";" or (tags[m] == ")" and "(" not in tags[k:m]):
            break
        if tags[m] == "," and tags[m + 1 : m + 2] == "G" and verb_forms().get(c.forms[m + 1], ("", ""))[0] in verb_frames():
            break
        m += 1
    while m > k + 1 and tags[m - 1] in ".,:-?":
        m -= 1
    return m


def _phrase_end(c: Clause, k: int) -> int:
    tags = c.tags
    n = len(tags)
    m = k + 1
    while m < n:
        if tags[m] in ";,.:-)S" or (tags[m] in "MKXV") or (tags[m] == "C" and tags[m + 1 : m + 2] in ("V", "X", "R")):
            break
        m += 1
    return m
