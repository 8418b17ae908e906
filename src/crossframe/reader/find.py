"""What the page needs to look words up by the rule of `crossframe.phrases.concordance`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crossframe.phrases.concordance import ENDINGS, word_index, word_rates
from crossframe.reader.numbers import Content
from crossframe.reader.text import visible


def find_data(c: Content) -> dict[str, Any]:
    """Return the index of words for the page's script.

    `outlets` with their `words` and `of` each article; `forms` with the place of their stem among
    `stems`; `at`, for each article and sentence, its words as place of the form, which is as
    long as the word, and start, counted from the end of the word before.
    """
    sentences = c.tables["sentences"]
    index = word_index(sentences)
    stems = {own: place for place, own in enumerate(dict.fromkeys(index.stems.values()))}
    forms = {form: place for place, form in enumerate(index.stems)}
    outlet = {article.id: article.outlet for article in c.articles}
    rates = word_rates(pd.DataFrame({"outlet": []}), sentences, outlet)
    order = rates["outlet"].tolist()
    at: list[list[list[int]]] = [[] for _ in c.articles]
    for (article, _), words in index.places.items():
        found, before = [], 0
        for word in words:
            found += [forms[word.form], word.start - before]
            before = word.end
        at[c.lines.places[article]].append(found)
    return {
        "outlets": [visible(name) for name in order],
        "words": rates["words"].tolist(),
        "of": [order.index(article.outlet) for article in c.articles],
        "endings": list(ENDINGS),
        "forms": list(forms),
        "stems": list(stems),
        "stem": [stems[own] for own in index.stems.values()],
        "at": at,
    }
