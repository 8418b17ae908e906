"""Learning stance from units coded by hand, used only where it beats the rules."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.checks import CODED_BY
from crossframe.coding.coders import LEARNED, Coder, Coding, code_by_rules
from crossframe.coding.reliability import alphas, coincidences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import STANCES
from crossframe.stance.machine import Material
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted, iter_words, stem

LEAST_UNITS = 50
RESAMPLES = 2000

_BLOCKS = 20
_TOPICS = 10  # dimensions of the words
# Chosen by the totals over twelve coded events, so that scores on these are a little high.
_STRENGTH = 3.0  # of the regression, scikit-learn's C
_BY_THEME = 2.0  # scale of the words by theme
_VOTE = 3.0  # scale of the rules' stance, so that the penalty hardly touches it
_PRIOR = (5.0, 0.8)  # so many units of each stance are added, this share of them right

Unit = tuple[str, int, str]
Values = npt.NDArray[np.float64]


class Gain(NamedTuple):
    """How model and rules did on units coded by hand, each predicted from other passages."""

    units: int  # coded by hand
    blocks: int  # passages of neighbouring sentences, predicted one by one
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
            f"On {counted(self.units, 'unit')} coded by hand, each passage predicted from the others:\n"
            f"  alpha with the codes: rules {self.rules_alpha:.3f}, model {self.model_alpha:.3f}; "
            f"difference {self.alpha_difference:+.3f} "
            f"(95% interval {self.alpha_low:+.3f} to {self.alpha_high:+.3f})\n"
            f"  F1 of favor and against: rules {self.rules:.3f}, model {self.model:.3f}; "
            f"difference {self.difference:+.3f} (95% interval {self.low:+.3f} to {self.high:+.3f})\n"
            f"{verdict}."
        )


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
        What the model says otherwise than the rules, of units that were not coded by hand: `article`,
        `sentence`, `theme`, `stance` (`favor`, `against` or `neither`), `holder` and `evidence` (the
        machine's) and `coded_by` (`learned`); more columns of `stance` but the rules' reasons.
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
    sentences, and each is predicted from the others; the intervals draw blocks with replacement.
    Nothing is random but these draws.
    """
    gain = measured_gain(cross_validate(sentences, stance, coded, least=least), resamples=resamples)
    hand, before = unit_stances(coded), unit_stances(stance)
    said = predicted_stances(sentences, stance, coded) if gain.used else before
    units = list(stance[UNIT].itertuples(index=False, name=None))
    turned = [unit not in hand.index and said[unit] != before[unit] for unit in units]
    rows = stance[pd.Series(turned, stance.index, dtype=bool)]
    rows = rows.assign(
        stance=[said[unit] for unit in rows[UNIT].itertuples(index=False, name=None)],
        coded_by=LEARNED,
    )
    rows = rows.drop(columns=["term", "cue", "rule", "ground", "confidence"], errors="ignore")
    return rows.drop_duplicates([*UNIT, "holder"]).reset_index(drop=True), gain


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
            apply_adjudication(rules, decided) if gain.used else rules,
            {
                "coder": LEARNED,
                "sheets": [path.name for path in sheets],
                "comparison": str(gain),
                "used": gain.used,
                "gain": {k: None if math.isnan(v) else v for k, v in gain._asdict().items()},
            },
        )

    return code


def predicted_stances(
    sentences: pd.DataFrame, stance: pd.DataFrame, coded: pd.DataFrame
) -> pd.Series[str]:
    """Return what the model says of every unit that the rules found, used or not."""
    found = unit_stances(stance)
    said = _predict(unit_features(sentences, stance), found, unit_stances(coded), found.index)
    return pd.Series(said, found.index, dtype=object)


def cross_validate(
    sentences: pd.DataFrame, stance: pd.DataFrame, coded: pd.DataFrame, *, least: int = LEAST_UNITS
) -> pd.DataFrame:
    """Predict each block of hand-coded units from the other blocks."""
    if CODED_BY in coded and coded[CODED_BY].eq(LEARNED).any():
        raise CrossframeError(
            "some rows were decided by a model", remedy="learn from sheets coded by hand only"
        )
    hand = unit_stances(coded)
    if len(hand) < least:
        raise CrossframeError(
            f"{counted(len(hand), 'unit')} coded by hand; a model needs {least}, since with few "
            "it reads worse than the rules",
            remedy=f"code {least - len(hand)} more, or use the rules: --coder rules",
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
    places = np.unique([order[unit[:2]] for unit in hand.index], return_inverse=True)[1]
    block = places * _BLOCKS // (places.max() + 1)
    features = unit_features(sentences, stance)
    found = unit_stances(stance)
    rules = found.reindex(hand.index).fillna("absent")
    predicted = rules.copy()
    for own in np.unique(block):
        units = hand.index[(block == own) & hand.index.isin(features.index)]
        if len(units):
            predicted.loc[units] = _predict(features, found, hand[block != own], units)
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


def unit_features(sentences: pd.DataFrame, stance: pd.DataFrame) -> pd.DataFrame:
    """Describe the units that the rules found by numbers: one row a unit."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415  (heavy import)

    said = unit_stances(stance)
    named: dict[Unit, dict[str, float]] = {}
    for row in stance.itertuples():
        unit = (row.article, row.sentence, row.theme)
        names = [
            f"theme={row.theme}",
            f"theme={row.theme} {said[unit]}",
            f"holder={row.holder}",
            f"holder={row.holder} {row.theme}",
            f"term={row.term}",
        ]
        named.setdefault(unit, {}).update(dict.fromkeys(names, 1.0))
    units = pd.MultiIndex.from_tuples(list(named), names=UNIT)
    topics = _topics(sentences, units)
    themes = units.get_level_values("theme")
    parts = [
        DictVectorizer(sparse=False).fit_transform(named.values()),
        topics,
        *(_BY_THEME * topics * (themes == theme)[:, None] for theme in themes.unique()),
    ]
    return pd.DataFrame(np.hstack(parts), index=units)


def _topics(sentences: pd.DataFrame, units: pd.MultiIndex) -> Values:
    """Return for each unit the words of its sentence and the one before, in few dimensions."""
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415  (heavy import)
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.preprocessing import normalize  # noqa: PLC0415

    before = sentences.groupby("article", sort=False)["text"].shift(fill_value="")
    texts = dict(
        zip(
            zip(sentences["article"], sentences["sentence"], strict=True),
            before + "\n" + sentences["text"],
            strict=True,
        )
    )
    places = {sentence: place for place, sentence in enumerate(dict.fromkeys(u[:2] for u in units))}
    weights = TfidfVectorizer(analyzer=_stems).fit_transform([texts[key] for key in places])
    size = min(_TOPICS, *(n - 1 for n in weights.shape))
    if size < 1:
        return np.zeros((len(units), 0))
    with np.errstate(invalid="ignore"):  # where all sentences are alike
        found = TruncatedSVD(size, algorithm="arpack", random_state=0).fit_transform(weights)
    vectors: Values = normalize(found)[[places[unit[:2]] for unit in units]]
    return vectors


def _stems(text: str) -> list[str]:
    return sorted({stem(word.form) for word in iter_words(text)})


def _predict(
    features: pd.DataFrame, rules: pd.Series[str], hand: pd.Series[str], units: pd.MultiIndex
) -> list[str]:
    """Learn from hand-coded units that the rules found, and say the stance of others."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (heavy import)

    taught = hand.index[hand.isin(STANCES) & hand.index.isin(features.index)]
    votes = _VOTE * np.equal.outer(rules.reindex(features.index).to_numpy(), np.array(STANCES))
    known = np.hstack([features.to_numpy(), votes])
    size, right = _PRIOR
    kinds = len(STANCES)
    prior = np.hstack([np.zeros((kinds, features.shape[1])), _VOTE * np.eye(kinds)])
    wrong = (1 - right) / (kinds - 1)
    weights = size * np.where(np.eye(kinds) == 1, right, wrong).ravel()
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(
        np.vstack([known[features.index.get_indexer(taught)], prior.repeat(kinds, axis=0)]),
        [*hand[taught], *STANCES * kinds],
        sample_weight=[*np.ones(len(taught)), *weights],
    )
    return [str(value) for value in model.predict(known[features.index.get_indexer(units)])]


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
