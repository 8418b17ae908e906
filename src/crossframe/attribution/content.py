"""What is said: where the content of a cue begins in its clause, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from crossframe.attribution.grammar.clauses import Clause, Place
from crossframe.attribution.grammar.lexicon import verb_forms, verb_frames, word_classes
from crossframe.attribution.grammar.noun_phrases import noun_phrase_after
from crossframe.attribution.grammar.tagging import FINITE

_OBJECT = frozenset({"object", "complement", "as"})
_ASIDES = 4  # addressees, places and times that may stand between a cue and its content
_FAR = 14  # tokens that may stand between a cue and the quotation it opens
_NEAR = 8  # tokens that may stand between a cue and its preposition
_CONJUNCTIONS = frozenset({"because", "if", "although", "unless", "despite"})
_DAYTIMES = frozenset({"night", "morning", "evening", "afternoon"})
_EXAMPLES = frozenset({"including", "such", "especially", "particularly"})
# Letters of tags: see crossframe.attribution.grammar.
_LIST = re.compile(
    r"(?:[NEA#'.()IDBRZ@t]+,)*[NEA#'.()IDBRZ@t]*,?C"  # "A, B and"
    r"(?!P|[DNEA#']+[VXMKH])(?:[NEA#DBRt@]|G[AN])"  # no clause of its own
)
# "that it rains | is": "that", one finite verb, and a second one that no auxiliary or "to" opens
_SECOND_VERB = re.compile(r"T[^,VXMKHZTWSC]*[VXMKHZ][^,VXMKHTWSCP;:]*(?<![MKHtRn])[XMKH]")
# what may stand between a cue and the mark before a quotation ("put it this way: ...")
_TAIL = re.compile(r"[^VXMKHZGPTW]*P?")
# before a colon also with a relative clause or a participle, "in a letter seen by the Guardian",
# or a clause of time: "as she left"
_TAIL_TO_COLON = re.compile(r"[^VXMKHZGPTWSi-]*(?:P|(?:[Si]|(?<=[NE])(?:[WT]|[ZU][Iit]))[^;:-]*)?")
_NEW_CLAUSE = re.compile(r"[DNEA#']+[VXMKHZ]")  # noun phrase and finite verb


def complement(
    clause: Clause,
    start: int,
    frames: frozenset[str],
    subjects: frozenset[int],
    *,
    fronted: bool = False,
) -> Place | None:
    """Return the content that follows a cue whose frames are given (see `cue_verbs`).

    `subjects` are the first tokens of subjects that a finite verb follows; `fronted` tells that
    the cue stands in a clause before the main one.
    """
    if re.match(r"#[It]#", clause.tags[start:]):  # "voted 17 to 14 for"
        start += 3
    if {"clause", "that"} & frames:
        quotation = quotation_after(clause, start)
        if quotation is not None:
            named = re.match(r"(?:D|A*N|E').*:$", clause.tags[start:quotation])
            object_too = "object" in frames and named
            first = start if object_too and quotation > start + 3 else quotation
            return first, quotation_end(clause, quotation)
    k = start
    for _ in range(_ASIDES):
        k = clause.skip(k, "R")
        if k >= len(clause.tags):
            return None
        end = _content_end(clause, k, frames, subjects, fronted=fronted)
        if end:
            return (k + 1 if clause.tags[k] in ",:" else k), end
        k = _past_aside(clause, k, frames)
        if k < 0:
            break
    return _object(clause, start, frames)


def quotation_after(clause: Clause, k: int) -> int | None:
    """Return the quotation that a comma or colon opens after token k, with no main verb between."""
    # what stands between is a tail: whom, where, when, how; "told the BBC", "wrote in a post that
    # was later deleted", "said as she left"
    tags = clause.tags
    for m in range(k + 1, min(k + _FAR, len(tags))):
        if tags[m] == "@" and tags[m - 1] in ",:":
            tail = _TAIL if tags[m - 1] == "," else _TAIL_TO_COLON
            labelled = tags[m - 1] == ":" and "-" in clause.forms[k:m]  # "agree - Bo Berg: ..."
            return m if tail.fullmatch(tags, k, m - 1) and not labelled else None
        if tags[m] == "@" and tags[m - 1] not in "DAI'N":
            return None
    return None


def _content_end(
    clause: Clause, k: int, frames: frozenset[str], subjects: frozenset[int], *, fronted: bool
) -> int | None:
    """Return the end of a content that begins at token k, or after a comma or colon there."""
    letter, after = clause.tags[k], clause.tag(k + 1)
    reports = "clause" in frames
    if letter in ",:":
        if after == "@":
            return quotation_end(clause, k + 1)
        opens = reports and (after == "T" or (letter == ":" and k + 1 < len(clause.tags)))
        return clause_end(clause, k + 1, to_comma=fronted) if opens else None
    if {"to", "someone-to"} & frames and re.match(r"n?t[BnKHRQ@t]", clause.tags[k:]):
        return infinitive_end(clause, k)
    if "ing" in frames and letter == "G":
        return infinitive_end(clause, k)
    if _is_clause(clause, k, frames) or (reports and _is_bare_clause(clause, k, frames, subjects)):
        return clause_end(clause, k, to_comma=fronted)
    return None


def _is_clause(clause: Clause, k: int, frames: frozenset[str]) -> bool:
    """Tell whether "that", a question word or a quotation opens the content of a cue."""
    letter, form = clause.tags[k], clause.forms[k]
    reports = "clause" in frames
    if letter == "@":
        return reports or "object" not in frames
    if letter == "T":
        return reports or "that" in frames
    if letter in "wW" or form in {"if", "whether"}:
        return bool({"clause", "wh", "object"} & frames)
    return reports and form in _CONJUNCTIONS


def _is_bare_clause(
    clause: Clause, k: int, frames: frozenset[str], subjects: frozenset[int]
) -> bool:
    """Tell whether a clause without "that" begins: "said it rained", "said leaving was right"."""
    tags, letter = clause.tags, clause.tags[k]
    if letter == "G":
        return re.match(r"[^,;:VXTW]*[MK]", tags[k:]) is not None
    if letter not in "DNEP#AO" or clause.forms[k] in word_classes()["days"]:
        return False
    hearer = "hearer" in frames
    likely = k in subjects or (letter == "P" and not hearer) or not (hearer or _OBJECT & frames)
    if likely and set(tags[k : clause_end(clause, k)]) & set("VXMKHQZ@P'"):
        return True
    phrase = noun_phrase_after(clause, k, apposition=False)
    if phrase is None:
        return False
    verb = clause.tag(clause.skip(phrase[1], "RINEDA#'")) in "VXMKHQ"
    return clause.tag(phrase[1]) == "@" or (verb and not hearer)


def _past_aside(clause: Clause, k: int, frames: frozenset[str]) -> int:
    """Return the token after an addressee, place or time, or -1 where there is none."""
    letter, after = clause.tags[k], clause.tag(k + 1)
    if clause.forms[k] in word_classes()["days"]:
        return k + 2 if after == "#" or clause.form(k + 1) in _DAYTIMES else k + 1
    if clause.forms[k] in {"this", "last"} and after == "N":
        return k + 2
    if {"hearer", "someone-to"} & frames and letter in "OPDNEA#":
        phrase = noun_phrase_after(clause, k, apposition=False)
        if phrase:
            return phrase[1]
    if "clause" in frames and letter in "Iti":
        phrase = noun_phrase_after(clause, k + 1, apposition=False)
        return phrase[1] if phrase else k + 2 if after == "G" else -1
    return k + 1 if "clause" in frames and letter == "," and after in "Ii" else -1


def _object(clause: Clause, start: int, frames: frozenset[str]) -> Place | None:
    """Return a content that is a noun phrase, or a phrase with a preposition of the cue."""
    k = clause.skip(start, "R")
    starts = "DNEA#OPR@T" if "complement" in frames else "DNEA#OPR@"
    if _OBJECT & frames and clause.tag(k) in starts:
        return k, phrase_end(clause, k)
    for m in range(k, min(k + _NEAR, len(clause.tags) - 1)):
        form = clause.forms[m]
        if form == "on" and "condition" in clause.forms[m + 1 : m + 4]:
            break  # "spoke on condition of anonymity" tells how, not about what
        if form == "on" and "on-to" in frames:
            return m + 1, infinitive_end(clause, m + 1)
        if clause.tags[m] in "It" and (form in frames or (form == "to" and "to-noun" in frames)):
            return m + 1, phrase_or_question_end(clause, m + 1)
        if clause.tags[m] not in "IRDNEA#O":
            break
    return None


def quotation_end(clause: Clause, k: int) -> int:
    """Return the end of a content that begins with token k, a quotation set off by a mark."""
    # the quotation alone where a comma or colon opens it or a mark follows, with a second one that
    # "and" joins; else to the end of the clause
    tags = clause.tags
    if tags[k] != "@":
        return clause_end(clause, k)
    second = re.match(r",?C,?(?=@)", tags[k + 1 :])
    if second:
        return k + second.end() + 2
    alone = clause.tag(k + 1) in ",.;" or tags[k - 1 : k] in {",", ":"}
    return k + 1 if alone else clause_end(clause, k)


def clause_end(
    clause: Clause,
    k: int,
    *,
    to_comma: bool = False,  # before the comma of a fronted clause: "As Roe says it rains, ..."
    relative: bool = False,  # before that of a relative clause: "Roe, who says it rains, left"
    bounded: bool = False,  # before a second finite verb: "the claim that it rains | is wrong"
) -> int:
    """Return the end of a content that is a clause: in most cases the end of the sentence."""

    def ends(m: int) -> bool:
        if clause.tags[m] != ",":
            return bounded and _SECOND_VERB.fullmatch(clause.tags[k : m + 1]) is not None
        if to_comma and clause.tag(m + 1) in "DNEPA#@":
            return True
        if relative and re.match(r"R*[VXMKHZ]", clause.tags[m + 1 :]):
            return True
        return clause.form(m + 1) in {"but", "according"} or _another_cue(clause, m + 1)

    return _end(clause, k, ends)


def infinitive_end(
    clause: Clause,
    k: int,
    *,
    bounded: bool = False,  # before a finite verb: "her promise to resign | has surprised"
) -> int:
    """Return the end of a content that is an infinitive or gerund."""
    tags = clause.tags

    def ends(m: int) -> bool:
        letter, after = tags[m], clause.tag(m + 1)
        if letter == ",":
            aside = after == "G" and not _is_cue(clause, m + 1)
            return not aside and not _goes_on(clause, m)
        if letter == "S" or (letter == "i" and after == "P"):
            return True
        if letter == "C":
            joined = after in "XMKH" or (after in "VZ" and _is_cue(clause, m + 1))
            return joined and "W" not in tags[k:m]
        free = not set(tags[k:m]) & set("WTP") and tags[m - 1] not in "tRC"
        return bounded and letter in "XMKHV" and free

    return _end(clause, k, ends)


def phrase_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is a noun phrase with what modifies it."""
    tags = clause.tags

    def ends(m: int) -> bool:
        letter = tags[m]
        if letter == ",":
            return not _phrase_goes_on(clause, k, m)
        if letter == "C":
            return _opens_clause(clause, m + 1)
        if letter == "-":
            second = tags.find("-", m + 1)
            return clause.tag(second + 1) in FINITE
        if letter in "XVMKHQ":
            relative = re.search(r"[WT]|[NE#]P", tags[k + 1 : m]) is not None
            return not relative and tags[m - 1] not in "tR"
        if letter == "i":
            follows = re.match(r"P|[DNEA#']+[VXMKHZ]|i?$", tags[m + 1 :])
            return clause.forms[m] != "as" or follows is not None
        return letter in ":S"

    return _end(clause, k, ends)


def phrase_or_question_end(clause: Clause, k: int) -> int:
    """Return the end of a content after a preposition: "about the plan", "about what it costs"."""
    asks = clause.tags[k] in "wW" or clause.forms[k] in {"if", "whether"}
    return clause_end(clause, k) if asks else phrase_end(clause, k)


def _end(clause: Clause, k: int, ends: Callable[[int], bool]) -> int:
    """Return the first place after k where a content ends; what dashes enclose is passed over."""
    tags = clause.tags
    m = k + 1
    while m < len(tags):
        letter = tags[m]
        if letter == ";" or (letter == ")" and "(" not in tags[k:m]) or ends(m):
            break
        if letter == "-":
            second = tags.find("-", m + 1)
            if second < 0:
                break
            m = second
        m += 1
    while m > k + 1 and tags[m - 1] in ".,:-;C(?":
        m -= 1
    return m


def _phrase_goes_on(clause: Clause, k: int, comma: int) -> bool:
    """Tell whether a noun phrase goes on after a comma."""
    tags, after = clause.tags, clause.tag(comma + 1)
    if after in "WI" and re.match(r"[WI][^,]*,[Ii]", tags[comma + 1 :]):
        return True
    closes = re.search(r",[WI][^,]*$", tags[k:comma])
    if closes and after in "Ii":
        return True
    return _goes_on(clause, comma) or (tags[comma - 1] == "A" and after in "AN")


def _goes_on(clause: Clause, comma: int) -> bool:
    """Tell whether a phrase goes on after a comma: a list, or ", including ..."."""
    if clause.form(comma + 1) in _EXAMPLES:
        return True
    return _LIST.match(clause.tags[comma + 1 :]) is not None


def _opens_clause(clause: Clause, k: int) -> bool:
    """Tell whether what follows "and" is a clause of its own or another verb."""
    rest = clause.tags[k:]
    if re.match(r"[VXMZKHP]|R+[VXMZKHPG]", rest) or _NEW_CLAUSE.match(rest):
        return True
    return clause.tag(k) == "G" and _is_cue(clause, k)


def _another_cue(clause: Clause, k: int) -> bool:
    """Tell whether ", adding that", ", while warning that" begins at token k."""
    if clause.tag(k) in "Si" and clause.tag(k + 1) == "G":
        return _is_cue(clause, k + 1)
    return clause.tag(k) == "G" and _is_cue(clause, k)


def _is_cue(clause: Clause, k: int) -> bool:
    return verb_forms().get(clause.form(k), ("", ""))[0] in verb_frames()
