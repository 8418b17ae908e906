"""Where the parts of an archive are worked on: in this process, in several, or on a Dask cluster."""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any

from crossframe.archive.partitions import Files, Part
from crossframe.errors import CrossframeError

Work = Callable[[bytes], Files]
Done = Iterator[tuple[str, Files]]
Engine = Callable[[Work, Iterable[Part]], Done]

_AHEAD = 2  # parts that are on their way to each worker
_TRIES = 3  # of a part whose worker dies
_PATIENCE = 60.0  # seconds that a scheduler may be away


def in_this_process(work: Work, parts: Iterable[Part]) -> Done:
    """Work on one part after the other."""
    for part in parts:
        yield part.name, work(part.data)


def in_processes(workers: int) -> Engine:
    """Return what works in so many processes; a part whose worker died is tried again, alone."""

    def run(work: Work, parts: Iterable[Part]) -> Done:
        waiting, tries = iter(parts), Counter[str]()
        suspects: list[Part] = []
        while True:
            source, most = (iter(suspects), 1) if suspects else (waiting, _AHEAD * workers)
            running: dict[Future[Files], Part] = {}
            try:
                yield from _in_pool(workers, work, source, most, running)
            except BrokenProcessPool:
                tries.update(part.name for part in running.values())
                if worst := [name for name, count in tries.items() if count >= _TRIES]:
                    raise _deadly(worst[0], _TRIES) from None
                suspects = [*running.values(), *(source if suspects else ())]
                continue
            if not suspects:
                return
            suspects = []

    return run


def _in_pool(
    workers: int, work: Work, source: Iterator[Part], most: int, running: dict[Future[Files], Part]
) -> Done:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        running |= {pool.submit(work, part.data): part for part in islice(source, most)}
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                files = future.result()
                yield running.pop(future).name, files
                running |= {pool.submit(work, part.data): part for part in islice(source, 1)}
    finally:
        pool.shutdown(cancel_futures=True)


def on_cluster(address: str, say: Callable[[str], None]) -> Engine:
    """Return what works on the cluster of a Dask scheduler, and waits for one that is started anew."""
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise CrossframeError(
            "a scheduler needs Dask",
            remedy="install it with: pip install 'crossframe[scale]', or use --workers",
        ) from error

    def run(work: Work, parts: Iterable[Part]) -> Done:
        waiting = iter(parts)
        left: dict[str, Part] = {}
        while True:
            with _client(distributed, address) as client:
                say(f"Dask dashboard: {client.dashboard_link}")
                yield from _until_lost(distributed, client, work, waiting, left)
                if client.status == "running" and not left:
                    return

    return run


def _until_lost(
    distributed: Any, client: Any, work: Work, waiting: Iterator[Part], left: dict[str, Part]
) -> Done:
    """Work until all is done or the scheduler is lost; `left` is what was given and is not done."""
    running = distributed.as_completed(loop=client.loop)

    def give(parts: Iterable[Part]) -> None:
        for part in parts:
            left[part.name] = part
            running.add(client.submit(work, part.data, key=part.name))

    give(list(left.values()))
    most = _AHEAD * max(sum(client.nthreads().values()), 1)
    give(islice(waiting, max(most - len(left), 0)))
    for future in running:
        if future.status in ("cancelled", "lost"):
            return
        if future.status == "error":
            error = future.exception()
            if isinstance(error, distributed.KilledWorker):
                raise _deadly(future.key, error.allowed_failures + 1)
            raise error
        name = future.key
        try:
            files = future.result()
        except (OSError, distributed.client.FutureCancelledError):
            return
        del left[name]
        future.release()
        give(islice(waiting, 1))
        yield name, files


def _client(distributed: Any, address: str) -> Any:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return distributed.Client(address, timeout=5, set_as_default=False)
        except (OSError, ValueError) as error:
            if time.monotonic() > deadline or isinstance(error, ValueError):
                raise CrossframeError(
                    "there is no Dask scheduler",
                    path=address,
                    remedy="start it, then give the same command: what is finished is kept",
                ) from error


def _deadly(name: str, times: int) -> CrossframeError:
    return CrossframeError(
        f"the worker on part {name} died {times} times, perhaps for want of memory",
        remedy="give workers more memory or --partition fewer articles, then the same command again",
    )
