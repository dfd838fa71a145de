"""Posts to what the rules say of them, with everything that this needs once: rules and pipeline, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from postcheck import language, ruleset
from postcheck.config import Settings
from postcheck.engine import Engine, Raw, failed
from postcheck.errors import EngineError
from postcheck.models import Post
from postcheck.social import Social


@dataclass(frozen=True)
class Outcome:
    """What the rules say of one post, and its social items for the grammar check; None when it cannot be parsed."""

    raw: Raw
    social: Social | None


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

    def check(self, posts: Sequence[Post]) -> list[Outcome]:
        """One outcome a post, in the same order; a post that fails takes no other with it."""
        outcomes: list[Outcome] = []
        for post, parsed in zip(posts, self._parse(posts), strict=True):
            if isinstance(parsed, Exception):
                outcomes.append(Outcome(failed("parse", parsed), None))
            else:
                raw = self._engine.check_post(parsed, self._settings.for_path(post.path))
                outcomes.append(Outcome(raw, parsed.social))
        return outcomes

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


def check(settings: Settings, posts: Sequence[Post]) -> list[Outcome]:
    """As `Checker.check`, with the checker of this process: made at its first posts, and once."""
    if not _made or _made[0][0] != settings:
        _made[:] = [(settings, Checker(settings))]
    return _made[0][1].check(posts)
