"""JSON Lines: one object a line. The first tells of the run, the last sums up, each other one is a post."""

from __future__ import annotations

from typing import Any, ClassVar

from postcheck.models import About, Report
from postcheck.output.base import FormatOptions, Summary
from postcheck.output.json import head_object, one_line, post_object, summary_object


class JsonLines:
    """The objects of `json`, each with its "type": "run", "post" or "summary". Always says all."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        pass

    def start(self, about: About) -> str:
        """The run."""
        return _line("run", head_object(about))

    def report(self, report: Report) -> str:
        """A post."""
        return _line("post", post_object(report))

    def finish(self, summary: Summary) -> str:
        """The summary."""
        return _line("summary", summary_object(summary))


def _line(kind: str, value: dict[str, Any]) -> str:
    return one_line({"type": kind, **value}) + "\n"
