"""The server of the page: this machine alone, with the token, and only sheets without a mistake."""

import http.client
import json
import socket
import threading

import pandas as pd
import pytest

from crossframe.coding.in_place import CoderFiles
from crossframe.coding.sheets import read_codesheet, sheet_text
from crossframe.errors import CrossframeError
from crossframe.reader import serving
from crossframe.reader.serving import PageServer
from crossframe.stance.codebook import Codebook, Theme

BOOK = Codebook("Harbour", (), (Theme("closing", "Closing", "It should close.", ("close*",)),), ())
SECONDS = 60  # for what takes none


@pytest.fixture
def server(tmp_path, harbour):
    files = CoderFiles(tmp_path, "sheet", BOOK, harbour, None, {})
    with PageServer("<p>žluťoučký", files, port=0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def ask(server):
    """Ask the server, by default as its own page would."""

    def asked(method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=SECONDS)
        own = {"Origin": server.origin} if method == "POST" else {}
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {**own, **headers})
        response = connection.getresponse()
        told = response.read().decode()
        connection.close()
        return response, told

    return asked


def sent(**change):
    rows = [("a", 0, "closing", "favor", "lund", "must close")]
    columns = ["article", "sentence", "theme", "stance", "holder", "evidence"]
    csv = sheet_text(pd.DataFrame(rows, columns=columns))
    return json.dumps({"coder": "Ann", "csv": csv, "known": "", "open": [], "seen": 0} | change)


def test_the_page_comes_with_the_token(server, ask):
    response, told = ask("GET", f"/{server.token}/")
    assert (response.status, told) == (200, "<p>žluťoučký")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert len(server.token) >= 32


@pytest.mark.parametrize("path", ["/", "/x/", "/x/sheet", "//", "/%00/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_token_there_is_nothing(ask, method, path):
    response, told = ask(method, path, "{}")
    assert response.status == 403
    assert "whole address" in json.loads(told)["error"]


@pytest.mark.parametrize("host", ["evil.test", "localhost", "127.0.0.1", "127.0.0.1:1"])
def test_another_host_is_refused(server, ask, tmp_path, host):
    assert ask("GET", f"/{server.token}/", Host=host)[0].status == 403
    assert ask("POST", f"/{server.token}/sheet", sent(), Host=host)[0].status == 403
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://127.0.0.1", ""])
def test_another_page_saves_nothing(server, ask, tmp_path, origin):
    assert ask("POST", f"/{server.token}/sheet", sent(), Origin=origin)[0].status == 403
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_is_saved_and_given_back(server, ask, tmp_path):
    response, told = ask("POST", f"/{server.token}/sheet", sent())
    assert response.status == 200
    digest = json.loads(told)["digest"]
    (row,) = read_codesheet(tmp_path / "sheet-ann.csv").to_dict("records")
    assert (row["stance"], row["evidence"]) == ("favor", "must close")
    given = json.loads(ask("GET", f"/{server.token}/sheet?coder=Ann")[1])
    assert given["digest"] == digest
    assert json.loads(ask("GET", f"/{server.token}/sheet?coder=Bo")[1])["csv"] == ""
    assert list(server.saved) == [str(tmp_path / "sheet-ann.csv")]


def test_what_the_page_does_not_know_yet_comes_back_to_it(server, ask):
    digest = json.loads(ask("POST", f"/{server.token}/sheet", sent())[1])["digest"]
    response, told = ask("POST", f"/{server.token}/sheet", sent())
    assert response.status == 409
    assert json.loads(told)["digest"] == digest
    assert "must close" in json.loads(told)["csv"]
    assert ask("POST", f"/{server.token}/sheet", sent(known=digest))[0].status == 200


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        (b"\xff", "not valid JSON"),
        ("[]", "no 'coder'"),
        (sent(csv=1), "no 'csv'"),
        (sent(seen="1"), "no 'seen'"),
        (sent(coder="/"), "is no name of a coder"),
        (sent(csv=""), "column 'article' is missing"),
        (sent(csv='article,"'), "not a CSV table"),
        (sent(csv=json.loads(sent())["csv"].replace("favor", "for")), "unknown stance 'for'"),
    ],
)
def test_a_malformed_request_is_refused_with_its_reason(server, ask, tmp_path, body, message):
    response, told = ask("POST", f"/{server.token}/sheet", body)
    assert response.status == 422
    assert message in json.loads(told)["error"]
    assert list(tmp_path.iterdir()) == []


def test_too_large_a_request_is_not_read(server, ask, tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "_MOST", 100)
    assert ask("POST", f"/{server.token}/sheet", "x" * 101)[0].status == 413
    assert ask("POST", f"/{server.token}/sheet", Content_Length="many")[0].status == 411
    assert list(tmp_path.iterdir()) == []


def test_other_paths_and_methods_are_not_there(server, ask):
    assert ask("GET", f"/{server.token}/../secret")[0].status == 404
    assert ask("POST", f"/{server.token}/other", sent())[0].status == 404
    assert ask("DELETE", f"/{server.token}/sheet")[0].status == 501


def test_a_file_that_cannot_be_written_is_told(server, ask, tmp_path):
    (tmp_path / "sheet-ann.csv").mkdir()
    response, told = ask("POST", f"/{server.token}/sheet", sent())
    assert response.status == 422
    assert "sheet-ann.csv" in json.loads(told)["error"]


def test_only_this_machine_is_listened_to(server):
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_in_use_is_one_clear_error(tmp_path, harbour):
    files = CoderFiles(tmp_path, "sheet", BOOK, harbour, None, {})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CrossframeError, match=f"port {port}") as raised:
            PageServer("", files, port=port)
    assert "--port" in raised.value.remedy
