"""One line a finding: path:line:column: severity rule message."""

from __future__ import annotations

from typing import ClassVar

from postcheck.models import About, Finding, Post, Report, Severity
from postcheck.output.base import UNUSED, FormatOptions, Summary, failure_line, unused_line
from postcheck.output.inert import inert, inert_line
from postcheck.positions import locate


class Concise:
    """For grep, editors and people in a hurry: every line is a finding, or something that could not be checked."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._show_suppressed = options.show_suppressed
        self._lang = "de"

    def start(self, about: About) -> str:
        """Nothing."""
        self._lang = about.lang
        return ""

    def report(self, report: Report) -> str:
        """A line for each finding and failure."""
        lines = [_line(report.post, finding) for finding in report.findings]
        if self._show_suppressed:
            lines += [f"{_line(report.post, item.finding)} ({inert(item.by)})" for item in report.suppressed]
        for request in report.unused:
            where = f"{inert_line(report.post.path)}:{request.line}:1"
            lines.append(f"{where}: {Severity.INFO.label} {UNUSED} {inert(unused_line(request, self._lang))}")
        lines += [f"{failure_line(report.post, failure)}" for failure in report.failures]
        return "".join(f"{line}\n" for line in lines)

    def finish(self, summary: Summary) -> str:
        """Nothing."""
        return ""


def _line(post: Post, finding: Finding) -> str:
    place = locate(post, finding.span)
    where = f"{inert_line(post.path)}:{place.line}:{place.column}"
    return f"{where}: {finding.severity.label} {finding.rule_id} {inert(finding.message)}"
