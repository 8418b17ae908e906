"""Mutated inputs of every form, outside the gate: `make fuzz`, with SEED= and RUNS= for others.

Each run puts some files into a folder and reads it. Whatever their bytes are, there is no traceback and
no hang, and everything that went in is used or left out with a reason.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import plistlib
import random
import signal
import string
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.intake.articles import read_articles
from samples import (
    CODED,
    COVER,
    FACTIVA,
    FIRST,
    LINE,
    PAGE,
    SECOND,
    SENTENCE,
    STATED,
    docx,
    mhtml,
    paragraph,
    pdf,
    rtf,
    warc,
    webarchive,
)

SECONDS = 30  # after which an input hangs
BODY = f"{SENTENCE} “We are glad,” said Ann Lee. Nobody was hurt, and no boat was damaged on Friday.\n\n"
TEXT = f"Home\nThe Sun Dial\n\nBridge opens\n\nBy Ann Lee\n\n{BODY * 3}© 2021 The Sun Dial\n"
ROWS = [
    {"outlet": name, "title": f"Bridge {n}", "text": f"{name}: {BODY * 2}", "date": "2021-05-03"}
    for n, name in enumerate(("Dial", "Post", "Herald"))
]
ANSWERS = [
    ("https://sundial.test/a", "text/html; charset=utf-8", "200 OK", PAGE.encode()),
    ("https://sundial.test/b", "image/png", "200 OK", b"\x89PNG"),
]
SPLICES = [
    *(
        b"\0",
        b"\r",
        b"\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"'",
        b",",
        b";",
        b"\t",
        b"{",
        b"}",
        b"[",
    ),
    *(
        b"</",
        b"<!--",
        b"]]>",
        b"&#0;",
        b"&amp;amp;",
        b"&#x110000;",
        b"\\ud800",
        b"\xed\xa0\x80",
        b"sep=;\n",
    ),
    *(
        "â€œ".encode(),
        "â€".encode(),
        "\u2028".encode(),
        "\u202e".encode(),
        b"\x1b[31m",
        b"=cmd()",
        b"../",
    ),
    *(b"_" * 60, b"\nBody\n", b"End of Document", b"[[article]]\n", b"1e999", b"NaN", b"9" * 400),
    *(
        b"[" * 2000,
        b"<div>" * 500,
        b"(" * 300,
        b"a" * 12_000,
        b"\xcc\x81" * 300,
        b" " * 5000,
        b"\n" * 3000,
    ),
]


def csv_table(delimiter: str) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return file.getvalue().encode()


def parquet() -> bytes:
    file = io.BytesIO()
    pd.DataFrame(ROWS).to_parquet(file)
    return file.getvalue()


def manifest() -> bytes:
    entries = "".join(
        f'[[article]]\nid = "{n}"\noutlet = "Post"\nfile = "raw/{n}.txt"\nsha256 = "{n:064x}"\n'
        for n in range(2)
    )
    return f'title = "Bridge"\ncodebook = "codebook.toml"\n{entries}'.encode()


FORMS = {
    "page.txt": TEXT.encode(),
    "western.txt": TEXT.encode("cp1252"),
    "wide.txt": TEXT.encode("utf-16"),
    "page.html": PAGE.encode(),
    "one.json": json.dumps(ROWS[0]).encode(),
    "list.json": json.dumps(ROWS, indent=1).encode(),
    "lines.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "table.csv": csv_table(","),
    "excel.csv": b"sep=;\r\n" + csv_table(";"),
    "table.tsv": csv_table("\t"),
    "table.parquet": parquet(),
    "word.docx": docx("".join(map(paragraph, TEXT.split("\n")))),
    "nexis.docx": docx("".join(map(paragraph, [*COVER, *FIRST, *SECOND]))),
    "proquest.txt": f"{LINE}\n{STATED}\n{BODY}\n{LINE}\n{STATED}{LINE}\n".encode(),
    "print.pdf": pdf(TEXT.split("\n"), TEXT.split("\n")),
    "nexis.pdf": pdf(FIRST, leading=30),
    "word.rtf": rtf(TEXT.split("\n")),
    "nexis.rtf": rtf([*FIRST, *SECOND]),
    "factiva.rtf": rtf([*FACTIVA, *CODED]),
    "factiva.txt": "\n\n".join([*FACTIVA, *CODED]).encode(),
    "page.mhtml": mhtml(PAGE),
    "page.webarchive": webarchive(PAGE),
    "listed.webarchive": webarchive(PAGE, form=plistlib.FMT_XML),
    "crawl.warc": warc(*ANSWERS),
    "crawl.warc.gz": warc(*ANSWERS, packed=True),
    "packed.txt.gz": gzip.compress(TEXT.encode(), mtime=0),
    "packed.csv.gz": gzip.compress(csv_table(","), mtime=0),
    "articles.toml": manifest(),
    "manifest.json": b'{"crossframe": "0", "rows": {}, "files": ["a"]}',
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change bytes, cut, double, splice and shuffle, some of it in what is packed."""
    if data.startswith(b"\x1f\x8b") and chance.random() < 0.5:
        return gzip.compress(mutated(gzip.decompress(data), chance), mtime=0)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(7):
            case 0:
                changed[start:end] = chance.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = chance.choice(SPLICES)
            case 3:
                changed[start:start] = changed[start:end] * chance.choice((2, 50))
            case 4:
                del changed[chance.choice((start, len(changed) // 2)) :]
            case 5:
                changed[start:end] = changed[start:end].swapcase()
            case _:
                other = chance.choice(list(FORMS.values()))
                changed[start:end] = other[: chance.randrange(len(other))]
    return bytes(changed)


def file_name(name: str, chance: random.Random) -> str:
    """Return the name of a file, sometimes a strange one or with the ending of another form."""
    match chance.randrange(6):
        case 0:
            stem = "".join(chance.choice(string.ascii_letters + " \n\x1b’é.-%") for _ in range(12))
            return f"{stem}{Path(name).suffix}"
        case 1:
            return f"{chance.randrange(10**6)}{Path(chance.choice(list(FORMS))).suffix}"
        case _:
            return name


def timed_out(*_: object) -> None:
    raise TimeoutError


def problem_of(folder: Path, count: int) -> str:
    """Read a folder and return what is wrong with what comes of it."""
    try:
        articles, intake = read_articles([folder], any_language=bool(count % 2))
    except CrossframeError as error:
        message = str(error)
        return "" if message.isprintable() else f"message with control characters: {message!r}"
    used = intake["status"] == "used"
    sources = intake["source"].nunique()
    wrong = {
        "a file is neither used nor left out": sources < count,
        "articles are not the rows used": [one.id for one in articles]
        != [*intake["article"][used]],
        "no reason": bool((intake["reason"][~used] == "").any()),
        "an id twice": intake["article"][used].duplicated().any(),
        "items": (intake["items"] < 1).any(),
        "no text": not all(article.text.strip() for article in articles),
        "no outlet": not all(article.outlet for article in articles),
    }
    for article in articles:
        article.text.encode()
    return "; ".join(what for what, is_so in wrong.items() if is_so)


def main() -> int:
    seed, runs = int(os.environ.get("SEED", "0")), int(os.environ.get("RUNS", "400"))
    signal.signal(signal.SIGALRM, timed_out)
    failures, longest, counts = 0, 0.0, dict.fromkeys(FORMS, 0)
    for run in range(runs):
        chance = random.Random(f"{seed} {run}")
        form = [*FORMS][run % len(FORMS)]  # each as often as the others
        counts[form] += 1
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "in"
            folder.mkdir()
            names = {"beside.txt": f"{BODY} {run}".encode()}
            names[file_name(form, chance)] = mutated(FORMS[form], chance)
            for name, data in names.items():
                (folder / name).write_bytes(data)
            started = time.monotonic()
            signal.alarm(SECONDS)
            try:
                project = any(name in names for name in ("articles.toml", "manifest.json"))
                wrong = problem_of(folder, 1 if project else len(names))
            except BaseException as error:  # noqa: BLE001  (whatever it is, it is shown with its run)
                wrong = f"{type(error).__name__}: {error}"
            signal.alarm(0)
            longest = max(longest, time.monotonic() - started)
        if wrong:
            failures += 1
            sys.stdout.write(f"seed {seed}, run {run}, {form}: {wrong}\n")
    sys.stdout.write(
        f"{runs} inputs over {len(counts)} forms, {failures} failures, longest {longest:.1f} s\n"
    )
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
