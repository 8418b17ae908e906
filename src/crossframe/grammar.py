"""A shallow grammar of English news sentences: one letter a token for its part of speech."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crossframe.cues import verb_forms, verb_frames

# D determiner · N noun · E proper name · A adjective · # number · P subject pronoun · O object pronoun
# ' possessive mark · T that · W relative pronoun · w other question word · I preposition · t to
# C coordinator · S subordinator · M modal · H have · K be · Q do · V past · Z past or participle
# U participle · G -ing form · X third person · B base form · b, x: verb or noun · R adverb · n not
# @ a quotation · , . ; : - ( ) punctuation · " a stray mark · ? anything else
_CLOSED = {
    "D": "neither either the a an this these those every each no another any all both my your his its our their some such",
    "P": "i he she we they it you there nobody everybody everyone anyone someone",
    "O": "him them me us himself herself themselves itself myself ourselves yourself",
    "T": "that",
    "W": "who which whom whose",
    "w": "what how why where whether whatever whoever",
    "I": "of in on at by for with from about against into over under between among through during without within "
    "toward towards upon despite like amid amidst beyond behind near across around above below off onto out up "
    "down per via regarding concerning including besides except along inside outside throughout versus vs vs.",
    "i": "as after before since until than till",
    "t": "to",
    "C": "and or but nor & yet plus",
    "S": "because although though while if when whereas unless whenever whilst lest once",
    "M": "will would can could may might must shall should 'll 'd ’ll ’d cannot won't wouldn't can't couldn't "
    "shouldn't mustn't",
    "H": "have has had having 've ’ve haven't hasn't hadn't",
    "K": "is are was were be been being am 'm 're ’m ’re isn't aren't wasn't weren't ain't",
    "Q": "do does did don't doesn't didn't",
    "n": "not never",
    "R": "also still just even only too very now then again already ever often soon so more most less least later "
    "earlier ago almost quite rather perhaps maybe instead however therefore thus nevertheless meanwhile once "
    "twice further furthermore moreover indeed always sometimes today yesterday tomorrow tonight here "
    "together far away back long well much",
    "#": "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred "
    "thousand million billion dozen dozens half percent",
    "A": "several many few other new old big small former top senior own good bad great high low last next first "
    "second third same different important possible likely unlikely clear sure certain able unable ready willing "
    "unwilling reluctant eager optimistic confident hopeful aware afraid proud glad happy angry furious wary "
    "skeptical sceptical critical supportive public private political national local federal international "
    "foreign american russian european chinese british french german republican democratic conservative liberal "
    "early late recent current long-time longtime young major real true false wrong right free open full whole "
    "main key strong weak hard easy close best better worst worse black white red blue green",
}
_MONTHS = "january february march april may june july august september october november december jan. feb. aug. sept. oct. nov. dec."
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"

DAYS_AND_MONTHS = frozenset(f"{_MONTHS} {_DAYS}".split())

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Rev|St|Jr|Sr|Prof|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs)\."
    r"|['’](?:s|d|m|re|ll|ve|S)\b"
    r"|[^\W\d_]+n['’]t\b"
    r"|[^\W\d_]['’](?=[^\W_]{3})\w+"
    r"|[$€£]?\d[\d,.:/]*\d%?|[$€£]?\d%?"
    r"|\w+(?:[-‐‑.&/]\w+)*"
    r"|--+|\.\.\.|[^\w\s@]"
)
_PUNCTUATION = {
    ",": ",", ".": ".", "!": ".", "?": ".", ";": ";", ":": ":", "–": "-", "—": "-", "--": "-", "(": "(", ")": ")",
    "[": "(", "]": ")", "…": "?", "...": "?", "'s": "'", "’s": "'", "'": "'", "’": "'", "&": "C", "%": "#",
}  # fmt: skip


_PLURALS = frozenset("people men women children police staff majority others many most some both all media public".split())
_QUANTITIES = frozenset("most many few several others some both all half majority none neither either".split())


class Clause(NamedTuple):
    """The tokens of a stretch of text between sentence boundaries outside of quotations.

    Attributes
    ----------
    forms
        Folded token forms; for a quotation "@" with its first and its last character.
    starts, ends
        Their [start, end) offsets in the text.
    tags
        One letter a token.
    """

    forms: list[str]
    starts: list[int]
    ends: list[int]
    tags: str


@cache
def _lexicon() -> dict[str, str]:
    lexicon = {form: kind for form, (_, kind) in verb_forms().items()}
    for tag, line in _CLOSED.items():
        lexicon.update(dict.fromkeys(line.split(), tag))
    lexicon.update(dict.fromkeys(DAYS_AND_MONTHS, "E"))
    lexicon["may"] = "M"
    lexicon["her"] = "D"
    lexicon.update({"being": "G", "having": "G"})
    return lexicon


def _guess(form: str, word: str, *, first: bool) -> str:
    """Guess the tag of a word that no list holds, by its shape."""
    if word[0].isupper() and not first:
        return "E"
    if form[0].isdigit() or form[0] in "$€£":
        return "#"
    if form.endswith("ly") and len(form) > 4:
        return "R"
    if form.endswith(("ous", "ful", "able", "ible", "ish", "ive", "ical")):
        return "A"
    if word[0].isupper():
        return "E"
    if form.endswith("ed") and len(form) > 4:
        return "Z"
    if form.endswith("ing") and len(form) > 5:
        return "G"
    return "N"


def tokens(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return the tokens of a stretch of text with no quotation in it."""
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def is_title_case(words: list[str]) -> bool:
    """Tell whether most words have capitals, as in a headline."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def tag(words: list[str], *, title: bool = False) -> str:
    """Tag a clause's tokens.

    Parameters
    ----------
    words
        Tokens as they stand in the text; one that starts with "@" is a quotation.
    title
        True for a headline in which most words have capitals, so that these tell no names.

    Returns
    -------
    str
        One letter a token.

    Examples
    --------
    >>> tag("The claims that she makes angered Mr. Smith , who left .".split())
    'DNTPXZEE,WZ.'
    """
    lexicon = _lexicon()
    tags: list[str] = []
    first = True
    for word in words:
        if word[0] == "@":
            tags.append("@")
            first = False
            continue
        punctuation = _PUNCTUATION.get(word)
        if punctuation:
            tags.append(punctuation)
            first = first or punctuation == ":"
            continue
        form = word.lower().replace("’", "'")
        letter = lexicon.get(form)
        if letter is None:
            letter = _guess(form, word, first=first) if form[0].isalnum() or form[0] in "$€£" else "?"
        elif word[0].isupper() and not first and not title and (letter in "BXGZVUbxA" or (word.isupper() and len(word) > 2)):
            letter = "E"
        tags.append(letter)
        first = False
    return _disambiguate(tags, words)


def _disambiguate(tags: list[str], words: list[str]) -> str:
    """Decide what a form is that may be several parts of speech, by its neighbours."""
    last = len(tags) - 1
    for i, letter in enumerate(tags):
        before = tags[i - 1] if i else "."
        after = tags[i + 1] if i < last else "."
        second = tags[i + 2] if i + 1 < last else "."
        if letter == "'" and (
            before in "PWTw" or (before in "NE" and (after in "DnPO" or (after in "GR" and second not in "NEAZU")))
        ):
            tags[i] = "K"
        elif letter in "bxX" and before in "NE" and after in "VMKHXZ":
            tags[i] = "N"
        elif letter in "bx":
            tags[i] = _verb_or_noun(letter, before, after, tags[i - 2] if i > 1 else ".", words[i], words[i - 1] if i else "")
        elif letter in "BX" and before in "DA'#" and (letter == "X" or after not in "TDPO"):
            tags[i] = "N"
        elif letter in "ZU" and before in "A#" and after == "N":
            tags[i] = "A"
        elif letter in "ZGU" and before in "D'" and after in "NEbxA#":
            tags[i] = "A"
        elif letter == "G" and (before in "DA'" or (before == "N" and i > 1 and tags[i - 2] in "DA'" and after in "MKHVX")):
            tags[i] = "N"
        elif letter == "T" and (after in "Nb" or (after == "A")) and before in "ItGBVZ":
            tags[i] = "T" if before in "BVZG" else "D"
        elif letter == "i" and before == "H" and after in "ZU":
            tags[i] = "R"
        elif letter == "D" and before in "P-," and words[i].lower() in ("all", "both", "each") and after in "VXZMKH":
            tags[i] = "R"
        elif letter in "PC" and words[i].lower() in ("neither", "either") and after in "NAb":
            tags[i] = "D"
        elif letter in "DRA#N" and words[i].lower() in _QUANTITIES and (after in "MHVXQZB" or (after == "K" and letter == "D") or (after == "b" and second in "DEPOTt")):
            tags[i] = "P"
        elif letter == "D" and after in ".," and words[i].lower() in ("another", "some"):
            tags[i] = "P"
        elif letter == "D" and words[i].lower() in ("this", "these", "those") and after in "KMHVXQIZ":
            tags[i] = "P"
        elif letter == "D" and words[i].lower() == "her" and after not in "NEAb#xZGRB":
            tags[i] = "O"
        elif letter == "A" and before in "D" and after in "KMHVX,.IZ":
            tags[i] = "N"
    return "".join(tags)


def _verb_or_noun(letter: str, before: str, after: str, second_before: str, word: str, previous: str) -> str:
    verb = letter.upper()
    if before == "t" and letter == "x":
        return "N"
    if before in "DA#'I":
        return "N"
    if letter == "b" and before == "P" and previous.lower() in ("he", "she", "it"):
        return "N"
    if before in "tMPQWn" or (before == "R" and second_before in "PtMQWNE"):
        return verb
    plural = previous.endswith("s") or previous in _PLURALS
    if letter == "x" and before == "N" and plural:
        return "N"
    if letter == "b" and before in "NE" and not plural:
        return "N"
    if letter == "x" and before in "NE":
        if after in ".," and word == "reports":
            return verb
        if after == "N":
            return verb if before == "E" and verb_forms()[word.lower()][0] in verb_frames() else "N"
        return verb if after in "TDPOtwEA@IRSiG#w" else "N"
    if letter == "b" and before in "NE":
        return verb if after in ("TDPOtw@EGA" if before == "N" else "TDPOtw@EG") else "N"
    if letter == "x" and before in ",)":
        return verb if after in "TDPO@EtR#" else "N"
    if letter == "x" and before == "@":
        return verb
    if before == "C":
        return verb if after in "TDPOtw@" else "N"
    return "N"
