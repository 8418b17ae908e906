"""Articles as they were stored, the manifest that names them, and their sentences.

| module | what it does |
| --- | --- |
| `articles` | articles and projects, read from a manifest (`articles.toml`) |
| `sentences` | the sentence table: cleaned, split, with offsets in the file |
| `given` | sentence tables from files in which sentences are already split |
| `cleaning` | from a scraped page to its headline and paragraphs, and a ledger of the rest |
"""

from crossframe.corpus.articles import Article, Project, find_project, load_project, outlet_names
from crossframe.corpus.cleaning import clean, ledger
from crossframe.corpus.given import read_event
from crossframe.corpus.sentences import given_sentences, in_place, lengths, sentences

__all__ = [
    "Article",
    "Project",
    "clean",
    "find_project",
    "given_sentences",
    "in_place",
    "ledger",
    "lengths",
    "load_project",
    "outlet_names",
    "read_event",
    "sentences",
]
