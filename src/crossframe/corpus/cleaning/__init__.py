"""From a scraped page to its headline and paragraphs, with a ledger of all that goes.

| module | what it does |
| --- | --- |
| `pages` | the whole way, and the ledger: start here |
| `blocks` | the page's lines, hard-wrapped paragraphs put together |
| `line_shapes` | rules on the shape of a line: dates, bylines, captions, copyright |
| `boilerplate` | rules on its words, by the lists in `wordlists/`, one a rule: cookie notices, … |
| `headline` | the headline, given or guessed |
| `body` | where the article begins and ends |
| `verdicts` | what becomes of each block, and by which rule |
"""

from crossframe.corpus.cleaning.pages import clean, ledger

__all__ = ["clean", "ledger"]
