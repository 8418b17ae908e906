"""The face of the package: load articles, compare them, and ask the comparison.

- `loading`: people's files or a project to a `Corpus`
- `tables`: every table by its name, and how it is made
- `verbs`: compare, show
- `comparison`: the `Comparison` that makes, draws and saves; `shown`: what of it a notebook shows
"""

from crossframe.comparison.comparison import Comparison
from crossframe.comparison.loading import Corpus, load
from crossframe.comparison.verbs import compare, show

__all__ = ["Comparison", "Corpus", "compare", "load", "show"]
