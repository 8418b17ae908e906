"""What articles hold, pooled by outlet, and split by date.

- `articles`: which articles are pooled
- `shares`: numbers and words, with shares and their intervals
- `wording`: distinctive words and repeated phrases
- `similarity`: how alike articles are within an outlet and between two
- `intervals`: of shares and means over articles
"""

from crossframe.outlets.articles import outlet_articles
from crossframe.outlets.shares import outlet_forms, outlet_numbers, outlet_voices
from crossframe.outlets.similarity import outlet_similarity
from crossframe.outlets.wording import outlet_occurrences, outlet_phrases, outlet_words

__all__ = [
    "outlet_articles",
    "outlet_forms",
    "outlet_numbers",
    "outlet_occurrences",
    "outlet_phrases",
    "outlet_similarity",
    "outlet_voices",
    "outlet_words",
]
