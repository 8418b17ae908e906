"""Stance on themes, sentence by sentence: whose, for or against, and by which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from crossframe.stance.actors import mentions
from crossframe.stance.codebook import Codebook, Theme
from crossframe.stance.confidence import confidence, consistent, grounds
from crossframe.stance.holders import Line, Span, Voice, holders, voices
from crossframe.stance.polarity import Operator, operators, tokens
from crossframe.stance.propositions import Orientation, orientation
from crossframe.stance.scope import read
from crossframe.stance.themes import touched_themes
from crossframe.stance.units import UNIT
from crossframe.stance.votes import (
    Vote,
    by_tone,
    codebook_cue,
    decide,
    is_left_open,
    majority,
)
from crossframe.voices.speakers import OUTLET

STANCES = ("favor", "against", "neither")
STANCE_COLUMNS = [
    "article",
    "sentence",
    "theme",
    "holder",
    "stance",
    "evidence",
    "start",
    "end",
    "term",
    "cue",
    "rule",
    "ground",
    "confidence",
]


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
        Who says what, as of `crossframe.attribution.attributions.attributions`, with or without the columns of
        `crossframe.voices.speakers.speakers`.

    Returns
    -------
    pandas.DataFrame
        One row per article, sentence, theme and holder, in reading order: `article`, `sentence`
        (int), `theme` (id), `holder` (actor id, the source's words in lower case, or `outlet`),
        `stance` (`favor`, `against` or `neither`, towards the theme's proposition), `evidence`
        (the shortest part of the sentence that shows it), `start`, `end` (int, its code points in
        the article's file), `term` (what touches the theme), `cue` (the words that decided,
        joined by "; "), `rule` (name of the rule that decided), `ground` and `confidence`
        (how far it is to be believed, and the likelihood that the stance is right, 0 to 1: see
        `crossframe.stance.confidence`).

    Notes
    -----
    The rules, the first that applies deciding each place of a theme: `codebook cue` (a phrase the
    codebook gives for one side); `left open` ("declined to say"); `attitude`, `action`,
    `evaluation` (the product of what supports or opposes, brings about or curbs, praises or blames
    the theme's words, turned by negations and by what the proposition asks for); `denial`;
    `negation`; `necessity` ("must"); `opposite term` (it names the contrary of what the theme is
    about); `tone` (the proposition states a fact that is no bad one, and the sentence speaks ill by
    two words more than it speaks well); `mention` (nothing else decides: favor where somebody else
    than the outlet names the theme, or the fact stated is a bad one; else neither). Over several places the stronger rules outvote `mention`. A proposition that is
    against what it names ("should be banned", "should not be allowed") turns them all. Measures
    by which the result is scored: `crossframe.evaluation.stance`.
    """
    touched = touched_themes(sentences, codebook)
    aims = {theme.id: orientation(theme) for theme in codebook.themes}
    rows: list[tuple[object, ...]] = []
    said = dict(iter(attributions.groupby("article", sort=False)))
    found = dict(iter(touched.groupby("article", sort=False)))
    for article, own in sentences[sentences["article"].isin(found)].groupby("article", sort=False):
        heard = voices(said.get(article, attributions.iloc[:0]))
        hits = found[article]
        lines = {
            number: _line(start, text, codebook)
            for number, start, text in own.loc[
                own["sentence"].isin(hits["sentence"]), ["sentence", "start", "text"]
            ].itertuples(index=False)
        }
        last = OUTLET
        for (number, theme_id), places in hits.groupby(["sentence", "theme"], sort=False):
            line, theme, aim = lines[number], codebook.theme(theme_id), aims[theme_id]
            vote = _code(line, theme, aim, places, heard=heard, codebook=codebook, last=last)
            last = next((h for h in vote.holders if h != OUTLET), last)
            rows.extend((article, number, theme_id, *row) for row in _rows(line, vote))
    table = pd.DataFrame(rows, columns=STANCE_COLUMNS[:-2]).drop_duplicates(
        ["article", "sentence", "theme", "holder"], ignore_index=True
    )
    table = consistent(table)
    terms = touched.groupby(UNIT)["term"].nunique()
    ground = grounds(table, set(terms.index[terms > 1]))
    return table.assign(ground=ground, confidence=confidence(ground))


def _line(start: int, text: str, codebook: Codebook) -> Line:
    found = tokens(text)
    return Line(start, text, found, operators(found), mentions(text, codebook.actors))


def _rows(line: Line, vote: Vote) -> Iterator[tuple[object, ...]]:
    stance = {1: "favor", -1: "against", 0: "neither"}[vote.sign]
    start, end = vote.span
    evidence = line.text[start - line.start : end - line.start]
    for holder in vote.holders:
        yield (holder, stance, evidence, start, end, vote.term, vote.cue, vote.rule)


def _code(
    line: Line,
    theme: Theme,
    aim: Orientation,
    places: pd.DataFrame,
    *,
    heard: Sequence[Voice],
    codebook: Codebook,
    last: str,
) -> Vote:
    """Return the vote of a sentence on a theme."""
    given = codebook_cue(line, theme)
    votes = []
    for term, start, end in places[["term", "start", "end"]].itertuples(index=False):
        at = [
            i
            for i, token in enumerate(line.tokens)
            if token.start < end - line.start and token.end > start - line.start
        ]
        reading = read(line.tokens, line.operators, at[0], at[-1])
        named = holders(line, (start, end), reading.used, heard, codebook.actors, last=last)
        sign, rule = decide(
            reading,
            aim,
            term,
            named=named != [OUTLET],
            left_open=is_left_open(line, at[0]),
        )
        cue = "; ".join(_words(line, o) for o in reading.used)
        span = _evidence(line, (start, end), reading.used)
        votes.append(Vote(sign, rule, term, cue, span, named))
    main = by_tone(majority(votes), line, aim)
    turn = -1 if aim.denied else 1
    if given is not None:
        main = Vote(*given, main.holders)
        main = main._replace(sign=main.sign * turn)  # it is said of the proposition as it stands
    return main._replace(sign=main.sign * turn)


def _words(line: Line, o: Operator) -> str:
    return line.text[line.tokens[o.first].start : line.tokens[o.last].end]


def _evidence(line: Line, span: Span, used: Sequence[Operator]) -> Span:
    """Return the shortest span with the theme's words and all that decided."""
    starts = [line.start + line.tokens[o.first].start for o in used]
    ends = [line.start + line.tokens[o.last].end for o in used]
    return min([span[0], *starts]), max([span[1], *ends])
