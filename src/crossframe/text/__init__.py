"""Words, numbers in words, sentence boundaries and quotation marks of plain text."""
