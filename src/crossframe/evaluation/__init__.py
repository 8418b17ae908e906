"""Scores against gold, one module per task, and the tables that are made from gold.

The tasks are `alignment`, `cleaning`, `sentences`, `similarity`, `stance` and `voices`. Each module
has `predict(paths)`, which reads no gold; `score(paths, predictions)`, which returns measure ->
value (fractions between 0 and 1; empty where there is no gold); and `write(predictions, target)`,
in the form of the gold. All raise `CrossframeError` where a file is missing or malformed.

- `scores`: precision, recall and F1; scores as a table. `gold`: checks of event folders.
- `reference`: the tables of `data/reference` from a corpus of known events.
- `calibration`: how often stances are right, by the ground they stand on.
- `learning`: what is learned from a part of a gold, on the rest of it.
- `coded_events`: codings put together with the texts they are of.
"""

from crossframe.evaluation.alignment import read_alignment, threshold_curve
from crossframe.evaluation.calibration import (
    calibrate,
    leave_one_event_out,
    reliability,
    right_rows,
)
from crossframe.evaluation.coded_events import join_events
from crossframe.evaluation.reference import build_reference
from crossframe.evaluation.scores import precision_recall_f1, score_table

__all__ = [
    "build_reference",
    "calibrate",
    "join_events",
    "leave_one_event_out",
    "precision_recall_f1",
    "read_alignment",
    "reliability",
    "right_rows",
    "score_table",
    "threshold_curve",
]
