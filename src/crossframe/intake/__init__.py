"""From people's own files to articles, and a table of all that went in and what became of it.

`paths` says which files are meant and reads their bytes, `kinds` and `encoding` what they are,
`one_file` has each read by the module of its form in `formats`; `fields` knows the names of columns
and keys, `checks` whether there is an article in English in a text, `ids` names what has no name;
`found` is what passes between them, with the limits of reading. `articles` does it all.
"""

from crossframe.intake.articles import read_articles
from crossframe.intake.paths import only_project

__all__ = ["only_project", "read_articles"]
