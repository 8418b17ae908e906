"""Who gets the microphone: every word of an article by speaker and by form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from crossframe.text.quotations import quoted_spans
from crossframe.text.words import fold, words
from crossframe.voices.directory import Actor
from crossframe.voices.speakers import OUTLET, UNRESOLVED

FORMS = ("outlet's own words", "direct quotation", "paraphrase")
_OWN, _DIRECT, _PARAPHRASE = FORMS
_NONE = -1


def voice_words(attributions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say of every word who speaks it, and in which form.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.
    sentences
        The sentence table that it was made from.

    Returns
    -------
    pandas.DataFrame
        One row a word, in the table's order: `article` (str), `sentence`, `position`, `start`,
        `end` (int, see `crossframe.text.words.words`), `word` (str), `attribution` (int, the number in
        its article; -1 for none), `speaker` (tuple of str), `speaker_kind` (str, of that
        attribution; `outlet` for both where there is none), `quoted` (bool, it stands inside quotation marks) and `form`
        (str): `direct quotation` for a quoted word of the content of an attribution, `paraphrase`
        for any other word of a content, `outlet's own words` for all the rest: sources, cues, and
        what is quoted but attributed to nobody.

    Notes
    -----
    Where contents are nested ("Roe said Doe had promised to pay"), a word belongs to the innermost,
    which is the one of fewest characters.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> from crossframe.voices.speakers import speakers
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said the dam “held well”.")])
    >>> voice_words(speakers(attributions(table), table), table)[["word", "form"]].values[3:].tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['the', 'paraphrase'], ['dam', 'paraphrase'], ['held', 'direct quotation'],
     ['well', 'direct quotation']]
    """
    said = dict(list(attributions.groupby("article", sort=False)))
    texts = dict(list(sentences.groupby("article", sort=False)))
    table = words(sentences)
    starts = table["start"].to_numpy()
    owner, quoted = np.full(len(table), _NONE), np.zeros(len(table), dtype=bool)
    for article, places in table.groupby("article", sort=False).indices.items():
        rows = places[starts[places].argsort(kind="stable")]  # a headline may stand below the text
        ordered, own = starts[rows], said.get(article, attributions.iloc[:0])
        contents = sorted(
            zip(own["attribution"], own["content_spans"], strict=True),
            key=lambda content: -sum(end - start for start, end in content[1]),
        )
        for number, spans in contents:
            for span in spans:
                owner[rows[slice(*ordered.searchsorted(span))]] = number
        for span in quoted_spans(texts[article]):
            quoted[rows[slice(*ordered.searchsorted(span))]] = True
    columns = ("article", "attribution", "speaker", "speaker_kind")
    whose = {
        (article, number): (speaker, kind)
        for article, number, speaker, kind in zip(
            *(attributions[name] for name in columns), strict=True
        )
    }
    outlet = ((OUTLET,), OUTLET)
    heard = [
        whose.get(place, outlet) for place in zip(table["article"], owner.tolist(), strict=True)
    ]
    forms = [
        _OWN if one == _NONE else _DIRECT if marked else _PARAPHRASE
        for one, marked in zip(owner.tolist(), quoted.tolist(), strict=True)
    ]
    return table.assign(
        attribution=owner,
        speaker=pd.Series([speaker for speaker, _ in heard], dtype=object),
        speaker_kind=pd.Series([kind for _, kind in heard], dtype=str),
        quoted=quoted,
        form=pd.Series(forms, dtype=str),
    )


def voice_shares(attributions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Measure the share of each article's words by speaker and by form.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.
    sentences
        The sentence table that it was made from.

    Returns
    -------
    pandas.DataFrame
        One row for each article, speaker and form that has words, by article, then the outlet
        itself, then the speakers of most words first: `article` (str), `speaker` (tuple of str),
        `speaker_kind`, `form` (str, see `voice_words`), `words` (int, at least 1), `share` (float, of the
        article's words; the shares of an article sum to 1) and `sentences` (tuple of int, where
        these words stand).

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> from crossframe.voices.speakers import speakers
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said the dam “held well”.")])
    >>> shares = voice_shares(speakers(attributions(table), table), table)
    >>> shares[["speaker", "form", "words"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [[('outlet',), "outlet's own words", 3], [('ada roe',), 'direct quotation', 2],
     [('ada roe',), 'paraphrase', 2]]
    """
    counted = voice_words(attributions, sentences)
    shares = (
        counted.groupby(["article", "speaker", "speaker_kind", "form"], sort=False)["sentence"]
        .agg(words="size", sentences=lambda numbers: tuple(dict.fromkeys(numbers.tolist())))
        .reset_index()
    )
    totals = shares.groupby("article", sort=False)["words"].transform("sum")
    by_speaker = shares.groupby(["article", "speaker"], sort=False)["words"].transform("sum")
    order = pd.DataFrame(
        {
            "article": shares["article"].map(_places(sentences["article"])),
            "outlet": shares["speaker_kind"] != OUTLET,
            "unresolved": shares["speaker_kind"] == UNRESOLVED,
            "words": -by_speaker,
            "speaker": shares["speaker"],
            "form": shares["form"].map(FORMS.index),
        }
    ).sort_values(["article", "outlet", "unresolved", "words", "speaker", "form"])
    columns = ["article", "speaker", "speaker_kind", "form", "words", "share", "sentences"]
    return (
        shares.assign(share=shares["words"] / totals)
        .loc[order.index, columns]
        .reset_index(drop=True)
    )


def speaker_table(attributions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the attributions and words of every speaker in every article.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`, which joins a speaker's names across articles.
    sentences
        The sentence table that it was made from.

    Returns
    -------
    pandas.DataFrame
        One row for every speaker and every article that has words of theirs, and with 0 for those
        that have none where half of the others do, the speakers of most words over all articles
        first and `unresolved` last: `speaker` (tuple of str), `speaker_kind`,
        `article` (str), `attributions` (int), `words` (int, words of the contents as counted by `voice_words`),
        `quoted_words` (int, those inside quotation marks) and `sentences` (tuple of int, in which
        the attributions begin).

    Notes
    -----
    For a wide table: ``table.pivot(index="speaker", columns="article", values="words")``.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> from crossframe.voices.speakers import speakers
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said the dam “held well”."),
    ...                          ("b", 1, 1, "The dam held."), ("b", 2, 1, "“It did,” said Ada Roe.")])
    >>> speaker_table(speakers(attributions(table), table), table).drop(
    ...     columns=["speaker_kind", "sentences"]).values.tolist()
    [[('ada roe',), 'a', 1, 4, 2], [('ada roe',), 'b', 1, 2, 2]]
    """
    counted = voice_words(attributions, sentences)
    counted = counted[counted["attribution"] != _NONE]
    sizes = counted.groupby(["speaker", "article"]).size().to_dict()
    quoted = counted[counted["form"] == _DIRECT].groupby(["speaker", "article"]).size().to_dict()
    said = (
        attributions.groupby(["speaker", "article"], sort=False)["first_sentence"]
        .agg(tuple)
        .to_dict()
    )
    kinds = dict(zip(attributions["speaker"], attributions["speaker_kind"], strict=True))
    totals = counted["speaker"].value_counts()
    names = sorted(kinds, key=lambda name: (kinds[name] == UNRESOLVED, -totals.get(name, 0), name))
    articles = sentences["article"].unique()
    heard = Counter(name for name, _ in said)
    rows = [
        (
            name,
            kinds[name],
            article,
            len(said.get((name, article), ())),
            int(sizes.get((name, article), 0)),
            int(quoted.get((name, article), 0)),
            said.get((name, article), ()),
        )
        for name in names
        for article in articles
        if (name, article) in said or 2 * heard[name] >= len(articles) - 1
    ]
    columns = ["speaker", "speaker_kind", "article", "attributions", "words", "quoted_words"]
    return pd.DataFrame(rows, columns=[*columns, "sentences"])


def speaker_names(
    attributions: pd.DataFrame,
    sentences: pd.DataFrame | None = None,
    *,
    actors: Iterable[Actor] = (),
) -> dict[str, str]:
    """Return how each speaker's name is written.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.
    sentences
        The sentence table that it was made from: for speakers whose full name stands in no source.
    actors
        Of the codebook.

    Returns
    -------
    dict
        Speaker -> an actor's name, else the name as it first stands in a source, else in a sentence,
        an initial included, for those whose value of `speaker` is found there in other letters.

    Examples
    --------
    >>> speaker_names(pd.DataFrame({"source": ["Treasurer Ada Roe"], "speaker": [("ada roe",)]}))
    {'ada roe': 'Ada Roe'}
    """
    sources: dict[str, list[str]] = defaultdict(list)
    for source, speaker in zip(attributions["source"], attributions["speaker"], strict=True):
        for one in filter(None, speaker):
            sources[one].append(source)
    texts = [] if sentences is None else sentences["text"].tolist()
    folded = [(text, fold(text)) for text in texts]
    names: dict[str, str] = {}
    for speaker, own in sources.items():
        in_sources = _written(speaker, ((source, fold(source)) for source in own))
        names[speaker] = next((name for name in in_sources if name != speaker), speaker)
        if names[speaker] == speaker:
            names[speaker] = next(_written(speaker, folded), speaker)
    others = {speaker: name for speaker, name in names.items() if name != speaker}
    return others | {actor.id: actor.name for actor in actors}


def _written(speaker: str, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield how texts, each given as it is and folded, write a speaker's name."""
    words = speaker.split(" ")
    name = r"\s(?:\w{1,2}\.?\s)?".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w){name}(?!\w)")
    for text, folded in texts:
        if words[0] in folded and (match := pattern.search(folded)):
            yield text[slice(*match.span())]


def _places(articles: pd.Series) -> dict[str, int]:
    return {article: place for place, article in enumerate(articles.unique())}
