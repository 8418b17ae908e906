"""Files of each kind as people have them, made up: for tests that read them."""

import io
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
