"""One file a format. Formats are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from postcheck.output.base import Format, Summary

__all__ = ["FORMATS", "Format", "Summary", "make"]


def _full(quiet: bool, show_suppressed: bool) -> Format:
    from postcheck.output.full import Full

    return Full(quiet=quiet, show_suppressed=show_suppressed)


def _concise(quiet: bool, show_suppressed: bool) -> Format:
    from postcheck.output.concise import Concise

    return Concise()


def _json(quiet: bool, show_suppressed: bool) -> Format:
    from postcheck.output.json import Json

    return Json()


FORMATS: dict[str, Callable[[bool, bool], Format]] = {"full": _full, "concise": _concise, "json": _json}


def make(name: str, *, quiet: bool = False, show_suppressed: bool = False) -> Format:
    """The format called `name`; KeyError when there is none."""
    return FORMATS[name](quiet, show_suppressed)
