"""Posts to what the rules say of them, with everything that this needs once: rules and pipeline, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from postcheck import language, ruleset
from postcheck.config import Settings
from postcheck.engine import Engine, Raw, failed
from postcheck.errors import EngineError
from postcheck.models import Post


class Checker:
    """The rules and the pipeline of a run, loaded. PostcheckError when they are broken."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        rules = ruleset.load(settings.rule_folders)
        self._engine = Engine(
            rules,
            settings.lang,
            settings.all_paths(),
            grammar=settings.grammar.mode != "off",
            vocabulary=settings.grammar.vocabulary,
        )
        self._pipeline = _pipeline(settings.pipeline)
        blind = self._engine.with_parser
        if blind and not self._pipeline.has_parser:
            hint = f"pipeline: de_core_news_md, or ignore: [{', '.join(blind)}]"
            raise EngineError(f"the spaCy pipeline '{settings.pipeline}' has no parser for {blind[0]}", hint=hint)

    def check(self, posts: Sequence[Post]) -> list[Raw]:
        """What the rules say of each post, in the same order; a post that fails takes no other with it."""
        return [
            failed("parse", parsed)
            if isinstance(parsed, Exception)
            else self._engine.check_post(parsed, self._settings.for_path(post.path))
            for post, parsed in zip(posts, self._parse(posts), strict=True)
        ]

    def _parse(self, posts: Sequence[Post]) -> Iterator[language.Parsed | Exception]:
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


@lru_cache(maxsize=1)
def _builtin() -> language.Pipeline:
    return language.load()


def _pipeline(name: str) -> language.Pipeline:
    """A pipeline; the built-in one is loaded once a process, others may change on the disk."""
    return _builtin() if name == language.BUILTIN else language.load(name)


_made: list[tuple[Settings, Checker]] = []


def check(settings: Settings, posts: Sequence[Post]) -> list[Raw]:
    """As `Checker.check`, with the checker of this process: made at its first posts, and once."""
    if not _made or _made[0][0] != settings:
        _made[:] = [(settings, Checker(settings))]
    return _made[0][1].check(posts)
