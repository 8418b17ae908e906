"""How often intervals of an outlet's share hold, beside those of a bootstrap over articles: a simulation.

`python benchmarks/outlet_intervals.py` prints, for each true share and number of articles, both.
"""

import numpy as np

from crossframe.outlets.intervals import share_interval

RUNS = 600
SHARES = {0.03: 5, 0.1: 12, 0.5: 8}  # true share -> how alike articles are (of a beta distribution)

generator = np.random.default_rng(0)
for share, alike in SHARES.items():
    for articles in (2, 3, 4, 6, 10):
        held = np.zeros(2)
        for _ in range(RUNS):
            words = generator.integers(200, 1200, articles).astype(float)
            each = generator.beta(share * alike, (1 - share) * alike, articles)
            found = generator.binomial(words.astype(int), each).astype(float)
            drawn = generator.integers(0, articles, (400, articles))
            again = np.percentile(found[drawn].sum(1) / words[drawn].sum(1), [2.5, 97.5])
            for n, (low, high) in enumerate([share_interval(found, words), again]):
                held[n] += low <= share <= high
        ours, bootstrap = held / RUNS
        print(f"share {share}, {articles} articles: {ours:.2f}, bootstrap {bootstrap:.2f}")
