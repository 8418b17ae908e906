"""Units described by numbers: what the rules say of them, and the words of their passages."""

import numpy as np
import pandas as pd

from crossframe.coding.features import VOTE, in_passages, learned_features
from crossframe.corpus.sentences import given_sentences
from crossframe.stance.units import UNIT


def test_a_unit_is_described_by_theme_holder_term_and_words():
    table = given_sentences([("a", 1, 1, "One two three four."), ("a", 2, 1, "Lee.")])
    rows = pd.DataFrame(
        [("a", 1, "t", "outlet", "favor", "one"), ("a", 2, "t", "lee", "favor", "lee")],
        columns=[*UNIT, "holder", "stance", "term"],
    )
    rows = in_passages(table, rows)
    assert rows["passage"].tolist() == ["\nOne two three four.", "One two three four.\nLee."]
    learned = learned_features(rows)
    features = learned.of(rows)
    # theme, theme by stance, two holders, two by theme, two terms; one dimension, twice; three stances
    assert features.shape == (2, 8 + 2 + 3)
    assert features.index.tolist() == [("a", 1, "t"), ("a", 2, "t")]
    np.testing.assert_allclose(features[8].abs(), 1)
    np.testing.assert_allclose(features[9], 2 * features[8])
    assert features.iloc[:, -3:].values.tolist() == [[VOTE, 0, 0]] * 2  # favor
    # a unit is described alike, whatever is read beside it
    np.testing.assert_allclose(learned.of(rows.iloc[1:]), features.iloc[1:])


def test_what_was_not_learned_from_counts_as_nothing_known():
    rows = pd.DataFrame(
        [
            ("a", 1, "t", "outlet", "favor", "one", "One."),
            ("a", 2, "t", "lee", "favor", "two", "It."),
        ],
        columns=[*UNIT, "holder", "stance", "term", "passage"],
    )
    features = learned_features(rows)
    other = rows.assign(article="b", theme="u", holder="roe", term="new", passage="Snow fell.")
    assert not features.of(other).iloc[:, :-3].to_numpy().any()
