"""Where what is said ends in its clause."""

from __future__ import annotations

import re
from collections.abc import Callable

from crossframe.attribution.grammar.clauses import Clause
from crossframe.attribution.grammar.lexicon import verb_forms, verb_frames

_FINITE = "VXMKHZ"
_EXAMPLES = frozenset({"including", "such", "especially", "particularly"})
_LIST = re.compile(
    r"(?:[NEA#'.()IDBRZ@t]+,)*[NEA#'.()IDBRZ@t]*,?C"  # "A, B and"
    r"(?!P|[DNEA#']+[VXMKH])(?:[NEA#DBRt@]|G[AN])"  # no clause of its own
)
_SECOND_VERB = re.compile(r"T[^,VXMKHZTWSC]*[VXMKHZ][^,VXMKHTWSCP;:]*(?<![MKHtRn])[XMKH]")
_NEW_CLAUSE = re.compile(r"[DNEA#']+[VXMKHZ]")


def quotation_end(clause: Clause, k: int) -> int:
    """Return the end of a content that begins with token k, a quotation set off by a mark.

    Parameters
    ----------
    clause
        The clause.
    k
        The content's first token.

    Returns
    -------
    int
        One past the last token: the quotation alone where a comma or colon opens it or a mark
        follows it, with a second one that "and" joins, else to the end of the clause.
    """
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
    to_comma: bool = False,
    relative: bool = False,
    bounded: bool = False,
) -> int:
    """Return the end of a content that is a clause: in most cases the end of the sentence.

    Parameters
    ----------
    clause
        The clause of the text.
    k
        The content's first token.
    to_comma
        End before the comma that closes a fronted clause: "As Roe says it rains, ...".
    relative
        End before the comma that closes a relative clause: "Roe, who says it rains, left".
    bounded
        End before a second finite verb: "the claim that it rains | is wrong".

    Returns
    -------
    int
        One past the last token.
    """

    def ends(m: int) -> bool:
        if clause.tags[m] != ",":
            return bounded and _SECOND_VERB.fullmatch(clause.tags[k : m + 1]) is not None
        if to_comma and clause.tag(m + 1) in "DNEPA#@":
            return True
        if relative and re.match(r"R*[VXMKHZ]", clause.tags[m + 1 :]):
            return True
        return clause.form(m + 1) in {"but", "according"} or _another_cue(clause, m + 1)

    return _end(clause, k, ends)


def infinitive_end(clause: Clause, k: int, *, bounded: bool = False) -> int:
    """Return the end of a content that is an infinitive or gerund.

    Parameters
    ----------
    clause
        The clause.
    k
        The content's first token.
    bounded
        End before a finite verb: "her promise to resign | has surprised".

    Returns
    -------
    int
        One past the last token.
    """
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
    """Return the end of a content that is a noun phrase with what modifies it.

    Parameters
    ----------
    clause
        The clause.
    k
        The content's first token.

    Returns
    -------
    int
        One past the last token.
    """
    tags = clause.tags

    def ends(m: int) -> bool:
        letter = tags[m]
        if letter == ",":
            return not _phrase_goes_on(clause, k, m)
        if letter == "C":
            return _opens_clause(clause, m + 1)
        if letter == "-":
            second = tags.find("-", m + 1)
            return clause.tag(second + 1) in _FINITE
        if letter in "XVMKHQ":
            relative = re.search(r"[WT]|[NE#]P", tags[k + 1 : m]) is not None
            return not relative and tags[m - 1] not in "tR"
        if letter == "i":
            follows = re.match(r"P|[DNEA#']+[VXMKHZ]|i?$", tags[m + 1 :])
            return clause.forms[m] != "as" or follows is not None
        return letter in ":S"

    return _end(clause, k, ends)


def phrase_or_question_end(clause: Clause, k: int) -> int:
    """Return the end of a content after a preposition: "about the plan", "about what it costs".

    Parameters
    ----------
    clause
        The clause.
    k
        The content's first token.

    Returns
    -------
    int
        One past its last token.
    """
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
