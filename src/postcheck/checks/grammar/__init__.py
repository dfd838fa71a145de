"""LanguageTool without its pains. The engine above uses three things:

- `detect(options) -> Choice`: which engine will check grammar, its name and version (`Choice.tool`), and what people
  must know (`Choice.notices(lang)`). Starts nothing; costs milliseconds, with a configured server one request.
- `open_engine(choice, options) -> GrammarEngine`: a context manager; a server is started at the first check that
  needs one and ended with the context, whatever ends it.
- `GrammarEngine.begin(texts) -> pending`: the server works on posts in the background, batch by batch in the order
  of the calls, while the pipeline parses them. `pending(names)` waits for one `GrammarResult` a text, in that order.
  It raises nothing for a post that cannot be checked: the result holds a Failure. With the engines "builtin" and "off"
  all results are empty, and there is no background: the built-in rules are rules like all others.
- `GrammarEngine.problem`: why its server did not start at all, when it did not; `without(problem)` is what is left
  to choose then.

The room's files: `homes` (folders), `java`, `install` and `maven` (getting LanguageTool), `supervisor` (the process
between postcheck and Java), `servers` (for one run) and `kept` (for many), `client` (HTTP), `connection` (the server of
a run, replaced when it dies), `batches` (many posts in one text), `findings` with `table` and `vocabulary` (matches to
findings).
"""

from __future__ import annotations

from postcheck.checks.grammar.detect import detect, without
from postcheck.checks.grammar.model import Choice, GrammarEngine, GrammarResult, Pending
from postcheck.grammar_options import GrammarOptions

__all__ = ["Choice", "GrammarEngine", "GrammarResult", "Pending", "detect", "open_engine", "without"]


def open_engine(choice: Choice, options: GrammarOptions) -> GrammarEngine:
    """The engine that was chosen. Nothing is started before the first post is checked."""
    from postcheck.checks.grammar import engine  # late: when all results are cached, no engine is opened

    return engine.open_engine(choice, options)
