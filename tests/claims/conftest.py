"""Attributions written down by hand."""

import pandas as pd
import pytest


def attributed(table, rows):
    """Make an attribution table of (article, sentence, content, speaker)."""
    texts = table.set_index(["article", "sentence"])
    made = []
    for article, sentence, content, speaker in rows:
        row = texts.loc[(article, sentence)]
        place = int(row["start"]) + row["text"].index(content)
        made.append(
            {
                "article": article,
                "attribution": sum(one["article"] == article for one in made),
                "first_sentence": sentence,
                "last_sentence": sentence,
                "source": speaker,
                "cue": "said",
                "content": content,
                "content_spans": ((place, place + len(content)),),
                "quotation": "direct",
                "speaker": (speaker,) if isinstance(speaker, str) else speaker,
                "speaker_kind": "person",
            }
        )
    return pd.DataFrame(made)


@pytest.fixture
def say():
    """Make an attribution table of (article, sentence, content, speaker)."""
    return attributed
