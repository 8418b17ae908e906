"""Who is for or against what: a codebook's themes in sentences, and the rules that read a stance.

`codebook`: themes, propositions, actors; `themes`: which sentences touch which theme; `actors`,
`holders`: whose position it is; `polarity`, `syntax`, `scope`: what a clause does to a thing it
names; `propositions`: which way a theme's terms point; `votes`: what that makes of a sentence;
`coding`: the table of all; `confidence`: how far a row is to be believed; `machine`: from a place on
disk to the rules' coding; `units`: codings side by side.
"""

from crossframe.stance.codebook import Actor, Codebook, Theme, load_codebook
from crossframe.stance.coding import code_stance
from crossframe.stance.machine import machine_coding
from crossframe.stance.themes import theme_hits, touched_themes
from crossframe.stance.units import coding_cells, unit_stances

__all__ = [
    "Actor",
    "Codebook",
    "Theme",
    "code_stance",
    "coding_cells",
    "load_codebook",
    "machine_coding",
    "theme_hits",
    "touched_themes",
    "unit_stances",
]
