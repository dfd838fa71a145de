"""Workflow commands of GitHub Actions: annotations at the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import ClassVar

from postcheck.models import About, Finding, Post, Report, Severity
from postcheck.output.base import UNUSED, FormatOptions, Summary, ci_path, failure_line, unused_line
from postcheck.output.inert import inert
from postcheck.positions import locate

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GitHub:
    """One command a line. Columns are in code points."""

    for_people: ClassVar[bool] = True

    def __init__(self, options: FormatOptions) -> None:
        self._quiet = options.quiet
        self._lang = "de"

    def start(self, about: About) -> str:
        """The notices: not at a file, but on the page of the run."""
        self._lang = about.lang
        notices = () if self._quiet else about.notices
        return "".join(_command("notice", {"title": "postcheck"}, notice) for notice in notices)

    def report(self, report: Report) -> str:
        """A command for each finding, failure, and request of no use."""
        lines = [_finding(report.post, finding) for finding in report.findings]
        path, first = ci_path(report.post.path), str(report.post.anchors[0].line)
        for failure in report.failures:
            where = {"file": path, "line": first, "title": f"postcheck {failure.code}"}
            lines.append(_command("error", where, failure_line(report.post, failure)))
        for request in report.unused:
            where = {"file": path, "line": str(request.line), "title": UNUSED}
            lines.append(_command("notice", where, unused_line(request, self._lang)))
        return "".join(lines)

    def finish(self, summary: Summary) -> str:
        """Nothing."""
        return ""


def _finding(post: Post, finding: Finding) -> str:
    place = locate(post, finding.span)
    where = {"file": ci_path(post.path), "line": str(place.line), "endLine": str(place.end_line)}
    if place.line == place.end_line:
        where |= {"col": str(place.column), "endColumn": str(place.end_column)}
    text = f"{finding.message} {finding.advice}".rstrip()
    return _command(_COMMANDS[finding.severity], {**where, "title": finding.rule_id}, text)


def _command(name: str, properties: dict[str, str], text: str) -> str:
    shown = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items()
    )
    return f"::{name} {shown}::{_escaped(text)}\n"


def _escaped(text: str) -> str:
    return inert(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
