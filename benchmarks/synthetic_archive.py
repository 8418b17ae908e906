"""Synthetic articles on known events, from a corpus of real ones: as many as a benchmark wants.

`python benchmarks/synthetic_archive.py BASIL.jsonl ARTICLES OUT.jsonl [--seed N]` writes them as JSON lines
with id, event, outlet, date, title, text. Each event is one of the corpus in other words: its names
become invented ones, its content words others that are as common; each of its 2 to 12 articles
is one of the event's reports with sentences left out and put in another order. The texts make no sense;
how often words recur within an event, and across events, is as in the corpus.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from crossframe.text.words import stop_words

OUTLETS = [f"Outlet {letter}" for letter in "ABCDEFGHIJKLMNOP"]
_WORD = re.compile(r"[A-Za-z]+")
_BEGIN, _END = (
    [
        "b",
        "c",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "w",
        "br",
        "cl",
        "dr",
        "fr",
        "gr",
        "kl",
        "pr",
        "st",
        "tr",
    ],
    ["an", "el", "in", "or", "us"],
)
_DAYS = 365


def corpus_events(path):
    """Return the events: for each the reports, each a title and a list of sentences."""
    events = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sentences = [sentence for paragraph in row["paragraphs"] for sentence in paragraph]
        events[row["event"]].append((row["title"], sentences))
    return list(events.values())


def synthetic_articles(events, *, articles, seed=0):
    """Yield so many articles, event by event."""
    classes = _classes(events)
    made = 0
    for number in range(articles):
        generator = random.Random(f"{seed} {number}")  # noqa: S311  (no secret)
        reports = generator.choice(events)
        first = date(2020, 1, 1) + timedelta(days=generator.randrange(_DAYS))
        other = _mapping(reports, classes, generator)
        reworded = [_in_other_words(report, other) for report in reports]
        for _ in range(generator.randint(2, 12)):
            if made == articles:
                return
            title, *body = generator.choice(reworded)
            kept = generator.sample(body, max(3, round(len(body) * generator.uniform(0.5, 0.9))))
            yield {
                "id": f"{made:07}",
                "event": str(number),
                "outlet": generator.choice(OUTLETS),
                "date": str(first + timedelta(days=generator.randrange(3))),
                "title": title,
                "text": "\n\n".join(kept),
            }
            made += 1


def _in_other_words(report, other):
    title, body = report
    return [_WORD.sub(lambda word: other.get(word[0], word[0]), text) for text in (title, *body)]


def _classes(events):
    """Return the content words that stand in about as many events as one another."""
    counts = defaultdict(int)
    for reports in events:
        texts = " ".join(text for title, body in reports for text in (title, *body))
        for word in {word for word in _WORD.findall(texts) if word.islower()} - stop_words():
            counts[word] += 1
    by_count = defaultdict(list)
    for word in sorted(counts):
        by_count[counts[word].bit_length()].append(word)
    return {word: words for words in by_count.values() for word in words}


def _mapping(reports, classes, generator):
    """Return another word for every name and content word of an event."""
    texts = " ".join(text for title, body in reports for text in (title, *body))
    other = {}
    for word in sorted(set(_WORD.findall(texts))):
        small = word.lower()
        if small in stop_words():
            continue
        if small in classes and small not in other:
            other[small] = generator.choice(classes[small])
        elif small not in other:
            syllables = (generator.choice(_BEGIN) + generator.choice(_END) for _ in range(3))
            other[small] = "".join(syllables)
        if word != small:
            other[word] = other[small].upper() if word.isupper() else other[small].capitalize()
    return other


def main():
    """Write the articles that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    rows = synthetic_articles(corpus_events(asked.corpus), articles=asked.articles, seed=asked.seed)
    half = asked.out.with_suffix(".part")
    with half.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    half.replace(asked.out)


if __name__ == "__main__":
    main()
