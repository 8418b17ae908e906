"""What two articles state of the same figure or event, side by side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from crossframe.claims.event_mentions import event_descriptions
from crossframe.claims.quantities import quantities
from crossframe.text.numbers import in_base_unit
from crossframe.text.words import iter_terms, stem

Stems = dict[str, str]

THRESHOLD = 0.6
SIDE = [
    "article", "sentence", "start", "end", "figure", "value", "value_to", "unit", "comparator",
    "direction", "denied", "subject", "editor_bracket", "quoted", "speaker", "text",
]  # fmt: skip
COLUMNS = [
    "kind", "relation", "same_value", "score", "shared", "shared_context",
    *(f"{column}_{side}" for side in "ab" for column in SIDE),
]  # fmt: skip

_COMPARED = ("amount", "share", "score", "vague", "age")
_CONTEXT = 0.25
_EVENT = 0.4
_SAME_VALUE = 0.5
_TELLING_VALUE = 10
_FARTHEST = 10
_ROUNDING = 0.1
_BOUND = 0.2
_NEARLY = 0.05  # how far a figure of one digit may lie from what it rounds, to be the same
_CONVERTED = 0.01  # how far two figures in different units may lie apart, to be the same


class _Side(NamedTuple):
    """A figure or event of one article, with the stems (stem -> word) it is compared by."""

    record: dict[str, Any]
    name: str
    key: str
    counted: bool
    low: float
    high: float
    precision: float
    way: int  # 1 if it moves up, -1 if down or negative, else 0
    whose: Stems
    subject: Stems
    sentence: Stems


class _Pair(NamedTuple):
    """Two sides that seem to speak of the same thing."""

    score: float
    relation: str
    same_value: bool
    shared: list[str]
    context: list[str]
    a: _Side
    b: _Side


def conflicts(
    sentences: pd.DataFrame,
    *,
    attributions: pd.DataFrame | None = None,
    threshold: float = THRESHOLD,
    pairs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Put side by side what two articles state of what seems to be the same thing.

    Parameters
    ----------
    sentences
        A sentence table of any number of articles (see `crossframe.corpus.sentences.sentences`).
    attributions
        Who says what, as of `crossframe.voices.speakers.speakers`.
    threshold
        Least score of a row. Higher gives fewer and surer rows.
    pairs
        `article_a` and `article_b` of the pairs to compare; by default all.

    Returns
    -------
    pandas.DataFrame
        One row a pair, by pair of articles and then in the order of the first one:

        - `kind` (str): "figure" or "event";
        - `relation` (str), of figures the first of these that holds:

          - "currency differs": what they count are different currencies;
          - "direction differs": one rises where the other falls, or one is negative;
          - "denied": the same value, and one of the two says that it is not so;
          - "same figure": the same value in the same sense;
          - "wording differs": the same value with another sense ("nearly" and "over"), or written
            with another precision or in another unit ("39.8" and "40 percent", "100 miles" and
            "161 km");
          - "rounded figure": another value that the one side's sense or its round number allows
            ("almost three dozen" and "35", "400" and "396");
          - "figure differs": any other value;

          of events "place differs", "day differs" or "wording differs" (what is said before the
          noun);
        - `same_value` (bool): the values are equal after conversion of units, or the one is the
          other rounded to the places that are written, direction and denial aside;
        - `score` (float, at least 0): how much the two passages have in common;
        - `shared` (str): words of the first side whose stem stands in both clauses, and
          `shared_context` (str): in both sentences besides;
        - for each side, with the ending _a or _b: `article`, `sentence`, `start`, `end` (code
          points in the article's file), `figure` (its words; of an event the description),
          `value`, `value_to`, `unit` (of an event its noun's class), `comparator`, `direction`,
          `denied`, `subject` (of an event manner, place and day), `editor_bracket`, `quoted`,
          `speaker` as of
          `crossframe.claims.quantities.quantities`, and `text` (the sentence).

    Notes
    -----
    Every word that two passages share counts by its rarity, 1 - log(sentences with it) /
    log(sentences + 1): 1 for a word of one sentence, near 0 for a word of all. A pair of figures
    scores the rarities of what their clauses share, a quarter of those of what their sentences
    share besides, and 0.5 for an equal value; a pair of events 0.4 of those of what their sentences
    share.

    Figures are compared if their units convert into each other or are both money, or they count the
    same noun, or an equal value of 10 or more counts two nouns; and if their clauses share a word,
    or the value is equal and 10 or more. Values more than ten-fold apart are taken for two matters,
    and so are other values where both say whose they are and one does in words that the other's
    sentence lacks ("two Republican senators", "three Republican state senators"). A figure is
    listed with its best counterpart if it is that one's best counterpart too, and every wording of
    an event with its best. Dates are not compared.

    The numbers 0.25, 0.4 and 0.5 and the threshold were set by reading pairs of articles on one
    event. A row says that two passages look alike, not that one of them is wrong.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences(
    ...     [("a", 1, 1, "The dam cost nearly $2 million."), ("b", 1, 1, "The dam cost over $2m.")]
    ... )
    >>> conflicts(table)[["relation", "figure_a", "figure_b", "shared"]]
              relation           figure_a  figure_b    shared
    0  wording differs  nearly $2 million  over $2m  dam cost
    """
    texts = {
        (article, sentence): text
        for article, sentence, text in zip(
            *(sentences[column] for column in ("article", "sentence", "text")), strict=True
        )
    }
    words = {place: _stems(text) for place, text in texts.items()}
    rare = _rarities(words.values())
    figures = quantities(sentences, attributions=attributions)
    figures = figures[figures["kind"].isin(_COMPARED)].rename(columns={"text": "figure"})
    events = event_descriptions(sentences, attributions=attributions)
    events = events.rename(columns={"text": "figure", "event": "unit"}).assign(
        kind="event",
        value=math.nan,
        value_to=math.nan,
        comparator="",
        sense="",
        editor_bracket="",
        precision=0.0,
        direction="",
        denied=False,
        whose="",
    )
    events["subject"] = [
        ", ".join(part for part in parts if part)
        for parts in zip(events["manner"], events["place"], events["day"], strict=True)
    ]
    sides: dict[tuple[str, str], list[_Side]] = {}
    for kind, table in (("figure", figures), ("event", events)):
        for record in table.to_dict("records"):
            side = _side(record, texts, words)
            sides.setdefault((kind, record["article"]), []).append(side)
    rows: list[dict[str, Any]] = []
    every = combinations(sentences["article"].unique(), 2)
    some = every if pairs is None else zip(pairs["article_a"], pairs["article_b"], strict=True)
    for a, b in some:
        for kind, compare in (("figure", _compare_figures), ("event", _compare_events)):
            found = [
                pair
                for one in sides.get((kind, a), ())
                for other in sides.get((kind, b), ())
                if (pair := compare(one, other, rare))
            ]
            sure = [pair for pair in found if pair.score >= threshold]
            rows.extend(_row(kind, pair) for pair in _best(sure, both=kind == "figure"))
    return pd.DataFrame(rows, columns=COLUMNS)


def _stems(text: str) -> Stems:
    """Return the stems of a text's content words, each with the first word that has it."""
    found: Stems = {}
    for word in iter_terms(text):
        if word.content and word.form[0].isalpha():
            found.setdefault(stem(word.form.lower()), word.form)
    return found


def _rarities(sentences: Collection[Stems]) -> dict[str, float]:
    """Return how telling each stem is: 1 in one sentence, near 0 in all."""
    counts = Counter(found for sentence in sentences for found in sentence)
    return {
        found: 1 - math.log(count) / math.log(len(sentences) + 1) for found, count in counts.items()
    }


def _side(
    record: dict[str, Any],
    texts: dict[tuple[str, int], str],
    words: dict[tuple[str, int], Stems],
) -> _Side:
    place = (record["article"], record["sentence"])
    value = record["value"]
    ends = [value, value if math.isnan(record["value_to"]) else record["value_to"]]
    measures = [in_base_unit(end, record["unit"]) for end in (*ends, 0.0, record["precision"])]
    low, high, zero, step = (
        measure[0] if measure else end
        for measure, end in zip(measures, (*ends, 0.0, record["precision"]), strict=True)
    )
    base = measures[0][1] if measures[0] else stem(record["unit"])
    event = record["kind"] == "event"
    return _Side(
        record | {"text": texts[place]},
        record["figure"].lower() if event else f"figure at {record['start']}",
        record["kind"] if record["kind"] in ("score", "age") else base,
        measures[0] is None and record["kind"] == "amount",
        low,
        high,
        step - zero,
        -1 if value < 0 else {"up": 1, "down": -1}.get(record["direction"], 0),
        _stems(record["whose"]),
        _stems(record["subject"]),
        words[place],
    )


def _best(pairs: list[_Pair], *, both: bool) -> list[_Pair]:
    """Keep the pairs that are the best of both their sides, or of one of them."""
    best_a: dict[str, _Pair] = {}
    best_b: dict[str, _Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.score, _unshared(pair))):
        best_a.setdefault(pair.a.name, pair)
        best_b.setdefault(pair.b.name, pair)
    return [
        pair
        for pair in pairs
        if (best_a[pair.a.name] is pair) + (best_b[pair.b.name] is pair) >= 1 + both
    ]


def _unshared(pair: _Pair) -> int:
    """Count what only one of two figures says of itself: of equal pairs the closer one counts."""
    return len(pair.a.subject.keys() ^ pair.b.subject.keys())


def _compare_figures(a: _Side, b: _Side, rare: dict[str, float]) -> _Pair | None:
    shared = a.subject.keys() & b.subject.keys()
    equal = _is_equal(a, b)
    telling = equal and a.low >= _TELLING_VALUE and a.key != "age"
    if not (shared or telling):  # most pairs
        return None
    money = a.key != b.key and _is_money(a) and _is_money(b)
    comparable = a.key == b.key or money or (telling and a.counted and b.counted)
    sizes = abs(a.low), abs(b.low)
    if not comparable or max(sizes) > _FARTHEST * min(sizes):
        return None
    same = not money and (equal or _is_rounded(a, b))
    if not same and not money and _of_another(a, b):
        return None
    context = (a.sentence.keys() & b.sentence.keys()) - shared
    score = _weight(shared, rare) + _CONTEXT * _weight(context, rare) + _SAME_VALUE * same
    relation = "currency differs" if money else _relation(a, b, equal=equal, same=same)
    return _Pair(score, relation, same, _words(shared, a), _words(context, a), a, b)


def _relation(a: _Side, b: _Side, *, equal: bool, same: bool) -> str:
    negative = (a.low < 0) != (b.low < 0) and a.way != b.way
    if a.way * b.way < 0 or negative:
        return "direction differs"
    if same and a.record["denied"] != b.record["denied"]:
        return "denied"
    if same:
        as_said = equal and a.record["sense"] == b.record["sense"]
        return "same figure" if as_said else "wording differs"
    allowed = _allows(a, b.low) or _allows(b, a.low) or _is_rounded(a, b, loosely=True)
    return "rounded figure" if allowed else "figure differs"


def _is_equal(a: _Side, b: _Side) -> bool:
    """Tell whether two figures are of one size; which way they go is another matter."""
    pairs = ((a.low, b.low), (a.high, b.high))
    return all(math.isclose(abs(x), abs(y)) for x, y in pairs)


def _is_rounded(a: _Side, b: _Side, *, loosely: bool = False) -> bool:
    """Tell whether one of two figures is the other, rounded to the places that are written."""
    if a.key != b.key or a.key in ("score", "age") or not (a.precision and b.precision):
        return False
    coarse = max(a, b, key=lambda side: side.precision)
    converted = a.record["unit"] != b.record["unit"]
    for x, y in ((a.low, b.low), (a.high, b.high)):
        step = coarse.precision
        size = max(abs(x), abs(y))
        apart = abs(abs(x) - abs(y))
        if loosely:  # the zeros at the end of a round number may be rounded
            while step < size and not math.fmod(round(coarse.low / step), 10):
                step *= 10
        digits = abs(coarse.low) / step >= 9.5
        close = apart <= (_ROUNDING if loosely or digits else _NEARLY - 1e-9) * size
        if not (apart <= step / 2 * (1 + 1e-9) and close) and not (
            converted and apart <= _CONVERTED * size
        ):
            return False
    return True


def _is_money(side: _Side) -> bool:
    return len(side.key) == 3 and side.key.isupper()


def _of_another(a: _Side, b: _Side) -> bool:
    """Tell whether two figures say whose they are, and one in words that the other has not."""
    both = bool(a.whose and b.whose)
    return both and bool(a.whose.keys() - b.sentence.keys() or b.whose.keys() - a.sentence.keys())


def _allows(side: _Side, value: float) -> bool:
    """Tell whether a figure, as it is worded, may round or bound another value."""
    low, high = side.low, side.high
    if side.record["kind"] == "vague":
        high = low * _FARTHEST
    match side.record["sense"]:
        case "about":
            low, high = low * (1 - _ROUNDING), high * (1 + _ROUNDING)
        case "above" | "at least":
            high *= 1 + _BOUND
        case "below" | "at most":
            low *= 1 - _BOUND
    return low <= value <= high and low < high


def _compare_events(a: _Side, b: _Side, rare: dict[str, float]) -> _Pair | None:
    if a.key != b.key:
        return None
    manners = [_stems(side.record["manner"]).keys() for side in (a, b)]
    if _differ(a, b, "place"):
        relation = "place differs"
    elif _differ(a, b, "day"):
        relation = "day differs"
    elif all(manners) and not manners[0] & manners[1]:
        relation = "wording differs"
    else:
        return None
    context = a.sentence.keys() & b.sentence.keys()
    score = _EVENT * _weight(context, rare)
    return _Pair(score, relation, False, [], _words(context, a), a, b)


def _differ(a: _Side, b: _Side, column: str) -> bool:
    x, y = a.record[column].lower(), b.record[column].lower()
    return bool(x and y) and x not in y and y not in x


def _row(kind: str, pair: _Pair) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": kind,
        "relation": pair.relation,
        "same_value": pair.same_value,
        "score": pair.score,
        "shared": " ".join(pair.shared),
        "shared_context": " ".join(pair.context),
    }
    for letter, side in (("a", pair.a), ("b", pair.b)):
        row |= {f"{column}_{letter}": side.record[column] for column in SIDE}
    return row


def _weight(shared: Iterable[str], rare: dict[str, float]) -> float:
    return math.fsum(rare[found] for found in shared)


def _words(stems: Iterable[str], side: _Side) -> list[str]:
    wanted = set(stems)
    return [word for stem, word in side.sentence.items() if stem in wanted]
