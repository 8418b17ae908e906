"""Coders: whoever gives sentences, a codebook and attributions a stance table."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from crossframe.coding.checks import CODED_BY
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import code_stance
from crossframe.stance.machine import Material

RULES, LEARNED, LLM = "rules", "learned", "llm"
REFERENCE = "reference"  # a coding by protocol that stands for what is not coded by people


class Coding(NamedTuple):
    """What a coder gives.

    Attributes
    ----------
    rows
        One row a unit (article, sentence, theme) and holder, in reading order: at least `article`,
        `sentence` (int), `theme` (id), `holder`, `stance` (`favor`, `against` or `neither`),
        `evidence` (verbatim), `start`, `end` (int, code points of the evidence in the article's
        file) and `coded_by` (the coder's name); where the coder has them `ground` (why, as
        "unstated") and `confidence` (0 to 1, that the stance is right). What is not listed is absent.
    how
        How it was made, for the sidecar: plain values, lists and dictionaries.
    """

    rows: pd.DataFrame
    how: Mapping[str, Any]


Coder = Callable[[pd.DataFrame, Codebook, pd.DataFrame], Coding]


def coder_named(name: str, material: Material) -> Coder:
    """Return the coder of a name, made ready for a project; a language model needs its settings."""
    if name == RULES:
        return code_by_rules
    if name != LEARNED:
        raise CrossframeError(f"there is no coder {name!r}", remedy=f"use {RULES} or {LEARNED}")
    coder: Coder = importlib.import_module("crossframe.coding.learning").coder(material)
    return coder


def code_by_rules(
    sentences: pd.DataFrame, codebook: Codebook, attributions: pd.DataFrame
) -> Coding:
    """Code by the rules of `crossframe.stance`: the coder `rules`."""
    rows = code_stance(sentences, codebook, attributions)
    return Coding(rows.assign(**{CODED_BY: RULES}), {"coder": RULES})
