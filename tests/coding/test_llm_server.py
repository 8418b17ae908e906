"""crossframe.coding.llm_server: what a server may do wrong, and where texts must not go."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from coding.model_server import rows, serve
from coding.test_llm import BOOK, GOOD, TABLE, server
from crossframe.coding.llm import code_passages
from crossframe.coding.llm_server import Server
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError

pytest.importorskip("chatlas")
pytestmark = pytest.mark.filterwarnings("default")


def completion(content, *, reason="stop", **others):
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": content}}  # fmt: skip
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], **others}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (completion(GOOD, reason="length"), "truncated"),
        (completion("", reason="content_filter"), "filtered"),
        (completion(None), "0 data results"),
        (completion([{"type": "text", "text": GOOD}]), "JSONDecodeError"),
        (completion(f"Here it is:\n```json\n{GOOD}\n```"), "JSONDecodeError"),
        (completion('{"rows": [{"sentence": 0}]}'), "theme Field required"),
        (completion(GOOD, choices=[]), "OpenAI protocol"),
        (completion(GOOD, choices=None), "OpenAI protocol"),
        ({"error": {"message": "no model is loaded"}}, "OpenAI protocol"),
        ("ready", "OpenAI protocol"),
    ],
)
def test_an_answer_that_is_cut_empty_or_no_answer_is_one_error_in_one_line(body, reason):
    with (
        serve((200, {}, body)) as (url, _),
        pytest.raises(CrossframeError, match="no answer of toy") as error,
    ):
        code_passages(TABLE, BOOK, server(url))
    assert reason in error.value.problem
    assert "\n" not in str(error.value)
    assert "/v1" in error.value.remedy


def test_a_page_in_place_of_an_answer():
    page = (200, {"Content-Type": "text/html"}, b"<html>Please log in</html>")
    with serve(page) as (url, _), pytest.raises(CrossframeError, match="OpenAI protocol"):
        code_passages(TABLE, BOOK, server(url))


@pytest.mark.parametrize("wait", ["nan", "-5", "inf", "0", "Wed, 21 Oct 2037 07:28:00 GMT"])
def test_a_wait_that_makes_no_sense_is_no_wait(wait):
    with serve((429, {"Retry-After": wait}, {}), GOOD) as (url, _):
        reading = code_passages(TABLE, BOOK, server(url))
    assert (len(reading.rows), reading.record["retries"]) == (2, 1)


def test_no_redirect_leads_the_texts_to_another_server():
    with serve(GOOD) as (elsewhere, other):
        moved = (307, {"Location": f"{elsewhere}/chat/completions"}, {})
        with serve(moved) as (url, _), pytest.raises(CrossframeError, match="status 307") as error:
            code_passages(TABLE, BOOK, server(url))
    assert not other.requests
    assert "points to" in error.value.remedy


def test_no_proxy_gets_texts_for_this_machine(monkeypatch):
    with serve(500) as (proxy, other), serve(GOOD) as (url, _):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        reading = code_passages(TABLE, BOOK, server(url))
    assert len(reading.rows) == 2
    assert not other.requests


@pytest.mark.parametrize(("provider", "port"), [("ollama", 11434), ("lmstudio", 1234)])
def test_a_provider_on_this_machine_stays_on_it(provider, port, monkeypatch):
    monkeypatch.setenv("LMSTUDIO_BASE_URL", "https://models.example")
    monkeypatch.setenv("CHATLAS_CHAT_ARGS", '{"base_url": "https://models.example"}')
    asked = Server(f"{provider}/some/model")
    assert (asked.url, asked.model) == (f"http://localhost:{port}/v1", "some/model")
    asked.check()
    assert str(asked._chat("", 0).provider._client.base_url) == f"{asked.url}/"


@pytest.mark.parametrize("url", ["", "localhost:1/v1", "ftp://localhost/v1", "http://", "http://[::1", "http://localhost:99999"])  # fmt: skip
def test_an_address_that_is_none(url):
    with pytest.raises(CrossframeError, match="no address of a server"):
        Server("toy", url=url).check()


def test_a_name_before_an_at_sign_is_not_the_host():
    with pytest.raises(CrossframeError, match=r"sent to models\.example"):
        Server("toy", url="http://localhost@models.example/v1").check()


def test_two_runs_share_one_file_of_answers(tmp_path):
    cache = tmp_path / "answers.jsonl"
    texts = [(f"a{n}", 0, 0, f"Tax sugar now, Lee said {n}. " + "So it goes. " * 900) for n in range(12)]  # fmt: skip
    table = given_sentences(texts)
    said = []
    with serve(rows((0, "tax", "lee", "favor", "Tax sugar"))) as (url, behaviour):
        runs = [
            threading.Thread(
                target=lambda: said.append(code_passages(table, BOOK, server(url, cache=cache)))
            )
            for _ in range(2)
        ]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        asked = len(behaviour.requests)
        again = code_passages(table, BOOK, server(url, cache=cache))
    assert [len(one.rows) for one in (*said, again)] == [12, 12, 12]
    assert len(behaviour.requests) == asked
    first, *lines = cache.read_text().splitlines()
    assert "answers for" in first
    assert all(json.loads(line) for line in lines)


def test_a_run_without_an_answer_leaves_no_file_that_bars_another_model(tmp_path):
    cache = tmp_path / "answers.jsonl"
    with serve(401) as (url, _), pytest.raises(CrossframeError):
        code_passages(TABLE, BOOK, server(url, cache=cache))
    assert not cache.exists()


def test_a_line_of_another_form_in_the_file_of_answers_is_asked_for_again(tmp_path):
    cache = tmp_path / "answers.jsonl"
    with serve(GOOD) as (url, behaviour):
        code_passages(TABLE, BOOK, server(url, cache=cache))
        head, line = cache.read_text().splitlines()
        cache.write_text(f"{head}\n{json.dumps(json.loads(line) | {'answer': 'favor'})}\n")
        assert len(code_passages(TABLE, BOOK, server(url, cache=cache)).rows) == 2
    assert len(behaviour.requests) == 2


_RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from crossframe.cli.main import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="the system has no such signals")
@pytest.mark.parametrize(
    "trouble", [(429, {"Retry-After": "60"}, {}), lambda _: time.sleep(60)], ids=["wait", "slow"]
)
def test_an_interrupt_ends_at_once_and_keeps_the_answers(trouble, tmp_path):
    table = given_sentences(
        [("a", 0, 0, "Tax sugar now."), ("b", 0, 0, "Shop owners reject a tax.")]
    )
    table[["article", "sentence", "paragraph", "text"]].to_csv(
        tmp_path / "sentences.csv", index=False
    )
    (tmp_path / "codebook.toml").write_text(
        'title = "Sugar"\n[[theme]]\nid = "tax"\nlabel = "Tax"\n'
        'proposition = "Sugar should be taxed."\nterms = ["tax"]\n'
    )
    words = ["code", tmp_path, "--coder", "llm", "--model", "toy", "--parallel", 1, "--url"]
    with serve('{"rows": []}', trouble) as (url, behaviour):
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, *map(str, words), url], stderr=subprocess.PIPE, text=True
        )
        while len(behaviour.requests) < 2:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=40)  # less than the wait
        assert process.returncode == 130
    kept = tmp_path / "codings"
    assert [path.name for path in kept.iterdir()] == ["llm.answers.jsonl"]
    assert len((kept / "llm.answers.jsonl").read_text().splitlines()) == 2
