"""Compare how news outlets report the same event.

A notebook or script needs one import and a few verbs:

- `load` reads articles, and says what was used, what was left out, and why;
- `compare` gives a `Comparison`, in which nothing is computed until it is asked for: tables,
  figures (`plot`), the words behind a number (`explain`), the page (`reader`), and all of it as
  files (`save`);
- `show` shows the page of a comparison in a notebook.

The rooms of the package are named in CONTRIBUTING.md.

Examples
--------
>>> import crossframe as cf
>>> corpus = cf.load("data/articles.toml")
>>> c = cf.compare(corpus)
>>> c.similarity[["article_a", "article_b", "similarity"]].round(2).values.tolist()
[['lords-press', 'ceo-outlook', 0.25]]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from crossframe._version import __version__

if TYPE_CHECKING:
    from crossframe.comparison import Comparison, Corpus, compare, load, show

__all__ = ["Comparison", "Corpus", "__version__", "compare", "load", "show"]


def __getattr__(name: str) -> Any:
    """Import the face when it is first used, so that the command line starts at once."""
    if name in __all__:
        return getattr(import_module("crossframe.comparison"), name)
    raise AttributeError(f"module 'crossframe' has no attribute {name!r}")
