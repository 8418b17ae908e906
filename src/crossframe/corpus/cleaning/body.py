"""Where on a page the article is: the run of blocks that reads most like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from crossframe.corpus.cleaning.blocks import Block, ends_sentence
from crossframe.corpus.cleaning.boilerplate import SECTIONS, Look
from crossframe.text.words import iter_words, stem, stop_words

TRANSPARENT = frozenset({"advertisement", "caption or credit", "gallery", "no words"})
"""Rules of blocks that stand inside articles and end nothing."""

_AFTER_TEASERS = frozenset({"related stories", "date line", "byline"})
_AFTER_ARTICLES = frozenset({"author box", "tags", "share buttons", "copyright"})

# The article is the run of blocks with the greatest sum of weights: maximum subsequence segmentation
# (Pasternack and Roth 2009, "Extracting article text from the web with maximum subsequence
# segmentation", WWW), in linear time, with shallow block features in place of token classes
# (Kohlschütter, Fankhauser and Nejdl 2010, "Boilerplate detection using shallow text features", WSDM).
# What a block adds to the weight of an article that contains it: its words if it is prose, a small
# loss if it is a short line; a run crosses an inset if the paragraphs behind it outweigh it. Any values in wide ranges around these give the same articles on the
# development pages.
_MOST_WORDS = 60  # a longer paragraph weighs no more than this
_INDENTED = 0.3  # factor for prose deeper than the page's main text: comments, list items
_LONE = 0.25  # factor for a lone paragraph after a heading such as "Related stories"
_LABEL, _LINE = -1.0, -3.0  # a line of up to four words, of more
_BOILERPLATE, _SECTION, _NOTICE, _COMMENTS = -3.0, -6.0, -15.0, -40.0
_BEGUN = 40  # words of prose after which such headings no longer stand above the article
_LONGEST_INSET = 12  # blocks of other things that an article may go on behind
_HEAD = 2000  # code points at the start of a block whose words are looked at
_ENDS = frozenset({"comments", "author box", "copyright"})  # behind these it never goes on
_TAIL = 10  # blocks after the last paragraph in which a last sentence is looked for


def article_span(
    text: str, page: Sequence[Block], looks: Sequence[Look], *, after: int = 0
) -> tuple[int, int]:
    """Return the [first, stop) blocks of the article, none before `after`; equal if there is none."""
    best, first, stop = 0.0, after, after
    total, begin = 0.0, after
    for number, weight in enumerate(_weights(page, looks)):
        if number < after:
            continue
        total += weight
        if total <= 0:
            total, begin = 0.0, number + 1
        elif total > best:
            best, first, stop = total, begin, number + 1
    if not best:
        return after, after
    while (longer := _behind_inset(text, page, looks, (first, stop))) > stop:
        stop = longer
    return first, _last_sentence(text, page, looks, stop)


def _weights(page: Sequence[Block], looks: Sequence[Look]) -> Iterator[float]:
    main = _main_indent(page, looks)
    company = _company(looks)
    begun, other = 0, False
    for number, (block, seen) in enumerate(zip(page, looks, strict=True)):
        if seen.rule:
            other = other or (begun >= _BEGUN and _opens_section(seen))
            yield _against(seen)
        elif not seen.prose:
            yield (_LABEL if seen.words <= 4 else _LINE) * (2 if other else 1)
        else:
            weight = float(min(seen.words, _MOST_WORDS))
            if block.indent > main:
                weight *= _INDENTED
            elif company[number]:
                other = False
            if other:
                weight *= _lone(looks, number)
            elif block.indent <= main:
                begun += seen.words
            yield weight


def _opens_section(seen: Look) -> bool:
    """Say whether a block is a heading of something else; longer links to stories are not."""
    return seen.rule in SECTIONS and seen.words <= (4 if seen.rule == "related stories" else 8)


def _lone(looks: Sequence[Look], number: int) -> float:
    """Weigh a lone paragraph after a heading of something else by the line that follows it."""
    after = looks[number + 1].rule if number + 1 < len(looks) else ""
    if after in _AFTER_TEASERS:
        return 0.0
    return 1.0 if after in _AFTER_ARTICLES else _LONE


def _against(seen: Look) -> float:
    if seen.rule == "comments":
        return _COMMENTS
    if seen.prose:
        return _NOTICE
    return _SECTION if seen.rule in SECTIONS else _BOILERPLATE


def _main_indent(page: Sequence[Block], looks: Sequence[Look]) -> int:
    """Return the indentation that most of the page's prose has."""
    words: Counter[int] = Counter()
    for block, seen in zip(page, looks, strict=True):
        if seen.prose and not seen.rule:
            words[block.indent] += min(seen.words, _MOST_WORDS)
    return words.most_common(1)[0][0] if words else 0


def _company(looks: Sequence[Look]) -> list[bool]:
    """Say for each paragraph whether it stands among others, as articles do and teasers do not."""
    company = [False] * len(looks)
    run: list[int] = []
    for number, seen in enumerate(looks):
        if seen.prose and not seen.rule:
            run.append(number)
        elif seen.rule not in TRANSPARENT:
            _mark(company, looks, run)
            run = []
    _mark(company, looks, run)
    return company


def _mark(company: list[bool], looks: Sequence[Look], run: Sequence[int]) -> None:
    if len(run) > 1 and sum(looks[number].words for number in run) >= _MOST_WORDS:
        for number in run:
            company[number] = True


def _behind_inset(
    text: str, page: Sequence[Block], looks: Sequence[Look], span: tuple[int, int]
) -> int:
    """Return where the article ends that goes on behind a list of links, a notice or a promotion.

    What stands there is the article's if it uses its words; a teaser uses those of the line above.
    """
    first, stop = span
    inset = _run(looks, stop, lambda seen: not seen.prose or bool(seen.rule))
    run = _run(looks, inset.stop, lambda seen: seen.prose and not seen.rule)
    rules = {looks[n].rule for n in inset}
    following = looks[run.stop].rule if run.stop < len(page) else ""
    if (
        not run
        or len(inset) > _LONGEST_INSET
        or not rules.isdisjoint(_ENDS)
        or looks[inset[-1]].rule in ("date line", "byline")
        or any(page[n].indent > page[first].indent for n in run)
        or (len(run) == 1 and (following in _AFTER_TEASERS or rules & _AFTER_ARTICLES))
    ):
        return stop
    own = _content(text, [page[n] for n in range(first, stop) if looks[n].prose])
    above = _content(text, [page[n] for n in inset[-1:] if not looks[n].rule])
    new = _content(text, [page[n] for n in run])
    of_link_above = above & _content(text, [page[run.start]]) - own
    needed = 2 if len(run) == 1 and "" in rules else 1
    return stop if of_link_above or len(new & own) < max(needed, len(new) / 10) else run.stop


def _run(looks: Sequence[Look], start: int, holds: Callable[[Look], bool]) -> range:
    """Return the run of blocks from `start` on for which something holds."""
    stop = next((n for n in range(start, len(looks)) if not holds(looks[n])), len(looks))
    return range(start, stop)


def _content(text: str, page: Sequence[Block]) -> set[str]:
    """Return the stems of the words of some blocks that carry content."""
    starts = (text[block.start : min(block.end, block.start + _HEAD)] for block in page)
    words = (word.form for start in starts for word in iter_words(start))
    return {stem(form) for form in words if form not in stop_words()}


def _last_sentence(text: str, page: Sequence[Block], looks: Sequence[Look], stop: int) -> int:
    """Go on to the last sentence before the first sign of boilerplate."""
    for number in range(stop, min(len(page), stop + _TAIL)):
        block, seen = page[number], looks[number]
        if seen.rule and seen.rule not in TRANSPARENT:
            break
        if not seen.rule and seen.words >= 5 and ends_sentence(text[block.start : block.end]):
            stop = number + 1
    return stop
