"""The page: articles side by side, every number with its words; it measures nothing.

`page` puts it together, `numbers` reads the tables of numbers, `panels` and `sentences` say what is
shown of themes, speakers, phrases and of each sentence, `framing` sets themes and statements side
by side, `text` cuts sentences into segments, `colours` turns those of the figures into style rules;
`templates/` holds HTML, and the styles and scripts that `page` joins.
"""

from crossframe.reader.page import Reader, render_reader

__all__ = ["Reader", "render_reader"]
