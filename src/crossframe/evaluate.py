"""Scoring the package against gold files: one interface for every kind of gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol


class Evaluator(Protocol):
    """What each `evaluate_*` module offers.

    Predicting never reads the gold, so it works where there is none.
    """

    def predict(self, paths: Sequence[Path], /, **options: bool) -> Any:
        """Predict from the inputs beside the gold, without the gold."""

    def score(self, paths: Sequence[Path], predictions: Any, /) -> dict[str, float]:
        """Score predictions; fractions between 0 and 1 in a flat dict, empty where there is no gold."""

    def write(self, predictions: Any, target: Path, /) -> None:
        """Write predictions in the form of the gold."""
