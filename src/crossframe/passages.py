"""The passages of an article by who speaks them, with their words, for comparison of wordings."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from crossframe.voices import voice_words
from crossframe.wording import editor_brackets
from crossframe.words import stem, stop_words

Span = tuple[int, int]


class Passage(NamedTuple):
    """One attribution, or one sentence as far as it is attributed to nobody.

    Attributes
    ----------
    article
        Article id.
    speaker, cue, form
        Of the attribution; empty where there is none.
    sentences
        Sentence numbers.
    spans
        [start, end) in the article's file: of the content, or of the sentence.
    text
        The content, or the sentence.
    words, places, positions
        Folded words that belong to no passage within this one, their [start, end) in the file, and
        their places among the words of the article.
    quoted
        Which of the words stand inside quotation marks, the outlet's own in brackets excepted.
    stems
        Stem -> word, without function words.
    """

    article: str
    speaker: str
    cue: str
    form: str
    sentences: tuple[int, ...]
    spans: tuple[Span, ...]
    text: str
    words: list[str]
    places: list[Span]
    positions: list[int]
    quoted: list[int]
    stems: dict[str, str]

    @property
    def quoted_words(self) -> list[str]:
        """The quoted words themselves."""
        return [self.words[place] for place in self.quoted]


def passages(attributions: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, dict[int, Passage]]:
    """Return the passages of each article.

    Parameters
    ----------
    attributions
        As of `crossframe.speakers.speakers`.
    sentences
        The sentence table that it was made from.

    Returns
    -------
    dict
        Article -> passages in the table's order, by the number of the attribution, and by -1 - n
        for what sentence n holds that is attributed to nobody.

    Examples
    --------
    >>> from crossframe.attribution import attributions
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said the dam “held”.")])
    >>> said = attributions(table).assign(speaker="roe", speaker_kind="person")
    >>> {key: passage.words for key, passage in passages(said, table)["a"].items()}
    {0: ['the', 'dam', 'held'], -2: ['ada', 'roe', 'said']}
    """
    texts = dict(list(sentences.groupby("article", sort=False)))
    brackets = {
        article: [
            (row.start + a, row.start + b)
            for row in part.itertuples()
            for a, b in editor_brackets(row.text)
        ]
        for article, part in texts.items()
    }
    found: dict[str, dict[int, Passage]] = {article: {} for article in texts}
    for row in attributions.to_dict("records"):
        found[row["article"]][row["attribution"]] = Passage(
            row["article"],
            row["speaker"],
            row["cue"],
            row["quotation"],
            tuple(range(row["first_sentence"], row["last_sentence"] + 1)),
            row["content_spans"],
            row["content"],
            *([], [], [], [], {}),
        )
    for row in voice_words(attributions, sentences).itertuples():
        own = found[row.article]
        key = row.attribution
        if key < 0:
            key = -1 - row.sentence
            if key not in own:
                text = texts[row.article].set_index("sentence").loc[row.sentence]
                span = (int(text["start"]), int(text["end"]))
                own[key] = Passage(
                    row.article,
                    "",
                    "",
                    "",
                    (row.sentence,),
                    (span,),
                    text["text"],
                    *([], [], [], [], {}),
                )
        passage = own[key]
        if row.quoted and not any(a <= row.start < b for a, b in brackets[row.article]):
            passage.quoted.append(len(passage.words))
        passage.words.append(row.word)
        passage.places.append((row.start, row.end))
        passage.positions.append(row.position)
        if row.word not in stop_words():
            passage.stems.setdefault(stem(row.word), row.word)
    return found
