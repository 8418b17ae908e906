"""From the bytes of a text file to its characters, whatever encoding it is in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from crossframe.errors import CrossframeError

_MARKS = (  # byte order marks; that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_ENGLISH = frozenset("’‘“”–—…•\u00a0·é£€ñöü©®™°½")
_MOST = 0.5
_SAMPLE = 500_000  # bytes


def decode_text(data: bytes, *, encoding: str | None = None) -> tuple[str, str]:
    """Decode a text file and name its encoding; newlines stay, a byte order mark goes.

    Believed are, in this order: the given name, a byte order mark, UTF-16 if every other byte of many
    is zero, UTF-8 if the bytes are valid, what an HTML page declares, a western encoding in which
    most of what is not ASCII is usual in English (charset-normalizer takes many such pages for another
    one, in which curly quotation marks are the same and other letters are not), charset-normalizer.
    """
    name = encoding or _marked(data) or _declared(data) or _western(data)
    if name is None:
        guess = from_bytes(data[:_SAMPLE]).best()
        if guess is None:
            raise CrossframeError(
                "is no text", remedy="save it as UTF-8, or name its encoding: --encoding NAME"
            )
        name = guess.encoding
    text = _decoded(data, name)
    if "\0" in text:
        raise CrossframeError("holds NUL characters, as no text does")
    return text, name


def decode_page(data: bytes, charset: str | None) -> str:
    """Decode a web page: as it was sent if its bytes fit, else as `decode_text` finds."""
    sent = _attempt(data, charset) if charset and not _attempt(data, "utf-8") else None
    return sent if sent is not None else decode_text(data)[0]


def _marked(data: bytes) -> str | None:
    """Name the encoding that a byte order mark, zeros or valid UTF-8 show."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    nulls = [data[:_SAMPLE][parity::2].count(0) for parity in (0, 1)]
    if not min(nulls) and 10 * max(nulls) > min(len(data), _SAMPLE):
        return "utf-16-le" if nulls[1] else "utf-16-be"
    return "utf-8" if _attempt(data, "utf-8") is not None else None


def _declared(data: bytes) -> str | None:
    """Name the encoding that an HTML page declares, if the page is in it."""
    declared = _DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    return name if name and _attempt(data, name) is not None else None


def _western(data: bytes) -> str | None:
    """Name the encoding in which most of what is not ASCII is usual in English."""
    shares = {name: _usual(_attempt(data, name)) for name in ("cp1252", "mac_roman")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _MOST else None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            problem = f"is not in the encoding {encoding}: byte {error.start} does not fit"
        else:
            problem = f"there is no text encoding {encoding!r}"
        raise CrossframeError(
            problem, remedy="name its encoding (--encoding NAME), or save it as UTF-8"
        ) from error


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return _decoded(data, encoding)
    except CrossframeError:
        return None


def _usual(text: str | None) -> float:
    """Return the share of what is not ASCII that is usual in English news; -1 for no text."""
    if text is None:
        return -1.0
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return sum(c in _ENGLISH for c in beyond) / max(1, len(beyond))
