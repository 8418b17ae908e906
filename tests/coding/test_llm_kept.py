"""The file of a model's answers: one head, whoever begins it, and never the answers of two models."""

import json
import threading

import pytest

from crossframe.coding.llm_kept import append, read_answers
from crossframe.errors import CrossframeError

HEAD = '{"answers for": {"model": "toy"}}'
OTHER = '{"answers for": {"model": "another"}}'


def line(key):
    return json.dumps({"key": key, "answer": {"rows": []}})


def test_runs_that_begin_one_file_at_the_same_moment_make_one_file(tmp_path):
    path = tmp_path / "new" / "answers.jsonl"
    assert read_answers(path, HEAD) == {}
    barrier = threading.Barrier(8)

    def run(number):
        barrier.wait()
        for turn in range(20):
            append(path, HEAD, line(f"{number} {turn}"))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, *rest = path.read_text().splitlines()
    assert first == HEAD
    assert len(rest) == len(read_answers(path, HEAD)) == 160


def test_the_second_of_two_models_that_begin_one_file_is_told_and_adds_nothing(tmp_path):
    path = tmp_path / "answers.jsonl"
    assert read_answers(path, HEAD) == read_answers(path, OTHER) == {}  # both before an answer
    append(path, HEAD, line("a"))
    before = path.read_bytes()
    with pytest.raises(CrossframeError, match="answers to another codebook, model or prompt"):
        append(path, OTHER, line("b"))
    assert path.read_bytes() == before
    with pytest.raises(CrossframeError, match="answers to another codebook, model or prompt"):
        read_answers(path, OTHER)


@pytest.mark.parametrize("cut", ["", HEAD[:9], HEAD], ids=["empty", "in the head", "at its end"])
def test_a_file_that_a_crash_cut_off_in_its_head_is_begun_anew(tmp_path, cut):
    path = tmp_path / "answers.jsonl"
    path.write_text(cut)
    assert read_answers(path, HEAD) == {}
    append(path, HEAD, line("a"))
    assert path.read_text().startswith(HEAD + "\n")
    assert list(read_answers(path, HEAD)) == ["a"]


def test_a_line_that_a_crash_cut_off_is_asked_for_again_and_spoils_no_other(tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{HEAD}\n{line('a')}\n{line('b')[:12]}")
    assert list(read_answers(path, HEAD)) == ["a"]
    append(path, HEAD, line("c"))
    assert list(read_answers(path, HEAD)) == ["a", "c"]


def test_a_folder_in_its_place_is_one_error(tmp_path):
    with pytest.raises(CrossframeError, match="answers cannot be kept"):
        append(tmp_path, HEAD, line("a"))
