"""Learning stance from units coded by hand, used only where it beats the rules."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.checks import CODED_BY
from crossframe.coding.coders import LEARNED, Coder, Coding, code_by_rules
from crossframe.coding.features import VOTE, Features, Unit, in_passages, learned_features
from crossframe.coding.reliability import alphas, coincidences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import STANCES
from crossframe.stance.machine import Material
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted

LEAST_UNITS = 50
RESAMPLES = 2000

_BLOCKS = 20
# Chosen by the totals over twelve coded events, so that scores on these are a little high.
_STRENGTH = 3.0  # of the regression, scikit-learn's C
_PRIOR = (5.0, 0.8)  # so many units of each stance are added, this share of them right

Values = npt.NDArray[np.float64]


class Gain(NamedTuple):
    """How model and rules did on units coded by hand, each predicted from other blocks of them."""

    units: int  # coded by hand
    blocks: int  # of neighbouring sentences or whole articles, predicted one by one
    rules: float  # mean F1 of favor and against over these units, 0 to 1
    model: float
    difference: float  # `model` less `rules`, and its 95% interval
    low: float
    high: float
    rules_alpha: float  # Krippendorff's, with the hand coding
    model_alpha: float
    alpha_difference: float  # and its 95% interval
    alpha_low: float
    alpha_high: float
    used: bool

    def __str__(self) -> str:
        kept = "The model agrees no better with the codes than rules or chance: the rules are kept"
        verdict = "The model is used" if self.used else kept
        if self.used and not self.alpha_low > 0:
            verdict += ", but chance alone may give such a gain: code more units to be sure"
        return (
            f"On {counted(self.units, 'unit')} coded by hand, each predicted without the codes of its passage or article:\n"
            f"  alpha with the codes: rules {self.rules_alpha:.3f}, model {self.model_alpha:.3f}; "
            f"difference {self.alpha_difference:+.3f} "
            f"(95% interval {self.alpha_low:+.3f} to {self.alpha_high:+.3f})\n"
            f"  F1 of favor and against: rules {self.rules:.3f}, model {self.model:.3f}; "
            f"difference {self.difference:+.3f} (95% interval {self.low:+.3f} to {self.high:+.3f})\n"
            f"{verdict}."
        )


class Learned(NamedTuple):
    """A model learned from units coded by hand: a function of one article's rows."""

    features: Features
    regression: Any  # scikit-learn's LogisticRegression
    apart: Mapping[Unit, str]  # units coded by hand: as predicted from other blocks
    gain: Gain

    def decided(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return what the model says otherwise than the rules, see `learn`; rows have a `passage`."""
        rows = rows.drop(columns=["cue", "rule", "ground", "confidence"], errors="ignore")
        if self.gain.used and len(rows):
            before = unit_stances(rows)
            said = _said(self.regression, self.features.of(rows)).to_dict() | self.apart
            units = list(rows[UNIT].itertuples(index=False, name=None))
            turned = pd.Series([said[unit] != before[unit] for unit in units], rows.index)
            rows = rows.assign(stance=[said[unit] for unit in units], coded_by=LEARNED)[turned]
        else:
            rows = rows.iloc[:0].assign(coded_by=LEARNED)
        rows = rows.drop(columns=["term", "passage"], errors="ignore")
        return rows.drop_duplicates([*UNIT, "holder"]).reset_index(drop=True)


def learn(
    sentences: pd.DataFrame,
    stance: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    least: int = LEAST_UNITS,
    resamples: int = RESAMPLES,
) -> tuple[pd.DataFrame, Gain]:
    """Learn from units coded by hand, and take the model's stances if it beats the rules.

    Parameters
    ----------
    sentences
        The sentence table.
    stance
        The machine's rows, as of `crossframe.stance.coding.code_stance`.
    coded
        Rows coded by hand, as of `crossframe.coding.sheets.read_codesheet`.
    least
        How many units must be coded.
    resamples
        Draws for the intervals of the gain.

    Returns
    -------
    pandas.DataFrame
        What the model says otherwise than the rules: `article`, `sentence`, `theme`, `stance`
        (`favor`, `against` or `neither`), `holder` and `evidence` (the machine's) and `coded_by`
        (`learned`); more columns of `stance` but the rules' reasons.
        `crossframe.coding.adjudication.apply_adjudication` puts it in place of the machine's rows.
        Empty where the model is not used.
    Gain
        What was gained, and whether the model is used: it is where its alpha with the codes is above
        that of the rules, and the interval of this alpha above 0.

    Raises
    ------
    CrossframeError
        If fewer than `least` units are coded, some in sentences that are unknown, or by a model.

    Notes
    -----
    Logistic regression over what the rules say of a unit and what it is about: theme, stance by
    theme, holder, holder by theme, term, and the words of its sentence and the one before, in ten
    dimensions (latent semantic analysis, Deerwester et al. 1990), alone and by theme. The rules
    are its prior: five units of each stance are added in which they were right four times in five
    (priors by data augmentation, Clogg et al. 1991). It decides again on the units that the rules found; it neither
    finds new ones nor drops any. For the gain the coded units are cut into 20 blocks of neighbouring
    sentences, of 20 coded articles and more into blocks of whole articles, and each is predicted
    from the others; the intervals draw blocks with replacement. Nothing is random but these draws.

    A unit coded by hand has the stance that was predicted for its block from the others, as any
    other unit is read by a model that did not see its code: so shares that correct this coding by
    the same codes (`crossframe.coding.shares`) hold (cross-prediction, Zrnic and Candès 2024), to a
    good approximation: how words are described is learned from all coded articles, without their
    codes, and other units are read by the model of all blocks, not by the average of the blocks'.
    """
    learned = fit(sentences, stance, coded, least=least, resamples=resamples)
    return learned.decided(in_passages(sentences, stance)), learned.gain


def fit(
    sentences: pd.DataFrame,
    stance: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    least: int = LEAST_UNITS,
    resamples: int = RESAMPLES,
) -> Learned:
    """Learn from units coded by hand, see `learn`; sentences and rules' rows of the coded articles."""
    validated = cross_validate(sentences, stance, coded, least=least)
    features, regression = _fitted(in_passages(sentences, stance), unit_stances(coded))
    apart = validated.set_index(UNIT)["model"].to_dict()
    return Learned(features, regression, apart, measured_gain(validated, resamples=resamples))


def coder(material: Material) -> Coder:
    """Return the coder `learned` of a project: the rules, where a model beats them the model."""
    sheets = material.project.adjudicated if material.project else ()
    if not sheets:
        raise CrossframeError(
            "the project has no codes to learn from",
            path=material.folder,
            remedy='code a sheet (`crossframe codesheet`) and name it: adjudicated = "settled.csv"',
        )

    def code(sentences: pd.DataFrame, codebook: Codebook, attributions: pd.DataFrame) -> Coding:
        rules = code_by_rules(sentences, codebook, attributions).rows
        coded = read_adjudicated(sheets, codebook, sentences)
        decided, gain = learn(sentences, rules.drop(columns=CODED_BY), coded)
        return Coding(
            apply_adjudication(rules, decided) if gain.used else rules, how_learned(gain, sheets)
        )

    return code


def how_learned(gain: Gain, sheets: Sequence[Path]) -> dict[str, Any]:
    """Say how it was coded, for what stands beside a coding: what was gained, and whether it is used."""
    return {
        "coder": LEARNED,
        "sheets": [path.name for path in sheets],
        "comparison": str(gain),
        "used": gain.used,
        "gain": {k: None if math.isnan(v) else v for k, v in gain._asdict().items()},
    }


def predicted_stances(
    sentences: pd.DataFrame, stance: pd.DataFrame, coded: pd.DataFrame
) -> pd.Series[str]:
    """Return what the model says of every unit that the rules found, used or not."""
    rows = in_passages(sentences, stance)
    features, regression = _fitted(rows, unit_stances(coded))
    return _said(regression, features.of(rows))


def check_codes(coded: pd.DataFrame, *, least: int = LEAST_UNITS) -> None:
    """Refuse codes that are a model's own, or too few to learn from."""
    if CODED_BY in coded and coded[CODED_BY].eq(LEARNED).any():
        raise CrossframeError(
            "some rows were decided by a model", remedy="learn from sheets coded by hand only"
        )
    units = len(unit_stances(coded))
    if units < least:
        raise CrossframeError(
            f"{counted(units, 'unit')} coded by hand; a model needs {least}, since with few "
            "it reads worse than the rules",
            remedy=f"code {least - units} more, or use the rules: --coder rules",
        )


def cross_validate(
    sentences: pd.DataFrame, stance: pd.DataFrame, coded: pd.DataFrame, *, least: int = LEAST_UNITS
) -> pd.DataFrame:
    """Predict each block of hand-coded units from the other blocks."""
    check_codes(coded, least=least)
    hand = unit_stances(coded)
    if stance.empty:
        raise CrossframeError(
            "the rules found no theme where people coded: there is nothing to learn from",
            remedy="give the themes more terms in the codebook, or use the rules: --coder rules",
        )
    order = {
        sentence: place
        for place, sentence in enumerate(sentences[UNIT[:2]].itertuples(index=False, name=None))
    }
    for unit in hand.index:
        if unit[:2] not in order:
            raise CrossframeError(
                f"article {unit[0]!r} has no sentence {unit[1]}",
                remedy="give the sentences that the rows were coded on",
            )
    articles = hand.index.get_level_values("article").unique()
    apart = 1 if len(articles) >= _BLOCKS else 2  # by whole articles, or by sentences
    first = {unit[:apart]: order[unit[:2]] for unit in reversed(hand.index)}
    places = np.unique([first[unit[:apart]] for unit in hand.index], return_inverse=True)[1]
    block = places * _BLOCKS // (places.max() + 1)
    rows = in_passages(sentences, stance)
    features = learned_features(rows).of(rows)
    rules = unit_stances(stance).reindex(hand.index).fillna("absent")
    predicted = rules.copy()
    for own in np.unique(block):
        units = hand.index[(block == own) & hand.index.isin(features.index)]
        if len(units):
            regression = _regression(features, hand[block != own])
            predicted.loc[units] = _said(regression, features.loc[units])
    table = pd.DataFrame({"hand": hand, "rules": rules, "model": predicted, "block": block})
    return table.reset_index(names=UNIT)


def measured_gain(validated: pd.DataFrame, *, resamples: int = RESAMPLES) -> Gain:
    """Compare model and rules on units coded by hand."""
    block = pd.factorize(validated["block"])[0]
    blocks = int(block.max()) + 1
    scores = {by: _scores(validated, by, block, np.ones((1, blocks))) for by in ("rules", "model")}
    generator = np.random.default_rng(0)
    draws = generator.multinomial(blocks, np.full(blocks, 1 / blocks), size=resamples).astype(float)
    drawn = {by: _scores(validated, by, block, draws) for by in ("rules", "model")}
    (f_rules, alpha_rules), (f_model, alpha_model) = (
        (float(f[0]), float(alpha[0])) for f, alpha in scores.values()
    )
    (low, high), (alpha_low, alpha_high) = (
        _middle(model - rules) for rules, model in zip(*drawn.values(), strict=True)
    )
    return Gain(
        units=len(validated),
        blocks=blocks,
        rules=f_rules,
        model=f_model,
        difference=f_model - f_rules,
        low=low,
        high=high,
        rules_alpha=alpha_rules,
        model_alpha=alpha_model,
        alpha_difference=alpha_model - alpha_rules,
        alpha_low=alpha_low,
        alpha_high=alpha_high,
        used=alpha_model > alpha_rules and _middle(drawn["model"][1])[0] > 0,
    )


def _fitted(rows: pd.DataFrame, hand: pd.Series[str]) -> tuple[Features, Any]:
    features = learned_features(rows)
    return features, _regression(features.of(rows), hand)


def _regression(features: pd.DataFrame, hand: pd.Series[str]) -> Any:
    """Learn from hand-coded units that the rules found."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (heavy import)

    taught = hand.index[hand.isin(STANCES) & hand.index.isin(features.index)]
    size, right = _PRIOR
    kinds = len(STANCES)
    prior = np.hstack([np.zeros((kinds, features.shape[1] - kinds)), VOTE * np.eye(kinds)])
    wrong = (1 - right) / (kinds - 1)
    weights = size * np.where(np.eye(kinds) == 1, right, wrong).ravel()
    return LogisticRegression(C=_STRENGTH, max_iter=1000).fit(
        np.vstack([features.loc[taught], prior.repeat(kinds, axis=0)]),
        [*hand[taught], *STANCES * kinds],
        sample_weight=[*np.ones(len(taught)), *weights],
    )


def _said(regression: Any, features: pd.DataFrame) -> pd.Series[str]:
    """Return the stance of each unit; rounded, since sums hang a little on how many are read."""
    likely = regression.decision_function(features.to_numpy()).round(9).argmax(axis=1)
    return pd.Series(regression.classes_[likely], features.index, dtype=object)


def _scores(
    validated: pd.DataFrame, by: str, block: npt.NDArray[np.int64], draws: Values
) -> tuple[Values, Values]:
    """Return F1 and alpha of one reading in each draw of blocks."""
    hand, said = validated["hand"].to_numpy(), validated[by].to_numpy()
    sides = []
    for side in ("favor", "against"):
        both, found, true = (
            draws @ np.bincount(block, weights=units, minlength=draws.shape[1])
            for units in ((said == side) & (hand == side), said == side, hand == side)
        )
        some = found + true > 0
        sides.append(np.divide(2 * both, found + true, out=np.full(len(draws), np.nan), where=some))
    # coincidences are counted by the first two keys of a unit: here by block
    cells = validated[["hand", by]].set_axis([("", int(own)) for own in block])
    matrices = np.tensordot(draws, coincidences(cells), axes=1)
    return np.ma.masked_invalid(sides).mean(axis=0).filled(np.nan), alphas(matrices)


def _middle(values: Values) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if not len(known):
        return math.nan, math.nan
    low, high = np.percentile(known, [2.5, 97.5]).tolist()
    return low, high
