"""A small server that speaks the OpenAI protocol on loopback, and misbehaves as it is told."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def rows(*listed):
    """Return an answer: a JSON object with these rows."""
    keys = ("sentence", "theme", "holder", "stance", "evidence")
    return json.dumps({"rows": [dict(zip(keys, row, strict=True)) for row in listed]})


class Behaviour:
    """What the server does next: each item is used once, the last one for ever after.

    An item is a text (the answer), an int (a status), a status with headers
    and a body (bytes as they are, else JSON), "old" (a status and
    a word on the answer's form), "cut" (the connection is cut), "slow" (no
    answer in time), or a function of the request that returns a text.
    """

    def __init__(self, *items, logprobs=None):
        self.items = list(items)
        self.logprobs = logprobs
        self.requests = []
        self.lock = threading.Lock()

    def next(self, request):
        with self.lock:
            self.requests.append(request)
            return self.items.pop(0) if len(self.items) > 1 else self.items[0]


def trouble(item):
    """Return status, headers and body of what is no answer."""
    if item == "old":
        return 500, {}, {"error": {"message": "response_format: json_object is expected"}}
    return item if isinstance(item, tuple) else (item, {}, {"error": {"message": f"status {item}"}})


@contextmanager
def serve(*items, logprobs=None):
    """Run the server; gives its address and its behaviour."""
    behaviour = Behaviour(*items, logprobs=logprobs)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            request["_key"] = self.headers.get("Authorization")
            item = behaviour.next(request)
            if item == "cut":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            if item == "slow":
                time.sleep(1.5)
                item = rows()
            text = item(request) if callable(item) else item
            if not isinstance(text, str) or text == "old":
                self.answer(*trouble(text))
                return
            choice = {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": text},
            }
            if behaviour.logprobs:
                listed = [
                    {"token": token, "logprob": value, "bytes": None}
                    for token, value in behaviour.logprobs(request).items()
                ]
                first = {"token": text, "logprob": 0.0, "bytes": None, "top_logprobs": listed}
                choice["logprobs"] = {"content": [first], "refusal": None}
            self.answer(
                200,
                {},
                {
                    "id": "1",
                    "object": "chat.completion",
                    "created": 1,
                    "model": "toy-1",
                    "system_fingerprint": "fp-7",
                    "choices": [choice],
                    "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16},
                },
            )

        def answer(self, status, headers, content):
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", behaviour
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
