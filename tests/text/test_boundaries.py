"""Where sentences end."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossframe.text.boundaries import split


def pieces(text):
    return [text[start:end] for start, end in split(text)]


# " | " stands for a boundary at a space, "¦" for one where no space stands.
CASES = {
    "plain": "The talks ended. | Nobody spoke! | Why? | It was late.",
    "headline without a stop": "Council Votes to Close the Harbour",
    "title": "Mr. Roe met Sen. Ann Poe, Gen. Moe and St. Mary's Rev. Lee. | They talked.",
    "title in capitals": "MR. ROE MET GEN. POE. | THEY TALKED.",
    "title before a quotation": "He called him Dr. “No” Poe.",
    "initials": "John F. Roe met A. A. Poe and George H. W. Moe. | They talked.",
    "initials joined": "J.D. Roe and T.J. Poe met. | They talked.",
    "letter that is no initial": "The board chose Plan B. | The others left.",
    "pronoun I": "Nobody was later than I. | Roe came second.",
    "ampersand": "She works at B&B. | Roe works at home.",
    "country inside": "The U.S. Senate met U.K. President Roe of the U.N. Security Council.",
    "country at the end": "They met in the U.S. | The talks went on.",
    "country in a list": "Officials of the U.S., France, the U.K. and Spain met. | They left.",
    "country, then an opener": "It was made in the U.S. | However, it failed.",
    "country, then a quotation": "He spoke in the U.S. | “Lawmakers must act now,” he said.",
    "country before a name in quotes": "The U.S. “Special Envoy” came.",
    "country possessive in quotes": "He feared for the U.S.' Alpine allies.",
    "country in capitals after": "They came from the U.S. US officials said so.",
    "clock before a day": "It opens at 9 a.m. Monday. | It closes at 5 p.m. Eastern time.",
    "clock before a zone": "It opens at 9 a.m. ET and at 10 a.m. London time. | It closes late.",
    "clock at the end": "It began at 9 a.m. | Police closed the road.",
    "number sign": "She is No. 5 on the list. | Nos. 6 and 7 left.",
    "the word no": "She said no. | Roe said yes.",
    "month and day": "It began on Sept. 11 and ended on Jan. 5. | Nobody knew.",
    "month at the end": "It began in Sept. | Roe was there.",
    "decimal figures": "It rose 3.5 percent to 1,000.25 points. | It fell 0.5 percent.",
    "figure that opens": "It began in 2012. | 5,000 people came.",
    "company inside": "Acme Inc. shares and Acme Corp. Chairman Roe fell.",
    "company at the end": "She works at Acme Inc. | The firm is old.",
    "state": "He was born in Springfield, Ill. | He moved to Salem, Mass., in May.",
    "party and state": "Rep. Ann Roe (D-Calif.) spoke. | She met Poe (R-Fla.). | Moe left.",
    "dateline": "SPRINGFIELD, N.J. — The governor left. | He will return.",
    "case at law": "The court cited Roe v. Poe, i.e. The Harbour Case, e.g. Section 5. | It rose.",
    "degree": "She holds a Ph.D. | She teaches.",
    "junior": "Ann Roe Jr. Day is in May. | John Poe Sr. was there. | He left.",
    "et al.": "Roe et al. | They wrote it.",
    "ellipsis inside": "And here … there are two. | And here ... there is one.",
    "ellipsis before a name": "The plan … Roe said nothing … I know.",
    "ellipsis, then an opener": "So it goes … | The rest is known.",
    "ellipsis at the end": "He waited… | Then he left... | Roe stayed.",
    "four spaced dots": "They left. . . . | We stayed . . . and they came.",
    "stop and ellipsis": "It must change. ... | It will.",
    "ellipsis at the beginning": "... There is more. | “… And more.”",
    "quotation of sentences": "“We lost. | We won. | We tied,” she said. | “Why?”",
    "straight quotation": '"We lost. | We won," she said. | "We tied." | He left.',
    "nested quotation": "“He said ‘no.’” | She left. | “It is ‘secret law.’ ” | Then he left.",
    "two typed apostrophes": "''We lost. | We won.'' | He left.",
    "guillemets": "« We lost. » | He left. | «We won.» | Roe stayed.",
    "low quotation marks": "„We lost.“ | He left.",
    "question in a quotation": "“Why?” she asked. | “Why not?” | He left.",
    "question and a speaker": "“Why now?” Mr. Roe asked his aides. | “Never!” Ann van Poe said.",
    "question and another sentence": "“Who knew?” | Roe said the vote was lost.",
    "question and a pronoun": "“Who knew?” | She said nothing.",
    "question and reported speech": "“Who knew?” | Roe replied that he did.",
    "broken off, and a speaker": "“I was just…” Roe said. | He left.",
    "question inside a sentence": "Her question “Why?” was heard. | The show Hurry! went on.",
    "interrobang": "Really?! | Yes!!! | It is so.",
    "chant": "“Roe! Roe! Roe!” they cried. | “Stop!” | “Go!”",
    "brackets": "He left. | (She stayed.) | They met (in May). | Nobody knew.",
    "square brackets": "He spent 40 percent [of the total]. | [The rest is known.] | He left.",
    "list numbers": "1. The first. | 2. The second. | 10. The last.",
    "list letters": "A. The first. | (B.) Another.",
    "bullets": "Three points: | • curbs on troops | • assets. | • The rest",
    "no space": "It is over.¦The next day came.¦“Why?”¦“Because.”",
    "no space after a year": "It began in 2012.¦The end came.",
    "e-mail address": "Write to Ann.Lee@post.test. | She reads it.",
    "addresses": "It is Jane.Roe@Example.Org or News.Desk@Post.Co.Uk, she said. | Norwick.Post.com is down.",
    "initial I": "Judge Daniel I. Moss met Ann I. Lee and I. M. Pei. | They talked.",
    "I is no initial": "Roe is taller than I. | Klein is not. | Nor do I. | Poe left.",
    "numbered I": "It ended World War I. | Berlin fell. | They buried King Charles I. | Parliament met.",
    "clock before the subject": "At 5 p.m. Klein left. | On Monday at about 5:30 p.m. Mr. Roe came.",
    "clocks before the subject": "From 9 a.m. to 5 p.m. Klein sat. | They met, and by 6 p.m. Klein was gone.",
    "clock before the subject in quotes": "“At 5 p.m. Klein left,” she said. | He did.",
    "clock at the end, then a name": "The train left at 10:15 a.m. | Klein missed it. | He left at 6 P.M. | Mr. Roe stayed.",
    "clock before a noun": "She was at the 9 a.m. Mass. | He missed an 11 a.m. Klein rally.",
    "country, then a subject": "Klein moved to the U.S. | Mary stayed. | They flew to the U.K. | Mr. Roe did not.",
    "country, then a longer subject": "He left the U.S. | Mary’s mother stayed. | He was in the U.K. | Ann Roe, his wife, never came.",
    "country in a name": "The plan that was sent to the U.S. Senate passed. | They met in the U.S. Capitol.",
    "country in a clause before": "When she moved to the U.S. Mary stayed home.",
    "country before the verb": "In the U.S. Klein is known. | The U.S. Chess Federation was told.",
    "company or state, then a subject": "She works at Acme Inc. | Klein left it. | They live in Salem, Ill. | Roe moved there.",
    "company before a title": "The car that was sold by Acme Corp. Chairman Ann Roe failed.",
    "saints and initials": "He said a group called the St. Louis Club won. | The man who was with A.B. Poe left.",
    "list numbers after bullets": "• 9. The first. | • 10. The second.",
    "four dots between spaces": "They left . . . . | Roe stayed.",
    "address": "See www.Example.Net or Example.Com or a@b.Info/Path.Index today.",
    "short forms without space": "Mr.Roe, Ph.D students and will.I.am came. | They left.",
    "brands": "He sold it. | iPhones are dear. | eBay is cheap. | al-Roe came.",
    "unknown abbreviation": "The dept. of works and the gov. said so.",
    "symbols that open": "It cost much. | $5 million was paid. | #Vote was seen. | @roe saw it.",
    "accents": "It was Noël. | Élise left. | Ökonomen came.",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_split(case):
    expected = re.split(r" \| |¦", case)
    assert pieces(case.replace(" | ", " ").replace("¦", "")) == expected


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\t", "\n", "\r\n", "  ", " \u2003 "])
def test_split_at_any_white_space(space):
    text = f"Mr.{space}Roe left.{space}“Why?”{space}she asked. {space}It ended{space}there."
    assert [piece.replace(space, " ") for piece in pieces(text)] == [
        "Mr. Roe left.",
        "“Why?” she asked.",
        "It ended there.",
    ]


def test_split_ignores_the_style_of_quotation_marks():
    curly = "“We lost. It’s ‘over.’” He left. “Why?” she asked."
    straight = curly.translate(str.maketrans("“”‘’", "\"\"''"))
    assert split(curly) == split(straight)


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0\t"])
def test_split_of_nothing(text):
    assert split(text) == []


@pytest.mark.parametrize("text", ["Word", "...", "?!", "“", "Mr.", "5.", "U.S.", "•"])
def test_split_of_a_single_piece(text):
    assert split(f"  {text} ") == [(2, 2 + len(text))]


def test_blank_line_opens_a_sentence_and_a_line_break_does_not():
    assert pieces("A heading\n \nThe text goes\non here") == ["A heading", "The text goes\non here"]


def check_spans(text):
    end = 0
    for start, stop in (spans := split(text)):
        assert end <= start < stop <= len(text)
        assert not text[start].isspace()
        assert not text[stop - 1].isspace()
        end = stop
    kept = "".join(text[start:stop] for start, stop in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text())
@example("\u001c.\u0085A")
def test_spans_cover_any_unicode(text):
    check_spans(text)


TRICKY = ["Mr", "U.S", "a.m", "No", "Roe", "the", "The", "I", "5", "www", "said", "iPad", "İ", "ß"]
MARKS = [".", "!", "?", "…", "...", " ", "\u00a0", "\n", "\n\n", "”", "“", '"', "'", ")", "(", "•"]


@given(st.lists(st.sampled_from(TRICKY + MARKS), max_size=40).map("".join))
def test_spans_cover_tricky_text(text):
    check_spans(text)


@given(st.lists(st.sampled_from(["One went.", "Two came!", "Who left?", "Roe said so."])))
def test_plain_sentences_come_back(parts):
    assert pieces(" ".join(parts)) == parts


def test_a_million_characters_on_one_line():
    text = "Mr. Roe left the U.S. in May. " * 35_000
    assert len(split(text)) == 35_000
