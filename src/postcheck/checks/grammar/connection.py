"""The server that a run asks: a configured one, a kept one, or its own; replaced when it dies."""

from __future__ import annotations

import threading
from pathlib import Path

from postcheck.checks.grammar import homes, kept, servers
from postcheck.checks.grammar.client import Client
from postcheck.checks.grammar.model import Choice
from postcheck.errors import EngineError

# Once because servers die; then once more for each post that kills them, until it is plain that it is not the posts.
_RESTARTS = 3
_WAY_OUT = "`postcheck grammar status` says what is there; without LanguageTool, use `--grammar builtin`"


class Connection:
    """Starts a server when there is none yet, once more when it is dead, and ends what it has started.

    What could not be started is not tried again: every post would wait for it. One thread uses a connection; only
    `break_off` may come from another one.
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self.owned: servers.OwnedServer | None = None
        self._client: Client | None = None
        self._kept: kept.Kept | None = None
        self._restarts = 0
        self._reached = False
        self._broken: EngineError | None = None
        self._lock = threading.Lock()

    def client(self) -> Client:
        """The client of a server that runs, as far as one knows; EngineError when none can be had."""
        if self._broken is not None:
            raise self._broken
        client = self._client
        if client is None:
            client = self._use(Client(self._choice.url)) if self._choice.url else self._start()
            if self._choice.engine == "kept":
                self._kept = kept.kept(Path(self._choice.home))
        if self._kept is not None:
            self._kept.touch()
        return client

    def restart(self) -> None:
        """Replace a dead server by an own one. A configured server is not ours to start: it is asked again."""
        if self._broken is not None:
            raise self._broken
        self._restarts += 1
        if self._restarts > _RESTARTS:
            self._broken = EngineError("the LanguageTool server went down again and again", hint=_WAY_OUT)
            raise self._broken
        if self._choice.engine != "server":
            self.close()
            self._start()

    @property
    def problem(self) -> EngineError | None:
        """Why the first server could not be started, when it could not."""
        return None if self._reached else self._broken

    def break_off(self) -> None:
        """End what is asked or started right now, and have nothing started any more: who uses this gets EngineError."""
        with self._lock:
            self._broken = self._broken or EngineError("the grammar check was broken off")
            if self._client is not None:
                self._client.break_off()
            if self.owned is not None:
                self.owned.end()

    def close(self) -> None:
        """End the server, if it is ours, and wait until it is gone."""
        self._client = self._kept = None
        if self.owned is not None:
            self.owned.close()
            self.owned = None

    def _start(self) -> Client:
        home = Path(self._choice.home)
        try:
            if homes.jar_of(home) is None:
                raise EngineError(f"{home} holds no LanguageTool any more", hint="`postcheck grammar install`")
            with self._lock:
                if self._broken is not None:
                    raise self._broken
                self.owned = servers.OwnedServer(home)
            self.owned.wait()
        except OSError as problem:
            self._broken = EngineError(f"LanguageTool does not start: {problem}", hint=_WAY_OUT)
            raise self._broken from problem
        except EngineError as problem:
            self._broken = problem
            raise
        return self._use(Client(self.owned.url))

    def _use(self, client: Client) -> Client:
        with self._lock:
            if self._broken is not None:
                raise self._broken
            self._client, self._reached = client, True
        return client
