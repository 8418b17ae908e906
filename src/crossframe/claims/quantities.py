"""Figures of the articles with unit, comparator, subject and speaker."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from crossframe.attribution.grammar.lexicon import verb_forms
from crossframe.claims.directions import CLAUSE, direction, is_denied
from crossframe.claims.numerals import Numeral, numerals
from crossframe.text.numbers import unit_at
from crossframe.text.quotations import quoted_spans
from crossframe.text.running import Span
from crossframe.text.words import fold, iter_terms, iter_words, stop_words, word_list, word_set

_OLDEST = 120
_NOUN_WITHIN = 5
_BRACKET = re.compile(r"\[[^\[\]]*[^\W\d_][^\[\]]*\]")
_OF = re.compile(r" of ((?:[\w’'-]+ ?){1,4})")
_YEARS_OLD = re.compile(r"[ -]years?[ -]olds?\b")
_AGED = re.compile(r".*\b(?:aged?) $")
_NAME_BEFORE = re.compile(r".*\b[A-Z][\w’'-]*\.?(?:, | \()$", re.DOTALL)
_AFTER_AGE = re.compile(r"[,);.]|$")
_SINGLE = re.compile(r" (?:single|sole|lone)\b|[ -](?:percent|per cent)\b|%")
_ADJECTIVE = re.compile(r"(?:single|sole|lone|ed|al|ic|ive|ous|ful|able)$")
_BEFORE_NOUN = frozenset({
    "more", "other", "additional", "new", "further", "extra", "separate", "such", "of", "the",
    "our", "its", "their", "his", "her", "my", "your", "those", "these", "or", "so",
})  # fmt: skip

_Content = tuple[Sequence[Span], tuple[str, ...]]


class Figure(NamedTuple):
    """A number of a sentence with what belongs to it; offsets count in the sentence's text."""

    start: int
    end: int
    kind: str
    value: float
    value_to: float
    unit: str
    precision: float
    comparator: str
    sense: str
    direction: str
    denied: bool
    whose: str
    subject: str
    editor_bracket: str


def quantities(
    sentences: pd.DataFrame, *, attributions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find the figures of every sentence.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`).
    attributions
        Who says what, as of `crossframe.voices.speakers.speakers` (or of
        `crossframe.attribution.attributions.attributions`, whose `source` then stands for the speaker).

    Returns
    -------
    pandas.DataFrame
        One row a figure, in reading order:

        - `article` (str), `sentence` (int), `start`, `end` (int, code points in the article's
          file), `text` (str, the figure's own words with comparator and unit);
        - `kind` (str): "amount", "share" (a fraction, given in percent), "score" (a vote or result
          of two numbers), "vague" (an order of magnitude, "dozens"), "age", "date" or "time";
        - `value` (float, multiplied out; of a date the year, NaN if it states none, and of a time),
          `value_to` (float, second number of a range, change or score, else NaN);
        - `unit` (str): a unit of measure ("percent", "month"), a currency's code ("EUR"; a bare
          "$" is read as "USD"), the counted noun as written ("houses"), or "";
        - `precision` (float): what the last written place counts (100,000 in "1.2 million"; 0 of
          dates and times);
        - `comparator` (str, the words, "close to") and `sense` (str, what they mean: "about",
          "above", "below", "at least", "at most", "only", "exactly", or "");
        - `direction` (str: "up" in "rose by 3 percent", "down" in "a cut of 3 percent", or "") and
          `denied` (bool: "did not kill 12");
        - `whose` (str): the words that say whose figure it is, between number and noun ("three
          Republican senators") or after "of" ("40 percent of women"), or "";
        - `subject` (str): the content words of the figure's clause, in order, by which it is seen
          what is measured;
        - `editor_bracket` (str): words in square brackets at the figure, which an editor put in;
        - `quoted` (bool, it begins inside quotation marks, which may open or close in another
          sentence) and `speaker` (tuple of str, of the shortest attributed content that holds its
          start; empty if there is none).

    Notes
    -----
    Rules, no parser. "one" counts only where it counts something ("only one", "one single", "one
    percent"); ordinals and numbers in names are left out (see `crossframe.claims.numerals.numerals`). The
    counted noun is the first plural after the number.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "The dam cost nearly €1.2 billion and 28 homes.")])
    >>> quantities(table)[["text", "value", "unit", "sense", "subject"]]
                      text         value   unit  sense         subject
    0  nearly €1.2 billion  1.200000e+09    EUR  about  dam cost homes
    1             28 homes  2.800000e+01  homes               dam cost
    """
    return found_passages(sentences, figures, Figure._fields[2:], attributions)


def figures(text: str) -> list[Figure]:
    """Find the figures of one sentence."""
    folded = fold(text)
    found = numerals(text)
    numbers = [(_comparator_before(folded, n.start)[0], n.end) for n in found]
    return [figure for n in found if (figure := _figure(n, text, folded, numbers))]


def _figure(n: Numeral, text: str, folded: str, numbers: list[tuple[int, int]]) -> Figure | None:
    start, comparator, sense = _comparator_before(folded, n.start)
    if folded[n.start : n.end] == "one" and not sense and not _SINGLE.match(folded, n.end):
        return None
    kind, unit, end = n.kind, n.currency, n.end
    noun, whose = (end, end), ""
    if kind in ("amount", "vague"):
        after = _comparators()[1].match(folded, end)
        if after:
            comparator, end = f"{comparator} {after[1]}".strip(), after.end()
            sense = sense or _comparators()[2][after[1]]
        age = _age_end(n, text, folded)
        if age:
            kind, unit, end = "age", "year", age
        elif not unit:
            unit, noun = _unit(n, folded, end)
            whose = _content(text[end : noun[0]])
            end = max(end, noun[1])
    elif kind == "share":
        unit = "percent"
    if unit == "percent" and (of := _OF.match(text, end)):
        whose = _content(of[1])
    measured = unit_at(f" {unit}", 0) is not None or bool(n.currency)
    way = direction(folded, start, end, measured=measured) if kind == "amount" else ""
    bracket = next(
        (b for b in _BRACKET.finditer(text) if b.start() <= end + 1 and start <= b.end() + 1), None
    )
    subject = _subject(text, folded, (start, end), [*numbers, noun])
    return Figure(
        start, end, kind, n.value, n.value_to, unit, n.precision, comparator, sense, way,
        kind not in ("date", "time") and is_denied(folded, start if comparator.startswith(("no ", "not ")) else n.start, end), whose, subject, bracket[0] if bracket else "",
    )  # fmt: skip


@cache
def _comparators() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return the patterns of comparators before and after a number, and each one's sense."""
    senses: dict[str, str] = {}
    for entry in word_list("claims/comparators"):
        sense, forms = entry.split("|")
        senses.update((form.strip(), sense.strip()) for form in forms.split(","))
    after = [form for form in senses if re.match(r"\W|or |plus", form)]
    before = sorted(set(senses) - set(after), key=len, reverse=True)
    return (
        re.compile(rf"(?<![\w'-])({'|'.join(map(re.escape, before))}) $"),
        re.compile(rf" ?({'|'.join(map(re.escape, after))})(?!\w)"),
        senses,
    )


def _comparator_before(folded: str, place: int) -> tuple[int, str, str]:
    window = max(0, place - 40)
    match = _comparators()[0].search(folded[window:place])
    if match is None:
        return place, "", ""
    return window + match.start(), match[1], _comparators()[2][match[1]]


def _age_end(n: Numeral, text: str, folded: str) -> int | None:
    """Return where an age ends, if the number is one."""
    written = _YEARS_OLD.match(folded, n.end)
    if written:
        return written.end()
    possible = n.value.is_integer() and 0 < n.value <= _OLDEST and math.isnan(n.value_to)
    if not possible or n.currency:
        return None
    before = text[: n.start]
    after_name = _NAME_BEFORE.fullmatch(before) and _AFTER_AGE.match(text, n.end)
    return n.end if after_name or _AGED.fullmatch(fold(before)) else None


def _unit(n: Numeral, folded: str, end: int) -> tuple[str, tuple[int, int]]:
    """Return a number's unit of measure or counted noun, and where it stands."""
    of = re.compile(r" of\b").match(folded, end)
    measure = unit_at(folded, of.end() if n.kind == "vague" and of else end)
    if measure:
        return measure[0], (end, measure[1])
    hyphen = folded[end : end + 1] == "-"
    position = end
    seen: list[tuple[str, tuple[int, int]]] = []
    for word in iter_words(folded[end : end + 80]):
        a, b = end + word.start, end + word.end
        gap = folded[position:a].strip(" \"'")
        if gap and not (hyphen and position == end and gap == "-"):
            break
        position = b
        if word.form in _BEFORE_NOUN and not seen:
            continue
        if word.form in stop_words() or word.form[0].isdigit() or len(seen) == _NOUN_WITHIN:
            break
        seen.append((word.form.removesuffix("'s"), (a, b)))
        if hyphen or _is_plural(word.form):
            return seen[-1]
    if n.value == 1 and seen:
        return seen[min(len(seen) - 1, bool(_ADJECTIVE.search(seen[0][0])))]
    return "", (end, end)


def _content(words: str) -> str:
    """Return the content words up to a plural, or to a function word or verb after one."""
    found: list[str] = []
    for word in iter_words(words):
        past = verb_forms().get(word.form, ("", ""))[1] in ("V", "Z", "U")
        if found and (word.form in stop_words() or past or _is_plural(found[-1])):
            break
        if word.form not in stop_words():
            found.append(word.form)
    return " ".join(found)


def _is_plural(word: str) -> bool:
    regular = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 3
    return regular or word in word_set("claims/irregular_plurals")


def _subject(
    text: str, folded: str, span: tuple[int, int], leave_out: list[tuple[int, int]]
) -> str:
    """Return the content words of the clause around a figure."""
    cuts = [0, *(m.start() for m in CLAUSE.finditer(folded)), len(folded)]
    left = [cut for cut in cuts if cut <= span[0]]
    right = [cut for cut in cuts if cut >= span[1]]
    subject = ""
    while not subject and (left or right):
        first = left.pop() if left else 0
        last = right.pop(0) if right else len(folded)
        subject = " ".join(
            word.form
            for word in iter_terms(text[first:last])
            if word.content
            and word.form[0].isalpha()
            and not any(a < first + word.end and first + word.start < b for a, b in leave_out)
        )
    return subject


def found_passages(
    sentences: pd.DataFrame,
    find: Callable[[str], Iterable[NamedTuple]],
    fields: Sequence[str],
    attributions: pd.DataFrame | None,
) -> pd.DataFrame:
    """Gather what is found in each sentence, with its place and its speaker."""
    rows = [
        (article, sentence, begin + start, begin + end, text[start:end], *values)
        for article, sentence, begin, text in zip(
            *(sentences[column] for column in ("article", "sentence", "start", "text")), strict=True
        )
        for start, end, *values in find(text)
    ]
    table = pd.DataFrame(rows, columns=["article", "sentence", "start", "end", "text", *fields])
    return with_provenance(table, sentences, attributions)


def with_provenance(
    table: pd.DataFrame, sentences: pd.DataFrame, attributions: pd.DataFrame | None
) -> pd.DataFrame:
    """Add to each passage whether it is quoted and who is said to say it."""
    quoted = {
        article: quoted_spans(rows) for article, rows in sentences.groupby("article", sort=False)
    }
    said = _contents(attributions)
    places = list(zip(table["article"], table["start"], strict=True))
    return table.assign(
        quoted=pd.Series(
            [any(a <= place < b for a, b in quoted[article]) for article, place in places],
            index=table.index,
            dtype=bool,
        ),
        speaker=pd.Series(
            [_speaker(said.get(article, []), place) for article, place in places],
            index=table.index,
            dtype=object,
        ),
    )


def _contents(attributions: pd.DataFrame | None) -> dict[str, list[_Content]]:
    contents: dict[str, list[_Content]] = {}
    if attributions is None:
        return contents
    for row in attributions.to_dict("records"):
        names = row.get("speaker") or tuple(filter(None, [row.get("source")]))
        contents.setdefault(row["article"], []).append((row["content_spans"], names))
    return contents


def _speaker(contents: list[_Content], place: int) -> tuple[str, ...]:
    holding = [
        (sum(b - a for a, b in spans), names)
        for spans, names in contents
        if any(a <= place < b for a, b in spans)
    ]
    return min(holding)[1] if holding else ()
