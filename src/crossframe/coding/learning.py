"""Learning stance from rows coded by hand, used only where it beats the rules."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline

from crossframe.coding.checks import CODED_BY, CONTEXT_COLUMNS, SHEET_COLUMNS
from crossframe.coding.features import Features, Unit, unit_features
from crossframe.coding.learning_gain import Comparison, compare
from crossframe.coding.sheets import codesheet as draw
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.units import UNIT, unit_stances
from crossframe.text.words import counted

MODEL = "model"

_FOLDS = 10
_LEARNABLE = ("favor", "against", "neither", "absent")


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
        Of the intervals, see `crossframe.coding.learning_gain.compare`.

    Returns
    -------
    pandas.DataFrame
        What the model says otherwise than the rules, of units that were not coded by hand: `article`,
        `sentence`, `theme`, `stance` (`favor`, `against`, `neither` or `absent`), `holder` and
        `evidence` (the machine's; empty where absent) and `coded_by` (`model`); more columns of
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
        coded_by=MODEL,
    )
    rows = rows.drop(columns=["term", "cue", "rule", "ground", "confidence"], errors="ignore")
    absent = rows["stance"] == "absent"
    rows.loc[absent, ["holder", "evidence"]] = ""
    return rows.drop_duplicates([*UNIT, "holder"]).reset_index(drop=True), comparison


def model_sheet(
    sentences: pd.DataFrame, codebook: Codebook, stance: pd.DataFrame, decided: pd.DataFrame
) -> pd.DataFrame:
    """Set what a model decided as a coding sheet, to be looked through and used.

    Parameters
    ----------
    sentences, codebook, stance
        Of the project, `stance` the machine's rows.
    decided
        As of `learn`.

    Returns
    -------
    pandas.DataFrame
        The columns of a coding sheet, `note` saying what the rules had found, and `coded_by`
        (`model`); in reading order. Named under `adjudicated` in a manifest, its rows stand in
        place of the rules' and are marked as the model's.
    """
    everything = len(sentences) * len(codebook.themes)
    context = draw(sentences, codebook, stance, units=everything)[[*UNIT, *CONTEXT_COLUMNS]]
    rules = ("rules: " + unit_stances(stance)).rename("note").reset_index()
    answers = decided[[*UNIT, "stance", "holder", "evidence", CODED_BY]]
    sheet = context.merge(answers, on=UNIT).merge(rules, on=UNIT)
    return sheet[[*SHEET_COLUMNS, CODED_BY]]


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
        If the hand-coded rows stand in fewer than two articles or in sentences that are unknown, or
        are a model's.

    Notes
    -----
    Each article is left out once; from eleven articles on they are put into ten groups. Where the
    others hold a single value, or the rules found nothing, the rules' value stands.
    """
    if CODED_BY in coded and coded[CODED_BY].eq(MODEL).any():
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
