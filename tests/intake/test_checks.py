import pytest

from crossframe.intake.checks import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The old bridge is open again, the mayor said on Monday.", ""),
        ("", ""),
        ("12 34 56", ""),
        ("Le vieux pont de la ville est de nouveau ouvert, a déclaré lundi la maire.", "French"),
        ("El viejo puente de la ciudad está abierto de nuevo, dijo la alcaldesa.", "Spanish"),
        ("De oude brug in de stad is weer open, zei de burgemeester maandag.", "Dutch"),
        ("Старый мост в городе снова открыт, сказала в понедельник мэр.", "Russian"),
        ("市长周一表示,老桥已重新开放。近年来,由于工程持续时间很长,这座桥已关闭多日。", "Chinese"),
    ],
)
def test_languages(text, language):
    assert foreign_language(text) == language


def test_the_founding_articles_are_in_english(project):
    assert [foreign_language(article.text) for article in project.articles] == ["", ""]


def test_a_long_text_is_judged_by_its_beginning():
    assert foreign_language("De oude brug in de stad is weer open. " * 30_000) == "Dutch"
