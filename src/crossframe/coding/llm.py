"""A language model as coder: what is asked, which rows of its answers stand, the audit trail."""

from __future__ import annotations

import json
import math
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crossframe.coding.coders import LLM, Coder, Coding, code_by_rules
from crossframe.coding.codings import codebook_digest
from crossframe.coding.llm_answers import ANSWERED, answer_form, checked, is_lost
from crossframe.coding.llm_prompts import (
    LIKELIHOOD,
    Passage,
    instruction,
    passages,
    prompt,
    unit_prompt,
)
from crossframe.coding.llm_server import Server, UnusableAnswerError
from crossframe.coding.reliability import krippendorff_alpha
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, check_propositions
from crossframe.stance.coding import STANCES
from crossframe.stance.units import UNIT, coding_cells

COLUMNS = [*UNIT, "holder", "stance", "evidence", "start", "end", "confidence", "coded_by"]

_REMINDED = 20  # rows that cannot be used, which a model is reminded of


def coder(server: Server, *, ask: str = "rows", replicates: int = 1) -> Coder:
    """Return a language model as a coder; `ask` is `rows` or `likelihood` (of the rules' units)."""

    def code(sentences: pd.DataFrame, codebook: Codebook, attributions: pd.DataFrame) -> Coding:
        if ask == "likelihood":
            units = code_by_rules(sentences, codebook, attributions).rows
            reading = code_likelihoods(sentences, codebook, units, server)
        else:
            reading = code_passages(sentences, codebook, server, replicates=replicates)
        rejected = reading.rejected.to_dict("records")
        return Coding(reading.rows, {**reading.record, "rejected": rejected})

    return code


def coder_of_events(server: Server, answers: Path | None, *, ask: str) -> Coder:
    """Return a coder that keeps the answers to each codebook in a file of its own."""

    def code(sentences: pd.DataFrame, codebook: Codebook, attributions: pd.DataFrame) -> Coding:
        name = f"{codebook_digest(codebook)[:12]}.answers.jsonl"
        own = replace(server, cache=answers and answers / name)
        return coder(own, ask=ask)(sentences, codebook, attributions)

    return code


class Reading(NamedTuple):
    """What a model coded: rows, the rows of its answers that were left out, and how it was made."""

    rows: pd.DataFrame
    rejected: pd.DataFrame
    record: dict[str, Any]


def code_passages(
    sentences: pd.DataFrame, codebook: Codebook, server: Server, *, replicates: int = 1
) -> Reading:
    """Let a language model code sentences: it finds themes, holders, stances and evidence.

    Parameters
    ----------
    sentences
        A sentence table.
    codebook
        Themes and actors; the protocol of `instruction` goes with them.
    server
        Whom to ask.
    replicates
        How often each passage is asked for, with another seed each time. A row counts if more than
        half of them have its unit, holder and stance.

    Returns
    -------
    Reading
        `rows`: `article`, `sentence` (int), `theme`, `holder`, `stance` (favor, against or neither),
        `evidence` (verbatim), `start`, `end` (code points of the article's file), `confidence`
        (float, share of the replicates that have the row; NaN with one), `coded_by` (`llm`).
        `rejected`: `article`, `sentence`, `theme`, `holder`, `stance`, `evidence` as answered, and
        `reason`. `record`: the audit trail for the sidecar.

    Raises
    ------
    CrossframeError
        If the server is not allowed, not there or refuses, or no answer at all could be used.

    Notes
    -----
    The article's text goes as data in JSON. An answer can only hold rows: a theme must be the
    codebook's, a sentence one of those asked for, evidence must stand in it verbatim, and a holder be
    an actor of the codebook, `outlet`, or words of the passage. Rows that are not so are asked for
    once more, with the reason, and then left out.
    """
    check_propositions(codebook)
    server.check()
    system, asked = instruction(codebook), passages(sentences)
    prompts = [prompt(passage) for passage in asked]
    server.open_cache(_about(system, codebook, server))
    found: list[pd.DataFrame] = []
    rejected: list[dict[str, Any]] = []
    unread: set[tuple[str, int]] = set()
    for replicate in range(replicates):
        rows, left_out, lost = _replicate(asked, prompts, system, codebook, server, seed=replicate)
        found.append(pd.DataFrame(rows, columns=COLUMNS[:-2]))
        rejected += left_out
        unread |= {(passage.article, number) for passage in lost for number in passage.sentences}
    columns = ["article", *ANSWERED, "reason"]
    record = _record(system, server, asked=len(prompts), ask="rows") | {
        "replicates": replicates,
        "seeds": list(range(replicates)),
        "alpha of replicates": _alpha(found) if replicates > 1 else None,
        "rejected rows": len(rejected),
        "unread sentences": len(unread),
    }
    return Reading(_majority(found), pd.DataFrame(rejected, columns=columns), record)


def code_likelihoods(
    sentences: pd.DataFrame, codebook: Codebook, units: pd.DataFrame, server: Server
) -> Reading:
    """Let a language model weigh the three stances of units that are given.

    Parameters
    ----------
    sentences, codebook, server
        As of `code_passages`; the server must give log-probabilities.
    units
        Rows of another coding (as of the rules) whose stance is to be read anew.

    Returns
    -------
    Reading
        As of `code_passages`, a row for each of `units` with its holder and evidence; `confidence`
        (float, 0 to 1) is the share of the likelihood that the chosen stance has.

    Raises
    ------
    CrossframeError
        As of `code_passages`, or if the server gives no log-probabilities.

    Notes
    -----
    Each label's likelihood as the answer's first token is centred by its mean over all units
    (batch calibration, Zhou et al. 2023): uncentred, small models say one label for everything.
    Nothing is parsed, and the same server gives the same answer.
    """
    check_propositions(codebook)
    server.check()
    system = LIKELIHOOD
    known = {
        (passage.article, number): (passage, number)
        for passage in passages(sentences)
        for number in passage.sentences
    }
    rows = units.drop_duplicates([*UNIT, "holder"]).reset_index(drop=True)
    prompts = [
        unit_prompt(*known[row.article, row.sentence], codebook, row.theme, row.holder)
        for row in rows.itertuples()
    ]
    server.open_cache(_about(system, codebook, server))
    answers = [_label_likelihoods(answer) for answer in server.first_token(system, prompts)]
    likelihoods = pd.DataFrame(answers, columns=list(STANCES), dtype=float)
    answered = likelihoods.notna().all(axis=1)
    lost = rows[~answered].assign(reason="the answer is not in the form asked for")
    if len(rows) and not answered.any():
        raise _unusable(server, "it names none of the stances", other="rows (--ask rows)")
    rows, likelihoods = rows[answered], likelihoods[answered]
    centred = likelihoods - likelihoods.mean()
    shares = centred.map(math.exp).pipe(lambda table: table.div(table.sum(axis=1), axis=0))
    coded = rows.assign(
        stance=shares.idxmax(axis=1) if len(shares) else [],
        confidence=shares.max(axis=1).round(3),
        coded_by=LLM,
    )
    record = _record(system, server, asked=len(prompts), ask="likelihood")
    left_out = lost.reindex(columns=["article", *ANSWERED, "reason"])
    return Reading(coded[COLUMNS].reset_index(drop=True), left_out, record)


def _replicate(
    asked: Sequence[Passage],
    prompts: Sequence[str],
    system: str,
    codebook: Codebook,
    server: Server,
    *,
    seed: int,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Passage]]:
    """Ask for all passages, what cannot be used once more; return rows, these, and what is lost."""
    schema = answer_form(codebook)
    first = [
        checked(answer, passage, codebook)
        for passage, answer in zip(asked, server.structured(system, prompts, schema, seed=seed), strict=True)
    ]  # fmt: skip
    again = [place for place, (_, wrong) in enumerate(first) if wrong]
    reminders = [
        prompts[place]
        + "\n\nThese parts of your answer cannot be used. Give corrected rows for them only, or none:\n"
        + json.dumps(first[place][1][:_REMINDED], ensure_ascii=False)
        for place in again
    ]
    rows = [row for good, _ in first for row in good]
    rejected, lost = [], []
    second = server.structured(system, reminders, schema, seed=seed)
    for place, answer in zip(again, second, strict=True):
        passage, before = asked[place], first[place][1]
        good, wrong = checked(answer, passage, codebook)
        rows += good
        if is_lost(wrong) and is_lost(before):
            lost.append(passage)
        elif is_lost(wrong) or not (good or wrong or is_lost(before)):
            wrong = before  # not corrected
        nothing = dict.fromkeys(ANSWERED, "") | {"sentence": f"{min(passage.sentences)} and on"}
        rejected += [
            {"article": passage.article, **(row or nothing), "reason": why} for row, why in wrong
        ]
    if asked and len(lost) == len(asked):
        raise _unusable(server, rejected[0]["reason"], other="likelihoods (--ask likelihood)")
    unique: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        kept = unique.setdefault(tuple(row[name] for name in (*UNIT, "holder")), row)
        if kept["stance"] != row["stance"]:
            why = f"the same holder has the stance {kept['stance']} here already"
            rejected.append({name: row[name] for name in ("article", *ANSWERED)} | {"reason": why})
    order = {passage.article: place for place, passage in reversed(list(enumerate(asked)))}
    themes = [theme.id for theme in codebook.themes]
    return (
        sorted(
            unique.values(),
            key=lambda row: (order[row["article"]], row["sentence"], themes.index(row["theme"])),
        ),
        rejected,
        lost,
    )


def _unusable(server: Server, why: str, *, other: str) -> CrossframeError:
    return CrossframeError(
        f"no answer of {server.model} could be used: {why}",
        remedy="see that the address is right (most end in /v1), take a model that follows a JSON "
        f"schema, or ask for {other}",
    )


def _majority(replicates: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Keep the rows that more than half of the replicates have."""
    key = [*UNIT, "holder", "stance"]
    every = pd.concat(replicates, ignore_index=True)
    counts = Counter(every[key].itertuples(index=False, name=None))
    share = [counts[row] / len(replicates) for row in every[key].itertuples(index=False, name=None)]
    known = len(replicates) > 1
    kept = every.assign(confidence=share if known else math.nan, coded_by=LLM)
    kept = kept[pd.Series(share, kept.index, dtype=float) > 0.5].drop_duplicates(key)
    return kept[COLUMNS].astype({"sentence": "int64", "start": "int64", "end": "int64"}).reset_index(drop=True)  # fmt: skip


def _alpha(replicates: Sequence[pd.DataFrame]) -> float | None:
    cells = coding_cells({str(number): rows for number, rows in enumerate(replicates)})
    value = krippendorff_alpha(cells)
    return None if math.isnan(value) else round(value, 3)


def _label_likelihoods(tokens: Any) -> list[float]:
    """Return the log-likelihood of each stance: all first tokens that begin its name."""
    if isinstance(tokens, UnusableAnswerError):
        return [math.nan] * len(STANCES)
    floor = min(tokens.values(), default=-10.0) - 1  # a label that is not among the likeliest
    found = []
    for label in STANCES:
        spelt = [
            math.exp(value)
            for token, value in tokens.items()
            if (plain := token.strip(" \"'▁Ġ").lower()) and label.startswith(plain)
        ]
        found.append(math.log(sum(spelt)) if sum(spelt) > 0 else floor)
    return found if max(found) > floor else [math.nan] * len(STANCES)


def _about(system: str, codebook: Codebook, server: Server) -> dict[str, str]:
    """Return by what a file of answers is known."""
    return {
        "model": server.model,
        "codebook": codebook_digest(codebook),
        "instruction": sha256(system.encode()).hexdigest(),
    }


def _record(system: str, server: Server, *, asked: int, ask: str) -> dict[str, Any]:
    return {
        "coder": LLM,
        "ask": ask,
        "model": server.model,
        "served": sorted(server.served),
        "host": server.host,
        "temperature": 0,
        "instruction": system,
        "prompts": asked,
        **server.counts,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in ("crossframe", "chatlas", "openai")},
        },
    }
