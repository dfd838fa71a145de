"""Many posts to reports: in batches, in order, in bounded memory. What is cached is not checked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from postcheck import pipelines
from postcheck.cache import Cache, Keys
from postcheck.checks import grammar
from postcheck.config import PathSettings, Settings
from postcheck.errors import EngineError
from postcheck.models import About, Anchor, Failure, Finding, Post, Report
from postcheck.reader import ReadFailure
from postcheck.suppress import Requests, wants_grammar
from postcheck.workers import Pending, Workers, workers

if TYPE_CHECKING:
    from postcheck.engine import Raw

_BATCH = 64
_LANGUAGETOOL = "languagetool"
Item = Post | ReadFailure
Result = tuple[tuple[Finding, ...], tuple[Failure, ...]]


@dataclass(frozen=True)
class Run:
    """A run that has begun: `reports` are computed as they are taken, in the order of the posts.

    `unused`, when the reports have been taken: (origin, pattern) for what `per-path` ignores in vain.
    """

    about: About
    reports: Iterator[Report]
    unused: Callable[[], list[tuple[str, str]]]


def run(
    items: Iterable[Item],
    settings: Settings,
    *,
    cache: Cache | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Check all posts. Raises PostcheckError when rules, pipeline or a required grammar engine are broken.

    The first batch is checked before this returns. `jobs` is the number of processes. `progress` is called with the
    number of posts that have been done since the last call.
    """
    wanted = any(wants_grammar(path) for path in settings.all_paths())
    choice = grammar.detect(settings.grammar if wanted else replace(settings.grammar, mode="off"))
    pipeline = pipelines.about(settings.pipeline)
    requests = Requests(settings, with_languagetool=choice.tool.name == _LANGUAGETOOL)
    flow = _Flow(settings, choice, requests, cache)
    reports = requests.by_file(flow.reports(iter(items), jobs, progress))
    first = list(islice(reports, 1))
    choice = flow.choice
    about = About(pipeline, choice.tool, settings.lang, choice.notices(settings.lang))
    return Run(about, chain(first, reports), requests.unused_in_configuration)


@dataclass(frozen=True)
class _Batch:
    """Items on their way: `known` by position are cached, `missing` are being checked, by rules and for grammar."""

    items: list[Item]
    keys: list[bytes]
    known: dict[int, tuple[Finding, ...]]
    missing: list[int]
    pending: Pending | None
    grammar: grammar.Pending | None


class _Flow:
    """The way of the posts through cache, rules and grammar engine."""

    def __init__(self, settings: Settings, choice: grammar.Choice, requests: Requests, cache: Cache | None) -> None:
        self.choice = choice  # another one when LanguageTool does not start
        self._settings = settings
        self._requests = requests
        self._cache = cache
        self._keys = Keys(cache, settings, choice.tool) if cache is not None else None
        self._engine: grammar.GrammarEngine | None = None
        self._may_choose = settings.grammar.mode == "auto"
        self._stack = ExitStack()

    def reports(self, items: Iterator[Item], jobs: int, progress: Callable[[int], None] | None) -> Iterator[Report]:
        with self._stack:
            pool: Workers = self._stack.enter_context(workers(self._settings, jobs))
            # LanguageTool works on a batch while the one before is parsed, and never waits for the next.
            ahead = max(pool.ahead, 1 if self.choice.tool.name == _LANGUAGETOOL else 0)
            waiting: deque[_Batch] = deque()
            any_posts = False
            while batch := list(islice(items, _BATCH)):
                waiting.append(self._begin([self._with_platform(item) for item in batch], pool))
                any_posts = any_posts or any(isinstance(item, Post) for item in batch)
                while len(waiting) > ahead:
                    yield from self._end(waiting.popleft(), progress)
            while waiting:
                yield from self._end(waiting.popleft(), progress)
            if not any_posts:
                from postcheck import ruleset  # late: cached posts need no rules

                ruleset.load(self._settings.rule_folders)  # broken rules are an error, whether there are posts or not

    def _begin(self, items: list[Item], pool: Workers) -> _Batch:
        keys: list[bytes] = []
        known: dict[int, tuple[Finding, ...]] = {}
        missing = [number for number, item in enumerate(items) if isinstance(item, Post)]
        if self._cache is not None and self._keys is not None:
            keys = [self._keys.of(item, self._path(item)) if isinstance(item, Post) else b"" for item in items]
            found = self._cache.get([keys[number] for number in missing])
            known = {number: found[keys[number]] for number in missing if keys[number] in found}
            missing = [number for number in missing if number not in known]
        posts = [item for number in missing if isinstance(item := items[number], Post)]
        if not posts:
            return _Batch(items, keys, known, missing, None, None)
        # An empty text is not sent: nobody wants to know of this post.
        texts = [post.text if wants_grammar(self._path(post)) else "" for post in posts]
        asked = self._grammar().begin(texts)  # first: a server starts while rules and pipeline are loaded
        return _Batch(items, keys, known, missing, pool.submit(posts), asked)

    def _end(self, batch: _Batch, progress: Callable[[int], None] | None) -> Iterator[Report]:
        results: dict[int, Result] = {number: (findings, ()) for number, findings in batch.known.items()}
        if batch.pending is not None and batch.grammar is not None:
            results.update(self._checked(batch, batch.pending(), batch.grammar))
        self._may_choose = False  # from here on, people are told which engine it is
        for number, item in enumerate(batch.items):
            yield self._requests.report(item, *results[number]) if isinstance(item, Post) else _unread(item)
        if progress is not None:
            progress(len(batch.items))

    def _checked(self, batch: _Batch, raws: Sequence[Raw], pending: grammar.Pending) -> dict[int, Result]:
        from postcheck.engine import chosen, merge  # late: it imports spaCy

        answers = pending([raw.names for raw in raws])
        if (problem := self._grammar().problem) is not None and self._may_choose:
            self._go_on_without(problem)
        if self.choice.tool.name != _LANGUAGETOOL:
            answers = [grammar.GrammarResult()] * len(raws)
        results: dict[int, Result] = {}
        for number, raw, answer in zip(batch.missing, raws, answers, strict=True):
            failures = (*raw.failures, *((answer.failure,) if answer.failure else ()))
            path = self._settings.for_path(batch.items[number].path)
            results[number] = merge(raw, chosen(answer.findings, path)), failures
        if self._cache is not None:
            # What could not be checked as a whole is not kept as if it had been.
            whole = {batch.keys[number]: found for number, (found, failures) in results.items() if not failures}
            self._cache.put(whole)
        return results

    def _go_on_without(self, problem: EngineError) -> None:
        """Choose the built-in rules. Nothing more is cached: it would be taken for what LanguageTool has let pass."""
        self.choice = grammar.without(problem)
        self._requests.with_languagetool = False
        self._cache = self._keys = None

    def _grammar(self) -> grammar.GrammarEngine:
        if self._engine is None:
            engine = grammar.open_engine(self.choice, self._settings.grammar)
            self._engine = self._stack.enter_context(engine)
        return self._engine

    def _path(self, post: Post) -> PathSettings:
        return self._settings.for_path(post.path)

    def _with_platform(self, item: Item) -> Item:
        """A post with the platform that its path is configured for where it does not say its own."""
        if not isinstance(item, Post) or item.platform:
            return item
        platform = self._path(item).platform
        return item._replace(platform=platform) if platform else item


def _unread(failure: ReadFailure) -> Report:
    # Line 0 means the whole file.
    line = max(1, failure.line)
    post = Post(f"{failure.path}:{line}", failure.path, "", anchors=(Anchor(0, line, 1),))
    return Report(post, failures=(Failure("read", failure.error.code, str(failure.error)),))
