"""Which rows of a language model's answer stand: its form, and each row against the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crossframe.coding.checks import actor_names, find_evidence
from crossframe.coding.llm_prompts import Passage
from crossframe.coding.llm_server import UnusableAnswerError
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import STANCES
from crossframe.text.words import fold
from crossframe.voices.speakers import OUTLET

ANSWERED = ("sentence", "theme", "holder", "stance", "evidence")

_LONGEST_HOLDER = 80
_LONGEST = 200  # of what is quoted of a row that cannot be used

Wrong = tuple[dict[str, Any] | None, str]  # a row that cannot be used (None: no answer) and why


def answer_form(codebook: Codebook) -> type[Any]:
    """Return the answer's form. A value that is not allowed costs its row, not the answer."""
    from pydantic import Field, create_model  # noqa: PLC0415  (comes with the extra)

    def one_of(values: Sequence[str]) -> Any:
        return (str, Field(json_schema_extra={"enum": list(values)}))

    row = create_model(
        "Row",
        sentence=(int, ...),
        theme=one_of([theme.id for theme in codebook.themes]),
        holder=(str, ...),
        stance=one_of(STANCES),
        evidence=(str, ...),
    )
    return create_model("Rows", rows=(list[row], ...))  # type: ignore[valid-type]


def checked(
    answer: Any, passage: Passage, codebook: Codebook
) -> tuple[list[dict[str, Any]], list[Wrong]]:
    """Part an answer's rows into those that stand and the others with their reasons."""
    if isinstance(answer, UnusableAnswerError):
        return [], [(None, f"the answer is not in the form asked for ({answer})")]
    listed = answer.get("rows") if isinstance(answer, Mapping) else None
    if not isinstance(listed, list):
        return [], [(None, "the answer has no rows")]
    good: list[dict[str, Any]] = []
    wrong: list[Wrong] = []
    for row in listed:
        found = check_row(row, passage, codebook)
        if isinstance(found, str):
            given = row if isinstance(row, Mapping) else {}
            wrong.append(({name: _brief(given.get(name, "")) for name in ANSWERED}, found))
        else:
            good.append(found)
    return good, wrong


def is_lost(wrong: Sequence[Wrong]) -> bool:
    """Say whether there is no answer at all."""
    return bool(wrong) and wrong[0][0] is None


def _brief(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)[:_LONGEST]


def check_row(row: Any, passage: Passage, codebook: Codebook) -> dict[str, Any] | str:
    """Return a row of an answer in its final form, or why it cannot be used."""
    if not isinstance(row, Mapping):
        return "is no row"
    number, evidence = row.get("sentence"), str(row.get("evidence") or "")
    start, text = passage.sentences.get(number, (0, "")) if type(number) is int else (0, "")
    first, last = find_evidence(evidence, text) if evidence.strip() else (-1, -1)
    holder = _holder(str(row.get("holder") or ""), passage, codebook)
    themes = [theme.id for theme in codebook.themes]
    checks = (
        (not text, f"sentence {number!r} is not among those asked for"),
        (row.get("theme") not in themes, f"theme {row.get('theme')!r} is not in the codebook"),
        (row.get("stance") not in STANCES, f"stance {row.get('stance')!r} is none of {STANCES}"),
        (first < 0, f"evidence {evidence[:120]!r} does not stand in the sentence"),
        (not holder, f"holder {str(row.get('holder'))[:80]!r} is no actor and not in the passage"),
    )
    for wrong, reason in checks:
        if wrong:
            return reason
    return {
        "article": passage.article,
        "sentence": number,
        "theme": row["theme"],
        "holder": holder,
        "stance": row["stance"],
        "evidence": text[first:last],
        "start": start + first,
        "end": start + last,
    }


def _holder(name: str, passage: Passage, codebook: Codebook) -> str | None:
    plain = " ".join(fold(name).split())
    if plain in ("", OUTLET):
        return OUTLET
    words = fold(" ".join([passage.before, *(text for _, text in passage.sentences.values())]))
    in_text = len(plain) <= _LONGEST_HOLDER and plain in " ".join(words.split())
    return actor_names(codebook).get(plain, plain if in_text else None)
