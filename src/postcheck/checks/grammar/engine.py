"""The grammar check of a run: posts in batches to the server, findings back to the posts, faults to the right ones."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from postcheck.checks.grammar.batches import Batch, distribute, pack
from postcheck.checks.grammar.client import RefusedError, UnreachableError
from postcheck.checks.grammar.connection import Connection
from postcheck.checks.grammar.findings import findings, prepared
from postcheck.checks.grammar.model import Choice, GrammarEngine, GrammarRequest, GrammarResult
from postcheck.checks.grammar.table import COMMON_WORDS, parameters
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.errors import EngineError, PostcheckError
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Failure, Span

Matches = list[tuple[Span, dict[str, Any]]]
_PART = "grammar"


def open_engine(choice: Choice, options: GrammarOptions) -> GrammarEngine:
    """See the room's `open_engine`."""
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
        self.connection = Connection(choice)
        self._options = options
        self._vocabulary = Vocabulary((*COMMON_WORDS, *options.vocabulary))
        self._parameters = parameters(options)

    def __enter__(self) -> LanguageTool:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def check(self, requests: Sequence[GrammarRequest]) -> list[GrammarResult]:
        """One result a request, in the same order."""
        texts = [prepared(request) for request in requests]
        found, failed = self._ask_for(texts, [number for number, text in enumerate(texts) if text.strip()])
        return [
            GrammarResult(failure=Failure(_PART, failed[number].code, str(failed[number])))
            if number in failed
            else GrammarResult(findings(request, found.get(number, ()), self._options, self._vocabulary))
            for number, request in enumerate(requests)
        ]

    def _ask_for(
        self, texts: Sequence[str], todo: Sequence[int]
    ) -> tuple[dict[int, Matches], dict[int, PostcheckError]]:
        found: dict[int, Matches] = {}
        failed: dict[int, PostcheckError] = {}
        left = list(todo)
        if not left:
            return found, failed
        try:
            self.connection.client()  # before there are threads: two of them would start two servers
            left, dead = self._in_batches(texts, left, found)
            if dead:
                # A new server checks what is missing; what fails once more is looked at singly.
                self.connection.restart()
                left, _ = self._in_batches(texts, left, found)
        except EngineError as problem:
            return found, dict.fromkeys(left, problem)
        for number in left:
            try:
                found[number] = self._alone(texts, number)
            except EngineError as problem:
                failed[number] = problem
        return found, failed

    def _in_batches(
        self, texts: Sequence[str], numbers: Sequence[int], found: dict[int, Matches]
    ) -> tuple[list[int], bool]:
        """Check posts, many in one text, into `found`; the numbers that failed, and whether the server is dead."""
        batches = pack(texts, numbers)
        left: list[int] = []
        dead = False
        with ThreadPoolExecutor(max(1, self._options.jobs)) as pool:
            for batch, outcome in zip(batches, pool.map(self._ask, batches), strict=True):
                if isinstance(outcome, Exception):
                    left.extend(batch.numbers)
                    dead = dead or isinstance(outcome, UnreachableError)
                else:
                    found.update(outcome)
        return left, dead

    def _alone(self, texts: Sequence[str], number: int) -> Matches:
        """Check one post by itself, on a new server when the last one is dead."""
        (batch,) = pack(texts, [number])
        outcome = self._ask(batch)
        if isinstance(outcome, UnreachableError):
            self.connection.restart()
            outcome = self._ask(batch)
        if isinstance(outcome, UnreachableError):
            raise EngineError(
                f"LanguageTool went down over this post, and again after a restart: {outcome}",
                hint="`postcheck grammar status`; without it, use `--grammar builtin`",
            )
        if isinstance(outcome, RefusedError):
            raise EngineError(
                f"LanguageTool could not check this post: {outcome}", hint="shorten it or check it by itself"
            )
        return outcome[number]

    def _ask(self, batch: Batch) -> dict[int, Matches] | UnreachableError | RefusedError:
        try:
            return distribute(batch, self.connection.client().check(batch.text, self._parameters))
        except (UnreachableError, RefusedError) as problem:
            return problem
        except EngineError as problem:
            return UnreachableError(problem.message)
