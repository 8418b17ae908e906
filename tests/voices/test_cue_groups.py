"""Reporting cues and their groups."""

import pytest

from crossframe.text.words import word_list
from crossframe.voices.cue_groups import GROUPS, cue_base, cue_group


@pytest.mark.parametrize(
    ("cue", "base", "group", "sense"),
    [
        ("said", "say", "neutral", "speaking"),
        ("Says", "say", "neutral", "speaking"),
        ("According to", "according to", "neutral", "speaking"),
        ("has been arguing", "argue", "assertive", "insisting"),
        ("was quoted as saying", "say", "neutral", "speaking"),
        ("pointed out", "point out", "evaluative", "vouching"),
        ("claims", "claim", "evaluative", "distancing"),
        ("expressed concern", "concern", "hedged", "wishing"),
        ("share the view", "share the view", "assertive", "siding"),
        ("declined to say", "decline to say", "assertive", "urging"),
        ("was disappointed", "disappointed", "evaluative", "judging"),
        ("is sure", "sure", "assertive", "insisting"),
        ("thought", "think", "hedged", "thinking"),
        ("warnings", "warning", "assertive", "urging"),
        ("fumed", "fume", "evaluative", "judging"),
        ("juggled", "juggled", "other", ""),
        ("", "", "other", ""),
        ("—", "", "other", ""),
    ],
)
def test_cues_and_their_groups(cue, base, group, sense):
    assert cue_base(cue) == base
    assert cue_group(base) == (group, sense)


def test_every_entry_of_the_list_is_found_and_every_reporting_verb_is_in_it():
    entries = dict(line.split(": ") for line in word_list("voices/cue_groups"))
    assert len(entries) == len(word_list("voices/cue_groups"))
    assert {value.split()[0] for value in entries.values()} == set(GROUPS)
    for cue in entries:
        assert cue_group(cue_base(cue))[0] == entries[cue].split()[0], cue
    verbs = {line.partition(":")[0] for line in word_list("attribution/cue_verbs")}
    ungrouped = {verb for verb in verbs if cue_group(cue_base(verb))[0] not in GROUPS}
    assert len(ungrouped) < 0.05 * len(verbs), sorted(ungrouped)
