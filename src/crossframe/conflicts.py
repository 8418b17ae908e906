"""Figures and events of which two articles speak, side by side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd
import snowballstemmer

from crossframe.events import event_descriptions
from crossframe.quantities import quantities
from crossframe.units import in_base_unit
from crossframe.words import iter_words, stop_words

THRESHOLD = 1.0

_COMPARED = ("amount", "share", "score", "vague", "age")
_CONTEXT = 0.25
_SAME_VALUE = 0.5
_ROUNDING = 0.1
_SIDE = [
    "article", "sentence", "start", "end", "figure", "value", "value_to", "unit", "comparator",
    "subject", "editor_bracket", "quoted", "speaker", "text",
]  # fmt: skip
COLUMNS = [
    "kind", "relation", "same_value", "score", "shared",
    *(f"{column}_{side}" for side in "ab" for column in _SIDE),
]  # fmt: skip


def conflicts(
    sentences: pd.DataFrame,
    *,
    attributions: pd.DataFrame | None = None,
    threshold: float = THRESHOLD,
) -> pd.DataFrame:
    """Put side by side what two articles state of what seems to be the same thing."""
    texts = {
        (article, sentence): text
        for article, sentence, text in zip(
            *(sentences[column] for column in ("article", "sentence", "text")), strict=True
        )
    }
    rarity = _rarity(texts.values())
    figures = quantities(sentences, attributions=attributions)
    figures = figures[figures["kind"].isin(_COMPARED)].rename(columns={"text": "figure"})
    events = event_descriptions(sentences, attributions=attributions)
    events = events.rename(columns={"text": "figure", "event": "unit"})
    rows: list[dict[str, Any]] = []
    for kind, table, compare in (("figure", figures, _compare_figures), ("event", events, _compare_events)):
        sides = {article: [] for article in sentences["article"].unique()}
        for record in table.to_dict("records"):
            text = texts[record["article"], record["sentence"]]
            sides[record["article"]].append(_Side(record | {"text": text}, _stems(record.get("subject", record.get("manner"))), _stems(text)))
        for a, b in combinations(sides, 2):
            pairs = [(*found, x, y) for x in sides[a] for y in sides[b] if (found := compare(x, y, rarity)) and found[0] >= threshold]
            for score, relation, shared, x, y in _mutually_best(pairs, kind):
                rows.append({"kind": kind, "relation": relation, "score": score, "shared": shared, **{f"{c}_a": v for c, v in x.record.items()}, **{f"{c}_b": v for c, v in y.record.items()}})
    return pd.DataFrame(rows)

class _Side(NamedTuple):
    record: dict[str, Any]
    subject: frozenset[str]
    sentence: frozenset[str]

def _mutually_best(pairs, kind):
    best = {}
    for p in pairs:
        for k in (id(p[3]), id(p[4])):
            if k not in best or p[0] > best[k]: best[k]=p[0]
    if kind=="event": return [p for p in pairs if p[0]==best[id(p[3])] or p[0]==best[id(p[4])]]
    return [p for p in pairs if p[0]==best[id(p[3])] and p[0]==best[id(p[4])]]

def _key(record):
    if record["kind"]=="score": return "score"
    unit = record["unit"]
    base = in_base_unit(1,unit)[1]
    return base if base!=unit or unit in ("percent",) else _stem(unit)

def _noun(r): return r["unit"]=="" or in_base_unit(1,r["unit"])[1]==r["unit"] and r["unit"] not in ("percent","USD","EUR","second","day","month")
def _compare_figures(a,b,rarity):
    same = a.record["value"]==b.record["value"]
    x,y=a.record,b.record
    big = x["value"]>=10
    if _key(x)!=_key(y) and not (same and big and not x["currency"] if False else same and big and _noun(x) and _noun(y)): return None
    subject = a.subject & b.subject
    context = (a.sentence & b.sentence) - subject
    if not subject and not (same and big and x["kind"]!="age"): return None
    if max(x["value"],y["value"])>10*min(x["value"],y["value"]): return None
    score = sum(rarity[s] for s in subject)+_CONTEXT*sum(rarity[s] for s in context)+_SAME_VALUE*same
    return score, "same" if same else "other", " ".join(sorted(subject))

def _compare_events(a,b,rarity):
    x,y=a.record,b.record
    if x["unit"]!=y["unit"]: return None
    rel=None
    if x["place"] and y["place"] and x["place"]!=y["place"]: rel="other place"
    elif x["day"] and y["day"] and x["day"]!=y["day"]: rel="other day"
    elif a.subject and b.subject and not a.subject&b.subject: rel="other wording"
    if rel is None: return None
    context = (a.sentence & b.sentence)
    score = 0.5*sum(rarity[s] for s in context)
    return score, rel, " ".join(sorted(context))

@cache
def _stemmer():
    return snowballstemmer.stemmer("english")
@cache
def _stem(w): return _stemmer().stemWord(w)
def _stems(text):
    return frozenset(_stem(w.form.removesuffix("'s")) for w in iter_words(text) if w.form not in stop_words() and w.form[0].isalpha())

def _rarity(texts: Iterable[str]) -> dict[str, float]:
    """Return how telling each stem is: 0 if it is in every sentence, 1 if it is in one only."""
    texts = list(texts)
    counts = Counter(stem for text in texts for stem in _stems(text))
    most = math.log(max(len(texts), 2))
    return {stem: 1 - math.log(count) / most for stem, count in counts.items()}
