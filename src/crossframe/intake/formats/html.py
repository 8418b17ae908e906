"""The article of an HTML page, taken out by trafilatura."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from crossframe.errors import CrossframeError
from crossframe.intake.formats.html_text import (
    PageBlock,
    page_blocks,
    restored_blocks,
    taken_blocks,
)
from crossframe.intake.found import Found, Limits
from crossframe.intake.outlets import outlet_of_html
from crossframe.text.printable import one_line
from crossframe.text.words import fold

_DATES = {"extensive_search": False, "original_date": True}


def read_html(page: str, *, limits: Limits) -> Found:
    """Take the article out of an HTML page; nothing of the page is run or fetched.

    By trafilatura (Barbaresi 2021, ACL-IJCNLP demonstrations), without comments; dates are taken from
    what the page says of itself, never guessed from its text. The text found is that of the whole
    page, a block a line, with the spans that are the article, so that a ledger can list the rest.
    """
    if len(page) > limits.page_characters:
        raise CrossframeError(
            f"is an HTML page of more than {limits.page_characters:,} characters",
            remedy="save the page without what is embedded in it, or its text alone",
        )
    import trafilatura  # noqa: PLC0415  (heavy import)

    try:
        document = trafilatura.bare_extraction(
            page.replace("\0", "\ufffd"),
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:
        raise CrossframeError(
            f"is an HTML page that trafilatura cannot read ({type(error).__name__})",
            remedy="save the article's text as a text file",
        ) from error
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        raise CrossframeError(
            "is an HTML page in which no article is found",
            remedy="save the page when it is fully loaded, or the article's text as a text file",
        )
    site = one_line(document.sitename or "")
    headline = _headline(document.title or "", site, document.text or "")
    outlet, note = _outlet(page, site, one_line(document.hostname or ""))
    found = Found(
        text=document.text or "",
        outlet=outlet,
        note=note,
        headline=headline,
        author=one_line(document.author or ""),
        date=one_line(document.date or ""),
        url=one_line(document.url or ""),
        form="extract",
    )
    return _with_page(found, page_blocks(page.replace("\0", "\ufffd")), site)


def _with_page(found: Found, blocks: list[PageBlock], site: str) -> Found:
    """Return the whole page's text with the spans of the article in it, if they are found."""
    taken = taken_blocks(blocks, found.text)
    if taken is None:
        return found
    taken = {n for n in taken if not site or fold(blocks[n].text) != fold(site)} or taken
    first = min((n for n in taken if not blocks[n].heading), default=min(taken))
    head = _head(blocks, found.headline, site, first=first)
    if head is None:
        headline = found.headline
        blocks = [PageBlock(headline, heading=True, apart=False), *blocks] if headline else blocks
        taken = {number + bool(headline) for number in taken} | ({0} if headline else set())
    else:
        headline = blocks[head].text
        taken |= {head}
    taken |= restored_blocks(blocks, taken - {head}, -1 if head is None else head)
    spans: list[tuple[int, int]] = []
    start = 0
    for number, block in enumerate(blocks):
        end = start + len(block.text)
        if number in taken and number - 1 in taken:
            spans[-1] = spans[-1][0], end
        elif number in taken:
            spans.append((start, end))
        start = end + 1
    return replace(
        found,
        text="\n".join(block.text for block in blocks),
        headline=headline,
        kept=tuple(spans),
        extractor=f"trafilatura {version('trafilatura')}",
    )


def _head(blocks: list[PageBlock], headline: str, site: str, *, first: int) -> int | None:
    """Return the block that is the headline: as stated, or the heading next to the article."""
    stated, name = fold(headline), fold(site)
    above = range(first, -1, -1)
    same = [number for number in above if fold(blocks[number].text) == stated]
    headings = [n for n in above if blocks[n].heading and len(blocks[n].text.split()) >= 3]
    named = [
        n for n in headings if fold(blocks[n].text) in stated or stated in fold(blocks[n].text)
    ]
    if same and stated != name:
        return same[0]
    if named and stated != name:
        return named[0]
    return next((n for n in headings if fold(blocks[n].text) != name and not blocks[n].apart), None)


def _outlet(page: str, sitename: str, host: str) -> tuple[str, str]:
    """Return the outlet and from which words it is known."""
    from trafilatura import load_html  # noqa: PLC0415  (heavy import)

    tree = load_html(page)
    stated = outlet_of_html(tree) if tree is not None else None
    if stated and stated.sure:
        return stated.name, stated.note
    name = sitename or (stated.name if stated else "") or host
    if not name:
        return "", ""
    words = "the page's title" if sitename else stated.words if stated else "the page's address"
    return name, f"outlet is a guess from {words}"


def _headline(title: str, site: str, text: str) -> str:
    """Return a page's title without the name of the site, and as the text begins if it does."""
    title = one_line(title)
    first = one_line(text.lstrip().split("\n", 1)[0])
    if len(first) >= len(title) / 2 and first.casefold() in title.casefold():
        return first
    for mark in ("|", "-", "–", "—", "·", ":"):
        shorter = title.removesuffix(site).rstrip()
        if site and shorter != title and shorter.endswith(mark):
            return shorter.removesuffix(mark).rstrip()
    return title
