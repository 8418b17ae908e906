"""Holders who contradict themselves within an article: more often a misreading than a change of mind."""

from __future__ import annotations

import pandas as pd

from crossframe.voices.speakers import OUTLET

CONSISTENCY = "consistency"

_MARGIN = 2
_SIGNS = {"favor": 1, "against": -1, "neither": 0}
_STANCES = {1: "favor", -1: "against"}
_SETTLED = frozenset({"codebook cue", "reaction", "author", "correction"})


def consistent(stance: pd.DataFrame) -> pd.DataFrame:
    """Turn single rows that contradict what their holder says in the rest of the article.

    Parameters
    ----------
    stance
        Rows of `article, theme, holder, stance, rule`, one a sentence.

    Returns
    -------
    pandas.DataFrame
        The same rows. Where a holder takes one side of a theme in the rest of an article at least
        two times more often than the other, a row of the other side is turned to it, and its
        `rule` is `consistency`.

    Notes
    -----
    One sense per discourse (Gale, Church and Yarowsky 1992), said of positions: among the reference
    codings that the rules were written on, holders with several rows on a theme were of one side in
    65 of 68. No row is turned where nobody is named (`outlet`), where the codebook's own cue
    decided, or in the rows that tell the other side of a sentence. Who changes sides in the middle
    of an article is misread by this.

    Examples
    --------
    >>> rows = [("a", "tax", "lee", "favor", "attitude")] * 2
    >>> rows += [("a", "tax", "lee", "against", "action")]
    >>> columns = ["article", "theme", "holder", "stance", "rule"]
    >>> consistent(pd.DataFrame(rows, columns=columns))[["stance", "rule"]].values.tolist()[1:]
    [['favor', 'attitude'], ['favor', 'consistency']]
    """
    sign = stance["stance"].map(_SIGNS).astype(int)
    same = [stance["article"], stance["theme"], stance["holder"]]
    others = sign.groupby(same).transform("sum") - sign
    open_to = (stance["holder"] != OUTLET) & ~stance["rule"].isin(_SETTLED)
    turned = open_to & (others * sign <= -_MARGIN)
    return stance.assign(
        stance=stance["stance"].where(~turned, (-sign).map(_STANCES)),
        rule=stance["rule"].where(~turned, CONSISTENCY),
    )
