"""The cells of a coding sheet: what a spreadsheet would change, and how mistakes are told."""

import pytest

from crossframe.coding.checks import any_of, by_message, check_rows, protected, restored


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("2013-05-01", "'2013-05-01"),
        ("mar-1", "'mar-1"),
        ("1e5", "'1e5"),
        ("true", "'true"),
        ("post-1", "post-1"),
        (7, "7"),
    ],
)
def test_what_a_spreadsheet_would_change_is_protected_and_restored(cell, written):
    assert protected(cell) == written
    assert restored(written) == str(cell)


def test_an_apostrophe_of_the_text_stays():
    assert restored("'twas") == "'twas"


def test_values_in_words():
    assert (any_of(["a", "b", "c"]), any_of(["a"])) == ("a, b or c", "a")


def test_mistakes_of_one_kind_are_one_line():
    mistakes = [(3, "a"), (3, "b"), (4, "a"), (5, "a"), (9, "a")]
    assert by_message(mistakes) == ["lines 3 to 5, 9: a", "line 3: b"]
    assert by_message([(3, "a"), (4, "a")]) == ["lines 3, 4: a"]


def test_an_unknown_stance_names_the_known_ones():
    cells = {"article": "a", "sentence": "1", "theme": "tax", "text": "Tax it.", "stance": "for"}
    cells |= {"holder": "lee", "evidence": "tax it"}
    assert check_rows([(2, cells)], None, None)[1] == [
        (2, "unknown stance 'for' (write favor, against, neither or absent)")
    ]
    (row,), mistakes = check_rows([(2, {**cells, "stance": "Favor"})], None, None)
    assert (row["stance"], row["evidence"], mistakes) == ("favor", "Tax it", [])
