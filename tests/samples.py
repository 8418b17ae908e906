"""Files of each kind as people have them, made up: for tests that read them."""

import gzip
import io
import plistlib
import quopri
import zipfile

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(markup, *, name="word/document.xml", extra=()):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"<w:document {NAMESPACE}><w:body>{markup}</w:body></w:document>")
        for entry, content in extra:
            archive.writestr(entry, content)
    return file.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


SENTENCE = "The old bridge over the river will be open again on Monday, the mayor said at noon."


PAGE = f"""<!DOCTYPE html><html><head><title>Bridge &lt;script&gt; opens | The Sun Dial</title>
<meta property="og:site_name" content="The Sun Dial"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2021-05-03T08:00:00Z">
<script>alert("run")</script></head><body><nav><a href="/">Home</a><a href="/s">Sport</a></nav>
<article><h1>Bridge &lt;script&gt; opens</h1>
<p>{SENTENCE} Nobody was hurt when it was shut in the spring of last year.</p>
<p>“We are glad,” she told the council, which had paid for the work over many years.</p>
<p>{SENTENCE.replace("bridge", "harbour")} The dockers wait for it and do not believe it yet.</p>
<p>© 2021 The Sun Dial</p></article>
<script>document.write("more")</script></body></html>"""


COVER = [
    "Date and Time:\u00a0Monday, May 3, 2021 9:00:00 AM CEST",
    "Job Number:\u00a0123",
    "Documents (2)",
    "1.\u00a0Bridge opens",
    "Client/Matter:\u00a0-None-",
    "Search Terms:\u00a0bridge",
    "2.\u00a0Harbour stays shut",
    "Client/Matter:\u00a0-None-",
]


FIRST = [
    "Bridge opens",
    "The Sun Dial",
    "May 3, 2021 Monday",
    "Copyright 2021 The Sun Dial",
    "Section:\u00a0NEWS; Pg. 1",
    "Length:\u00a0210 words",
    "Byline:\u00a0Ann Lee",
    "Body",
    "The old bridge is open again.",
    "Length: that is what she asked about.",
    "Classification",
    "Language:\u00a0ENGLISH",
    "End of Document",
]


SECOND = [
    "Harbour stays shut",
    "Evening Post (Harbourton)",
    "3 May 2021",
    "Length: 90 words",
    "Body",
    "It will not open.",
    "Load-Date:\u00a0May 4, 2021",
    "End of Document",
]


LINE = "_" * 60


STATED = """Title: Bridge opens

Author: Lee, Ann

Publication title: The Sun Dial, Late Edition; Harbourton

Publication date: May 3, 2021

Full text: The old bridge is open again.

Location: that was all she would talk about on Monday.

It stays open.
"""


def pdf(*pages, size=12, leading=14):
    """Make a PDF file of pages of lines: a text, or a text with its height above the foot."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 "]
    objects[2] += "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = []
    for lines in pages:
        height = 800
        drawn = []
        for line in lines:
            text, height = line if isinstance(line, tuple) else (line, height - leading)
            shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"BT /F1 {size} Tf 50 {height} Td ({shown}) Tj ET")
        stream = "\n".join(drawn)
        length = len(stream.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return data + (table + end).encode()


def rtf(paragraphs):
    text = "".join(f"{text}\\par\n" for text in paragraphs)
    text = "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text)
    head = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\header The head\par}{\footer Page 1\par}"
    )
    return f"{head}{text}}}".encode()


def mhtml(page, *, address="https://sundial.test/bridge"):
    frame = "<html><body><p>An advertisement in a frame of its own.</p></body></html>"
    lines = [
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {address}",
        "Subject: Bridge opens",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--b--"',
        "",
        *("----b--", "Content-Type: text/html", "Content-Location: cid:frame", "", frame),
        *("----b--", "Content-Type: text/html; charset=utf-8", f"Content-Location: {address}"),
        *("Content-Transfer-Encoding: quoted-printable", ""),
        quopri.encodestring(page.encode()).decode(),
        "----b----",
    ]
    return "\r\n".join(lines).encode()


def webarchive(page, *, form=plistlib.FMT_BINARY):
    main = {
        "WebResourceData": page.encode(),
        "WebResourceURL": "https://sundial.test/bridge",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    content = {"WebMainResource": main, "WebSubresources": [{"WebResourceData": b"\x89PNG"}]}
    return plistlib.dumps(content, fmt=form)


def warc(*answers, packed=False):
    """Make a WARC file of answers: an address, a kind, a status and a body each."""
    records = [_record("warcinfo", "a.warc", "application/warc-fields", b"software: made up\r\n")]
    for address, kind, status, body in answers:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode()
        http = "application/http; msgtype=response"
        records.append(_record("response", address, http, head + body))
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def _record(kind, address, content_type, body):
    head = [
        *("WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {address}"),
        *("WARC-Date: 2021-05-04T10:00:00Z", f"Content-Type: {content_type}"),
        *(f"Content-Length: {len(body)}", "", ""),
    ]
    return "\r\n".join(head).encode() + body + b"\r\n\r\n"


FACTIVA = [
    "News",
    "Bridge opens after a year of repairs",
    "By Ann Lee",
    "210 words",
    "3 May 2021",
    "04:30",
    "The Sun Dial",
    "SUNDL",
    "12",
    "English",
    "(c) 2021 The Sun Dial Ltd.",
    f"{SENTENCE} Nobody was hurt.",
    "“We are glad,” she told the council, which had paid for it. It took 12 words.",
    "Document SUNDL00020210503eh5300001",
]


CODED = [
    "HD",
    "Harbour stays shut",
    "BY",
    "By Bo Berg",
    "WC",
    "90 words",
    "PD",
    "3 May 2021",
    "SN",
    "Evening Post",
    "SC",
    "EVPO",
    "LA",
    "English",
    "CY",
    "(c) 2021 Evening Post",
    "LP",
    "It will not open, the dockers said.",
    "TD",
    "They wait for it.",
    "CO",
    "harbco : Harbour Company",
    "AN",
    "Document EVPO000020210503eh5300002",
]
