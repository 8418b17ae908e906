"""Learning stance from rows coded by hand, used only where it beats the rules."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline

from crossframe.agreement import UNIT, unit_stances
from crossframe.errors import CrossframeError
from crossframe.features import Features, Unit, unit_features
from crossframe.reliability import stance_f1

MODEL = "model"

_FOLDS = 10
_LEARNABLE = ("favor", "against", "neither", "absent")


class Comparison(NamedTuple):
    """How the model and the rules did on articles that the model had not seen.

    Attributes
    ----------
    units, articles
        How many units were coded by hand, and in how many articles they stand.
    rules, model
        Mean of the F1 of favor and of against (see `crossframe.reliability.stance_f1`) over these
        units, 0 to 1; NaN where there is no stance.
    difference, low, high
        `model` less `rules`, and its 95 % interval by drawing sentences anew.
    used
        Whether the model is used: `low` is above 0.
    """

    units: int
    articles: int
    rules: float
    model: float
    difference: float
    low: float
    high: float
    used: bool

    def __str__(self) -> str:
        verdict = "the model is used" if self.used else "the rules are kept"
        return (
            f"Rules {self.rules:.3f}, model {self.model:.3f} (mean F1 of favor and against, on "
            f"{self.units} units coded by hand in {self.articles} articles, each article predicted "
            f"from the others); difference {self.difference:+.3f} "
            f"[{self.low:+.3f}, {self.high:+.3f}]: {verdict}."
        )


def learn(
    sentences: pd.DataFrame,
    stance: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    resamples: int = 2000,
    seed: int = 0,
) -> tuple[pd.DataFrame, Comparison]:
    """Learn from rows coded by hand, and take the model's stances if it beats the rules.

    Parameters
    ----------
    sentences
        The sentence table.
    stance
        The machine's rows, as of `crossframe.stance.code_stance`.
    coded
        Rows coded by hand, as of `crossframe.codesheet.read_codesheet`, of at least two articles.
    resamples, seed
        Of the interval, see `compare`.

    Returns
    -------
    pandas.DataFrame
        The columns of `stance` and `coded_by`: `rules`, or `model` in units in which the model was
        used and says something else: there `stance` is the model's and `rule` is `model`. Units
        that the model finds `absent` are left out. Without any gain `stance` as it came.
    Comparison
        What was gained, and whether the model is used.

    Raises
    ------
    CrossframeError
        If the hand-coded rows stand in fewer than two articles, or in sentences that are unknown.

    Notes
    -----
    Logistic regression with an L2 penalty (scikit-learn's default strength, not tuned) over what
    the rules say of a unit (stance, rule, cue words, theme, own or reported voice) and the words
    of its sentence. It decides again on the units that the rules found; it does not find new ones.
    Nothing in it is random but the intervals.
    """
    validated = cross_validate(sentences, stance, coded)
    comparison = compare(validated, resamples=resamples, seed=seed)
    result = stance if "coded_by" in stance else stance.assign(coded_by="rules")
    if not comparison.used:
        return result, comparison
    features = unit_features(sentences, stance)
    hand = unit_stances(coded)
    model = _fit(features, hand)
    said = dict(zip(features, _predict(model, list(features.values())), strict=True))
    before = unit_stances(stance)
    turned = {unit: value for unit, value in said.items() if value != before[unit]}
    units = list(result[UNIT].itertuples(index=False, name=None))
    new = pd.Series([turned.get(unit) for unit in units], index=result.index, dtype=object)
    changed = new.notna()
    result = result.assign(
        stance=result["stance"].where(~changed, new),
        rule=result["rule"].where(~changed, MODEL),
        coded_by=result["coded_by"].where(~changed, MODEL),
    )
    if "confidence" in result:
        result = result.assign(
            ground=result["ground"].where(~changed, MODEL),
            confidence=result["confidence"].where(~changed, np.nan),
        )
    kept = result[result["stance"] != "absent"]
    return kept.drop_duplicates([*UNIT, "holder"]).reset_index(drop=True), comparison


def cross_validate(
    sentences: pd.DataFrame, stance: pd.DataFrame, coded: pd.DataFrame
) -> pd.DataFrame:
    """Predict each article's hand-coded units from those of the other articles.

    Parameters
    ----------
    sentences, stance, coded
        As of `learn`.

    Returns
    -------
    pandas.DataFrame
        One row a unit of `coded`, sorted: `article`, `sentence`, `theme`, and what `hand`, `rules`
        and `model` say of it (`favor`, `against`, `neither`, `mixed` or `absent`).

    Raises
    ------
    CrossframeError
        If the hand-coded rows stand in fewer than two articles, or in sentences that are unknown.

    Notes
    -----
    Each article is left out once; from eleven articles on they are put into ten groups. Where the
    others hold a single value, or the rules found nothing, the rules' value stands.
    """
    hand = unit_stances(coded)
    articles = hand.index.get_level_values("article")
    if articles.nunique() < 2:
        raise CrossframeError(
            f"hand-coded rows stand in {articles.nunique()} article",
            remedy="code sentences of at least two articles, so that one can be predicted from others",
        )
    known = set(sentences[UNIT[:2]].itertuples(index=False, name=None))
    for unit in hand.index:
        if unit[:2] not in known:
            raise CrossframeError(
                f"article {unit[0]!r} has no sentence {unit[1]}",
                remedy="give the sentences that the rows were coded on",
            )
    features = unit_features(sentences, stance)
    rules = unit_stances(stance).reindex(hand.index).fillna("absent")
    predicted = rules.copy()
    folds = GroupKFold(n_splits=min(_FOLDS, articles.nunique()))
    for train, test in folds.split(hand, groups=articles):
        model = _fit(features, hand.iloc[train])
        units = [unit for unit in hand.index[test] if unit in features]
        if model is not None and units:
            predicted.loc[units] = _predict(model, [features[unit] for unit in units])
    table = pd.DataFrame({"hand": hand, "rules": rules, "model": predicted})
    return table.reset_index(names=UNIT)


def compare(validated: pd.DataFrame, *, resamples: int = 2000, seed: int = 0) -> Comparison:
    """Compare model and rules on units coded by hand.

    Parameters
    ----------
    validated
        As of `cross_validate`.
    resamples
        How often sentences are drawn anew for the interval.
    seed
        Of the draws.

    Returns
    -------
    Comparison
        The scores, their difference with its interval, and whether the model is used.

    Notes
    -----
    A bootstrap by sentence over both scores at once. A gain whose interval holds 0 is no gain:
    rules that can be read are kept unless the model is better beyond chance.

    Examples
    --------
    >>> rows = [("a", n, "tax", "against", "favor", "against") for n in range(8)]
    >>> print(compare(pd.DataFrame(rows, columns=[*UNIT, "hand", "rules", "model"])))
    Rules 0.000, model 1.000 (mean F1 of favor and against, on 8 units coded by hand in 1 articles, each article predicted from the others); difference +1.000 [+1.000, +1.000]: the model is used.
    """
    rules, model = (stance_f1(validated[by], validated["hand"]) for by in ("rules", "model"))
    sentence = pd.factorize(pd.MultiIndex.from_frame(validated[UNIT[:2]]))[0]
    rows = [np.flatnonzero(sentence == number) for number in range(sentence.max(initial=-1) + 1)]
    generator = np.random.default_rng([seed, zlib.crc32(b"learning")])
    gains = []
    for _ in range(resamples if len(rows) > 1 else 0):
        drawn = generator.integers(len(rows), size=len(rows))
        part = validated.iloc[np.concatenate([rows[number] for number in drawn])]
        gains.append(
            stance_f1(part["model"], part["hand"]) - stance_f1(part["rules"], part["hand"])
        )
    gains = [gain for gain in gains if not math.isnan(gain)]
    low, high = np.percentile(gains, [2.5, 97.5]).tolist() if gains else (math.nan, math.nan)
    return Comparison(
        units=len(validated),
        articles=validated["article"].nunique(),
        rules=rules,
        model=model,
        difference=model - rules,
        low=low,
        high=high,
        used=low > 0,
    )


def _fit(features: dict[Unit, Features], hand: pd.Series[str]) -> Pipeline | None:
    """Fit on the units that the rules found and people coded; None where there is one value."""
    pairs = [
        (features[unit], value)
        for unit, value in hand.items()
        if unit in features and value in _LEARNABLE
    ]
    if len({value for _, value in pairs}) < 2:
        return None
    model = make_pipeline(DictVectorizer(), LogisticRegression(max_iter=1000))
    model.fit([unit for unit, _ in pairs], [value for _, value in pairs])
    return model


def _predict(model: Pipeline | None, features: Sequence[Features]) -> list[str]:
    return (
        [] if model is None or not features else [str(value) for value in model.predict(features)]
    )
