"""What becomes of each block of a page, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crossframe.corpus.cleaning.blocks import Block, ends_sentence
from crossframe.corpus.cleaning.boilerplate import NOTHING, SECTIONS, Look

Verdict = tuple[str, str]  # kind and rule; the headline's rule is left to the caller

_DECK = 40  # blocks before the first paragraph in which a standfirst is looked for
_LINKS = 3  # lines in a row, from which on they are a list of links
_OPENING = 4  # paragraphs among which a standfirst is looked for that one of them repeats
_SHORTEST_REPEATED = 8  # words of a paragraph that is not kept twice


def of_page(
    folded: str, page: Sequence[Block], looks: Sequence[Look], *, span: tuple[int, int], head: int
) -> list[Verdict]:
    """Judge each block of a scraped page whose article is the blocks of `span`."""
    whole = _lines(folded, page)
    verdicts = list(_of_page([line[:400] for line in whole], page, looks, span, head))
    return _without_repetitions(whole, verdicts, paragraphs=True)


def of_given_text(
    folded: str, page: Sequence[Block], looks: Sequence[Look], head: int, form: str
) -> list[Verdict]:
    """Judge each block of a text that is no page: an extract, or text and nothing else."""
    lines = _lines(folded, page)
    verdicts: list[Verdict] = []
    for number, (line, seen) in enumerate(zip(lines, looks, strict=True)):
        if named := _as_headline(number, line, lines, head):
            verdicts.append(named)
        elif seen.sure:
            verdicts.append(("removed", seen.rule))
        else:
            verdicts.append(("body", "given text"))
    return _without_repetitions(lines, verdicts, paragraphs=form == "extract")


def _lines(folded: str, page: Sequence[Block]) -> list[str]:
    return [" ".join(folded[block.start : block.end].split()) for block in page]


def _as_headline(number: int, line: str, lines: Sequence[str], head: int) -> Verdict | None:
    if number == head:
        return "headline", ""
    return ("removed", "repeated headline") if head >= 0 and line == lines[head] else None


def _of_page(
    lines: Sequence[str],
    page: Sequence[Block],
    looks: Sequence[Look],
    span: tuple[int, int],
    head: int,
) -> Iterator[Verdict]:
    first, stop = span
    times = Counter(lines)
    links = _lists_of_links(lines, page, looks, span)
    section = ""  # the rule of the last heading of something else inside the article
    beside = True  # nothing but bylines and the like stands between the headline and the block
    for number, (line, seen) in enumerate(zip(lines, looks, strict=True)):
        after = looks[number + 1] if number + 1 < len(page) else NOTHING
        deep = first < stop and page[number].indent > page[first].indent
        if named := _as_headline(number, line, lines, head):
            yield named
        elif number >= stop:
            yield "removed", seen.rule or "after the article"
        elif number < first:
            near = 0 <= head < number and first - number <= _DECK
            yield _above(line, seen, near=near, beside=beside)
            beside = beside and (not near or bool(seen.rule))
        elif seen.sure or (section and seen.rule == section):
            section = seen.rule if seen.rule in SECTIONS and seen.words <= 8 else ""
            yield "removed", seen.rule
        elif number in links:
            yield "removed", section or "list of links"
        elif inset := _inset(line, seen, after, deep=deep, again=times[line] > 1):
            yield "removed", inset
        elif seen.prose:
            section = ""
            yield "body", "paragraph"
        elif section and (seen.words > 4 or not after.prose or looks[number - 1].rule == section):
            yield "removed", section
        else:
            yield "body", "between paragraphs"


def _above(line: str, seen: Look, *, near: bool, beside: bool) -> Verdict:
    """Return kind and rule of a block above the first paragraph: a standfirst or none."""
    whole = ends_sentence(line) or (beside and seen.words >= 8)
    if near and whole and not seen.rule and seen.words >= 5:
        return "body", "standfirst"
    return "removed", seen.rule or "before the article"


def _inset(line: str, seen: Look, after: Look, *, deep: bool, again: bool) -> str:
    """Name the rule by which a block inside the article is no part of it; empty for none."""
    if after.rule == "caption or credit" and after.words <= 8 and (deep or not seen.prose):
        return "caption or credit"
    if seen.prose or deep or ends_sentence(line):
        return ""
    if (seen.words >= 5 and again) or after.rule == "byline":
        return "related stories"
    if (
        10 <= seen.words <= 30
        and after.words >= 10
        and line[:1].isalpha()
        and line[-1:] not in ",-–—"
    ):
        return "caption or link"
    return ""


def _lists_of_links(
    lines: Sequence[str], page: Sequence[Block], looks: Sequence[Look], span: tuple[int, int]
) -> set[int]:
    """Return the lines that are like headlines and stand in a row between two paragraphs.

    What a subheading stands above, or a paragraph announces with a colon, is the article's own list.
    """
    found: set[int] = set()
    run: list[int] = []
    for number in range(*span):
        line, seen = lines[number], looks[number]
        title = not seen.rule and not seen.prose and 4 <= seen.words <= 20
        if title and line[:1].isalpha() and not ends_sentence(line):
            run.append(number)
            continue
        if len(run) >= _LINKS and seen.prose and looks[run[0] - 1].prose:
            announced = lines[run[0] - 1].endswith((":", ",", ";", "—"))
            level = {page[n].indent for n in run}
            found.update(run if len(level) == 1 and not announced else ())
        run = []
    return found


def _without_repetitions(
    lines: Sequence[str], verdicts: Iterable[Verdict], *, paragraphs: bool
) -> list[Verdict]:
    """Take out a standfirst that a paragraph under it says again, and a paragraph's second copy."""
    judged = list(verdicts)
    body = [n for n, (kind, _) in enumerate(judged) if kind == "body"]
    for place, number in enumerate(body[:2]):
        under = [lines[later] for later in body[place + 1 : place + _OPENING]]
        if any(_repeats(lines[number], line) for line in under):
            judged[number] = "removed", "repeated standfirst"
    seen: set[str] = set()
    for number in body if paragraphs else ():
        again = lines[number] in seen and len(lines[number].split()) >= _SHORTEST_REPEATED
        if again and judged[number][0] == "body":
            judged[number] = "removed", "repeated paragraph"
        elif judged[number][0] == "body":
            seen.add(lines[number])
    return judged


def _repeats(standfirst: str, paragraph: str) -> bool:
    """Say whether a paragraph begins with a standfirst, a dateline before it left aside."""
    start = standfirst.rstrip(" .…\"'")
    return len(start.split()) >= 5 and start in paragraph[: len(start) + 60]
