"""Asking a language model: one answer a prompt, kept, tried again when the server stumbles."""

from __future__ import annotations

import json
import math
import os
import random
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import urlsplit

from crossframe.coding.llm_kept import append, read_answers
from crossframe.errors import CrossframeError
from crossframe.io.progress import Progress, silent

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
LOCAL_PROVIDERS = {
    "ollama": "http://localhost:11434/v1",
    "lmstudio": "http://localhost:1234/v1",
}
KEY = "CROSSFRAME_LLM_KEY"
PASSING = frozenset({408, 409, 425, 429})  # statuses after which asking again can help
LABEL_TOKENS = 20  # log-probabilities asked for at the first token


class UnusableAnswerError(ValueError):
    """An answer that is not in the form that was asked for."""


@dataclass
class Server:
    """A language model behind a server, and what was asked of it.

    Attributes
    ----------
    model
        Its name at the server at `url`; without one, `PROVIDER/MODEL` as of chatlas.
    url
        Of a server that speaks the OpenAI protocol, for example `http://localhost:11434/v1`; given
        for `ollama/MODEL` and `lmstudio/MODEL`.
    cache
        File for the answers, a JSON line each; None keeps none.
    allow_remote
        Whether texts may go to another machine.
    parallel, retries, timeout
        Requests at once, tries after the first, seconds to wait for a sign of a server at `url` (a
        provider of chatlas keeps its own time and key).
    wait
        Seconds before the first new try, doubled with each.
    """

    model: str
    url: str | None = None
    cache: Path | None = None
    allow_remote: bool = False
    parallel: int = 4
    retries: int = 5
    timeout: float = 120.0
    wait: float = 1.0
    progress: Progress = silent
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("requests", "from cache", "retries", "unusable", "tokens in", "tokens out"), 0))  # fmt: skip
    served: set[str] = field(default_factory=set)
    _head: str = ""
    _answers: dict[str, Any] = field(default_factory=dict)
    _knows_schemas: bool = True
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        provider, _, model = self.model.partition("/")
        if self.url is None and provider in LOCAL_PROVIDERS:
            self.url, self.model = LOCAL_PROVIDERS[provider], model

    @property
    def host(self) -> str:
        """Where the texts go."""
        if self.url is None:
            return self.model.partition("/")[0]
        return urlsplit(self.url).hostname or ""

    def check(self) -> None:
        """Refuse what cannot or must not be asked, before anything is sent."""
        if self.url is not None and not _is_address(self.url):
            raise CrossframeError(
                f"{self.url!r} is no address of a server",
                remedy="write it as http://localhost:11434/v1",
            )
        if not self._local and not self.allow_remote:
            raise CrossframeError(
                f"the articles would be sent to {self.host}, another machine",
                remedy="add --allow-remote if they may go there, or name a server on this machine",
            )
        try:
            metadata.version("chatlas")
            metadata.version("openai")
        except metadata.PackageNotFoundError as error:
            raise CrossframeError(
                "language models are asked through chatlas, which is not installed",
                remedy="install the extra: pip install 'crossframe[llm]'",
            ) from error
        try:
            self._chat("", 0)
        except Exception as error:
            raise CrossframeError(
                f"chatlas cannot ask {self.model}: {str(error)[:200]}",
                remedy="name PROVIDER/MODEL as of chatlas, with the provider's key in the environment",
            ) from error

    @property
    def _local(self) -> bool:
        return self.url is not None and self.host in LOCAL

    @cached_property
    def _http(self) -> Any:
        """Return the connection to `url`: no redirect leads texts away, no proxy local ones."""
        import openai  # noqa: PLC0415  (an extra)

        return openai.DefaultHttpxClient(follow_redirects=False, trust_env=not self._local)

    def open_cache(self, about: Mapping[str, str]) -> None:
        """Read the answers kept for this codebook, model and prompt; the first starts the file."""
        if self.cache is None:
            return
        self._head = json.dumps({"answers for": dict(about)}, sort_keys=True)
        self._answers.update(read_answers(self.cache, self._head))

    def structured(
        self, system: str, prompts: Sequence[str], schema: type[Any], *, seed: int
    ) -> Iterator[Any]:
        """Yield each prompt's answer, in order: a dict after `schema`, or `UnusableAnswerError`."""
        name = json.dumps(schema.model_json_schema(), sort_keys=True)

        def ask(prompt: str) -> Any:
            chat = self._chat(system, seed)
            if not self._knows_schemas:
                return self._json_object(chat, prompt, schema.model_json_schema())
            try:
                chat.chat_structured(prompt, data_model=schema, echo="none")
            except Exception as error:
                if "response_format" not in str(error):
                    raise
                self._knows_schemas = False
                return ask(prompt)
            return self._answer(chat)

        yield from self._all(prompts, ask, f"{name}\n{system}\n{seed}")

    def first_token(self, system: str, prompts: Sequence[str]) -> Iterator[Any]:
        """Yield each prompt's log-probabilities of the answer's first token: token -> value."""

        def ask(prompt: str) -> Any:
            chat = self._chat(system, 0)
            options = {"logprobs": True, "top_logprobs": LABEL_TOKENS, "max_tokens": 1}
            chat.chat(prompt, echo="none", stream=False, kwargs={**options, "temperature": 0})
            completion = chat.get_last_turn().completion
            found = getattr(completion.choices[0], "logprobs", None)
            if not found or not found.content or not found.content[0].top_logprobs:
                raise CrossframeError(
                    f"the server at {self.host} gives no log-probabilities",
                    remedy="ask for structured answers instead (--ask rows)",
                )
            self._note(completion)
            return {one.token: one.logprob for one in found.content[0].top_logprobs}

        yield from self._all(prompts, ask, f"first token\n{system}")

    def _all(
        self, prompts: Sequence[str], ask: Callable[[str], Any], context: str
    ) -> Iterator[Any]:
        """Ask what is not in the cache, several at once; answers come in the order of prompts."""

        def one(prompt: str) -> Any:
            key = sha256(f"{self.model}\n{context}\n{prompt}".encode()).hexdigest()
            if key in self._answers:
                self._count("from cache")
                return self._answers[key]
            try:
                answer = self._tried(ask, prompt, stopped)
            except UnusableAnswerError as error:
                self._count("unusable")
                return error
            self._keep(key, answer)
            return answer

        answers: list[Future[Any]] = [Future() for _ in prompts]
        waiting = deque(zip(prompts, answers, strict=True))
        stopped = Event()

        def work() -> None:
            while waiting and not stopped.is_set():
                try:
                    prompt, answer = waiting.popleft()
                except IndexError:  # another thread has the last one
                    return
                try:
                    answer.set_result(one(prompt))
                except Exception as error:  # noqa: BLE001  (the one who waits for the answer gets it)
                    answer.set_exception(error)

        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", message="Response was truncated"
            )  # meant, or unusable
            try:
                for _ in range(min(max(1, self.parallel), len(prompts))):
                    Thread(target=work, daemon=True).start()  # daemon: an interrupt waits for none
                for number, answer in enumerate(answers, start=1):
                    found = answer.result()
                    self.progress(f"Asking {self.model}: {number} of {len(prompts)}")
                    yield found
            finally:  # an error or an interrupt asks nothing more
                stopped.set()
                self._hang_up()

    def _hang_up(self) -> None:
        if client := self.__dict__.pop("_http", None):
            client.close()

    def _tried(self, ask: Callable[[str], Any], prompt: str, stopped: Event) -> Any:
        for attempt in range(self.retries + 1):
            try:
                self._count("requests")
                return ask(prompt)
            except CrossframeError:
                raise
            except Exception as error:
                if not _passing(error):
                    raise _refused(error, self) from error
                away = type(error.__cause__).__name__ == "ConnectError" and not self.served
                if away or attempt == self.retries:
                    raise _gave_up(error, self, tries=attempt + 1) from error
                self._count("retries")
                pause = self.wait * 2**attempt * random.uniform(0.8, 1.2)  # noqa: S311
                if stopped.wait(_told(error) or pause):
                    raise _gave_up(error, self, tries=attempt + 1) from error
        raise AssertionError

    def _chat(self, system: str, seed: int) -> Any:
        import chatlas  # noqa: PLC0415  (an extra)

        if self.url is None:
            chat = chatlas.ChatAuto(self.model, system_prompt=system)
            if "seed" in chat.provider.supported_model_params():
                chat.set_model_params(seed=seed)
        else:
            chat = chatlas.ChatOpenAICompletions(
                base_url=self.url,
                model=self.model,
                system_prompt=system,
                api_key=os.environ.get(KEY, "none"),
                seed=seed,
                kwargs={"timeout": self.timeout, "max_retries": 0, "http_client": self._http},
            )
        chat.set_model_params(temperature=0)
        return chat

    def _answer(self, chat: Any) -> Any:
        turn = chat.get_last_turn()
        self._note(turn.completion)
        values = [content.value for content in turn.contents if hasattr(content, "value")]
        if len(values) != 1 or not isinstance(values[0], dict):
            raise UnusableAnswerError("it is no JSON object")
        return values[0]

    def _json_object(self, chat: Any, prompt: str, schema: Mapping[str, Any]) -> Any:
        """Ask in the older form, a JSON object, as of llama-cpp-python, its schema beside."""
        form = {"type": "json_object", "schema": schema}
        told = f"{prompt}\n\nAnswer with one JSON object after this schema:\n{json.dumps(schema)}"
        chat.chat(told, echo="none", stream=False, kwargs={"response_format": form})
        turn = chat.get_last_turn()
        self._note(turn.completion)
        answer = json.loads(turn.text)
        if not isinstance(answer, dict):
            raise UnusableAnswerError("it is no JSON object")
        return answer

    def _note(self, completion: Any) -> None:
        """Note what the server says of its model, and the tokens that it counted."""
        digest = getattr(completion, "system_fingerprint", None)
        name = str(getattr(completion, "model", None) or self.model)
        usage = getattr(completion, "usage", None)
        with self._lock:
            self.served.add(f"{name} ({digest})" if digest else name)
        self._count("tokens in", int(getattr(usage, "prompt_tokens", 0) or 0))
        self._count("tokens out", int(getattr(usage, "completion_tokens", 0) or 0))

    def _keep(self, key: str, answer: Any) -> None:
        with self._lock:
            self._answers[key] = answer
            if self.cache is not None:
                append(self.cache, self._head, json.dumps({"key": key, "answer": answer}))

    def _count(self, what: str, number: int = 1) -> None:
        with self._lock:
            self.counts[what] += number


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that cannot be
        return False


def _passing(error: Exception) -> bool:
    """Say whether asking again may help: the server is busy or away, not the request wrong."""
    status = getattr(error, "status_code", None)
    if status is not None:
        return status in PASSING or int(status) >= 500
    return isinstance(error, OSError) or any(
        word in type(error).__name__ for word in ("Connection", "Timeout", "Protocol")
    )


def _told(error: Exception) -> float | None:
    """Return the seconds that a server asks to wait, a minute at the most."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        seconds = float(headers["retry-after"])
    except (KeyError, TypeError, ValueError):
        return None
    return min(max(seconds, 0.0), 60.0) if math.isfinite(seconds) else None


def _refused(error: Exception, server: Server) -> Exception:
    status = getattr(error, "status_code", None)
    said = " ".join(str(error).split())[:200]
    if isinstance(error, AttributeError | IndexError | TypeError):
        return UnusableAnswerError("the server does not answer as the OpenAI protocol says")
    if status is None:  # no error of the server: the answer is not what was asked for
        return UnusableAnswerError(f"{type(error).__name__}: {said}")
    key = f"put the key in the environment variable {KEY if server.url else 'of the provider'}"
    remedy = {
        401: key,
        403: key,
        404: "correct the model's name or the server's address",
    }.get(int(status), "see what the server says, and its documentation")
    if 300 <= int(status) < 400:
        remedy = "give the address that it points to, if the texts may go there; none is followed"
    return CrossframeError(
        f"the server at {server.host} refuses the request with status {status}: {said}",
        remedy=remedy,
    )


def _gave_up(error: Exception, server: Server, *, tries: int) -> CrossframeError:
    kept = (
        f"; answers so far are kept in {server.cache}"
        if server.cache and server.cache.exists()
        else ""
    )
    return CrossframeError(
        f"the server at {server.host} did not answer in {tries} {'try' if tries == 1 else 'tries'}"
        f" ({type(error).__name__}: {str(error)[:120]}){kept}",
        remedy="start the server or wait, then run the same command again",
    )
