"""How far coders agree: alpha on each theme with its interval, and which values are confused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.stance.units import coding_cells, unit_stances

ALL_THEMES = "all themes"
RELIABLE = 0.800
TENTATIVE = 0.667
LEAST_BY_CHANCE = 15
RESAMPLES = 2000

COLUMNS = [
    "coders", "theme", "units", "sentences", "absent", "agreement", "by_chance", "alpha", "low",
    "high", "level",
]  # fmt: skip
VALUES = ["favor", "against", "neither", "mixed", "absent"]


def compared_cells(codings: Mapping[str, pd.DataFrame], samples: Collection[str]) -> pd.DataFrame:
    """Lay codings side by side: NaN where a sample lacks a unit, absent where a whole one does."""
    cells = coding_cells(codings)
    for coder in samples:
        cells[coder] = cells[coder].where(cells.index.isin(unit_stances(codings[coder]).index))
    return cells[cells[list(samples)].notna().any(axis=1)] if samples else cells


def agreement(
    cells: pd.DataFrame, *, machine: str | None = None, resamples: int = RESAMPLES, seed: int = 0
) -> pd.DataFrame:
    """Measure how far coders agree, on each theme and overall.

    Parameters
    ----------
    cells
        As of `compared_cells`.
    machine
        The column that is the machine's. It is compared with each of the others, and never counts
        among those who agree with one another.
    resamples
        How often sentences are drawn anew for the intervals.
    seed
        Of the random draws.

    Returns
    -------
    pandas.DataFrame
        Blocks of rows for all human coders together, for each pair of them if they are more than
        two, and for the machine with each of them; in each block first "all themes", then each
        theme. Columns: `coders` (names joined by ", "), `theme`, `units` (that at least two of
        them coded), `sentences` (these stand in), `absent` (units left out of all that follows
        and of `units`, as all say that the theme is absent), `agreement` (share of pairs of values
        that are equal, 0 to 1), `by_chance` (how many of the units would differ if the values were
        dealt out at random), `alpha` (Krippendorff's, nominal), `low`, `high` (95% interval of
        alpha), `level` (see below). NaN where a number is not defined.

    Raises
    ------
    CrossframeError
        If there are fewer than two coders.

    Notes
    -----
    Krippendorff, K. (2004), Content Analysis, 2nd ed., p. 241: rely on data from 0.800, draw
    tentative conclusions from 0.667, and none below. A value measured on a sample is not the value
    itself (Hayes and Krippendorff 2007, Communication Methods and Measures 1), so the level is what
    the whole interval bears out: `reliable` if `low` is at least 0.800, else `tentative` if it is at
    least 0.667, `unreliable` if `high` is under 0.667, and `open` if 0.667 lies within. No level is
    given (`too few`) where fewer than 15 units would differ by chance: by the rule of three
    (Hanley and Lippman-Hand 1983, JAMA 249), up to 3 differences may be missing from a sample
    by luck, and there each 3 move alpha by 0.2 or more. With two values in equal use that takes 30
    units, with one of them in nine of ten 83.

    The intervals are percentiles of a bootstrap that draws sentences with replacement, each with
    all its units, since the units of one sentence are not independent; draws in which alpha is not
    defined are left out. A theme coded in one sentence only has no interval.

    Examples
    --------
    >>> names = ["article", "sentence", "theme"]
    >>> index = pd.MultiIndex.from_tuples([("a", n, "tax") for n in range(12)], names=names)
    >>> ben, gerry = list("aabbdcccedda"), list("babbbccceddd")
    >>> table = agreement(pd.DataFrame({"Ben": ben, "Gerry": gerry}, index=index))
    >>> table[["coders", "theme", "units", "agreement", "alpha", "level"]].round(3).values.tolist()[0]
    ['Ben, Gerry', 'all themes', 12, 0.75, 0.692, 'too few']
    """
    people = [str(coder) for coder in cells.columns if coder != machine]
    groups: list[Sequence[str]] = [people] if len(people) > 1 else []
    if len(people) > 2:
        groups += list(combinations(people, 2))
    if machine is not None:
        groups += [(machine, coder) for coder in people]
    if not groups:
        raise CrossframeError(
            "agreement needs two codings", remedy="give a second coding, or the machine's"
        )
    themes = cells.index.get_level_values("theme")
    rows = []
    for group in groups:
        own = cells[list(group)]
        parts = {ALL_THEMES: own, **{theme: own[themes == theme] for theme in themes.unique()}}
        for theme, part in parts.items():
            # each part draws by the same seed: a verdict hangs on the codes, not on coders' names
            draws = np.random.default_rng(seed)
            rows.append((", ".join(group), theme, *_measures(part, draws, resamples)))
    return pd.DataFrame(rows, columns=COLUMNS)


def confusion(cells: pd.DataFrame) -> pd.DataFrame:
    """Count which value of one coder meets which of another."""
    rows: list[tuple[str, str, str, str, int]] = []
    for a, b in combinations(cells.columns, 2):
        both = cells[[a, b]].dropna()
        counts = pd.crosstab(both[a], both[b])
        rows += [
            (a, b, value_a, value_b, int(counts.loc[value_a, value_b]))
            for value_a in sorted(counts.index, key=_rank)
            for value_b in sorted(counts.columns, key=_rank)
            if counts.loc[value_a, value_b]
        ]
    return pd.DataFrame(rows, columns=["coder_a", "coder_b", "value_a", "value_b", "units"])


def _measures(
    cells: pd.DataFrame, generator: np.random.Generator, resamples: int
) -> tuple[int, int, int, float, float, float, float, float, str]:
    coded = cells[cells.notna().sum(axis=1) >= 2]
    absent = (coded.eq("absent") | coded.isna()).all(axis=1)
    coded = coded[~absent]
    counts = coincidences(coded)
    low, high = alpha_interval(counts, generator=generator, resamples=resamples)
    alpha = krippendorff_alpha(coded)
    together = counts.sum(axis=0)
    total = together.sum()
    share = float(np.trace(together) / total) if total else float("nan")
    margins = together.sum(axis=1)
    differing = 1 - float((margins * (margins - 1)).sum() / (total * (total - 1))) if total else 0
    by_chance = len(coded) * differing
    level = _level(by_chance, low, high)
    return len(coded), len(counts), int(absent.sum()), share, by_chance, alpha, low, high, level


def _level(by_chance: float, low: float, high: float) -> str:
    if by_chance < LEAST_BY_CHANCE or np.isnan(low):
        return "too few"
    if low >= RELIABLE:
        return "reliable"
    if low >= TENTATIVE:
        return "tentative"
    return "unreliable" if high < TENTATIVE else "open"


def _rank(value: str) -> tuple[int, str]:
    return (VALUES.index(value) if value in VALUES else len(VALUES), value)


def krippendorff_alpha(codings: pd.DataFrame) -> float:
    """Return Krippendorff's alpha for nominal values.

    Parameters
    ----------
    codings
        Units × coders: one row per unit, one column per coder, any values. A missing value (None
        or NaN) means that this coder did not code this unit; units with fewer than two values
        tell nothing about agreement and are left out. "Not touched" is a value of its own
        (`absent` in `coding_cells`), not a missing one.

    Returns
    -------
    float
        1 for perfect agreement, 0 for agreement as by chance, below 0 for less than that; NaN
        where it is not defined, as no unit has two values or only one value is used at all.

    Notes
    -----
    Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability; the example is its
    section B (nominal data, two observers, no missing data), where alpha is 0.692.

    Examples
    --------
    >>> ben, gerry = list("aabbdcccedda"), list("babbbccceddd")
    >>> round(krippendorff_alpha(pd.DataFrame({"Ben": ben, "Gerry": gerry})), 3)
    0.692
    """
    together = codings.set_axis([("all",)] * len(codings))  # as if of one sentence
    return float(alphas(coincidences(together).sum(axis=0, keepdims=True))[0])


def coincidences(cells: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Count sentence by sentence how often which values meet: sentences × values × values."""
    # Each unit adds, for every ordered pair of its values, one over the number of its values less
    # one; the sum over sentences is the coincidence matrix of Krippendorff (2011), section C.
    values = sorted({value for value in cells.to_numpy().ravel() if pd.notna(value)}, key=str)
    places = {value: place for place, value in enumerate(values)}
    order: dict[tuple[str, int], int] = {}
    sentences = [order.setdefault(unit[:2], len(order)) for unit in cells.index]
    matrices = np.zeros((len(order), len(values), len(values)))
    for sentence, row in zip(sentences, cells.itertuples(index=False, name=None), strict=True):
        given = [places[value] for value in row if pd.notna(value)]
        for a, b in combinations(given, 2):
            matrices[sentence, a, b] += 1 / (len(given) - 1)
            matrices[sentence, b, a] += 1 / (len(given) - 1)
    return matrices


def alpha_interval(
    matrices: npt.NDArray[np.float64], *, generator: np.random.Generator, resamples: int = 2000
) -> tuple[float, float]:
    """Return the 95% interval of Krippendorff's alpha by drawing sentences with all their units."""
    count = len(matrices)
    if count < 2:
        return float("nan"), float("nan")
    draws = generator.multinomial(count, np.full(count, 1 / count), size=resamples)
    values = alphas(np.tensordot(draws, matrices, axes=1))
    values = values[~np.isnan(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def alphas(matrices: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Krippendorff's alpha of each coincidence matrix."""
    margins = matrices.sum(axis=2)
    total = margins.sum(axis=1)
    differing = total - np.trace(matrices, axis1=1, axis2=2)
    expected = total**2 - (margins**2).sum(axis=1)
    defined = expected > 1e-9
    result = np.full(len(matrices), np.nan)
    result[defined] = 1 - (total[defined] - 1) * differing[defined] / expected[defined]
    return result
