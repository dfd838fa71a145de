"""Many posts to reports: in batches, in order, in bounded memory; a post that fails takes no other with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from postcheck import language, ruleset
from postcheck.checks import grammar
from postcheck.config import Settings
from postcheck.engine import Engine, Raw, chosen, failed, finish, wants_grammar
from postcheck.models import About, Anchor, Failure, Post, Report
from postcheck.reader import ReadFailure

_BATCH = 64
Item = Post | ReadFailure


@dataclass(frozen=True)
class Run:
    """A run that has begun: `reports` are computed as they are taken, in the order of the posts."""

    about: About
    reports: Iterator[Report]


def run(items: Iterable[Item], settings: Settings, *, progress: Callable[[int], None] | None = None) -> Run:
    """Check all posts. Raises PostcheckError when rules, pipeline or a required grammar engine are broken.

    The first batch is checked before this returns, so that `about` says which engines really answered.
    `progress` is called with the number of posts that have been done since the last call.
    """
    checker = _Checker(settings)
    reports = checker.reports(iter(items), progress)
    first = list(islice(reports, 1))
    return Run(checker.about, chain(first, reports))


class _Checker:
    """What a run needs once: rules, pipeline, grammar engine."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        rules = ruleset.load(settings.rule_folders)
        paths = settings.all_paths()
        self._engine = Engine(rules, settings.lang, paths)
        self._pipeline = language.load(settings.pipeline)
        wanted = any(wants_grammar(path) for path in paths)
        self._choice = grammar.detect(settings.grammar if wanted else replace(settings.grammar, mode="off"))
        self.about = About(self._pipeline.info, self._choice.tool, settings.lang, self._choice.notices(settings.lang))

    def reports(self, items: Iterator[Item], progress: Callable[[int], None] | None) -> Iterator[Report]:
        with grammar.open_engine(self._choice, self._settings.grammar) as engine:
            while batch := list(islice(items, _BATCH)):
                posts = [self._with_platform(item) for item in batch if isinstance(item, Post)]
                checked = iter(self._batch(posts, engine))
                for item in batch:
                    yield next(checked) if isinstance(item, Post) else _unread(item)
                if progress is not None:
                    progress(len(batch))

    def _with_platform(self, post: Post) -> Post:
        """The post, with the platform that its path is configured for where it does not say its own."""
        platform = self._settings.for_path(post.path).platform
        return post if post.platform or not platform else replace(post, platform=platform)

    def _batch(self, posts: list[Post], engine: grammar.GrammarEngine) -> Iterator[Report]:
        paths = [self._settings.for_path(post.path) for post in posts]
        raws: list[Raw] = []
        requests: list[grammar.GrammarRequest] = []
        for post, parsed, path in zip(posts, self._parse(posts), paths, strict=True):
            if isinstance(parsed, Exception):
                raws.append(failed("parse", parsed))
                requests.append(grammar.GrammarRequest(post.text, None, ()))
                continue
            raw = self._engine.check_post(parsed, path)
            raws.append(raw)
            # An empty text is not sent: nobody wants to know of this post.
            text = post.text if wants_grammar(path) else ""
            requests.append(grammar.GrammarRequest(text, parsed.social, raw.names))
        results = engine.check(requests)
        for post, raw, result, path in zip(posts, raws, results, paths, strict=True):
            failures = (result.failure,) if result.failure else ()
            yield finish(post, raw, chosen(result.findings, path), failures)

    def _parse(self, posts: list[Post]) -> Iterator[language.Parsed | Exception]:
        needs = self._engine.needs
        try:
            yield from list(self._pipeline.parse(posts, needs))
        except Exception:
            # One of them is to blame: find out which, and keep the others.
            for post in posts:
                try:
                    yield self._pipeline.parse_one(post, needs)
                except Exception as problem:
                    yield problem


def _unread(failure: ReadFailure) -> Report:
    # Line 0 means the whole file.
    line = max(1, failure.line)
    post = Post(f"{failure.path}:{line}", failure.path, "", anchors=(Anchor(0, line, 1),))
    return Report(post, failures=(Failure("read", failure.error.code, str(failure.error)),))
