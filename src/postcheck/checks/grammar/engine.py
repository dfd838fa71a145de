"""The grammar check of a run: starts a server when it is needed, survives its death, and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from postcheck.checks.grammar import homes, servers
from postcheck.checks.grammar.batches import Batch, distribute, pack
from postcheck.checks.grammar.client import Client, RefusedError, UnreachableError
from postcheck.checks.grammar.findings import findings, prepared
from postcheck.checks.grammar.model import Choice, GrammarEngine, GrammarRequest, GrammarResult
from postcheck.checks.grammar.table import parameters
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.errors import EngineError, PostcheckError
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Failure, Span

_PART = "grammar"
# Once because servers die; then once more for each post that kills them, until it is plain that it is not the posts.
_RESTARTS = 3

Matches = list[tuple[Span, dict[str, Any]]]


def open_engine(choice: Choice, options: GrammarOptions) -> GrammarEngine:
    """The engine that was chosen. Nothing is started before the first post is checked."""
    if choice.engine in ("builtin", "off"):
        return _NoEngine()
    return LanguageTool(choice, options)


class _NoEngine:
    """Has nothing to say: the built-in rules are checked as all rules are."""

    def __enter__(self) -> _NoEngine:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def check(self, requests: Sequence[GrammarRequest]) -> list[GrammarResult]:
        """Empty results."""
        return [GrammarResult() for _ in requests]


class LanguageTool:
    """Checks with a LanguageTool server: a configured one, a kept one, or its own."""

    def __init__(self, choice: Choice, options: GrammarOptions) -> None:
        self._choice = choice
        self._options = options
        self._vocabulary = Vocabulary(options.vocabulary)
        self._parameters = parameters(options)
        self._restarts = 0
        self._client: Client | None = None
        self._kept: servers.Kept | None = None
        self._broken: EngineError | None = None
        self.owned: servers.OwnedServer | None = None

    def __enter__(self) -> LanguageTool:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def check(self, requests: Sequence[GrammarRequest]) -> list[GrammarResult]:
        """One result a request, in the same order."""
        texts = [prepared(request) for request in requests]
        todo = [number for number, text in enumerate(texts) if text.strip()]
        found: dict[int, Matches] = {}
        failed: dict[int, PostcheckError] = {}
        again = self._first_round(texts, todo, found)
        for number in again:
            try:
                found[number] = self._alone(texts, number)
            except PostcheckError as problem:
                failed[number] = problem
        return [self._result(n, request, found, failed) for n, request in enumerate(requests)]

    def _result(
        self, number: int, request: GrammarRequest, found: dict[int, Matches], failed: dict[int, PostcheckError]
    ) -> GrammarResult:
        problem = failed.get(number)
        if problem is not None:
            return GrammarResult(failure=Failure(_PART, problem.code, str(problem)))
        return GrammarResult(findings(request, found.get(number, ()), self._options, self._vocabulary))

    def _first_round(self, texts: Sequence[str], todo: Sequence[int], found: dict[int, Matches]) -> list[int]:
        """Check in batches; the numbers of the posts that must be checked again, one by one."""
        batches = pack(texts, todo)
        again: list[int] = []
        if not batches:
            return again
        try:
            self._connect()
        except PostcheckError:
            return list(todo)
        dead = False
        for batch, outcome in zip(batches, self._ask_all(batches), strict=True):
            if isinstance(outcome, Exception):
                again.extend(batch.numbers)
                dead = dead or isinstance(outcome, UnreachableError)
            else:
                found.update(outcome)
        if not dead:
            return again
        # The server died: a new one checks what is missing in batches; what fails then is looked at singly.
        try:
            self._restart()
        except PostcheckError:
            return again
        rest: list[int] = []
        batches = pack(texts, again)
        for batch, outcome in zip(batches, self._ask_all(batches), strict=True):
            if isinstance(outcome, Exception):
                rest.extend(batch.numbers)
            else:
                found.update(outcome)
        return rest

    def _ask_all(self, batches: Sequence[Batch]) -> Iterable[dict[int, Matches] | Exception]:
        if len(batches) == 1:
            return [self._ask(batches[0])]
        with ThreadPoolExecutor(max(1, self._options.jobs)) as pool:
            return list(pool.map(self._ask, batches))

    def _ask(self, batch: Batch) -> dict[int, Matches] | Exception:
        if self._client is None:
            return UnreachableError("no server")
        try:
            return distribute(batch, self._client.check(batch.text, self._parameters))
        except (UnreachableError, RefusedError) as problem:
            return problem

    def _alone(self, texts: Sequence[str], number: int) -> Matches:
        """Check one post by itself, on a new server when the last one is dead."""
        outcome = self._ask_one(texts, number)
        if isinstance(outcome, UnreachableError):
            self._restart()
            outcome = self._ask_one(texts, number)
        if isinstance(outcome, UnreachableError):
            raise EngineError(
                f"LanguageTool went down over this post, and again after a restart: {outcome}",
                hint="`postcheck grammar status`; without it, use `--grammar builtin`",
            )
        if isinstance(outcome, Exception):
            raise EngineError(
                f"LanguageTool could not check this post: {outcome}", hint="shorten it or check it by itself"
            )
        return outcome[number]

    def _ask_one(self, texts: Sequence[str], number: int) -> dict[int, Matches] | Exception:
        self._connect()
        return self._ask(pack(texts, [number])[0])

    def _connect(self) -> None:
        """Have a server. What has failed once is not tried again: every post would wait for it."""
        if self._broken is not None:
            raise self._broken
        if self._kept is not None:
            self._kept.touch()
        if self._client is not None:
            return
        try:
            self._client = Client(self._choice.url or self._start())
        except EngineError as problem:
            self._broken = problem
            raise
        if self._choice.engine == "kept":
            self._kept = servers.kept(Path(self._choice.home))

    def _start(self) -> str:
        home = Path(self._choice.home)
        if homes.jar_of(home) is None:
            raise EngineError(f"{home} holds no LanguageTool any more", hint="`postcheck grammar install`")
        try:
            self.owned = servers.OwnedServer(home)
        except OSError as problem:
            raise EngineError(f"LanguageTool does not start: {problem}", hint="free some space") from problem
        return self.owned.url

    def _restart(self) -> None:
        """Replace a dead server by an owned one. A configured server is not ours to start: it is asked once more."""
        if self._broken is not None:
            raise self._broken
        self._restarts += 1
        if self._restarts > _RESTARTS:
            self._broken = EngineError(
                "the LanguageTool server went down again and again",
                hint="`postcheck grammar status`; without it, use `--grammar builtin`",
            )
            raise self._broken
        if self._choice.engine == "server":
            return
        self._end()
        try:
            self._client = Client(self._start())
        except EngineError as problem:
            self._broken = problem
            raise

    def _end(self) -> None:
        self._client = None
        self._kept = None
        if self.owned is not None:
            self.owned.close()
            self.owned = None
