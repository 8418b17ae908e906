"""What the reader shows of conflicts between articles, and of what the cleaner removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from crossframe.corpus.articles import Article
from crossframe.reader.text import Lines, visible


def conflict_panels(
    conflicts: pd.DataFrame, lines: Lines, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return each pair of figures or events that two articles state, side by side."""
    return [
        {
            "kind": row["kind"],
            "relation": row["relation"],
            "score": f"{row['score']:.2f}",
            "shared": ", ".join(f"{row['shared']} {row['shared_context']}".split()),
            "sides": [_side(row, side, lines, names) for side in "ab"],
        }
        for row in conflicts.to_dict("records")
    ]


def removed_panels(ledger: pd.DataFrame, articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Return for each article what the cleaner took out, by rule in the order of the page."""
    return [
        {
            "article": place,
            "count": int((ledger["article"] == article.id).sum()),
            "rules": [
                (str(rule), [visible(text) for text in rows["text"]])
                for rule, rows in ledger[ledger["article"] == article.id].groupby(
                    "rule", sort=False
                )
            ],
        }
        for place, article in enumerate(articles)
    ]


def _side(
    row: Mapping[str, Any], side: str, lines: Lines, names: Mapping[str, str]
) -> dict[str, Any]:
    number = int(row[f"sentence_{side}"])
    speaker = str(row[f"speaker_{side}"] or "")
    notes = [
        f"said by {_spoken(speaker.split('|'), names)}" if speaker else "",
        "in quotation marks" if row[f"quoted_{side}"] else "",
        f"in the editor’s brackets: {row[f'editor_bracket_{side}']}"
        if row[f"editor_bracket_{side}"]
        else "",
    ]
    return {
        "figure": visible(str(row[f"figure_{side}"])),
        "quote": lines.quote(
            row[f"article_{side}"],
            number,
            number,
            [(int(row[f"start_{side}"]), int(row[f"end_{side}"]))],
            note=", ".join(note for note in notes if note),
        ),
    }


def _spoken(keys: Iterable[str], names: Mapping[str, str]) -> str:
    return " and ".join(visible(names.get(key, key)) for key in keys)
