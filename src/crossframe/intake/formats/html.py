"""The article of an HTML page, taken out by trafilatura."""

from __future__ import annotations

import trafilatura

from crossframe.errors import CrossframeError
from crossframe.intake.found import Found, Limits
from crossframe.text.printable import one_line

_DATES = {"extensive_search": False, "original_date": True}


def read_html(page: str, *, limits: Limits) -> Found:
    """Take the article out of an HTML page; nothing of the page is run or fetched.

    By trafilatura (Barbaresi 2021, ACL-IJCNLP demonstrations), without comments; dates are taken from
    what the page says of itself, never guessed from its text.
    """
    if len(page) > limits.page_characters:
        raise CrossframeError(
            f"is an HTML page of more than {limits.page_characters:,} characters",
            remedy="save the page without what is embedded in it, or its text alone",
        )
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
    return Found(
        text=document.text or "",
        outlet=one_line(document.sitename or document.hostname or ""),
        headline=_headline(document.title or "", document.sitename or "", document.text or ""),
        author=one_line(document.author or ""),
        date=one_line(document.date or ""),
        url=one_line(document.url or ""),
        form="extract",
    )


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
