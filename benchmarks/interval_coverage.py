"""How often the intervals of `crossframe shares` hold the share that they are about: a simulation.

`python benchmarks/interval_coverage.py` writes interval_coverage.csv and .png beside this file.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from crossframe.coding.shares import share

UNITS = 1000
CODERS = {  # name -> what a machine makes of a unit, by its true value and two random numbers
    "random": lambda truth, luck, coin: coin,
    "right in 6 of 10": lambda truth, luck, coin: np.where(luck < 0.6, truth, 1 - truth),
    "right in 8 of 10": lambda truth, luck, coin: np.where(luck < 0.8, truth, 1 - truth),
    "misses 2 of 10": lambda truth, luck, coin: np.where(luck < 0.8, truth, 0),
    "right in 95 of 100": lambda truth, luck, coin: np.where(luck < 0.95, truth, 1 - truth),
    "perfect": lambda truth, luck, coin: truth,
}


def coverage(coder, *, truth, coded, runs, seed=0, stratified=False):
    """Return the share of runs whose interval holds the true share, and two mean widths.

    truth: the true shares, each in its turn; coded: units that people code; stratified: half of them are drawn where
    the machine says yes, half where it says no, with weights. The widths are that of the interval
    and that of people's sample alone (a tuning of 0).
    """
    generator = np.random.default_rng(seed)
    held, wide, alone = 0, [], []
    for run in range(runs):
        aim = truth[run % len(truth)]
        real = (generator.random(UNITS) < aim).astype(float)
        luck, coin = generator.random(UNITS), (generator.random(UNITS) < 0.5).astype(float)
        said = CODERS[coder](real, luck, coin).astype(float)
        weights = None
        if stratified:
            parts = [np.flatnonzero(said == value) for value in (0, 1)]
            drawn = [
                generator.choice(part, min(coded // 2, len(part)), replace=False) for part in parts
            ]
            weights = np.concatenate(
                [
                    np.full(len(d), len(p) / len(d))
                    for d, p in zip(drawn, parts, strict=True)
                    if len(d)
                ]
            )
            chosen = np.concatenate(drawn)
        else:
            chosen = generator.choice(UNITS, coded, replace=False)
        sample = (real[chosen], said[chosen], said)
        found = share(*sample, weights=weights)
        people = share(*sample, weights=weights, tuning=0)
        held += found.low <= aim <= found.high
        wide.append(found.high - found.low)
        alone.append(people.high - people.low)
    return held / runs, float(np.mean(wide)), float(np.mean(alone))


def table(*, runs=2000):
    """Return the coverage of every coder, share and sample size."""
    rows = [
        (
            coder,
            truth,
            coded,
            stratified,
            *coverage(coder, truth=[truth], coded=coded, runs=runs, stratified=stratified),
        )
        for coder in CODERS
        for truth in (0.1, 0.3, 0.5)
        for coded in (30, 60, 100, 200)
        for stratified in (False, True)
    ]
    columns = ["coder", "share", "coded", "stratified", "coverage", "width", "people_alone"]
    return pd.DataFrame(rows, columns=columns).round(3)


def draw(results):
    """Draw coverage by coder, a panel for each way to draw the sample."""
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    axes = figure.subplots(1, 2, sharey=True)
    for axis, (stratified, own) in zip(axes, results.groupby("stratified"), strict=True):
        axis.axhspan(0.93, 0.97, color="0.9")
        for coded, rows in own.groupby("coded"):
            mean = rows.groupby("coder", sort=False)["coverage"].mean()
            axis.plot(range(len(mean)), mean, marker="o", label=f"{coded} coded")
        axis.set_xticks(range(len(mean)), mean.index, rotation=25, ha="right", fontsize=8)
        axis.set_title(
            "half drawn where the machine says yes" if stratified else "drawn at random",
            fontsize=10,
        )
    axes[0].set_ylim(0.88, 1.005)
    axes[0].set_ylabel("intervals that hold the true share")
    axes[1].legend(fontsize=8, frameon=False, loc="lower right")
    return figure


if __name__ == "__main__":
    folder = Path(__file__).parent
    found = table()
    found.to_csv(folder / "interval_coverage.csv", index=False)
    draw(found).savefig(folder / "interval_coverage.png", dpi=130, metadata={"Software": None})
    print(found.to_string(index=False))
