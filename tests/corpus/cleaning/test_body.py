from crossframe.corpus.cleaning.blocks import Block
from crossframe.corpus.cleaning.body import article_span
from crossframe.corpus.cleaning.boilerplate import Look

PARAGRAPH = Look("", False, True, 40)
LINE = Look("", False, False, 3)
RELATED = Look("related stories", True, False, 2)
COMMENTS = Look("comments", True, False, 2)


def span(looks, indents=None, after=0):
    page = [
        Block(10 * n, 10 * n + 8, indent) for n, indent in enumerate(indents or [0] * len(looks))
    ]
    return article_span("A block.  " * len(looks), page, looks, after=after)


def test_no_prose_no_article():
    assert span([]) == (0, 0)
    assert span([LINE, RELATED, LINE]) == (0, 0)
    assert span([LINE, LINE], after=1) == (1, 1)


def test_menus_around_prose_are_left_out():
    assert span([LINE] * 30 + [PARAGRAPH] * 3 + [LINE] * 30) == (30, 33)


def test_an_inset_is_crossed_when_the_article_goes_on():
    looks = [PARAGRAPH] * 3 + [RELATED, LINE, LINE] + [PARAGRAPH] * 3 + [RELATED, LINE]
    assert span(looks) == (0, 9)


def test_teasers_after_the_article_are_left_out():
    teaser = Look("", False, True, 25)
    assert span([PARAGRAPH] * 3 + [RELATED] + [LINE, teaser, RELATED] * 4) == (0, 3)


def test_comments_are_left_out_even_if_they_are_longer_than_the_article():
    comments = [LINE, Look("", False, True, 60), COMMENTS] * 10
    assert span([PARAGRAPH] * 2 + [COMMENTS, COMMENTS] + comments) == (0, 2)


def test_indented_comments_weigh_little():
    looks = [PARAGRAPH] * 4 + [RELATED] + [PARAGRAPH] * 3
    assert span(looks, indents=[0] * 5 + [4] * 3) == (0, 8)
    assert span([*looks[:4], COMMENTS, *looks[5:]], indents=[0] * 5 + [4] * 3) == (0, 4)


def test_a_last_sentence_after_the_last_paragraph_belongs_to_the_article():
    correction = Look("", False, False, 6)
    assert span([PARAGRAPH, LINE, correction, RELATED, correction]) == (0, 3)


def test_nothing_before_the_headline_belongs_to_the_article():
    assert span([PARAGRAPH] * 2 + [LINE] + [PARAGRAPH], after=3) == (3, 4)
