"""Names for what has none: outlets after files, ids after outlets."""

from pathlib import Path

import pytest

from crossframe.intake.ids import article_ids, outlet_of_file
from crossframe.intake.paths import InputFile


@pytest.mark.parametrize(
    ("path", "within", "expected"),
    [
        ("in/Evening Post/a.txt", "in", ("Evening Post", "")),
        ("in/Evening Post/may/a.txt", "in", ("Evening Post", "")),
        ("in/post-2.txt.gz", "in", ("post", "post-2")),
        ("post_2021.html", None, ("post", "post_2021")),
        ("post-20211.html", None, ("post-20211", "post-20211")),
        ("article 3.txt", None, ("article 3", "article 3")),
        ("-7.txt", None, ("-7", "-7")),
        (".txt", None, ("unnamed", "unnamed")),
        ("a\x1bb.txt", None, ("a\\x1bb", "a\\x1bb")),
    ],
)
def test_the_outlet_is_the_folder_or_the_file_without_its_number(path, within, expected):
    assert outlet_of_file(InputFile(Path(path), within and Path(within))) == expected


@pytest.mark.parametrize(
    ("names", "taken", "expected"),
    [
        (
            ["Evening Post", "Dial", "Evening Post"],
            ["Dial"],
            ["evening-post-1", "dial-1", "evening-post-2"],
        ),
        (["Con", "The Con"], [], ["con-outlet", "the-con"]),
        (["Über uns", "北京", ""], [], ["uber-uns", "article-1", "article-2"]),
        (["Post", "Post", "Post 1"], [], ["post-1", "post-2", "post-1-1"]),
        (["a" * 60], [], ["a" * 40]),
        (["../x"], [], ["x"]),
    ],
)
def test_every_article_has_an_id_of_its_own(names, taken, expected):
    assert article_ids(names, taken=taken) == expected


@pytest.mark.parametrize("name", ["con", "NUL", "Aux", "com1", "LPT9"])
def test_no_id_is_a_name_that_windows_keeps_for_itself(name):
    assert article_ids([name]) == [f"{name.lower()}-outlet"]


def test_no_two_ids_differ_in_case_alone():
    ids = article_ids(["dial", "Dial", "POST"], taken=["Post", "DIAL-1"])
    assert len({name.casefold() for name in [*ids, "Post", "DIAL-1"]}) == 5
