"""Tests of naming whose position a sentence shows."""

from __future__ import annotations

import pandas as pd
import pytest

from crossframe.stance.actors import Mention, mentions, name_holder
from crossframe.stance.codebook import Actor
from crossframe.stance.holders import Line, Voice, holders, voices
from crossframe.stance.polarity import operators, tokens
from crossframe.voices.speakers import OUTLET

ACTORS = [
    Actor("board", "Dairy Board", ("the board",)),
    Actor("lee", "Ann Lee", ("Ms. Lee", "Lee")),
    Actor("ruritania", "Ruritania"),
]


def line(text: str, *, start: int = 0) -> Line:
    found = tokens(text)
    return Line(start, text, found, operators(found), mentions(text, ACTORS))


def held(text: str, target: str, *heard: Voice, last: str = OUTLET) -> list[str]:
    made = line(text, start=100)
    place = 100 + text.index(target)
    span = (place, place + len(target))
    used = [o for o in made.operators if made.tokens[o.last].end + 100 <= place]
    return holders(made, span, used, heard, ACTORS, last=last)


def voice(text: str, source: str, content: str, *, speaker: str = "") -> Voice:
    first = 100 + text.index(content)
    return Voice(
        source,
        (speaker,) if speaker else (),
        100 + text.index(source),
        ((first, first + len(content)),),
    )


def test_mentions_prefer_the_longest_alias() -> None:
    assert mentions("Ms. Lee and Ann Lee; Leeds", ACTORS) == [
        Mention(0, 7, "lee"),
        Mention(12, 19, "lee"),
    ]


@pytest.mark.parametrize(
    ("source", "speaker", "named"),
    [
        ("The Dairy Board", "", ["board"]),
        ("Dairy Board chair Ann Lee", "", ["lee"]),
        ("Ann Lee, who led the Dairy Board", "", ["lee"]),
        ("a spokesman for the Dairy Board", "", ["board"]),
        ("Ruritania’s Lee", "", ["lee"]),
        ("Ruritania and the Dairy Board", "", ["ruritania", "board"]),
        ("Several Ruritania officials", "", ["several ruritania officials"]),
        ("The farmers", "", ["farmers"]),
        ("she", "lee", ["lee"]),
        ("she", "Ann Lee", ["lee"]),
        ("she", "", []),
        ("", "", []),
    ],
)
def test_what_a_source_stands_for(source: str, speaker: str, named: list[str]) -> None:
    assert name_holder(source, (speaker,) if speaker else (), ACTORS) == named


def test_nobody_named_is_the_outlet() -> None:
    assert held("Milk should be free.", "Milk") == [OUTLET]


def test_the_subject_acts() -> None:
    assert held("The Dairy Board opposed free milk.", "milk") == ["board"]


def test_what_a_preposition_governs_is_no_subject() -> None:
    assert held("In Ruritania the rules on milk changed.", "milk") == [OUTLET]


def test_a_pronoun_stands_for_the_holder_named_last() -> None:
    assert held("She opposed free milk.", "milk", last="lee") == ["lee"]


def test_the_innermost_source_wins() -> None:
    text = "Lee said the farmers want milk."
    outer = voice(text, "Lee", "the farmers want milk")
    inner = voice(text, "the farmers", "milk")
    assert held(text, "milk", inner, outer) == ["farmers"]
    assert held(text, "milk", outer) == ["lee"]


def test_whose_attitude_a_voice_reports() -> None:
    text = "Lee said the Dairy Board opposes milk."
    assert held(text, "milk", voice(text, "Lee", "the Dairy Board opposes milk")) == ["board"]
    text = "Lee said the Dairy Board must support milk."
    assert held(text, "milk", voice(text, "Lee", "the Dairy Board must support milk")) == ["lee"]


def test_a_relative_pronoun_stands_for_the_name_before_it() -> None:
    text = "It angered the Dairy Board, which wants milk."
    assert held(text, "milk", voice(text, "which", "milk")) == ["board"]


def test_an_attitude_noun_names_its_agent() -> None:
    text = "Opposition from the Dairy Board to free milk grew, Lee said."
    assert held(
        text, "milk", voice(text, "Lee", "Opposition from the Dairy Board to free milk grew")
    ) == ["board"]


def test_voices_come_innermost_first_with_or_without_speakers() -> None:
    table = pd.DataFrame(
        {
            "source": ["Lee", "she"],
            "source_spans": [((0, 3),), ()],
            "content_spans": [((10, 90),), ((20, 40),)],
        }
    )
    assert [v.source for v in voices(table)] == ["she", "Lee"]
    assert voices(table)[0].place == -1
    assert [v.speaker for v in voices(table.assign(speaker=[("lee",), ("board",)]))] == [
        ("board",),
        ("lee",),
    ]
    assert voices(table.iloc[:0]) == []
