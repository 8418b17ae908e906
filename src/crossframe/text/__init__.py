"""Plain text: its words, its sentences, what stands in quotation marks, what numbers come to.

| module | what it knows |
| --- | --- |
| `words` | words with offsets, folded forms, stems, stop words, the word lists of all rooms |
| `boundaries`, `abbreviations` | where sentences end |
| `quotations` | what stands in quotation marks, balanced or not |
| `numbers` | numbers in words, months, units of measure |
| `running` | an article's sentences as one text, and the way back to its file |
| `printable` | text fit to be printed |
"""

from crossframe.text.boundaries import split
from crossframe.text.quotations import quotations
from crossframe.text.words import fold, iter_words, stem, stop_words, words

__all__ = ["fold", "iter_words", "quotations", "split", "stem", "stop_words", "words"]
