"""Reporting cues by what they tell the reader about what is reported."""

from __future__ import annotations

from functools import cache

import pandas as pd

from crossframe.attribution.grammar.lexicon import inflections, verb_forms, word_classes
from crossframe.text.words import iter_words, word_list

GROUPS = ("neutral", "assertive", "evaluative", "hedged")
OTHER = "other"
_PASSIVE = frozenset({"get", "gets", "got", "getting", "to"})
_LONGEST = 3
_DENIALS = frozenset({"not", "never"})


def cue_verbs(attributions: pd.DataFrame) -> pd.DataFrame:
    """Count the reporting cues of every speaker in every article, by group.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.

    Returns
    -------
    pandas.DataFrame
        One row for each article, speaker and cue, by article and then in order of first use:
        `article` (str), `speaker` (tuple of str), `cue` (str, base form, see `cue_base`), `group` (str: neutral,
        assertive, evaluative, hedged or other), `sense` (str, within the group), `count` (int),
        `forms` (tuple of str, the cues as they stand) and `sentences` (tuple of int, where the
        attributions begin).

    Notes
    -----
    The groups, with their senses, are:

    - neutral: the cue says that something was said and no more. *Speaking* (say, tell, state,
      according to); *placing* it in the talk (add, ask, reply, repeat); *describing* (describe,
      discuss, call).
    - assertive: the speaker puts weight behind it. *Insisting* (argue, stress, maintain); *urging*
      somebody, or binding oneself (warn, demand, promise); *siding* for or against (support,
      oppose, deny).
    - evaluative: the cue carries a judgement. *Vouching*: who reports presents it as true (point
      out, note, admit, reveal); *distancing*: who reports does not (claim, allege); *judging*: the
      speaker praises, attacks or shows feelings (slam, accuse, laud, lament); *manner* of voice
      (shout, quip).
    - hedged: it is not put forward as so. *Suggesting* (suggest, hint); *thinking* (believe,
      expect, doubt); *wishing* and fearing (hope, want, fear).

    Literature the groups lean on. Thompson and Ye (1991), Evaluation in the Reporting Verbs Used in
    Academic Papers, Applied Linguistics 12(4), classify reporting verbs by what they denote and by
    their evaluative potential, in particular how far the writer commits herself to the reported
    proposition or detaches herself from it: our vouching against distancing, and neutral. Hyland
    (1999), Academic Attribution, Applied Linguistics 20(3), builds on them for citations and keeps
    verbs of doubt and of assurance apart: our hedged and assertive. Both speak of academic
    writing; that such verbs matter in the press, where much of the news is what somebody said, is
    shown by Bell (1991), The Language of News Media (news as talk), and Floyd Moore (2000), The
    Reporting Verbs and Bias in the Press, Revista Alicantina de Estudios Ingleses 13. None of them
    has these four groups or this list: both are this package's own, `wordlists/cue_groups.txt`.
    A cue is grouped without its context, so that "did not say" is neutral too and "claim" always
    distancing; which is why the cues stand beside the groups.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Ada Roe warned that it rains."),
    ...                          ("a", 2, 1, "Doe admitted that he was wrong.")])
    >>> cue_verbs(attributions(table).assign(speaker=[("roe",), ("doe",)]))[
    ...     ["cue", "group", "sense"]].values.tolist()
    [['warn', 'assertive', 'urging'], ['admit', 'evaluative', 'vouching']]
    """
    table = attributions[["article", "speaker"]].assign(
        cue=[cue_base(cue) for cue in attributions["cue"]],
        form=attributions["cue"].str.lower(),
        sentence=attributions["first_sentence"],
    )
    counts = (
        table.groupby(["article", "speaker", "cue"], sort=False)
        .agg(
            count=("form", "size"),
            forms=("form", lambda forms: tuple(dict.fromkeys(forms))),
            sentences=("sentence", lambda numbers: tuple(int(number) for number in numbers)),
        )
        .reset_index()
    )
    grouped = [cue_group(cue) for cue in counts["cue"]]
    counts.insert(3, "group", pd.Series([group for group, _ in grouped], dtype=str))
    counts.insert(4, "sense", pd.Series([sense for _, sense in grouped], dtype=str))
    return counts


def cue_base(cue: str) -> str:
    """Return the base form of the reporting word in a cue."""
    forms = [word.form for word in iter_words(cue)]
    bases = [_bases().get(form) or _verb_base(form) for form in forms]
    groups = _groups()
    for end in range(len(bases), 0, -1):
        for start in range(max(0, end - _LONGEST), end):
            for candidate in (" ".join(bases[start:end]), " ".join(forms[start:end])):
                if candidate in groups:
                    return candidate
    main = [form for form in forms if form not in _auxiliaries()]
    verbs = [_verb_base(form) for form in main if form in verb_forms()]
    said = [_bases().get(form) or _verb_base(form) for form in main]
    return (verbs or said or forms or [""])[-1]


def cue_group(base: str) -> tuple[str, str]:
    """Return the group of a reporting word and its sense within the group."""
    return _groups().get(base, (OTHER, ""))


def is_statement(cue: str) -> bool:
    """Tell whether a cue reports a statement: not "is pondering" or "declined to say"."""
    forms = [word.form for word in iter_words(cue)]
    denied = any(form in _DENIALS or form.endswith(("n't", "n’t")) for form in forms)
    bases = [_verb_base(form) for form in forms]
    denied = denied or not {"decline", "refuse"}.isdisjoint(bases)
    kinds = {_no_statements().get(base) for base in bases}
    return "always" not in kinds and not (denied and "denied" in kinds)


@cache
def _no_statements() -> dict[str, str]:
    return dict(line.split(": ") for line in word_list("voices/no_statements"))


def _verb_base(form: str) -> str:
    return verb_forms().get(form, (form, ""))[0]


@cache
def _auxiliaries() -> frozenset[str]:
    classes = word_classes()
    return _PASSIVE.union(*(classes[name] for name in ("K", "H", "Q", "M", "G")))


@cache
def _groups() -> dict[str, tuple[str, str]]:
    groups = {}
    for line in word_list("voices/cue_groups"):
        base, _, names = line.partition(": ")
        group, sense = names.split()
        groups[base] = (group, sense)
    return groups


@cache
def _bases() -> dict[str, str]:
    """Return the forms of each listed cue's first word, as a verb and as a noun -> that word."""
    first = {cue.split()[0]: cue.split()[0] for cue in _groups()}
    return {**first, **{form: base for base in first for form in inflections(base)}}
