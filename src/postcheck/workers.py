"""Where posts are checked: in this process, or in several others that each load rules and pipeline once."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from postcheck.config import Settings
from postcheck.errors import EngineError
from postcheck.models import Post

if TYPE_CHECKING:
    from postcheck.engine import Raw

Pending = Callable[[], "list[Raw]"]


class Workers(Protocol):
    """Checks batches of posts; a context manager."""

    ahead: int

    def submit(self, posts: Sequence[Post]) -> Pending:
        """Begin to check posts; what is returned waits for what the rules say, or raises what went wrong."""

    def __enter__(self) -> Workers: ...

    def __exit__(self, *_: object) -> None: ...


def workers(settings: Settings, jobs: int) -> Workers:
    """The workers for `jobs` processes; 1 is this process. Nothing is loaded or started before the first posts."""
    return _Here(settings) if jobs == 1 else _Processes(settings, jobs)


class _Here:
    """This process: checks when it is asked what the rules say."""

    ahead = 0

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def submit(self, posts: Sequence[Post]) -> Pending:
        from postcheck import checker  # late: spaCy takes a second to import, and cached posts do not need it

        return lambda: checker.check(self._settings, posts)


class _Processes:
    """Other processes. They are started anew, not forked: no thread and no lock of this one is copied."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self.ahead = 2 * jobs
        self._pool = ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
        )

    def __enter__(self) -> _Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, posts: Sequence[Post]) -> Pending:
        from concurrent.futures.process import BrokenProcessPool

        with _no_interrupts():
            future = self._pool.submit(_check, posts)

        def wait() -> list[Raw]:
            try:
                return future.result()
            except BrokenProcessPool as problem:
                raise EngineError("a worker process died", hint="is the memory full? try fewer --jobs") from problem

        return wait


# In a worker process: the settings that it was started with.
_settings: list[Settings] = []


def _start(settings: Settings) -> None:
    """Begin a worker. Ctrl-C reaches all processes of a terminal; only the first one answers, and ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _settings[:] = [settings]


def _check(posts: Sequence[Post]) -> list[Raw]:
    from postcheck import checker

    return checker.check(_settings[0], posts)


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Processes that are started inside do not hear Ctrl-C before they can say that they do not care."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
