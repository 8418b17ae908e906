import io
import zipfile

import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.docx import read_docx
from crossframe.intake.found import LIMITS, Limits
from samples import NAMESPACE, docx, paragraph


def test_paragraphs_in_order_with_links_tabs_breaks_and_tables():
    link = "<w:p><w:hyperlink><w:r><w:t>Bridge </w:t></w:r></w:hyperlink><w:r><w:t>opens</w:t></w:r></w:p>"
    breaks = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    markup = link + "<w:p/>" + breaks + table
    assert read_docx(docx(markup), limits=LIMITS) == ["Bridge opens", "a\tb\nc", "cell"]


def test_a_text_box_is_read_once():
    box = f"<w:p><w:r><w:txbxContent>{paragraph('box')}</w:txbxContent></w:r><w:r><w:t>out</w:t></w:r></w:p>"
    assert read_docx(docx(box), limits=LIMITS) == ["box", "out"]


def test_no_break_spaces_stay():
    assert read_docx(docx(paragraph("Length:\u00a0200 words")), limits=LIMITS) == [
        "Length:\u00a0200 words"
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (docx("", name="other.xml"), "holds no Word document"),
        (docx("", name="xl/workbook.xml"), "Excel"),
        (docx(paragraph("a"))[:-30], "damaged"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (docx("<w:p><w:t>never closed"), "damaged"),
        (docx("<w:r>" * 5000 + "</w:r>" * 5000), "damaged"),
    ],
)
def test_what_is_no_word_file_is_refused(data, problem):
    with pytest.raises(CrossframeError, match=problem):
        read_docx(data, limits=LIMITS)


def test_entities_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY a "boom">]><d>&a;</d>',
        )
    with pytest.raises(CrossframeError, match="document type"):
        read_docx(file.getvalue(), limits=LIMITS)


def test_a_bomb_is_refused_by_ratio_and_by_size_before_it_is_unpacked():
    bomb = docx(paragraph("a" * 3_000_000))
    with pytest.raises(CrossframeError, match="100 times its size"):
        read_docx(bomb, limits=LIMITS)
    with pytest.raises(CrossframeError, match="unpacks to more than 1 MB"):
        read_docx(bomb, limits=Limits(file_bytes=1_000_000))
    beside = docx(paragraph("a"), extra=[("word/media/x.bin", b"\0" * 3_000_000)])
    with pytest.raises(CrossframeError, match="100 times"):
        read_docx(beside, limits=LIMITS)


def test_a_size_that_is_a_lie_unpacks_no_more():
    bomb = bytearray(docx(paragraph("a" * 3_000_000)))
    true_size = (
        len(f"<w:document {NAMESPACE}><w:body></w:body></w:document>{paragraph('')}") + 3_000_000
    )
    stated = (500).to_bytes(4, "little")
    changed = bytes(bomb).replace(true_size.to_bytes(4, "little"), stated)
    assert changed != bytes(bomb)
    with pytest.raises(CrossframeError, match="damaged"):
        read_docx(changed, limits=LIMITS)
