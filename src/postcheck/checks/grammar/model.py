"""What goes into the grammar check and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol

from postcheck.errors import EngineError
from postcheck.models import Failure, Finding, Span, Tool

Engine = Literal["server", "kept", "installed", "builtin", "off"]


@dataclass(frozen=True, slots=True)
class GrammarResult:
    """What LanguageTool says of one post, in the order of the text; `failure` says why it could not be asked."""

    findings: tuple[Finding, ...] = ()
    failure: Failure | None = None


# Waits for the results of posts, given what the pipeline sees in each as names of people or brands: they are not
# checked for spelling. The server need not know of them, so it begins before the pipeline has ended.
Pending = Callable[[Sequence[Sequence[Span]]], list[GrammarResult]]


class GrammarEngine(Protocol):
    """Checks the grammar of posts; a context manager. Leaving it breaks off what is under way."""

    def begin(self, texts: Sequence[str]) -> Pending:
        """Begin to check posts; an empty text is none. One result a text, in the same order."""

    @property
    def problem(self) -> EngineError | None:
        """Why the installed LanguageTool could not be started; None as long as it has been, or has not been needed."""

    def __enter__(self) -> GrammarEngine: ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """Which engine checks grammar: a configured server, a kept one, an installed LanguageTool, or none of them.

    `tool` names it in every output (the built-in rules have the version of postcheck, "off" has none). `url` is the
    server's, `home` the installation's folder, as far as the engine has one. `notice_de`, `notice_en`: what people
    must know, or "".
    """

    engine: Engine
    tool: Tool
    url: str = ""
    home: str = ""
    notice_de: str = ""
    notice_en: str = ""

    def notices(self, lang: str) -> tuple[str, ...]:
        """Sentences for people in the language of the run ("de" or "en")."""
        notice = self.notice_de if lang == "de" else self.notice_en
        return (notice,) if notice else ()
