"""Whether a model that was learned beats the rules by more than chance."""

from __future__ import annotations

import math
import zlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.coding.coincidences import alphas, coincidences
from crossframe.coding.reliability import stance_f1
from crossframe.stance.units import UNIT
from crossframe.text.words import counted

LEAST_ARTICLES = 6


class Comparison(NamedTuple):
    """How the model and the rules did on articles that the model had not seen.

    Attributes
    ----------
    units, articles
        How many units were coded by hand, and in how many articles they stand.
    rules, model
        Mean of the F1 of favor and of against (see `crossframe.coding.reliability.stance_f1`) over these
        units, 0 to 1; NaN where there is no stance.
    difference, low, high
        `model` less `rules`, and its 95 % interval.
    alpha, alpha_low, alpha_high
        Krippendorff's alpha between the model and the hand coding over all these units, and its 95 %
        interval; 0 is as by chance.
    used
        Whether the model is used: there are at least six articles, and `low` and `alpha_low` are
        above 0.
    """

    units: int
    articles: int
    rules: float
    model: float
    difference: float
    low: float
    high: float
    alpha: float
    alpha_low: float
    alpha_high: float
    used: bool

    def __str__(self) -> str:
        if self.used:
            verdict = "The model is used"
        elif self.articles < LEAST_ARTICLES:
            verdict = f"No verdict under {LEAST_ARTICLES} articles: the rules are kept"
        elif not self.low > 0:
            verdict = "The model is not better beyond chance: the rules are kept"
        else:
            verdict = "The model agrees with the hand coding as by chance: the rules are kept"
        return (
            f"On {counted(self.units, 'unit')} coded by hand in {counted(self.articles, 'article')}, "
            f"each article predicted from the others, the mean F1 of favor and against is "
            f"{self.rules:.3f} by the rules and {self.model:.3f} by the model; difference "
            f"{self.difference:+.3f}, 95 % interval {self.low:+.3f} to {self.high:+.3f}. Alpha of "
            f"model and hand coding {self.alpha:.3f}, {self.alpha_low:.3f} to "
            f"{self.alpha_high:.3f}. {verdict}."
        )


def compare(validated: pd.DataFrame, *, resamples: int = 2000) -> Comparison:
    """Compare model and rules on units coded by hand.

    Parameters
    ----------
    validated
        As of `crossframe.coding.learning.cross_validate`.
    resamples
        How often articles and sentences are drawn anew for the intervals.

    Returns
    -------
    Comparison
        The scores, their difference with its interval, and whether the model is used.

    Notes
    -----
    A bootstrap in two stages over both scores at once: articles are drawn with replacement, and of
    each the sentences, with all their units (Davison and Hinkley 1997, Bootstrap Methods and their
    Application, section 3.8). Rules that can be read are kept unless three things hold:

    - The interval of the difference lies above 0.
    - The model agrees with the hand coding better than chance. A model of a coding at random gives
      each stance about as often as the coder, and thereby a better F1 than rules that favor one
      side; its alpha is about 0.
    - There are six articles. With fewer, even if the model were better in each, chance alone would
      do that once in 2⁵ = 32 times or more, which is above 2.5 %.

    Examples
    --------
    >>> sides = [("favor", "against")[n % 2] for n in range(48)]
    >>> rows = [("abcdef"[n % 6], n, "tax", side, "favor", side) for n, side in enumerate(sides)]
    >>> table = pd.DataFrame(rows, columns=[*UNIT, "hand", "rules", "model"])
    >>> found = compare(table)
    >>> round(found.rules, 3), found.model, found.used
    (0.333, 1.0, True)
    >>> str(compare(table[table["article"] == "a"])).split(". ")[-1]
    'No verdict under 6 articles: the rules are kept.'
    """
    rules, model = (stance_f1(validated[by], validated["hand"]) for by in ("rules", "model"))
    articles = validated["article"].nunique()
    low, high, alpha_low, alpha_high = _intervals(
        validated, resamples, np.random.default_rng([0, zlib.crc32(b"learning")])
    )
    cells = validated.set_index(UNIT)[["hand", "model"]]
    (alpha,) = alphas(coincidences(cells).sum(axis=0, keepdims=True))
    return Comparison(
        units=len(validated),
        articles=articles,
        rules=rules,
        model=model,
        difference=model - rules,
        low=low,
        high=high,
        alpha=float(alpha),
        alpha_low=alpha_low,
        alpha_high=alpha_high,
        used=articles >= LEAST_ARTICLES and low > 0 and alpha_low > 0,
    )


def _intervals(
    validated: pd.DataFrame, resamples: int, generator: np.random.Generator
) -> tuple[float, float, float, float]:
    """Return the intervals of the difference in F1 and of the model's alpha."""
    if validated.empty:
        return (math.nan,) * 4
    cells = validated.set_index(UNIT)
    sentence, keys = pd.factorize(cells.index.droplevel("theme"))
    draws = _draws(pd.Series([article for article, _ in keys]), resamples, generator)
    hand = cells["hand"].to_numpy()
    scores = {}
    for by in ("rules", "model"):
        said, sides = cells[by].to_numpy(), []
        for side in ("favor", "against"):
            both, found, true = (
                draws @ np.bincount(sentence, weights=units, minlength=len(keys))
                for units in ((said == side) & (hand == side), said == side, hand == side)
            )
            some = found + true > 0
            sides.append(
                np.divide(2 * both, found + true, out=np.full_like(both, np.nan), where=some)
            )
        scores[by] = np.ma.masked_invalid(sides).mean(axis=0).filled(np.nan)
    matrices = np.tensordot(draws, coincidences(cells[["hand", "model"]]), axes=1)
    return *_middle(scores["model"] - scores["rules"]), *_middle(alphas(matrices))


def _draws(
    article: pd.Series[str], resamples: int, generator: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return for each draw how often each sentence stands in it."""
    places = article.groupby(article, sort=False).indices
    count = len(places)
    drawn = generator.multinomial(count, np.full(count, 1 / count), size=resamples)
    draws = np.zeros((resamples, len(article)))
    for times, own in zip(drawn.T, places.values(), strict=True):
        draws[:, own] = generator.multinomial(times * len(own), np.full(len(own), 1 / len(own)))
    return draws


def _middle(values: npt.NDArray[np.float64]) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if not len(known):
        return math.nan, math.nan
    low, high = np.percentile(known, [2.5, 97.5]).tolist()
    return low, high
