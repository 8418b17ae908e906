"""The running text of an article's sentences, and the way back to offsets in its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("sentence", "paragraph", "start", "text")

Span = tuple[int, int]  # [start, end) in the text or in the article's file


class RunningText(NamedTuple):
    """An article's sentences as one text: a space between them, a newline between paragraphs."""

    text: str
    starts: list[int]  # offset of each sentence in the text
    lengths: list[int]
    numbers: list[int]  # of each sentence in the table
    paragraphs: list[int]
    file_starts: list[int]  # offset of each sentence in the article's file

    @classmethod
    def of(cls, sentences: pd.DataFrame) -> RunningText:
        """Join the rows of a sentence table that are of one article."""
        return cls._joined(*(sentences[name].tolist() for name in _COLUMNS))

    @classmethod
    def _joined(
        cls, numbers: list[int], paragraphs: list[int], file_starts: list[int], texts: list[str]
    ) -> RunningText:
        texts = [text.replace("\n", " ") for text in texts]
        starts: list[int] = []
        parts: list[str] = []
        position = 0
        for k, text in enumerate(texts):
            if k:
                parts.append(" " if paragraphs[k] == paragraphs[k - 1] else "\n")
                position += 1
            starts.append(position)
            parts.append(text)
            position += len(text)
        lengths = [len(text) for text in texts]
        return cls("".join(parts), starts, lengths, numbers, paragraphs, file_starts)

    @classmethod
    def of_each(cls, sentences: pd.DataFrame) -> Iterator[tuple[str, RunningText]]:
        """Yield the articles of a sentence table, each with its running text."""
        columns = [sentences[name].tolist() for name in _COLUMNS]
        rows: dict[str, list[int]] = {}
        for row, article in enumerate(sentences["article"].tolist()):
            rows.setdefault(article, []).append(row)
        for article, own in rows.items():
            yield article, cls._joined(*([column[row] for row in own] for column in columns))

    def words(self, span: Span) -> str:
        """Return the words of a span, paragraphs joined by a space."""
        return self.text[span[0] : span[1]].replace("\n", " ")

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at an offset of the text."""
        return self.numbers[self._index(offset)]

    def in_file(self, span: Span) -> list[Span]:
        """Return a span of the text as spans of the article's file, one a paragraph."""
        found: list[Span] = []
        before: int | None = None
        for paragraph, (first, last) in self._in_sentences(span):
            if paragraph == before:
                found[-1] = found[-1][0], last
            else:
                found.append((first, last))
            before = paragraph
        return found

    def in_sentences(self, span: Span) -> list[Span]:
        """Return a span of the text as spans of the article's file, one a sentence."""
        return [piece for _, piece in self._in_sentences(span)]

    def _in_sentences(self, span: Span) -> Iterator[tuple[int, Span]]:
        """Yield what a span has of each sentence, with the sentence's paragraph."""
        start, end = span
        for k in range(self._index(start), self._index(end - 1) + 1):
            first = max(start, self.starts[k])
            last = min(end, self.starts[k] + self.lengths[k])
            if first < last:
                shift = self.file_starts[k] - self.starts[k]
                yield self.paragraphs[k], (first + shift, last + shift)

    def _index(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)
