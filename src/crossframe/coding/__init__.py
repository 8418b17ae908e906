"""The human side of stance: what people code by hand, how far they agree, and what follows from it.

`sheets`: a coding sheet out and back; `checks`: its cells, every mistake with its line; `reliability`:
Krippendorff's alpha with its interval; `report`: what filled sheets say of one another;
`adjudication`: what coders differ in, and what overrides the rules; `learning`: a model from codes;
`refi` and `refi_reading`: codings to other programs and back.
"""

from crossframe.coding.adjudication import (
    agreed,
    apply_adjudication,
    disagreements,
    read_adjudicated,
)
from crossframe.coding.learning import learn
from crossframe.coding.reliability import agreement, krippendorff_alpha
from crossframe.coding.sheets import codesheet, read_codesheet, write_codesheet

__all__ = [
    "agreed",
    "agreement",
    "apply_adjudication",
    "codesheet",
    "disagreements",
    "krippendorff_alpha",
    "learn",
    "read_adjudicated",
    "read_codesheet",
    "write_codesheet",
]
