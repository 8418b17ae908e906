"""Who says what: every attribution of an article as source, cue and content."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from crossframe.attribution.by_label import announcement, signature, speaker_alone
from crossframe.attribution.grammar.clauses import Clause, Report, clauses
from crossframe.attribution.reporting import clause_reports
from crossframe.text.quotations import quotations
from crossframe.text.running import RunningText, Span

ATTRIBUTION_COLUMNS = [
    "article",
    "attribution",
    "first_sentence",
    "last_sentence",
    "source",
    "cue",
    "content",
    "source_spans",
    "cue_spans",
    "content_spans",
    "quotation",
]
_BETWEEN_PARTS = " … "


class _Attribution(NamedTuple):
    """Spans of source, cue and content in a passage."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


def attributions(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find who says what.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`) of any number of articles.

    Returns
    -------
    pandas.DataFrame
        One row an attribution, in the order of the articles and of their cues: `article` (str),
        `attribution` (int, from 0 in each article), `first_sentence`, `last_sentence` (int, the
        sentences that it reaches over), `source`, `cue`, `content` (str, the words; parts that
        stand apart are joined by " … "; `source` is "" where none is named), `source_spans`,
        `cue_spans`, `content_spans` (tuple of [start, end) tuples, code points in the article's
        file, one or more a part and paragraph), `quotation` (str: direct where all of the content
        but an introducing "that" stands in quotation marks, mixed where a part of it does,
        indirect where nothing does).

    Notes
    -----
    Rules over a shallow grammar, no model: quotations are found first and count as one word each;
    the clauses around them are tagged by word lists and endings; each verb group gets its subject;
    reporting verbs, nouns and adjectives, verbs beside a quotation, "according to" and colons are
    cues; the cue decides what its content can be and where it ends. An attribution inside the
    content of another is part of what that source says and has no row. A quotation without a
    cue goes on with the last speaker of its paragraph or the one before.

    The parts of an attribution follow Pareti (2012), A Database of Attribution Relations, LREC,
    and Newell, Margolin and Ruths (2018), An Attribution Relations Corpus for Political News,
    LREC; the order of rules for direct quotations Krestel, Bergler and Witte (2008), Minding the
    Source, LREC.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = attributions(given_sentences([("a", 1, 1, "“It rains,” Ada Roe said. “A lot.”")]))
    >>> table[["source", "cue", "content", "quotation"]].values.tolist()
    [['Ada Roe', 'said', '“It rains,” … “A lot.”', 'direct']]
    >>> table["content_spans"][0]
    ((0, 11), (26, 34))
    """
    rows = []
    for article, group in sentences.groupby("article", sort=False):
        passage = RunningText.of(group)
        found = sorted(_find(passage), key=lambda one: one.cue)
        rows += [(article, number, *_row(passage, one)) for number, one in enumerate(found)]
    return pd.DataFrame(rows, columns=ATTRIBUTION_COLUMNS)


def _row(passage: RunningText, one: _Attribution) -> tuple[object, ...]:
    spans = [*one.source, *one.cue, *one.content]
    first = passage.sentence_at(min(start for start, _ in spans))
    last = passage.sentence_at(max(end for _, end in spans) - 1)
    words = [_BETWEEN_PARTS.join(passage.words(span) for span in part) for part in one]
    in_file = [tuple(piece for span in part for piece in passage.in_file(span)) for part in one]
    return first, last, *words, *in_file, quotation_form(words[2])


def quotation_form(content: str) -> str:
    """Tell whether a content is quoted.

    Parameters
    ----------
    content
        The words of a content.

    Returns
    -------
    str
        "direct", "mixed" or "indirect".

    Examples
    --------
    >>> [quotation_form(words) for words in ("that “it rains”", "a “lot” of rain", "that it rains")]
    ['direct', 'mixed', 'indirect']
    """
    quoted = quotations(content)
    if not quoted:
        return "indirect"
    rest, position = "", 0
    for quotation in quoted:
        rest += content[position : quotation.start]
        position = quotation.end
    rest += content[position:]
    left = [word.strip(",.;:…—–-") for word in rest.lower().split()]
    return "direct" if set(left) <= {"", "that"} else "mixed"


class _Speech:
    """The attribution that a quotation without a cue would go on with."""

    def __init__(self, one: _Attribution, number: int, paragraph: int, *, quotes: bool) -> None:
        self.one = one
        self.clause = number
        self.paragraph = paragraph
        self.quotes = quotes

    def goes_on(self, number: int, paragraph: int) -> bool:
        """Tell whether a quotation of the clause is still by the same speaker."""
        return number == self.clause + 1 or (self.quotes and paragraph == self.paragraph)

    def add(self, spans: list[Span], number: int, paragraph: int, *, quotes: bool = True) -> None:
        """Add what the clause quotes."""
        self.one.content.extend(spans)
        self.clause, self.paragraph, self.quotes = number, paragraph, quotes


def _find(passage: RunningText) -> list[_Attribution]:
    """Find the attributions of a passage and join quotations without a cue to their speaker."""
    parts = [
        (passage.paragraphs[number], clause)
        for number, clause in clauses(passage.text, passage.starts, quotations(passage.text))
    ]
    found: list[_Attribution] = []
    speech: _Speech | None = None
    announced = False
    pending: list[Span] = []
    for number, (paragraph, clause) in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        if announced and speech and (not speech.one.content or paragraph == speech.paragraph):
            quotes = "@" in clause.tags
            speech.add([clause.span((0, len(clause.tags)))], number, paragraph, quotes=quotes)
            continue
        announced = False
        if _is_quotation(clause):
            spans = [clause.span((k, k + 1)) for k, tag in enumerate(clause.tags) if tag == "@"]
            if (
                not _speaker_follows(following, paragraph)
                and speech
                and speech.goes_on(number, paragraph)
            ):
                speech.add(spans, number, paragraph)
                pending = []
            else:
                pending += spans
            continue
        ends_paragraph = following is not None and following[0] != paragraph
        announcing = announcement(clause) if ends_paragraph else None
        asking = (signature(clause) or speaker_alone(clause)) if pending else None
        lone = announcing or asking
        reports = [lone] if lone else clause_reports(clause, headline=paragraph == parts[0][0])
        for report in reports:
            one = _attribution(clause, report)
            found.append(one)
            if report.speaks:
                quotes = any("@" in clause.tags[start:end] for start, end in report.content)
                speech = _Speech(one, number, paragraph, quotes=quotes or report is asking)
        if asking and not announcing:
            found[-1].content.extend(pending)
        announced = announcing is not None
        pending = []
    return [one for one in found if one.content]


def _is_quotation(clause: Clause) -> bool:
    """Tell whether a clause is quoted as a whole."""
    return "@" in clause.tags and set(clause.tags) <= set("@.,?-")


def _speaker_follows(following: tuple[int, Clause] | None, paragraph: int) -> bool:
    """Tell whether the next clause of the paragraph says whose quotation it is."""
    return (
        following is not None
        and following[0] == paragraph
        and speaker_alone(following[1]) is not None
    )


def _attribution(clause: Clause, report: Report) -> _Attribution:
    return _Attribution(
        [clause.span(report.source)] if report.source else [],
        [clause.span(report.cue)],
        [clause.span(part) for part in report.content],
    )
