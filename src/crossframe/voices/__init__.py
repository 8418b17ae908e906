"""Who the sources are and how much each gets to say.

- `names`, `directory`, `speakers`: who a source is, across articles
- `shares`: every word by speaker and by form
- `cue_groups`: with which reporting cues
- `sourcing`: named or unnamed, and the few words put in quotation marks
"""

from crossframe.voices.cue_groups import cue_verbs
from crossframe.voices.shares import speaker_names, speaker_table, voice_shares, voice_words
from crossframe.voices.sourcing import named_sourcing, partial_quotations
from crossframe.voices.speakers import speakers

__all__ = [
    "cue_verbs",
    "named_sourcing",
    "partial_quotations",
    "speaker_names",
    "speaker_table",
    "speakers",
    "voice_shares",
    "voice_words",
]
