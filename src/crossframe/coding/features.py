"""What a model may see of a unit: the rules' decision and its reasons, and the words."""

from __future__ import annotations

import pandas as pd

from crossframe.text.words import iter_words, stem

Unit = tuple[str, int, str]
Features = dict[str, float]


def unit_features(sentences: pd.DataFrame, stance: pd.DataFrame) -> dict[Unit, Features]:
    """Describe the units that the rules found, for a model.

    Parameters
    ----------
    sentences
        The sentence table.
    stance
        The machine's rows.

    Returns
    -------
    dict
        (article, sentence, theme) -> feature -> value: what the rules decided (`stance=`, `rule=`,
        both together, and the stance with the theme), stems of the cue words (`cue=`), whether the
        outlet itself speaks, each 1; and the stems of the sentence (`word=`), each one over the
        root of their number, so that long sentences do not weigh more.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> row = {"article": "a", "sentence": 1, "theme": "tax", "holder": "lee", "stance": "favor",
    ...        "rule": "action", "cue": "wants; tax"}
    >>> table = given_sentences([("a", 1, 1, "Lee wants taxes.")])
    >>> sorted(unit_features(table, pd.DataFrame([row]))["a", 1, "tax"])
    ... # doctest: +NORMALIZE_WHITESPACE
    ['cue=tax', 'cue=want', 'rule=action', 'rule=action favor', 'stance=favor', 'theme=tax favor',
     'word=lee', 'word=tax', 'word=want']
    """
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
