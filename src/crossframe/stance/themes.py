"""Themes in sentences: where a codebook's terms stand, and which sentences touch which theme."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

import pandas as pd

from crossframe.stance.codebook import Codebook
from crossframe.stance.polarity import ATTITUDES, Operator, Token, operators, tokens
from crossframe.stance.propositions import is_demand
from crossframe.stance.syntax import BREAKS
from crossframe.text.words import fold, iter_words, stem, stop_words, word_list

HIT_COLUMNS = ["article", "sentence", "theme", "term", "start", "end"]
TOUCHED_COLUMNS = ["article", "sentence", "theme", "basis", "term", "start", "end"]

_COMMON = 3
_WINDOW = 4


def term_pattern(term: str) -> re.Pattern[str]:
    """Compile a search term to a pattern for folded text."""
    forms = {unicodedata.normalize(form, fold(term.strip())) for form in ("NFC", "NFD")}
    alternatives = "|".join(sorted(_as_regex(form) for form in forms))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def theme_hits(sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Find every occurrence of every search term.

    Parameters
    ----------
    sentences
        A sentence table.
    codebook
        Its themes' terms are searched, case, kind of quotation mark and kind of hyphen ignored.

    Returns
    -------
    pandas.DataFrame
        One row per occurrence: `article`, `sentence`, `theme` (id), `term` (as the codebook writes
        it), `start`, `end` (int, code points in the article's file); in reading order.
    """
    patterns = [
        (theme.id, term, term_pattern(term)) for theme in codebook.themes for term in theme.terms
    ]
    rows: list[tuple[str, int, str, str, int, int]] = []
    for article, sentence, start, text in sentences[
        ["article", "sentence", "start", "text"]
    ].itertuples(index=False):
        folded = fold(text)
        found = [
            (article, sentence, theme, term, start + match.start(), start + match.end())
            for theme, term, pattern in patterns
            for match in pattern.finditer(folded)
        ]
        rows.extend(sorted(found, key=itemgetter(4, 5)))
    return pd.DataFrame(rows, columns=HIT_COLUMNS)


def touched_themes(sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Tell which sentences touch which themes.

    Parameters
    ----------
    sentences
        A sentence table. Each article is read by itself.
    codebook
        Themes and terms.

    Returns
    -------
    pandas.DataFrame
        One row per piece of evidence: `article`, `sentence`, `theme`, `basis` (`term`,
        `pointed`, `continued`), `term` (the codebook's term, or the words that point back, or
        those that take a side), `start`,
        `end` (int, code points in the article's file).

    Notes
    -----
    Three rules refine the literal terms. A term inside a longer term of another theme gives way
    ("water" in "water price"). A term made of nothing but words of the event as a whole, which
    other themes and the codebook's title use too, tells little where the proposition states a
    fact: common in the article, it does not count as the theme's only term in a sentence that
    touches another theme. And a sentence without any term continues the demand that leads the
    article (the theme of the most sentences, the headline counting twice): if it opposes a policy
    that it points back to ("rejected the plan"); or, within three sentences of a term of that
    theme, if it takes a side in quotation marks or with a word that points back.
    """
    hits = theme_hits(sentences, codebook)
    weak = _background_terms(codebook)
    demands = {theme.id for theme in codebook.themes if is_demand(theme.proposition)}
    rows: list[tuple[str, int, str, str, str, int, int]] = []
    for article, own in sentences.groupby("article", sort=False):
        kept = _without_contained(hits[hits["article"] == article])
        kept = _without_common(kept, weak, demands)
        literal = kept.assign(basis="term")[TOUCHED_COLUMNS].itertuples(index=False, name=None)
        rows += sorted([*literal, *_continued(own, kept, demands)], key=itemgetter(5))
    return pd.DataFrame(rows, columns=TOUCHED_COLUMNS)


def _without_contained(hits: pd.DataFrame) -> pd.DataFrame:
    spans = list(hits[["theme", "start", "end"]].itertuples(index=False, name=None))
    keep = [
        not any(
            other != theme and first <= start and end <= last and last - first > end - start
            for other, first, last in spans
        )
        for theme, start, end in spans
    ]
    return hits.loc[keep]


def _without_common(
    hits: pd.DataFrame, weak: set[tuple[str, str]], demands: set[str]
) -> pd.DataFrame:
    counts = hits.groupby(["theme", "term"])["sentence"].nunique()
    common = {key for key, count in counts.items() if count >= _COMMON}
    alone = (hits.groupby(["sentence", "theme"])["term"].transform("nunique") == 1) & (
        hits.groupby("sentence")["theme"].transform("nunique") > 1
    )
    keep = [
        theme in demands or not single or (theme, term) not in weak & common
        for theme, term, single in zip(hits["theme"], hits["term"], alone, strict=True)
    ]
    return hits.loc[keep]


def _leading_theme(hits: pd.DataFrame) -> str | None:
    """Return the theme of the most sentences, the headline counting twice; None in a tie."""
    counts: Counter[str] = Counter()
    for sentence, theme in set(zip(hits["sentence"], hits["theme"], strict=True)):
        counts[theme] += 2 if sentence == 0 else 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@cache
def _policy() -> re.Pattern[str]:
    """Return the pattern of a policy that is taken up again: "the move", "his new plan"."""
    nouns = "|".join(rf"{noun}s?" for noun in word_list("stance/policy_nouns"))
    pointers = r"the|this|that|such|these|those|his|her|their|its|\w+'s"
    return re.compile(rf"(?<!\w)(?:{pointers}) (?:\w+ )?(?:{nouns})(?!\w)")


def _continued(
    sentences: pd.DataFrame, hits: pd.DataFrame, demands: set[str]
) -> Iterator[tuple[str, int, str, str, str, int, int]]:
    """Yield the sentences without a term that go on with the leading demand."""
    demanded = _leading_theme(hits[hits["theme"].isin(demands)])
    if demanded is None:
        return
    leads = demanded == _leading_theme(hits)
    marked = set(hits.loc[hits["theme"] == demanded, "sentence"])
    naming = word_list("stance/naming")
    for row in sentences[~sentences["sentence"].isin(hits["sentence"])].itertuples():
        found = tokens(row.text)
        sides = [o for o in operators(found) if o.kind in ATTITUDES | {"necessity", "negation"}]
        taken = [o for o in sides if o.kind != "negation"]
        back = _policy().search(fold(row.text))
        near = not marked.isdisjoint(range(row.sentence - _WINDOW, row.sentence))
        judged = any(o.kind in ("oppose", "deny", "reject") for o in taken) or any(
            token.form in naming for token in found
        )
        if back and judged:
            basis, (start, end) = "pointed", back.span()
        elif leads and near and taken:
            basis, (start, end) = "continued", _side(found, sides, taken[0])
        else:
            continue
        span = (row.start + start, row.start + end)
        yield row.article, row.sentence, demanded, basis, row.text[start:end], *span


def _side(sentence: list[Token], sides: list[Operator], first: Operator) -> tuple[int, int]:
    """Return the span of the words that take a side in the clause of the first of them."""
    stop = next(
        (i for i, token in enumerate(sentence) if i > first.last and token.tag in BREAKS | {","}),
        len(sentence),
    )
    last = max(o.last for o in sides if o.first < stop)
    return sentence[first.first].start, sentence[last].end


def _background_terms(codebook: Codebook) -> set[tuple[str, str]]:
    """Return the (theme, term) whose every content word belongs to the event as a whole."""
    own = {
        theme.id: _content_stems(" ".join((theme.label, theme.proposition, *theme.terms)))
        for theme in codebook.themes
    }
    names = {fold(name) for actor in codebook.actors for name in (actor.name, *actor.aliases)}
    weak = set()
    for theme in codebook.themes:
        others = _content_stems(codebook.title).union(
            *(stems for other, stems in own.items() if other != theme.id)
        )
        for term in theme.terms:
            background = others
            if fold(term) not in names:
                background = others | _content_stems(" ".join(a.name for a in codebook.actors))
            if _content_stems(term) <= background:
                weak.add((theme.id, term))
    return weak


def _content_stems(text: str) -> set[str]:
    return {
        stem(word.form)
        for word in iter_words(text.replace("*", ""))
        if word.form not in stop_words() and len(word.form) > 2
    }


def _as_regex(folded: str) -> str:
    escaped = re.escape(folded).replace(r"\*", r"\w*")
    return re.sub(r"(?:\\ |\\-)+", r"[ \\-]+", escaped)
