"""The paragraphs of a PDF file: lines joined, their hyphens mended, running lines left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from crossframe.errors import CrossframeError
from crossframe.text.printable import one_line
from crossframe.text.words import counted

if TYPE_CHECKING:
    from pypdf import PageObject

_PAGES = 200  # a second each, at worst
_EDGE = 2  # lines at the head and foot of a page that may be running
_PARTED = 1.25  # distance of two paragraphs' lines, in that of two lines
_SPACED = 1.9  # height of a line, in the size of its letters, above which paragraphs are parted
_RAGGED = 0.8  # share of the usual line that is left at least where a paragraph goes on
_UNREAD = re.compile("[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")  # a font that does not say its letters
_MOST_UNREAD = 0.05
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_NUMBER = re.compile(
    r"(?:page |p\. ?|[-–] ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?(?: ?[-–])?", re.IGNORECASE
)
# What browsers print above and below a page that they save as PDF.
_PRINTED_HEAD = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d(?: ?[AP]M)?\s+(?P<title>\S.*)",
    re.IGNORECASE,
)
_PRINTED_FOOT = re.compile(r"(?P<url>(?:https?|file):/\S+)\s+\d{1,4}/\d{1,4}", re.IGNORECASE)
_HALF = re.compile(r"(?P<first>\w+)[-\u00ad\u2010]$")
_KEPT_HYPHEN = frozenset(  # first parts of words that are written with a hyphen
    [
        "well",
        "self",
        "half",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ]
)
_QUIET = logging.NullHandler()  # so that what pypdf puts up with is not printed


class Line(NamedTuple):
    """One line of a page: its height above the foot, the size of its letters, its text."""

    y: float
    size: float
    text: str


class PdfText(NamedTuple):
    """What a PDF file holds."""

    paragraphs: list[str]
    url: str  # as a browser printed it; empty if none did
    note: str  # what was left out or could not be read


def read_pdf(data: bytes) -> PdfText:
    """Return the paragraphs of a PDF file in its order; pages of pictures are said, not read."""
    from pypdf.errors import DependencyError  # noqa: PLC0415  (heavy import)

    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        return pdf_text(_pages(data))
    except CrossframeError:
        raise
    except DependencyError as error:
        raise _protected() from error
    except Exception as error:  # pypdf raises errors of many kinds for a damaged file
        raise CrossframeError(
            f"is a damaged PDF file ({type(error).__name__})",
            remedy="download it anew, or save its text as a text file",
        ) from error


def _pages(data: bytes) -> list[list[Line]]:
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415  (heavy import)

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _protected()
    if len(reader.pages) > _PAGES:
        raise CrossframeError(
            f"is a PDF file of more than {_PAGES} pages",
            remedy="save the pages of one event as a file of their own",
        )
    return [list(_lines(page)) for page in reader.pages]


def pdf_text(pages: Sequence[Sequence[Line]]) -> PdfText:
    """Join the lines of pages to paragraphs."""
    blank = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(blank) == len(pages):
        raise CrossframeError(
            "is a PDF file of pictures without text, as a scanner makes it",
            remedy="have its letters recognised (OCR, as with ocrmypdf), and give the new file",
        )
    running = _running(pages)
    parted = list(zip(pages, running, strict=True))
    own = [[line for line in lines if line not in out] for lines, out in parted]
    left_out = dict.fromkeys(line.text for lines, out in parted for line in lines if line in out)
    heads = [match for text in left_out if (match := _PRINTED_HEAD.fullmatch(text))]
    feet = [match for text in left_out if (match := _PRINTED_FOOT.fullmatch(text))]
    paragraphs = [*dict.fromkeys(match["title"] for match in heads), *_paragraphs(own)]
    text = "".join(paragraphs)
    unread = len(_UNREAD.findall(text))
    if unread > _MOST_UNREAD * len(text):
        raise CrossframeError(
            "is a PDF file whose letters cannot be read: its fonts do not say which they are",
            remedy="have them recognised (OCR, as with ocrmypdf), or copy the text into a text file",
        )
    notes = []
    if left_out:
        shown = ", ".join(f"“{text[:60]}”" for text in [*left_out][:3])
        more = f" and {len(left_out) - 3} more" if len(left_out) > 3 else ""
        notes.append(f"lines at the edges of pages are left out: {shown}{more}")
    if blank:
        notes.append(f"no text on page {', '.join(map(str, blank))} of {len(pages)}: a picture?")
    if unread:
        notes.append(f"{counted(unread, 'character')} could not be read")
    url = next((match["url"] for match in feet if not match["url"].startswith("file:")), "")
    return PdfText(paragraphs, url, "; ".join(notes))


def _protected() -> CrossframeError:
    return CrossframeError(
        "is a PDF file that a password protects",
        remedy="open it and print it into a new PDF, or save its text as a text file",
    )


def _lines(page: PageObject) -> Iterator[Line]:
    """Yield the lines with text of a page, in the order in which the file draws them."""
    pieces: list[tuple[str, float, float]] = []

    def take(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or 1.0
        pieces.extend((part, height, size * scale) for part in text.splitlines(keepends=True))

    page.extract_text(visitor_text=take)
    line = Line(0.0, 0.0, "")
    for text, height, size in [*pieces, ("\n", 0.0, 0.0)]:
        if not line.text.strip() and text.strip():
            line = Line(round(height, 1), round(size, 1), "")
        line = line._replace(text=line.text + text)
        if text.endswith("\n"):
            if one_line(line.text):
                yield line._replace(text=one_line(line.text.translate(_LIGATURES)))
            line = Line(0.0, 0.0, "")


def _running(pages: Sequence[Sequence[Line]]) -> list[set[Line]]:
    """Return of each page the lines at its edges that are numbers, or come again on most pages."""
    edges = []
    for lines in pages:
        heights = sorted({line.y for line in lines})
        edge = {*heights[:_EDGE], *heights[-_EDGE:]}
        edges.append({line for line in lines if line.y in edge})
    times = Counter(skeleton for edge in edges for skeleton in {*map(_skeleton, edge)})
    most = max(2, len(pages) / 2)
    forms = (_NUMBER, _PRINTED_HEAD, _PRINTED_FOOT)
    return [
        {
            line
            for line in edge
            if times[_skeleton(line)] >= most or any(form.fullmatch(line.text) for form in forms)
        }
        for edge in edges
    ]


def _skeleton(line: Line) -> str:
    """Return a line by which it is known on another page: no number of it counts, its size does."""
    numberless = re.sub(r"\d+", "#", line.text)
    return f"{line.size} {numberless}"


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    lines = [line for page in pages for line in page]
    leading = {line.size: 1.2 * line.size for line in lines} | _leading(lines)
    widths = {size: _width(lines, size) for size in {line.size for line in lines}}
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines).casefold()))
    paragraphs: list[str] = []
    above: Line | None = None
    for line in lines:
        if above and _goes_on(above, line, leading[line.size], widths[line.size]):
            paragraphs[-1] = _joined(paragraphs[-1], line.text, words)
        else:
            paragraphs.append(line.text)
        above = line
    return paragraphs


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """Return of each size of letters the usual distance of two lines."""
    steps: dict[float, list[float]] = {}
    for above, line in pairwise(lines):
        if above.size == line.size and 0 < above.y - line.y < _SPACED * line.size:
            steps.setdefault(line.size, []).append(above.y - line.y)
    return {size: median(sorted(found)[: len(found) // 2 + 1]) for size, found in steps.items()}


def _width(lines: Sequence[Line], size: float) -> float:
    """Return how many characters a full line of a size has."""
    lengths = [len(line.text) for line in lines if line.size == size]
    return median(length for length in lengths if length >= 0.7 * max(lengths))


def _goes_on(above: Line, line: Line, leading: float, width: float) -> bool:
    """Tell whether a line goes on the paragraph of that above it, or of that on the page before."""
    step = above.y - line.y
    if above.size != line.size or step > _PARTED * leading:
        return False
    if _HALF.search(above.text):
        return True
    if step < 0 and re.search(r"[.!?][”\"’')]*$", above.text):  # on a new page or in a new column
        return False
    first = line.text.split(maxsplit=1)[0]
    return len(above.text) + 1 + len(first) >= _RAGGED * width


def _joined(paragraph: str, line: str, words: Counter[str]) -> str:
    """Join a line to its paragraph; how a word cut in two is written, the document shows."""
    half = _HALF.search(paragraph)
    if not half:
        return f"{paragraph} {line}"
    rest = "".join(takewhile(str.isalnum, line))
    first = half["first"].casefold()
    whole, hyphened = words[first + rest.casefold()], words[f"{first}-{rest.casefold()}"]
    kept = not rest.islower() or not first.isalpha() or (first in _KEPT_HYPHEN and not whole)
    if paragraph.endswith("\u00ad") or not (kept or hyphened > whole):
        return paragraph[:-1] + line
    return paragraph + line
