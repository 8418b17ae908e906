"""Quotations checked word by word against originals: transcripts and press releases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

import pandas as pd

from crossframe.claims.passages import editor_brackets
from crossframe.corpus.articles import Article
from crossframe.text.words import Word, iter_words
from crossframe.voices.shares import voice_words

CHECKED = ("verbatim", "altered", "not found in it")
_VERBATIM, _ALTERED, _NOT_FOUND = CHECKED
_GAP = re.compile(r"…|\.\s?\.\s?\.")
_LEAST_SHARED = 0.5
_FEWEST_WORDS = 3
_NOWHERE = (_NOT_FOUND, "", "", -1, -1, "")
_COLUMNS = [
    "article", "attribution", "sentence", "speaker", "start", "end", "quotation", "words",
    "checked", "difference", "original", "original_start", "original_end", "original_text",
]  # fmt: skip

Place = tuple[int, int]


def check_quotations(
    attributions: pd.DataFrame, sentences: pd.DataFrame, originals: Sequence[Article]
) -> pd.DataFrame:
    """Check every attributed quotation against originals, word by word.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.
    sentences
        The sentence table of the reports that it was made from.
    originals
        Transcripts, press releases: the articles of kind `primary` of a manifest.

    Returns
    -------
    pandas.DataFrame
        One row for each quoted stretch of an attribution and sentence, in text order: `article`
        (str), `attribution`, `sentence` (int), `speaker` (tuple of str), `start`, `end` (int, code
        points in the article's file, of the first and last quoted word), `quotation` (str), `words`
        (int), `checked` (str: `verbatim`, `altered`, `not found in it`, by the original that has
        most of it), `difference` (str, "" if verbatim or not found: the original's wording with
        ``[-words the quotation lacks-]`` and ``{+words it has instead or more+}``), `original`
        (str, its id; "" if not found), `original_start`, `original_end` (int, code points in its
        text; -1 if not found) and `original_text` (str, what stands there).

    Notes
    -----
    Compared are words: case, punctuation and the form of quotation marks and apostrophes do not
    count. Words in square brackets are the outlet's and left out; at brackets and at an ellipsis
    the quotation is cut into parts, which are checked one by one, each after the one before. So a
    cut that is shown by an ellipsis is verbatim, and one that is not shown is altered. A part that
    is not there word by word is laid beside that stretch of the original which shares most words
    with it, and is not found if less than half of its words, or fewer than three, stand there.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.articles import Article
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "“The dam is a great danger,” Ada Roe said.")])
    >>> said = attributions(table).assign(speaker=[("roe",)], speaker_kind="person")
    >>> speech = Article("speech", "", "I think the dam is a danger to us.")
    >>> check_quotations(said, table, [speech])[["checked", "difference"]].values.tolist()
    [['altered', 'the dam is a {+great+} danger']]
    """
    documents = [(original, list(iter_words(original.text))) for original in originals]
    texts = {
        (row.article, row.sentence): (int(row.start), row.text) for row in sentences.itertuples()
    }
    counted = voice_words(attributions, sentences)
    counted = counted[counted["quoted"] & (counted["attribution"] >= 0)]
    stretch = (
        counted.groupby("article", sort=False)["position"].diff().ne(1)
        | counted["attribution"].diff().ne(0)
        | counted["sentence"].diff().ne(0)
    ).cumsum()
    rows = []
    for _, own in counted.groupby(stretch, sort=False):
        first = own.iloc[0]
        shift, text = texts[first["article"], first["sentence"]]
        start, end = int(own["start"].min()), int(own["end"].max())
        quoted = [
            Word(word, place - shift, stop - shift)
            for word, place, stop in zip(own["word"], own["start"], own["end"], strict=True)
        ]
        parts = _parts(quoted, text)
        found = [_against(original, document, parts) for original, document in documents]
        best = min(found, key=lambda check: CHECKED.index(check[0]), default=_NOWHERE)
        quotation = text[start - shift : end - shift]
        given = (first[column] for column in ("article", "attribution", "sentence", "speaker"))
        rows.append((*given, start, end, quotation, len(own), *best))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _against(
    original: Article, document: Sequence[Word], parts: Sequence[Sequence[str]]
) -> tuple[str, str, str, int, int, str]:
    """Return the last six columns of a row: what one original says of a quotation's parts."""
    checked, difference, places = _check(parts, [word.form for word in document])
    if not places:
        return _NOWHERE
    start, end = document[places[0][0]].start, document[places[-1][1] - 1].end
    return checked, difference, original.id, start, end, original.text[start:end]


def _parts(quoted: Sequence[Word], text: str) -> list[list[str]]:
    """Cut a quotation at ellipses and brackets; leave out the words in brackets."""
    brackets = editor_brackets(text)
    parts: list[list[str]] = [[]]
    before = quoted[0].start
    for word in quoted:
        bracketed = any(start <= word.start < end for start, end in brackets)
        if bracketed or _GAP.search(text, before, word.start):
            parts.append([])
        if not bracketed:
            parts[-1].append(word.form)
        before = word.end
    return [part for part in parts if part]


def _check(parts: Sequence[Sequence[str]], document: Sequence[str]) -> tuple[str, str, list[Place]]:
    """Return what the check of a quotation's parts says, the difference, and the places."""
    results, differences, places = set(), [], []
    position = 0
    for part in parts:
        place = _find(part, document, position)
        if place:
            results.add(_VERBATIM)
            differences.append(" ".join(part))
        else:
            place, difference = _lay_beside(part, document)
            results.add(_ALTERED if place else _NOT_FOUND)
            differences.append(difference)
        if place:
            places.append(place)
            position = place[1]
    if results <= {_VERBATIM}:
        return (_VERBATIM if places else _NOT_FOUND), "", places
    if not places:
        return _NOT_FOUND, "", []
    return _ALTERED, " … ".join(differences), sorted(places)


def _find(part: Sequence[str], document: Sequence[str], position: int) -> Place | None:
    """Return where a part stands in the document word by word, from a position on."""
    for start in range(position, len(document) - len(part) + 1):
        if document[start] == part[0] and list(document[start : start + len(part)]) == list(part):
            return start, start + len(part)
    return None


def _lay_beside(part: Sequence[str], document: Sequence[str]) -> tuple[Place | None, str]:
    """Return the stretch of the document that a part is nearest to, and how they differ."""
    first = _most_shared(part, document)
    margin = len(part) // 2 + _FEWEST_WORDS
    start, end = max(0, first - margin), min(len(document), first + len(part) + margin)
    window = list(document[start:end])
    steps = SequenceMatcher(None, window, part, autojunk=False).get_opcodes()
    same = [step for step in steps if step[0] == "equal"]
    shared = sum(step[2] - step[1] for step in same)
    if shared < max(_LEAST_SHARED * len(part), min(_FEWEST_WORDS, len(part))):
        return None, f"{{+{' '.join(part)}+}}"
    pieces = []
    for name, a, b, c, d in steps:
        lacks, has = " ".join(window[a:b]), " ".join(part[c:d])
        outside = b <= same[0][1] or a >= same[-1][2]
        if name == "equal":
            pieces.append(has)
            continue
        if lacks and not outside:
            pieces.append(f"[-{lacks}-]")
        if has:
            pieces.append(f"{{+{has}+}}")
    return (start + same[0][1], start + same[-1][2]), " ".join(pieces)


def _most_shared(part: Sequence[str], document: Sequence[str]) -> int:
    """Return where the stretch of as many words begins that shares most of them with the part."""
    wanted = Counter(part)
    have: Counter[str] = Counter()
    shared = best = best_end = 0
    for end, word in enumerate(document):
        have[word] += 1
        shared += have[word] <= wanted[word]
        if end >= len(part):
            left = document[end - len(part)]
            shared -= have[left] <= wanted[left]
            have[left] -= 1
        if shared > best:
            best, best_end = shared, end + 1
    return max(0, best_end - len(part))
