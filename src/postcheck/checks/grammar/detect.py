"""Which engine checks grammar. Runs before every check, also where all results are cached: imports come late."""

from __future__ import annotations

from postcheck import __version__
from postcheck.checks.grammar.model import Choice
from postcheck.errors import EngineError
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Tool

NAME = "languagetool"
_LONGEST = 200  # of what a server says when it does not start
_INSTALL = "`postcheck grammar install` fetches it; `--grammar builtin` does without"


def detect(options: GrammarOptions) -> Choice:
    """The engine for this run: the configured server, the kept one, the installed LanguageTool, the built-in rules.

    EngineError when the mode is "languagetool" and there is none, or when a configured server does not answer.
    """
    if options.mode == "off":
        return Choice("off", Tool("off", ""))
    if options.mode == "builtin":
        return _builtin()
    if options.server:
        return _configured(options)
    from postcheck.checks.grammar import homes, java

    home = homes.find_home(options.version)
    if home is None:
        missing = f"LanguageTool {options.version} is not installed"
        if options.mode == "languagetool":
            raise EngineError(missing, hint=_INSTALL)
        return _without(missing, f"LanguageTool {options.version} fehlt", "postcheck grammar install")
    if homes.may_keep_server():
        from postcheck.checks.grammar.kept import kept

        there = kept(home)
        if there is not None:
            return Choice("kept", Tool(NAME, there.version), there.url, str(home))
    try:
        java.find_java()
    except EngineError as problem:
        if options.mode == "languagetool":
            raise
        return _without(
            problem.message, f"LanguageTool braucht Java ab Version {java.NEEDED}", "postcheck grammar status"
        )
    return Choice("installed", Tool(NAME, homes.version_of(home) or options.version), home=str(home))


def without(problem: EngineError) -> Choice:
    """What a run in the mode "auto" goes on with when the LanguageTool that was chosen does not start."""
    said = " ".join(problem.message.removeprefix("LanguageTool: ").split())[:_LONGEST]
    return _without(
        f"LanguageTool does not start: {said}", f"LanguageTool startet nicht: {said}", "postcheck grammar status"
    )


def _configured(options: GrammarOptions) -> Choice:
    from postcheck.checks.grammar.client import Client, RefusedError, UnreachableError

    try:
        version = Client(options.server, timeout=5.0).version()
    except (UnreachableError, RefusedError) as problem:
        # Somebody wrote this address into the configuration: to go on without it would hide that it is wrong.
        raise EngineError(
            f"the LanguageTool server {options.server} does not answer: {problem}",
            hint="start it, correct `grammar: server:`, or use `--grammar builtin`",
        ) from problem
    return Choice("server", Tool(NAME, version), options.server)


def _without(why_en: str, why_de: str, command: str) -> Choice:
    return _builtin(
        f"Grammatik nur mit den eingebauten Regeln geprüft: {why_de} (`{command}`).",
        f"Grammar was checked by the built-in rules only: {why_en} (`{command}`).",
    )


def _builtin(notice_de: str = "", notice_en: str = "") -> Choice:
    return Choice("builtin", Tool("builtin", __version__), notice_de=notice_de, notice_en=notice_en)
