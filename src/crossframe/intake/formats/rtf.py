"""The paragraphs of an RTF file, as Factiva and Nexis write them."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits

_DAMAGED = (ValueError, TypeError, LookupError, OverflowError)


def read_rtf(data: bytes, *, limits: Limits) -> list[str]:
    """Return the paragraphs with text, without headers, footers and pictures."""
    if len(data) > limits.page_characters:
        raise CrossframeError(
            f"is an RTF file of more than {limits.page_characters:,} characters",
            remedy="save it without pictures, or export fewer articles at once",
        )
    markup = data.decode("cp1252", errors="replace")
    markup = markup.replace(
        'HYPERLINK "', "HYPERLINK "
    )  # else addresses are set beside their links
    try:
        text = rtf_to_text(markup, errors="replace")
        text = text.encode("utf-16", "surrogatepass").decode(
            "utf-16", "replace"
        )  # of two halves one
    except _DAMAGED as error:
        raise CrossframeError(
            "is a damaged RTF file", remedy="download it anew, or save it as Word (.docx)"
        ) from error
    lines = text.replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    return [line.strip(" \t|") for line in lines if line.strip(" \t|\xa0")]
