"""What each list of words that take sides and each family of rules is worth: scores without it.

`python benchmarks/stance_ablation.py EVENT… gwsd-dev.csv` codes the events (folders of
`crossframe events`) and the sentences that people rated once with all rules and once without each,
and writes `stance_ablation.csv` beside itself: F1 of favor and against, alpha, and their changes.
"""

import importlib
import math
import sys
from contextlib import ExitStack
from copy import copy
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from crossframe.evaluation import stance
from crossframe.evaluation.gold import name_of
from crossframe.evaluation.human import rated_material, rating_scores
from crossframe.stance import polarity
from crossframe.stance.coding import code_stance
from crossframe.stance.machine import material

# what is taken away -> (module of crossframe.stance, function or value, what it gives instead)
FAMILIES = {
    "words before a target": ("scope", "governors", []),
    "predicates": ("scope", "_predicate", []),
    "names given": ("scope", "_NAMING", frozenset()),
    "clauses denied": ("scope", "_denies_clause", False),
    "ends of a clause": ("scope", "_closes", False),
    "worth of a stated fact": ("propositions", "_value", 1),
    "terms that speak ill": ("propositions", "_speak_ill", False),
    "demands that end something": ("propositions", "_curbs", False),
    "terms for the contrary": ("propositions", "_role", ""),
    "tone": ("votes", "_ILL_TONE", -math.inf),
    "words left open": ("coding", "is_left_open", False),
    "one side in an article": ("confidence", "_MARGIN", math.inf),
    "sources of attitudes": ("holders", "agent", []),
    "subjects as holders": ("holders", "_subject", []),
}


def scores(given):
    """Return F1 and alpha on the events together, and on what people rated."""
    predictions = {
        path: code_stance(one.sentences, one.codebook, one.attributions)
        for path, one in given.items()
    }
    events = [path for path in given if path.is_dir()]
    found = {"events": stance.score(events, {name_of(path): predictions[path] for path in events})}
    for path in set(given) - set(events):
        found["human"] = rating_scores(predictions[path], path)
    return {
        f"{gold}_{measure}": values[measure]
        for gold, values in found.items()
        for measure in ("stance", "alpha")
    }


def without(name, given):
    """Return the scores without a list or a family."""
    with ExitStack() as stack:
        if name in FAMILIES:
            module, function, instead = FAMILIES[name]
            place = importlib.import_module(f"crossframe.stance.{module}")
            given_instead = (
                (lambda *_, **__: copy(instead)) if callable(getattr(place, function)) else instead
            )
            stack.enter_context(patch.object(place, function, given_instead))
        elif name != "nothing":
            whole = polarity.word_list
            empty = f"stance/{name}"
            fake = lambda asked: () if asked == empty else whole(asked)  # noqa: E731
            stack.enter_context(patch.object(polarity, "word_list", fake))
        polarity._entries.cache_clear()  # noqa: SLF001
        polarity._bases.cache_clear()  # noqa: SLF001
        return scores(given)


if __name__ == "__main__":
    paths = [Path(path) for path in sys.argv[1:]]
    given = {path: rated_material(path) if path.is_file() else material(path) for path in paths}
    names = ["nothing", *polarity.SIGNS, *FAMILIES]
    rows = pd.DataFrame({name: without(name, given) for name in names}).T
    changes = (rows - rows.loc["nothing"]).add_suffix("_change")
    table = pd.concat([rows, changes], axis=1).rename_axis("without").round(4)
    table.to_csv(Path(__file__).with_suffix(".csv"))
    print(table.to_string())
