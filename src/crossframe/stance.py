"""Stance on themes, sentence by sentence: whose, for or against, and by which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from crossframe.codebook import Codebook, Theme, term_pattern
from crossframe.holders import OUTLET, Span, Voice, agent, mentions, name_holder, subject, voices
from crossframe.polarity import Operator, Reading, Token, operators, read, tokens
from crossframe.propositions import Orientation, orientation
from crossframe.themes import touched_themes
from crossframe.words import fold

STANCE_COLUMNS = [
    "article", "sentence", "theme", "holder", "stance", "evidence", "start", "end", "term", "cue", "rule",
]  # fmt: skip

STANCES = ("favor", "against", "neither")


@dataclass(frozen=True)
class _Vote:
    """What one hit of a theme says."""

    sign: int
    rule: str
    term: str
    cue: str
    start: int
    end: int
    holders: list[str]


def code_stance(
    sentences: pd.DataFrame, codebook: Codebook, attributions: pd.DataFrame
) -> pd.DataFrame:
    """Code the stance of every sentence on every theme it touches.

    Parameters
    ----------
    sentences
        A sentence table. Each article is coded by itself.
    codebook
        Themes with propositions and terms, and actors.
    attributions
        Who says what, as of `crossframe.attribution.attributions`, with or without the columns of
        `crossframe.speakers.speakers`.

    Returns
    -------
    pandas.DataFrame
        One row per article, sentence, theme and holder, in reading order: `article`, `sentence`
        (int), `theme` (id), `holder` (actor id, the source's words in lower case, or `outlet`),
        `stance` (`favor`, `against` or `neither`, towards the theme's proposition), `evidence`
        (the shortest part of the sentence that shows it), `start`, `end` (int, its code points in
        the article's file), `term` (what touches the theme), `cue` (the words that decided,
        joined by "; "), `rule` (name of the rule that decided).
    """
    touched = touched_themes(sentences, codebook)
    orientations = {theme.id: orientation(theme) for theme in codebook.themes}
    rows: list[tuple[object, ...]] = []
    for article, own in sentences.groupby("article", sort=False):
        heard = voices(attributions[attributions["article"] == article])
        last = OUTLET
        evidence = touched[touched["article"] == article]
        texts = {row.sentence: row for row in own.itertuples()}
        for (number, theme_id), hits in evidence.groupby(["sentence", "theme"], sort=False):
            row = texts[number]
            theme = codebook.theme(theme_id)
            vote = _vote(row, theme, orientations[theme_id], hits, heard, codebook, last)
            if vote.holders != [OUTLET]:
                last = vote.holders[0]
            for holder in vote.holders:
                stance = "neither" if vote.sign == 0 else "favor" if vote.sign > 0 else "against"
                evidence_text = row.text[vote.start - row.start : vote.end - row.start]
                rows.append(
                    (article, number, theme_id, holder, stance, evidence_text, vote.start, vote.end,
                     vote.term, vote.cue, vote.rule)
                )  # fmt: skip
    return pd.DataFrame(rows, columns=STANCE_COLUMNS)


def _vote(
    row: object,
    theme: Theme,
    aim: Orientation,
    hits: pd.DataFrame,
    heard: Sequence[Voice],
    codebook: Codebook,
    last: str,
) -> _Vote:
    offset, text = row.start, row.text
    sentence = tokens(text)
    found = operators(sentence)
    folded = fold(text)
    for sign, phrases in ((1, theme.favor_cues), (-1, theme.against_cues)):
        for phrase in phrases:
            match = term_pattern(phrase).search(folded)
            if match:
                start, end = offset + match.start(), offset + match.end()
                holders = _holders(row, sentence, (start, end), (), heard, codebook, last)
                return _Vote(
                    sign,
                    "codebook cue",
                    phrase,
                    text[match.start() : match.end()],
                    start,
                    end,
                    holders,
                )
    votes = []
    for term, start, end in hits[["term", "start", "end"]].itertuples(index=False):
        places = [
            i for i, t in enumerate(sentence) if t.start < end - offset and t.end > start - offset
        ]
        reading = read(sentence, found, places[0], places[-1])
        holders = _holders(row, sentence, (start, end), reading.used, heard, codebook, last)
        left_open = any(o.kind == "open" for o in found)
        sign, rule = _decide(reading, aim, term, named=holders != [OUTLET], left_open=left_open)
        votes.append(
            _as_vote(sign, rule, term, sentence, reading.used, offset, text, (start, end), holders)
        )
    decided = [vote for vote in votes if vote.rule != "mention"] or votes
    total = sum(vote.sign for vote in decided)
    if total == 0:
        return decided[0]
    return next(vote for vote in decided if vote.sign * total > 0)


def _decide(
    reading: Reading, aim: Orientation, term: str, *, named: bool, left_open: bool
) -> tuple[int, str]:
    turn = -1 if reading.negations % 2 else 1
    attitude, evaluation = reading.attitude, reading.evaluation * aim.value
    action = reading.action if aim.demand or term in aim.objects else 0
    side = 1
    if term in aim.opposites or (term in aim.objects and (action or evaluation or reading.direct)):
        side = -1
    if attitude or action or evaluation:
        sign = (attitude or 1) * (action or 1) * (evaluation or 1) * side * turn
        return sign, "attitude" if attitude else "action" if action else "evaluation"
    if left_open:
        return 0, "left open"
    if turn < 0:
        return -side, "negation"
    if reading.necessity:
        return side, "necessity"
    if side < 0:
        return -1, "opposite term"
    if aim.demand and not named:
        return 0, "mention"
    return 1, "mention"


def _as_vote(
    sign: int,
    rule: str,
    term: str,
    sentence: Sequence[Token],
    used: Sequence[Operator],
    offset: int,
    text: str,
    span: Span,
    holders: list[str],
) -> _Vote:
    start = min([span[0] - offset, *(sentence[o.first].start for o in used)])
    end = max([span[1] - offset, *(sentence[o.last].end for o in used)])
    cue = "; ".join(text[sentence[o.first].start : sentence[o.last].end] for o in used)
    return _Vote(sign, rule, term, cue, offset + start, offset + end, holders)


def _holders(
    row: object,
    sentence: Sequence[Token],
    span: Span,
    used: Sequence[Operator],
    heard: Sequence[Voice],
    codebook: Codebook,
    last: str,
) -> list[str]:
    actors = codebook.actors
    named = agent(row.text, sentence, used, actors)
    if named:
        return named
    for voice in heard:
        if any(a < span[1] and b > span[0] for a, b in voice.content):
            if fold(voice.source) in ("who", "which", "that", "whom") and voice.place >= row.start:
                before = [m for m in mentions(row.text, actors) if m.end <= voice.place - row.start]
                if before:
                    return [before[-1].actor]
            named = name_holder(voice.source, voice.speaker, actors)
            if named:
                return named
    local = (span[0] - row.start, span[1] - row.start)
    named = subject(row.text, sentence, local, used, actors)
    if named and named[0] in ("he", "she", "they"):
        return [last]
    return named or [OUTLET]
