"""The errors that postcheck reports to its users, each with a code that stays the same."""

from __future__ import annotations

from collections.abc import Iterable


class PostcheckError(Exception):
    """Base of all errors that end a run with exit status 2 and a message, never a traceback.

    `message` says what is wrong, `hint` how to get out of it, `where` is "file", "file:line" or
    "file:line:column" (1-based), or empty.
    """

    code = "E000"

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message} [{self.code}]{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        # The keyword-only arguments would be lost on the way back from a worker process.
        return _rebuild, (type(self), self.message, self.hint, self.where)


class UsageError(PostcheckError):
    """The command line asks for something that does not exist or does not go together."""

    code = "E100"


class ConfigError(PostcheckError):
    """The configuration is unreadable, or holds an unknown key or an impossible value."""

    code = "E200"


class RuleError(PostcheckError):
    """A rule or signal file is broken."""

    code = "E300"


class InputError(PostcheckError):
    """A file with posts is missing, unreadable, or not what its name says."""

    code = "E400"


class EngineError(PostcheckError):
    """The pipeline or the grammar engine is missing, does not start, or went down."""

    code = "E500"


def _rebuild(kind: type[PostcheckError], message: str, hint: str, where: str) -> PostcheckError:
    return kind(message, hint=hint, where=where)


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint "did you mean …?" with the name in `known` that is most like `name`, or ""."""
    import difflib  # late: it is needed when something is wrong

    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean '{found[0]}'?" if found else ""
