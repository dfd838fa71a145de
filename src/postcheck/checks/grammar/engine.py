"""The grammar check of a run: posts in batches to the server, findings back to the posts, faults to the right ones."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from postcheck.checks.grammar.batches import Batch, distribute, pack
from postcheck.checks.grammar.client import RefusedError, UnreachableError
from postcheck.checks.grammar.connection import Connection
from postcheck.checks.grammar.findings import findings, prepared
from postcheck.checks.grammar.model import Choice, GrammarEngine, GrammarResult, Pending
from postcheck.checks.grammar.table import COMMON_WORDS, parameters
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.errors import EngineError, PostcheckError
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Failure, Span

Matches = list[tuple[Span, dict[str, Any]]]
# By the number of the post: what the server says of it, or why it does not.
Answers = tuple[dict[int, Matches], dict[int, PostcheckError]]
_PART = "grammar"


def open_engine(choice: Choice, options: GrammarOptions) -> GrammarEngine:
    """See the room's `open_engine`."""
    if choice.engine in ("builtin", "off"):
        return _NoEngine()
    return LanguageTool(choice, options)


class _NoEngine:
    """Has nothing to say: the built-in rules are checked as all rules are."""

    problem: EngineError | None = None

    def __enter__(self) -> _NoEngine:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def begin(self, texts: Sequence[str]) -> Pending:
        """Empty results."""
        return lambda names: [GrammarResult() for _ in texts]


class LanguageTool:
    """Checks with a LanguageTool server: a configured one, a kept one, or its own.

    One thread starts it, asks it and replaces it, batch by batch, from the first `begin` to the end of the context.
    """

    def __init__(self, choice: Choice, options: GrammarOptions) -> None:
        self.connection = Connection(choice)
        self._options = options
        self._vocabulary = Vocabulary((*COMMON_WORDS, *options.vocabulary))
        self._parameters = parameters(options)
        self._thread = ThreadPoolExecutor(1, "postcheck-grammar")

    @property
    def problem(self) -> EngineError | None:
        """See GrammarEngine."""
        return self.connection.problem

    def __enter__(self) -> LanguageTool:
        return self

    def __exit__(self, *_: object) -> None:
        # In this order: the thread must not wait for a server any more, and nobody may ask one that is closed.
        self.connection.break_off()
        self._thread.shutdown(cancel_futures=True)
        self.connection.close()

    def begin(self, texts: Sequence[str]) -> Pending:
        """See GrammarEngine. Without any text no server is started."""
        if not any(text.strip() for text in texts):
            return lambda names: [GrammarResult() for _ in texts]
        answers = self._thread.submit(self._ask_for, texts)

        def wait(names: Sequence[Sequence[Span]]) -> list[GrammarResult]:
            found, failed = answers.result()
            return [
                GrammarResult(failure=Failure(_PART, failed[number].code, str(failed[number])))
                if number in failed
                else GrammarResult(
                    findings(text, names[number], found.get(number, ()), self._options, self._vocabulary)
                )
                for number, text in enumerate(texts)
            ]

        return wait

    def _ask_for(self, posts: Sequence[str]) -> Answers:
        texts = [prepared(text) for text in posts]
        found: dict[int, Matches] = {}
        failed: dict[int, PostcheckError] = {}
        left = [number for number, text in enumerate(texts) if text.strip()]
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
