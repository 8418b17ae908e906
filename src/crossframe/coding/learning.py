"""Learning stance from rows coded by hand, used only where it beats the rules."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.checks import CODED_BY, SHEET_COLUMNS
from crossframe.coding.coders import LEARNED, Coder, Coding, code_by_rules
from crossframe.coding.reliability import alphas, coincidences, stance_f1
from crossframe.coding.sheets import in_context
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.machine import Material
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted, iter_words, stem

_FOLDS = 10
_LEARNABLE = ("favor", "against", "neither", "absent")
LEAST_ARTICLES = 6

Unit = tuple[str, int, str]
Features = dict[str, float]


class Comparison(NamedTuple):
    """How the model and the rules did on articles that the model had not seen."""

    units: int  # coded by hand
    articles: int
    rules: float  # mean F1 of favor and against over these units, 0 to 1
    model: float
    difference: float  # `model` less `rules`, and its 95 % interval
    low: float
    high: float
    alpha: float  # Krippendorff's, of model and hand coding, and its 95 % interval
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


def learn(
    sentences: pd.DataFrame,
    stance: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    resamples: int = 2000,
) -> tuple[pd.DataFrame, Comparison]:
    """Learn from rows coded by hand, and take the model's stances if it beats the rules.

    Parameters
    ----------
    sentences
        The sentence table.
    stance
        The machine's rows, as of `crossframe.stance.coding.code_stance`.
    coded
        Rows coded by hand, as of `crossframe.coding.sheets.read_codesheet`, of at least two articles.
    resamples
        Of the intervals, see `crossframe.coding.learning.compare`.

    Returns
    -------
    pandas.DataFrame
        What the model says otherwise than the rules, of units that were not coded by hand: `article`,
        `sentence`, `theme`, `stance` (`favor`, `against`, `neither` or `absent`), `holder` and
        `evidence` (the machine's; empty where absent) and `coded_by` (`learned`); more columns of
        `stance` but the rules' reasons. `crossframe.coding.adjudication.apply_adjudication` puts it
        in place of the machine's rows. Empty where the model is not used.
    Comparison
        What was gained, and whether the model is used.

    Raises
    ------
    CrossframeError
        If the hand-coded rows stand in fewer than two articles or in sentences that are unknown, or
        are a model's.

    Notes
    -----
    Logistic regression with an L2 penalty (scikit-learn's default strength, not tuned) over what
    the rules say of a unit (stance, rule, cue words, theme, own or reported voice) and the words
    of its sentence. It decides again on the units that the rules found; it does not find new ones.
    Nothing in it is random but the intervals.
    """
    comparison = compare(cross_validate(sentences, stance, coded), resamples=resamples)
    hand = unit_stances(coded)
    features = unit_features(sentences, stance) if comparison.used else {}
    said = dict(zip(features, _predict(_fit(features, hand), list(features.values())), strict=True))
    before = unit_stances(stance)
    units = list(stance[UNIT].itertuples(index=False, name=None))
    turned = [
        unit in said and said[unit] != before[unit] and unit not in hand.index for unit in units
    ]
    rows = stance[pd.Series(turned, stance.index, dtype=bool)].assign(
        stance=[said[unit] for unit, other in zip(units, turned, strict=True) if other],
        coded_by=LEARNED,
    )
    rows = rows.drop(columns=["term", "cue", "rule", "ground", "confidence"], errors="ignore")
    absent = rows["stance"] == "absent"
    rows.loc[absent, ["holder", "evidence"]] = ""
    return rows.drop_duplicates([*UNIT, "holder"]).reset_index(drop=True), comparison


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
        decided, comparison = learn(sentences, rules.drop(columns=CODED_BY), coded)
        rows = apply_adjudication(rules, decided) if comparison.used else rules
        return Coding(
            rows,
            {
                "coder": LEARNED,
                "sheets": [path.name for path in sheets],
                "comparison": str(comparison),
                "used": comparison.used,
            },
        )

    return code


def model_sheet(
    sentences: pd.DataFrame, codebook: Codebook, stance: pd.DataFrame, decided: pd.DataFrame
) -> pd.DataFrame:
    """Set what a model decided as a coding sheet, to be looked through and used."""
    rules = ("rules: " + unit_stances(stance)).rename("note").reset_index()
    sheet = in_context(decided, sentences, codebook).merge(rules, on=UNIT)
    return sheet[[*SHEET_COLUMNS, CODED_BY]]


def cross_validate(
    sentences: pd.DataFrame, stance: pd.DataFrame, coded: pd.DataFrame
) -> pd.DataFrame:
    """Predict each article's hand-coded units from those of the other articles."""
    from sklearn.model_selection import GroupKFold  # noqa: PLC0415  (heavy import)

    if CODED_BY in coded and coded[CODED_BY].eq(LEARNED).any():
        raise CrossframeError(
            "some rows were decided by a model", remedy="learn from sheets coded by hand only"
        )
    hand = unit_stances(coded)
    articles = hand.index.get_level_values("article")
    if articles.nunique() < 2:
        raise CrossframeError(
            f"hand-coded rows stand in {counted(articles.nunique(), 'article')}",
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


def _fit(features: dict[Unit, Features], hand: pd.Series[str]) -> Any:
    """Fit on the units that the rules found and people coded; None where there is one value."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415  (heavy import)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

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


def _predict(model: Any, features: Sequence[Features]) -> list[str]:
    return (
        [] if model is None or not features else [str(value) for value in model.predict(features)]
    )


def compare(validated: pd.DataFrame, *, resamples: int = 2000) -> Comparison:
    """Compare model and rules on units coded by hand."""
    # The model is used where the interval of the difference lies above 0; where it agrees with the
    # hand coding better than chance (a model of a random coding has a better F1 than rules that
    # favor one side); and from six articles on: with fewer, even if the model were better in each,
    # chance alone would do that once in 2⁵ = 32 times or more, which is above 2.5 %.
    rules, model = (stance_f1(validated[by], validated["hand"]) for by in ("rules", "model"))
    articles = validated["article"].nunique()
    low, high, alpha_low, alpha_high = _intervals(validated, resamples, np.random.default_rng(0))
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
    # In two stages: articles with replacement, of each its sentences with all their units (Davison
    # and Hinkley 1997, Bootstrap Methods and their Application, section 3.8).
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


def unit_features(sentences: pd.DataFrame, stance: pd.DataFrame) -> dict[Unit, Features]:
    """Describe the units that the rules found, for a model: unit -> feature -> value."""
    # Each feature is 1; the words of a sentence are one over the root of their number, so that long
    # sentences do not weigh more.
    texts = {
        (article, number): text
        for article, number, text in sentences[["article", "sentence", "text"]].itertuples(
            index=False, name=None
        )
    }
    features: dict[Unit, Features] = {}
    for row in stance.itertuples():
        unit = (row.article, row.sentence, row.theme)
        if unit not in features:
            stems = _stems(texts[unit[:2]])
            features[unit] = {f"word={word}": len(stems) ** -0.5 for word in stems}
        names = [
            f"stance={row.stance}",
            f"rule={row.rule}",
            f"rule={row.rule} {row.stance}",
            f"theme={row.theme} {row.stance}",
            *(f"cue={word}" for word in _stems(row.cue)),
        ]
        features[unit].update(dict.fromkeys(names, 1.0))
        if row.holder == "outlet":
            features[unit]["own voice"] = 1.0
    return features


def _stems(text: str) -> list[str]:
    return sorted({stem(word.form) for word in iter_words(text)})
