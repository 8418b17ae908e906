"""The evidence of each theme: who holds it, in whose words, and who coded it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pandas as pd

from crossframe.coding.adjudication import ADJUDICATED
from crossframe.coding.checks import CODED_BY
from crossframe.coding.coders import REFERENCE
from crossframe.coding.standing import is_checked
from crossframe.text.quotations import quoted_spans

PEOPLE, BY_REFERENCE, CHECKED, UNREVIEWED = "people", "reference", "checked", "unreviewed"
OWN_WORDS = "own words"
_QUOTED, _PARTLY, _PARAPHRASED = "quoted", "partly quoted", "paraphrased"
FORMS = {"direct": _QUOTED, "mixed": _PARTLY, "indirect": _PARAPHRASED}

Span = tuple[int, int]


def framing(
    stance: pd.DataFrame,
    attributions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    agreement: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say of each row of a stance table in whose words its evidence stands, and how it was coded.

    Parameters
    ----------
    stance
        With `article`, `sentence`, `theme`, `holder`, `stance`, `evidence`, `start`, `end`, and
        perhaps `coded_by`, `ground` and `confidence`.
    attributions
        As of `crossframe.attribution.attributions.attributions`, of the same articles.
    sentences
        Their sentence table.
    agreement
        As of `crossframe.coding.standing.coder_agreement`.

    Returns
    -------
    pandas.DataFrame
        The rows of `stance` with these columns and `form` (str: `own words` where less than half of
        the evidence is attributed, so that the article says it itself, of whomever; otherwise
        `quoted`, `partly quoted` or `paraphrased`, as all, part or none of the evidence stands in
        quotation marks) and `standing` (str: coded by `people`, by a `reference` coding, by a
        machine `checked` against people's codes of a random sample, or `unreviewed`).

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "“The harbour must close,” Ada Roe said.")])
    >>> row = {"article": "a", "sentence": 1, "theme": "closing", "holder": "roe", "stance": "favor",
    ...     "evidence": "must close", "start": 13, "end": 23, "coded_by": "rules"}
    >>> found = framing(pd.DataFrame([row]), attributions(table), table)
    >>> found[["form", "standing"]].values.tolist()
    [['quoted', 'unreviewed']]
    """
    said = attributions.groupby("article")["content_spans"].agg(lambda all_: [*chain(*all_)])
    quoted = {
        str(article): quoted_spans(own) for article, own in sentences.groupby("article", sort=False)
    }
    machine = CHECKED if is_checked(agreement) else UNREVIEWED
    standings = {ADJUDICATED: PEOPLE, REFERENCE: BY_REFERENCE}
    rows = stance.reindex(
        columns=[
            *("article", "sentence", "theme", "holder", "stance", "evidence", "start", "end"),
            *(CODED_BY, "ground", "confidence"),
        ]
    )
    forms = [
        _form(said.get(row.article, []), quoted[row.article], int(row.start), int(row.end))
        for row in rows.itertuples()
    ]
    return rows.assign(form=forms, standing=rows[CODED_BY].map(standings).fillna(machine))


def _form(said: Sequence[Span], quoted: Sequence[Span], start: int, end: int) -> str:
    """Say in whose words a stretch of an article stands."""

    def held(spans: Sequence[Span]) -> int:
        return len({n for a, b in spans for n in range(max(a, start), min(b, end))})

    if 2 * held(said) <= end - start:
        return OWN_WORDS
    within = held(quoted)
    return _PARAPHRASED if not within else _QUOTED if within == end - start else _PARTLY
