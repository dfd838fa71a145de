"""What goes into the grammar check and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol

from postcheck.models import Failure, Finding, Span, Tool

if TYPE_CHECKING:
    from postcheck.social import Social

Engine = Literal["server", "kept", "installed", "builtin", "off"]


@dataclass(frozen=True, slots=True)
class GrammarRequest:
    """One post. `names` are spans that the pipeline sees as names of people or brands: not checked for spelling.

    `social` None: the post could not be parsed; its items are then found anew.
    """

    text: str
    social: Social | None
    names: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GrammarResult:
    """What LanguageTool says of one post, in the order of the text; `failure` says why it could not be asked."""

    findings: tuple[Finding, ...] = ()
    failure: Failure | None = None


class GrammarEngine(Protocol):
    """Checks the grammar of posts; a context manager."""

    def check(self, requests: Sequence[GrammarRequest]) -> list[GrammarResult]:
        """One result a request, in the same order."""

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
