"""Damaged characters are put right where the damage is certain, and it is said."""

import pytest

from crossframe.intake.damage import mended, repaired
from crossframe.intake.found import Found


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("â€œThe wall will fall,â€ …", "“The wall will fall,” …"),
        ("â€œThe wall will fall,â€\x9d she said.", "“The wall will fall,” she said."),
        ("â€œThe wall will fall,â€\ufffd she said.", "“The wall will fall,” she said."),
        ("â€œIt will.â€", "“It will.”"),
        ("â\x80\x9cItâ\x80\x99s openâ\x80\x9d", "“It’s open”"),
        (
            "the mayorâ€™s â€˜oldâ€™ bridge â€“ shut â€” now",
            "the mayor’s ‘old’ bridge – shut — now",
        ),
        ("Â£5 million at the cafÃ©", "£5 million at the café"),
        ("Itâ€™s Â£5 Â or more", "It’s £5 \xa0or more"),
        ("ÃƒÂ©tÃƒÂ©", "été"),
        ("â€œdamagedâ€ and “whole”", "“damaged” and “whole”"),
        (
            "“Whole,” said Björn.\nâ€œDamaged,â€ said Ann.",
            "“Whole,” said Björn.\n“Damaged,” said Ann.",
        ),
        ("&ldquo;It is open,&rdquo; she said.", "“It is open,” she said."),
        ("It&rsquo;s &#8220;open&#8221; &#x2014; now&nbsp;", "It’s “open” — now\xa0"),
        ("&amp;ldquo;Open&amp;rdquo;", "“Open”"),
        ("Lee &amp; Berg said &quot;no&quot;.", 'Lee & Berg said "no".'),
        ("&ldquo;AT&T won,&rdquo; she said.", "“AT&T won,” she said."),
    ],
)
def test_certain_damage(damaged, right):
    assert mended(damaged) == right


@pytest.mark.parametrize(
    "text",
    [
        "“The wall will fall,” she said – it’s over…",
        "São Paulo, Málaga, Ångström, Zoë, naïve, Škoda, Łódź, 北京, Ωmega",
        "Â is a letter of Romanian; SÃO PAULO",
        "Use AT&T, R&D; and &amp; here & there, &foo; too",
        "a < b && c > d",
        "L’été à l’hôtel: «Ça va»",
        "Price: 5 € or £4",
        "",
    ],
)
def test_what_may_be_meant_stays(text):
    assert mended(text) == text


def test_it_is_said_in_how_many_lines_and_how():
    found = Found(text="First.\nâ€œOpen,â€ she said.\nItâ€™s late.", headline="A", note="short")
    right = repaired(found)
    assert right.text == "First.\n“Open,” she said.\nIt’s late."
    assert right.note == (
        "short; damaged characters are repaired in 2 lines: “â€œOpen,â€ s” is now ““Open,” she”"
    )
    assert repaired(right) is right


def test_the_spans_of_the_article_in_a_page_stay_at_their_lines():
    text = "Itâ€™s\nâ€œOpen,â€ said Ann.\n&ldquo;Shut&rdquo;\nShare"
    start, end = text.index("â€œ"), text.index("\nShare")
    right = repaired(Found(text=text, kept=((start, end),)))
    assert right.text == "It’s\n“Open,” said Ann.\n“Shut”\nShare"
    [(start, end)] = right.kept
    assert right.text[start:end] == "“Open,” said Ann.\n“Shut”"
    [(start, end)] = repaired(Found(text="aâ€™s\nb", kept=((0, 7),))).kept
    assert (start, end) == (0, 5)
